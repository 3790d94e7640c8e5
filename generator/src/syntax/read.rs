//! From the located tree to the types of the language, with serde.
//!
//! Going through a tree of our own, instead of straight from the YAML library, lets one run report every
//! problem: unknown keys are noted and passed over, a value that cannot be read gets a stand-in, and a broken entry
//! costs that entry only.

use super::{
    Problem, ProblemKind, nearest,
    node::{Kind, Node},
    stand_in::StandIn,
};
use crate::source::{Span, Spanned};
use serde::{
    Deserialize, Deserializer,
    de::{
        self, DeserializeSeed, IntoDeserializer, MapAccess, SeqAccess, Visitor,
        value::{MapAccessDeserializer, StrDeserializer},
    },
};
use std::cell::RefCell;

/// Names by which the types below ask [`Reader`] for more than serde's data model has.
pub(super) const SPANNED: &str = "$spanned";
pub(super) const RECOVERED: &str = "$recovered";
pub(super) const SHORT: &str = "$short";

/// Reads a node as a type of the language.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    pub(super) node: &'a Node,
    pub(super) problems: &'a RefCell<Vec<Problem>>,
}

/// Hands out one element, or none where reading it fails, which it notes.
struct Recovering<'a>(Option<Reader<'a>>);

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

/// Hands out the three numbers of a span, then the value.
struct SpanParts<'a> {
    numbers: std::array::IntoIter<u32, 3>,
    value: Value<'a>,
}

/// What stands at a span: a node, or the key of one.
enum Value<'a> {
    Node(Reader<'a>),
    Key(&'a str),
}

impl<'de> SeqAccess<'de> for SpanParts<'de> {
    type Error = Problem;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Problem> {
        match (self.numbers.next(), &self.value) {
            (Some(number), _) => seed.deserialize(number.into_deserializer()).map(Some),
            (None, Value::Node(reader)) => seed.deserialize(*reader).map(Some),
            (None, Value::Key(key)) => seed.deserialize(StrDeserializer::new(key)).map(Some),
        }
    }
}

fn span_parts(span: Span, value: Value<'_>) -> SpanParts<'_> {
    SpanParts {
        numbers: [span.file.0, span.start, span.end].into_iter(),
        value,
    }
}

impl<'a> Reader<'a> {
    fn child(self, node: &'a Node) -> Self {
        Self { node, ..self }
    }

    /// Notes a problem, at this node if nobody has placed it yet.
    fn note(self, problem: Problem) {
        self.problems
            .borrow_mut()
            .push(problem.or_at(self.node.span));
    }

    /// Reads a value. Where that fails, the problem is noted, and a stand-in takes its place.
    fn read<T: Deserialize<'a>>(self) -> Result<T, Problem> {
        T::deserialize(self).or_else(|problem| {
            self.note(problem);
            T::deserialize(StandIn::Unreadable)
        })
    }

    fn unexpected(self, expected: &dyn de::Expected) -> Problem {
        let help = match self.node.kind {
            Kind::Bool(_) | Kind::Int(_) | Kind::Float(_) => {
                "put it in quotes if it is meant as text".to_owned()
            }
            Kind::Null => "give it a value, or remove it".to_owned(),
            Kind::Text(_) | Kind::List(_) | Kind::Map(_) => format!("write {expected} here"),
        };
        Problem {
            kind: ProblemKind::WrongKind,
            span: Some(self.node.span),
            message: format!("expected {expected}, found {}", self.node.kind.describe()),
            label: format!("expected {expected}"),
            help,
        }
    }

    fn text<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Problem> {
        match &self.node.kind {
            Kind::Text(text) => visitor
                .visit_borrowed_str(text)
                .map_err(|p: Problem| p.or_at(self.node.span)),
            _ => Err(self.unexpected(&"a text")),
        }
    }
}

impl<'de> Deserializer<'de> for Reader<'de> {
    type Error = Problem;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        let at = self.node.span;
        match &self.node.kind {
            Kind::Null => visitor.visit_unit(),
            Kind::Bool(value) => visitor.visit_bool(*value),
            Kind::Int(value) => visitor.visit_i64(*value),
            Kind::Float(value) => visitor.visit_f64(*value),
            Kind::Text(value) => visitor.visit_borrowed_str(value),
            Kind::List(items) => visitor.visit_seq(Items {
                reader: self,
                items: items.iter(),
            }),
            Kind::Map(entries) => visitor.visit_map(Pairs::new(self, entries, None)),
        }
        .map_err(|problem: Problem| problem.or_at(at))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        match self.node.kind {
            Kind::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        self.text(visitor)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        self.text(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Problem> {
        match name {
            SPANNED => visitor.visit_seq(span_parts(self.node.span, Value::Node(self))),
            RECOVERED => visitor.visit_seq(Recovering(Some(self))),
            SHORT => match &self.node.kind {
                Kind::Null => visitor.visit_unit(),
                Kind::Text(_) => visitor.visit_seq(Items {
                    reader: self,
                    items: std::slice::from_ref(self.node).iter(),
                }),
                Kind::Map(_) => visitor.visit_newtype_struct(self),
                Kind::Bool(_) | Kind::Int(_) | Kind::Float(_) | Kind::List(_) => {
                    Err(self.unexpected(&visitor))
                }
            },
            _ => visitor.visit_newtype_struct(self),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        match &self.node.kind {
            Kind::Map(entries) => visitor.visit_map(Pairs::new(self, entries, None)),
            _ => Err(self.unexpected(&"a mapping")),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Problem> {
        match &self.node.kind {
            Kind::Map(entries) => visitor
                .visit_map(Pairs::new(self, entries, Some(fields)))
                .map_err(|problem: Problem| problem.or_at(self.node.span)),
            _ => Err(Problem {
                help: format!("its keys are {}", quoted(fields)),
                ..self.unexpected(&"a mapping")
            }),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Problem> {
        match &self.node.kind {
            Kind::Text(text) => visitor
                .visit_enum(StrDeserializer::new(text))
                .map_err(|problem: Problem| problem.or_at(self.node.span)),
            Kind::Map(entries) if entries.len() == 1 => visitor
                .visit_enum(MapAccessDeserializer::new(Pairs::new(self, entries, None)))
                .map_err(|problem: Problem| problem.or_at(self.node.span)),
            _ => Err(self.unexpected(&"a word")),
        }
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char bytes byte_buf unit unit_struct seq tuple tuple_struct
        identifier ignored_any
    }
}

struct Items<'a> {
    reader: Reader<'a>,
    items: std::slice::Iter<'a, Node>,
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
struct Pairs<'a> {
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
    fn new(
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

/// A key, with its span for those who ask.
struct KeyReader<'a>(&'a Spanned<String>);

impl<'de> Deserializer<'de> for KeyReader<'de> {
    type Error = Problem;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        visitor.visit_borrowed_str(&self.0.value)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Problem> {
        match name {
            SPANNED => visitor.visit_seq(span_parts(self.0.span, Value::Key(&self.0.value))),
            _ => visitor.visit_newtype_struct(self),
        }
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf option unit unit_struct seq
        tuple tuple_struct map struct enum identifier ignored_any
    }
}

/// The words in backticks, with commas.
pub(super) fn quoted(words: &[&str]) -> String {
    let words: Vec<_> = words.iter().map(|word| format!("`{word}`")).collect();
    words.join(", ")
}
