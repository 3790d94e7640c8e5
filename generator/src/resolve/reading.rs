//! Problems of reading, as diagnostics.

use crate::{
    diagnostic::{Code, Diagnostic},
    source::{FileId, ReadError, ReadErrorKind, Span},
    syntax::{Problem, ProblemKind},
};

/// Converts a problem of parsing; one without a place is reported at the start of its file.
#[must_use]
pub fn diagnose(problem: Problem, file: FileId) -> Diagnostic {
    let span = problem.span.unwrap_or(Span {
        file,
        start: 0,
        end: 0,
    });
    let code = match problem.kind {
        ProblemKind::Yaml => Code::Yaml,
        ProblemKind::Tab => Code::Tab,
        ProblemKind::Documents => Code::Documents,
        ProblemKind::DuplicateKey => Code::DuplicateKey,
        ProblemKind::TooLarge => Code::TooLarge,
        ProblemKind::UnknownKey => Code::UnknownKey,
        ProblemKind::MissingKey => Code::MissingKey,
        ProblemKind::UnknownValue => Code::UnknownValue,
        ProblemKind::WrongKind => Code::WrongKind,
    };
    Diagnostic::at(code, span, problem.message, problem.help).label(problem.label)
}

/// Converts the error of a file that could not be read.
#[must_use]
pub fn diagnose_file(error: ReadError) -> Diagnostic {
    let code = match error.kind {
        ReadErrorKind::Unreadable => Code::Unreadable,
        ReadErrorKind::NotUtf8 => Code::NotUtf8,
        ReadErrorKind::WrongExtension => Code::WrongExtension,
        ReadErrorKind::NoResources => Code::NoResources,
    };
    Diagnostic::path(code, error.path, error.message, error.help)
}
