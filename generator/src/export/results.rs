//! Bodies of responses: what a method returns.

use super::schemas::schema;
use crate::{
    model::{
        CursorSource, EventTexts, Models, Next, NumberEnd, Pages, ResponseKind, Returns,
        StatusMeaning,
    },
    openapi::{
        media_types::{EVENT_STREAM, JSON, JSON_LINES, OCTET_STREAM, TEXT},
        scalars,
    },
    scalars::Scalar,
};
use serde_json::{Map, Value, json};

/// Response of a method that succeeds.
pub(super) struct SuccessfulResponse {
    pub(super) status: u16,
    pub(super) description: &'static str,
    /// Media type and schema of the body.
    pub(super) content: Option<(&'static str, Map<String, Value>)>,
    /// Whether it has the header `Location`.
    pub(super) has_location: bool,
    /// Word of the language for what is no single value.
    pub(super) word: Option<&'static str>,
}

/// Returns the response of a method that succeeds, with a status that is not listed; `None` if there is no such status.
pub(super) fn success(models: &Models, returns: &Returns) -> Option<SuccessfulResponse> {
    Some(match returns {
        Returns::Nothing => empty(204, "Success, without content."),
        Returns::Redirect => with_meaning(StatusMeaning::Redirect),
        Returns::Value(ty) => found(None, "Success.", JSON, schema(models, ty)),
        Returns::ByStatus(by_status) => {
            let variants = by_status.variants();
            let others = variants.iter().find(|variant| variant.has_others)?;
            let success = match &others.kind {
                ResponseKind::Value(ty) => found(None, "Success.", JSON, schema(models, ty)),
                ResponseKind::Meaning(meaning) => with_meaning(*meaning),
            };
            SuccessfulResponse {
                status: by_status.sample_status(others),
                ..success
            }
        }
        Returns::Text => with_meaning(StatusMeaning::Text),
        Returns::Download => with_meaning(StatusMeaning::Download),
        Returns::Pages(pages) => found(Some("page of"), "A page.", JSON, page(models, pages)),
        Returns::Events(events) => {
            let (word, item) = match &events.rules.texts {
                EventTexts::All => ("events of text", text()),
                EventTexts::Named(_) => ("events of", schema(models, &events.item)),
            };
            let description = "Server-sent events. The schema is that of the data of one event.";
            found(Some(word), description, EVENT_STREAM, item)
        }
        Returns::Lines(lines) => {
            let (word, media_type, item) = if lines.is_text {
                ("lines of text", TEXT, text())
            } else {
                ("lines of", JSON_LINES, schema(models, &lines.item))
            };
            let description = "Lines. The schema is that of one line.";
            found(Some(word), description, media_type, item)
        }
    })
}

/// Returns the response of a status with a meaning.
pub(super) fn with_meaning(meaning: StatusMeaning) -> SuccessfulResponse {
    match meaning {
        StatusMeaning::Text => found(Some("text"), "Text.", TEXT, text()),
        StatusMeaning::Download => {
            let file = scalars::schema(Scalar::File);
            found(Some("download"), "Content.", OCTET_STREAM, file)
        }
        StatusMeaning::Redirect => SuccessfulResponse {
            word: Some("redirect"),
            has_location: true,
            ..empty(302, "Redirect to the URL in `Location`.")
        },
        StatusMeaning::Pending => empty(202, "The value is not ready yet."),
        StatusMeaning::Nothing => empty(204, "There is no value."),
        StatusMeaning::NotModified => empty(304, "The caller has the value already."),
    }
}

/// Returns a response with content.
fn found(
    word: Option<&'static str>,
    description: &'static str,
    media_type: &'static str,
    schema: Map<String, Value>,
) -> SuccessfulResponse {
    SuccessfulResponse {
        content: Some((media_type, schema)),
        word,
        ..empty(200, description)
    }
}

/// Returns the schema of a text.
fn text() -> Map<String, Value> {
    typed(&["string"])
}

/// Returns a response without content.
fn empty(status: u16, description: &'static str) -> SuccessfulResponse {
    SuccessfulResponse {
        status,
        description,
        content: None,
        has_location: false,
        word: None,
    }
}

/// Returns the schema of a page: its items, what leads to the next page, and the fields of its envelope.
fn page(models: &Models, pages: &Pages) -> Map<String, Value> {
    let items = json!({ "type": "array", "items": schema(models, &pages.item) });
    let mut page = Map::new();
    add(&mut page, &pages.items, items);
    for (path, leaf) in leaves(&pages.next) {
        add(&mut page, path, Value::Object(leaf));
    }
    let Some(envelope) = &pages.envelope else {
        return page;
    };
    let parts = json!([schema(models, envelope), page]);
    Map::from_iter([("allOf".to_owned(), parts)])
}

/// Returns the paths in the body that lead to the next page, with the schemas of their values.
fn leaves(next: &Next) -> Vec<(&[String], Map<String, Value>)> {
    let flag = || typed(&["boolean", "null"]);
    let number = || typed(&["integer", "null"]);
    let cursor = || typed(&["string", "null"]);
    match next {
        Next::Cursor { source, more, .. } => {
            let mut leaves = Vec::new();
            match source {
                CursorSource::Body(path) => leaves.push((path.as_slice(), cursor())),
                CursorSource::Header(_) | CursorSource::LastItem(_) => {}
            }
            leaves.extend(more.iter().map(|path| (path.as_slice(), flag())));
            leaves
        }
        Next::Page { end, .. } | Next::Offset { end, .. } => match end {
            NumberEnd::Empty => Vec::new(),
            NumberEnd::More(path) => vec![(path, flag())],
            NumberEnd::Pages(path) | NumberEnd::Total(path) => vec![(path, number())],
        },
        Next::Link => Vec::new(),
        Next::Url { path, more } => {
            let more = more.iter().map(|path| (path.as_slice(), flag()));
            std::iter::once((path.as_slice(), cursor()))
                .chain(more)
                .collect()
        }
    }
}

/// Returns the schema of a value of one of these types.
fn typed(types: &[&str]) -> Map<String, Value> {
    let ty = match types {
        [only] => json!(only),
        several => json!(several),
    };
    Map::from_iter([("type".to_owned(), ty)])
}

/// Adds the schema of the value at a path to that of an object.
fn add(object: &mut Map<String, Value>, path: &[String], leaf: Value) {
    let Some((key, rest)) = path.split_first() else {
        if let Value::Object(leaf) = leaf {
            object.extend(leaf);
        }
        return;
    };
    object.entry("type").or_insert_with(|| "object".into());
    let properties = object.entry("properties").or_insert_with(|| json!({}));
    if let Value::Object(properties) = properties {
        let inner = properties.entry(key).or_insert_with(|| json!({}));
        if let Value::Object(inner) = inner {
            add(inner, rest, leaf);
        }
    }
}
