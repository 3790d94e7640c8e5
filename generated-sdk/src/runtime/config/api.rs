//! What the generator says of an API, as statics: the runtime itself knows no API.

use std::time::Duration;

use crate::runtime::auth::Auth;

/// What all methods of one API share.
#[derive(Debug)]
pub struct Api {
    /// The value of `User-Agent`.
    pub user_agent: &'static str,
    /// The base URL that is used where none is configured.
    pub base_url: &'static str,
    /// The environment variable that may hold the base URL.
    pub base_url_env: Option<&'static str>,
    /// How a request proves who sends it; `None` where the API asks nobody.
    pub auth: Option<&'static dyn Auth>,
    /// Parameters that are set once for the client, and may be set again for one request.
    pub client_params: &'static [ClientParam],
    /// How often a request is sent again where nobody says otherwise.
    pub max_retries: u32,
    /// The statuses that a later attempt may cure.
    pub retry_statuses: &'static [u16],
    /// The time that one attempt may take where nobody says otherwise.
    pub timeout: Duration,
    /// Where the human message stands in the body of an error.
    pub error_message: &'static [&'static str],
    /// The response header that carries the id of the request.
    pub request_id_header: &'static str,
}

/// A parameter that is set once for the client.
#[derive(Debug)]
pub struct ClientParam {
    /// Its name on the wire.
    pub name: &'static str,
    /// The method that sets it, on the client's builder and on requests.
    pub method: &'static str,
    /// The environment variable that may hold it.
    pub env: Option<&'static str>,
}
