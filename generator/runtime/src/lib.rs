//! What every call of the client goes through: configuration, requests, retries, decoding, errors.
//!
//! A call is a [`request::Request`] that `execute` turns into HTTP, sends as often as the retry rules allow,
//! and hands to a decoder. Everything that is particular to one API reaches this module as data: one
//! [`api::Api`], and one [`api::Operation`] per method.

pub mod api;
pub mod attempt;
pub mod base64;
pub mod base_url;
pub mod body;
pub mod budget;
pub mod call;
pub mod client_params;
pub mod configure;
pub mod core;
pub mod curl;
pub mod custom;
pub mod decode;
pub mod decode_failure;
pub mod error;
pub mod error_display;
pub mod error_fields;
pub mod error_kind;
pub mod error_predicates;
pub mod error_reply;
pub mod execute;
pub mod field_mask;
#[cfg(feature = "gzip")]
pub mod gzip_body;
pub mod headers;
pub mod hooks;
#[cfg(feature = "hyper")]
pub mod hyper_connector;
#[cfg(feature = "hyper")]
pub mod hyper_stream;
#[cfg(feature = "native-tls")]
pub mod hyper_tls_native;
#[cfg(all(feature = "rustls-no-provider", not(feature = "native-tls")))]
pub mod hyper_tls_rustls;
#[cfg(feature = "hyper")]
pub mod hyper_transport;
pub mod items;
pub mod json_body;
pub mod json_entry;
pub mod lenient;
pub mod nothing;
pub mod optional;
pub mod page_decode;
pub mod pages;
pub mod path;
pub mod prepare;
pub mod query;
pub mod query_entries;
pub mod query_list;
pub mod reply;
pub mod request;
pub mod request_methods;
#[cfg(feature = "reqwest")]
pub mod reqwest_transport;
pub mod response;
pub mod retry;
pub mod retry_after;
pub mod sans_io;
pub mod secret;
pub mod secret_record;
pub mod settings;
#[cfg(feature = "tracing")]
pub mod spans;
pub mod target;
pub mod text;
pub mod timestamp;
pub mod transport;
pub mod transport_error;
pub mod unknown_value;
pub mod value;
pub mod watch;
pub mod wire_enum;
