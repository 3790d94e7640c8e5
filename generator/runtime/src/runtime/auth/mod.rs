//! Authentication of requests.
//!
//! An API has authentication schemes, which are identified by their index. Its methods take one of several combinations of
//! them, the [`Alternatives`].

pub mod api_key;
pub mod basic;
pub mod cache;
pub mod oauth2;
pub mod provider;
pub mod query_key;
pub mod several;
pub mod source;
pub mod token_server;

use http::{HeaderName, HeaderValue};

use crate::runtime::error::Error;
use crate::runtime::error::remedy::or_variable;
use crate::runtime::secret::secret_string::SecretString;
use crate::runtime::secret::secrets::Secrets;
use crate::runtime::secret::sensitive_header::header_secret;

/// Authentication scheme.
///
/// This is a trait and not an enum, so that an SDK contains only the schemes that its API uses, and their dependencies.
pub trait Auth: Sync {
    /// Returns the values that the caller gives.
    fn values(&self) -> Vec<AuthValue>;

    /// Returns the name of the header that carries the credentials, in lower case; `None` if no header does.
    fn header(&self) -> Option<&'static str>;

    /// Returns the name of the query parameter that carries the credentials; `None` if none does.
    fn query(&self) -> Option<&'static str> {
        None
    }

    /// Returns the text before the credentials in their header.
    #[cfg(feature = "testing")]
    fn prefix(&self) -> &'static str {
        ""
    }

    /// Returns the credentials as they are sent. `values` are those of [`values`](Self::values), in their order.
    ///
    /// # Errors
    /// Returns a configuration error if a value is invalid.
    fn credential(&self, values: &[&str]) -> Result<Credential, Error>;

    /// Returns path and query of a URL with another value of the credentials in it, or without them if `value` is `None`.
    /// Returns `None` if they are not in the URL.
    fn replaced(&self, path_and_query: &str, value: Option<&str>) -> Option<String> {
        let _ = (path_and_query, value);
        None
    }
}

/// Schemes of an API.
pub type Schemes = &'static [&'static dyn Auth];

/// Combinations of schemes, each sufficient, in order of preference. A combination without schemes sends no credentials.
pub type Alternatives = &'static [&'static [usize]];

/// Alternatives of a method without credentials.
pub const NO_CREDENTIALS: Alternatives = &[&[]];

/// Value that the caller gives.
pub struct AuthValue {
    /// Name in messages.
    pub label: &'static str,
    /// Method of the builder that sets it.
    pub method: &'static str,
    /// Environment variable for it.
    pub env: Option<&'static str>,
}

/// Credentials of a scheme as they are sent.
#[derive(Clone)]
#[allow(dead_code, reason = "most APIs have no keys in URLs")]
pub enum Credential {
    /// Header, whose value is marked as sensitive.
    Header(HeaderName, HeaderValue),
    /// Query parameter: name and value, both percent-encoded.
    Query(SecretString),
}

impl Credential {
    /// Returns the text to redact in messages.
    pub(crate) fn secret(&self) -> &str {
        match self {
            Self::Header(_, value) => header_secret(value),
            Self::Query(pair) => {
                let pair = pair.expose();
                pair.rsplit_once('=').map_or(pair, |(_, secret)| secret)
            }
        }
    }
}

/// Returns the values without white space around them, if all of them are given.
pub(crate) fn texts<'a>(values: &[AuthValue], given: &'a Secrets) -> Option<Vec<&'a str>> {
    let mut texts = Vec::with_capacity(values.len());
    for value in values {
        texts.push(given.get(value.method)?.expose().trim());
    }
    Some(texts)
}

/// Returns the first alternative whose schemes are all available, preferably one with a scheme that the caller chose.
pub(crate) fn choose(
    alternatives: Alternatives,
    is_available: &dyn Fn(usize) -> bool,
    is_chosen: &dyn Fn(usize) -> bool,
) -> Option<&'static [usize]> {
    let mut first = None;
    for &schemes in alternatives {
        if schemes.iter().all(|scheme| is_available(*scheme)) {
            if schemes.iter().any(|scheme| is_chosen(*scheme)) {
                return Some(schemes);
            }
            first = first.or(Some(schemes));
        }
    }
    first
}

/// Returns the message for missing values. `alternatives` are the values of each combination, of which one is needed.
pub(crate) fn missing(alternatives: &[Vec<AuthValue>], given: &Secrets) -> String {
    let mut remedies = String::new();
    for values in alternatives {
        let mut separator = if remedies.is_empty() { "" } else { ". Or " };
        for AuthValue { label, method, env } in values {
            if given.get(method).is_none() {
                let or_variable = or_variable(*env);
                let remedy = format!("no {label}: call `ClientBuilder::{method}`{or_variable}");
                remedies.push_str(separator);
                remedies.push_str(&remedy);
                separator = "; ";
            }
        }
    }
    if alternatives.len() == 1 {
        return remedies;
    }
    format!("no credentials of any kind: {remedies}")
}
