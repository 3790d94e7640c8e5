//! Structs with the fields of the models of a page, decoded by the code that serde derives.

use std::collections::BTreeMap;
use std::fmt;

use generated_sdk::models::ProfileSpecType;
use generated_sdk::{SecretString, Timestamp};
use serde::de::{Deserialize, Deserializer, Error, Visitor};

macro_rules! twin {
    ($name:ident { $($(#[$attribute:meta])* $field:ident: $ty:ty),* $(,)? }) => {
        #[derive(serde::Deserialize)]
        #[serde(rename_all = "camelCase")]
        #[allow(dead_code, reason = "only decoding is measured")]
        pub struct $name {
            $($(#[$attribute])* pub $field: $ty,)*
        }
    };
}

twin!(Page {
    items: Vec<Secret>,
    pagination: Pagination
});
twin!(Pagination {
    next_cursor: Option<String>
});
twin!(Secret {
    metadata: Metadata,
    spec: Spec,
    info: Option<Info>
});
twin!(Spec {
    value: Option<SecretString>
});
twin!(Info {
    created_by: Option<Profile>,
    last_used_at: Option<Time>
});
twin!(Profile {
    metadata: AccountMetadata,
    spec: ProfileSpec
});
twin!(Metadata {
    #[serde(default, deserialize_with = "null_as_default")]
    id: String,
    #[serde(default, deserialize_with = "null_as_default")]
    account_id: String,
    created_at: Time,
    #[serde(default, deserialize_with = "null_as_default")]
    name: String,
    #[serde(default, deserialize_with = "null_as_default")]
    profile_id: String,
    #[serde(default, deserialize_with = "null_as_default")]
    workspace_id: String,
    bundle_key: Option<String>,
    #[serde(default, deserialize_with = "null_as_default")]
    external_id: String,
    #[serde(default, deserialize_with = "null_as_default")]
    labels: BTreeMap<String, String>,
    updated_at: Option<Time>,
});
twin!(AccountMetadata {
    #[serde(default, deserialize_with = "null_as_default")]
    id: String,
    #[serde(default, deserialize_with = "null_as_default")]
    account_id: String,
    #[serde(default, deserialize_with = "null_as_default")]
    name: String,
    #[serde(default, deserialize_with = "null_as_default")]
    profile_id: String,
    #[serde(default, deserialize_with = "null_as_default")]
    external_id: String,
    #[serde(default, deserialize_with = "null_as_default")]
    labels: BTreeMap<String, String>,
    created_at: Option<Time>,
});
twin!(ProfileSpec {
    #[serde(default, deserialize_with = "null_as_default")]
    r#type: Kind,
    #[serde(default, deserialize_with = "null_as_default")]
    email: String,
    #[serde(default, deserialize_with = "null_as_default")]
    name: String,
});

/// Reads a value, or its default value for `null`.
fn null_as_default<'de, D: Deserializer<'de>, T: Deserialize<'de> + Default>(
    deserializer: D,
) -> Result<T, D::Error> {
    Option::deserialize(deserializer).map(Option::unwrap_or_default)
}

/// Date-time, read by a visitor of its own.
pub struct Time(#[allow(dead_code, reason = "only decoding is measured")] Timestamp);

impl<'de> Deserialize<'de> for Time {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(TimeVisitor)
    }
}

struct TimeVisitor;

impl Visitor<'_> for TimeVisitor {
    type Value = Time;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a date-time")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Time, E> {
        text.parse().map(Time).map_err(E::custom)
    }
}

/// Enum, read by a visitor of its own.
#[derive(Default)]
pub struct Kind(#[allow(dead_code, reason = "only decoding is measured")] ProfileSpecType);

impl<'de> Deserialize<'de> for Kind {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(KindVisitor)
    }
}

struct KindVisitor;

impl Visitor<'_> for KindVisitor {
    type Value = Kind;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Kind, E> {
        Ok(Kind(text.into()))
    }
}
