//! Statuses with a meaning of their own.

use super::method_scope::MethodScope;
use crate::{
    diagnostic::{Code, Diagnostic},
    model::{ByStatus, REDIRECTS, ResponseKind, Returns, StatusMeaning, Verb},
    names::Name,
    source::{Span, Spanned},
    syntax::Entries,
};

/// Statuses with a response that may have content. 204 and 205 have none.
const WITH_CONTENT: std::ops::Range<u16> = 200..300;
const WITHOUT_CONTENT: [u16; 2] = [204, 205];

/// Place of `statuses:` in a method.
pub(super) struct StatusContext<'a> {
    /// HTTP method; `None` if it is not valid.
    pub(super) verb: Option<Verb>,
    /// Name of the enum for responses of several kinds.
    pub(super) result: &'a Name,
}

/// Returns the result of a method with the meanings of its statuses. `returned` is its result without them.
pub(super) fn with_statuses(
    scope: &MethodScope<'_, '_>,
    context: &StatusContext<'_>,
    returned: Returns,
) -> Option<Returns> {
    let Some(described) = &scope.method.statuses else {
        return Some(returned);
    };
    let others = match returned {
        Returns::Nothing => None,
        Returns::Value(ty) => Some(ResponseKind::Value(ty)),
        Returns::Text => Some(ResponseKind::Meaning(StatusMeaning::Text)),
        Returns::Download => Some(ResponseKind::Meaning(StatusMeaning::Download)),
        Returns::Redirect => Some(ResponseKind::Meaning(StatusMeaning::Redirect)),
        Returns::ByStatus(_) | Returns::Pages(_) | Returns::Events(_) | Returns::Lines(_) => {
            let message =
                "`statuses` is not allowed on a method that returns pages, events or lines";
            let help = "remove `statuses:`, or return a type, `text`, `download` or `redirect`";
            report_at_first(scope, described, message, help);
            return None;
        }
    };
    let statuses = statuses(scope, context, described, others.as_ref())?;
    let has_content = statuses.iter().any(|(_, meaning)| meaning.has_content());
    if others.is_none() && !has_content {
        let message = "`statuses` has no status with a response, and the method has no `returns`";
        let help = "add `returns:` for the other statuses of success, or a status that means `text`, `download` or `redirect`; \
                    or remove `statuses:`";
        report_at_first(scope, described, message, help);
        return None;
    }
    Some(Returns::ByStatus(ByStatus {
        own_name: context.result.clone(),
        others,
        statuses,
    }))
}

/// Resolves the statuses and their meanings.
fn statuses(
    scope: &MethodScope<'_, '_>,
    context: &StatusContext<'_>,
    described: &Entries<Spanned<String>>,
    others: Option<&ResponseKind>,
) -> Option<Vec<(u16, StatusMeaning)>> {
    if described.entries.is_empty() {
        if described.broken.is_empty() {
            let message = "`statuses` has no status";
            let help = "write a status and its meaning, such as `statuses: { 202: pending }`, or remove `statuses:`";
            let span = scope.method.route.span;
            report(scope, Code::BadStatuses, span, message, help);
        }
        return None;
    }
    let statuses = described.entries.iter();
    let statuses: Vec<_> = statuses
        .map(|(status, meaning)| {
            let known = known(scope, meaning)?;
            check_meaning(scope, context, meaning, known, others)
                .then(|| Some((number(scope, status, known, others)?, known)))?
        })
        .collect();
    statuses.into_iter().collect()
}

/// Returns the meaning with a word.
fn known(scope: &MethodScope<'_, '_>, meaning: &Spanned<String>) -> Option<StatusMeaning> {
    let mut all = StatusMeaning::ALL.into_iter();
    let known = all.find(|known| known.word() == meaning.value);
    if known.is_none() {
        let message = format!("`{}` is not a meaning of a status", meaning.value);
        let words = StatusMeaning::ALL.map(StatusMeaning::word).join(", ");
        let help = format!("write one of: {words}; the type of a JSON value stands in `returns:`");
        report(scope, Code::BadStatuses, meaning.span, &message, &help);
    }
    known
}

/// Reports a response that the method has without the status, and one that it cannot have.
fn check_meaning(
    scope: &MethodScope<'_, '_>,
    context: &StatusContext<'_>,
    meaning: &Spanned<String>,
    known: StatusMeaning,
    others: Option<&ResponseKind>,
) -> bool {
    let word = known.word();
    if others == Some(&ResponseKind::Meaning(known)) {
        let message = format!("`{word}` is also what `returns` says for all other statuses");
        let help = format!(
            "remove this status, or remove `returns: {word}` if the API has no other status of success"
        );
        report(scope, Code::BadStatuses, meaning.span, &message, &help);
        return false;
    }
    let has_body = matches!(known, StatusMeaning::Text | StatusMeaning::Download);
    if has_body && context.verb == Some(Verb::Head) {
        let message = format!("a `HEAD` method cannot return `{word}`");
        let help = "remove the status, or write `nothing`: a response to `HEAD` has no body";
        report(scope, Code::HeadReturnsValue, meaning.span, &message, help);
        return false;
    }
    true
}

/// Returns the number of a status, which must suit its meaning.
fn number(
    scope: &MethodScope<'_, '_>,
    status: &Spanned<String>,
    known: StatusMeaning,
    others: Option<&ResponseKind>,
) -> Option<u16> {
    // With `returns`, the status 200 has the value.
    let first_empty = if others.is_some() { 201 } else { 200 };
    let number = status.value.parse().ok().filter(|number| match known {
        StatusMeaning::Pending | StatusMeaning::Nothing => (first_empty..300).contains(number),
        StatusMeaning::NotModified => *number == 304,
        StatusMeaning::Text | StatusMeaning::Download => {
            WITH_CONTENT.contains(number) && !WITHOUT_CONTENT.contains(number)
        }
        StatusMeaning::Redirect => REDIRECTS.contains(number),
    });
    if number.is_none() {
        let allowed = match known {
            StatusMeaning::Pending | StatusMeaning::Nothing => {
                format!("a status from {first_empty} to 299")
            }
            StatusMeaning::NotModified => "the status 304".to_owned(),
            StatusMeaning::Text | StatusMeaning::Download => {
                "a status from 200 to 299 other than 204 and 205, which have no content,".to_owned()
            }
            StatusMeaning::Redirect => {
                let [others @ .., last] = REDIRECTS.map(|status| status.to_string());
                format!("one of the statuses {} and {last}", others.join(", "))
            }
        };
        let word = known.word();
        let message = format!("the status `{}` cannot mean `{word}`", status.value);
        let help =
            format!("write {allowed} before `{word}`; other statuses are a value or an error");
        report(scope, Code::BadStatuses, status.span, &message, &help);
    }
    number
}

/// Reports `statuses:` where it is not allowed, at its first status.
fn report_at_first(
    scope: &MethodScope<'_, '_>,
    described: &Entries<Spanned<String>>,
    message: &str,
    help: &str,
) {
    let first = described.entries.first().map(|(status, _)| status);
    let span = first
        .or(described.broken.first())
        .map_or(scope.method.route.span, |status| status.span);
    report(scope, Code::StatusesMisplaced, span, message, help);
}

fn report(scope: &MethodScope<'_, '_>, code: Code, span: Span, message: &str, help: &str) {
    let diagnostic = Diagnostic::at(code, span, message, help);
    scope.reporter().report(diagnostic);
}
