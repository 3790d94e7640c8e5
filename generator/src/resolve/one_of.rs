//! Unions whose variants are told apart by the form of their values. `patterns` finds out how.

use super::{
    docs::{docs, note},
    names::name,
    scope::{Named, Scope},
    types::TypeScope,
};
use crate::{
    diagnostic::{Code, Diagnostic},
    model::{Content, Discriminator, Union, Variant},
    names::Role,
    source::Spanned,
    syntax::{self, Entries, Shorthand},
};

/// Resolves a union without a tag.
pub(super) fn union(
    types: &mut TypeScope<'_, '_>,
    key: &Spanned<String>,
    alternatives: &Entries<Shorthand<syntax::AlternativeDecl>>,
) -> Union {
    let reporter = types.reporter;
    if alternatives.entries.len() + alternatives.broken.len() < 2 {
        let message = format!("the union `{}` has fewer than two variants", key.value);
        let help = "list them in `one_of:`, such as `one_of: { text: string, items: list of Item }`; or use the type itself, or \
                    `json`, in place of the model";
        reporter.report(Diagnostic::at(Code::BadUnion, key.span, message, help));
    }
    let mut scope = Scope::default();
    let mut variants = Vec::new();
    for (word, variant) in &alternatives.entries {
        let name = name(reporter, Role::Variant, word, variant.rust.as_ref());
        let ty = types.json_type(&variant.ty);
        let name = name.filter(|name| scope.claim(reporter, Named::Variant, name, word.span));
        variants.extend(name.zip(ty).map(|(name, ty)| Variant {
            name,
            docs: docs(variant.docs.as_ref()),
            deprecated: note(variant.deprecated.as_ref()),
            content: Content::Whole(ty),
            is_recursive: false,
            is_boxed: false,
        }));
    }
    Union {
        discriminator: Discriminator::Form(Vec::new()),
        variants,
        sample: 0,
    }
}
