//! Values whose keys are in brackets, as queries and forms have them: `filter[price][gte]=10`.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

/// Names of the items of lists. Items that are objects or lists have their index in each format: without it, nothing would
/// tell where an item ends.
#[derive(Clone, Copy)]
pub(crate) enum Lists {
    /// `list[]=1&list[]=2`
    Brackets,
    /// `list=1&list=2`
    Repeated,
    /// `list[0]=1&list[1]=2`
    Indexed,
}

/// Names and values, in the order in which they are sent.
pub(crate) struct Pairs {
    pairs: Vec<(String, String)>,
    lists: Lists,
}

impl Pairs {
    pub(crate) fn new(lists: Lists) -> Self {
        Self {
            pairs: Vec::new(),
            lists,
        }
    }

    pub(crate) fn into_vec(self) -> Vec<(String, String)> {
        self.pairs
    }

    /// Adds the pairs of a value that is serialized as JSON. Numbers and booleans are sent as JSON has them, `null` as an
    /// empty text; an empty list or object has no pairs.
    ///
    /// # Errors
    /// Returns the reason, which contains no data, if a key of an object would be read as another one.
    pub(crate) fn push(&mut self, name: &str, json: &str) -> Result<(), &'static str> {
        match json.trim_start().bytes().next() {
            Some(b'{') => self.push_entries(json, |key| format!("{name}[{key}]"))?,
            Some(b'[') => {
                let items: Vec<&RawValue> = parse(json)?;
                for (index, item) in items.into_iter().enumerate() {
                    let item = item.get();
                    self.push(&self.item_name(name, index, item), item)?;
                }
            }
            Some(b'"') => self.pairs.push((name.to_owned(), parse(json)?)),
            Some(b'n') => self.pairs.push((name.to_owned(), String::new())),
            Some(_) | None => self.pairs.push((name.to_owned(), json.trim().to_owned())),
        }
        Ok(())
    }

    /// Adds the entries of an object, which have these names.
    ///
    /// # Errors
    /// See [`push`](Self::push).
    pub(crate) fn push_entries(
        &mut self,
        object: &str,
        name: impl Fn(&str) -> String,
    ) -> Result<(), &'static str> {
        let Entries(entries) = parse(object)?;
        for (key, value) in entries {
            // Servers read brackets in a name after they decode it.
            if key.is_empty() || key.contains(['[', ']']) {
                return Err("a key in it is empty or has a bracket");
            }
            self.push(&name(&key), value.get())?;
        }
        Ok(())
    }

    fn item_name(&self, name: &str, index: usize, item: &str) -> String {
        let is_single = !item.starts_with(['{', '[']);
        match self.lists {
            Lists::Brackets if is_single => format!("{name}[]"),
            Lists::Repeated if is_single => name.to_owned(),
            Lists::Brackets | Lists::Repeated | Lists::Indexed => format!("{name}[{index}]"),
        }
    }
}

/// Parses JSON. The error does not contain it.
fn parse<'a, T: Deserialize<'a>>(json: &'a str) -> Result<T, &'static str> {
    serde_json::from_str(json).map_err(|_| "it is not valid JSON")
}

/// Entries of a JSON object, in their order. That of a `serde_json::Value` depends on a feature, which any crate may turn on.
struct Entries<'a>(Vec<(String, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Entries<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct EntriesVisitor;
        impl<'de> Visitor<'de> for EntriesVisitor {
            type Value = Entries<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entries<'de>, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Entries(entries))
            }
        }
        deserializer.deserialize_map(EntriesVisitor)
    }
}
