//! Calls whose status says which kind of response it is.

use std::fmt::Debug;

use sdk::testing::On;
use sdk::{Error, Response};
use serde::de::DeserializeOwned;

use crate::returns;

/// Checks a call that may return a value, with a status. Each document is the body of a response. `ready` returns the value.
pub async fn check<K, R, T, F>(
    on: On<K>,
    status: u16,
    documents: &[&str],
    call: impl Fn() -> F,
    ready: impl Fn(R) -> Option<T>,
) where
    R: Debug,
    T: DeserializeOwned + Debug + PartialEq,
    F: Future<Output = Result<Response<R>, Error>>,
{
    let around = |value: &str| ("application/json", value.to_owned());
    let call = || async {
        let response = call().await?;
        let shown = format!("{response:?}");
        Ok((shown, ready(response.data).into_iter().collect()))
    };
    returns::check(on, status, documents, around, call).await;
}
