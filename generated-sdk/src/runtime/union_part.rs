//! Optional: needed by unions whose variants hold something.

use serde::de::{DeserializeOwned, Error};

use super::decode_failure::without_place;
use super::track::{CURRENT, Step};
use super::tracked::Tracked;

/// Decodes a part of the document, which stands under a key, or is the union itself. Where the document is decoded
/// under a track, so is the part, so that a failure of it has its place.
pub(super) fn part<T: DeserializeOwned, E: Error>(json: &str, key: Option<&str>) -> Result<T, E> {
    let Some(track) = CURRENT.with_borrow(Clone::clone) else {
        return serde_json::from_str(json).map_err(|error| failed(&error));
    };
    let depth = track.depth();
    if let Some(key) = key {
        track.enter(depth, Step::Field(key.to_owned()));
    }
    let mut deserializer = serde_json::Deserializer::from_str(json);
    let value = T::deserialize(Tracked::new(&mut deserializer, &track));
    if value.is_ok() {
        track.leave(depth);
    }
    value.map_err(|error| failed(&error))
}

/// An error of a part as one of the document, without a place, which would be one in the part.
fn failed<E: Error>(error: &serde_json::Error) -> E {
    E::custom(without_place(&error.to_string()))
}
