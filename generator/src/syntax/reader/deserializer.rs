//! Implementation of serde's `Deserializer`.

use super::{
    super::{
        entries::RECOVERED,
        language::{ENUM_WORD, NUMBER_OR_MAPPING},
        problem::{Problem, quoted},
        shorthand::SHORTHAND,
        spans::{SPANNED, SpanParts},
        tree::NodeKind,
        unquoted::UNQUOTED,
    },
    Reader,
    access::{Items, Pairs, Recovering},
};
use serde::{
    Deserializer,
    de::{
        Visitor,
        value::{MapAccessDeserializer, StrDeserializer},
    },
};

/// Remedy for an enum of numbers.
const INTEGER_ENUM: &str = "if the API sends numbers, give each a name in a mapping, such as `values: { low: 1 }`; if it sends \
                            strings, put the value in quotes";

impl<'de> Deserializer<'de> for Reader<'de> {
    type Error = Problem;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        let at = self.node.span;
        match &self.node.kind {
            NodeKind::Null => visitor.visit_unit(),
            NodeKind::Bool(value) => visitor.visit_bool(*value),
            NodeKind::Int(value) => integer(*value, visitor),
            NodeKind::Float(value) => visitor.visit_f64(*value),
            NodeKind::Text(value) => visitor.visit_borrowed_str(value),
            NodeKind::List(items) => visitor.visit_seq(Items {
                reader: self,
                items: items.iter(),
            }),
            NodeKind::Map(entries) => visitor.visit_map(Pairs::new(self, entries, None)),
        }
        .map_err(|problem: Problem| problem.or_at(at))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        match self.node.kind {
            NodeKind::Null => visitor.visit_none(),
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
            SPANNED => visitor.visit_seq(SpanParts::new(self.node.span, self)),
            RECOVERED => visitor.visit_seq(Recovering(Some(self))),
            SHORTHAND => match &self.node.kind {
                NodeKind::Null => visitor.visit_unit(),
                NodeKind::Text(_) => visitor.visit_seq(Items {
                    reader: self,
                    items: std::slice::from_ref(self.node).iter(),
                }),
                NodeKind::Map(_) => visitor.visit_newtype_struct(self),
                NodeKind::Int(_) => {
                    let unexpected = self.unexpected(&visitor);
                    visitor.visit_some(self).map_err(|_| unexpected)
                }
                NodeKind::Bool(_) | NodeKind::Float(_) | NodeKind::List(_) => {
                    Err(self.unexpected(&visitor))
                }
            },
            NUMBER_OR_MAPPING => match &self.node.kind {
                NodeKind::Map(_) => visitor.visit_newtype_struct(self),
                NodeKind::Int(_) => visitor.visit_seq(Items {
                    reader: self,
                    items: std::slice::from_ref(self.node).iter(),
                }),
                NodeKind::Null
                | NodeKind::Bool(_)
                | NodeKind::Float(_)
                | NodeKind::Text(_)
                | NodeKind::List(_) => Err(self.unexpected(&visitor)),
            },
            ENUM_WORD => match &self.node.kind {
                NodeKind::Int(_) | NodeKind::Float(_) => Err(Problem {
                    help: INTEGER_ENUM.to_owned(),
                    ..self.unexpected(&"a string")
                }),
                NodeKind::Null
                | NodeKind::Bool(_)
                | NodeKind::Text(_)
                | NodeKind::List(_)
                | NodeKind::Map(_) => visitor.visit_newtype_struct(self),
            },
            UNQUOTED => match &self.node.kind {
                NodeKind::Int(number) => integer(*number, visitor),
                NodeKind::Float(number) => visitor.visit_f64(*number),
                NodeKind::Null
                | NodeKind::Bool(_)
                | NodeKind::Text(_)
                | NodeKind::List(_)
                | NodeKind::Map(_) => visitor.visit_newtype_struct(self),
            },
            _ => visitor.visit_newtype_struct(self),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        match &self.node.kind {
            NodeKind::Map(entries) => visitor.visit_map(Pairs::new(self, entries, None)),
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
            NodeKind::Map(entries) => visitor
                .visit_map(Pairs::new(self, entries, Some(fields)))
                .map_err(|problem: Problem| problem.or_at(self.node.span)),
            _ => Err(Problem {
                help: format!("write a mapping; the allowed keys are {}", quoted(fields)),
                ..self.unexpected(&"a mapping")
            }),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Problem> {
        match &self.node.kind {
            NodeKind::Text(text) => visitor
                .visit_enum(StrDeserializer::new(text))
                .map_err(|problem: Problem| problem.or_at(self.node.span)),
            NodeKind::Map(entries) if entries.len() == 1 => visitor
                .visit_enum(MapAccessDeserializer::new(Pairs::new(self, entries, None)))
                .map_err(|problem: Problem| problem.or_at(self.node.span)),
            _ => {
                let expected = format!("one of {}", quoted(variants));
                Err(self.unexpected(&expected.as_str()))
            }
        }
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char bytes byte_buf unit unit_struct seq tuple tuple_struct
        identifier ignored_any
    }
}

/// Passes an integer to a visitor.
fn integer<'de, V: Visitor<'de>>(number: i128, visitor: V) -> Result<V::Value, Problem> {
    match (i64::try_from(number), u64::try_from(number)) {
        (Ok(number), _) => visitor.visit_i64(number),
        (Err(_), Ok(number)) => visitor.visit_u64(number),
        (Err(_), Err(_)) => visitor.visit_i128(number),
    }
}
