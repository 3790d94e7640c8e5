//! Parameters that ask for a page.

use super::{described_query::described, method_scope::MethodScope};
use crate::{
    diagnostic::{Code, Diagnostic},
    model::{
        Body, CursorSource, Next, PageParamPlace, Presence, QueryParam, QueryStyle, Shape, Type,
    },
    resolve::{
        pagination::as_one_key,
        result_fields::{field_at, field_of, is_reported},
    },
    scalars::{Scalar, UrlForm},
    source::{Span, Spanned},
    syntax::{BodyDecl, Pagination},
};

/// Type of the parameter that asks for a page.
#[derive(Clone, Copy)]
enum PageParam {
    Cursor,
    /// Cursor that may also be a number, as an id.
    Id,
    Number,
}

impl PageParam {
    /// Returns the type for a kind of pagination, if it has a parameter.
    fn of(next: &Next) -> Option<Self> {
        match next {
            Next::Cursor { source, .. } => match source {
                CursorSource::Body(_) | CursorSource::Header(_) => Some(Self::Cursor),
                CursorSource::LastItem(_) => Some(Self::Id),
            },
            Next::Page { .. } | Next::Offset { .. } => Some(Self::Number),
            Next::Link | Next::Url { .. } => None,
        }
    }

    /// Returns `true` if an optional parameter of a type takes it.
    fn fits(self, ty: &Type, presence: Presence) -> bool {
        let Type::Scalar(scalar) = ty else {
            return false;
        };
        let is_text = scalar.row().url == UrlForm::Text;
        let takes = match self {
            Self::Cursor => is_text,
            Self::Id => is_text || is_integer(*scalar),
            Self::Number => is_integer(*scalar),
        };
        takes && presence == Presence::Optional
    }

    /// Returns the words for the type, and an example of it.
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Cursor => ("an optional `string`", "string"),
            Self::Id => ("an optional `string`, `int32` or `int64`", "string"),
            Self::Number => ("an optional `int32` or `int64`", "int32"),
        }
    }
}

/// Returns the place of the parameter that asks for a page. One that does not exist, or has the wrong type, is reported.
pub(super) fn place(
    scope: &MethodScope<'_, '_>,
    returns: Span,
    pagination: &Pagination,
    next: &Next,
    query: &[QueryParam],
    body: &Body,
) -> Option<PageParamPlace> {
    let (Some(param), Some(kind)) = (next.param(), PageParam::of(next)) else {
        return Some(PageParamPlace::Query);
    };
    let in_query = query.iter().find(|known| known.name.wire() == param);
    let fields = match body {
        Body::Fields(fields) => fields.as_slice(),
        Body::None | Body::Whole(..) => &[],
    };
    let in_body = fields.iter().find(|field| field.name.wire() == param);
    let noun = match (in_query, in_body) {
        (Some(found), _) => {
            if let QueryStyle::One(ty) = &found.style
                && kind.fits(ty, found.presence)
            {
                return Some(PageParamPlace::Query);
            }
            "query parameter"
        }
        (None, Some(field)) => {
            if kind.fits(&field.ty, field.presence) {
                return Some(place_in_body(&field.ty));
            }
            "body field"
        }
        (None, None) => {
            if !has_broken(scope, query, fields.len()) {
                report_missing(scope, returns, pagination, (param, kind), body);
            }
            return None;
        }
    };
    let (expected, ty) = kind.words();
    let finding = (
        format!("the {noun} `{param}` is used by `pagination`, and must be {expected}"),
        format!("change it to `\"{param}?\": {ty}`"),
    );
    report(scope, returns, pagination, finding);
    None
}

/// Reports a parameter that does not exist.
fn report_missing(
    scope: &MethodScope<'_, '_>,
    returns: Span,
    pagination: &Pagination,
    (param, kind): (&str, PageParam),
    body: &Body,
) {
    let or_body = match body {
        Body::Fields(_) => ", or to `body:`",
        Body::None | Body::Whole(..) => "",
    };
    let (_, ty) = kind.words();
    let finding = (
        format!("`pagination` uses the query parameter `{param}`, which does not exist"),
        format!("add `\"{param}?\": {ty}` to `query:`{or_body}"),
    );
    report(scope, returns, pagination, finding);
}

fn report(
    scope: &MethodScope<'_, '_>,
    returns: Span,
    pagination: &Pagination,
    (message, help): (String, String),
) {
    let words = [&pagination.cursor, &pagination.page, &pagination.offset];
    let place = words.into_iter().flatten().next();
    let diagnostic = Diagnostic::at(Code::BadPageParam, returns, message, help);
    scope.reporter().report(match place {
        Some(place) => diagnostic.other(place.span, "`pagination` is declared here"),
        None => diagnostic,
    });
}

fn place_in_body(ty: &Type) -> PageParamPlace {
    match ty {
        Type::Scalar(scalar) if is_integer(*scalar) => PageParamPlace::BodyNumber,
        Type::Scalar(_)
        | Type::Model(_)
        | Type::Mask(_)
        | Type::List(_)
        | Type::Map(_)
        | Type::Nullable(_) => PageParamPlace::BodyText,
    }
}

fn is_integer(scalar: Scalar) -> bool {
    matches!(scalar, Scalar::Int32 | Scalar::Int64)
}

/// Returns `true` if the parameter may be one of those that have been reported.
fn has_broken(scope: &MethodScope<'_, '_>, query: &[QueryParam], fields: usize) -> bool {
    let described = described(scope.resource, scope.method);
    let both = [&scope.method.query, &scope.resource.query];
    let is_unreadable = both.iter().any(|query| !query.broken.is_empty());
    let of_body = match &scope.method.body {
        Some(BodyDecl::Fields(described)) => {
            fields < described.entries.len() || !described.broken.is_empty()
        }
        Some(BodyDecl::Whole(_)) | None => false,
    };
    query.len() < described.len() || is_unreadable || of_body
}

/// Returns `true` if each item has an id, if its pages need that; otherwise it is reported.
pub(super) fn check_last(
    scope: &MethodScope<'_, '_>,
    returns: &Spanned<String>,
    item: &Type,
    pagination: &Pagination,
    next: &Next,
) -> bool {
    let Next::Cursor {
        source: CursorSource::LastItem(path),
        ..
    } = next
    else {
        return true;
    };
    let models = scope.definitions.models;
    let joined = path.join(".");
    let model = match item {
        Type::Model(id) if matches!(models.shape(*id), Shape::Struct(_)) => Some(*id),
        Type::Scalar(_)
        | Type::Model(_)
        | Type::Mask(_)
        | Type::List(_)
        | Type::Map(_)
        | Type::Nullable(_) => None,
    };
    let found = model.and_then(|model| field_of(models, model, path));
    let is_described = found.is_some();
    let is_id = found.is_some_and(|found| match &found.field.ty {
        Type::Scalar(scalar) => {
            found.is_required && (scalar.row().url == UrlForm::Text || is_integer(*scalar))
        }
        Type::Model(_) | Type::Mask(_) | Type::List(_) | Type::Map(_) | Type::Nullable(_) => false,
    });
    if is_id {
        return true;
    }
    if model.is_some_and(|model| is_reported(models, model, &joined)) {
        return false;
    }
    let message = format!(
        "`last` of `pagination` is the path of the id in an item, but `{}` has no required field `{joined}` that is a `string` or \
         an integer",
        returns.value
    );
    let is_one_key = model.is_some_and(|model| field_at(models, model, &joined).is_some());
    let help = if is_one_key && !is_described {
        as_one_key("last", &joined)
    } else {
        "write the path of a required `string`, `int32` or `int64` of the items in `last:`"
            .to_owned()
    };
    let diagnostic = Diagnostic::at(Code::BadPagination, returns.span, message, &help);
    let place = pagination.last.as_ref();
    scope.reporter().report(match place {
        Some(place) => diagnostic.other(place.span, "path of the id"),
        None => diagnostic,
    });
    false
}
