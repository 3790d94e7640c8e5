//! Random fakes.

use super::{names::Names, pagination};
use serde_json::{Value, json};

/// Names in the items of a fake, in its methods and in its settings.
struct Words {
    item: String,
    about: String,
    mood: String,
    id: String,
    text: String,
    labels: String,
    mask: String,
    cursor: String,
    size: String,
    ignored: String,
}

/// Adds a fake to a resource, with its five methods and its models.
pub fn fake(resource: &mut Value, names: &mut Names<'_>) {
    let words = Words {
        item: names.pascal(),
        about: names.pascal(),
        mood: names.pascal(),
        id: names.wire(),
        text: names.wire(),
        labels: names.wire(),
        mask: names.wire(),
        cursor: names.camel(),
        size: names.wire(),
        ignored: names.wire(),
    };
    models(resource, &words);
    resource["fake"] = settings(&words, names);
    methods(resource, &words, names);
}

fn settings(words: &Words, names: &mut Names<'_>) -> Value {
    if names.random.once_in(3) {
        return format!("about.{}", words.id).into();
    }
    let path = |word: &str, names: &mut Names<'_>| {
        pagination::written(&["about".to_owned(), word.to_owned()], names)
    };
    let mut settings = json!({ "id": path(&words.id, names) });
    let [text, start, labels] =
        [&words.text, &words.text, &words.labels].map(|word| path(word, names));
    let all = [
        ("aliases", json!({ format!("{}:", words.text): text })),
        ("limit", words.size.as_str().into()),
        ("matches", json!({ &words.labels: labels, "mood": "mood" })),
        ("starts", json!({ &words.text: start })),
        ("ignores", json!([words.ignored])),
    ];
    for (key, value) in all {
        if !names.random.once_in(4) {
            settings[key] = value;
        }
    }
    settings
}

fn models(resource: &mut Value, words: &Words) {
    let Words {
        item,
        about,
        mood,
        id,
        text,
        labels,
        ..
    } = words;
    resource["models"][mood] = json!({ "values": ["calm", "wild"] });
    resource["models"][about] = json!({ "fields": {
        format!("{id}?"): { "type": "string", "read_only": true },
        format!("{text}?"): "string",
        format!("{labels}?"): "map of string",
    } });
    resource["models"][item] = json!({ "fields": {
        "about": about,
        "mood": { "type": mood, "read_only": true },
    } });
}

fn methods(resource: &mut Value, words: &Words, names: &mut Names<'_>) {
    let Words {
        item,
        about,
        mood,
        text,
        labels,
        mask,
        cursor,
        size,
        ignored,
        ..
    } = words;
    let mut add = |method: Value| resource["methods"][names.snake()] = method;
    add(json!({
        "route": "GET /items",
        "query": {
            format!("{cursor}?"): "string",
            format!("{size}?"): "int32",
            format!("{labels}?"): "label_filter",
            format!("{text}?"): "string",
            format!("{ignored}?"): "bool",
            "mood?": mood,
        },
        "pagination": { "items": "items", "next": "next", "cursor": cursor },
        "returns": format!("page of {item}"),
    }));
    add(json!({ "route": "POST /items", "body": { "about": about }, "returns": item }));
    add(json!({ "route": "GET /items/{id}", "returns": item }));
    let body = json!({ "about?": about, format!("{mask}?"): format!("field mask of {item}") });
    add(json!({ "route": "PATCH /items/{id}", "body": body, "returns": item }));
    add(json!({ "route": "DELETE /items/{id}" }));
}
