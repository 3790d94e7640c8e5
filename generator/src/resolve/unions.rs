//! Unions whose variants are told apart by a tag.

use super::{
    declared::find_struct,
    docs::{docs, note},
    flat_variants::FlatVariant,
    names::name,
    numbers,
    reporter::Reporter,
    scope::{Named, Scope},
    types::TypeScope,
};
use crate::{
    diagnostic::{Code, Diagnostic},
    model::{Content, Discriminator, Tag, Union, Variant},
    names::Role,
    source::Spanned,
    syntax::{self, Entries, Shorthand},
};

/// Type of a variant whose value is an object without fields.
const EMPTY: &str = "empty";

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
    let tag = tag(reporter, key, model, variants);
    let prefix = model.prefix.as_ref();
    let prefix = prefix.map_or("", |prefix| prefix.value.as_str());
    let mut scope = Scope::default();
    let mut resolved = Vec::new();
    for (word, variant) in &variants.entries {
        let name = name(reporter, Role::Variant, word, variant.rust.as_ref());
        let wire = tag_of(word, variant, prefix);
        if wire.trim().is_empty() {
            let message = "a tag is not blank: an object with a blank tag is no value";
            let help = "remove the variant; a field of this type is then `None`";
            reporter.report(Diagnostic::at(Code::BadUnion, word.span, message, help));
            continue;
        }
        let content = content(types, word, variant, (&tag, &wire), flat);
        let name = name.filter(|name| scope.claim(reporter, Named::Variant, name, word.span));
        resolved.extend(name.zip(content).map(|(name, content)| Variant {
            name: name.with_wire(wire),
            docs: docs(variant.docs.as_ref()),
            deprecated: note(variant.deprecated.as_ref()),
            content,
            is_recursive: false,
            is_boxed: false,
        }));
    }
    Union {
        discriminator: Discriminator::Tag(tag),
        variants: resolved,
        sample: 0,
    }
}

/// Returns the tag of a variant, as text.
fn tag_of(word: &Spanned<String>, variant: &syntax::VariantDecl, prefix: &str) -> String {
    match &variant.value {
        Some(number) => number.value.to_string(),
        None => format!("{prefix}{}", word.value),
    }
}

/// Resolves `tag:`. A union without a tag is reported.
fn tag(
    reporter: &Reporter,
    key: &Spanned<String>,
    model: &syntax::ModelDecl,
    variants: &Entries<Shorthand<syntax::VariantDecl>>,
) -> Tag {
    let numbers = variants
        .entries
        .iter()
        .map(|(word, variant)| (word, variant.value.as_ref()));
    let is_integer = numbers::check(reporter, numbers, model.prefix.as_ref(), "tag");
    let path = match &model.tag {
        Some(tag) if tag.value.has_blank_key() => {
            let message = "a key in `tag` is blank";
            let help =
                "write the key that tells the variants apart, or its path, such as `kind.type`";
            reporter.report(Diagnostic::at(Code::BadUnion, tag.span, message, help));
            vec![String::new()]
        }
        Some(tag) => tag.value.keys().to_vec(),
        None => {
            let message = format!("the union `{}` has no `tag`", key.value);
            let help = "write the key that tells the variants apart in `tag:`; if there is none, write `one_of:` in place of \
                        `variants:`";
            reporter.report(Diagnostic::at(Code::BadUnion, key.span, message, help));
            vec![String::new()]
        }
    };
    Tag { path, is_integer }
}

/// Resolves the content beside the tag.
fn content(
    types: &mut TypeScope<'_, '_>,
    word: &Spanned<String>,
    variant: &syntax::VariantDecl,
    (tag, wire): (&Tag, &str),
    flat: &mut Vec<FlatVariant>,
) -> Option<Content> {
    match (&variant.ty, &variant.flat) {
        (None, None) => Some(Content::Nothing),
        (Some(ty), None) => keyed(types, word, ty, tag.head()),
        (None, Some(model)) => {
            let span = model.span;
            let model = find_struct(types.reporter, types.index, model.trim(), span)?;
            let (tag, wire) = (tag.clone(), wire.to_owned());
            flat.push(FlatVariant {
                model,
                tag,
                wire,
                span,
            });
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
