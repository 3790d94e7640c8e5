//! Responses of token servers.

use std::pin::pin;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http::StatusCode;
use http_body::Body as _;
use serde_json::Value;

use crate::runtime::auth::oauth2::error::TokenError;
use crate::runtime::auth::provider::Credentials;
use crate::runtime::secret::redact::redacted;
use crate::runtime::secret::secret_string::SecretString;
use crate::runtime::text::one_line::one_line;
use crate::runtime::transport::body::Body;
use crate::runtime::transport::sender::Sender;

/// Maximum size of a response.
const MAX_BYTES: usize = 64 * 1024;
/// Limits of the time for which a token is used. Shorter ones would ask the server for each call, and a longer one would
/// only be ended by a refusal.
const MIN_LIFETIME: Duration = Duration::from_secs(10);
const MAX_LIFETIME: Duration = Duration::from_secs(24 * 60 * 60);
/// Time before its end at which a token is not used any more, and its largest part of the lifetime.
const MARGIN: Duration = Duration::from_secs(60);
const MARGIN_PART: u32 = 10;

/// Sends the request for an access token, and returns the token in the response, as the value of a builder method. `secret`
/// is redacted in errors.
pub(super) async fn access_token(
    sender: &Sender,
    mut request: http::Request<Bytes>,
    method: &'static str,
    secret: &SecretString,
) -> Result<Credentials, TokenError> {
    let response = sender.send(&mut request, false).await;
    let response = response.map_err(TokenError::connection)?;
    let status = response.status();
    let body = limited(response.into_body())
        .await
        .ok_or_else(|| TokenError::answer(status, "its response is incomplete, or too large"))?;
    let text = std::str::from_utf8(&body).unwrap_or_default();
    let json: Value = serde_json::from_str(text).unwrap_or_default();
    if !status.is_success() {
        return Err(refusal(status, &json, secret));
    }
    let text = |key: &str| json[key].as_str().map(str::trim);
    let kind = text("token_type").unwrap_or("bearer");
    if !kind.eq_ignore_ascii_case("bearer") {
        return Err(TokenError::answer(
            status,
            "the type of its token is not `bearer`",
        ));
    }
    let token = text("access_token").filter(|token| !token.is_empty());
    let token =
        token.ok_or_else(|| TokenError::answer(status, "its response has no `access_token`"))?;
    let credentials = Credentials::of([(method, SecretString::from(token))]);
    Ok(match lifetime(&json["expires_in"]) {
        Some(lifetime) => credentials.valid_for(lifetime),
        None => credentials,
    })
}

/// Returns the time for which a token is used; `None` if the server does not state one.
fn lifetime(expires_in: &Value) -> Option<Duration> {
    let seconds = match expires_in {
        Value::Number(number) => number.as_f64()?,
        Value::String(text) => text.trim().parse().ok()?,
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => return None,
    };
    let stated = Duration::try_from_secs_f64(seconds.max(0.0)).unwrap_or(MAX_LIFETIME);
    let margin = MARGIN.min(stated / MARGIN_PART);
    Some(
        stated
            .saturating_sub(margin)
            .clamp(MIN_LIFETIME, MAX_LIFETIME),
    )
}

/// Returns the error for an error status, with the words of RFC 6749 (section 5.2) if the response has them.
fn refusal(status: StatusCode, json: &Value, secret: &SecretString) -> TokenError {
    let text = |key: &str| {
        let text = one_line(json[key].as_str()?);
        Some(redacted(&text, &[secret.expose()]).unwrap_or(text))
    };
    TokenError {
        code: text("error"),
        description: text("error_description"),
        ..TokenError::answer(status, "it refused the client credentials")
    }
}

/// Reads a body; `None` if it is not complete, or larger than the limit.
async fn limited(body: Body) -> Option<Bytes> {
    let mut body = pin!(body);
    let mut content = BytesMut::new();
    while let Some(frame) = std::future::poll_fn(|cx| body.as_mut().poll_frame(cx)).await {
        let Ok(chunk) = frame.ok()?.into_data() else {
            continue;
        };
        if chunk.len() > MAX_BYTES - content.len() {
            return None;
        }
        content.extend_from_slice(&chunk);
    }
    Some(content.freeze())
}
