//! The runtime inside the emitted crate: its sources as they are, without the parts that the API does not use.

use super::parts::{ENTRIES, PARTS};
use crate::model::Api;

/// Manifest of the runtime, from which the emitted crate takes over features and dependencies.
pub const MANIFEST: &str = include_str!("../../runtime/Cargo.toml");

/// The loopback server of the emitted tests.
const SERVER: &str = include_str!("../../runtime/tests/support/server.rs");

macro_rules! sources {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../runtime/src/", $name, ".rs")))),*]
    };
}

/// All modules of the runtime.
const SOURCES: &[(&str, &str)] = sources![
    "api",
    "attempt",
    "auth",
    "auth_basic",
    "auth_key",
    "base64",
    "base_url",
    "blocking",
    "blocking_events",
    "blocking_items",
    "body",
    "budget",
    "call",
    "client_params",
    "configure",
    "core",
    "custom",
    "curl",
    "decode",
    "decode_failure",
    "error",
    "error_display",
    "error_fields",
    "error_kind",
    "error_predicates",
    "error_reply",
    "event_outage",
    "event_source",
    "event_stream",
    "events",
    "execute",
    "field_mask",
    "gzip_body",
    "headers",
    "hooks",
    "hyper_body",
    "hyper_connection",
    "hyper_connector",
    "hyper_idle",
    "hyper_outgoing",
    "hyper_pool",
    "hyper_stream",
    "hyper_tls_native",
    "hyper_tls_rustls",
    "hyper_transport",
    "int64",
    "items",
    "json_body",
    "json_entry",
    "lenient",
    "link_header",
    "next_cursor",
    "next_link",
    "next_number",
    "next_page",
    "nothing",
    "optional",
    "page_decode",
    "pages",
    "path",
    "prepare",
    "query",
    "query_entries",
    "query_list",
    "read_only",
    "redact",
    "reply",
    "request",
    "request_methods",
    "reqwest_transport",
    "response",
    "retry",
    "retry_after",
    "sans_io",
    "secret",
    "secret_header",
    "secret_record",
    "settings",
    "signed_duration",
    "spans",
    "target",
    "testing_answer",
    "testing_check",
    "testing_events",
    "testing_fake",
    "testing_fake_items",
    "testing_kind",
    "testing_on",
    "testing_pages",
    "testing_request",
    "testing_reveal",
    "testing_route",
    "testing_rules",
    "testing_sample",
    "testing_server",
    "text",
    "timestamp",
    "track",
    "tracked",
    "transport",
    "transport_error",
    "union_decode",
    "union_field",
    "union_flat",
    "union_keyed",
    "union_optional",
    "union_part",
    "union_required",
    "union_value",
    "union_zero",
    "unknown",
    "unknown_value",
    "unknown_variant",
    "value",
    "webhook",
    "webhook_verifier",
    "watch",
    "wire_enum",
];

/// The root of the runtime, which declares its modules.
const ROOT: &str = include_str!("../../runtime/src/lib.rs");

/// The files of the runtime in the emitted crate, with their texts.
#[must_use]
pub fn files(api: &Api) -> Vec<(String, String)> {
    let left_out: Vec<_> = PARTS
        .iter()
        .filter(|(_, needed)| !needed(api))
        .map(|(name, _)| *name)
        .collect();
    let sources = SOURCES.iter().filter(|(name, _)| !left_out.contains(name));
    let mut files: Vec<_> = sources
        .map(|(name, text)| (format!("src/runtime/{name}.rs"), (*text).to_owned()))
        .collect();
    files.push(("src/runtime/mod.rs".to_owned(), root(&left_out)));
    if api.methods().next().is_some() {
        files.push(("tests/wire/server.rs".to_owned(), SERVER.to_owned()));
    }
    files
}

/// Returns the features and dependencies of the manifest that the API does not need.
#[must_use]
pub fn unneeded(api: &Api) -> Vec<&'static str> {
    let unneeded = ENTRIES.iter().filter(|(_, needed)| !needed(api));
    unneeded.map(|(name, _)| *name).collect()
}

/// The root without the declarations of what is left out.
fn root(left_out: &[&str]) -> String {
    let declares = |line: &str| {
        let module = line
            .strip_prefix("pub mod ")
            .and_then(|line| line.strip_suffix(';'));
        module.is_some_and(|module| left_out.contains(&module))
    };
    // The feature that a module needs stands in the attribute above it.
    without(ROOT, declares)
}

/// A text without some of its lines, and without those above them that begin with `#`.
fn without(text: &str, unwanted: impl Fn(&str) -> bool) -> String {
    let mut lines: Vec<&str> = Vec::new();
    for line in text.lines() {
        if unwanted(line) {
            while lines.pop_if(|above| above.starts_with('#')).is_some() {}
        } else {
            lines.push(line);
        }
    }
    lines.into_iter().flat_map(|line| [line, "\n"]).collect()
}
