//! Settings of the calls of a method.

use super::method_scope::MethodScope;
use crate::{
    diagnostic::{Code, Diagnostic},
    model::{Alternatives, CallSettings, ConstantHeader, HeaderParam, Route},
    resolve::{
        durations::duration,
        head::{DEFAULT, max_retries, retry_statuses},
    },
    source::Span,
    syntax::nearest,
};

/// Resolves the settings that differ from those of the API. `headers` are those that are always sent.
pub(super) fn settings(
    scope: &MethodScope<'_, '_>,
    route: Option<&Route>,
    headers: Vec<ConstantHeader>,
    idempotency_key: Option<&HeaderParam>,
) -> CallSettings {
    let reporter = scope.reporter();
    let method = scope.method;
    let retries = method.retries.as_ref().map(|retries| &retries.0);
    let max = retries.and_then(|retries| retries.max.as_ref());
    let statuses = retries.and_then(|retries| retries.statuses.as_deref());
    if let (Some(_), None, None) = (retries, max, statuses) {
        let message = "`retries` has neither `max` nor `statuses`";
        let help = "write a number, such as `retries: 0`, or a mapping with `max:` or `statuses:`";
        reporter.report(Diagnostic::at(
            Code::BadRetries,
            method.route.span,
            message,
            help,
        ));
    }
    let timeout = method.timeout.as_ref();
    CallSettings {
        timeout: timeout.and_then(|timeout| duration(reporter, timeout)),
        max_retries: max.map(|max| max_retries(reporter, max)),
        retry_statuses: statuses.map(|statuses| retry_statuses(reporter, statuses)),
        idempotent: idempotent(scope, route, idempotency_key),
        server: server(scope),
        auth: auth(scope),
        headers,
    }
}

/// Returns the credentials of a method that has its own.
fn auth(scope: &MethodScope<'_, '_>) -> Option<Alternatives> {
    let auth = scope.method.auth.as_ref()?;
    let settings = scope.definitions.settings?;
    settings.auth_of_method(auth.span).cloned()
}

/// Resolves `server:` of the method, else of its resource.
fn server(scope: &MethodScope<'_, '_>) -> Option<usize> {
    let servers = &scope.definitions.settings?.head.servers;
    let index = |word: &str| {
        let word = format!("{word}_url");
        let mut servers = servers.iter();
        servers.position(|server| server.method.wire() == word)
    };
    let (own, common) = (&scope.method.server, &scope.resource.server);
    for word in [own, common].into_iter().flatten() {
        if word.value != DEFAULT && index(&word.value).is_none() {
            let message = format!("`api.yaml` has no server `{}`", word.value);
            let known = servers
                .iter()
                .filter_map(|server| server.method.wire().strip_suffix("_url"));
            let help = match nearest(&word.value, known.chain([DEFAULT])) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!(
                    "add `{}:` with a URL to `servers:` in `api.yaml`",
                    word.value
                ),
            };
            let diagnostic = Diagnostic::at(Code::UnknownServer, word.span, message, help);
            scope.reporter().report(diagnostic);
        }
    }
    let inherited = common.as_ref().map_or(DEFAULT, |common| &common.value);
    if let Some(own) = own.as_ref().filter(|own| own.value == inherited) {
        let message = format!(
            "`server: {}` has no effect: it is the server without it",
            own.value
        );
        let diagnostic = Diagnostic::at(
            Code::RedundantOverride,
            own.span,
            message,
            "remove `server:`",
        );
        scope.reporter().report(diagnostic);
    }
    index(own.as_ref().or(common.as_ref())?)
}

/// Resolves `idempotent:`.
fn idempotent(
    scope: &MethodScope<'_, '_>,
    route: Option<&Route>,
    idempotency_key: Option<&HeaderParam>,
) -> Option<bool> {
    let described = scope.method.idempotent.as_ref()?;
    let verb = route?.verb;
    let reason = if idempotency_key.is_some() {
        "calls of the method have an idempotency key".to_owned()
    } else if described.value == verb.is_idempotent() {
        let not = if described.value { "" } else { " not" };
        format!("`{}` is{not} idempotent", verb.as_str())
    } else {
        return Some(described.value);
    };
    report_redundant(
        scope,
        described.span,
        "idempotent",
        described.value,
        &reason,
    );
    None
}

/// Returns `true` if documentation leaves the method out.
pub(super) fn hidden(scope: &MethodScope<'_, '_>) -> bool {
    let Some(hidden) = &scope.method.hidden else {
        return false;
    };
    if !hidden.value {
        report_redundant(
            scope,
            hidden.span,
            "hidden",
            false,
            "methods are not hidden",
        );
    }
    hidden.value
}

fn report_redundant(scope: &MethodScope<'_, '_>, span: Span, key: &str, value: bool, reason: &str) {
    let message = format!("`{key}: {value}` has no effect: {reason}");
    let help = format!("remove `{key}:`");
    let diagnostic = Diagnostic::at(Code::RedundantOverride, span, message, help);
    scope.reporter().report(diagnostic);
}
