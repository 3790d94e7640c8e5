//! Calls that return a stream of events.

use std::fmt::Debug;

use sdk::testing::On;
use sdk::{Error, EventStream, Response};
use serde::de::DeserializeOwned;

use crate::returns;

/// Checks a call that returns a stream. Each document is the only event of a stream.
pub async fn check<K, T, F>(on: On<K>, documents: &[&str], call: impl Fn() -> F)
where
    T: DeserializeOwned + Debug + PartialEq + 'static,
    F: Future<Output = Result<Response<EventStream<T>>, Error>>,
{
    let around = |event: &str| ("text/event-stream", format!("data: {event}\n\n"));
    let call = || async {
        let mut response = call().await?;
        let event = response.data.try_next().await?;
        Ok((format!("{response:?}"), event.into_iter().collect()))
    };
    returns::check(on, 200, documents, around, call).await;
}
