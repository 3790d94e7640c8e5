//! Clients that are derived from another one, with other settings on the same connections.
//!
//! The functions are `#[inline]`, so that they are compiled only in the programs that call them, which are few.

use crate::runtime::client::build::build;
use crate::runtime::client::{ClientInner, Core};
use crate::runtime::config::server_urls::server_urls;
use crate::runtime::config::settings::Settings;
use crate::runtime::error::Error;

impl Core {
    /// Returns the settings of this client, to be changed and passed to [`derived`](Self::derived).
    #[must_use]
    #[inline]
    pub fn settings(&self) -> Settings {
        let inner = self.inner();
        let mut settings = Settings::new(inner.api);
        settings.secrets = inner.identity.secrets.clone();
        settings.from_env.clone_from(&inner.identity.from_env);
        settings.credentials.clone_from(&inner.credentials);
        settings.headers = inner.identity.headers.clone();
        settings.urls.clone_from(&inner.urls);
        for (name, value) in &inner.client_params {
            settings.client_param(name, value.clone());
        }
        settings.timeout = inner.timeout;
        settings.total_timeout = inner.total_timeout;
        settings.max_retries = inner.max_retries;
        settings.max_bytes = inner.max_bytes;
        settings.missing_is_deleted = inner.missing_is_deleted;
        settings.allow_plain_http = inner.allow_plain_http;
        settings.hooks.clone_from(&inner.hooks);
        settings.on_unknown.clone_from(&inner.on_unknown);
        settings
    }

    /// Builds a client with these settings. It shares the connections and the retry budget of this one. Environment
    /// variables are not read.
    ///
    /// # Errors
    /// Returns a configuration error if a value is invalid, or if it needs other connections.
    #[inline]
    pub fn derived(&self, settings: Settings) -> Result<Self, Error> {
        check_connections(&settings, self.inner())?;
        build(settings, Some(self.inner()), &|_| None)
    }
}

/// Returns an error if a setting needs other connections than those of the parent.
#[inline]
fn check_connections(settings: &Settings, parent: &ClientInner) -> Result<(), Error> {
    if settings.transport.is_some() {
        return Ok(());
    }
    let urls = server_urls(parent.api, &mut settings.urls.clone(), true, &|_| None);
    let others = parent.server_urls.iter();
    let current = std::iter::once(&parent.base_url).chain(others);
    let mut is_elsewhere = false;
    for (url, current) in urls.unwrap_or_default().iter().zip(current) {
        let (url, current) = (url.uri(), current.uri());
        is_elsewhere |= url.scheme() != current.scheme() || url.authority() != current.authority();
    }
    let changed = [
        ("base_url", is_elsewhere && parent.is_bound_to_host),
        ("connect_timeout", settings.connections.timeout.is_some()),
        ("tls", settings.connections.has_tls),
    ];
    match changed.iter().find(|(_, is_changed)| *is_changed) {
        None => Ok(()),
        Some((method, _)) => Err(Error::configuration(format!(
            "`{method}` needs other connections than those of the client that this one is derived from: \
             build a client of its own with `Client::builder`"
        ))),
    }
}
