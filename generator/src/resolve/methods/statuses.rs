//! Statuses without a value.

use super::method_scope::MethodScope;
use crate::{
    diagnostic::{Code, Diagnostic},
    model::{Outcome, Returns, StatusMeaning, Type},
    source::{Span, Spanned},
};

/// Returns the result of a method that returns a value, with the statuses that have none.
pub(super) fn with_statuses(scope: &MethodScope<'_, '_>, ty: Type) -> Option<Returns> {
    let Some(described) = &scope.method.statuses else {
        return Some(Returns::Value(ty));
    };
    if described.entries.is_empty() {
        if described.broken.is_empty() {
            let message = "`statuses` has no status";
            let help = "write a status and its meaning, such as `statuses: { 202: pending }`, or remove `statuses:`";
            report(
                scope,
                Code::BadStatuses,
                scope.method.route.span,
                message,
                help,
            );
        }
        return None;
    }
    let statuses = described.entries.iter();
    let statuses: Vec<_> = statuses
        .map(|(status, meaning)| resolved(scope, status, meaning))
        .collect();
    let statuses = statuses.into_iter().collect::<Option<_>>()?;
    Some(Returns::Outcome(Outcome { ty, statuses }))
}

/// Reports `statuses:` of a method that does not return one value.
pub(super) fn check_absent(scope: &MethodScope<'_, '_>) {
    let Some(statuses) = &scope.method.statuses else {
        return;
    };
    let first = statuses.entries.first().map(|(status, _)| status);
    let span = first
        .or(statuses.broken.first())
        .map_or(scope.method.route.span, |status| status.span);
    let message = "`statuses` is only allowed on a method that returns a JSON value";
    let help = "remove `statuses:`, or return a type";
    report(scope, Code::StatusesMisplaced, span, message, help);
}

/// Resolves a status and its meaning.
fn resolved(
    scope: &MethodScope<'_, '_>,
    status: &Spanned<String>,
    meaning: &Spanned<String>,
) -> Option<(u16, StatusMeaning)> {
    let words = StatusMeaning::ALL.map(StatusMeaning::word);
    let Some(known) = StatusMeaning::ALL
        .into_iter()
        .find(|known| known.word() == meaning.value)
    else {
        let message = format!("`{}` is not a meaning of a status", meaning.value);
        let help = format!("write one of: {}", words.join(", "));
        report(scope, Code::BadStatuses, meaning.span, &message, &help);
        return None;
    };
    let number = status.parse().ok().filter(|number| match known {
        // The status 200 has the value.
        StatusMeaning::Pending | StatusMeaning::Nothing => (201..300).contains(number),
        StatusMeaning::NotModified => *number == 304,
    });
    if number.is_none() {
        let allowed = match known {
            StatusMeaning::Pending | StatusMeaning::Nothing => "a status from 201 to 299",
            StatusMeaning::NotModified => "the status 304",
        };
        let message = format!(
            "the status `{}` cannot mean `{}`",
            status.value,
            known.word()
        );
        let help = format!(
            "write {allowed} before `{}`; other statuses are a value or an error",
            known.word()
        );
        report(scope, Code::BadStatuses, status.span, &message, &help);
    }
    Some((number?, known))
}

fn report(scope: &MethodScope<'_, '_>, code: Code, span: Span, message: &str, help: &str) {
    let diagnostic = Diagnostic::at(code, span, message, help);
    scope.reporter().report(diagnostic);
}
