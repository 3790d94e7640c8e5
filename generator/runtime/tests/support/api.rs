//! Invented API, and clients of it.

use std::ffi::OsString;
use std::time::Duration;

use http::Method;
use sdk_runtime::runtime::auth::api_key::ApiKey;
use sdk_runtime::runtime::client::Core;
use sdk_runtime::runtime::config::api::{Api, ClientParam};
use sdk_runtime::runtime::config::settings::Settings;
use sdk_runtime::runtime::error::Error;
use sdk_runtime::runtime::events::shape::EventShape;
use sdk_runtime::runtime::pages::cursor::Cursor;
use sdk_runtime::runtime::pages::param::PageParam;
use sdk_runtime::runtime::pages::shape::PageShape;
use sdk_runtime::runtime::request::Request;
use sdk_runtime::runtime::request::format::JSON;
use sdk_runtime::runtime::request::operation::{CallSettings, Operation};
use sdk_runtime::runtime::secret::secret_string::SecretString;
use sdk_runtime::runtime::transport::Transport;

use super::fake::Fake;

pub static API: Api = Api {
    user_agent: "zoo/1.2.3 (api 2026-01-01)",
    base_url: "https://zoo.invalid/api",
    base_url_env: Some("ZOO_URL"),
    servers: None,
    connect: None,
    tokens: None,
    schemes: &[&ApiKey {
        header: "authorization",
        prefix: "Bearer ",
        method: "api_key",
        env: Some("ZOO_KEY"),
    }],
    auth: &[&[0]],
    client_params: &[ClientParam {
        name: "parkId",
        method: "park_id",
        env: Some("ZOO_PARK"),
    }],
    max_retries: 2,
    retry_statuses: &[408, 409, 429, 500, 502, 503, 504],
    timeout: Duration::from_secs(60),
    error_message: &["error", "message"],
    headers: &[],
    request_id_header: "X-Request-Id",
};

/// Common path prefix of the resource's methods.
const fn operation(
    name: &'static str,
    method: Method,
    path: &'static str,
    query: &'static [&'static str],
    has_body: bool,
) -> Operation {
    Operation {
        name,
        method,
        path,
        query,
        body: if has_body { Some(JSON) } else { None },
        idempotency_key: None,
        settings: CallSettings::DEFAULT,
    }
}

pub static GET: Operation = operation(
    "animals.retrieve",
    Method::GET,
    "/v1/animals/{id}",
    &["view"],
    false,
);
pub static ARCHIVE: Operation = operation(
    "animals.archive",
    Method::POST,
    "/v1/animals/{id}:archive",
    &[],
    false,
);
pub static COMPARE: Operation = operation(
    "animals.compare",
    Method::GET,
    "/v1/animals/{base}...{head}.json",
    &[],
    false,
);
pub static FILE: Operation = operation(
    "animals.file",
    Method::GET,
    "/v1/files/{path*}:raw",
    &[],
    false,
);
pub static LIST: Operation = operation(
    "animals.list",
    Method::GET,
    "/v1/animals",
    &["prefix", "tags", "ids", "cursor", "limit"],
    false,
);
pub static CREATE: Operation = operation("animals.create", Method::POST, "/v1/animals", &[], true);
pub static UPDATE: Operation = operation(
    "animals.update",
    Method::PATCH,
    "/v1/animals/{id}",
    &[],
    true,
);
pub static DELETE: Operation = operation(
    "animals.delete",
    Method::DELETE,
    "/v1/animals/{id}",
    &[],
    false,
);
pub static IN_PARK: Operation = operation(
    "parks.animals",
    Method::GET,
    "/v1/parks/{parkId}/animals",
    &[],
    false,
);
pub static BY_PARK: Operation = operation(
    "parks.search",
    Method::GET,
    "/v1/search",
    &["q", "parkId"],
    false,
);

pub static PAGES: PageShape = PageShape {
    items: &["items"],
    next: &Cursor {
        path: &["pagination", "nextCursor"],
        param: PageParam::Query("cursor"),
        more: &[],
    },
};

pub static STREAM: Operation = operation(
    "animals.watch",
    Method::GET,
    "/v1/animals:watch",
    &["prefix"],
    false,
);
pub static EVENTS: EventShape = EventShape {
    housekeeping: &["ping", "open"],
    rules: None,
};

/// Model of the API.
pub use sdk_runtime::models::Animal;

/// Creates a request of an operation.
pub fn request(core: &Core, operation: &'static Operation) -> Request {
    Request::new(core, operation)
}

/// Creates a request of an operation on one animal.
pub fn on(core: &Core, operation: &'static Operation, id: &str) -> Request {
    let mut request = Request::new(core, operation);
    request.put_path("id", id);
    request
}

/// Returns settings with an API key.
pub fn settings() -> Settings {
    let mut settings = Settings::new(&API);
    settings.api_key(SecretString::from("k3y"));
    settings
}

/// Returns a client of a server.
pub fn client(url: &str) -> Core {
    let mut settings = settings();
    settings.base_url(url.to_owned());
    build(settings).unwrap()
}

/// Returns a client with a transport.
pub fn fake_client(fake: &Fake) -> Core {
    let mut settings = settings();
    settings.transport(fake.clone());
    build(settings).unwrap()
}

/// Returns a client of a server with a transport.
pub fn client_over(transport: impl Transport, url: &str) -> Core {
    let mut settings = settings();
    settings.base_url(url.to_owned());
    settings.transport(transport);
    build(settings).unwrap()
}

/// Builds a client in an empty environment.
pub fn build(settings: Settings) -> Result<Core, Error> {
    settings.build_with(&|_| None)
}

/// Builds a client in an environment with these variables.
pub fn build_in(settings: Settings, variables: &[(&str, &str)]) -> Result<Core, Error> {
    settings.build_with(&|name| {
        let found = variables.iter().find(|(variable, _)| *variable == name);
        found.map(|(_, value)| OsString::from(*value))
    })
}
