//! Configuration of a client.

pub mod api;
pub mod base_url;
pub mod basic;
pub mod environment;
pub mod hooks;
pub mod oauth2;
pub mod server_urls;
pub mod servers;
pub mod settings;
