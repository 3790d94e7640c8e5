//! Examples of texts that are a segment of a path.

use crate::{
    diagnostic::{Code, Diagnostic},
    model::is_segment,
    resolve::reporter::Reporter,
    source::Span,
    syntax::{Node, NodeKind},
};

/// Reads an example of a path parameter of the client, which is a string.
pub(in crate::resolve) fn client_param(reporter: &Reporter, node: &Node) -> Option<String> {
    match &node.kind {
        NodeKind::Text(text) if text.trim() != text && !text.trim().is_empty() => {
            report(
                reporter,
                node.span,
                "a client sends its parameters without blanks at their ends",
                "remove these blanks",
            );
            None
        }
        NodeKind::Text(text) => check(reporter, node.span, text, false).then(|| text.clone()),
        NodeKind::Null
        | NodeKind::Bool(_)
        | NodeKind::Int(_)
        | NodeKind::Float(_)
        | NodeKind::List(_)
        | NodeKind::Map(_) => {
            report(
                reporter,
                node.span,
                "expected a string",
                "put the value in quotes",
            );
            None
        }
    }
}

/// Returns `true` if a path may have the text as a segment, or as several ones if its slashes are kept; otherwise it is
/// reported.
pub(super) fn check(reporter: &Reporter, span: Span, text: &str, keeps_slashes: bool) -> bool {
    let (fits, problem) = if keeps_slashes {
        (
            text.split('/').all(is_segment),
            "no part of a path parameter between slashes can be blank, `.` or `..`",
        )
    } else {
        (
            is_segment(text),
            "a path parameter cannot be blank, `.` or `..`",
        )
    };
    if !fits {
        report(reporter, span, problem, "write a value that a call accepts");
    }
    fits
}

fn report(reporter: &Reporter, span: Span, problem: &str, help: &str) {
    let message = format!("the example does not match its type: {problem}");
    reporter.report(Diagnostic::at(Code::ExampleMismatch, span, message, help));
}
