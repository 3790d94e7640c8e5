//! Every model of the real description takes random values in and gives them back: whatever is optional is there or
//! not, enums and unions have words and tags of the future, and texts have whatever JSON may have.

use crate::{
    cargo, crates,
    support::{folder, project},
};
use generator::{
    model::{Access, Api, Content, Field, ModelId, Presence, Shape, Type},
    resolve::{self, Files, ResourceInput},
    source::{FileId, Sources},
    syntax,
};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};
use std::fmt::Write as _;

/// How many values each model gets.
const VALUES: usize = 24;

/// Below this depth, what is optional is left out and lists are empty.
const MAX_DEPTH: usize = 5;

#[test]
fn every_model_gives_back_what_it_was_given() {
    let api = resolved();
    let mut random = Random {
        api: &api,
        state: 0x9e37_79b9_7f4a_7c15,
    };
    let (mut rows, mut cases) = (String::new(), Vec::new());
    for (id, model) in api.models.0.iter().enumerate() {
        if matches!(model.shape, Shape::Mask(_)) {
            continue;
        }
        let name = model.name.rust();
        let _ = writeln!(rows, "        {name:?} => again::<models::{name}>(value),");
        for _ in 0..VALUES {
            let (given, due) = random.model(ModelId(id), 0);
            cases.push(json!([name, given, due]));
        }
    }
    assert!(cases.len() > 4000, "the description has its models");
    let folder = cargo::scratch("round_trips");
    cargo::alone(|| {
        crates::emit(&project::path("spec"), &folder.join("sdk"));
        folder::write(&folder.join("Cargo.toml"), MANIFEST);
        folder::write(&folder.join("src/main.rs"), &MAIN.replace("ROWS", &rows));
        folder::write(&folder.join("cases.json"), &Value::Array(cases).to_string());
        cargo::lock(&folder);
        let passed = cargo::succeed(&mut cargo::cargo(&folder, &["run", "--quiet"]));
        assert!(passed.contains("values came back"), "{passed}");
    });
}

const MANIFEST: &str = "\
[package]
name = \"round-trips\"
version = \"0.0.0\"
edition = \"2024\"
publish = false

[workspace]

[dependencies]
generated-sdk = { path = \"sdk\", default-features = false, features = [\"hyper\", \"stream\", \"resources\"] }
serde = \"1\"
serde_json = \"1\"
";

const MAIN: &str = "\
use generated_sdk::models;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

fn main() {
    let text = std::fs::read_to_string(\"cases.json\").expect(\"the cases are there\");
    let cases: Vec<(String, Value, Value)> = serde_json::from_str(&text).expect(\"they are JSON\");
    for (model, given, due) in &cases {
        let found = again_as(model, given);
        assert_eq!(found.as_ref(), Ok(due), \"{model} was given {given}\");
    }
    println!(\"{} values came back\", cases.len());
}

fn again<T: Serialize + DeserializeOwned>(value: &Value) -> Result<Value, String> {
    let value: T = serde_json::from_str(&value.to_string()).map_err(|error| error.to_string())?;
    serde_json::to_value(&value).map_err(|error| error.to_string())
}

fn again_as(model: &str, value: &Value) -> Result<Value, String> {
    match model {
ROWS        _ => Err(\"no such model\".to_owned()),
    }
}
";

/// Random values of an API's types, the same in each run: each as it is given, and as it is due to come back.
struct Random<'a> {
    api: &'a Api,
    state: u64,
}

impl Random<'_> {
    fn next(&mut self, below: usize) -> usize {
        // Xorshift: it needs to be varied, and no more.
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        usize::try_from(self.state >> 33).unwrap_or(0) % below
    }

    fn one<'t, T>(&mut self, of: &'t [T]) -> &'t T {
        let at = self.next(of.len());
        &of[at]
    }

    fn text(&mut self) -> String {
        let texts = [
            "",
            "a",
            "quote \" and \\",
            "Zoë 🦓",
            "line\nbreak",
            "</script>",
            "\u{202e}x",
            "null",
        ];
        (*self.one(&texts)).to_owned()
    }

    fn model(&mut self, id: ModelId, depth: usize) -> (Value, Value) {
        let api = self.api;
        let model = api.models.get(id);
        match &model.shape {
            Shape::Enum(values) => {
                let known = self.next(4) > 0;
                let word = if known {
                    let at = self.next(values.len());
                    values[at].name.wire().to_owned()
                } else {
                    format!("FUTURE_{}", self.next(9))
                };
                (json!(word), json!(word))
            }
            Shape::Struct(fields) => self.object(fields, model.outgoing, depth),
            Shape::Union(union) => {
                if self.next(5) == 0 {
                    let junk = json!({ "deep": [1.5, null, { "x": "y" }], &union.tag: "brandNew", "tool": 3 });
                    return (junk.clone(), junk);
                }
                let at = self.next(union.variants.len());
                let variant = &union.variants[at];
                let tag = (union.tag.clone(), json!(variant.name.wire()));
                let (given, due) = match &variant.content {
                    Content::Nothing => (Map::new(), Map::new()),
                    Content::Empty(key) => {
                        let empty = Map::from_iter([(key.clone(), json!({}))]);
                        (empty.clone(), empty)
                    }
                    Content::Keyed(key, ty) => {
                        let (given, due) = self.value(ty, depth + 1);
                        let one = |value| Map::from_iter([(key.clone(), value)]);
                        (one(given), one(due))
                    }
                    Content::Flat(id) => {
                        let (given, due) = self.model(*id, depth);
                        let map = |value| match value {
                            Value::Object(map) => map,
                            _ => Map::new(),
                        };
                        (map(given), map(due))
                    }
                };
                let tagged = |content: Map<String, Value>, first: bool| {
                    let mut object = Map::new();
                    if first {
                        object.extend([tag.clone()]);
                    }
                    object.extend(content);
                    object.extend([tag.clone()]);
                    Value::Object(object)
                };
                // The tag may stand anywhere.
                let first = self.next(2) == 0;
                (tagged(given, first), tagged(due, true))
            }
            Shape::Mask(_) => (Value::Null, Value::Null),
        }
    }

    fn object(&mut self, fields: &[Field], outgoing: bool, depth: usize) -> (Value, Value) {
        let (mut given, mut due) = (Map::new(), Map::new());
        for field in fields {
            if field.is_rest {
                let extra = [("extra".to_owned(), json!([1, { "a": null }]))];
                given.extend(extra.clone());
                due.extend(extra);
                continue;
            }
            let optional = field.presence == Presence::Optional;
            if optional && (depth >= MAX_DEPTH || self.next(2) == 0) {
                continue;
            }
            let name = field.name.wire().to_owned();
            let lost = outgoing && field.access == Access::ReadOnly;
            if self.api.models.is_union(&field.ty) && self.next(6) == 0 {
                // A union without a tag says nothing.
                given.insert(name.clone(), json!({}));
                if !optional && !lost {
                    due.insert(name, json!({}));
                }
                continue;
            }
            let (value, back) = self.value(&field.ty, depth + 1);
            given.insert(name.clone(), value);
            if !lost {
                due.insert(name, back);
            }
        }
        (Value::Object(given), Value::Object(due))
    }

    fn value(&mut self, ty: &Type, depth: usize) -> (Value, Value) {
        match ty {
            Type::Scalar(scalar) => {
                let value = self.scalar(scalar.word);
                (value.clone(), value)
            }
            Type::Model(id) => self.model(*id, depth),
            Type::Mask(_) => (json!("a"), json!("a")),
            Type::List(item) => {
                let length = if depth >= MAX_DEPTH { 0 } else { self.next(3) };
                let items = (0..length).map(|_| self.value(item, depth + 1));
                let (given, due): (Vec<_>, Vec<_>) = items.unzip();
                (Value::Array(given), Value::Array(due))
            }
            Type::Map(item) => {
                let (mut given, mut due) = (Map::new(), Map::new());
                for _ in 0..self.next(3) {
                    let key = self.text();
                    let (value, back) = self.value(item, depth + 1);
                    given.insert(key.clone(), value);
                    due.insert(key, back);
                }
                (Value::Object(given), Value::Object(due))
            }
        }
    }

    fn scalar(&mut self, word: &str) -> Value {
        let among = |random: &mut Self, values: &[&str]| json!(*random.one(values));
        match word {
            "bool" => json!(self.next(2) == 0),
            "int32" => json!(*self.one(&[0, 1, -1, i32::MAX, i32::MIN])),
            "int64" => json!(*self.one(&[0, 1, i64::MAX, i64::MIN])),
            "float" => json!(*self.one(&[0.5, -1.25, 1e300, 2.5e-7])),
            "datetime" => among(
                self,
                &[
                    "2026-01-31T12:00:00Z",
                    "0001-01-01T00:00:00.000000001Z",
                    "9999-12-31T23:59:59.999999999Z",
                    "1969-12-31T23:59:59.250Z",
                ],
            ),
            "int64_text" => among(self, &["0", "9223372036854775807", "-9223372036854775808"]),
            "duration" => among(self, &["0s", "1.500s", "-3.000000001s", "315576000000s"]),
            "bytes" => among(self, &["", "aGk=", "AAECAw=="]),
            "json" => json!({ "a": [1, "b", null, { "c": 1.5 }], "": self.text() }),
            _ => json!(self.text()),
        }
    }
}

/// The real description, as the pipeline resolves it.
fn resolved() -> Api {
    let (sources, errors) = Sources::read(&project::path("spec"));
    assert!(errors.is_empty(), "{errors:?}");
    let resources = sources.resources.iter().map(|id| {
        let file = sources.file(*id);
        let parts: Vec<_> = file.name.split('/').collect();
        ResourceInput {
            file: *id,
            name: file.name.clone(),
            stem: file.stem.clone(),
            parent: (parts.len() > 2).then(|| parts[1].to_owned()),
            syntax: parsed(&sources, *id),
        }
    });
    let files = Files {
        api: sources.api.and_then(|id| parsed(&sources, id)),
        shared: sources.shared.and_then(|id| parsed(&sources, id)),
        resources: resources.collect(),
        examples: Vec::new(),
        unread: false,
    };
    let (api, problems) = resolve::resolve(files, Vec::new());
    api.unwrap_or_else(|| panic!("{problems:?}"))
}

fn parsed<T: DeserializeOwned>(sources: &Sources, id: FileId) -> Option<T> {
    syntax::parse(id, &sources.file(id).text).0
}
