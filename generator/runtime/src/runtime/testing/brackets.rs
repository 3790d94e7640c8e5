//! Values whose keys are in brackets, as queries and forms have them: `filter[price][gte]=10`. They have no types, which the
//! API description knows.

use serde_json::{Map, Value};

use crate::runtime::testing::rules::{
    ContentRule, FieldRule, FormRule, ModelShape, QueryForm, QueryRule, TagRule, ValueKind,
    VariantRule,
};

impl QueryRule {
    /// Marks the parameter as one with keys inside of it.
    #[must_use]
    pub const fn deep(self) -> Self {
        Self {
            form: QueryForm::Deep(decode),
            ..self
        }
    }
}

/// Returns the value of a query parameter with these pairs. The keys are those inside of it, such as `[price][gte]`.
fn decode(kind: ValueKind, pairs: &[(&str, &str)]) -> Value {
    let mut tree = Tree::default();
    for (keys, text) in pairs {
        tree.insert(&segments(keys)[1..], text);
    }
    typed(kind, tree)
}

/// Values with one name, and those of the names that go on after it in brackets.
#[derive(Clone, Default)]
pub(crate) struct Tree {
    texts: Vec<String>,
    entries: Vec<(String, Tree)>,
}

impl Tree {
    /// Adds a text at the place to which the segments of its name lead.
    pub(crate) fn insert(&mut self, segments: &[&str], text: &str) {
        let Some((key, rest)) = segments.split_first() else {
            return self.texts.push(text.to_owned());
        };
        let known = self.entries.iter().position(|(other, _)| other == key);
        let index = known.unwrap_or_else(|| {
            self.entries.push(((*key).to_owned(), Self::default()));
            self.entries.len() - 1
        });
        self.entries[index].1.insert(rest, text);
    }

    /// Returns the values at a path.
    fn at(&self, path: &[&str]) -> Option<&Self> {
        path.iter().try_fold(self, |tree, key| {
            let mut entries = tree.entries.iter();
            entries
                .find(|(other, _)| other == key)
                .map(|(_, tree)| tree)
        })
    }

    /// Returns `true` for one text.
    fn is_single(&self) -> bool {
        self.entries.is_empty() && self.texts.len() == 1
    }

    /// Returns `true` for several texts, and for keys that are empty or numbers.
    fn is_list(&self) -> bool {
        let is_number = |key: &str| key.bytes().all(|byte| byte.is_ascii_digit());
        !self.is_single() && self.entries.iter().all(|(key, _)| is_number(key))
    }

    /// Returns the items of a list, whatever their names are.
    fn items(self) -> Vec<Self> {
        let single = |text| Self {
            texts: vec![text],
            entries: Vec::new(),
        };
        let mut items: Vec<_> = self.texts.into_iter().map(single).collect();
        for (key, item) in self.entries {
            if key.is_empty() {
                items.extend(item.texts.into_iter().map(single));
            } else {
                items.push(item);
            }
        }
        items
    }
}

/// Splits a name such as `a[b][]` at its brackets.
pub(crate) fn segments(name: &str) -> Vec<&str> {
    let inner = name.strip_suffix(']').and_then(|name| name.split_once('['));
    match inner {
        Some((first, rest)) => std::iter::once(first).chain(rest.split("][")).collect(),
        None => vec![name],
    }
}

/// Returns a value of a type.
pub(crate) fn typed(kind: ValueKind, tree: Tree) -> Value {
    match kind {
        ValueKind::List(item) => {
            let items = tree.items().into_iter();
            items.map(|tree| typed(*item, tree)).collect()
        }
        ValueKind::Map(item) => {
            let entries = tree.entries.into_iter();
            entries
                .map(|(key, tree)| (key, typed(*item, tree)))
                .collect()
        }
        ValueKind::Model(shape) => match shape() {
            ModelShape::Object { fields, .. } => object(fields, tree),
            ModelShape::Union { tag, variants } => union(tag, variants, tree),
            ModelShape::OneOf(variants) => one_of(variants, tree),
        },
        // A `null` is sent as an empty text.
        ValueKind::Nullable(_) if tree.entries.is_empty() && tree.texts == [""] => Value::Null,
        ValueKind::Nullable(kind) => typed(*kind, tree),
        kind if tree.entries.is_empty() => scalar(kind, tree.texts),
        _ => any(tree),
    }
}

/// Returns an object with these fields. Nothing is sent of empty lists and objects, so that missing ones are empty.
pub(crate) fn object(fields: &[FieldRule], tree: Tree) -> Value {
    let mut object = Map::new();
    for (key, tree) in tree.entries {
        let field = fields.iter().find(|field| field.name == key);
        let kind = field.map_or(ValueKind::Any, |field| field.kind);
        object.insert(key, typed(kind, tree));
    }
    for field in fields
        .iter()
        .filter(|field| field.required && !field.read_only)
    {
        if !object.contains_key(field.name) && may_be_empty(field.kind) {
            object.insert(field.name.to_owned(), typed(field.kind, Tree::default()));
        }
    }
    Value::Object(object)
}

/// Returns the first type of a union without a tag of which these can be a value.
fn one_of(variants: &[FormRule], tree: Tree) -> Value {
    for FormRule { accepts, kind } in variants {
        let has_shape = match kind {
            ValueKind::List(_) => tree.is_list(),
            ValueKind::Map(_) | ValueKind::Model(_) => !tree.is_list() && !tree.is_single(),
            _ => tree.is_single(),
        };
        let value = typed(*kind, tree.clone());
        if has_shape && accepts(&value) {
            return value;
        }
    }
    any(tree)
}

/// Returns a union with its tag.
fn union(tag: TagRule, variants: &[VariantRule], tree: Tree) -> Value {
    let word = tree.at(tag.path).and_then(|tree| tree.texts.last());
    let variant = variants
        .iter()
        .find(|variant| word.is_some_and(|word| word == variant.tag));
    let number = word.and_then(|word| word.parse::<i64>().ok());
    let mut fields = Vec::new();
    match variant.map(|variant| variant.content) {
        Some(ContentRule::Whole(kind)) => return typed(kind, tree),
        Some(ContentRule::Keyed(key, kind)) => fields.push(FieldRule::required(key, kind)),
        Some(ContentRule::Flat(shape)) => match shape() {
            ModelShape::Object { fields: flat, .. } => fields.extend_from_slice(flat),
            ModelShape::Union { .. } | ModelShape::OneOf(_) => {}
        },
        Some(ContentRule::Nothing) | None => {}
    }
    let mut union = object(&fields, tree);
    if let Some(number) = number.filter(|_| tag.integer) {
        let mut path = tag.path.iter();
        let place = path.try_fold(&mut union, |value, key| value.get_mut(key));
        if let Some(place) = place {
            *place = number.into();
        }
    }
    union
}

/// Returns `true` for types with an empty value, of which nothing is sent.
fn may_be_empty(kind: ValueKind) -> bool {
    match kind {
        ValueKind::List(_) | ValueKind::Map(_) | ValueKind::Model(_) | ValueKind::Any => true,
        ValueKind::Nullable(kind) => may_be_empty(*kind),
        ValueKind::Text
        | ValueKind::Secret
        | ValueKind::Bool
        | ValueKind::Int32
        | ValueKind::Int64
        | ValueKind::Uint64
        | ValueKind::Int64Text
        | ValueKind::Number
        | ValueKind::DateTime
        | ValueKind::Duration
        | ValueKind::Bytes
        | ValueKind::Decoded(..)
        | ValueKind::File
        | ValueKind::Pairs => false,
    }
}

/// Returns the JSON of a text, or the text itself if it has another type.
fn scalar(kind: ValueKind, texts: Vec<String>) -> Value {
    let Some(text) = texts.into_iter().next_back() else {
        return Value::Null;
    };
    let json = match kind {
        ValueKind::Bool
        | ValueKind::Int32
        | ValueKind::Int64
        | ValueKind::Uint64
        | ValueKind::Number => serde_json::from_str(&text).ok(),
        // A value that may be a string or a number keeps all its digits.
        ValueKind::Decoded(is_valid, _) if !is_valid(&Value::from(&*text)) => {
            let json = serde_json::from_str(&text);
            json.ok().filter(is_valid)
        }
        ValueKind::Any
        | ValueKind::Text
        | ValueKind::Secret
        | ValueKind::Int64Text
        | ValueKind::DateTime
        | ValueKind::Duration
        | ValueKind::Bytes
        | ValueKind::Decoded(..)
        | ValueKind::Pairs
        | ValueKind::File
        | ValueKind::List(_)
        | ValueKind::Map(_)
        | ValueKind::Nullable(_)
        | ValueKind::Model(_) => None,
    };
    json.unwrap_or(Value::String(text))
}

/// Returns a value that is not described. Its texts stay texts.
pub(crate) fn any(tree: Tree) -> Value {
    if tree.entries.is_empty() {
        scalar(ValueKind::Any, tree.texts)
    } else if tree.is_list() {
        tree.items().into_iter().map(any).collect()
    } else {
        let entries = tree.entries.into_iter();
        entries.map(|(key, tree)| (key, any(tree))).collect()
    }
}
