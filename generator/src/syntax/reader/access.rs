//! The parts of lists and mappings.

use super::{
    super::{
        problem::{Problem, nearest},
        recovery::StandIn,
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

/// Hands out one element, or none where reading it fails, which it notes.
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
                reader.note(problem);
                Ok(None)
            }
        }
    }
}

/// Hands out the items of a list.
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

    /// An item that cannot be read is noted, and the list goes on.
    fn next_element<T: Deserialize<'de>>(&mut self) -> Result<Option<T>, Problem> {
        let Some(node) = self.items.next() else {
            return Ok(None);
        };
        self.reader.child(node).read().map(Some)
    }
}

/// The pairs of a mapping. Where the keys are fixed, unknown ones are noted and passed over, and each that is
/// missing comes last, with a stand-in.
pub(super) struct Pairs<'a> {
    reader: Reader<'a>,
    entries: &'a [(Spanned<String>, Node)],
    /// How many of the entries have been handed out.
    taken: usize,
    known: &'static [&'static str],
    fixed: bool,
    /// The keys that unknown ones were probably meant to be.
    meant: Vec<&'a str>,
    /// What belongs to the key that was handed out last.
    value: Option<Member<'a>>,
}

/// What belongs to a key.
enum Member<'a> {
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
            meant: Vec::new(),
            value: None,
        }
    }

    /// The next entry, if its key is one that may stand here.
    fn next_entry(&mut self) -> Option<&'a (Spanned<String>, Node)> {
        while let Some(entry) = self.entries.get(self.taken) {
            self.taken += 1;
            if !self.fixed || self.known.contains(&entry.0.value.as_str()) {
                return Some(entry);
            }
            let problem = Problem::unknown_key(&entry.0, self.known);
            self.meant
                .extend(nearest(&entry.0.value, self.known.iter().copied()));
            self.reader.note(problem);
        }
        None
    }

    /// The next key that the mapping lacks.
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
            self.value = Some(Member::Node(value));
            return seed.deserialize(KeyReader(key)).map(Some);
        }
        let Some(key) = self.next_missing() else {
            return Ok(None);
        };
        self.value = Some(Member::Missing(key));
        seed.deserialize(StrDeserializer::new(key)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Problem> {
        match self.value.take() {
            Some(Member::Node(node)) => seed
                .deserialize(self.reader.child(node))
                .map_err(|problem| problem.or_at(node.span)),
            Some(Member::Missing(key)) => Err(Problem::missing_key(key)),
            None => Err(de::Error::custom("a value is asked for before its key")),
        }
    }

    /// A value that cannot be read or is missing is noted, and the mapping goes on.
    fn next_value<V: Deserialize<'de>>(&mut self) -> Result<V, Problem> {
        match self.value.take() {
            Some(Member::Node(node)) => self.reader.child(node).read(),
            Some(Member::Missing(key)) => {
                let (value, needed) = StandIn::missing()?;
                if needed && !self.meant.contains(&key) {
                    self.reader.note(Problem::missing_key(key));
                }
                Ok(value)
            }
            None => Err(de::Error::custom("a value is asked for before its key")),
        }
    }
}
