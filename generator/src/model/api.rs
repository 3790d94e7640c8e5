//! The API as a whole: its head, and everything that is described of it.

use super::{
    resource::Resource,
    types::{Docs, ModelId, Models},
};
use crate::names::Name;
use std::time::Duration;

/// A whole API, ready to be emitted.
#[derive(Debug)]
pub struct Api {
    /// Settings that hold for the whole API.
    pub head: Head,
    /// What an error's body holds.
    pub error: Option<ErrorShape>,
    /// The events that the API sends to webhooks.
    pub webhooks: Option<Webhooks>,
    /// All models.
    pub models: Models,
    /// The models of `shared.yaml`.
    pub shared: Vec<ModelId>,
    /// All resources; those that are nested come behind the one that they are nested in.
    pub resources: Vec<Resource>,
    /// Example programs, copied as they are.
    pub examples: Vec<ExampleFile>,
}

/// Settings that hold for the whole API, from `api.yaml`.
#[derive(Debug)]
pub struct Head {
    /// What the API is called.
    pub name: String,
    /// The API's version.
    pub version: String,
    /// What the crate is.
    pub docs: Docs,
    /// The emitted package.
    pub package: Package,
    /// Where the API answers.
    pub base_url: String,
    /// The environment variable of the base URL.
    pub base_url_env: Option<String>,
    /// How calls prove who makes them.
    pub auth: Auth,
    /// Path parameters that a client is given once.
    pub client_params: Vec<ClientParam>,
    /// How long one attempt may take.
    pub timeout: Duration,
    /// How often a call is tried again.
    pub max_retries: u32,
    /// The statuses that are tried again.
    pub retry_statuses: Vec<u16>,
    /// The response header that carries the request's id, in small letters.
    pub request_id: String,
}

/// The emitted package.
#[derive(Debug)]
pub struct Package {
    /// Its name on crates.io.
    pub name: String,
    /// The name in `use`.
    pub lib: String,
    /// Its version.
    pub version: String,
    /// An SPDX expression.
    pub license: Option<String>,
    /// Where its source is kept.
    pub repository: Option<String>,
    /// The API's own site.
    pub homepage: Option<String>,
    /// Who maintains it.
    pub authors: Vec<String>,
    /// Search words.
    pub keywords: Vec<String>,
    /// Categories.
    pub categories: Vec<String>,
}

/// How calls prove who makes them.
#[derive(Debug)]
pub enum Auth {
    /// They do not.
    None,
    /// A key in `Authorization: Bearer`.
    Bearer {
        /// The environment variable of the key.
        env: Option<String>,
    },
    /// A key in a header of its own.
    Header {
        /// The header, in small letters.
        name: String,
        /// The environment variable of the key.
        env: Option<String>,
    },
    /// A name and a password in `Authorization: Basic`.
    Basic {
        /// The environment variable of the name.
        username: Option<String>,
        /// The environment variable of the password.
        password: Option<String>,
    },
}

/// The events that the API sends to webhooks.
#[derive(Debug)]
pub struct Webhooks {
    /// The union of the events.
    pub event: ModelId,
    /// The environment variable of the secret that they are signed with.
    pub env: Option<String>,
}

/// A path parameter that a client is given once.
#[derive(Debug)]
pub struct ClientParam {
    /// Its name; in Rust the builder's method and the request's setter.
    pub name: Name,
    /// What it is.
    pub docs: Docs,
    /// The environment variable that holds it.
    pub env: Option<String>,
}

/// What an error's body holds.
#[derive(Debug)]
pub struct ErrorShape {
    /// The model.
    pub model: ModelId,
    /// The path of the text for people.
    pub message: Vec<String>,
}

/// An example program.
#[derive(Clone, Debug)]
pub struct ExampleFile {
    /// Path below `examples/`.
    pub name: String,
    /// Its text.
    pub text: String,
}
