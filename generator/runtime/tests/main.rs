//! Tests of the runtime's promises, from a call to the bytes on the wire and back.

mod auth;
mod auth_schemes;
#[cfg(feature = "blocking")]
mod blocking;
mod bodies;
mod by_status;
mod call_settings;
mod client;
mod connections;
#[cfg(all(feature = "chrono", feature = "jiff", feature = "time"))]
mod conversions;
mod credentials;
mod defaults;
mod deletions;
mod derived;
mod downloads;
mod errors;
mod event_ends;
mod event_limits;
mod event_outages;
mod event_rules;
mod event_streams;
mod events;
mod formats;
mod forms;
#[cfg(feature = "gzip")]
mod gzip;
mod headers;
mod hooks;
mod hostile_bodies;
mod hostile_heads;
#[cfg(feature = "http2")]
mod http2_faults;
#[cfg(feature = "http2")]
mod http2_uploads;
mod idempotency;
mod json_texts;
mod layers;
mod lines;
mod missing;
mod multipart;
mod mutations;
mod network;
mod not_finite;
mod oauth2;
mod objects;
mod offline;
mod outcomes;
#[cfg(feature = "reqwest")]
mod over_reqwest;
mod own_types;
#[cfg(feature = "testing")]
mod page_ends;
mod page_kinds;
mod page_links;
mod pages;
mod paths;
mod proxies;
#[cfg(feature = "testing")]
mod query_styles;
mod raw_requests;
mod redirects;
mod requests;
mod responses;
mod retries;
mod retry_budget;
mod retry_delays;
mod scalars;
mod servers;
#[cfg(feature = "tracing")]
mod spans;
mod strict;
mod support;
#[cfg(feature = "testing")]
mod testing;
#[cfg(feature = "testing")]
mod testing_bodies;
#[cfg(feature = "testing")]
mod testing_credentials;
#[cfg(feature = "testing")]
mod testing_routes;
mod texts;
mod timeouts;
mod tls;
mod tls_options;
mod transports;
mod undriven;
mod undriven_tls;
mod union_forms;
mod unions;
mod unknown;
mod unknown_fields;
mod upload_observers;
mod upload_timeouts;
mod uploads;
mod values;
mod waits;
#[cfg(feature = "webhooks")]
mod webhook_secrets;
#[cfg(all(feature = "testing", feature = "webhooks"))]
mod webhook_signatures;
#[cfg(feature = "webhooks")]
mod webhooks;
