//! Request headers that are always sent.

use super::{described_headers::DescribedHeader, method_scope::MethodScope};
use crate::{
    diagnostic::{Code, Diagnostic},
    resolve::{declared::Lookup, head::constant},
    scalars::Scalar,
    source::Span,
};

/// Returns the constant value of a header. Reports a header that is neither a constant nor a parameter.
pub(super) fn constant_of(
    scope: &MethodScope<'_, '_>,
    header: &DescribedHeader<'_>,
) -> Option<String> {
    let (key, decl) = (header.key, header.decl);
    let report = |span, message, help: &str| report(scope, span, message, help);
    match (&decl.constant, &decl.ty) {
        (Some(value), Some(_)) => {
            let message = format!("`{}` has both `const` and `type`", key.value);
            report(
                value.span,
                message,
                "remove one of them: a constant is always sent, and callers give the value of a type",
            );
        }
        (None, None) => {
            let message = format!("`{}` has neither `const` nor `type`", key.value);
            report(
                key.span,
                message,
                "add `const:` for a value that is always sent, or `type:` for one that callers give",
            );
        }
        (Some(text), None) if decl.is_short && is_type(scope, text) => {
            let message = format!(
                "`{}` is the name of a type, but the short form is the value of a constant",
                text.value
            );
            let help = format!(
                "write `{{ type: {0} }}` for a value that callers give, or `{{ const: {0} }}` for the text",
                text.value
            );
            report(text.span, message, &help);
        }
        (Some(value), None) if key.ends_with('?') => {
            let message = format!("the constant `{}` is not optional", key.value);
            report(
                value.span,
                message,
                "remove `?`, or write `{ type: string }` for a value that callers may give",
            );
        }
        (Some(value), None) => {
            check_unused(scope, header);
            // The value of the API's is checked there.
            return if header.is_of_api() {
                Some(value.value.clone())
            } else {
                constant(scope.reporter(), value)
            };
        }
        (None, Some(_)) => {}
    }
    None
}

/// Returns `true` if a text is the name of a type.
fn is_type(scope: &MethodScope<'_, '_>, text: &str) -> bool {
    Scalar::ALL.iter().any(|scalar| scalar.row().word == text)
        || !matches!(scope.definitions.index.find(text), Lookup::Unknown)
}

/// Reports keys that have no effect on a constant.
fn check_unused(scope: &MethodScope<'_, '_>, header: &DescribedHeader<'_>) {
    let decl = header.decl;
    let texts = [&decl.rust, &decl.deprecated].into_iter().flatten();
    let texts = texts.map(|text| text.span);
    let mut unused = texts.chain(decl.example.iter().map(|node| node.span));
    if let Some(span) = unused.next() {
        let key = &header.key.value;
        let message = format!("`{key}` is a constant, which callers do not see");
        report(scope, span, message, "write only `const:` and `docs:`");
    }
}

fn report(scope: &MethodScope<'_, '_>, span: Span, message: String, help: &str) {
    let diagnostic = Diagnostic::at(Code::HeaderForm, span, message, help);
    scope.reporter().report(diagnostic);
}
