//! Calls that return a value.

use std::fmt::Debug;

use sdk::testing::On;
use sdk::{Error, Response};
use serde::de::DeserializeOwned;

use crate::returns;

/// Checks a call that returns a value. Each document is the body of a response.
pub async fn check<K, T, F>(on: On<K>, documents: &[&str], call: impl Fn() -> F)
where
    T: DeserializeOwned + Debug + PartialEq + 'static,
    F: Future<Output = Result<Response<T>, Error>>,
{
    let around = |value: &str| ("application/json", value.to_owned());
    let call = || async {
        let response = call().await?;
        Ok((format!("{response:?}"), vec![response.data]))
    };
    returns::check(on, 200, documents, around, call).await;
}
