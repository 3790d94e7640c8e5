//! A request as a command line, to look at or to paste: without what must not be shown.

use std::borrow::Cow;

use bytes::Bytes;
use http::{HeaderName, HeaderValue, Method};

use crate::runtime::error::Error;
use crate::runtime::request::{Endpoint, Request};
use crate::runtime::secret::redact::{REDACTED, names_a_secret};

impl Request {
    /// A `curl` command that would send the request, in the words of a POSIX shell.
    ///
    /// # Errors
    /// Those that the call would give before anything is sent.
    pub fn to_curl(&self) -> Result<String, Error> {
        let http = self.without_secret_query().to_http()?;
        let url = http.uri().to_string();
        let mut command = String::from("curl");
        match *http.method() {
            Method::GET => {}
            // `-X HEAD` would wait for a body.
            Method::HEAD => command.push_str(" --head"),
            ref method => push_argument(&mut command, "-X", method.as_str()),
        }
        if url.contains(['[', ']', '{', '}']) {
            command.push_str(" --globoff");
        }
        push_argument(&mut command, "--url", &url);
        for (name, value) in http.headers() {
            command.push_str(" \\\n ");
            push_argument(&mut command, "-H", &header(name, value));
        }
        if !http.body().is_empty() {
            command.push_str(" \\\n ");
            push_argument(
                &mut command,
                "--data-raw",
                &self.without_secrets(http.body()),
            );
        }
        Ok(command)
    }

    /// The same request; what the caller has added to its query under the name of a secret is redacted. Parameters
    /// that the API describes are not judged by their names.
    fn without_secret_query(&self) -> Cow<'_, Self> {
        let declared = match &self.endpoint {
            Endpoint::Operation(operation) => operation.query,
            Endpoint::Raw { .. } => &[],
        };
        let is_secret = |name: &str| !declared.contains(&name) && names_a_secret(name);
        if !self.extra_query.iter().any(|(name, _)| is_secret(name)) {
            return Cow::Borrowed(self);
        }
        let mut redacted = self.clone();
        for (name, value) in &mut redacted.extra_query {
            if is_secret(name) {
                REDACTED.clone_into(value);
            }
        }
        Cow::Owned(redacted)
    }

    /// A JSON text; each string in it that is one of the request's secrets is redacted.
    fn without_secrets(&self, json: &Bytes) -> String {
        let json = String::from_utf8_lossy(json);
        if self.secrets.is_empty() {
            return json.into_owned();
        }
        // The same serialiser wrote the body, so a secret looks the same here, escapes and all.
        let secrets: Vec<_> = self
            .secrets
            .iter()
            .filter_map(|secret| serde_json::to_string(secret.expose()).ok())
            .map(zeroize::Zeroizing::new)
            .collect();
        let mut shown = String::with_capacity(json.len());
        let mut rest = &*json;
        while let Some(start) = rest.find('"') {
            let (before, from) = rest.split_at(start);
            let (string, behind) = from.split_at(string_length(from));
            shown.push_str(before);
            if secrets.iter().any(|secret| **secret == string) {
                shown.push_str("\"[redacted]\"");
            } else {
                shown.push_str(string);
            }
            rest = behind;
        }
        shown + rest
    }
}

/// The length of the JSON string at the beginning of a text, with its quotes.
fn string_length(text: &str) -> usize {
    let mut escaped = false;
    for (index, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            b'"' if !escaped => return index + 1,
            b'\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    text.len()
}

/// A header as `curl` takes it. A header without a value has a form of its own, since `name:` would remove it.
fn header(name: &HeaderName, value: &HeaderValue) -> String {
    if value.is_sensitive() || names_a_secret(name.as_str()) {
        format!("{name}: {REDACTED}")
    } else if value.is_empty() {
        format!("{name};")
    } else {
        format!("{name}: {}", String::from_utf8_lossy(value.as_bytes()))
    }
}

/// An option and its value, in quotes that keep a shell from reading anything into it.
fn push_argument(command: &mut String, option: &str, value: &str) {
    command.push(' ');
    command.push_str(option);
    command.push_str(" '");
    command.push_str(&value.replace('\'', r"'\''"));
    command.push('\'');
}
