//! Internal Cargo features of the runtime: parts of it that not every resource needs. Only other features turn them on.

use super::{
    api::Api,
    method::{Method, Returns},
    model_files::{Needed, model_files},
    models::Shape,
    pages::{CursorSource, Next},
    statuses::StatusMeaning,
    types::Type,
};
use crate::{
    names::{
        BASE64_FEATURE, DOWNLOAD_FEATURE, DURATION_FEATURE, EVENTS_FEATURE, INT64_FEATURE,
        LINES_FEATURE, STEPS_FEATURE, UNION_FEATURE, UPLOAD_FEATURE, WAIT_FEATURE,
    },
    scalars::Scalar,
};
use std::collections::{BTreeMap, BTreeSet};

/// Returns the internal features that an API needs, each with the condition under which it does.
#[must_use]
pub fn internal_features(api: &Api) -> BTreeMap<&'static str, Needed<'_>> {
    let mut features = BTreeMap::new();
    for resource in &api.resources {
        let needed = Needed::With(BTreeSet::from([resource.top().rust()]));
        let of_methods = resource.methods.iter().flat_map(of_method);
        let of_types = resource.types().filter_map(of_type);
        for feature in of_methods.chain(of_types) {
            need(&mut features, feature, &needed);
        }
    }
    for file in model_files(api) {
        for id in &file.models {
            for feature in of_shape(&api.models.get(*id).shape) {
                need(&mut features, feature, &file.needed);
            }
        }
    }
    features
}

fn need<'a>(
    features: &mut BTreeMap<&'static str, Needed<'a>>,
    feature: &'static str,
    needed: &Needed<'a>,
) {
    let none = || Needed::With(BTreeSet::new());
    let condition = features.entry(feature).or_insert_with(none);
    condition.or(needed.clone());
}

/// Returns the features that a method needs, besides those of its types.
fn of_method(method: &Method) -> impl Iterator<Item = &'static str> {
    let has_download = method.returns.has(StatusMeaning::Download);
    let download = has_download.then_some(DOWNLOAD_FEATURE);
    let events = matches!(method.returns, Returns::Events(_)).then_some(EVENTS_FEATURE);
    let has_content = method.upload.is_some() || method.body_format.has_files();
    let upload = has_content.then_some(UPLOAD_FEATURE);
    let lines = matches!(method.returns, Returns::Lines(_)).then_some(LINES_FEATURE);
    let wait = method.wait.is_some().then_some(WAIT_FEATURE);
    let has_steps = method.wait.is_some() || method.upload.is_some() || pages_by_last_item(method);
    let steps = has_steps.then_some(STEPS_FEATURE);
    [download, events, lines, steps, upload, wait]
        .into_iter()
        .flatten()
}

/// Returns `true` if the id of the last item of a page leads to the next one.
fn pages_by_last_item(method: &Method) -> bool {
    let Returns::Pages(pages) = &method.returns else {
        return false;
    };
    matches!(
        pages.next,
        Next::Cursor {
            source: CursorSource::LastItem(_),
            ..
        }
    )
}

/// Returns the features that a model needs, besides those of the models that it is made of.
fn of_shape(shape: &Shape) -> impl Iterator<Item = &'static str> {
    let union = match shape {
        Shape::Union(_) => Some(UNION_FEATURE),
        Shape::Struct(_) | Shape::Enum(_) | Shape::Mask(_) => None,
    };
    union.into_iter().chain(shape.types().filter_map(of_type))
}

/// Returns the feature that the values of a type need, if they are not models.
fn of_type(ty: &Type) -> Option<&'static str> {
    match ty {
        Type::List(item) | Type::Map(item) | Type::Nullable(item) => of_type(item),
        Type::Model(_) | Type::Mask(_) => None,
        Type::Scalar(scalar) => match scalar {
            Scalar::Bytes | Scalar::Base64Url => Some(BASE64_FEATURE),
            Scalar::Duration => Some(DURATION_FEATURE),
            Scalar::Int64Text => Some(INT64_FEATURE),
            Scalar::File => Some(UPLOAD_FEATURE),
            Scalar::String
            | Scalar::Bool
            | Scalar::Int32
            | Scalar::Int64
            | Scalar::Float
            | Scalar::DateTime
            | Scalar::Date
            | Scalar::TimeOfDay
            | Scalar::UnixSeconds
            | Scalar::UnixMillis
            | Scalar::Rfc2822
            | Scalar::Uint64
            | Scalar::Decimal
            | Scalar::Uuid
            | Scalar::Url
            | Scalar::Json
            | Scalar::Secret
            | Scalar::LabelFilter => None,
        },
    }
}
