//! Credentials that a client is given, by the builder or the environment.

use http::HeaderMap;

use crate::runtime::auth::token_server::TokenServer;
use crate::runtime::auth::{Alternatives, AuthValue, choose, missing, texts};
use crate::runtime::client::Identity;
use crate::runtime::config::api::Api;
use crate::runtime::config::environment::{Environment, configured, explicit_value};
use crate::runtime::config::settings::Settings;
use crate::runtime::error::Error;
use crate::runtime::secret::secret_string::SecretString;
use crate::runtime::secret::secrets::Secrets;
use crate::runtime::text::named::find;

/// Method of the builder that sets the URL of the token server.
pub(crate) const TOKEN_URL: &str = "token_url";

/// Checks the secrets, and makes the credentials of all schemes whose values are given. Also returns the server that gives
/// those of one scheme, if they are not given.
///
/// # Errors
/// Returns a configuration error if a value is invalid, or if no alternative of the API has all of its values.
pub(crate) fn authenticate(
    settings: &mut Settings,
    headers: HeaderMap,
    env: Environment,
) -> Result<(Identity, Option<Box<dyn TokenServer>>), Error> {
    let mut identity = Identity {
        headers,
        secrets: std::mem::take(&mut settings.secrets),
        from_env: std::mem::take(&mut settings.from_env),
        credentials: Vec::new(),
        chosen: Vec::new(),
    };
    // A blank secret is an error even if no request needs it, such as the secret for webhooks.
    for (method, secret) in identity.secrets.iter() {
        explicit_value(method, secret.expose())?;
    }
    if settings.credentials.is_some() {
        return Ok((identity, None));
    }
    let api = settings.api;
    for scheme in api.schemes {
        let credential = match given(&mut identity, scheme.values(), env)? {
            Some(texts) => Some(scheme.credential(&texts)?),
            None => None,
        };
        identity.credentials.push(credential);
    }
    let server = token_server(settings, &mut identity, env)?;
    for (index, scheme) in api.schemes.iter().enumerate() {
        let is_chosen =
            identity.has_explicit(&scheme.values()) || identity.has_explicit(&values(api, index));
        identity.chosen.push(is_chosen);
    }
    let served = api.tokens.filter(|_| server.is_some());
    let is_available = |scheme| {
        let is_served = served.is_some_and(|(served, _)| served == scheme);
        is_served || identity.credential(scheme).is_some()
    };
    if choose(api.auth, &is_available, &|_| false).is_none() {
        return Err(Error::configuration(lacking(
            api,
            api.auth,
            &identity.secrets,
        )));
    }
    Ok((identity, server))
}

/// Returns the server of the scheme that has one, unless its credentials are given.
fn token_server(
    settings: &Settings,
    identity: &mut Identity,
    env: Environment,
) -> Result<Option<Box<dyn TokenServer>>, Error> {
    let Some((scheme, tokens)) = settings.api.tokens else {
        return Ok(None);
    };
    if identity.credential(scheme).is_some() {
        return Ok(None);
    }
    let Some(texts) = given(identity, tokens.values(), env)? else {
        return Ok(None);
    };
    let url = find(&settings.urls, TOKEN_URL);
    let url = url.map(|url| explicit_value(TOKEN_URL, url)).transpose()?;
    tokens.token_server(&texts, url).map(Some)
}

/// Returns values if all of them are given. Those from the environment are kept, for redaction and for derived clients.
///
/// # Errors
/// Returns a configuration error if some of them, but not all, are given and one of those to the builder.
fn given<'a>(
    identity: &'a mut Identity,
    values: Vec<AuthValue>,
    env: Environment,
) -> Result<Option<Vec<&'a str>>, Error> {
    for AuthValue {
        method,
        env: variable,
        ..
    } in &values
    {
        if identity.secrets.get(method).is_none() {
            if let Some(text) = configured(method, None, *variable, env)? {
                identity.secrets.insert(method, SecretString::from(text));
                identity.from_env.push(method);
            }
        }
    }
    let texts = texts(&values, &identity.secrets);
    if texts.is_none() && identity.has_explicit(&values) {
        let missing = missing(&[values], &identity.secrets);
        return Err(Error::configuration(missing));
    }
    Ok(texts)
}

/// Returns the message for alternatives of which none has all of its values.
pub(crate) fn lacking(api: &Api, alternatives: Alternatives, given: &Secrets) -> String {
    let mut needed = Vec::with_capacity(alternatives.len());
    for schemes in alternatives {
        let mut all = Vec::new();
        for scheme in *schemes {
            all.append(&mut values(api, *scheme));
        }
        needed.push(all);
    }
    missing(&needed, given)
}

/// Returns the values that the caller usually gives for a scheme.
fn values(api: &Api, scheme: usize) -> Vec<AuthValue> {
    match api.tokens {
        Some((served, tokens)) if served == scheme => tokens.values(),
        Some(_) | None => api.schemes[scheme].values(),
    }
}
