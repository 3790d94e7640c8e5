//! Documents of a type that is not the SDK's. Models in it are found again by their place in the text: a scope of the
//! thread records what is read there, because serde passes no context to the values that it reads.
//!
//! serde tells a value neither its path nor its position, and an error of `serde_json` has a position only if there is
//! one. The one thing that a model in a document knows is its text, which `serde_json` lends from the document, and whose
//! address is therefore its position. This is no guess: the document is borrowed until all is read, so that no other text
//! has an address in it. A model from elsewhere, such as one that was read from JSON within a string, has an address
//! outside, and is left out; one that serde has copied before, such as in an untagged enum, has none.
//!
//! These functions, and those that only they call, are `#[inline]`: they are compiled in the programs that decode types of
//! their own.

use std::cell::RefCell;

use serde::de::DeserializeOwned;

use crate::runtime::json::escapes::replace_halves;
use crate::runtime::json::failure::DecodeFailure;
use crate::runtime::json::path::{Failure, Findings, Style};
use crate::runtime::json::position::{path_at, position_of};
use crate::runtime::json::unknown::UnknownKind;

thread_local! {
    /// Models in the document that this thread decodes; `None` if it decodes none.
    static MODELS: RefCell<Option<Vec<ModelText>>> = const { RefCell::new(None) };
}

/// Result of reading a model. A failure has the message of the error that was returned to serde.
type Outcome = Result<Findings, (Failure, String)>;

/// Model that was read in a document.
struct ModelText {
    /// Address of its text in memory.
    address: usize,
    outcome: Outcome,
}

/// Returns `true` while this thread decodes a document.
#[inline]
pub(crate) fn is_recording() -> bool {
    MODELS.with_borrow(Option::is_some)
}

/// Records the result of reading a model, if its text is part of the document that this thread decodes.
pub(crate) fn record(address: Option<usize>, outcome: impl FnOnce() -> Outcome) {
    let Some(address) = address else { return };
    let outcome = outcome();
    MODELS.with_borrow_mut(|models| {
        if let Some(models) = models {
            models.push(ModelText { address, outcome });
        }
    });
}

/// Decodes a text. Returns the unknown fields and values of the models in it as well. A failure names the decoded part.
pub(crate) fn parse_text<T: DeserializeOwned>(
    text: &str,
    what: &str,
) -> Result<(T, Findings), DecodeFailure> {
    let (read, models) = recording(|| serde_json::from_str(text));
    let error = match read {
        Ok(value) => return Ok((value, findings(text, models))),
        Err(error) => error,
    };
    let position = position_of(text, error.line(), error.column());
    if let Some(replaced) = replace_halves(text).filter(|_| is_half_of_a_pair(&error)) {
        let (value, mut findings) = parse_text(&replaced, what)?;
        findings.insert(
            0,
            (
                UnknownKind::Replaced,
                path_at(text, position, Style::Pattern),
            ),
        );
        return Ok((value, findings));
    }
    Err(failure(text, what, &error, models))
}

/// Decodes a document. Returns its result and the models that were read in it.
fn recording<T>(decode: impl FnOnce() -> T) -> (T, Vec<ModelText>) {
    let _scope = Scope::enter();
    let result = decode();
    (result, MODELS.take().unwrap_or_default())
}

/// Returns `true` for the error of a string with half of a surrogate pair.
#[inline]
fn is_half_of_a_pair(error: &serde_json::Error) -> bool {
    error.is_syntax() && error.to_string().contains("hex escape")
}

/// Returns the findings in models with their paths in the document.
#[inline]
fn findings(text: &str, models: Vec<ModelText>) -> Findings {
    let mut findings = Findings::new();
    for ModelText { address, outcome } in models {
        let (Some(start), Ok(found)) = (start(text, address), outcome) else {
            continue;
        };
        let prefix = path_at(text, start, Style::Pattern);
        for (kind, path) in found {
            let finding = (kind, joined(&prefix, &path));
            if !findings.contains(&finding) {
                findings.push(finding);
            }
        }
    }
    findings
}

/// Returns the failure of a document, which may be that of a model in it.
#[inline]
fn failure(
    text: &str,
    what: &str,
    error: &serde_json::Error,
    mut models: Vec<ModelText>,
) -> DecodeFailure {
    if let Some(ModelText {
        address,
        outcome: Err((failure, message)),
    }) = models.pop()
    {
        let start = start(text, address);
        if let (Some(start), true) = (start, error.to_string().contains(&message)) {
            let failure = Failure {
                path: joined(&path_at(text, start, Style::Exact), &failure.path),
                position: start + failure.position,
                ..failure
            };
            return DecodeFailure::new(what, &failure, text);
        }
    }
    DecodeFailure::in_text(what, error, text)
}

/// Returns the position of a model, if its text is a part of the document.
#[inline]
fn start(text: &str, address: usize) -> Option<usize> {
    let start = address.checked_sub(text.as_ptr().addr())?;
    (start < text.len()).then_some(start)
}

#[inline]
fn joined(outer: &str, inner: &str) -> String {
    let is_plain = outer.is_empty() || inner.is_empty() || inner.starts_with('[');
    let dot = if is_plain { "" } else { "." };
    format!("{outer}{dot}{inner}")
}

/// Scope of one document. It ends when it is dropped, also if decoding panics.
struct Scope {
    outer: Option<Vec<ModelText>>,
}

impl Scope {
    #[inline]
    fn enter() -> Self {
        Self {
            outer: MODELS.replace(Some(Vec::new())),
        }
    }
}

impl Drop for Scope {
    #[inline]
    fn drop(&mut self) {
        MODELS.set(self.outer.take());
    }
}
