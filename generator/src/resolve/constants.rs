//! Constants: fields and query parameters with a value that never differs.

use super::{names::name_of, reporter::Reporter};
use crate::{
    diagnostic::{Code, Diagnostic},
    model::Constant,
    names::{Name, Role},
    source::{Span, Spanned},
    syntax::{FieldDecl, Node, NodeKind},
};

/// Returns the value of a constant; `None` if something is wrong with it, which is reported.
pub(super) fn constant(
    reporter: &Reporter,
    key: &Spanned<String>,
    field: &FieldDecl,
    node: &Node,
) -> Option<Constant> {
    let before = reporter.count();
    let report = |span: Span, message: String, help: &str| {
        reporter.report(Diagnostic::at(Code::BadConstant, span, message, help));
    };
    if !field.ty.span.is_nowhere() {
        let message = format!("`{}` has both `const` and `type`", key.value);
        let help = "remove `type:`: it follows from the value of `const:`";
        report(field.ty.span, message, help);
    }
    if key.ends_with('?') {
        let message = format!("the constant `{}` is not optional", key.value);
        let help =
            "remove the `?`; for a value that may be left out, describe an enum with one value";
        report(key.span, message, help);
    }
    let texts = [&field.entry, &field.deprecated, &field.rust];
    let spans = texts.into_iter().flatten().map(|text| text.span);
    let spans = spans.chain(field.read_only.iter().map(|value| value.span));
    let spans = spans.chain(field.style.iter().map(|style| style.span));
    let mut unused = spans.chain(field.example.iter().map(|node| node.span));
    if let Some(span) = unused.next() {
        let message = format!("`{}` is a constant, which callers do not see", key.value);
        report(span, message, "write only `const:`, `docs:` and `wire:`");
    }
    let constant = match &node.kind {
        NodeKind::Text(text) => Some(Constant::Text(text.clone())),
        NodeKind::Int(number) => {
            let number = i64::try_from(*number).ok();
            if number.is_none() {
                let message = "an integer that is a constant must fit into 64 bits with a sign";
                report(node.span, message.to_owned(), "write a smaller number");
            }
            number.map(Constant::Integer)
        }
        NodeKind::Bool(value) => Some(Constant::Boolean(*value)),
        NodeKind::Null | NodeKind::Float(_) | NodeKind::List(_) | NodeKind::Map(_) => {
            let message = format!(
                "a constant is a string, an integer or a boolean, and this is {}",
                node.kind.describe()
            );
            let help = "write such a value, or `type:` in place of `const:`";
            report(node.span, message, help);
            None
        }
    };
    constant.filter(|_| reporter.count() == before)
}

/// Returns the name of a constant, which only has a form on the wire.
pub(super) fn constant_name(reporter: &Reporter, wire: &str, span: Span) -> Option<Name> {
    match Name::new(Role::Field, wire, Some("constant")) {
        Ok(name) => Some(name),
        Err(_) => name_of(reporter, Role::Field, wire, span, None),
    }
}
