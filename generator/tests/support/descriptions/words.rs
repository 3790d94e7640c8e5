//! Descriptions in which each of some words is the name of every kind of thing.

use super::{
    document::Documents,
    names::{camel, pascal},
};
use serde_json::{Map, Value, json};

/// End of the path parameters of the client, whose Rust names do not have it.
const OF_CLIENT: &str = "C";

/// Number of descriptions of the same words: a word is the name of a resource in one and of a request in the other, which
/// are both types of one scope. Its model has another shape in each.
pub const TURNS: usize = 2;

/// Returns one of the descriptions with the words in all positions of names. Its other names begin with `qx`.
pub fn of_words(package: &str, words: &[String], turn: usize) -> Documents {
    let mut documents = Documents::default();
    let mut add = |path: String, document: Value| documents.0.insert(path, document);
    add("api.yaml".to_owned(), api(package, words));
    add(
        "shared.yaml".to_owned(),
        json!({ "models": models(words, turn) }),
    );
    add("resources/qx_methods.yaml".to_owned(), methods(words, turn));
    add("resources/qx_setters.yaml".to_owned(), setters(words));
    add("resources/qx_paths.yaml".to_owned(), paths("", words));
    add(
        "resources/qx_clients.yaml".to_owned(),
        paths(OF_CLIENT, words),
    );
    add("resources/qx_nest.yaml".to_owned(), reader("nest"));
    for (index, word) in words.iter().enumerate() {
        let mut resource = reader(&format!("r{index}"));
        resource["methods"]["qx_read"]["returns"] = pascal(word).into();
        if index % TURNS != turn {
            add(format!("resources/{word}.yaml"), resource);
        }
        let mut nested = reader(&format!("n{index}"));
        nested["path"] = format!("/n/{{{}}}", camel(word)).into();
        add(format!("resources/qx_nest/{word}.yaml"), nested);
    }
    documents
}

/// Returns a mapping with an entry for each word.
fn each(words: &[String], entry: impl Fn(usize, &str) -> (String, Value)) -> Value {
    let entries = words.iter().enumerate();
    let entries = entries.map(|(index, word)| entry(index, word));
    Value::Object(entries.collect::<Map<_, _>>())
}

fn api(package: &str, words: &[String]) -> Value {
    json!({
        "name": "Words", "version": "1", "package": { "name": package, "version": "0.1.0" },
        "base_url": "https://api.example.com", "auth": "none",
        "client_params": each(words, |_, word| {
            (format!("{}{OF_CLIENT}", camel(word)), json!({ "rust": word }))
        }),
        "error": { "model": "QxError", "message": "qx_message" },
        "webhooks": "QxUnion",
    })
}

/// Returns a model of each word, and models whose fields, values and variants are the words.
fn models(words: &[String], turn: usize) -> Value {
    let mut models = each(words, |index, word| {
        let model = match (index + turn) % 3 {
            0 => json!({ "fields": { word: "string" } }),
            1 => json!({ "values": [word, "qx"] }),
            _ => json!({ "tag": "qx_tag", "variants": { word: "secret", "qx": {} } }),
        };
        (pascal(word), model)
    });
    models["QxRequired"] =
        json!({ "fields": each(words, |_, word| (word.to_owned(), "string".into())) });
    models["QxOptional"] = json!({ "fields": each(words, |_, word| (format!("{word}?"), "secret".into())), "additional": "json" });
    models["QxModels"] =
        json!({ "fields": each(words, |_, word| (format!("{word}?"), pascal(word).into())) });
    models["QxEntries"] = json!({ "fields": each(words, |index, word| {
        (format!("qx{index}?"), json!({ "type": "map of string", "entry": word }))
    }) });
    models["QxEnum"] = json!({ "values": each(words, |_, word| (word.to_owned(), json!({}))) });
    models["QxUnion"] = json!({ "tag": "qx_tag", "variants": each(words, |_, word| (word.to_owned(), "string".into())) });
    models["QxError"] =
        json!({ "fields": each(words, |_, word| (format!("{word}?"), "string".into())) });
    models["QxError"]["fields"]["qx_message"] = "string".into();
    models
}

/// Returns a resource with a method of each word. The request types of some have their names too.
fn methods(words: &[String], turn: usize) -> Value {
    let methods = each(words, |index, word| {
        let next = |step: usize| &words[(index + step) % words.len()];
        let mut method = json!({
            "route": format!("POST /m{index}"),
            "query": { format!("{}?", next(1)): "string" },
            "body": {
                format!("{}?", next(2)): "string",
                "qx?": { "type": "map of string", "entry": next(3) },
            },
            "returns": "QxModels",
        });
        if index % TURNS == turn {
            method["rust"] = json!({ "request": pascal(word) });
        }
        (word.to_owned(), method)
    });
    json!({ "methods": methods })
}

/// Returns a resource whose methods have setters of all words.
fn setters(words: &[String]) -> Value {
    let of = |ty: &str| each(words, |_, word| (format!("{word}?"), ty.into()));
    let mut mask = of("string");
    mask["qx_mask?"] = "field mask of QxRequired".into();
    let returned = |ty: &str| json!({ "route": format!("GET /{ty}"), "returns": ty });
    json!({ "methods": {
        "qx_query": { "route": "GET /query", "query": of("list of QxEnum"), "returns": "QxUnion" },
        "qx_body": { "route": "PATCH /body", "body": mask },
        "qx_required": returned("QxRequired"),
        "qx_optional": returned("QxOptional"),
        "qx_entries": { "route": "PUT /entries", "body": "QxEntries" },
    } })
}

/// Returns a resource with a path parameter of each word. `end` is the end of its name in the path.
fn paths(end: &str, words: &[String]) -> Value {
    let methods = each(words, |index, word| {
        let route = format!("DELETE /p{end}{index}/{{{}{end}}}", camel(word));
        (format!("qx{index}"), json!({ "route": route }))
    });
    json!({ "methods": methods })
}

fn reader(path: &str) -> Value {
    json!({ "methods": { "qx_read": { "route": format!("GET /{path}"), "returns": "string" } } })
}
