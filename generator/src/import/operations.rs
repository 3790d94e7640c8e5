//! Operations as methods.

mod bodies;
mod parameters;
mod response_headers;
mod responses;

use super::{
    convert::{Converter, Site, SiteFormat},
    documentation,
    draft::{Combinations, DraftContent, DraftField, DraftMethod, DraftRequest, DraftReturns, Ty},
    report::Treatment,
    servers,
};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// HTTP methods that the language has.
const VERBS: &[&str] = &["get", "put", "post", "delete", "patch", "head"];

/// Keys of a path that are no operations.
const KEYS: &[&str] = &["parameters", "summary", "description", "servers", "$ref"];

/// Keys of a document.
const ROOT: &[&str] = &[
    "openapi",
    "info",
    "servers",
    "paths",
    "components",
    "security",
    "tags",
    "externalDocs",
    "jsonSchemaDialect",
    "$self",
];

impl<'d> Converter<'d> {
    /// Converts all operations.
    pub(super) fn operations(&mut self) {
        let document = self.document;
        for key in document.root().as_object().into_iter().flat_map(Map::keys) {
            let place = format!("#/{}", super::document::escape(key));
            if key == "webhooks" {
                self.draft.report.ask(
                    "Which events does the API send, and how are they signed? (`webhooks`)",
                    &place,
                );
            } else if !ROOT.contains(&key.as_str()) && !key.starts_with("x-") {
                self.draft.report.note(
                    Treatment::Ignored,
                    &format!("`{key}`, which OpenAPI does not have there"),
                    &place,
                );
            }
        }
        let paths = document.root().get("paths").and_then(Value::as_object);
        for (path, item) in paths.into_iter().flatten() {
            let Ok((item, _)) = document.resolve(item) else {
                self.draft
                    .report
                    .note(Treatment::Lost, "path that refers to nowhere", path);
                continue;
            };
            let Some(item) = item.as_object() else {
                continue;
            };
            for (verb, operation) in item {
                let place = format!("#/paths/{}/{verb}", super::document::escape(path));
                match operation.as_object() {
                    Some(_) if !is_path(path) => self.without_path(verb, path, &place),
                    Some(operation) if VERBS.contains(&verb.as_str()) => {
                        self.operation(verb, path, item, operation, &place);
                    }
                    _ if KEYS.contains(&verb.as_str()) || verb.starts_with("x-") => {}
                    _ => {
                        self.draft.report.operations += 1;
                        let name = format!("{} {path}", verb.to_uppercase());
                        let reason =
                            format!("the language has no HTTP method {}", verb.to_uppercase());
                        self.draft.report.partial.insert(name, vec![reason]);
                        self.draft.report.note(
                            Treatment::Lost,
                            &format!("HTTP method {}", verb.to_uppercase()),
                            &place,
                        );
                    }
                }
            }
        }
    }

    /// Returns the URL of the server that an operation or its path has instead of that of the API.
    fn server(
        &mut self,
        item: &Map<String, Value>,
        operation: &Map<String, Value>,
        site: &Site<'_>,
    ) -> Option<String> {
        let url = servers::own(operation).or_else(|| servers::own(item))?;
        if servers::base(self.document).is_some_and(|base| base.url == url) {
            return None;
        }
        if !servers::is_fixed(url) {
            self.lost(&format!("server of its own at `{url}`"), &site.place);
            return None;
        }
        Some(url.to_owned())
    }

    /// Returns the credentials of an operation, if they are not those of the API.
    fn security(
        &mut self,
        operation: &Map<String, Value>,
        site: &Site<'_>,
    ) -> Option<Combinations> {
        match self.security.of_operation(self.document, operation) {
            Ok(combinations) => combinations,
            Err(schemes) => {
                let construct = format!(
                    "credentials that cannot be sent: `{}`",
                    schemes.join("`, `")
                );
                self.lost(&construct, &site.place);
                None
            }
        }
    }

    /// Notes an operation whose path cannot be sent.
    fn without_path(&mut self, verb: &str, path: &str, place: &str) {
        self.draft.report.operations += 1;
        let construct = "path that cannot be sent, or has a parameter twice";
        let name = format!("{} {path}", verb.to_uppercase());
        self.draft
            .report
            .partial
            .insert(name, vec![construct.to_owned()]);
        self.draft.report.note(Treatment::Lost, construct, place);
    }

    /// Returns a method of its own for the events that an operation returns if its request has `stream: true`.
    fn stream(&mut self, method: &mut DraftMethod, events: Ty, place: &str) -> DraftMethod {
        self.draft.report.note(
            Treatment::Changed,
            "response that is a value or a stream of events: a method for each",
            place,
        );
        let mut stream = method.clone();
        stream.returns = Some(DraftReturns::Stream("events of", events));
        stream.pagination = None;
        stream.statuses.clear();
        stream.accepts = None;
        stream.id = method.id.as_ref().map(|id| format!("{id}_stream"));
        if let Some(DraftRequest {
            content: DraftContent::Fields(fields),
            ..
        }) = &mut stream.body
            && let Some(field) = fields
                .iter_mut()
                .find(|field| field.key == "stream" && *field.ty.inner() == Ty::Word("bool"))
        {
            field.constant = Some(Value::Bool(true));
            field.is_optional = false;
            field.ty = Ty::Word("bool");
            if let Some(DraftRequest {
                content: DraftContent::Fields(fields),
                ..
            }) = &mut method.body
            {
                fields.retain(|field| field.key != "stream");
            }
        } else {
            self.draft.report.ask(
                "What must a request say to get events? The method must send it, too.",
                &stream.operation,
            );
        }
        stream
    }

    fn operation(
        &mut self,
        verb: &str,
        path: &'d str,
        item: &'d Map<String, Value>,
        operation: &'d Map<String, Value>,
        place: &str,
    ) {
        self.draft.report.operations += 1;
        self.losses.push(Vec::new());
        let text = |key: &str| operation.get(key).and_then(Value::as_str);
        let name = text("operationId").map_or_else(|| format!("{verb} {path}"), str::to_owned);
        let site = Site {
            format: SiteFormat::Json,
            names: vec![&name],
            place: place.to_owned(),
        };
        let mut method = described(verb, path, operation);
        method.server = self.server(item, operation, &site);
        self.parameters(item, operation, &site, &mut method);
        self.undescribed_parameters(&site, &mut method);
        method.query.extend(constants(path));
        if let Some(body) = operation.get("requestBody") {
            method.body = self.request_body(body, &site.inner("", "requestBody"), &method);
        }
        self.responses(operation, &site, &mut method);
        for key in ["callbacks", "externalDocs"] {
            if operation.contains_key(key) {
                self.draft
                    .report
                    .note(Treatment::Ignored, &format!("`{key}`"), place);
            }
        }
        method.security = self.security(operation, &site);
        method.losses = self.losses.pop().unwrap_or_default();
        let stream = method
            .events
            .take()
            .map(|events| self.stream(&mut method, events, place));
        self.draft.methods.push(method);
        self.draft.methods.extend(stream);
        self.fill_waiting();
    }
}

/// Returns a method with what an operation says about itself.
fn described(verb: &str, path: &str, operation: &Map<String, Value>) -> DraftMethod {
    let text = |key: &str| operation.get(key).and_then(Value::as_str);
    let tag = operation.get("tags").and_then(|tags| tags.get(0)?.as_str());
    DraftMethod {
        operation: format!("{} {path}", verb.to_uppercase()),
        verb: verb.to_uppercase(),
        path: path.split('?').next().unwrap_or_default().to_owned(),
        id: text("operationId").map(str::to_owned),
        tag: tag.map(str::to_owned),
        docs: documentation::joined(text("summary"), text("description")),
        is_deprecated: operation.get("deprecated") == Some(&Value::Bool(true)),
        security: None,
        server: None,
        params: Vec::new(),
        query: Vec::new(),
        headers: Vec::new(),
        accepts: None,
        body: None,
        returns: None,
        events: None,
        statuses: BTreeMap::new(),
        pagination: None,
        losses: Vec::new(),
    }
}

/// Returns the query parameters that stand in a path, always with the same value.
fn constants(path: &str) -> Vec<DraftField> {
    let query = path.split_once('?').map_or("", |(_, query)| query);
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    let fields = pairs.map(|pair| {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        DraftField {
            constant: Some(Value::String(value.to_owned())),
            ..DraftField::new(key, Ty::STRING)
        }
    });
    fields.collect()
}

/// Returns `true` for a path that can be sent, and has no parameter twice.
fn is_path(path: &str) -> bool {
    let path = path.split('?').next().unwrap_or_default();
    let mut names: Vec<_> = parameters::in_path(path).collect();
    let count = names.len();
    names.sort_unstable();
    names.dedup();
    let is_legal = |c: char| c.is_ascii_alphanumeric() || "-._~!$&'()*+,;=:@%/{}".contains(c);
    let plain = names.iter().fold(path.to_owned(), |path, name| {
        path.replace(&format!("{{{name}}}"), "x")
    });
    path.starts_with('/')
        && !plain.contains("//")
        && names.len() == count
        && names
            .iter()
            .all(|name| !name.is_empty() && !name.contains(['/', '*']))
        && !plain.contains(['{', '}'])
        && plain.chars().all(is_legal)
        && !plain.split('/').any(|part| part == "." || part == "..")
}
