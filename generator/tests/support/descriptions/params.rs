//! Random paths and query parameters.

use super::{
    docs, examples, fields,
    models::{Kind, Models, SCALARS},
    names::Names,
};
use serde_json::{Map, Value, json};

/// Types of parameters.
const PARAMETERS: [&str; 7] = [
    "string",
    "bool",
    "int32",
    "int64",
    "float",
    "datetime",
    "int64_text",
];

/// Returns a path that begins like another, and the description of its parameters.
pub fn path(begin: &str, models: &Models, names: &mut Names<'_>) -> (String, Map<String, Value>) {
    let (mut path, mut described) = (begin.to_owned(), Map::new());
    for param in &models.client_params {
        if !names.random.once_in(4) {
            continue;
        }
        path = format!("{path}/{{{param}}}");
        if names.random.once_in(2) {
            let mut long = json!({ "required": true });
            if names.random.once_in(3) {
                long["rust"] = names.snake().into();
            }
            described.insert(param.clone(), long);
        }
    }
    for _ in 0..names.random.below(3) {
        let param = if names.random.once_in(16) {
            names.wire()
        } else {
            names.camel()
        };
        if names.random.once_in(8) {
            path = format!("{path}/{{{param}*}}");
            continue;
        }
        let around = [&("", ""), &("", ""), &("v", ".json"), &("...", "")];
        let (before, behind) = *names.random.pick(&around);
        path = format!("{path}/{before}{{{param}}}{behind}");
        if let Some(described_as) = param_of(models, names) {
            described.insert(param, described_as);
        }
    }
    path.push_str(
        names
            .random
            .pick(&["", "", "", "", "", ":act", "/", "/-._~!$&'()*+,;=:@"]),
    );
    (path, described)
}

/// Returns the description of a path parameter, if it has one.
fn param_of(models: &Models, names: &mut Names<'_>) -> Option<Value> {
    if names.random.once_in(3) {
        return None;
    }
    if names.random.once_in(3) {
        return Some(docs::docs(names).into());
    }
    let ty = parameter(models, names);
    let mut long = json!({ "type": ty });
    if names.random.once_in(3) {
        long["example"] = examples::value(&ty, false, models, 0, names);
    }
    if names.random.once_in(2) {
        long["docs"] = docs::docs(names).into();
    }
    if names.random.once_in(6) {
        long["rust"] = names.snake().into();
    }
    Some(long)
}

/// Returns query parameters.
pub fn query(models: &Models, names: &mut Names<'_>) -> Map<String, Value> {
    let mut query = Map::new();
    for _ in 0..names.random.below(5) {
        let is_odd = names.random.once_in(10);
        let name = if is_odd { names.odd() } else { names.wire() };
        let optional = names.random.pick(&["", "?", "?"]);
        let mut long = match names.random.below(9) {
            0 => json!({ "type": "label_filter", "entry": names.snake() }),
            1 => json!({ "type": format!("list of {}", parameter(models, names)) }),
            2 => {
                let style = names.random.pick(&["repeated", "brackets", "comma"]);
                json!({ "type": format!("list of {}", parameter(models, names)), "style": style })
            }
            3 => nested(models, names),
            _ => json!({ "type": parameter(models, names) }),
        };
        if names.random.once_in(3) {
            long["example"] = match long["type"].as_str() {
                Some("label_filter") | None => "b=*~ /,a=".into(),
                Some(ty) => examples::value(ty, false, models, 0, names),
            };
        }
        if is_odd || names.random.once_in(12) {
            long["rust"] = names.snake().into();
        }
        if names.random.once_in(12) {
            long["wire"] = names.wire().into();
        }
        if names.random.once_in(4) {
            long["docs"] = docs::docs(names).into();
        }
        if names.random.once_in(12) {
            long["deprecated"] = docs::docs(names).into();
        }
        query.insert(format!("{name}{optional}"), fields::short(long, names));
    }
    query
}

/// Returns a parameter with keys inside of it, rarely one that has values that URLs cannot have.
fn nested(models: &Models, names: &mut Names<'_>) -> Value {
    let inner = match models.of(Kind::Struct, names) {
        Some(model) if names.random.once_in(2) => model,
        Some(_) | None => format!("map of {}", parameter(models, names)),
    };
    let list = names.random.pick(&["", "", "list of "]);
    let mut long = json!({ "type": format!("{list}{inner}") });
    if names.random.once_in(2) {
        long["style"] = "deep".into();
    }
    long
}

/// Returns the type of a parameter, rarely one that parameters cannot have.
pub fn parameter(models: &Models, names: &mut Names<'_>) -> String {
    match (names.random.below(12), models.of(Kind::Enum, names)) {
        (0, _) => names.random.pick(&SCALARS).to_owned(),
        (1..=4, Some(model)) => model,
        _ => names.random.pick(&PARAMETERS).to_owned(),
    }
}
