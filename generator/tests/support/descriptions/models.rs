//! Random models.

use super::pagination::Pagination;
use super::{docs, examples, fields, names::Names};
use serde_json::{Map, Value, json};

/// Types without parts.
pub const SCALARS: [&str; 21] = [
    "string",
    "bool",
    "int32",
    "int64",
    "float",
    "datetime",
    "int64_text",
    "duration",
    "bytes",
    "date",
    "time",
    "unix_seconds",
    "unix_millis",
    "rfc2822",
    "uint64",
    "decimal",
    "uuid",
    "url",
    "base64url",
    "json",
    "secret",
];

/// Kind of a model.
#[derive(Clone, Copy, PartialEq)]
pub enum Kind {
    Struct,
    Enum,
    Union,
    OneOf,
}

/// Models that a description has so far.
#[derive(Default)]
pub struct Models {
    pub known: Vec<(String, Kind)>,
    pub definitions: Map<String, Value>,
    /// Model that is being described, which it may hold, or lists of it.
    current: String,
    /// Path parameters of the client.
    pub client_params: Vec<String>,
    /// Pagination of the API, if it has one.
    pub pagination: Option<Pagination>,
}

impl Models {
    /// Returns random models, and adds them to those that are known.
    pub fn section(&mut self, count: usize, names: &mut Names<'_>) -> Value {
        let mut section = Map::new();
        for _ in 0..count {
            let name = names.pascal();
            self.current.clone_from(&name);
            if self.known.iter().any(|(known, _)| *known == name) {
                continue;
            }
            let (kind, model) = match names.random.below(5) {
                0 => (Kind::Enum, enumeration(names)),
                1 if names.random.once_in(3) => (Kind::OneOf, self.one_of(names)),
                1 => (Kind::Union, self.union(names)),
                _ => (Kind::Struct, self.structure(names)),
            };
            self.definitions.insert(name.clone(), model.clone());
            let mut model = model;
            if names.random.once_in(16) {
                model["rust"] = names.pascal().into();
            }
            if names.random.once_in(4) {
                model["example"] = examples::value(&name, true, self, 0, names);
            }
            section.insert(name.clone(), model);
            self.known.push((name, kind));
        }
        self.current.clear();
        self.entangle(&mut section, names);
        Value::Object(section)
    }

    /// Lets some structs hold models that are described behind them, or lists or maps of them.
    fn entangle(&mut self, section: &mut Map<String, Value>, names: &mut Names<'_>) {
        for (name, model) in section.iter_mut() {
            if !model["fields"].is_object() || !names.random.once_in(6) {
                continue;
            }
            let of = self.known[names.random.below(self.known.len())].0.clone();
            let ty = format!("{}{of}", names.random.pick(&["list of ", "map of ", ""]));
            model["fields"][format!("{}?", names.wire())] = ty.into();
            self.definitions.insert(name.clone(), model.clone());
        }
    }

    /// Returns one of the models of a kind.
    pub fn of(&self, kind: Kind, names: &mut Names<'_>) -> Option<String> {
        let of_kind = self.known.iter().filter(|(_, known)| *known == kind);
        let of_kind: Vec<_> = of_kind.map(|(name, _)| name).collect();
        (!of_kind.is_empty()).then(|| of_kind[names.random.below(of_kind.len())].clone())
    }

    /// Returns a type. It uses only models that are known, or the one that is being described.
    pub fn ty(&self, names: &mut Names<'_>) -> String {
        match names.random.below(11) {
            10 => format!("({} or null)", self.ty(names)),
            0 if !self.current.is_empty() && names.random.once_in(6) => {
                let of = names.random.pick(&["list of ", ""]);
                format!("{of}{}", self.current)
            }
            0 => format!("list of {}", self.ty(names)),
            1 => format!("map of {}", self.ty(names)),
            2..=4 if !self.known.is_empty() => {
                self.known[names.random.below(self.known.len())].0.clone()
            }
            5 => "string".to_owned(),
            _ => names.random.pick(&SCALARS).to_owned(),
        }
    }

    /// Returns `true` if the values of a type are known. A model that is being described has none yet.
    pub fn has_values(&self, ty: &str) -> bool {
        self.current.is_empty() || !ty.ends_with(&self.current)
    }

    fn structure(&self, names: &mut Names<'_>) -> Value {
        let count = names.random.below(7);
        let mut model = json!({ "fields": fields::fields(count, true, self, names) });
        if let Some(source) = self
            .of(Kind::Struct, names)
            .filter(|_| names.random.once_in(5))
        {
            self.add_source(&mut model, source, names);
        }
        if let Some(base) = self
            .of(Kind::Struct, names)
            .filter(|_| names.random.once_in(8))
        {
            model["includes"] = json!([base]);
        }
        if names.random.once_in(6) {
            model["fields"]["message?"] = "string".into();
        }
        if names.random.once_in(6) {
            model["additional"] = self.ty(names).into();
        }
        if names.random.once_in(8) {
            model["unknown_fields"] = (*names.random.pick(&["keep", "drop"])).into();
        }
        with_docs(model, names)
    }

    /// Lets a struct be created from another, of which it has some fields. All others are optional.
    fn add_source(&self, model: &mut Value, source: String, names: &mut Names<'_>) {
        let Some(fields) = model["fields"].as_object_mut() else {
            return;
        };
        fields.retain(|key, _| key.ends_with('?'));
        let of_source = self.definitions[&source]["fields"].as_object();
        for (key, field) in of_source.into_iter().flatten() {
            if !names.random.once_in(4) {
                fields.insert(key.clone(), field.clone());
            }
        }
        model["from"] = source.into();
    }

    fn union(&self, names: &mut Names<'_>) -> Value {
        let mut variants = Map::new();
        for _ in 0..=names.random.below(5) {
            let variant = match (names.random.below(6), self.of(Kind::Struct, names)) {
                (0, _) => json!({}),
                (1, _) => json!({ "type": "empty" }),
                (2 | 3, Some(model)) => json!({ "flat": model }),
                _ => json!({ "type": self.ty(names) }),
            };
            let (name, variant) = named(variant, names);
            variants.insert(name, fields::short(variant, names));
        }
        let key = if names.random.once_in(8) {
            names.odd()
        } else {
            names.wire()
        };
        let tag = match names.random.below(4) {
            0 => json!([key, names.wire()]),
            _ if key.contains('.') => json!([key]),
            _ => json!(key),
        };
        let mut union = json!({ "tag": tag, "variants": variants });
        if names.random.once_in(4) {
            number(&mut union["variants"]);
            return with_docs(union, names);
        }
        with_docs(with_prefix(union, names), names)
    }

    /// Returns a union without a tag, whose variants have different kinds.
    fn one_of(&self, names: &mut Names<'_>) -> Value {
        let model = self.of(Kind::Struct, names);
        let text = self.of(Kind::Enum, names);
        let types = [
            text.filter(|_| names.random.once_in(2))
                .unwrap_or_else(|| "string".to_owned()),
            format!("list of {}", self.ty(names)),
            model.unwrap_or_else(|| "map of string".to_owned()),
            "bool".to_owned(),
        ];
        let mut variants = Map::new();
        let left_out = names.random.below(types.len());
        for (index, ty) in types.iter().enumerate() {
            if index != left_out {
                let (name, variant) = named(json!({ "type": ty }), names);
                variants.insert(name, fields::short(variant, names));
            }
        }
        with_docs(json!({ "one_of": variants }), names)
    }
}

/// Gives each variant of a union or value of an enum a number.
fn number(entries: &mut Value) {
    let entries = entries.as_object_mut().into_iter().flatten();
    for (index, (_, entry)) in entries.enumerate() {
        let number = i64::try_from(index).unwrap_or_default() * 7 - 3;
        match entry {
            Value::String(ty) => *entry = json!({ "type": ty, "value": number }),
            entry => entry["value"] = number.into(),
        }
    }
}

fn enumeration(names: &mut Names<'_>) -> Value {
    let count = 1 + names.random.below(6);
    let values = if names.random.once_in(3) {
        (0..count).map(|_| Value::from(names.wire())).collect()
    } else {
        let values = (0..count).map(|_| {
            let (name, value) = named(json!({}), names);
            let is_short = names.random.once_in(2);
            let docs = value
                .get("docs")
                .filter(|_| value.get("rust").is_none() && is_short);
            (name, docs.cloned().unwrap_or(value))
        });
        Value::Object(values.collect())
    };
    let mut model = if names.random.once_in(5) {
        let values = (0..count).map(|index| {
            let (name, mut value) = named(json!({}), names);
            value["value"] = (i64::try_from(index).unwrap_or_default() - 1).into();
            let is_short = value.as_object().is_some_and(|value| value.len() == 1);
            let short = value["value"].clone();
            (name, if is_short { short } else { value })
        });
        json!({ "values": Value::Object(values.collect()) })
    } else {
        with_prefix(json!({ "values": values }), names)
    };
    if names.random.once_in(4) {
        model["allow"] = json!(["W003"]);
    }
    with_docs(model, names)
}

/// Returns the name of a value or variant, and adds what both can have.
fn named(mut long: Value, names: &mut Names<'_>) -> (String, Value) {
    let is_odd = names.random.once_in(8);
    let name = if is_odd { names.odd() } else { names.wire() };
    if is_odd || names.random.once_in(12) {
        long["rust"] = names.pascal().into();
    }
    if names.random.once_in(3) {
        long["docs"] = docs::docs(names).into();
    }
    if names.random.once_in(12) {
        long["deprecated"] = docs::docs(names).into();
    }
    (name, long)
}

fn with_prefix(mut model: Value, names: &mut Names<'_>) -> Value {
    if names.random.once_in(3) {
        model["prefix"] = names.random.pick(&["PREFIX_", "a.", "x-", "Größe "]).into();
    }
    model
}

fn with_docs(mut model: Value, names: &mut Names<'_>) -> Value {
    if names.random.once_in(3) {
        model["docs"] = docs::docs(names).into();
    }
    if names.random.once_in(16) {
        model["deprecated"] = docs::docs(names).into();
    }
    model
}
