//! Optional: needed by unions with fields beside the tag.

use std::collections::BTreeMap;

use serde::de::{self, DeserializeOwned};
use serde::ser::Error;
use serde::{Serialize, Serializer};
use serde_json::value::{RawValue, to_raw_value};

use super::track::CURRENT;
use super::union_decode::Tagged;
use super::union_part::part;

impl Tagged {
    /// The fields beside the tag.
    ///
    /// # Errors
    /// If they do not fit.
    pub fn flat<T: DeserializeOwned, E: de::Error>(&self) -> Result<T, E> {
        let track = CURRENT.with_borrow(Clone::clone);
        let outer = track.as_ref().map(|track| {
            let tag = Some((track.depth(), self.key));
            track.tag.replace(tag)
        });
        let fields = part(self.json.get(), None);
        if let (Some(track), Some(outer)) = (track, outer) {
            track.tag.set(outer);
        }
        fields
    }
}

/// The tag, and the fields of a struct beside it.
///
/// # Errors
/// Those of the struct.
pub fn tag_and_fields<S: Serializer, T: Serialize + ?Sized>(
    serializer: S,
    (key, tag): (&str, &str),
    fields: &T,
) -> Result<S::Ok, S::Error> {
    let object = to_raw_value(fields).map_err(Error::custom)?;
    let head = serde_json::to_string(&BTreeMap::from([(key, tag)])).map_err(Error::custom)?;
    let (head, object) = (
        head.trim_end_matches('}'),
        object.get().trim_start_matches('{'),
    );
    let comma = if object == "}" { "" } else { "," };
    RawValue::from_string(format!("{head}{comma}{object}"))
        .map_err(Error::custom)?
        .serialize(serializer)
}
