//! Models of an invented API with unions without a tag, tags of all kinds, constants and enums of integers; for the tests.

use std::collections::BTreeMap;

use crate::models::Animal;
use crate::runtime::json::object::object;
use crate::runtime::values::integer_enums::{UnknownNumber, integer_enum};
use crate::runtime::values::one_of::one_of;
use crate::runtime::values::union::tagged_union;
use crate::runtime::values::unknown_variant::UnknownVariant;

/// A union without a tag, with a variant of each form.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// A string.
    Text(String),
    /// A list of strings.
    Texts(Vec<String>),
    /// A list of numbers.
    Numbers(Vec<i32>),
    /// An object that a constant identifies.
    Gift(Gift),
    /// An object that a key identifies.
    Animal(Animal),
    /// Any other object.
    Stone(Stone),
    /// Any other value.
    Unknown(UnknownVariant),
}

one_of! {
    Content {
        Text: Text from String as str,
        Texts: Array of Text from Vec<String>,
        Numbers: Array of Number or Boolean from Vec<i32>,
        Gift: Object { "kind": Text("gift") } from Gift,
        Animal: Object { "id" } from Animal,
        Stone: Object { "weight" } from Stone,
    }
}

/// A struct with constants of each type.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Gift {
    /// A field.
    pub note: Option<String>,
}

object! {
    Gift: Default const ["kind": Text("gift"), "version": Integer(-2), "wrapped": Boolean(true), "zero": Integer(0) omitted] {
        note: optional "note",
    }
}

/// A struct with a required field and a constant.
#[derive(Clone, Debug, PartialEq)]
pub struct Stone {
    /// A field that must be there.
    pub weight: f64,
}

object! {
    Stone const ["kind": Text("stone")] {
        weight: required "weight",
    }
}

/// A union whose tag is inside of another object.
#[derive(Clone, Debug, PartialEq)]
pub enum Place {
    /// The fields beside the tag.
    Depot(Animal),
    /// A value under a key.
    Street(String),
    /// Nothing besides the tag.
    Lost,
    /// Any other object.
    Unknown(UnknownVariant),
}

tagged_union! {
    Place by ["kind", "type"] {
        Depot(fields): flat "depot" from Animal,
        Street(value): keyed "street" in "street",
        Lost: nothing "lost",
    }
}

/// A union whose tag is an integer.
#[derive(Clone, Debug, PartialEq)]
pub enum Level {
    /// The whole object.
    Low(Low),
    /// A value under a key.
    High(Vec<Content>),
    /// Any other object.
    Unknown(UnknownVariant),
}

tagged_union! {
    Level by ["level"] as integer {
        Low(value): whole "1",
        High(value): keyed "-2" in "high",
    }
}

/// A struct in which a tag is a constant.
#[derive(Clone, Debug, PartialEq)]
pub struct Low {
    /// A field that must be there.
    pub name: String,
}

object! {
    Low const ["level": Integer(1)] {
        name: required "name",
    }
}

/// An enum of integers.
#[derive(Clone, Debug)]
pub enum Priority {
    /// A small number.
    Low,
    /// A large number.
    High,
    /// Any other number.
    Unknown(UnknownNumber),
}

integer_enum! {
    Priority {
        Low: -1,
        High: 9_007_199_254_740_993,
    }
}

/// A struct with a field of each.
#[derive(Clone, Debug, PartialEq)]
pub struct Parcel {
    /// A union that must be there.
    pub content: Content,
    /// A union that may be missing.
    pub extra: Option<Content>,
    /// A list of unions.
    pub parts: Vec<Content>,
    /// A map of unions.
    pub named: BTreeMap<String, Content>,
    /// A union with a nested tag, which may be an empty object.
    pub place: Option<Place>,
    /// A list of unions with an integer tag.
    pub levels: Vec<Level>,
    /// A number.
    pub priority: Priority,
    /// A list of numbers.
    pub priorities: Vec<Priority>,
}

object! {
    Parcel const ["object": Text("parcel")] {
        content: required "content",
        extra: optional "extra",
        parts: required "parts",
        named: required "named",
        place: union "place",
        levels: required "levels",
        priority: required "priority",
        priorities: required "priorities",
    }
}
