//! Scopes, in which each name may be used once.

use super::reporter::Reporter;
use crate::{
    diagnostic::{Code, Diagnostic},
    names::Name,
    source::Span,
};
use std::collections::HashMap;

/// Names that are in use, with the place of their first use.
#[derive(Default)]
pub(super) struct Scope(HashMap<String, Span>);

/// Kind of thing that a name belongs to.
#[derive(Clone, Copy)]
pub(super) enum Named {
    Field,
    Method,
    Model,
    Parameter,
    Request,
    Resource,
    Value,
}

impl Named {
    /// Returns the word for it in messages.
    fn word(self) -> &'static str {
        match self {
            Self::Field => "field",
            Self::Method => "method",
            Self::Model => "model",
            Self::Parameter => "parameter",
            Self::Request => "request type",
            Self::Resource => "resource",
            Self::Value => "value",
        }
    }

    /// Returns the problem of a second thing with the same Rust name, and the remedy.
    fn duplicate(self) -> (Code, String) {
        match self {
            Self::Model => (Code::DuplicateModel, "remove one of them, or give it another name with `rust:`; put models that several resources use into `shared.yaml`".to_owned()),
            Self::Resource => (Code::DuplicateResource, "rename one of the files".to_owned()),
            Self::Field | Self::Method | Self::Parameter => {
                (Code::NameTaken, format!("give one {} another Rust name with `rust:`", self.word()))
            }
            Self::Request => {
                let help = "give one method another Rust name with `rust:`, or only its request type, with `rust: { request: OtherName }`";
                (Code::NameTaken, help.to_owned())
            }
            // A list of values has no place for `rust:`.
            Self::Value => {
                let help = "give one value another Rust name with `rust:`, such as `VALUE: { rust: OtherValue }`";
                (Code::NameTaken, help.to_owned())
            }
        }
    }
}

impl Scope {
    /// Claims the Rust form of a name.
    pub(super) fn claim(
        &mut self,
        reporter: &Reporter,
        named: Named,
        name: &Name,
        span: Span,
    ) -> bool {
        self.claim_word(reporter, named, name.rust(), span)
    }

    /// Claims a Rust word.
    pub(super) fn claim_word(
        &mut self,
        reporter: &Reporter,
        named: Named,
        word: &str,
        span: Span,
    ) -> bool {
        self.claim_place(reporter, named, word, word, span)
    }

    /// Claims a place that is not the Rust word itself; `shown` is the word in the message.
    pub(super) fn claim_place(
        &mut self,
        reporter: &Reporter,
        named: Named,
        place: &str,
        shown: &str,
        span: Span,
    ) -> bool {
        let (code, help) = named.duplicate();
        let message = format!("the Rust name `{shown}` is used twice");
        self.insert(reporter, place, span, || {
            Diagnostic::at(code, span, message, help)
        })
    }

    /// Claims the form on the wire.
    pub(super) fn claim_wire(
        &mut self,
        reporter: &Reporter,
        named: Named,
        word: &str,
        span: Span,
    ) -> bool {
        self.insert(reporter, word, span, || {
            let message = format!("two {}s have the wire name `{word}`", named.word());
            let help = format!("remove one {}, or change its `wire:`", named.word());
            Diagnostic::at(Code::SentTwice, span, message, help)
        })
    }

    /// Inserts a word. A second one is the problem that `second` returns, which shows both places.
    fn insert(
        &mut self,
        reporter: &Reporter,
        word: &str,
        span: Span,
        second: impl FnOnce() -> Diagnostic,
    ) -> bool {
        let Some(first) = self.0.get(word).copied() else {
            self.0.insert(word.to_owned(), span);
            return true;
        };
        if first == span {
            reporter.report(second().label("both uses are here"));
            return false;
        }
        let whole_file = first.start == first.end;
        let first_use = if whole_file {
            "first use: the name of the file"
        } else {
            "first use"
        };
        reporter.report(second().label("second use").other(first, first_use));
        false
    }
}
