//! Optional: needed by an API with methods that return a value.

use serde::de::DeserializeOwned;

use super::call::Call;
use super::decode::{Decode, Json, json};
use super::error::Error;
use super::reply::Reply;
use super::request::Request;
use super::response::Response;

impl Request {
    /// Sends the request, and decodes the body.
    pub fn value<T: DeserializeOwned + 'static>(self) -> Call<T> {
        Call::new(self, &Json)
    }

    /// Sends the request, decodes the body, and keeps what surrounds it.
    pub fn response<T: DeserializeOwned + 'static>(self) -> Call<Response<T>> {
        Call::new(self, &JsonResponse)
    }
}

/// The body as a JSON document, with the response around it.
struct JsonResponse;

impl<T: DeserializeOwned> Decode<Response<T>> for JsonResponse {
    fn decode(&'static self, outcome: Result<Reply, Error>) -> Result<Response<T>, Error> {
        let reply = outcome?;
        let data = json(&reply)?;
        Ok(reply.with_data(data))
    }
}
