//! Servers: that of the whole API, and those of some operations.

use super::{
    document::Document,
    report::{ImportReport, Treatment},
};
use crate::urls::{base_url_problem, is_url_part, template};
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// Server of the whole API.
pub(super) struct BaseServer<'d> {
    pub(super) url: &'d str,
    /// Names of the variables in the URL, each with its description.
    pub(super) variables: Vec<(&'d str, &'d Value)>,
}

/// Returns the first server of a document, if requests can be sent to it whatever values its variables have.
pub(super) fn base(document: &Document) -> Option<BaseServer<'_>> {
    let server = listed(document).next()?;
    let url = url_of(server)?;
    let parsed = template(url).ok()?;
    let mut variables: Vec<(&str, &Value)> = Vec::new();
    for (name, chooses_host) in parsed.variables {
        let described = server.get("variables").and_then(|all| all.get(name));
        let variable = described.unwrap_or(&Value::Null);
        if name.is_empty() || chooses_host && values(variable).is_empty() {
            return None;
        }
        if variables.iter().all(|(known, _)| *known != name) {
            variables.push((name, variable));
        }
    }
    let is_usable = base_url_problem(&parsed.plain).is_none();
    is_usable.then_some(BaseServer { url, variables })
}

/// Asks for the URL that a document does not have, and notes servers that callers can choose instead.
pub(super) fn review(document: &Document, report: &mut ImportReport) {
    if base(document).is_none() {
        report.ask(
            "What is the base URL? Until `base_url` states it, callers must give it.",
            "#/servers",
        );
    }
    for index in 1..listed(document).count() {
        report.note(
            Treatment::Changed,
            "another server of the whole API: callers set its URL as `base_url` of the client",
            &format!("#/servers/{index}"),
        );
    }
}

/// Returns the server of an operation or its path, if it has one of its own.
pub(super) fn own(holder: &Map<String, Value>) -> Option<&str> {
    holder.get("servers")?.get(0).and_then(url_of)
}

/// Returns `true` for a URL of a server that only some operations have.
pub(super) fn is_fixed(url: &str) -> bool {
    !url.contains('{') && base_url_problem(url).is_none()
}

/// Returns the values of a variable that can be a part of a URL.
pub(super) fn values(variable: &Value) -> Vec<&str> {
    let values = variable.get("enum").and_then(Value::as_array);
    let mut values: Vec<_> = values
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .filter(|value| is_url_part(value))
        .collect();
    let mut seen = BTreeSet::new();
    values.retain(|value| seen.insert(*value));
    values
}

fn listed(document: &Document) -> impl Iterator<Item = &Value> {
    let servers = document.root().get("servers").and_then(Value::as_array);
    servers.into_iter().flatten()
}

fn url_of(server: &Value) -> Option<&str> {
    Some(server.get("url")?.as_str()?.trim_end_matches('/'))
}
