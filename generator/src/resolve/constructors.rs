//! Functions that create values of models: `new`, or a builder if arguments of `new` could be swapped unnoticed.

use super::{
    declared::ModelIndex,
    names::name_of,
    reporter::Reporter,
    shaped::{ShapedModel, ShapedModels},
};
use crate::{
    diagnostic::{Code, Diagnostic},
    model::{Constructor, Content, Field, ModelId, Shape, Type},
    names::Role,
    scalars::Scalar,
};
use std::collections::BTreeSet;

/// Number of required fields above which a model has a builder.
const MAX_ARGUMENTS: usize = 7;

/// Returns the function that creates a value of each model. Only those in requests have one: a new required field of a model
/// that only comes back must not break callers.
pub(super) fn constructors(
    reporter: &Reporter,
    index: &ModelIndex,
    models: &ShapedModels,
    outgoing: &BTreeSet<ModelId>,
) -> Vec<Constructor> {
    let constructors = models.iter().map(|(id, model)| match &model.shape {
        Shape::Struct(fields) if outgoing.contains(&id) => {
            let required = fields.iter().filter(|field| field.is_argument(true));
            let required: Vec<_> = required.collect();
            if can_be_swapped(models, &required) {
                builder(reporter, index, model, &required)
            } else {
                Constructor::New
            }
        }
        Shape::Struct(_) | Shape::Enum(_) | Shape::Union(_) | Shape::Mask(_) => Constructor::None,
    });
    constructors.collect()
}

/// Returns `true` if two of the fields take the same argument.
fn can_be_swapped(models: &ShapedModels, fields: &[&Field]) -> bool {
    let kinds: Vec<_> = fields
        .iter()
        .map(|field| kinds(models, &field.ty, &mut BTreeSet::new()))
        .collect();
    let overlap = |a: &[Kind], b: &[Kind]| a.iter().any(|a| b.iter().any(|b| a.is_like(b)));
    fields.len() > MAX_ARGUMENTS
        || kinds.iter().enumerate().any(|(at, first)| {
            let others = &kinds[at + 1..];
            others.iter().any(|second| overlap(first, second))
        })
}

/// Returns the builder of a model, and reports names that it has besides.
fn builder(
    reporter: &Reporter,
    index: &ModelIndex,
    model: &ShapedModel,
    required: &[&Field],
) -> Constructor {
    let (title, span) = (model.wire(), model.declared.span);
    let word = format!("{}Builder", model.rust());
    if let Some(place) = index.place_of_rust(&word) {
        let message =
            format!("the builder of `{title}` needs the Rust name `{word}`, which is already used");
        let help = "give one of the two models another name with `rust:`";
        let diagnostic = Diagnostic::at(Code::NameTaken, span, message, help);
        reporter.report(diagnostic.other(place, "this model has the name"));
    }
    let setters = model.shape.fields().iter().flat_map(|field| {
        let own = (!field.is_argument(true)).then_some(&field.name);
        own.into_iter().chain(&field.entry).chain(&field.clear)
    });
    let of_builder = required.iter().map(|field| &field.name);
    let taken = of_builder
        .filter(|name| name.rust() == "build")
        .chain(setters.filter(|name| name.rust() == "builder"));
    for name in taken {
        let rust = name.rust();
        let message = format!(
            "the Rust name `{rust}` is reserved in `{title}`, which has a builder for its required fields"
        );
        let help = format!(
            "give `{}` another Rust name, such as `rust: {rust}_value`",
            name.wire()
        );
        reporter.report(Diagnostic::at(Code::ReservedName, span, message, help));
    }
    match name_of(reporter, Role::Model, &word, span, None) {
        Some(name) => Constructor::Builder(name),
        None => Constructor::New,
    }
}

/// Kind of argument that converts into a value.
#[derive(PartialEq, Eq)]
enum Kind {
    Text,
    Number,
    Bool,
    Bytes,
    Time,
    Duration,
    /// A type that no other converts into.
    Own(Scalar),
    /// Text, numbers, lists and more.
    Json,
    Model(ModelId),
    List(Box<Kind>),
    Map(Box<Kind>),
}

impl Kind {
    /// Returns `true` if there is an argument of both kinds.
    fn is_like(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::List(item), Self::List(other)) | (Self::Map(item), Self::Map(other)) => {
                item.is_like(other)
            }
            (Self::Json, other) | (other, Self::Json) => other.is_like_json(),
            (kind, other) => kind == other,
        }
    }

    /// Returns `true` if an argument of the kind converts into JSON.
    fn is_like_json(&self) -> bool {
        match self {
            Self::Text | Self::Number | Self::Bool | Self::Bytes | Self::Json | Self::List(_) => {
                true
            }
            Self::Time | Self::Duration | Self::Own(_) | Self::Model(_) | Self::Map(_) => false,
        }
    }
}

/// Returns the kinds of arguments for a value of a type.
fn kinds(models: &ShapedModels, ty: &Type, seen: &mut BTreeSet<ModelId>) -> Vec<Kind> {
    match ty {
        Type::Scalar(scalar) => vec![scalar_kind(*scalar)],
        Type::Model(id) => model_kinds(models, *id, seen),
        Type::Mask(id) => list(model_kinds(models, *id, seen)),
        Type::List(item) => list(kinds(models, item, seen)),
        Type::Nullable(ty) => kinds(models, ty, seen),
        Type::Map(item) => {
            let items = kinds(models, item, seen).into_iter();
            items.map(|item| Kind::Map(Box::new(item))).collect()
        }
    }
}

fn list(items: Vec<Kind>) -> Vec<Kind> {
    let items = items.into_iter();
    items.map(|item| Kind::List(Box::new(item))).collect()
}

fn scalar_kind(scalar: Scalar) -> Kind {
    match scalar {
        Scalar::String | Scalar::Secret => Kind::Text,
        Scalar::Bool => Kind::Bool,
        Scalar::Int32
        | Scalar::Int64
        | Scalar::Uint64
        | Scalar::Float
        | Scalar::Int64Text
        | Scalar::Decimal => Kind::Number,
        Scalar::DateTime | Scalar::UnixSeconds | Scalar::UnixMillis | Scalar::Rfc2822 => Kind::Time,
        Scalar::Date | Scalar::TimeOfDay | Scalar::Uuid | Scalar::Url | Scalar::File => {
            Kind::Own(scalar)
        }
        Scalar::Duration => Kind::Duration,
        Scalar::Bytes | Scalar::Base64Url => Kind::Bytes,
        Scalar::Json => Kind::Json,
        Scalar::LabelFilter => Kind::Map(Box::new(Kind::Text)),
    }
}

/// Returns the kinds of a model: itself, text for an enum, and the contents of a union. `seen` are the models around it.
fn model_kinds(models: &ShapedModels, id: ModelId, seen: &mut BTreeSet<ModelId>) -> Vec<Kind> {
    let others = match models.shape(id) {
        Shape::Struct(_) => Vec::new(),
        shape if shape.is_integer_enum() => vec![Kind::Number],
        Shape::Enum(_) | Shape::Mask(_) => vec![Kind::Text],
        Shape::Union(_) if !seen.insert(id) => Vec::new(),
        Shape::Union(union) => {
            let variants = union.variants.iter();
            let contents = variants.flat_map(|variant| match &variant.content {
                Content::Keyed(_, Type::Model(id)) | Content::Flat(id) => vec![Kind::Model(*id)],
                Content::Whole(ty) => kinds(models, ty, seen),
                Content::Nothing | Content::Empty(_) | Content::Keyed(..) => Vec::new(),
            });
            contents.collect()
        }
    };
    let mut kinds = vec![Kind::Model(id)];
    kinds.extend(others);
    kinds
}
