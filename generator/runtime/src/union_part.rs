//! Optional: needed by unions whose variants hold something.

use serde::de::{DeserializeOwned, Error};

use super::decode_failure::joined;
use super::union_decode::nested;

/// Decodes a part of the document, which stands under a key. Where it fails, the error names the place inside of the
/// part.
pub(super) fn part<T: DeserializeOwned, E: Error>(json: &str, key: &str) -> Result<T, E> {
    serde_json::from_str(json).or_else(|_| {
        // Only now is it worth to decode once more, and more slowly, to learn where it went wrong.
        let mut deserializer = serde_json::Deserializer::from_str(json);
        serde_path_to_error::deserialize(&mut deserializer).map_err(|error| {
            let path = joined(key, &error.path().to_string());
            nested(error.inner(), &path)
        })
    })
}
