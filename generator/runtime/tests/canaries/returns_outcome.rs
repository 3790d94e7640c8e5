//! Calls whose status tells whether there is a value.

use std::fmt::Debug;

use sdk::testing::On;
use sdk::{Error, Outcome, Response};
use serde::de::DeserializeOwned;

use crate::returns;

/// Checks a call that may return a value. Each document is the body of a response.
pub async fn check<K, T, F>(on: On<K>, documents: &[&str], call: impl Fn() -> F)
where
    T: DeserializeOwned + Debug + PartialEq,
    F: Future<Output = Result<Response<Outcome<T>>, Error>>,
{
    let around = |value: &str| ("application/json", value.to_owned());
    let call = || async {
        let response = call().await?;
        let shown = format!("{response:?}");
        Ok((shown, response.data.ready().into_iter().collect()))
    };
    returns::check(on, 200, documents, around, call).await;
}
