//! Scopes, in which each name may be used once.

use super::reporter::Reporter;
use crate::{
    diagnostic::{Code, Diagnostic},
    names::Name,
    source::Span,
};
use std::collections::HashMap;

/// Names that are in use, with the place and the owner of their first use.
#[derive(Default)]
pub(super) struct Scope(HashMap<String, (Span, Named)>);

/// Kind of thing that a name belongs to.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Named {
    /// Parameter under `client_params`.
    ClientParam,
    /// Setter that is named in `entry`.
    Entry,
    Field,
    /// Something whose Rust name emission chooses, such as the setter of an idempotency key.
    Fixed,
    /// Value of an enum in a list, which has no place for `rust:`.
    ListedValue,
    Method,
    Model,
    /// Query parameter.
    Parameter,
    PathParam,
    Request,
    Resource,
    ResponseHeader,
    /// Enum that a method returns, whose name follows that of its request type.
    ResultType,
    /// Value of an enum in a mapping.
    Value,
    /// Variant of a union.
    Variant,
}

impl Named {
    /// Returns the word for it in messages.
    fn word(self) -> &'static str {
        match self {
            Self::ClientParam => "client parameter",
            Self::Entry => "entry",
            Self::Field => "field",
            Self::Fixed => "name",
            Self::Method => "method",
            Self::Model => "model",
            Self::Parameter => "query parameter",
            Self::PathParam => "path parameter",
            Self::Request => "request type",
            Self::Resource => "resource",
            Self::ResponseHeader => "response header",
            Self::ResultType => "result type",
            Self::ListedValue | Self::Value => "value",
            Self::Variant => "variant",
        }
    }

    /// Returns the code of a second thing with the same Rust name.
    fn code(self) -> Code {
        match self {
            Self::Model => Code::DuplicateModel,
            Self::Resource => Code::DuplicateResource,
            Self::ClientParam
            | Self::Entry
            | Self::Field
            | Self::Fixed
            | Self::ListedValue
            | Self::Method
            | Self::Parameter
            | Self::PathParam
            | Self::Request
            | Self::ResponseHeader
            | Self::ResultType
            | Self::Value
            | Self::Variant => Code::NameTaken,
        }
    }

    /// Returns how the description gives it another Rust name; `None` if it cannot.
    fn rename(self) -> Option<String> {
        let place = match self {
            Self::Fixed => return None,
            Self::Entry => return Some("write another name in `entry:`".to_owned()),
            Self::Resource => return Some("rename the file of the resource".to_owned()),
            Self::ResultType => {
                let rename = "rename the request type of the method with `statuses`, after which its result type is named, with \
                              `rust: { request: OtherName }`";
                return Some(rename.to_owned());
            }
            Self::ClientParam => "`rust:` under `client_params:`",
            Self::PathParam => "`rust:` under `params:`",
            Self::Request => "`rust: { request: OtherName }`",
            Self::ListedValue => "`rust:`, in a mapping of values",
            Self::Field
            | Self::Method
            | Self::Model
            | Self::Parameter
            | Self::ResponseHeader
            | Self::Value
            | Self::Variant => "`rust:`",
        };
        let word = self.word();
        Some(format!("give the {word} another Rust name with {place}"))
    }

    /// Returns the remedy for a thing with the same Rust name `word` as another one.
    fn remedy(self, first: Self, word: &str) -> String {
        if self != first {
            let ways = [first, self].into_iter().filter_map(Self::rename);
            return ways.collect::<Vec<_>>().join(", or ");
        }
        match self {
            Self::Resource => "rename one of the files".to_owned(),
            Self::Entry => "write another name in one `entry:`".to_owned(),
            Self::Request | Self::ResultType => "give one method another Rust name with `rust:`, or only its request type, with `rust: { request: OtherName }`".to_owned(),
            Self::ListedValue => format!("write `values:` as a mapping, and give one value another Rust name, such as `rust: {word}2`"),
            Self::Value | Self::Variant => {
                format!("give one {} another Rust name, such as `rust: {word}2`", self.word())
            }
            Self::ClientParam | Self::PathParam | Self::Field | Self::Fixed | Self::Method | Self::Model | Self::Parameter | Self::ResponseHeader => {
                let rename = self.rename().unwrap_or_default();
                rename.replacen("the", "one", 1)
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
        self.insert(reporter, named, place, span, |first| {
            let message = format!("the Rust name `{shown}` is used twice");
            Diagnostic::at(named.code(), span, message, named.remedy(first, shown))
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
        self.insert(reporter, named, word, span, |_| {
            let message = format!("two {}s have the wire name `{word}`", named.word());
            let help = format!("remove one {}, or change its `wire:`", named.word());
            Diagnostic::at(Code::SentTwice, span, message, help)
        })
    }

    /// Claims the name of a model in the description, with which types refer to it.
    pub(super) fn claim_model(&mut self, reporter: &Reporter, word: &str, span: Span) -> bool {
        self.insert(reporter, Named::Model, word, span, |_| {
            let message = format!("two models have the name `{word}`");
            let help = "remove or rename one of them; put models that several resources use into `shared.yaml`";
            Diagnostic::at(Code::DuplicateModel, span, message, help)
        })
    }

    /// Inserts a word. A second one is the problem that `second` returns for the first owner; it shows both places.
    fn insert(
        &mut self,
        reporter: &Reporter,
        named: Named,
        word: &str,
        span: Span,
        second: impl FnOnce(Named) -> Diagnostic,
    ) -> bool {
        let Some((first, owner)) = self.0.get(word).copied() else {
            self.0.insert(word.to_owned(), (span, named));
            return true;
        };
        let second = second(owner);
        if first == span {
            reporter.report(second.label("both uses are here"));
            return false;
        }
        let whole_file = first.start == first.end;
        let first_use = if whole_file {
            "first use: the name of the file"
        } else {
            "first use"
        };
        reporter.report(second.label("second use").other(first, first_use));
        false
    }
}
