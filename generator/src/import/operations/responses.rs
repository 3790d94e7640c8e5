//! Responses.

use super::{
    super::{
        convert::{Converter, Site},
        draft::{DraftMethod, DraftReturns, Ty},
        pagination,
        report::Treatment,
    },
    bodies::{is_json, is_media_type},
};
use crate::openapi::media_types::{ANY, EVENT_STREAM, JSON, JSON_LINES, OCTET_STREAM};
use serde_json::{Map, Value};

impl<'d> Converter<'d> {
    /// Sets what a method returns.
    pub(super) fn responses(
        &mut self,
        operation: &'d Map<String, Value>,
        site: &Site<'_>,
        method: &mut DraftMethod,
    ) {
        let document = self.document;
        let responses = operation.get("responses").and_then(Value::as_object);
        let mut contents: Vec<(u16, &'d Map<String, Value>)> = Vec::new();
        let mut has_link = false;
        let mut empty = Vec::new();
        for (status, response) in responses.into_iter().flatten() {
            let Ok((response, _)) = document.resolve(response) else {
                self.lost("response that refers to nowhere", &site.place);
                continue;
            };
            let code = match status.as_str() {
                "2XX" | "2xx" => 200,
                "default" => continue,
                status => status.parse().unwrap_or(0),
            };
            if !(200..400).contains(&code) {
                continue;
            }
            let content = response
                .get("content")
                .and_then(Value::as_object)
                .filter(|content| !content.is_empty());
            match content {
                Some(content) if code < 300 => contents.push((code, content)),
                _ => empty.push(code),
            }
            if let Some(headers) = response.get("headers").and_then(Value::as_object) {
                self.response_headers(headers, site);
                has_link |= headers.keys().any(|name| name.eq_ignore_ascii_case("link"));
            }
            if response.get("links").is_some() {
                self.draft
                    .report
                    .note(Treatment::Ignored, "`links`", &site.place);
            }
        }
        // An API that states its only response as `default`.
        if contents.is_empty()
            && empty.is_empty()
            && let Some(Ok((response, _))) = responses
                .and_then(|responses| responses.get("default"))
                .map(|response| document.resolve(response))
            && let Some(content) = response.get("content").and_then(Value::as_object)
        {
            contents.push((200, content));
        }
        self.errors(responses, site);
        if method.verb == "HEAD" {
            return;
        }
        self.success(&contents, &empty, site, method);
        pagination::list(self, has_link, method);
    }

    /// Counts the models of error responses.
    fn errors(&mut self, responses: Option<&'d Map<String, Value>>, site: &Site<'_>) {
        let document = self.document;
        for (status, response) in responses.into_iter().flatten() {
            let is_error = status == "default" || status.starts_with(['4', '5']);
            let response = document
                .resolve(response)
                .ok()
                .filter(|_| is_error)
                .map(|(response, _)| response);
            let content = response
                .and_then(|response| response.get("content"))
                .and_then(Value::as_object);
            let Some(schema) = content.and_then(schema_of) else {
                continue;
            };
            // What an error does not say makes no operation partial: the error has its whole body.
            self.losses.push(Vec::new());
            let ty = self.ty(schema, &site.inner("error", &format!("responses/{status}")));
            self.losses.pop();
            if let Ty::Model(id) = ty {
                *self.draft.errors.entry(id).or_default() += 1;
            }
        }
    }

    fn success(
        &mut self,
        contents: &[(u16, &'d Map<String, Value>)],
        empty: &[u16],
        site: &Site<'_>,
        method: &mut DraftMethod,
    ) {
        if contents.is_empty()
            && let [300..=303 | 307 | 308] = empty[..]
        {
            method.returns = Some(DraftReturns::Word("redirect"));
            return;
        }
        self.contents(contents, site, method);
        let redirects = empty.contains(&302) || empty.contains(&303);
        let is_single = match method.returns {
            Some(DraftReturns::Value(_) | DraftReturns::Word(_)) => true,
            Some(DraftReturns::Page(..) | DraftReturns::Stream(..)) => false,
            None => redirects,
        };
        for status in empty {
            let word = match status {
                202 => "pending",
                200 if method.returns.is_none() => "nothing",
                201 | 203..=299 => "nothing",
                302 | 303 => "redirect",
                304 => "not_modified",
                _ => continue,
            };
            if is_single {
                method.statuses.insert(*status, word);
            } else if method.returns.is_none() {
                // Without content, all statuses mean the same.
            } else if *status >= 300 {
                let construct =
                    format!("response {status} of a method that returns no single value: an error");
                self.draft
                    .report
                    .note(Treatment::Changed, &construct, &site.place);
            } else {
                self.lost(&format!("response {status} without content"), &site.place);
            }
        }
    }

    /// Sets what a method returns with the statuses that have content. JSON is what it returns, and has its type there; text
    /// and files may be listed beside it.
    fn contents(
        &mut self,
        contents: &[(u16, &'d Map<String, Value>)],
        site: &Site<'_>,
        method: &mut DraftMethod,
    ) {
        let json = contents
            .iter()
            .find(|(_, content)| word_of(content).is_none());
        let Some((status, content)) = json.or(contents.first()) else {
            return;
        };
        let site = site.inner("response", &format!("responses/{status}"));
        method.returns = self.returned(content, &site, method);
        let is_single = matches!(
            method.returns,
            Some(DraftReturns::Value(_) | DraftReturns::Word(_))
        );
        for (other, of_other) in contents.iter().filter(|(other, _)| other != status) {
            match word_of(of_other) {
                word if word == word_of(content) && schema_of(of_other) == schema_of(content) => {}
                Some(word) if is_single && *other != 204 && *other != 205 => {
                    method.statuses.insert(*other, word);
                    // Each kind of response has a media type of its own.
                    method.accepts = None;
                }
                _ => self.lost(
                    &format!("response {other} beside {status} with another content"),
                    &site.place,
                ),
            }
        }
    }

    fn returned(
        &mut self,
        content: &'d Map<String, Value>,
        site: &Site<'_>,
        method: &mut DraftMethod,
    ) -> Option<DraftReturns> {
        let json = content
            .iter()
            .find(|(ty, _)| is_json(ty) || ty.as_str() == ANY);
        if let Some((ty, media)) = json {
            return Some(self.value(ty, media, content, site, method));
        }
        let inner = site.inner("", "content");
        let (ty, media) = content.iter().next()?;
        let is_implied = matches!(ty.as_str(), OCTET_STREAM | EVENT_STREAM);
        if !is_implied && is_media_type(ty) {
            method.accepts = Some(ty.clone());
        }
        let schema = media.get("schema").or_else(|| media.get("itemSchema"));
        let item = |converter: &mut Self| {
            schema.map_or(Ty::STRING, |schema| converter.result(schema, &inner))
        };
        Some(match essence(ty) {
            EVENT_STREAM => DraftReturns::Stream("events of", item(self)),
            ty if LINES.contains(&ty) => DraftReturns::Stream("lines of", item(self)),
            ty => DraftReturns::Word(word(ty)),
        })
    }

    /// Returns a response that is JSON.
    fn value(
        &mut self,
        ty: &str,
        media: &'d Value,
        content: &'d Map<String, Value>,
        site: &Site<'_>,
        method: &mut DraftMethod,
    ) -> DraftReturns {
        let events = content
            .get(EVENT_STREAM)
            .and_then(|events| events.get("schema"));
        if let Some(schema) = events {
            method.events = Some(self.result(schema, &site.inner("event", "content")));
        }
        let others = content
            .keys()
            .filter(|other| *other != ty && *other != EVENT_STREAM);
        if others.count() > 0 {
            let construct = "response of several media types: JSON";
            self.draft
                .report
                .note(Treatment::Changed, construct, &site.place);
        }
        if ty != JSON && is_media_type(ty) {
            method.accepts = Some(ty.to_owned());
        }
        let Some(schema) = media.get("schema") else {
            return DraftReturns::Value(Ty::JSON);
        };
        let inner = site.inner("", "content");
        match pagination::page(self, schema, &inner, method) {
            Some((items, envelope)) => DraftReturns::Page(items, envelope),
            None => DraftReturns::Value(self.result(schema, &inner)),
        }
    }

    /// Returns the type of a result, which is never `null` in the language.
    fn result(&mut self, schema: &'d Value, site: &Site<'_>) -> Ty {
        match self.ty(schema, site) {
            Ty::OrNull(ty) => {
                self.lost("result that may be `null`", &site.place);
                *ty
            }
            ty => ty,
        }
    }
}

/// Media types of JSON documents, each on a line.
const LINES: [&str; 4] = [
    JSON_LINES,
    "application/jsonl",
    "application/x-jsonlines",
    "application/json-seq",
];

/// Media types that are text, besides those that begin with `text/`.
const TEXTS: [&str; 3] = ["application/xml", "application/sdp", "application/yaml"];

/// Returns a media type without its parameters.
fn essence(media_type: &str) -> &str {
    media_type.split(';').next().unwrap_or_default()
}

/// Returns the word for content of a media type, which is no JSON and no stream.
fn word(media_type: &str) -> &'static str {
    if media_type.starts_with("text/") || TEXTS.contains(&media_type) {
        "text"
    } else {
        "download"
    }
}

/// Returns the word for the content of a response; `None` if it is JSON or a stream.
fn word_of(content: &Map<String, Value>) -> Option<&'static str> {
    let is_json = |ty: &String| is_json(ty) || ty == ANY;
    let first = essence(content.keys().next()?);
    let is_stream = first == EVENT_STREAM || LINES.contains(&first);
    (!is_stream && !content.keys().any(is_json)).then(|| word(first))
}

/// Returns the schema of a JSON response.
fn schema_of(content: &Map<String, Value>) -> Option<&Value> {
    content
        .iter()
        .find(|(ty, _)| is_json(ty))
        .and_then(|(_, media)| media.get("schema"))
}
