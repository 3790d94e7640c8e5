//! Configuration of a client.

pub mod api;
pub mod base_url;
pub mod environment;
pub mod hooks;
pub mod server_urls;
pub mod servers;
pub mod settings;
