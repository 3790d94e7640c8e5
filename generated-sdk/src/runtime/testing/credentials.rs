//! Comparison of the credentials of a request with those that its method takes.

use crate::runtime::auth::Auth;
use crate::runtime::config::api::Api;
use crate::runtime::testing::request::Request;

/// Returns the difference between the credentials of a request and those that its method takes; `None` if there is none, or
/// if a layer has made the request.
pub(crate) fn difference(api: &Api, request: &Request) -> Option<String> {
    let alternatives = request.origin?.auth;
    let scheme = |index: &usize| api.schemes[*index];
    let is_complete = |schemes: &&[usize]| {
        let mut schemes = schemes.iter().map(scheme);
        schemes.all(|scheme| is_sent(scheme, request))
    };
    if alternatives.iter().any(is_complete) {
        return None;
    }
    let taken = alternatives.iter().map(|schemes| {
        let schemes = schemes.iter().map(scheme).map(describe);
        schemes.collect::<Vec<_>>().join(" and ")
    });
    let taken = taken.collect::<Vec<_>>().join(", or ");
    Some(format!(
        "the request does not have the credentials that the method takes: {taken}"
    ))
}

/// Returns `true` if a request has credentials of a scheme.
fn is_sent(scheme: &dyn Auth, request: &Request) -> bool {
    match (scheme.header(), scheme.query()) {
        (Some(header), _) => {
            let value = request.header(header);
            value.is_some_and(|value| value.starts_with(scheme.prefix()))
        }
        (None, Some(key)) => request.query_value(key).is_some(),
        (None, None) => true,
    }
}

/// Describes where the credentials of a scheme are.
fn describe(scheme: &dyn Auth) -> String {
    match (scheme.header(), scheme.prefix().trim()) {
        (Some(header), "") => format!("the header `{header}`"),
        (Some(header), word) => format!("the header `{header}` with `{word}`"),
        (None, _) => format!(
            "the query parameter `{}`",
            scheme.query().unwrap_or_default()
        ),
    }
}
