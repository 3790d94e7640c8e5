//! Unions, whose variants are told apart by a tag.

use super::{
    declared::find_struct,
    docs::{docs, note},
    names::name,
    reporter::Reporter,
    scope::{Named, Scope},
    shaped::ShapedModels,
    types::TypeScope,
};
use crate::{
    diagnostic::{Code, Diagnostic},
    model::{Content, ModelId, Shape, Union, Variant},
    names::Role,
    source::{Span, Spanned},
    syntax::{self, Entries, Shorthand},
};

/// Type of a variant whose value is an object without fields.
const EMPTY: &str = "empty";

/// Model whose fields are beside a tag. It is checked once the shapes of all models are known.
pub(super) struct FlatVariant {
    model: ModelId,
    tag: String,
    span: Span,
}

/// Resolves a union. The models of its flat variants are added to `flat`.
pub(super) fn union(
    types: &mut TypeScope<'_, '_>,
    key: &Spanned<String>,
    model: &syntax::ModelDecl,
    variants: &Entries<Shorthand<syntax::VariantDecl>>,
    flat: &mut Vec<FlatVariant>,
) -> Union {
    let reporter = types.reporter;
    if variants.entries.is_empty() && variants.broken.is_empty() {
        let message = format!("the union `{}` has no variants", key.value);
        let help = "list them in `variants:`, or remove the model and use `json`";
        reporter.report(Diagnostic::at(Code::BadUnion, key.span, message, help));
    }
    let tag = match &model.tag {
        Some(tag) => tag.value.clone(),
        None => {
            let message = format!("the union `{}` has no `tag`", key.value);
            let help = "write the key that tells the variants apart in `tag:`";
            reporter.report(Diagnostic::at(Code::BadUnion, key.span, message, help));
            String::new()
        }
    };
    let prefix = model.prefix.as_ref();
    let prefix = prefix.map_or("", |prefix| prefix.value.as_str());
    let mut scope = Scope::default();
    let mut resolved = Vec::new();
    for (word, variant) in &variants.entries {
        let name = name(reporter, Role::Variant, word, variant.rust.as_ref());
        let content = content(types, word, variant, &tag, flat);
        let name = name.filter(|name| scope.claim(reporter, Named::Variant, name, word.span));
        resolved.extend(name.zip(content).map(|(name, content)| Variant {
            name: name.with_wire(format!("{prefix}{}", word.value)),
            docs: docs(variant.docs.as_ref()),
            deprecated: note(variant.deprecated.as_ref()),
            content,
            is_boxed: false,
        }));
    }
    Union {
        tag,
        variants: resolved,
        sample: 0,
    }
}

/// Resolves the content beside the tag.
fn content(
    types: &mut TypeScope<'_, '_>,
    word: &Spanned<String>,
    variant: &syntax::VariantDecl,
    tag: &str,
    flat: &mut Vec<FlatVariant>,
) -> Option<Content> {
    match (&variant.ty, &variant.flat) {
        (None, None) => Some(Content::Nothing),
        (Some(ty), None) => keyed(types, word, ty, tag),
        (None, Some(model)) => {
            let span = model.span;
            let model = find_struct(types.reporter, types.index, model.trim(), span)?;
            let tag = tag.to_owned();
            flat.push(FlatVariant { model, tag, span });
            Some(Content::Flat(model))
        }
        (Some(_), Some(model)) => {
            let message = "a variant cannot have both `type` and `flat`";
            let help = "keep `type:` for one value under a key of its own, or `flat:` for fields beside the tag";
            let diagnostic = Diagnostic::at(Code::BadUnion, model.span, message, help);
            types.reporter.report(diagnostic);
            None
        }
    }
}

/// Resolves a value under the key that is the value of the tag.
fn keyed(
    types: &mut TypeScope<'_, '_>,
    word: &Spanned<String>,
    ty: &Spanned<String>,
    tag: &str,
) -> Option<Content> {
    if word.value == tag {
        let message = format!("the variant `{tag}` has the same key as the tag");
        let help = format!(
            "write `{tag}: {{}}` if the variant has no value; if it has fields beside the tag, describe them in a model, and write its name in `flat:`"
        );
        let diagnostic = Diagnostic::at(Code::BadUnion, word.span, message, help);
        types.reporter.report(diagnostic);
        return None;
    }
    let key = word.value.clone();
    if ty.trim() == EMPTY {
        return Some(Content::Empty(key));
    }
    types.json_type(ty).map(|ty| Content::Keyed(key, ty))
}

/// Reports models beside a tag that have no fields, or the tag as a field.
pub(super) fn check_flat(reporter: &Reporter, models: &ShapedModels, flat: &[FlatVariant]) {
    for flat in flat {
        let model = models.get(flat.model);
        let name = model.wire();
        let problem = match &model.shape {
            Shape::Struct(fields) => fields
                .iter()
                .any(|field| field.name.wire() == flat.tag && !field.is_rest)
                .then(|| {
                    (
                        format!("`{name}` has a field `{}`, which is the tag", flat.tag),
                        "remove the field: the union reads and writes the tag; if other types use the model, describe another one without it",
                    )
                }),
            Shape::Enum(_) | Shape::Union(_) | Shape::Mask(_) => Some((
                format!(
                    "`flat` needs a model with `fields`, and {}",
                    model.describe()
                ),
                "name a model with `fields:`, or use `type:`",
            )),
        };
        if let Some((message, help)) = problem {
            let diagnostic = Diagnostic::at(Code::BadUnion, flat.span, message, help);
            reporter.report(diagnostic.other(model.declared.span, "the model is declared here"));
        }
    }
}
