//! Idempotency keys.

use super::method_scope::MethodScope;
use crate::{
    diagnostic::{Code, Diagnostic},
    model::{Auth, Docs, HeaderParam, Presence, Returns, Route, Type, Verb},
    names::{Name, Role},
    resolve::{
        head::{HeaderContent, own_header_name},
        scope::Named,
    },
    scalars::Scalar,
    source::Spanned,
};

/// Value of `idempotency:` of a method whose calls have no key.
const NONE: &str = "none";

/// Rust name of the setter, whatever the header is called.
const SETTER: &str = "idempotency_key";

/// Documentation of the setter.
const DOCS: [&str; 3] = [
    "Idempotency key of the call. The server processes calls with the same key once.",
    "",
    "By default, each call has a random key, which its retries repeat.",
];

/// Resolves the header with the idempotency key of a method.
pub(super) fn idempotency_key(
    scope: &mut MethodScope<'_, '_>,
    route: Option<&Route>,
    returns: Option<&Returns>,
) -> Option<HeaderParam> {
    let settings = scope.definitions.settings?;
    let common = settings
        .idempotency
        .as_ref()
        .filter(|_| has_default(route, returns));
    let header = match &scope.method.idempotency {
        Some(own) => own_header(scope, &settings.head.auth, own, common, route, returns)?,
        None => common?.clone(),
    };
    let name = Name::new(Role::Setter, &header.value, Some(SETTER)).ok()?;
    let name = scope
        .claim(Named::Fixed, &name, header.span)
        .then_some(name)?;
    Some(HeaderParam {
        name,
        docs: Docs(DOCS.map(str::to_owned).to_vec()),
        deprecated: None,
        presence: Presence::Optional,
        ty: Type::Scalar(Scalar::String),
        example: None,
    })
}

/// Returns `true` if the header in `api.yaml` applies to a method. What is not valid is reported elsewhere.
fn has_default(route: Option<&Route>, returns: Option<&Returns>) -> bool {
    let is_repeatable = route.is_none_or(|route| route.verb.is_idempotent());
    !is_repeatable && returns.is_some_and(is_single)
}

/// Returns `true` for the result of one call.
fn is_single(returns: &Returns) -> bool {
    match returns {
        Returns::Value(_)
        | Returns::Nothing
        | Returns::ByStatus(_)
        | Returns::Text
        | Returns::Download
        | Returns::Redirect => true,
        Returns::Pages(_) | Returns::Events(_) | Returns::Lines(_) => false,
    }
}

/// Returns the header that a method describes; `None` if it shall have no key. `common` is the header that it would have
/// otherwise.
fn own_header(
    scope: &MethodScope<'_, '_>,
    auth: &Auth,
    own: &Spanned<String>,
    common: Option<&Spanned<String>>,
    route: Option<&Route>,
    returns: Option<&Returns>,
) -> Option<Spanned<String>> {
    let report = |message: &str, help: &str| {
        let code = Code::IdempotencyMisplaced;
        let diagnostic = Diagnostic::at(code, own.span, message, help);
        scope.reporter().report(diagnostic);
    };
    if own.value == NONE {
        if common.is_none() {
            let message =
                "`idempotency: none` has no effect: the method has no idempotency key without it";
            report(message, "remove `idempotency:`");
        }
        return None;
    }
    let header = own_header_name(scope.reporter(), own, HeaderContent::IdempotencyKey(auth));
    let is_read = route.is_some_and(|route| matches!(route.verb, Verb::Get | Verb::Head));
    if is_read {
        let message =
            "`idempotency` has no effect: `GET` and `HEAD` requests may always be repeated";
        report(message, "remove `idempotency:`");
    } else if returns.is_some_and(|returns| !is_single(returns)) {
        let message = "`idempotency` is not allowed on a method that returns pages or events";
        report(
            message,
            "remove `idempotency:`: several requests would have the same key",
        );
    } else if common.is_some_and(|common| common.value == header) {
        let message = format!(
            "`idempotency: {}` has no effect: `api.yaml` says the same",
            own.value
        );
        report(&message, "remove `idempotency:`");
    }
    Some(Spanned {
        value: header,
        span: own.span,
    })
}
