//! Settings of methods, in the words of the language.

use super::{
    parameters::ACCEPT,
    servers,
    words::{duration, key_path, put, rust},
};
use crate::{
    model::{
        Api, CursorSource, EventTexts, Method, Models, Next, NumberEnd, Pages, Returns, Shape,
        Type, Upload, UploadVerb, Wait, WaitCondition, WaitValue,
    },
    names::{Name, Role},
    openapi::extension::{ExtendedObject, Extension},
};
use serde_json::{Map, Value, json};

/// Returns the extension of an operation.
pub(super) fn extension(
    api: &Api,
    handle: &Name,
    method: &Method,
    word: Option<&str>,
) -> Extension {
    let settings = &method.settings;
    let retries = match (settings.max_retries, &settings.retry_statuses) {
        (None, None) => None,
        (Some(max), None) => Some(json!(max)),
        (max, statuses) => {
            let mut retries = Map::new();
            put(&mut retries, "max", max);
            put(&mut retries, "statuses", statuses.clone());
            Some(retries.into())
        }
    };
    let pages = method.returns.pages().map(pagination);
    let server = settings.server.map(|index| &api.head.servers[index]);
    let server = server.map(|server| servers::key(server).to_owned());
    let accepts = settings.headers.iter().find(|header| header.name == ACCEPT);
    let idempotency = method.idempotency_key.as_ref();
    let mut extension = Extension::new(ExtendedObject::Method);
    extension
        .add("returns", word)
        .add("pagination", pages)
        .add("events", events(&method.returns))
        .add(
            "wait",
            method
                .wait
                .as_ref()
                .map(|wait| self::wait(api, method, wait)),
        )
        .add("upload", method.upload.as_ref().map(upload))
        .add("timeout", settings.timeout.map(duration))
        .add("retries", retries)
        .add("idempotent", settings.idempotent)
        .add("idempotency", idempotency.map(|header| header.name.wire()))
        .add("server", server)
        .add("accepts", accepts.map(|header| header.value.as_str()))
        .add("hidden", method.hidden.then_some(true))
        .add("deprecated", method.deprecated.clone())
        .add("rust", names(handle, method));
    extension
}

/// Returns the media type that is asked for, if it is stated, and is a single one.
pub(super) fn accepted<'a>(api: &'a Api, method: &'a Method) -> Option<&'a str> {
    let own = method.settings.headers.iter();
    let mut all = own.chain(&api.head.headers);
    let accepted = all.find(|header| header.name == ACCEPT)?;
    let is_stream = matches!(method.returns, Returns::Events(_));
    let value = accepted.value.as_str();
    Some(value).filter(|value| !is_stream && !value.contains([',', ';', '*']))
}

/// Returns the Rust names of a method that do not follow from its key.
fn names(handle: &Name, method: &Method) -> Option<Value> {
    let own = rust(Role::Method, method.name.wire(), &method.name);
    let operation = format!("{}.{}", handle.wire(), method.name.rust());
    let request = rust(Role::Request, &operation, &method.request);
    match (own, request) {
        (own, None) => own.map(Value::from),
        (own, Some(request)) => {
            let mut names = Map::new();
            put(&mut names, "method", own);
            put(&mut names, "request", Some(request));
            Some(names.into())
        }
    }
}

fn pagination(pages: &Pages) -> Value {
    let mut words = Map::new();
    let items = Some(&pages.items).filter(|items| !items.is_empty());
    put(&mut words, "items", items.map(|items| key_path(items)));
    match &pages.next {
        Next::Cursor {
            source,
            param,
            more,
        } => {
            match source {
                CursorSource::Body(path) => put(&mut words, "next", Some(key_path(path))),
                CursorSource::Header(name) => put(&mut words, "next_header", Some(name.as_str())),
                CursorSource::LastItem(path) => put(&mut words, "last", Some(key_path(path))),
            }
            put(&mut words, "cursor", Some(param.as_str()));
            put(&mut words, "more", more.as_deref().map(key_path));
        }
        Next::Page { param, first, end } => {
            put(&mut words, "page", Some(param.as_str()));
            put(
                &mut words,
                "first",
                Some(*first).filter(|first| *first != 1),
            );
            number_end(&mut words, end);
        }
        Next::Offset { param, end } => {
            put(&mut words, "offset", Some(param.as_str()));
            number_end(&mut words, end);
        }
        Next::Link => put(&mut words, "link", Some(true)),
        Next::Url { path, more } => {
            put(&mut words, "next_url", Some(key_path(path)));
            put(&mut words, "more", more.as_deref().map(key_path));
        }
    }
    words.into()
}

fn number_end(words: &mut Map<String, Value>, end: &NumberEnd) {
    match end {
        NumberEnd::Empty => {}
        NumberEnd::More(path) => put(words, "more", Some(key_path(path))),
        NumberEnd::Pages(path) => put(words, "pages", Some(key_path(path))),
        NumberEnd::Total(path) => put(words, "total", Some(key_path(path))),
    }
}

fn events(returns: &Returns) -> Option<Value> {
    let mut words = Map::new();
    let listed = |texts: &[String]| (!texts.is_empty()).then(|| Value::from(texts));
    match returns {
        Returns::Events(events) => {
            let rules = &events.rules;
            put(&mut words, "housekeeping", listed(&events.housekeeping));
            put(&mut words, "heartbeats", listed(&rules.heartbeats));
            put(&mut words, "done", rules.done.clone());
            put(&mut words, "error", listed(&rules.errors));
            put(
                &mut words,
                "error_field",
                listed(&rules.error_field).map(|_| key_path(&rules.error_field)),
            );
            if let EventTexts::Named(names) = &rules.texts {
                put(&mut words, "text", listed(names));
            }
            put(&mut words, "tag", rules.tag.as_ref().map(|_| "event"));
        }
        Returns::Lines(lines) => {
            let path = listed(&lines.error_field).map(|_| key_path(&lines.error_field));
            put(&mut words, "error_field", path);
        }
        Returns::Value(_)
        | Returns::Nothing
        | Returns::ByStatus(_)
        | Returns::Text
        | Returns::Download
        | Returns::Redirect
        | Returns::Pages(_) => return None,
    }
    (!words.is_empty()).then(|| words.into())
}

fn wait(api: &Api, method: &Method, wait: &Wait) -> Value {
    let conditions = |conditions: &[WaitCondition]| {
        let entries = conditions.iter().map(|condition| {
            let prefix = method
                .returns
                .ty()
                .map_or("", |ty| prefix_at(&api.models, ty, &condition.path));
            let values = condition.values.iter().filter_map(|value| match value {
                WaitValue::Text(text) => Some(json!(text.strip_prefix(prefix).unwrap_or(text))),
                WaitValue::Integer(number) => Some(json!(number)),
                WaitValue::Bool(flag) => Some(json!(flag)),
                // It follows from another value of the list, which is the zero value.
                WaitValue::Missing => None,
            });
            (condition.path.join("."), values.collect())
        });
        entries.collect::<Map<_, _>>()
    };
    let mut words = Map::new();
    put(&mut words, "until", Some(conditions(&wait.until)));
    put(
        &mut words,
        "fail",
        (!wait.fail.is_empty()).then(|| conditions(&wait.fail)),
    );
    put(&mut words, "every", Some(duration(wait.every)));
    put(&mut words, "most", Some(duration(wait.most)));
    words.into()
}

/// Returns the prefix of the words of the enum at a path.
fn prefix_at<'a>(models: &'a Models, ty: &Type, path: &[String]) -> &'a str {
    let Type::Model(id) = ty.unless_null() else {
        return "";
    };
    let model = models.get(*id);
    match (&model.shape, path.split_first()) {
        (Shape::Enum(_), None) => &model.prefix,
        (Shape::Struct(fields), Some((key, rest))) => {
            let mut fields = fields.iter();
            let field = fields.find(|field| field.name.wire() == key);
            field.map_or("", |field| prefix_at(models, &field.ty, rest))
        }
        (Shape::Enum(_) | Shape::Struct(_) | Shape::Union(_) | Shape::Mask(_), _) => "",
    }
}

fn upload(upload: &Upload) -> Value {
    // Paths of these are texts, whose keys may contain dots.
    let path = |keys: &[String]| keys.join(".");
    let mut words = Map::new();
    put(&mut words, "url", Some(path(&upload.url)));
    let verb = Some(upload.verb).filter(|verb| *verb != UploadVerb::Put);
    put(&mut words, "method", verb.map(UploadVerb::as_str));
    put(
        &mut words,
        "content_type",
        upload.content_type.as_deref().map(path),
    );
    put(
        &mut words,
        "content_length",
        upload.content_length.as_deref().map(path),
    );
    put(&mut words, "headers", upload.headers.as_deref().map(path));
    words.into()
}
