//! Construction of a client. A setting comes from the builder, else from the environment, else it has its default.

use std::sync::Arc;

use http::header::{ACCEPT, CONTENT_TYPE, USER_AGENT};
use http::{HeaderMap, HeaderName, HeaderValue, Uri};

use crate::runtime::auth::source::CredentialsSource;
use crate::runtime::auth::token_server::TokenServer;
use crate::runtime::client::credentials::{TOKEN_URL, authenticate};
use crate::runtime::client::limits::check_limits;
use crate::runtime::client::retry_budget::RetryBudget;
use crate::runtime::client::{ClientInner, Core};
use crate::runtime::config::api::{ACCEPTED, Api};
use crate::runtime::config::base_url::BaseUrl;
use crate::runtime::config::environment::{Environment, configured};
use crate::runtime::config::server_urls::server_urls;
use crate::runtime::config::settings::Settings;
use crate::runtime::error::Error;
use crate::runtime::text::media_types::JSON;
use crate::runtime::text::named::find;
use crate::runtime::transport::Transport;
use crate::runtime::transport::connection_options::ConnectionOptions;
use crate::runtime::transport::sender::Sender;

impl Settings {
    /// Builds the client. Settings that were not set are read from the environment.
    ///
    /// # Errors
    /// Returns a configuration error if a value is missing or invalid.
    pub fn build(self) -> Result<Core, Error> {
        self.build_with(&|name| std::env::var_os(name))
    }

    /// Builds the client. Settings that were not set are read from `env`.
    ///
    /// # Errors
    /// Returns the same errors as [`build`](Self::build).
    pub fn build_with(self, env: Environment) -> Result<Core, Error> {
        build(self, None, env)
    }
}

/// Checks the settings and reads the missing ones from the environment. A client that is derived from another one uses
/// its transport and its retry budget.
pub(crate) fn build(
    mut settings: Settings,
    parent: Option<&ClientInner>,
    env: Environment,
) -> Result<Core, Error> {
    if let Some(failure) = settings.failure {
        return Err(failure);
    }
    let api = settings.api;
    check_limits(&settings)?;
    let headers = default_headers(api, &settings.headers)?;
    let (identity, token_server) = authenticate(&mut settings, headers, env)?;
    let mut urls = std::mem::take(&mut settings.urls);
    let mut server_urls = server_urls(api, &mut urls, settings.allow_plain_http, env)?;
    let hosts = hosts(
        &server_urls,
        token_server.as_deref(),
        settings.allow_plain_http,
    )?;
    let client_params = client_params(api, &settings.client_params, env)?;
    let is_bound_to_host =
        settings.transport.is_none() && parent.is_none_or(|parent| parent.is_bound_to_host);
    let parent_sender = parent.filter(|_| settings.transport.is_none());
    let innermost = parent_sender.map(|parent| parent.innermost.clone());
    let transport = settings.transport.take();
    let mut sender = sender(&settings, transport, parent, &hosts, env)?;
    let innermost = innermost.unwrap_or_else(|| sender.clone());
    // The first layer is the innermost.
    for wrap in settings.layers {
        sender = wrap(sender);
    }
    let credentials = match token_server {
        Some(server) => Some(token_source(server, &sender, api)?),
        None => settings.credentials,
    };
    Ok(Core::new(ClientInner {
        api,
        base_url: server_urls.remove(0),
        server_urls,
        urls,
        identity,
        credentials,
        client_params,
        timeout: settings.timeout,
        total_timeout: settings.total_timeout,
        max_retries: settings.max_retries,
        max_bytes: settings.max_bytes,
        missing_is_deleted: settings.missing_is_deleted,
        allow_plain_http: settings.allow_plain_http,
        retry_budget: retry_budget(settings.max_retries.unwrap_or(api.max_retries), parent),
        hooks: settings.hooks,
        on_unknown: settings.on_unknown,
        innermost,
        sender,
        is_bound_to_host,
    }))
}

/// Returns the retry budget of a client. It limits the load on one server, so derived clients share it.
fn retry_budget(max_retries: u32, parent: Option<&ClientInner>) -> Arc<RetryBudget> {
    let Some(parent) = parent else {
        return Arc::new(RetryBudget::new(max_retries));
    };
    parent.retry_budget.share_with(max_retries);
    Arc::clone(&parent.retry_budget)
}

/// Returns the headers of every request: the defaults, replaced by those that are set on the client.
fn default_headers(api: &Api, client_headers: &HeaderMap) -> Result<HeaderMap, Error> {
    let user_agent = HeaderValue::from_str(api.user_agent)
        .map_err(|_| Error::configuration("the user agent must be printable ASCII"))?;
    let mut headers = HeaderMap::new();
    headers.insert(USER_AGENT, user_agent);
    headers.insert(ACCEPT, HeaderValue::from_static(ACCEPTED));
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(JSON));
    for &(name, value) in api.headers {
        headers.insert(
            HeaderName::from_static(name),
            HeaderValue::from_static(value),
        );
    }
    for (name, value) in client_headers {
        headers.insert(name.clone(), value.clone());
    }
    Ok(headers)
}

/// Returns the source of the credentials that a token server gives.
fn token_source(
    server: Box<dyn TokenServer>,
    sender: &Sender,
    api: &Api,
) -> Result<Arc<dyn CredentialsSource>, Error> {
    let url = server.url().parse();
    let url = url.map_err(|_| Error::configuration("the URL of the token server is not valid"))?;
    let scheme = api.tokens.map_or(0, |(scheme, _)| scheme);
    Ok(server.source(url, sender.clone(), api.schemes, scheme))
}

/// Returns the URLs of all hosts to which the default transport connects.
fn hosts(
    servers: &[BaseUrl],
    token_server: Option<&dyn TokenServer>,
    allow_plain_http: bool,
) -> Result<Vec<Uri>, Error> {
    let mut hosts = Vec::with_capacity(servers.len() + 1);
    for server in servers {
        hosts.push(server.uri().clone());
    }
    if let Some(server) = token_server {
        let url = BaseUrl::parse(server.url().trim(), allow_plain_http);
        let url = url.map_err(|error| {
            Error::configuration(format!("`ClientBuilder::{TOKEN_URL}`: {error}"))
        })?;
        hosts.push(url.uri().clone());
    }
    Ok(hosts)
}

/// Returns the transport without further layers: the one that was passed, that of the client from which this one is
/// derived, or the default one.
fn sender(
    settings: &Settings,
    transport: Option<Arc<dyn Transport>>,
    parent: Option<&ClientInner>,
    hosts: &[Uri],
    env: Environment,
) -> Result<Sender, Error> {
    match (transport, parent) {
        (Some(_), _) if settings.connections.has_tls => Err(Error::configuration(
            "`tls` has no effect on the transport that was passed to `ClientBuilder::transport`: set up TLS there",
        )),
        (Some(transport), _) => Ok(Sender::Provided(transport)),
        (None, Some(parent)) => Ok(parent.sender.clone()),
        (None, None) => connected(settings.api, hosts, &settings.connections, env),
    }
}

/// Creates the default transport.
fn connected(
    api: &Api,
    hosts: &[Uri],
    options: &ConnectionOptions,
    env: Environment,
) -> Result<Sender, Error> {
    match (api.connect, hosts) {
        (None, [host, ..]) => Sender::standard(host, options, env),
        (Some(connect), hosts) => connect(hosts, options, env),
        (None, []) => Err(Error::configuration("the API has no server")),
    }
}

/// Returns the client-level parameters that are set. A missing one is an error only in calls that need it.
fn client_params(
    api: &'static Api,
    explicit: &[(&'static str, String)],
    env: Environment,
) -> Result<Vec<(&'static str, String)>, Error> {
    let mut params = Vec::with_capacity(api.client_params.len());
    for param in api.client_params {
        let explicit = find(explicit, param.name);
        let value = configured(param.method, explicit, param.env, env)?;
        if let Some(value) = value {
            params.push((param.name, value));
        }
    }
    Ok(params)
}
