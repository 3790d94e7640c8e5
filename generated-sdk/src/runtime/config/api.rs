//! Description of an API. The generator emits it as a static.

use std::ffi::OsString;
use std::time::Duration;

use http::Uri;
use http::header::ACCEPT;

use crate::runtime::auth::token_server::TokenScheme;
use crate::runtime::auth::{Alternatives, Schemes};
use crate::runtime::config::base_url::BaseUrl;
use crate::runtime::config::environment::Environment;
use crate::runtime::error::Error;
use crate::runtime::text::media_types::JSON;
use crate::runtime::transport::connection_options::ConnectionOptions;
use crate::runtime::transport::sender::Sender;

/// Media type of responses, unless the API describes another one.
pub(crate) const ACCEPTED: &str = JSON;

/// Name of the builder's method that sets the URL of the default server.
pub(crate) const BASE_URL: &str = "base_url";

/// Properties that all methods of an API share.
pub struct Api {
    /// Value of the `User-Agent` header.
    pub user_agent: &'static str,
    /// Default base URL, with variables in braces; empty if there is none.
    pub base_url: &'static str,
    /// Environment variable for the base URL.
    pub base_url_env: Option<&'static str>,
    /// Servers besides the default one, and variables in URLs; `None` if there are none.
    pub servers: Option<&'static dyn ServerUrls>,
    /// Creates the default transport of an API with several hosts; `None` if it has one.
    pub connect: Option<ConnectHosts>,
    /// Authentication schemes.
    pub schemes: Schemes,
    /// Combinations of schemes that methods take, unless they have others.
    pub auth: Alternatives,
    /// Index of the scheme whose credentials come from a token server, and the server; `None` if they are configured.
    pub tokens: Option<(usize, &'static dyn TokenScheme)>,
    /// Parameters that are set on the client and can be overridden per request.
    pub client_params: &'static [ClientParam],
    /// Default number of retries.
    pub max_retries: u32,
    /// Statuses that are retried.
    pub retry_statuses: &'static [u16],
    /// Default timeout of an attempt.
    pub timeout: Duration,
    /// Path of the human-readable message in the body of an error.
    pub error_message: &'static [&'static str],
    /// Headers of every request, by their names in lower case.
    pub headers: &'static [(&'static str, &'static str)],
    /// Response header that contains the request id.
    pub request_id_header: &'static str,
}

impl Api {
    /// Returns the value that a header has unless the client or a call sets another one.
    pub(crate) fn default_header(&self, name: &str) -> Option<&'static str> {
        let mut headers = self.headers.iter();
        let described = headers.find(|(other, _)| *other == name);
        described
            .map(|(_, value)| *value)
            .or((name == ACCEPT.as_str()).then_some(ACCEPTED))
    }
}

/// Function that creates the default transport to the hosts of several URLs. The last argument returns the proxy variables
/// of the environment.
pub type ConnectHosts =
    fn(&[Uri], &ConnectionOptions, &dyn Fn(&str) -> Option<OsString>) -> Result<Sender, Error>;

/// URLs and variables that are set on a client, by the methods of the builder.
pub type UrlSettings = Vec<(&'static str, String)>;

/// Servers of an API that has several of them, or variables in their URLs.
///
/// This is a trait, so that the SDK of an API with one URL contains none of it.
pub trait ServerUrls: Sync {
    /// Returns the URLs of the default server and of the others. Values from the environment are added to `settings`.
    ///
    /// # Errors
    /// Returns a configuration error if a value is missing or invalid.
    fn urls(
        &self,
        api: &Api,
        settings: &mut UrlSettings,
        allow_plain_http: bool,
        env: Environment,
    ) -> Result<Vec<BaseUrl>, Error>;

    /// Returns the builder's methods and the default URLs of the servers besides the default one.
    fn others(&self) -> Vec<(&'static str, &'static str)>;
}

/// Parameter that is set on the client.
pub struct ClientParam {
    /// Name in requests.
    pub name: &'static str,
    /// Method of the client builder and of requests that sets it.
    pub method: &'static str,
    /// Environment variable for it.
    pub env: Option<&'static str>,
}
