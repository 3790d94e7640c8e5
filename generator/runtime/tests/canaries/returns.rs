//! Calls that return secrets.

use std::fmt::Debug;

use sdk::Error;
use sdk::testing::On;
use serde::de::DeserializeOwned;

use crate::canary::{Shown, canaries};
use crate::model::{self, decoded};

/// Makes a call for each document, as a response with a status. `around` turns a document into a content type and a
/// response body, and `call` returns the `Debug` output of the response and the decoded values.
pub async fn check<K, T, F>(
    mut on: On<K>,
    status: u16,
    documents: &[&str],
    around: impl Fn(&str) -> (&'static str, String),
    call: impl Fn() -> F,
) where
    T: DeserializeOwned + Debug + PartialEq,
    F: Future<Output = Result<(String, Vec<T>), Error>>,
{
    for document in documents {
        model::check::<T>(document);
        let mut shown = Shown::new();
        on = reply(on, status, around(document));
        let (response, values) = call().await.expect("the response is decoded");
        shown.text("the response", response);
        assert!(values == [decoded(document)], "the secrets are lost");
        let mut errors = 0;
        for body in invalid(document) {
            on = reply(on, status, around(&body));
            if let Err(error) = call().await {
                shown.error(&error);
                errors += 1;
            }
        }
        assert!(errors > 0, "all invalid documents are decoded");
        shown.holds_no_secret(&[]);
    }
}

/// Prepares a reply.
fn reply<K>(on: On<K>, status: u16, (content_type, body): (&str, String)) -> On<K> {
    on.reply_raw(status, body)
        .header("content-type", content_type)
}

/// Returns invalid documents: one without its end, a text in place of the object, and lists in place of the secrets.
fn invalid(document: &str) -> [String; 3] {
    let cut = document[..document.len() - 1].to_owned();
    let text = serde_json::Value::from(document).to_string();
    let mut lists = document.to_owned();
    for canary in canaries(document) {
        lists = lists.replace(&format!("\"{canary}\""), &format!("[\"{canary}\"]"));
    }
    [cut, text, lists]
}
