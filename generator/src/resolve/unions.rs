//! Unions: variants that a tag tells apart.

use super::{
    Context,
    docs::{docs, note},
    names::Scope,
};
use crate::{
    diagnostic::{Code, Diagnostic},
    model::{Content, ModelId, Shape, Union, Variant},
    names::Role,
    source::{Span, Spanned},
    syntax::{self, Entries, Short},
};

/// The word for a variant whose value is an object without fields.
const EMPTY: &str = "empty";

/// A model whose fields stand beside a tag; what may be said of it must wait until all models are known.
pub(super) struct Flat {
    model: ModelId,
    tag: String,
    span: Span,
}

impl Context {
    /// The shape of a union.
    pub(super) fn union(
        &mut self,
        key: &Spanned<String>,
        model: &syntax::Model,
        variants: &Entries<Short<syntax::Variant>>,
    ) -> Shape {
        if variants.entries.is_empty() && variants.broken.is_empty() {
            let message = format!("the union `{}` has no variants", key.value);
            let help = "describe them, or use `json`";
            self.report(Diagnostic::at(Code::BadUnion, key.span, message, help));
        }
        let tag = match &model.tag {
            Some(tag) => tag.value.clone(),
            None => {
                let message = format!("nothing tells the variants of `{}` apart", key.value);
                let help = "name the key that does in `tag:`";
                self.report(Diagnostic::at(Code::BadUnion, key.span, message, help));
                String::new()
            }
        };
        let prefix = model.prefix.as_ref();
        let prefix = prefix.map_or("", |prefix| prefix.value.as_str());
        let mut scope = Scope::default();
        let mut resolved = Vec::new();
        for (word, variant) in &variants.entries {
            resolved.extend(self.variant(word, variant, prefix, &tag, &mut scope));
        }
        Shape::Union(Union {
            tag,
            variants: resolved,
        })
    }

    fn variant(
        &mut self,
        word: &Spanned<String>,
        variant: &syntax::Variant,
        prefix: &str,
        tag: &str,
        scope: &mut Scope,
    ) -> Option<Variant> {
        let name = self.name(Role::Variant, word, variant.rust.as_ref());
        let content = self.content(word, variant, tag);
        let name = name.filter(|name| self.claim(scope, "value", name, word.span))?;
        Some(Variant {
            name: name.with_wire(format!("{prefix}{}", word.value)),
            docs: docs(variant.docs.as_ref()),
            deprecated: note(variant.deprecated.as_ref()),
            content: content?,
        })
    }

    /// What stands beside the tag.
    fn content(
        &mut self,
        word: &Spanned<String>,
        variant: &syntax::Variant,
        tag: &str,
    ) -> Option<Content> {
        match (&variant.ty, &variant.flat) {
            (None, None) => Some(Content::Nothing),
            (Some(ty), None) => {
                if word.value == tag {
                    let message = format!("the value of `{tag}` would stand where the tag does");
                    let help = "describe its fields in a model, and name that in `flat:`";
                    self.report(Diagnostic::at(Code::BadUnion, word.span, message, help));
                    return None;
                }
                let key = word.value.clone();
                if ty.trim() == EMPTY {
                    return Some(Content::Empty(key));
                }
                self.json_type(ty, Role::Field)
                    .map(|ty| Content::Keyed(key, ty))
            }
            (None, Some(flat)) => {
                let model = self.model(flat.trim(), flat.span)?;
                self.flat.push(Flat {
                    model,
                    tag: tag.to_owned(),
                    span: flat.span,
                });
                Some(Content::Flat(model))
            }
            (Some(_), Some(flat)) => {
                let message = "a variant that has both a value and fields";
                let help = "keep `type:` for a value under the key of the tag, or `flat:` for fields beside it";
                self.report(Diagnostic::at(Code::BadUnion, flat.span, message, help));
                None
            }
        }
    }

    /// What is beside a tag must be fields, and none of them the tag.
    pub(super) fn check_unions(&mut self) {
        for flat in std::mem::take(&mut self.flat) {
            let model = &self.models[flat.model.0];
            let name = model.name.rust();
            let problem = match &model.shape {
                Shape::Struct(fields) => fields
                    .iter()
                    .any(|field| field.name.wire() == flat.tag && !field.is_rest)
                    .then(|| {
                        let message = format!("`{name}` has the tag `{}` as a field", flat.tag);
                        (
                            message,
                            "remove the field; the union reads and writes the tag",
                        )
                    }),
                Shape::Enum(_) | Shape::Union(_) | Shape::Mask(_) => {
                    let message = format!("`{name}` has no fields that could stand beside the tag");
                    Some((message, "name a model with `fields:`, or say `type:`"))
                }
            };
            if let Some((message, help)) = problem {
                let diagnostic = Diagnostic::at(Code::BadUnion, flat.span, message, help);
                let place = self.spans[flat.model.0];
                self.report(diagnostic.other(place, "the model"));
            }
        }
    }
}
