//! Formats of request bodies, in `api.yaml` and in methods.

use super::reporter::Reporter;
use crate::{
    diagnostic::{Code, Diagnostic},
    model::{BodyFormat, FormLists},
    source::Spanned,
    syntax::{self, BODY_FORMATS, FORM_LISTS, suggest},
};

/// Resolves `body_format:`; `None` if something is wrong with it.
pub(super) fn body_format(
    reporter: &Reporter,
    described: &syntax::BodyFormatDecl,
) -> Option<BodyFormat> {
    let lists = match &described.lists {
        Some(lists) => form_lists(reporter, lists),
        None => Some(FormLists::Brackets),
    };
    match (described.ty.value.as_str(), &described.lists) {
        ("form", _) => lists.map(BodyFormat::Form),
        ("json", None) => Some(BodyFormat::JSON),
        ("multipart", None) => Some(BodyFormat::Multipart),
        ("json" | "multipart", Some(lists)) => {
            reporter.report(Diagnostic::at(
                Code::BodyFormatMisplaced,
                lists.span,
                "`lists` is only allowed in the format `form`",
                "remove `lists:`, or write `type: form`",
            ));
            None
        }
        _ => {
            unknown(reporter, &described.ty, &BODY_FORMATS);
            None
        }
    }
}

/// Resolves `body_format:` in `api.yaml`; `None` if something is wrong with it.
pub(super) fn default_format(
    reporter: &Reporter,
    described: &syntax::BodyFormatDecl,
) -> Option<BodyFormat> {
    let format = body_format(reporter, described)?;
    if format == BodyFormat::Multipart {
        reporter.report(Diagnostic::at(
            Code::BodyFormatMisplaced,
            described.ty.span,
            "`multipart` is only allowed in a method",
            "write `body_format: multipart` in each method that sends files",
        ));
        return None;
    }
    Some(format)
}

fn form_lists(reporter: &Reporter, lists: &Spanned<String>) -> Option<FormLists> {
    match lists.value.as_str() {
        "brackets" => Some(FormLists::Brackets),
        "repeated" => Some(FormLists::Repeated),
        "indexed" => Some(FormLists::Indexed),
        _ => {
            unknown(reporter, lists, &FORM_LISTS);
            None
        }
    }
}

fn unknown(reporter: &Reporter, word: &Spanned<String>, known: &[(&str, &str)]) {
    let known: Vec<_> = known.iter().map(|(word, _)| *word).collect();
    let message = format!("unknown value `{}`", word.value);
    let help = suggest(&word.value, &known);
    reporter.report(Diagnostic::at(Code::UnknownValue, word.span, message, help));
}
