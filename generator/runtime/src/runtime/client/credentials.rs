//! Credentials that a client is given, by the builder or the environment.

use http::HeaderMap;
use zeroize::Zeroizing;

use crate::runtime::auth::token_server::TokenServer;
use crate::runtime::auth::{Alternatives, AuthValue, missing};
use crate::runtime::client::Identity;
use crate::runtime::config::api::Api;
use crate::runtime::config::environment::{Environment, configured, explicit_value};
use crate::runtime::config::server_urls::find;
use crate::runtime::config::settings::Settings;
use crate::runtime::error::Error;
use crate::runtime::secret::secret_string::SecretString;
use crate::runtime::secret::secrets::Secrets;

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
        let values = given(&mut identity, scheme.values(), env)?;
        let credential = values.map(|values| scheme.credential(&texts(&values)));
        identity.credentials.push(credential.transpose()?);
    }
    let server = token_server(settings, &mut identity, env)?;
    for (index, scheme) in api.schemes.iter().enumerate() {
        let is_given = |value: &AuthValue| identity.is_explicit(value.method);
        if scheme
            .values()
            .iter()
            .chain(&values(api, index))
            .any(is_given)
        {
            identity.chosen.push(index);
        }
    }
    let served = api.tokens.filter(|_| server.is_some());
    let is_available = |scheme: &usize| {
        let is_served = served.is_some_and(|(served, _)| served == *scheme);
        is_served || identity.credential(*scheme).is_some()
    };
    if !api
        .auth
        .iter()
        .any(|schemes| schemes.iter().all(is_available))
    {
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
    let Some(values) = given(identity, tokens.values(), env)? else {
        return Ok(None);
    };
    let url = find(&settings.urls, TOKEN_URL);
    let url = url.map(|url| explicit_value(TOKEN_URL, url)).transpose()?;
    tokens.token_server(&texts(&values), url).map(Some)
}

/// Returns values if all of them are given. Those from the environment are kept, for redaction and for derived clients.
///
/// # Errors
/// Returns a configuration error if some of them, but not all, are given and one of those to the builder.
fn given(
    identity: &mut Identity,
    values: Vec<AuthValue>,
    env: Environment,
) -> Result<Option<Vec<Zeroizing<String>>>, Error> {
    let Identity {
        secrets, from_env, ..
    } = identity;
    for AuthValue {
        method,
        env: variable,
        ..
    } in &values
    {
        if secrets.get(method).is_none() {
            if let Some(text) = configured(method, None, *variable, env)? {
                secrets.insert(method, SecretString::from(text));
                from_env.push(method);
            }
        }
    }
    let text = |value: &AuthValue| {
        let secret = secrets.get(value.method)?;
        Some(Zeroizing::new(secret.expose().trim().to_owned()))
    };
    let texts: Option<Vec<_>> = values.iter().map(text).collect();
    if texts.is_none()
        && values
            .iter()
            .any(|value| identity.is_explicit(value.method))
    {
        return Err(Error::configuration(missing(
            vec![values],
            &identity.secrets,
        )));
    }
    Ok(texts)
}

/// Returns the message for alternatives of which none has all of its values.
pub(crate) fn lacking(api: &Api, alternatives: Alternatives, given: &Secrets) -> String {
    let needed = alternatives.iter();
    let needed = needed.map(|schemes| {
        schemes
            .iter()
            .flat_map(|scheme| values(api, *scheme))
            .collect()
    });
    missing(needed.collect(), given)
}

/// Returns the values that the caller usually gives for a scheme.
fn values(api: &Api, scheme: usize) -> Vec<AuthValue> {
    match api.tokens {
        Some((served, tokens)) if served == scheme => tokens.values(),
        Some(_) | None => api.schemes[scheme].values(),
    }
}

fn texts(values: &[Zeroizing<String>]) -> Vec<&str> {
    values.iter().map(|value| value.as_str()).collect()
}
