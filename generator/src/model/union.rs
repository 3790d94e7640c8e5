//! Unions: how their variants are told apart, and their contents.

use super::{
    pattern::Pattern,
    types::{Docs, ModelId, Type},
};
use crate::names::Name;
use serde_json::{Map, Value as Json};

/// Union: values of several forms.
#[derive(Clone, Debug)]
pub struct Union {
    /// Rule that distinguishes the variants.
    pub discriminator: Discriminator,
    /// Variants.
    pub variants: Vec<Variant>,
    /// Index of the variant that stands for the union where there is no example: the first one that does not lead back to the
    /// union.
    pub sample: usize,
}

/// Rule that distinguishes the variants of a union.
#[derive(Clone, Debug)]
pub enum Discriminator {
    /// By a value in the object.
    Tag(Tag),
    /// By the form of the JSON: the indices of the variants, in the order in which they are tried, with their patterns.
    Form(Vec<(usize, Pattern)>),
}

/// Value that names the variant of an object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// Keys that lead to it.
    pub path: Vec<String>,
    /// Whether it is an integer, and not text.
    pub is_integer: bool,
}

/// A variant of a union.
#[derive(Clone, Debug)]
pub struct Variant {
    /// Name; its form on the wire is the value of the tag.
    pub name: Name,
    /// Documentation.
    pub docs: Docs,
    /// Note that it is deprecated.
    pub deprecated: Option<String>,
    /// Content.
    pub content: Content,
    /// Whether the content leads back to the union.
    pub is_recursive: bool,
    /// Whether the content is in a box, because it leads back to the union.
    pub is_boxed: bool,
}

/// Content of a variant.
#[derive(Clone, Debug)]
pub enum Content {
    /// Nothing besides the tag.
    Nothing,
    /// An empty object besides the tag, under the key that is the tag's value.
    Empty(String),
    /// A value besides the tag, under the key that is the tag's value.
    Keyed(String, Type),
    /// The fields of a struct, besides the tag.
    Flat(ModelId),
    /// The whole value. If there is a tag, it is a constant in it.
    Whole(Type),
}

impl Union {
    /// Returns the tag, if one tells the variants apart.
    #[must_use]
    pub fn tag(&self) -> Option<&Tag> {
        match &self.discriminator {
            Discriminator::Tag(tag) => Some(tag),
            Discriminator::Form(_) => None,
        }
    }

    /// Returns the variant of a value; `None` if it is none of them.
    #[must_use]
    pub fn variant_of(&self, json: &Json) -> Option<&Variant> {
        match &self.discriminator {
            Discriminator::Tag(tag) => {
                let word = tag.find(json)?;
                let mut variants = self.variants.iter();
                variants.find(|variant| variant.name.wire() == word)
            }
            Discriminator::Form(patterns) => {
                let mut patterns = patterns.iter();
                let (index, _) = patterns.find(|(_, pattern)| pattern.matches(json))?;
                self.variants.get(*index)
            }
        }
    }

    /// Returns the fields beside the tag of an object, which is a flat variant.
    #[must_use]
    pub fn beside_tag(&self, json: &Json) -> Map<String, Json> {
        let mut fields = json.as_object().cloned().unwrap_or_default();
        if let Some(tag) = self.tag() {
            fields.remove(tag.head());
        }
        fields
    }
}

impl Tag {
    /// Returns the key of the object that holds the tag, or is the tag.
    #[must_use]
    pub fn head(&self) -> &str {
        self.path.first().map_or("", String::as_str)
    }

    /// Returns the path as a description writes it.
    #[must_use]
    pub fn dotted(&self) -> String {
        self.path.join(".")
    }

    /// Returns `true` for a text under a key of the object itself.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        self.path.len() == 1 && !self.is_integer
    }

    /// Returns the tag of an object, as text.
    #[must_use]
    pub fn find(&self, json: &Json) -> Option<String> {
        let mut keys = self.path.iter();
        let tag = keys.try_fold(json, |value, key| value.get(key))?;
        if self.is_integer {
            tag.as_i64().map(|number| number.to_string())
        } else {
            tag.as_str().map(str::to_owned)
        }
    }

    /// Returns the value under the first key of the path, which is or holds the tag.
    #[must_use]
    pub fn value(&self, word: &str) -> Json {
        let tag = match word.parse::<i64>() {
            Ok(number) if self.is_integer => Json::from(number),
            Ok(_) | Err(_) => Json::from(word),
        };
        let inner = self.path.iter().skip(1).rev();
        inner.fold(tag, |value, key| {
            Json::Object(Map::from_iter([(key.clone(), value)]))
        })
    }
}
