//! The runtime of the client: everything that every call goes through.
//!
//! A call is a [`request::Request`], which `send` turns into HTTP, sends as often as the retry rules allow, and hands to a
//! decoder. Everything that is particular to one API reaches this module as data: one [`config::api::Api`], and one
//! [`request::operation::Operation`] per method.
//!
//! A folder imports only folders that stand before it in this order, of which a crate has those that its API needs:
//! `time`, `text`, `secret`, `error`, `json`, `values`, `transport`, `auth`, `config`, `client`, `content`, `request`,
//! `send`, `call`, `downloads`, `wait`, `upload`, `pages`, `events`, `lines`, `webhooks`, `testing`.

pub mod auth;
pub mod call;
pub mod client;
pub mod config;
#[cfg(feature = "__upload")]
pub mod content;
pub mod error;
#[cfg(feature = "__events")]
pub mod events;
pub mod json;
pub mod pages;
pub mod request;
pub mod secret;
pub mod send;
#[cfg(feature = "testing")]
pub mod testing;
pub mod text;
pub mod time;
pub mod transport;
#[cfg(feature = "__upload")]
pub mod upload;
pub mod values;
#[cfg(feature = "__wait")]
pub mod wait;
#[cfg(feature = "webhooks")]
pub mod webhooks;
