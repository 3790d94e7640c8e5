//! Calls that return a stream of lines.

use std::fmt::Debug;

use sdk::testing::On;
use sdk::{Error, LineStream, Response};
use serde::de::DeserializeOwned;

use crate::returns;

/// Checks a call that returns lines. Each document is the only line.
pub async fn check<K, T, F>(on: On<K>, documents: &[&str], call: impl Fn() -> F)
where
    T: DeserializeOwned + Debug + PartialEq + 'static,
    F: Future<Output = Result<Response<LineStream<T>>, Error>>,
{
    let around = |line: &str| ("application/x-ndjson", format!("{line}\n"));
    let call = || async {
        let mut response = call().await?;
        let line = response.data.try_next().await?;
        Ok((format!("{response:?}"), line.into_iter().collect()))
    };
    returns::check(on, 200, documents, around, call).await;
}
