//! Diagnostics in one line each, for editors, programs and workflows.

use super::{
    code::Severity,
    position::{Position, position, range},
    problem::{Diagnostic, Place},
};
use crate::source::{Sources, Span};
use serde_json::{Map, Value, json};
use std::fmt::Write as _;

/// Formats a diagnostic as `path:line:column: error[E012]: message`.
pub(super) fn short(sources: &Sources, severity: Severity, diagnostic: &Diagnostic) -> String {
    let place = match &diagnostic.place {
        Place::At { span, word, .. } => {
            let (path, start, _) = locate(sources, *span, word.as_deref());
            format!("{path}:{}:{}", start.line, start.column)
        }
        Place::Path(path) => path.clone(),
    };
    let Diagnostic { code, message, .. } = diagnostic;
    one_line(&format!(
        "{place}: {}[{}]: {message}",
        severity.as_str(),
        code.id()
    ))
}

/// Formats a diagnostic as a JSON object, which `docs/diagnostics.md` describes.
pub(super) fn json(sources: &Sources, severity: Severity, diagnostic: &Diagnostic) -> String {
    let mut object = Map::new();
    object.insert("code".to_owned(), json!(diagnostic.code.id()));
    object.insert("severity".to_owned(), json!(severity.as_str()));
    object.insert("message".to_owned(), json!(diagnostic.message));
    object.insert("help".to_owned(), json!(diagnostic.help));
    match &diagnostic.place {
        Place::Path(path) => {
            object.insert("file".to_owned(), json!(path));
        }
        Place::At {
            span,
            word,
            label,
            others,
        } => {
            object.extend(place(sources, *span, word.as_deref(), label));
            let others = others
                .iter()
                .map(|(span, label)| Value::Object(place(sources, *span, None, label)));
            object.insert("related".to_owned(), others.collect());
        }
    }
    Value::Object(object).to_string()
}

/// Formats a diagnostic as a workflow command of GitHub, which shows it beside the line in a pull request.
pub(super) fn github(sources: &Sources, severity: Severity, diagnostic: &Diagnostic) -> String {
    let mut text = format!("::{} ", severity.as_str());
    match &diagnostic.place {
        Place::Path(path) => {
            let _ = write!(text, "file={}", property(path));
        }
        Place::At { span, word, .. } => {
            let (path, start, end) = locate(sources, *span, word.as_deref());
            let _ = write!(
                text,
                "file={},line={},col={}",
                property(path),
                start.line,
                start.column
            );
            let _ = write!(text, ",endLine={},endColumn={}", end.line, end.column);
        }
    }
    let Diagnostic {
        code,
        message,
        help,
        ..
    } = diagnostic;
    let body = data(&format!("{message}\nhelp: {help}"));
    text + &format!(",title={}::{body}", code.id())
}

/// Returns a span as members of a JSON object.
fn place(sources: &Sources, span: Span, word: Option<&str>, label: &str) -> Map<String, Value> {
    let (path, start, end) = locate(sources, span, word);
    let members = json!({
        "file": path,
        "line": start.line,
        "column": start.column,
        "end_line": end.line,
        "end_column": end.column,
        "label": label,
    });
    match members {
        Value::Object(members) => members,
        _ => Map::new(),
    }
}

fn locate<'a>(
    sources: &'a Sources,
    span: Span,
    word: Option<&str>,
) -> (&'a str, Position, Position) {
    let file = sources.file(span.file);
    let range = range(&file.text, span, word);
    (
        &file.path,
        position(&file.text, range.start),
        position(&file.text, range.end),
    )
}

/// Replaces control characters, which could end the line.
fn one_line(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}

/// Escapes the message of a workflow command.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// Escapes a property of a workflow command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
