//! Enums and their values.

use super::{
    docs::{docs, note},
    names::{check_override, listed_name, name, name_of},
    numbers,
    reporter::Reporter,
    scope::{Named, Scope},
};
use crate::{
    diagnostic::{Code, Diagnostic},
    model::EnumValue,
    names::{Name, Role},
    source::Spanned,
    syntax::{self, Entries, Shorthand},
};
use std::collections::HashMap;

/// Resolves the values of an enum.
pub(super) fn values(
    reporter: &Reporter,
    key: &Spanned<String>,
    model: &syntax::ModelDecl,
    values: &syntax::Values,
) -> Vec<EnumValue> {
    let is_list = values.is_list;
    let values = &values.entries;
    check_entries(reporter, key, model, values);
    let prefix = model
        .prefix
        .as_ref()
        .map_or("", |prefix| prefix.value.as_str());
    let mut scope = Scope::default();
    let mut words = HashMap::new();
    let mut resolved = Vec::new();
    for (word, value) in &values.entries {
        if let Some(first) = words.insert(&word.value, word.span) {
            let message = format!("the value `{}` is listed twice", word.value);
            let diagnostic =
                Diagnostic::at(Code::NameTaken, word.span, message, "remove one of them");
            reporter.report(diagnostic.label("second use").other(first, "first use"));
            continue;
        }
        let (name, named) = if is_list {
            let name = listed_name(reporter, word);
            let wire = format!("{prefix}{}", word.value);
            (name.map(|name| name.with_wire(wire)), Named::ListedValue)
        } else {
            let name = value_name(reporter, word, value.rust.as_ref(), prefix);
            (name, Named::Value)
        };
        let Some(name) = name else { continue };
        if scope.claim(reporter, named, &name, word.span) {
            let number = value.value.as_ref().map(|number| number.value);
            let name = match number {
                Some(number) => name.with_wire(number.to_string()),
                None => name,
            };
            resolved.push(EnumValue {
                name,
                number,
                docs: docs(value.docs.as_ref()),
                deprecated: note(value.deprecated.as_ref()),
            });
        }
    }
    resolved
}

/// Reports an enum without values, and integers beside words.
fn check_entries(
    reporter: &Reporter,
    key: &Spanned<String>,
    model: &syntax::ModelDecl,
    values: &Entries<Shorthand<syntax::EnumValueDecl>>,
) {
    if values.entries.is_empty() && values.broken.is_empty() {
        let message = format!("the enum `{}` has no values", key.value);
        reporter.report(Diagnostic::at(
            Code::EmptyEnum,
            key.span,
            message,
            "list its values in `values:`, or remove the model and use `string`",
        ));
    }
    let numbers = values
        .entries
        .iter()
        .map(|(word, value)| (word, value.value.as_ref()));
    numbers::check(reporter, numbers, model.prefix.as_ref(), "value");
}

/// Returns the name of a value. The prefix is part of the wire form, but not of the Rust name.
fn value_name(
    reporter: &Reporter,
    word: &Spanned<String>,
    spelled: Option<&Spanned<String>>,
    prefix: &str,
) -> Option<Name> {
    let wire = format!("{prefix}{}", word.value);
    match spelled {
        Some(rust) => {
            if !prefix.is_empty() {
                check_override(reporter, Role::Variant, word, rust);
            }
            name_of(reporter, Role::Variant, &wire, word.span, Some(rust))
        }
        None => name(reporter, Role::Variant, word, None).map(|name| name.with_wire(wire)),
    }
}
