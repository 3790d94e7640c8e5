//! Calls that return a page.

use std::fmt::Debug;

use sdk::testing::On;
use sdk::{Error, Page, Response};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::returns;

/// Text in the place of the items of a page.
const ITEMS: &str = "the items of the page";

/// Checks a call that returns a page. Each document is the only item of a page, in the list at `path`. `envelope` is the JSON
/// of the other fields of a page.
pub async fn check<K, T, E, F>(
    on: On<K>,
    path: &[&str],
    envelope: &str,
    documents: &[&str],
    call: impl Fn() -> F,
) where
    T: DeserializeOwned + Debug + PartialEq + 'static,
    E: Debug + 'static,
    F: Future<Output = Result<Response<Page<T, E>>, Error>>,
{
    let around = |item: &str| {
        let mut page: Value = serde_json::from_str(envelope).expect("an object");
        let mut place = &mut page;
        for key in path {
            place = &mut place[*key];
        }
        *place = ITEMS.into();
        // A document may be broken on purpose, so that it is inserted as text.
        let page = page.to_string();
        let items = format!("[{item}]");
        (
            "application/json",
            page.replace(&format!("\"{ITEMS}\""), &items),
        )
    };
    let call = || async {
        let response = call().await?;
        Ok((format!("{response:?}"), response.data.items))
    };
    returns::check(on, 200, documents, around, call).await;
}
