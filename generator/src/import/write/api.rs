//! `api.yaml`.

mod auth;
mod servers;

use super::{
    super::{
        document::Document,
        documentation,
        draft::{Draft, DraftBody, DraftId, Paging, Ty},
        names::{camel, snake},
    },
    methods::pagination,
    writer::Writer,
};
use crate::yaml::{Map, Yaml};
use serde_json::Value;
use std::collections::BTreeMap;

/// Fields of an error that hold its message.
const MESSAGES: &[&str] = &[
    "message",
    "detail",
    "error_description",
    "errorMessage",
    "msg",
    "title",
    "description",
    "reason",
];

impl Writer<'_> {
    /// Returns `api.yaml`, and the pagination in it.
    pub(super) fn api(&self, error: Option<&(DraftId, String)>) -> (Map, Option<Paging>) {
        let info = self.document.root().get("info");
        let text = |key: &str| info.and_then(|info| info.get(key)).and_then(Value::as_str);
        let title = self
            .settings
            .name
            .clone()
            .or_else(|| text("title").map(name))
            .unwrap_or_else(|| "API".to_owned());
        let mut file = Map::default();
        file.add_text("name", Some(&title));
        file.add(
            "version",
            Yaml::Text(text("version").map_or_else(|| "1".to_owned(), version)),
        );
        file.add(
            "docs",
            Yaml::Text(
                documentation::docs(text("description"))
                    .unwrap_or_else(|| format!("Client for {title}.")),
            ),
        );
        let mut package = Map::default();
        package.add(
            "name",
            Yaml::Text(
                self.settings
                    .package
                    .clone()
                    .unwrap_or_else(|| package_name(&title)),
            ),
        );
        package.add_text("version", Some("0.1.0"));
        file.add_spaced("package", package.into());
        let env = snake(&camel(&title)).to_uppercase();
        self.servers(&mut file);
        self.auth(&env, &mut file);
        let common = self.common_pagination();
        if let Some(common) = &common {
            file.add("pagination", pagination(common));
        }
        if let Some((id, path)) = error {
            let name = &self.names[*id];
            if path == "message" {
                file.add_text("error", Some(name));
            } else {
                let mut error = Map::default();
                error.add_text("model", Some(name));
                error.add_text("message", Some(path));
                file.add("error", error.into());
            }
        }
        (file, common)
    }

    /// Returns the pagination that more than one method has, the most common one.
    fn common_pagination(&self) -> Option<Paging> {
        let mut counts: BTreeMap<&Paging, usize> = BTreeMap::new();
        for paging in self
            .draft
            .methods
            .iter()
            .filter_map(|method| method.pagination.as_ref())
        {
            *counts.entry(paging).or_default() += 1;
        }
        // Of those that are equally common, the first one by its text.
        let (paging, count) = counts.into_iter().rev().max_by_key(|(_, count)| *count)?;
        (count > 1).then(|| paging.clone())
    }
}

/// Returns the model of error responses, and the path of the message in it.
pub(super) fn error_model(
    document: &Document,
    draft: &mut Draft,
    names: &[String],
) -> Option<(DraftId, String)> {
    let _ = (document, names);
    let (id, _) = draft
        .errors
        .iter()
        .max_by_key(|(id, count)| (**count, std::cmp::Reverse(**id)))?;
    let id = *id;
    match message(draft, id) {
        Some(path) => Some((id, path)),
        None => {
            draft.report.ask(
                "Which model do error responses have, and where is the message? (`error`)",
                &draft.models[id].place.clone(),
            );
            None
        }
    }
}

/// Returns the path of the message in an error.
fn message(draft: &Draft, id: DraftId) -> Option<String> {
    let DraftBody::Fields(fields, _) = &draft.models[id].body else {
        return None;
    };
    let text = MESSAGES.iter().find(|name| {
        fields.iter().any(|field| {
            field.key == **name && field.constant.is_none() && *field.ty.inner() == Ty::STRING
        })
    });
    if let Some(name) = text {
        return Some((*name).to_owned());
    }
    let inner = fields.iter().find(|field| field.key == "error")?;
    match inner.ty.inner() {
        Ty::Word("string") => Some("error".to_owned()),
        Ty::Model(inner) if *inner != id => message(draft, *inner)
            .filter(|path| !path.contains('.'))
            .map(|path| format!("error.{path}")),
        _ => None,
    }
}

/// Returns a version as it can be sent in a header.
fn version(text: &str) -> String {
    let is_legal = |c: &char| c.is_ascii_graphic() && !"<>[]\\`".contains(*c);
    let version: String = text.chars().filter(is_legal).collect();
    if version.is_empty() {
        "1".to_owned()
    } else {
        version
    }
}

/// Returns the name of an API without the words that say that it is one.
fn name(title: &str) -> String {
    // The name is sent in a header.
    let is_legal = |c: &char| (c.is_ascii_graphic() || *c == ' ') && !"<>[]\\`".contains(*c);
    let title: String = title.chars().filter(is_legal).collect();
    let short = title
        .trim()
        .trim_end_matches("API")
        .trim_end_matches("Api")
        .trim();
    if short.contains(|c: char| c.is_ascii_alphanumeric()) {
        short.to_owned()
    } else {
        "API".to_owned()
    }
}

fn package_name(title: &str) -> String {
    let words = snake(&camel(title)).replace('_', "-");
    let words: String = words.chars().take(50).collect();
    format!("{}-client", words.trim_matches('-'))
        .trim_start_matches('-')
        .to_owned()
}
