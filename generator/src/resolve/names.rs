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
        let message = format!(
            "`rust: {}` has no effect: the Rust name is the same without it",
            spelled.value
        );
        reporter.report(Diagnostic::at(
            Code::RedundantOverride,
            spelled.span,
            message,
            "remove `rust:`",
        ));
    }
}

fn diagnose(error: NameError, word: &str, span: Span, role: Role) -> Diagnostic {
    let spell = match role {
        Role::Resource | Role::NestedResource => "rename the file",
        Role::Model => "rename the model",
        Role::MaskPath => "give the field another name with `rust:`",
        Role::Field | Role::Setter | Role::Method | Role::Variant | Role::ClientParam => {
            "set another name with `rust:`"
        }
    };
    let free = |rust: &str| match role {
        Role::Model | Role::Variant => format!("{rust}Value"),
        // The name of the path is made of the names of fields.
        Role::MaskPath => format!("{}_value", rust.to_ascii_lowercase()),
        Role::Field
        | Role::Setter
        | Role::Method
        | Role::Resource
        | Role::NestedResource
        | Role::ClientParam => format!("{rust}_value"),
    };
    let case = if role.is_type() {
        "`UpperCamelCase`"
    } else {
        "`snake_case`"
    };
    match error {
        NameError::Unprintable => Diagnostic::at(
            Code::IllegalName,
            span,
            "the name is empty or has invisible characters",
            "write a name that has only visible characters",
        ),
        NameError::Illegal => Diagnostic::at(
            Code::IllegalName,
            span,
            format!("`{word}` is not a valid Rust name"),
            format!("{spell}; use ASCII letters, digits and `_`, and do not start with a digit"),
        ),
        NameError::Reserved(rust) => Diagnostic::at(
            Code::ReservedName,
            span,
            format!("the Rust name `{rust}` is reserved"),
            format!("{spell}, such as `{}`", free(&rust)),
        ),
        NameError::Device(rust) => Diagnostic::at(
            Code::ReservedName,
            span,
            format!("the name `{word}` is reserved: Windows has no files with this name"),
            format!("{spell}, such as `{}`", free(&rust)),
        ),
        NameError::NotUpperCamel(cased) | NameError::Casing(cased) => Diagnostic::at(
            Code::NameCasing,
            span,
            format!("the Rust name `{word}` is not in {case}"),
            format!("write `{cased}`"),
        ),
    }
}
