//! Calls whose status tells whether there is a value.

use std::time::Duration;

use http::StatusCode;

use crate::runtime::call::decode::{Decode, json};
use crate::runtime::call::pending::pending;
use crate::runtime::call::response::Response;
use crate::runtime::call::returns::Returns;
use crate::runtime::error::Error;
use crate::runtime::json::value::FromJson;
use crate::runtime::send::reply::Reply;

/// Result of a method whose status tells whether there is a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome<T> {
    /// The value.
    Ready(T),
    /// The value is not ready yet. The request can be sent again later.
    Pending {
        /// Delay that the API requests before the next request (`Retry-After`), at most 60 seconds.
        retry_after: Option<Duration>,
        /// URL at which the API reports the progress or the value (`Location`), if it names a valid one.
        location: Option<String>,
    },
    /// There is no value.
    Nothing,
    /// The value is still the one that the caller has, according to the headers of the request.
    NotModified,
}

impl<T> Outcome<T> {
    /// Returns the value, if there is one.
    #[must_use]
    pub fn ready(self) -> Option<T> {
        match self {
            Self::Ready(value) => Some(value),
            Self::Pending { .. } | Self::Nothing | Self::NotModified => None,
        }
    }
}

/// Statuses of a method, other than those of a value.
pub struct OutcomeShape {
    /// Statuses without a value that is ready.
    pub pending: &'static [u16],
    /// Statuses without a value.
    pub nothing: &'static [u16],
    /// Whether the status 304 (Not Modified) is a result.
    pub not_modified: bool,
}

/// Method whose status tells whether there is a value.
pub trait HasOutcomes {
    /// Statuses of its responses.
    const OUTCOMES: &'static OutcomeShape;
}

impl<M: HasOutcomes, T: FromJson + 'static> Returns<M> for Outcome<T> {
    type Output = Self;
    type Decoder = OutcomeShape;

    const DECODER: &'static OutcomeShape = M::OUTCOMES;
}

impl<T: FromJson> Decode<Outcome<T>> for OutcomeShape {
    fn decode(&'static self, outcome: Result<Reply, Error>) -> Result<Outcome<T>, Error> {
        read(self, &outcome?)
    }

    fn expected_statuses(&self) -> &'static [u16] {
        expected_statuses(self)
    }
}

impl<T: FromJson> Decode<Response<Outcome<T>>> for OutcomeShape {
    fn decode(&'static self, outcome: Result<Reply, Error>) -> Result<Response<Outcome<T>>, Error> {
        let reply = outcome?;
        let data = read(self, &reply)?;
        Ok(reply.with_data(data))
    }

    fn expected_statuses(&self) -> &'static [u16] {
        expected_statuses(self)
    }
}

fn expected_statuses(shape: &OutcomeShape) -> &'static [u16] {
    if shape.not_modified { &[304] } else { &[] }
}

/// Reads a response according to its status.
fn read<T: FromJson>(shape: &OutcomeShape, reply: &Reply) -> Result<Outcome<T>, Error> {
    if shape.not_modified && reply.status == StatusCode::NOT_MODIFIED {
        return Ok(Outcome::NotModified);
    }
    let status = reply.status.as_u16();
    if shape.nothing.contains(&status) {
        return Ok(Outcome::Nothing);
    }
    if shape.pending.contains(&status) {
        let (retry_after, location) = pending(reply);
        return Ok(Outcome::Pending {
            retry_after,
            location,
        });
    }
    json(reply).map(Outcome::Ready)
}
