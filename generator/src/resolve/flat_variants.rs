//! Models whose fields are beside the tag of a union.

use super::{reporter::Reporter, shaped::ShapedModels};
use crate::{
    diagnostic::{Code, Diagnostic},
    model::{Constant, Content, ModelId, Presence, Shape, Tag, Type},
    source::Span,
};

/// Model whose fields are beside a tag. It is checked once the shapes of all models are known.
pub(super) struct FlatVariant {
    pub(super) model: ModelId,
    pub(super) tag: Tag,
    /// Tag of the variant, as text.
    pub(super) wire: String,
    pub(super) span: Span,
}

/// Field of a model at the place of a tag.
enum TagField<'a> {
    /// There is none, so that the union writes the tag.
    None,
    /// A constant.
    Constant(&'a Constant),
    /// Any other field, which has this name.
    Other(&'a str),
}

/// Marks the variants whose models have the tag as a constant: the whole object is their content.
pub(super) fn resolve(models: &mut ShapedModels) {
    let mut whole = Vec::new();
    for (id, model) in models.iter() {
        let Shape::Union(union) = &model.shape else {
            continue;
        };
        let Some(tag) = union.tag() else { continue };
        for (index, variant) in union.variants.iter().enumerate() {
            if let Content::Flat(flat) = variant.content
                && let TagField::Constant(constant) = tag_field(models, flat, &tag.path)
                && is_tag(constant, tag, variant.name.wire())
            {
                whole.push((id, index, flat));
            }
        }
    }
    for (id, index, flat) in whole {
        if let Shape::Union(union) = &mut models.0[id.0].shape {
            union.variants[index].content = Content::Whole(Type::Model(flat));
        }
    }
}

/// Reports models beside a tag that have no fields, or the tag as a field.
pub(super) fn check(reporter: &Reporter, models: &ShapedModels, flat: &[FlatVariant]) {
    for flat in flat {
        let model = models.get(flat.model);
        let name = model.wire();
        let problem = match &model.shape {
            Shape::Struct(_) => problem(models, flat),
            Shape::Enum(_) | Shape::Union(_) | Shape::Mask(_) => Some((
                format!(
                    "`flat` needs a model with `fields`, and {}",
                    model.describe()
                ),
                "name a model with `fields:`, or use `type:`".to_owned(),
            )),
        };
        if let Some((message, help)) = problem {
            let diagnostic = Diagnostic::at(Code::BadUnion, flat.span, message, help);
            reporter.report(
                diagnostic.other(model.declared.span, format!("`{name}` is declared here")),
            );
        }
    }
}

/// Returns what is wrong with the fields of a model beside a tag, and the remedy.
fn problem(models: &ShapedModels, flat: &FlatVariant) -> Option<(String, String)> {
    let name = models.get(flat.model).wire();
    let (tag, wire) = (flat.tag.dotted(), &flat.wire);
    match tag_field(models, flat.model, &flat.tag.path) {
        TagField::None => None,
        TagField::Constant(constant) if is_tag(constant, &flat.tag, wire) => None,
        TagField::Constant(constant) => Some((
            format!(
                "the tag `{tag}` of this variant is `{wire}`, but it is always `{constant}` in `{name}`"
            ),
            "correct the tag or the constant".to_owned(),
        )),
        TagField::Other(field) => {
            let what = if flat.tag.path.len() == 1 {
                "is"
            } else {
                "holds"
            };
            Some((
                format!("`{name}` has a field `{field}`, which {what} the tag"),
                format!(
                    "remove the field: the union reads and writes the tag; or make the tag a constant in the model, as \
                     `{}: {{ const: {wire} }}`",
                    flat.tag.path.last().map_or("", String::as_str)
                ),
            ))
        }
    }
}

/// Returns `true` if a constant is the tag of a variant.
fn is_tag(constant: &Constant, tag: &Tag, wire: &str) -> bool {
    match constant {
        Constant::Text(text) => !tag.is_integer && text == wire,
        Constant::Integer(number) => tag.is_integer && number.to_string() == wire,
        Constant::Boolean(_) => false,
    }
}

/// Returns the field of a model at the place of a tag.
fn tag_field<'m>(models: &'m ShapedModels, id: ModelId, path: &[String]) -> TagField<'m> {
    let Some((key, rest)) = path.split_first() else {
        return TagField::None;
    };
    let mut fields = models.shape(id).fields().iter();
    let found = fields.find(|field| field.name.wire() == key && !field.is_rest);
    let Some(field) = found else {
        return TagField::None;
    };
    let other = TagField::Other(field.name.wire());
    match (&field.ty, &field.constant) {
        _ if field.presence == Presence::Optional => other,
        (_, Some(constant)) if rest.is_empty() => TagField::Constant(constant),
        (Type::Model(inner), _) if !rest.is_empty() => match tag_field(models, *inner, rest) {
            TagField::None => other,
            found => found,
        },
        _ => other,
    }
}
