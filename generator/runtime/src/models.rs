//! Models of an invented API, in every form that a generator writes them; for the tests.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::runtime::json::object::object;
use crate::runtime::json::unknown_fields::UnknownFields;
use crate::runtime::secret::secret_string::SecretString;
use crate::runtime::values::base64::Base64;
use crate::runtime::values::enums::{UnknownValue, field_mask_enum, string_enum};
use crate::runtime::values::int64::Int64;
use crate::runtime::values::timestamp::Timestamp;
use crate::runtime::values::union::tagged_union;
use crate::runtime::values::unknown_variant::UnknownVariant;

/// A small model.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Animal {
    /// A field that must be there.
    pub id: String,
    /// A field that may be missing or `null`.
    pub legs: i32,
}

object! {
    Animal {
        id: required "id",
        legs: default "legs",
    }
}

#[cfg(feature = "webhooks")]
impl crate::runtime::webhooks::Event for Animal {
    const SECRET_ENV: Option<&'static str> = Some("ZOO_WEBHOOK_SECRET");
}

/// A model with a field of each kind.
#[derive(Clone, Debug, PartialEq)]
pub struct House {
    /// A value that a newer API may have added to.
    pub kind: Kind,
    /// A list of such values.
    pub kinds: Vec<Option<Kind>>,
    /// A map of models.
    pub by_name: BTreeMap<String, Animal>,
    /// A map of lists of models.
    pub by_number: BTreeMap<String, Vec<Animal>>,
    /// Anything.
    pub raw: Option<Value>,
    /// A model that may be missing.
    pub pet: Option<Animal>,
    /// A union that must be there.
    pub tree: Option<Tree>,
    /// A union that may be missing.
    pub shade: Option<Tree>,
    /// A text that only the API sets.
    pub token: Option<SecretString>,
}

object! {
    House {
        kind: default "kind",
        kinds: default "kinds",
        by_name: default "byName",
        by_number: default "byNumber",
        raw: optional "raw",
        pet: optional "pet",
        tree: union "tree",
        shade: optional_union "shade",
        token: optional "token" (read_only),
    }
}

/// A model that takes fields of any name.
#[derive(Clone, Debug, PartialEq)]
pub struct Open {
    /// A field that must be there.
    pub id: String,
    /// All other fields.
    pub additional: BTreeMap<String, Animal>,
}

object! {
    Open {
        id: required "id",
        additional: rest,
    }
}

/// A model of scalars, which are zero where they are missing.
#[derive(Clone, Debug, PartialEq)]
pub struct Scalars {
    /// Text.
    pub text: String,
    /// A boolean.
    pub flag: bool,
    /// A number of 32 bits.
    pub small: i32,
    /// A number of 64 bits.
    pub large: i64,
    /// A number.
    pub float: f64,
    /// A number that travels as text.
    pub number: Int64,
    /// Bytes.
    pub bytes: Base64,
    /// A secret.
    pub secret: SecretString,
    /// A list.
    pub list: Vec<i32>,
    /// A map.
    pub map: BTreeMap<String, String>,
    /// A moment.
    pub time: Option<Timestamp>,
}

object! {
    Scalars {
        text: default "text",
        flag: default "flag",
        small: default "small",
        large: default "large",
        float: default "float",
        number: default "number",
        bytes: default "bytes",
        secret: default "secret",
        list: default "list",
        map: default "map",
        time: optional "time",
    }
}

/// An enum of strings.
#[derive(Clone, Debug, Default)]
pub enum Kind {
    /// `cat`.
    #[default]
    Cat,
    /// `small dog`.
    SmallDog,
    /// A newer value.
    Unknown(UnknownValue),
}

string_enum! {
    Kind {
        Cat: "cat",
        SmallDog: "small dog",
    }
}

/// The paths of a mask.
#[derive(Clone, Debug)]
pub enum HouseMask {
    /// `byName`.
    ByName,
    /// A path of the caller's own.
    Other(UnknownValue),
}

field_mask_enum! {
    HouseMask {
        ByName: "byName",
    }
}

/// A union, of which there may be more inside.
#[derive(Clone, Debug, PartialEq)]
pub enum Tree {
    /// Nothing beside the tag.
    Leaf,
    /// An empty object under a key.
    Stump,
    /// A value under a key.
    Free(Value),
    /// A list under a key, which may be missing.
    Branch(Vec<Tree>),
    /// Fields beside the tag.
    Flat(Animal),
    /// Fields of any name beside the tag.
    Open(Open),
    /// A newer variant.
    Unknown(UnknownVariant),
}

tagged_union! {
    Tree by "kind" {
        Leaf: nothing "leaf",
        Stump: empty "stump" in "stump",
        Free(value): keyed "free" in "free",
        Branch(value): keyed_or_default "branch" in "branch",
        Flat(fields): flat "flat",
        Open(fields): flat "open",
    }
}

/// A model with a read-only field.
#[derive(Clone, Debug, PartialEq)]
pub struct Badge {
    /// A field that callers set.
    pub name: String,
    /// A field that only the API sets.
    pub number: Option<SecretString>,
}

object! {
    Badge {
        name: required "name",
        number: optional "number" (read_only),
    }
}

/// Badges in each place of a document.
#[derive(Clone, Debug, PartialEq)]
pub struct Badges {
    /// In a field.
    pub one: Badge,
    /// In a list.
    pub list: Vec<Badge>,
    /// In a map.
    pub map: BTreeMap<String, Badge>,
    /// Under the key of a union.
    pub keyed: Option<Pin>,
    /// Beside the tag of a union.
    pub flat: Option<Pin>,
    /// Under a key of any name.
    pub rest: OpenBadges,
}

object! {
    Badges {
        one: required "one",
        list: required "list",
        map: required "map",
        keyed: union "keyed",
        flat: union "flat",
        rest: required "rest",
    }
}

#[cfg(feature = "webhooks")]
impl crate::runtime::webhooks::Event for Badges {
    const SECRET_ENV: Option<&'static str> = None;
}

/// Badges under keys of any name.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenBadges {
    /// A field that must be there.
    pub id: String,
    /// All other fields.
    pub additional: BTreeMap<String, Badge>,
}

object! {
    OpenBadges {
        id: required "id",
        additional: rest,
    }
}

/// A union of badges.
#[derive(Clone, Debug, PartialEq)]
pub enum Pin {
    /// Under a key.
    Badge(Badge),
    /// Beside the tag.
    Worn(Badge),
    /// A newer variant.
    Unknown(UnknownVariant),
}

tagged_union! {
    Pin by "kind" {
        Badge(value): keyed "badge" in "badge",
        Worn(fields): flat "worn",
    }
}

#[cfg(feature = "webhooks")]
impl crate::runtime::webhooks::Event for Tree {
    const SECRET_ENV: Option<&'static str> = None;
}

/// A model with floating point numbers in every place.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// A field that must be there.
    pub id: String,
    /// In a field.
    pub scale: f64,
    /// In a field that may be missing.
    pub offset: Option<f64>,
    /// In a list.
    pub list: Vec<f64>,
    /// In a map.
    pub map: BTreeMap<String, Vec<Option<f64>>>,
    /// In a union.
    pub plot: Option<Plot>,
    /// Under keys of any name.
    pub additional: BTreeMap<String, f64>,
}

object! {
    Chart {
        id: required "id",
        scale: required "scale",
        offset: optional "offset",
        list: default "list",
        map: default "map",
        plot: optional_union "plot",
        additional: rest,
    }
}

/// A model with lists of numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// Lists in a list.
    pub points: Vec<Vec<f64>>,
}

object! {
    Series {
        points: required "points",
    }
}

/// A union with floating point numbers.
#[derive(Clone, Debug, PartialEq)]
pub enum Plot {
    /// A number under a key.
    Level(f64),
    /// A model under a key.
    Keyed(Series),
    /// Fields beside the tag.
    Flat(Series),
    /// A newer variant.
    Unknown(UnknownVariant),
}

tagged_union! {
    Plot by "kind" {
        Level(value): keyed "level" in "level",
        Keyed(value): keyed "keyed" in "keyed",
        Flat(fields): flat "flat",
    }
}

/// A model whose additional values are unions.
#[derive(Clone, Debug, PartialEq)]
pub struct Forest {
    /// Unions under keys of any name.
    pub trees: BTreeMap<String, Tree>,
}

object! {
    Forest {
        trees: rest,
    }
}

/// A model that keeps unknown fields.
#[derive(Clone, Debug, PartialEq)]
pub struct Crate {
    /// Set by the API.
    pub id: Option<String>,
    /// A model that keeps unknown fields as well.
    pub size: Size,
    /// A union.
    pub lid: Option<Lid>,
    /// Unknown fields.
    pub unknown_fields: UnknownFields,
}

object! {
    Crate {
        id: optional "id" (read_only),
        size: required "size",
        lid: optional_union "lid",
        unknown_fields: unknown,
    }
}

/// A model that may be empty.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Size {
    /// A field.
    pub depth: Option<i32>,
    /// Unknown fields.
    pub unknown_fields: UnknownFields,
}

object! {
    Size: Default {
        depth: optional "depth",
        unknown_fields: unknown,
    }
}

/// A union of models that keep unknown fields.
#[derive(Clone, Debug, PartialEq)]
pub enum Lid {
    /// Beside the tag.
    Hinged(Hinge),
    /// A newer variant.
    Unknown(UnknownVariant),
}

tagged_union! {
    Lid by "kind" {
        Hinged(fields): flat "hinged",
    }
}

/// Fields beside a tag.
#[derive(Clone, Debug, PartialEq)]
pub struct Hinge {
    /// A field.
    pub side: String,
    /// Unknown fields.
    pub unknown_fields: UnknownFields,
}

object! {
    Hinge {
        side: required "side",
        unknown_fields: unknown,
    }
}
