//! Names with their diagnostics.

use super::reporter::Reporter;
use crate::{
    diagnostic::{Code, Diagnostic},
    names::{Name, NameError, Role},
    source::{Span, Spanned},
};

/// Returns the name of a key, by its role, and reports a name that is not allowed.
pub(super) fn name(
    reporter: &Reporter,
    role: Role,
    key: &Spanned<String>,
    spelled: Option<&Spanned<String>>,
) -> Option<Name> {
    name_of(reporter, role, &key.value, key.span, spelled)
}

/// Returns the name of a wire form that is not the key itself.
pub(super) fn name_of(
    reporter: &Reporter,
    role: Role,
    wire: &str,
    at: Span,
    spelled: Option<&Spanned<String>>,
) -> Option<Name> {
    let span = spelled.map_or(at, |spelled| spelled.span);
    if let Some(spelled) = spelled {
        check_override(reporter, role, wire, spelled);
    }
    match Name::new(role, wire, spelled.map(|spelled| spelled.value.as_str())) {
        Ok(name) => Some(name),
        Err(error) => {
            let word = spelled.map_or(wire, |spelled| &spelled.value);
            reporter.report(diagnose(error, word, span, role));
            None
        }
    }
}

/// Reports a spelling that the name has without it.
pub(super) fn check_override(
    reporter: &Reporter,
    role: Role,
    word: &str,
    spelled: &Spanned<String>,
) {
    if Name::new(role, word, None).is_ok_and(|name| name.rust() == spelled.value) {
        let key = match role {
            Role::Request => "request",
            Role::Field
            | Role::Setter
            | Role::Method
            | Role::Model
            | Role::Variant
            | Role::MaskPath
            | Role::Resource
            | Role::NestedResource
            | Role::Handle
            | Role::ClientParam => "rust",
        };
        let message = format!(
            "`{key}: {}` has no effect: the Rust name is the same without it",
            spelled.value
        );
        reporter.report(Diagnostic::at(
            Code::RedundantOverride,
            spelled.span,
            message,
            format!("remove `{key}:`"),
        ));
    }
}

fn diagnose(error: NameError, word: &str, span: Span, role: Role) -> Diagnostic {
    let help = remedy(&error, word, role);
    let (code, message) = match error {
        NameError::Unprintable => (
            Code::IllegalName,
            "the name is empty or has invisible characters".to_owned(),
        ),
        NameError::Illegal => (
            Code::IllegalName,
            format!("`{word}` is not a valid Rust name"),
        ),
        NameError::Reserved(rust) => (
            Code::ReservedName,
            format!("the Rust name `{rust}` is reserved"),
        ),
        NameError::Device(_) => (
            Code::ReservedName,
            format!("the name `{word}` is reserved: Windows has no files with this name"),
        ),
        NameError::NotUpperCamel(_) | NameError::Casing(_) => {
            let case = if role.is_type() {
                "`UpperCamelCase`"
            } else {
                "`snake_case`"
            };
            let message = format!("the Rust name `{word}` is not in {case}");
            (Code::NameCasing, message)
        }
    };
    Diagnostic::at(code, span, message, help)
}

/// Returns the remedy for a name that is not allowed.
fn remedy(error: &NameError, word: &str, role: Role) -> String {
    let spell = match role {
        Role::Resource | Role::NestedResource | Role::Handle => "rename the file",
        Role::Request => "give the request type another name with `rust:`",
        Role::MaskPath => "give the field another name with `rust:`",
        Role::Field
        | Role::Setter
        | Role::Method
        | Role::Model
        | Role::Variant
        | Role::ClientParam => "set another name with `rust:`",
    };
    let letters = "ASCII letters, digits and `_`";
    match (error, role) {
        (NameError::Unprintable, _) => "write a name that has only visible characters".to_owned(),
        (NameError::Illegal, Role::Variant) if word.parse::<f64>().is_ok() => format!(
            "{spell}; if the API sends numbers, remove the model and use `int32`: an enum has strings"
        ),
        // A value in a list has no place for `rust:`.
        (NameError::Illegal, Role::Variant) => format!(
            "{spell}, such as `{word}: {{ rust: Value }}`, which has {letters}, and does not start with a digit"
        ),
        (NameError::Illegal, Role::Model) => {
            format!("rename the model; use {letters}, and do not start with a digit")
        }
        (NameError::Illegal, _) => {
            format!("{spell}; use {letters}, and do not start with a digit")
        }
        (NameError::Reserved(rust), Role::Variant) => {
            format!("{spell}, such as `{word}: {{ rust: {rust}Value }}`")
        }
        (NameError::Reserved(rust), Role::Model) => {
            format!("{spell}, such as `rust: {rust}Value`")
        }
        (NameError::Reserved(rust), Role::Request) => {
            format!("{spell}, such as `rust: {{ request: {rust}Request }}`")
        }
        (NameError::Reserved(_), Role::Handle) => spell.to_owned(),
        // The name of the path is made of the names of fields.
        (NameError::Reserved(rust), Role::MaskPath) => {
            format!("{spell}, such as `{}_value`", rust.to_ascii_lowercase())
        }
        (NameError::Reserved(rust) | NameError::Device(rust), _) => {
            format!("{spell}, such as `{rust}_value`")
        }
        (NameError::NotUpperCamel(cased) | NameError::Casing(cased), _) => {
            format!("write `{cased}`")
        }
    }
}
