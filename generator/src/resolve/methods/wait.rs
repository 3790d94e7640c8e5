//! States for which a method can wait.

use super::method_scope::MethodScope;
use crate::{
    diagnostic::{Code, Diagnostic},
    model::{ModelId, Returns, Route, Verb, Wait},
    names::{Name, Role},
    resolve::{
        durations::duration,
        result_fields::returned_struct,
        scope::Named,
        wait_values::{LocatedCondition, WaitedModel},
    },
    source::Span,
    syntax::WaitDecl,
};
use std::time::Duration;

/// Rust name of the method of a request that waits.
const WAIT: &str = "wait";

/// Defaults; `spec/README.md` lists them.
const EVERY: Duration = Duration::from_secs(2);
const MOST: Duration = Duration::from_secs(600);

/// Resolves `wait:` of a method. `has_key` says whether its calls have an idempotency key.
pub(super) fn wait(
    scope: &mut MethodScope<'_, '_>,
    route: Option<&Route>,
    returns: Option<&Returns>,
    has_key: bool,
) -> Option<Wait> {
    let wait = scope.method.wait.as_ref()?;
    let first = wait.until.entries.first().map(|(path, _)| path);
    let first = first.or(wait.until.broken.first());
    let span = first.map_or(scope.method.route.span, |path| path.span);
    let id = waited_model(scope, span, route, returns, has_key)?;
    if first.is_none() {
        let message = "`until` of `wait` has no path";
        let help = "write the path of a field, and the values with which the wait is over, such as `until: { state: [DONE] }`";
        report(scope, Code::BadWait, span, message, help);
        return None;
    }
    let name = Name::new(Role::Setter, WAIT, None).ok()?;
    let is_free = scope.claim(Named::Fixed, &name, span);
    let times = times(scope, wait);
    let model = WaitedModel {
        reporter: scope.reporter(),
        models: scope.definitions.models,
        id,
        omits_defaults: scope.definitions.settings?.head.omits_defaults,
    };
    let (until, fail) = (model.conditions(&wait.until), model.conditions(&wait.fail));
    let (until, fail, (every, most)) = (until?, fail?, times?);
    let are_disjoint = check_disjoint(scope, &until, &fail);
    (is_free && are_disjoint).then(|| Wait {
        until: until.into_iter().map(Into::into).collect(),
        fail: fail.into_iter().map(Into::into).collect(),
        every,
        most,
    })
}

/// Returns the model that is waited for. A method that cannot wait is reported.
fn waited_model(
    scope: &MethodScope<'_, '_>,
    span: Span,
    route: Option<&Route>,
    returns: Option<&Returns>,
    has_key: bool,
) -> Option<ModelId> {
    let model = returned_struct(scope.definitions.models, returns?);
    let verb = route?.verb;
    let (message, help) = match (model, verb) {
        (None, _) => (
            "`wait` is only allowed on a method that returns a model with `fields`".to_owned(),
            "remove `wait:`, or return a model with `fields`",
        ),
        (Some(_), Verb::Post) if has_key => (
            "`wait` is not allowed on a method with an idempotency key".to_owned(),
            "write `idempotency: none` if the method only reads: a server answers requests with the same key in the same way",
        ),
        (Some(id), Verb::Get | Verb::Post) => return Some(id),
        (Some(_), Verb::Head | Verb::Put | Verb::Patch | Verb::Delete) => (
            format!(
                "`wait` repeats the request, which is not allowed with `{}`",
                verb.as_str()
            ),
            "move `wait:` to the method that reads the state, which has `GET` or, if it only reads, `POST`",
        ),
    };
    report(scope, Code::WaitMisplaced, span, message, help);
    None
}

/// Returns the delay after the first request, and the maximum duration.
fn times(scope: &MethodScope<'_, '_>, wait: &WaitDecl) -> Option<(Duration, Duration)> {
    let time = |time: Option<_>, default| match time {
        Some(time) => duration(scope.reporter(), time),
        None => Some(default),
    };
    let (every, most) = (
        time(wait.every.as_ref(), EVERY),
        time(wait.most.as_ref(), MOST),
    );
    let (every, most) = (every?, most?);
    let place = wait.most.as_ref().or(wait.every.as_ref());
    match place {
        Some(place) if every >= most => {
            let message = "`most` of `wait` is not longer than `every`";
            let help =
                "write a longer `most:` or a shorter `every:`; the defaults are `10m` and `2s`";
            report(scope, Code::BadWait, place.span, message, help);
            None
        }
        Some(_) | None => Some((every, most)),
    }
}

/// Reports values that end a wait both with success and with a failure. Returns `true` if there are none.
fn check_disjoint(
    scope: &MethodScope<'_, '_>,
    until: &[LocatedCondition],
    fail: &[LocatedCondition],
) -> bool {
    let mut are_disjoint = true;
    for failed in fail {
        let same = until.iter().filter(|done| done.path == failed.path);
        for (value, span) in same.flat_map(|done| &done.values) {
            let mut others = failed.values.iter();
            if let Some((_, other)) = others.find(|(other, _)| other == value) {
                let message = "this value stands in `until` and in `fail`";
                let diagnostic =
                    Diagnostic::at(Code::BadWait, *other, message, "remove it from one of them");
                scope
                    .reporter()
                    .report(diagnostic.other(*span, "also in `until`"));
                are_disjoint = false;
            }
        }
    }
    are_disjoint
}

fn report(
    scope: &MethodScope<'_, '_>,
    code: Code,
    span: Span,
    message: impl Into<String>,
    help: &str,
) {
    let diagnostic = Diagnostic::at(code, span, message, help);
    scope.reporter().report(diagnostic);
}
