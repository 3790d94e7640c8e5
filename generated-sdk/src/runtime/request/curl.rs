//! Requests as `curl` commands, with secrets redacted.
//!
//! The functions are `#[inline]`, so that they are compiled only in the programs that call them, which are few.

use std::borrow::Cow;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderName, HeaderValue, Method};
use percent_encoding::percent_decode_str;

use crate::runtime::error::Error;
use crate::runtime::request::streamed::StreamedBody;
use crate::runtime::request::{Endpoint, Request};
use crate::runtime::secret::redact::{REDACTED, names_a_secret};
use crate::runtime::text::media_types::FORM;

impl Request {
    /// Returns a `curl` command that sends the request, quoted for a POSIX shell. Credentials and secrets are redacted.
    ///
    /// # Errors
    /// Returns an error if the request is not valid, with the error that the call would have before anything is sent.
    #[inline]
    pub fn to_curl(&self) -> Result<String, Error> {
        let (prepared, http) = self.redacted().prepared()?;
        let streamed = prepared
            .streamed()
            .map(StreamedBody::curl)
            .unwrap_or_default();
        let is_form = streamed
            .iter()
            .any(|(option, _)| option.starts_with("--form"));
        let mut url = http.uri().to_string();
        if matches!(self.endpoint, Endpoint::Raw { .. }) {
            if let Some((path, query)) = url.split_once('?') {
                url = format!("{path}?{}", without_secret_pairs(query));
            }
        }
        for scheme in self.core.inner().api.schemes {
            if let Some(redacted) = scheme.replaced(&url, Some(REDACTED)) {
                url = redacted;
            }
        }
        let mut command = String::from("curl");
        match *http.method() {
            Method::GET => {}
            // With `-X HEAD`, curl would wait for a body.
            Method::HEAD => command.push_str(" --head"),
            ref method => push_argument(&mut command, "-X", method.as_str()),
        }
        if url.contains(['[', ']', '{', '}']) {
            command.push_str(" --globoff");
        }
        push_argument(&mut command, "--url", &url);
        // `curl` chooses the boundary of a form.
        let headers = http.headers().iter();
        for (name, value) in headers.filter(|(name, _)| !is_form || *name != CONTENT_TYPE) {
            command.push_str(" \\\n ");
            push_argument(&mut command, "-H", &header(name, value));
        }
        for name in self.awaited_headers(&http) {
            command.push_str(" \\\n ");
            push_argument(&mut command, "-H", &format!("{name}: {REDACTED}"));
        }
        if !http.body().is_empty() {
            command.push_str(" \\\n ");
            let is_raw = matches!(self.endpoint, Endpoint::Raw { .. });
            let media_type = http.headers().get(CONTENT_TYPE);
            let is_urlencoded = media_type.map(HeaderValue::as_bytes) == Some(FORM.as_bytes());
            match std::str::from_utf8(http.body()) {
                Ok(form) if is_raw && is_urlencoded => {
                    push_argument(&mut command, "--data-raw", &without_secret_pairs(form));
                }
                Ok(text) => push_argument(&mut command, "--data-raw", text),
                Err(_) => push_argument(&mut command, "--data-binary", "@body"),
            }
        }
        for (option, value) in streamed {
            command.push_str(" \\\n ");
            push_argument(&mut command, option, &value);
        }
        Ok(command)
    }

    /// Returns the headers of credentials that a provider will return.
    #[inline]
    fn awaited_headers(&self, http: &http::Request<Bytes>) -> Vec<&'static str> {
        let client = self.core.inner();
        let has_provider = client.credentials.is_some();
        let schemes = self.schemes(None).unwrap_or_default();
        let headers = schemes
            .iter()
            .filter_map(|scheme| client.api.schemes[*scheme].header());
        headers
            .filter(|name| has_provider && !http.headers().contains_key(*name))
            .collect()
    }

    /// Returns the request without the secrets in its body, and without the values of query parameters that the caller added
    /// and whose names suggest a secret. Parameters in the API description are never redacted because of their names.
    #[inline]
    fn redacted(&self) -> Cow<'_, Self> {
        let declared = match &self.endpoint {
            Endpoint::Operation(operation) => operation.query,
            Endpoint::Raw { .. } => &[],
        };
        let is_secret = |name: &str| !declared.contains(&name) && names_a_secret(name);
        let has_secret_query = self.extra_query.iter().any(|(name, _)| is_secret(name));
        if self.secrets.is_empty() && !has_secret_query {
            return Cow::Borrowed(self);
        }
        let mut redacted = self.clone();
        for (name, value) in &mut redacted.extra_query {
            if is_secret(name) {
                REDACTED.clone_into(value);
            }
        }
        for (_, json) in &mut redacted.body {
            *json = self.without_secrets(json);
        }
        if let Some(json) = &mut redacted.whole_body {
            *json = self.without_secrets(json);
        }
        Cow::Owned(redacted)
    }

    /// Returns the JSON text with each string redacted that is one of the request's secrets.
    #[inline]
    fn without_secrets(&self, json: &str) -> String {
        // The same serializer wrote the body, so a secret has the same escapes in it.
        let mut secrets = Vec::new();
        for secret in &self.secrets {
            if let Ok(json) = serde_json::to_string(secret.expose()) {
                secrets.push(zeroize::Zeroizing::new(json));
            }
        }
        let mut redacted = String::with_capacity(json.len());
        let mut rest = json;
        while let Some(start) = rest.find('"') {
            let (before, from) = rest.split_at(start);
            let (string, after) = from.split_at(string_length(from));
            redacted.push_str(before);
            if secrets.iter().any(|secret| **secret == string) {
                redacted.push_str("\"[redacted]\"");
            } else {
                redacted.push_str(string);
            }
            rest = after;
        }
        redacted + rest
    }
}

/// Returns the pairs of a query or a form without the values whose names suggest a secret.
#[inline]
fn without_secret_pairs(pairs: &str) -> String {
    let mut shown = String::with_capacity(pairs.len());
    for pair in pairs.split('&') {
        if !shown.is_empty() {
            shown.push('&');
        }
        let name = pair.split('=').next().unwrap_or_default();
        if names_a_secret(&percent_decode_str(name).decode_utf8_lossy()) {
            shown.push_str(name);
            shown.push('=');
            shown.push_str(REDACTED);
        } else {
            shown.push_str(pair);
        }
    }
    shown
}

/// Returns the length of the JSON string at the beginning of a text, including its quotes.
#[inline]
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

/// Returns a header in the syntax of `curl`. An empty value is written `name;`, because `name:` would remove the
/// header.
#[inline]
fn header(name: &HeaderName, value: &HeaderValue) -> String {
    if value.is_sensitive() || names_a_secret(name.as_str()) {
        format!("{name}: {REDACTED}")
    } else if value.is_empty() {
        format!("{name};")
    } else {
        format!("{name}: {}", String::from_utf8_lossy(value.as_bytes()))
    }
}

/// Appends an option and its value, quoted so that a shell does not interpret it.
#[inline]
fn push_argument(command: &mut String, option: &str, value: &str) {
    command.push(' ');
    command.push_str(option);
    command.push_str(" '");
    command.push_str(&value.replace('\'', r"'\''"));
    command.push('\'');
}
