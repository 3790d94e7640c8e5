//! Documented examples of a method: bodies of its request and of its response.

use super::method_scope::MethodScope;
use crate::{
    diagnostic::{Code, Diagnostic},
    model::{Body, BodyFormat, Returns, Type},
    resolve::examples::Examples,
    scalars::Scalar,
    source::Span,
    syntax::{self, Node, NodeKind},
};
use serde_json::Value;

const NO_JSON: &str = "`response` of `example` is only allowed where the response is JSON or text";

/// Bodies of a request and of a response.
#[derive(Default)]
pub(super) struct ExampleBodies {
    pub(super) request: Option<Value>,
    pub(super) response: Option<Value>,
}

/// Resolves the examples of a method. `returns` is `None` if something is wrong with it.
pub(super) fn example(
    scope: &MethodScope<'_, '_>,
    body: &Body,
    body_format: &BodyFormat,
    returns: Option<&Returns>,
) -> ExampleBodies {
    let method = scope.method;
    let Some(example) = &method.example else {
        return ExampleBodies::default();
    };
    let (sent, received) = (scope.documented(true), scope.documented(false));
    let no_body = |span: Span, message: &str, help: &str| {
        let diagnostic = Diagnostic::at(Code::ExampleMisplaced, span, message, help);
        scope.reporter().report(diagnostic);
        None
    };
    let request = |node: &Node| match body {
        Body::Fields(fields) => {
            let is_complete = match &method.body {
                Some(syntax::BodyDecl::Fields(described)) => {
                    described.broken.is_empty() && described.entries.len() == fields.len()
                }
                Some(syntax::BodyDecl::Whole(_)) | None => false,
            };
            sent.fields(node, fields, is_complete)
        }
        Body::Whole(whole) => sent.value(node, &whole.ty),
        // The body could not be resolved, which has been reported.
        Body::None if method.body.is_some() || method.optional_body.is_some() => None,
        Body::None => {
            let message = "`request` of `example` is only allowed on a method with a `body`";
            no_body(node.span, message, "remove `request:`, or add `body:`")
        }
    };
    let no_json = |node: &Node| no_body(node.span, NO_JSON, "remove `response:`");
    let response = |node: &Node| match returns? {
        Returns::Value(ty) => received_value(received, node, ty),
        Returns::ByStatus(by_status) => match by_status.documented() {
            Some(ty) => received_value(received, node, &ty),
            None => no_json(node),
        },
        Returns::Text => received_value(received, node, &Type::Scalar(Scalar::String)),
        Returns::Download | Returns::Redirect => no_json(node),
        Returns::Pages(pages) => received.page(node, pages),
        Returns::Events(events) => received_value(received, node, &events.item),
        Returns::Lines(lines) => received_value(received, node, &lines.item),
        Returns::Nothing => {
            let message = "`response` of `example` is only allowed on a method with `returns`";
            no_body(node.span, message, "remove `response:`, or add `returns:`")
        }
    };
    ExampleBodies {
        request: example
            .request
            .as_ref()
            .and_then(|node| sent_value(sent, node, request(node)?, body_format)),
        response: example.response.as_ref().and_then(response),
    }
}

/// Returns the documented value of a request; `None` if its format cannot hold it, which is reported.
fn sent_value(
    sent: Examples<'_>,
    node: &Node,
    value: Value,
    body_format: &BodyFormat,
) -> Option<Value> {
    match body_format {
        BodyFormat::Form(_) => sent.in_brackets(node, value),
        BodyFormat::Json { .. }
        | BodyFormat::Text { .. }
        | BodyFormat::Multipart
        | BodyFormat::File { .. } => Some(value),
    }
}

/// Reads a documented value of a response or an event. `null` is an error of the call, even where a field of the same type
/// may be `null`.
fn received_value(received: Examples<'_>, node: &Node, ty: &Type) -> Option<Value> {
    match &node.kind {
        NodeKind::Null => {
            let message = "the response is `null`, which is an error of the call";
            received.report(node, message, "write a value, or remove `response:`");
            None
        }
        NodeKind::Bool(_)
        | NodeKind::Int(_)
        | NodeKind::Float(_)
        | NodeKind::Text(_)
        | NodeKind::List(_)
        | NodeKind::Map(_) => received.value(node, ty),
    }
}
