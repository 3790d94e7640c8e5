//! Random models.

use super::names::Names;
use serde_json::{Map, Value, json};

const SCALARS: [&str; 11] = [
    "string",
    "bool",
    "int32",
    "int64",
    "float",
    "datetime",
    "int64_text",
    "duration",
    "bytes",
    "json",
    "secret",
];

/// Kind of a model.
#[derive(Clone, Copy, PartialEq)]
pub enum Kind {
    Struct,
    Enum,
    Union,
}

/// Models that a description has so far.
#[derive(Default)]
pub struct Models {
    pub known: Vec<(String, Kind)>,
    pub definitions: Map<String, Value>,
    /// Model that is being described, of which it may hold lists.
    current: String,
    /// Path parameter of the client, if there is one.
    pub client_param: Option<String>,
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
                1 => (Kind::Union, self.union(names)),
                _ => (Kind::Struct, self.structure(names)),
            };
            self.definitions.insert(name.clone(), model.clone());
            section.insert(name.clone(), model);
            self.known.push((name, kind));
        }
        self.current.clear();
        Value::Object(section)
    }

    /// Returns one of the models of a kind.
    pub fn of(&self, kind: Kind, names: &mut Names<'_>) -> Option<String> {
        let of_kind = self.known.iter().filter(|(_, known)| *known == kind);
        let of_kind: Vec<_> = of_kind.map(|(name, _)| name).collect();
        (!of_kind.is_empty()).then(|| of_kind[names.random.below(of_kind.len())].clone())
    }

    /// Returns a type. It uses only models that are known, so that no model contains itself.
    pub fn ty(&self, names: &mut Names<'_>) -> String {
        match names.random.below(10) {
            0 if !self.current.is_empty() && names.random.once_in(6) => {
                format!("list of {}", self.current)
            }
            0 => format!("list of {}", self.ty(names)),
            1 => format!("map of {}", self.ty(names)),
            2..=4 if !self.known.is_empty() => {
                self.known[names.random.below(self.known.len())].0.clone()
            }
            _ => names.random.pick(&SCALARS).to_owned(),
        }
    }

    /// Returns the fields of a struct or of a request body.
    pub fn fields(&self, count: usize, names: &mut Names<'_>) -> Value {
        let mut fields = Map::new();
        for _ in 0..count {
            let optional = if names.random.once_in(2) { "?" } else { "" };
            let name = names.wire();
            let ty = self.ty(names);
            let is_map = ty.starts_with("map of ");
            let mut field = json!({ "type": ty });
            if names.random.once_in(6) {
                field["read_only"] = true.into();
            }
            if is_map && names.random.once_in(2) {
                field["entry"] = names.snake().into();
            }
            if names.random.once_in(12) {
                field["deprecated"] = "Use another.".into();
            }
            if names.random.once_in(12) {
                field["rust"] = names.snake().into();
            }
            if names.random.once_in(12) {
                field["wire"] = names.wire().into();
            }
            if names.random.once_in(3) {
                field["docs"] = "Docs of the field, with `code`.".into();
            }
            fields.insert(format!("{name}{optional}"), field);
        }
        Value::Object(fields)
    }

    fn structure(&self, names: &mut Names<'_>) -> Value {
        let count = names.random.below(7);
        let mut model = json!({ "fields": self.fields(count, names) });
        if names.random.once_in(6) {
            model["additional"] = self.ty(names).into();
        }
        if names.random.once_in(3) {
            model["docs"] = "Docs of the model.".into();
        }
        model
    }

    fn union(&self, names: &mut Names<'_>) -> Value {
        let mut variants = Map::new();
        for _ in 0..=names.random.below(5) {
            let variant = match (names.random.below(5), self.of(Kind::Struct, names)) {
                (0, _) => json!({}),
                (1, _) => json!({ "type": "empty" }),
                (2 | 3, Some(model)) => json!({ "flat": model }),
                _ => json!({ "type": self.ty(names) }),
            };
            variants.insert(names.wire(), variant);
        }
        with_prefix(json!({ "tag": names.wire(), "variants": variants }), names)
    }
}

fn enumeration(names: &mut Names<'_>) -> Value {
    let count = 1 + names.random.below(6);
    let words: Vec<_> = (0..count).map(|_| names.wire()).collect();
    if names.random.once_in(2) {
        return with_prefix(json!({ "values": words }), names);
    }
    let values: Map<_, _> = words
        .into_iter()
        .map(|word| (word, Value::from("Docs of the value.")))
        .collect();
    with_prefix(json!({ "values": values }), names)
}

fn with_prefix(mut model: Value, names: &mut Names<'_>) -> Value {
    if names.random.once_in(3) {
        model["prefix"] = "PREFIX_".into();
    }
    model
}
