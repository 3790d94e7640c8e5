//! Calls that return secrets.

use std::fmt::Debug;

use sdk::Error;
use sdk::testing::On;
use serde::de::DeserializeOwned;

use crate::canary::{Shown, canaries};
use crate::model::{self, decoded};

/// Makes a call that is answered with each of some documents, `around` which there may be more, and which make a
/// body of a type. The call gives what its response shows, and the values in it.
pub async fn check<K, T, F>(
    mut on: On<K>,
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
        on = reply(on, around(document));
        let (response, values) = call().await.expect("the answer fits");
        shown.text("the response", response);
        assert!(values == [decoded(document)], "the secrets are not kept");
        let mut errors = 0;
        for broken in broken(document) {
            on = reply(on, around(&broken));
            if let Err(error) = call().await {
                shown.error(&error);
                errors += 1;
            }
        }
        assert!(errors > 0, "what is broken is decoded");
        shown.holds_no_secret(&[]);
    }
}

/// Prepares an answer.
fn reply<K>(on: On<K>, (content_type, body): (&str, String)) -> On<K> {
    on.reply_raw(200, body).header("content-type", content_type)
}

/// Documents that do not fit: the end is missing, a text stands for all of it, lists stand for the secrets.
fn broken(document: &str) -> [String; 3] {
    let cut = document[..document.len() - 1].to_owned();
    let text = serde_json::Value::from(document).to_string();
    let mut lists = document.to_owned();
    for canary in canaries(document) {
        lists = lists.replace(&format!("\"{canary}\""), &format!("[\"{canary}\"]"));
    }
    [cut, text, lists]
}
