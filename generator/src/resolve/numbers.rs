//! Integers as values of enums and as tags of unions.

use super::reporter::Reporter;
use crate::{
    diagnostic::{Code, Diagnostic},
    source::Spanned,
};
use std::collections::HashMap;

/// Returns `true` if the entries have integers on the wire. Reports entries of which some have one and others have none, two
/// with the same one, and a prefix before integers. `noun` is what the integer is.
pub(super) fn check<'a>(
    reporter: &Reporter,
    entries: impl Iterator<Item = (&'a Spanned<String>, Option<&'a Spanned<i64>>)>,
    prefix: Option<&Spanned<String>>,
    noun: &str,
) -> bool {
    let entries: Vec<_> = entries.collect();
    let mut numbers = HashMap::new();
    for number in entries.iter().filter_map(|(_, number)| *number) {
        if let Some(first) = numbers.insert(number.value, number.span) {
            let message = format!("the {noun} {} is listed twice", number.value);
            let help = "remove one of them, or correct its number";
            let diagnostic = Diagnostic::at(Code::NameTaken, number.span, message, help);
            reporter.report(diagnostic.label("second use").other(first, "first use"));
        }
    }
    let is_integer = !numbers.is_empty();
    let without = entries.iter().find(|(_, number)| number.is_none());
    // One that cannot be read may be the tag of text.
    let is_read = |number: &Spanned<i64>| !number.span.is_nowhere();
    let are_read = entries.iter().all(|(_, number)| number.is_none_or(is_read));
    if let Some((word, _)) = without.filter(|_| is_integer && are_read) {
        let message = format!("`{}` has no integer, but others have one", word.value);
        let help = format!(
            "add its integer, such as `{}: {{ value: 1 }}`; or remove all `value:` if each {noun} is text",
            word.value
        );
        reporter.report(Diagnostic::at(Code::MixedValues, word.span, message, help));
    }
    if let Some(prefix) = prefix.filter(|_| is_integer) {
        let message = format!("`prefix` is only allowed if each {noun} is text");
        reporter.report(Diagnostic::at(
            Code::PrefixMisplaced,
            prefix.span,
            message,
            "remove `prefix:`",
        ));
    }
    is_integer
}
