//! Fields, parameters and headers.

use super::{
    super::{
        draft::{DraftField, DraftId},
        names::overrides,
    },
    writer::{DEPRECATED, Writer, spoken},
};
use crate::names::Role;
use crate::yaml::{Map, Yaml};
use serde_json::Value;
use std::collections::BTreeSet;

impl Writer<'_> {
    /// Returns fields, each under its key. `taken` has the Rust names that they cannot have.
    pub(super) fn fields(
        &self,
        fields: &[DraftField],
        role: Role,
        taken: &mut BTreeSet<String>,
        model: Option<DraftId>,
    ) -> Map {
        let rust = overrides(role, fields.iter().map(|field| field.key.as_str()), taken);
        // If some have documentation, all need it.
        let is_documented = fields.iter().any(|field| field.docs.is_some());
        let mut map = Map::default();
        for (field, rust) in fields.iter().zip(rust) {
            let is_optional = self.is_optional(field, model);
            // A `?` at the end of a key marks an optional field.
            let word = field.key.trim_end_matches('?');
            let wire = (word != field.key).then_some(field.key.as_str());
            let mark = if is_optional { "?" } else { "" };
            let value = self.field(field, wire, rust.as_deref(), is_documented);
            map.add(format!("{word}{mark}"), value);
        }
        map
    }

    /// Returns `true` if a field may be missing. What only one direction has is missing in the other one.
    fn is_optional(&self, field: &DraftField, model: Option<DraftId>) -> bool {
        let Some(id) = model else {
            return field.is_optional;
        };
        field.is_optional
            || field.constant.is_none()
                && (field.is_read_only && self.sent.contains(&id)
                    || field.is_write_only && self.received.contains(&id))
    }

    fn field(
        &self,
        field: &DraftField,
        wire: Option<&str>,
        rust: Option<&str>,
        is_documented: bool,
    ) -> Yaml {
        let docs = field
            .docs
            .clone()
            .or_else(|| is_documented.then(|| spoken(&field.key)));
        let mut map = Map::default();
        match &field.constant {
            Some(constant) => map.add("const", plain(constant)),
            None => map.add("type", Yaml::Text(self.print(&field.ty))),
        }
        if let Some(example) = field.example.as_ref().filter(|_| field.constant.is_none()) {
            map.add("example", plain(example));
        }
        if field.is_read_only && field.constant.is_none() {
            map.add("read_only", Yaml::Plain("true".to_owned()));
        }
        map.add_text("wire", wire);
        map.add_text("style", field.style);
        map.add_text("rust", rust);
        if field.is_deprecated {
            map.add_text("deprecated", Some(DEPRECATED));
        }
        map.add_text("docs", docs.as_deref());
        if map.len() == 1 && field.constant.is_none() {
            Yaml::Text(self.print(&field.ty))
        } else {
            map.into()
        }
    }

    /// Returns headers. `taken` has the Rust names that they cannot have.
    pub(super) fn headers(
        &self,
        headers: &[DraftField],
        role: Role,
        taken: &mut BTreeSet<String>,
    ) -> Map {
        let keys = headers.iter().map(|field| field.key.as_str());
        let rust = overrides(role, keys, taken);
        let mut map = Map::default();
        for (field, rust) in headers.iter().zip(rust) {
            let mut header = Map::default();
            header.add("type", Yaml::Text(self.print(&field.ty)));
            header.add_text("rust", rust.as_deref());
            header.add_text(
                "docs",
                Some(&field.docs.clone().unwrap_or_else(|| spoken(&field.key))),
            );
            let key = if field.is_optional {
                format!("{}?", field.key)
            } else {
                field.key.clone()
            };
            map.add(key, header.into());
        }
        map
    }
}

/// Returns a value of JSON as YAML.
pub(super) fn plain(value: &Value) -> Yaml {
    match value {
        Value::String(text) => Yaml::text(text),
        other => Yaml::Plain(other.to_string()),
    }
}
