//! Calls that send secrets and credentials.

use std::fmt::Debug;

use sdk::Error;
use sdk::testing::{On, Request};

use crate::api;
use crate::canary::{Shown, canaries};

/// Checks that a call sends these secrets, and shows neither them nor the credentials, even if the API repeats them in a
/// response. Returns the credentials as they were sent.
pub async fn check<K, C, T>(on: On<K>, call: &C, curl: String, secrets: &[&str]) -> Vec<String>
where
    K: Clone + Debug,
    C: Clone + Debug + IntoFuture<Output = Result<T, Error>>,
{
    let mut shown = Shown::new();
    shown.debug("the request", call);
    shown.text("`to_curl`", curl);
    let mut on = on.status(400);
    let error = call.clone().await.err();
    shown.error(&error.expect("the status is an error"));
    let request = on.requests().pop().expect("the request is received");
    let body = request.body.to_string();
    for secret in secrets {
        assert!(body.contains(secret), "`{secret}` is not sent: {body}");
    }
    let credentials = credentials(&request);
    let repeated = [canaries(&body).join(" "), credentials.join(" ")].join(" ");
    for (status, body) in [
        (401, api::error(&repeated)),
        (500, api::error(&repeated)),
        (200, repeated.into()),
    ] {
        on = on.reply_raw(status, body.to_string());
        // Some calls succeed with any body.
        if let Err(error) = call.clone().await {
            shown.error(&error);
        }
    }
    shown.debug("a recorded request", &on.requests());
    shown.debug("the server", &on);
    #[cfg(feature = "tracing")]
    assert!(!crate::spans::lines().is_empty(), "there are spans");
    shown.holds_no_secret(&credentials);
    credentials
}

/// Returns the credentials in headers, without their schemes, and those in the query.
fn credentials(request: &Request) -> Vec<String> {
    let values = request.headers.values();
    let sensitive = values.filter(|value| value.is_sensitive());
    let texts = sensitive.filter_map(|value| value.to_str().ok()?.split(' ').next_back());
    let in_query = request.query.iter().map(|(_, value)| value.as_str());
    let in_query = in_query.filter(|value| !canaries(value).is_empty());
    texts.chain(in_query).map(str::to_owned).collect()
}
