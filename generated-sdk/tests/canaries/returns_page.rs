//! Calls that return a page.

use std::fmt::Debug;

use sdk::testing::On;
use sdk::{Error, Page, Response};
use serde::de::DeserializeOwned;

use crate::returns;

/// Checks a call that returns a page. Each document is the only item of a page, in the list at `path`.
pub async fn check<K, T, F>(on: On<K>, path: &[&str], documents: &[&str], call: impl Fn() -> F)
where
    T: DeserializeOwned + Debug + PartialEq + 'static,
    F: Future<Output = Result<Response<Page<T>>, Error>>,
{
    let around = |item: &str| {
        let keys = path.iter().rev();
        let body = keys.fold(format!("[{item}]"), |inner, key| {
            format!("{{{}:{inner}}}", serde_json::Value::from(*key))
        });
        ("application/json", body)
    };
    let call = || async {
        let response = call().await?;
        Ok((format!("{response:?}"), response.data.items))
    };
    returns::check(on, documents, around, call).await;
}
