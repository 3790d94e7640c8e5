//! `api.yaml`.

mod servers;

use super::{
    super::{
        documentation,
        draft::{Draft, DraftBody, DraftId, Paging, Ty},
    },
    methods::pagination,
    writer::Writer,
};
use crate::{
    names::{Role, package_name},
    yaml::{Map, Yaml},
};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

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
    pub(super) fn api(&self) -> (Map, Option<Paging>) {
        let info = self.document.root().get("info");
        let text = |key: &str| info.and_then(|info| info.get(key)).and_then(Value::as_str);
        let title = self.title();
        let mut file = Map::default();
        file.add_text("name", Some(&title));
        file.add(
            "version",
            Yaml::Text(text("version").map_or_else(|| "1".to_owned(), version)),
        );
        let client = format!("Client for {title}.");
        let docs = documentation::docs(text("description"));
        let docs = docs.or_else(|| documentation::docs(Some(&client)));
        file.add_text("docs", docs.as_deref());
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
        self.servers(&mut file);
        self.auth(&mut file);
        if !self.draft.response_headers.is_empty() {
            let headers = self.headers(
                &self.draft.response_headers,
                Role::ResponseHeader,
                &mut BTreeSet::new(),
            );
            file.add("response_headers", headers.into());
        }
        let common = self.common_pagination();
        if let Some(common) = &common {
            file.add("pagination", pagination(common));
        }
        if let Some((id, path)) = &self.error {
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

    /// Adds `auth`, and the environment variables of the credentials.
    fn auth(&self, file: &mut Map) {
        let methods = self.draft.methods.iter();
        let used: Vec<_> = methods
            .filter_map(|method| method.security.as_ref())
            .collect();
        let env = self.env();
        let variables = self.security.variables(&used, &env);
        if !variables.is_empty() {
            file.add("env", variables.into());
        }
        file.add("auth", self.security.of_api(&env));
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

/// Returns the model of error responses, and the path of the message in it. `sent` has the models in requests.
pub(super) fn error_model(
    draft: &mut Draft,
    sent: &BTreeSet<DraftId>,
) -> Option<(DraftId, String)> {
    let errors = draft.errors.iter();
    let (id, _) = errors.max_by_key(|(id, count)| (**count, std::cmp::Reverse(**id)))?;
    let id = *id;
    let Some(fields) = message(draft, sent, id) else {
        draft.report.ask(
            "Which model do error responses have, and where is the message? (`error`)",
            &draft.models[id].place.clone(),
        );
        return None;
    };
    let keys: Vec<_> = fields.iter().map(|(_, key)| *key).collect();
    // The path of a message has no `null`. What only responses have may be missing instead.
    for (model, key) in fields {
        if let DraftBody::Fields(fields, _) = &mut draft.models[model].body {
            for field in fields.iter_mut().filter(|field| field.key == key) {
                if let Ty::OrNull(ty) = &field.ty {
                    field.ty = (**ty).clone();
                    field.is_optional = true;
                }
            }
        }
    }
    Some((id, keys.join(".")))
}

/// Returns the fields that lead to the message of an error, each with the model that has it.
fn message(
    draft: &Draft,
    sent: &BTreeSet<DraftId>,
    id: DraftId,
) -> Option<Vec<(DraftId, &'static str)>> {
    let DraftBody::Fields(fields, _) = &draft.models[id].body else {
        return None;
    };
    let usable = fields.iter().filter(|field| {
        let is_nullable = field.ty.inner() != &field.ty;
        field.constant.is_none() && !(is_nullable && sent.contains(&id))
    });
    let has = |name: &&&str| {
        let mut fields = usable.clone();
        fields.any(|field| field.key == **name && *field.ty.inner() == Ty::STRING)
    };
    if let Some(name) = MESSAGES.iter().find(has) {
        return Some(vec![(id, name)]);
    }
    let error = usable.clone().find(|field| field.key == "error")?;
    match error.ty.inner() {
        Ty::Word("string") => Some(vec![(id, "error")]),
        Ty::Model(inner) if *inner != id => {
            let path = message(draft, sent, *inner).filter(|path| path.len() == 1)?;
            Some([vec![(id, "error")], path].concat())
        }
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
