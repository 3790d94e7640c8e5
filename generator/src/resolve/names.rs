//! Names with their diagnostics, and what two of them may not share.

use super::Context;
use crate::{
    diagnostic::{Code, Diagnostic},
    names::{Name, NameError, Role},
    source::{Span, Spanned},
};
use std::collections::HashMap;

/// Names that stand in one place, where each may stand once.
#[derive(Default)]
pub(super) struct Scope(HashMap<String, Span>);

impl Context {
    /// The name of a key, by its role. What is wrong with it is reported.
    pub(super) fn name(
        &mut self,
        role: Role,
        key: &Spanned<String>,
        spelled: Option<&Spanned<String>>,
    ) -> Option<Name> {
        self.name_of(role, &key.value, key.span, spelled)
    }

    /// The name of a wire form that is not the key itself.
    pub(super) fn name_of(
        &mut self,
        role: Role,
        wire: &str,
        at: Span,
        spelled: Option<&Spanned<String>>,
    ) -> Option<Name> {
        let span = spelled.map_or(at, |spelled| spelled.span);
        if let Some(spelled) = spelled {
            self.check_override(role, wire, spelled);
        }
        match Name::new(role, wire, spelled.map(|spelled| spelled.value.as_str())) {
            Ok(name) => Some(name),
            Err(error) => {
                let word = spelled.map_or(wire, |spelled| &spelled.value);
                self.report(diagnose(error, word, span, role));
                None
            }
        }
    }

    /// Reports a spelling that is the natural one.
    pub(super) fn check_override(&mut self, role: Role, word: &str, spelled: &Spanned<String>) {
        if Name::new(role, word, None).is_ok_and(|name| name.rust() == spelled.value) {
            let message = format!("`{}` is the Rust name anyway", spelled.value);
            self.report(Diagnostic::at(
                Code::RedundantOverride,
                spelled.span,
                message,
                "remove `rust:`",
            ));
        }
    }

    /// Claims the Rust form of a name in a scope.
    pub(super) fn claim(&mut self, scope: &mut Scope, what: &str, name: &Name, span: Span) -> bool {
        self.claim_word(scope, what, name.rust(), span)
    }

    /// Claims a Rust word in a scope.
    pub(super) fn claim_word(
        &mut self,
        scope: &mut Scope,
        what: &str,
        word: &str,
        span: Span,
    ) -> bool {
        let (code, help) = match what {
            "model" => (Code::DuplicateModel, "keep one of them, or rename it; what several resources use belongs into `shared.yaml`".to_owned()),
            "resource" => (Code::DuplicateResource, "rename one of the files".to_owned()),
            what => (Code::NameTaken, format!("give one {what} another Rust name with `rust:`")),
        };
        let diagnostic =
            Diagnostic::at(code, span, format!("the Rust name `{word}` is taken"), help);
        self.claim_in(scope, word, span, diagnostic)
    }

    /// Claims the place of a resource among others. `shown` is what it is called there.
    pub(super) fn claim_resource(
        &mut self,
        scope: &mut Scope,
        place: &str,
        shown: &str,
        span: Span,
    ) -> bool {
        let message = format!("the Rust name `{shown}` is taken");
        let help = "rename one of the files";
        let diagnostic = Diagnostic::at(Code::DuplicateResource, span, message, help);
        self.claim_in(scope, place, span, diagnostic)
    }

    /// Claims the form on the wire in a scope.
    pub(super) fn claim_wire(
        &mut self,
        scope: &mut Scope,
        what: &str,
        word: &str,
        span: Span,
    ) -> bool {
        let help = format!("remove one {what}, or mend what its `wire:` says");
        let diagnostic = Diagnostic::at(
            Code::SentTwice,
            span,
            format!("`{word}` would be sent twice"),
            help,
        );
        self.claim_in(scope, word, span, diagnostic)
    }

    /// Claims a word in a scope. A second claim is the problem that is given, which shows both places.
    fn claim_in(&mut self, scope: &mut Scope, word: &str, span: Span, second: Diagnostic) -> bool {
        match scope.0.get(word).copied() {
            None => {
                scope.0.insert(word.to_owned(), span);
                true
            }
            Some(first) => {
                let whole_file = first.start == first.end;
                let first_use = if whole_file {
                    "first use: the file's own name"
                } else {
                    "first use"
                };
                self.report(second.label("second use").other(first, first_use));
                false
            }
        }
    }
}

fn diagnose(error: NameError, word: &str, span: Span, role: Role) -> Diagnostic {
    let spell = match role {
        Role::Resource => "rename the file",
        Role::Model => "rename the model",
        Role::Field | Role::Setter | Role::Method | Role::Variant | Role::ClientParam => {
            "spell it with `rust:`"
        }
    };
    let value = if rust_is_type(role) {
        "Value"
    } else {
        "_value"
    };
    match error {
        NameError::Unprintable => Diagnostic::at(
            Code::IllegalName,
            span,
            "a name that is empty, or has invisible characters",
            "write a name of visible characters",
        ),
        NameError::Illegal => Diagnostic::at(
            Code::IllegalName,
            span,
            format!("`{word}` makes no Rust name"),
            format!("{spell}: ASCII letters, digits and `_`, with no digit in front"),
        ),
        NameError::Reserved(rust) => Diagnostic::at(
            Code::ReservedName,
            span,
            format!("the Rust name `{rust}` is reserved"),
            format!("{spell}, such as `{rust}{value}`"),
        ),
        NameError::NotUpperCamel(cased) | NameError::Casing(cased) => Diagnostic::at(
            Code::NameCasing,
            span,
            format!("`{word}` is not written as Rust writes it"),
            format!("write `{cased}`"),
        ),
    }
}

/// Whether the role's own name, not only one that is made of it, is a type's.
fn rust_is_type(role: Role) -> bool {
    match role {
        Role::Model | Role::Variant => true,
        Role::Field | Role::Setter | Role::Method | Role::Resource | Role::ClientParam => false,
    }
}
