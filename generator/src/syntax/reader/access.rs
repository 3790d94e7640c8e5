//! Access to the items of lists and the entries of mappings.

use super::{
    super::{
        known_keys,
        problem::{Problem, nearest},
        recovery::Placeholder,
        spans::KeyReader,
        tree::Node,
    },
    Reader,
};
use crate::source::Spanned;
use serde::{
    Deserialize,
    de::{self, DeserializeSeed, MapAccess, SeqAccess, value::StrDeserializer},
};

/// Required keys that another key may stand for.
const ALTERNATIVES: &[(&str, &str)] = &[("type", "const")];

/// Sequence of one element, or of none if reading it fails, which is reported.
pub(super) struct Recovering<'a>(pub(super) Option<Reader<'a>>);

impl<'de> SeqAccess<'de> for Recovering<'de> {
    type Error = Problem;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Problem> {
        let Some(reader) = self.0.take() else {
            return Ok(None);
        };
        match seed.deserialize(reader) {
            Ok(value) => Ok(Some(value)),
            Err(problem) => {
                reader.report(problem);
                Ok(None)
            }
        }
    }
}

/// Sequence of the items of a list.
pub(super) struct Items<'a> {
    pub(super) reader: Reader<'a>,
    pub(super) items: std::slice::Iter<'a, Node>,
}

impl<'de> SeqAccess<'de> for Items<'de> {
    type Error = Problem;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Problem> {
        let Some(node) = self.items.next() else {
            return Ok(None);
        };
        seed.deserialize(self.reader.child(node)).map(Some)
    }

    /// Reports an item that cannot be read, and returns a placeholder.
    fn next_element<T: Deserialize<'de>>(&mut self) -> Result<Option<T>, Problem> {
        let Some(node) = self.items.next() else {
            return Ok(None);
        };
        self.reader.child(node).read().map(Some)
    }
}

/// Entries of a mapping. If the keys are fixed, unknown ones are reported and skipped, and missing ones come last, with
/// placeholders.
pub(super) struct Pairs<'a> {
    reader: Reader<'a>,
    entries: &'a [(Spanned<String>, Node)],
    /// Number of entries that have been returned.
    taken: usize,
    known: &'static [&'static str],
    fixed: bool,
    /// Known keys that were suggested for unknown ones.
    suggested: Vec<&'a str>,
    /// Value of the key that was returned last.
    value: Option<MemberValue<'a>>,
}

/// Value of a key.
enum MemberValue<'a> {
    Node(&'a Node),
    Missing(&'static str),
}

impl<'a> Pairs<'a> {
    pub(super) fn new(
        reader: Reader<'a>,
        entries: &'a [(Spanned<String>, Node)],
        known: Option<&'static [&'static str]>,
    ) -> Self {
        Self {
            reader,
            entries,
            taken: 0,
            known: known.unwrap_or_default(),
            fixed: known.is_some(),
            suggested: Vec::new(),
            value: None,
        }
    }

    /// Returns the next entry with a known key, and reports the unknown keys before it.
    fn next_entry(&mut self) -> Option<&'a (Spanned<String>, Node)> {
        while let Some(entry) = self.entries.get(self.taken) {
            self.taken += 1;
            if !self.fixed || self.known.contains(&entry.0.value.as_str()) {
                return Some(entry);
            }
            let problem = Problem::unknown_key(&entry.0, self.known, known_keys::places);
            self.suggested
                .extend(nearest(&entry.0.value, self.known.iter().copied()));
            self.reader.report(problem);
        }
        None
    }

    /// Returns `true` if another key stands for a missing one, or was meant.
    fn is_replaced(&self, key: &str) -> bool {
        let mut others = ALTERNATIVES.iter();
        others.any(|(missing, other)| {
            let is_there = self.entries.iter().any(|(key, _)| key.value == *other);
            *missing == key && (is_there || self.suggested.contains(other))
        })
    }

    /// Returns the next key that is missing in the mapping.
    fn next_missing(&mut self) -> Option<&'static str> {
        while let [key, rest @ ..] = self.known {
            self.known = rest;
            if !self.entries.iter().any(|(found, _)| found.value == *key) {
                return Some(key);
            }
        }
        None
    }
}

impl<'de> MapAccess<'de> for Pairs<'de> {
    type Error = Problem;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Problem> {
        if let Some((key, value)) = self.next_entry() {
            self.value = Some(MemberValue::Node(value));
            return seed.deserialize(KeyReader(key)).map(Some);
        }
        let Some(key) = self.next_missing() else {
            return Ok(None);
        };
        self.value = Some(MemberValue::Missing(key));
        seed.deserialize(StrDeserializer::new(key)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Problem> {
        match self.value.take() {
            Some(MemberValue::Node(node)) => seed
                .deserialize(self.reader.child(node))
                .map_err(|problem| problem.or_at(node.span)),
            Some(MemberValue::Missing(key)) => Err(Problem::missing_key(key)),
            None => Err(de::Error::custom("a value was requested before its key")),
        }
    }

    /// Reports a value that cannot be read or is missing, and returns a placeholder.
    fn next_value<V: Deserialize<'de>>(&mut self) -> Result<V, Problem> {
        match self.value.take() {
            Some(MemberValue::Node(node)) => self.reader.child(node).read(),
            Some(MemberValue::Missing(key)) => {
                let (value, required) = Placeholder::missing()?;
                if required && !self.is_replaced(key) && !self.suggested.contains(&key) {
                    self.reader.report(Problem::missing_key(key));
                }
                Ok(value)
            }
            None => Err(de::Error::custom("a value was requested before its key")),
        }
    }
}
