//! The API as a whole: its head, and everything that is described of it.

use super::{
    auth::Auth,
    headers::{ConstantHeader, ResponseHeader},
    models::Models,
    resource::Resource,
    servers::{Server, UrlVariable, sample_url},
    types::{Docs, Field, ModelId},
    webhooks::Webhooks,
};
use crate::names::{Name, is_method_of_errors};
use std::time::Duration;

/// An API, ready to be emitted.
#[derive(Debug)]
pub struct Api {
    /// Settings that hold for the whole API.
    pub head: Head,
    /// Shape of error bodies.
    pub error: Option<ErrorShape>,
    /// Events that the API sends to webhooks.
    pub webhooks: Option<Webhooks>,
    /// All models.
    pub models: Models,
    /// Models of `shared.yaml`.
    pub shared: Vec<ModelId>,
    /// All resources; nested resources follow the one that they are nested in.
    pub resources: Vec<Resource>,
    /// Example programs and licenses.
    pub copied: Vec<CopiedFile>,
}

/// Settings that hold for the whole API, from `api.yaml`.
#[derive(Debug)]
pub struct Head {
    /// Name of the API.
    pub name: String,
    /// Version of the API.
    pub version: String,
    /// Description of the crate.
    pub docs: Docs,
    /// The emitted package.
    pub package: Package,
    /// Base URL of the API, with variables in braces; `None` if the client must be given one.
    pub base_url: Option<String>,
    /// Servers besides that of the base URL.
    pub servers: Vec<Server>,
    /// Variables in the URLs of servers.
    pub url_variables: Vec<UrlVariable>,
    /// Environment variable of the base URL.
    pub base_url_env: Option<String>,
    /// Kind of credentials.
    pub auth: Auth,
    /// Path parameters that a client is given once, when it is built.
    pub client_params: Vec<ClientParam>,
    /// Timeout of one attempt.
    pub timeout: Duration,
    /// Maximum number of retries.
    pub max_retries: u32,
    /// Statuses that are retried.
    pub retry_statuses: Vec<u16>,
    /// Headers that every request has.
    pub headers: Vec<ConstantHeader>,
    /// Headers of responses that have methods of their own.
    pub response_headers: Vec<ResponseHeader>,
    /// Response header with the request id, in small letters.
    pub request_id: String,
    /// Whether responses leave out fields whose value is zero, so that a missing one is read as its zero value.
    pub omits_defaults: bool,
}

impl Head {
    /// Returns the base URL with samples of its variables. An API without one has a URL to which nothing can be sent.
    #[must_use]
    pub fn sample_base_url(&self) -> String {
        let url = self.base_url.as_deref();
        sample_url(url.unwrap_or("https://api.invalid"), &self.url_variables)
    }

    /// Returns `true` if there are servers besides the default one, or variables in URLs.
    #[must_use]
    pub const fn has_servers(&self) -> bool {
        !self.servers.is_empty() || !self.url_variables.is_empty()
    }

    /// Returns the variables of the base URL that a client must be given.
    pub fn required_variables(&self) -> impl Iterator<Item = &UrlVariable> {
        let is_in = |url: &str, variable: &UrlVariable| {
            url.contains(&format!("{{{}}}", variable.name.wire()))
        };
        self.url_variables.iter().filter(move |variable| {
            let others = self.servers.iter().map(|server| server.url.as_str());
            let mut urls = self.base_url.as_deref().into_iter().chain(others);
            variable.default.is_none() && urls.any(|url| is_in(url, variable))
        })
    }
}

/// The emitted package.
#[derive(Debug)]
pub struct Package {
    /// Name on crates.io.
    pub name: String,
    /// Name in `use`.
    pub lib: String,
    /// Version.
    pub version: String,
    /// SPDX license expression.
    pub license: Option<String>,
    /// URL of the source code.
    pub repository: Option<String>,
    /// URL of the API's own site.
    pub homepage: Option<String>,
    /// URL of the documentation, if it is not docs.rs.
    pub documentation: Option<String>,
    /// Authors.
    pub authors: Vec<String>,
    /// Keywords on crates.io.
    pub keywords: Vec<String>,
    /// Categories on crates.io.
    pub categories: Vec<String>,
}

/// Path parameter that a client is given once, when it is built.
#[derive(Debug)]
pub struct ClientParam {
    /// Name of the method of the builder, and of the setter of a request.
    pub name: Name,
    /// Documentation.
    pub docs: Docs,
    /// Environment variable of its value.
    pub env: Option<String>,
    /// Documented value.
    pub example: Option<String>,
}

/// Shape of error bodies.
#[derive(Debug)]
pub struct ErrorShape {
    /// Model of an error's body.
    pub model: ModelId,
    /// Path of the message for people.
    pub message: Vec<String>,
}

impl ErrorShape {
    /// Returns `true` if a field of the model has a method on `Error`. A field whose name is a method that `Error` has for
    /// every API has none, and the message has one in the runtime, whatever its path is.
    #[must_use]
    pub fn has_accessor(&self, field: &Field) -> bool {
        !field.is_rest && !self.is_message(field) && !is_method_of_errors(field.name.rust())
    }

    /// Returns `true` if a field has no method on `Error`, because its name is a method that `Error` has for every API.
    #[must_use]
    pub fn is_hidden(&self, field: &Field) -> bool {
        !field.is_rest && !self.is_message(field) && is_method_of_errors(field.name.rust())
    }

    fn is_message(&self, field: &Field) -> bool {
        [field.name.wire()] == *self.message.as_slice()
    }
}

/// File of the description that the package contains, too: an example program or a license.
#[derive(Clone, Debug)]
pub struct CopiedFile {
    /// Path in the package.
    pub path: String,
    /// Content.
    pub text: String,
}
