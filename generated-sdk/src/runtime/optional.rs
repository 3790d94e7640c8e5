//! Optional: needed by an API with methods that return a value which may be missing.

use serde::de::DeserializeOwned;

use super::call::Call;
use super::decode::{Decode, json};
use super::error::Error;
use super::reply::Reply;
use super::request::Request;

impl Request {
    /// Sends the request, and decodes the body unless the API answers 404.
    pub fn value_or_none<T: DeserializeOwned + 'static>(self) -> Call<Option<T>> {
        Call::new(self, &JsonOrMissing)
    }
}

/// The body as a JSON document, or `None` for a 404.
struct JsonOrMissing;

impl<T: DeserializeOwned> Decode<Option<T>> for JsonOrMissing {
    fn decode(&'static self, outcome: Result<Reply, Error>) -> Result<Option<T>, Error> {
        match outcome {
            Ok(reply) => json(&reply).map(Some),
            Err(error) if error.is_not_found() => Ok(None),
            Err(error) => Err(error),
        }
    }
}
