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
        Role::Resource => "rename the file",
        Role::Model => "rename the model",
        Role::Field | Role::Setter | Role::Method | Role::Variant | Role::ClientParam => {
            "set another name with `rust:`"
        }
    };
    let suffix = if rust_is_type(role) {
        "Value"
    } else {
        "_value"
    };
    let case = if rust_is_type(role) {
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
            format!("{spell}, such as `{rust}{suffix}`"),
        ),
        NameError::NotUpperCamel(cased) | NameError::Casing(cased) => Diagnostic::at(
            Code::NameCasing,
            span,
            format!("the Rust name `{word}` is not in {case}"),
            format!("write `{cased}`"),
        ),
    }
}

/// Returns `true` if the name itself, and not only a name made of it, is the name of a type.
fn rust_is_type(role: Role) -> bool {
    match role {
        Role::Model | Role::Variant => true,
        Role::Field | Role::Setter | Role::Method | Role::Resource | Role::ClientParam => false,
    }
}
