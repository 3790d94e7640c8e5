//! `base_url`, `servers` and `variables`.

use super::super::{
    super::{
        documentation,
        names::{overrides, snake},
        servers,
    },
    writer::{Writer, spoken},
};
use crate::{
    names::Role,
    urls::is_url_part,
    yaml::{Map, Yaml},
};
use serde_json::Value;
use std::collections::BTreeSet;

impl Writer<'_> {
    /// Adds the URL of the first server, the URLs of others, and the variables.
    pub(super) fn servers(&self, file: &mut Map) {
        let base = servers::base(self.document);
        file.add_text("base_url", base.as_ref().map(|base| base.url));
        let mut others = Map::default();
        for (name, url) in self.other_servers() {
            others.add_text(&name, Some(&url));
        }
        if !others.is_empty() {
            file.add("servers", others.into());
        }
        let described = base.map_or_else(Vec::new, |base| base.variables);
        let names = described.iter().map(|(name, _)| *name);
        let rust = overrides(Role::ClientParam, names, &mut BTreeSet::new());
        let mut variables = Map::default();
        for ((name, variable), rust) in described.iter().zip(rust) {
            variables.add(
                *name,
                self::variable(name, variable, rust.as_deref()).into(),
            );
        }
        if !variables.is_empty() {
            file.add("variables", variables.into());
        }
    }

    /// Returns the URLs of servers that only some methods have, each with a name: the first word of its host.
    pub(in crate::import::write) fn other_servers(&self) -> Vec<(String, String)> {
        let mut servers: Vec<(String, String)> = Vec::new();
        let methods = &self.draft.methods;
        for url in methods.iter().filter_map(|method| method.server.as_deref()) {
            if servers.iter().any(|(_, known)| known == url) {
                continue;
            }
            let host = url.split("://").nth(1).unwrap_or_default();
            let base = snake(host.split(['.', '/', ':']).next().unwrap_or_default());
            let base = if base.is_empty() || base == "default" {
                "other".to_owned()
            } else {
                base
            };
            let numbered = (2..).map(|number| format!("{base}_{number}"));
            let name = std::iter::once(base.clone())
                .chain(numbered)
                .find(|name| servers.iter().all(|(known, _)| known != name));
            servers.push((name.unwrap_or(base), url.to_owned()));
        }
        servers
    }
}

/// Returns a variable. Values that cannot be a part of a URL are left out.
fn variable(name: &str, variable: &Value, rust: Option<&str>) -> Map {
    let text = |key: &str| variable.get(key).and_then(Value::as_str);
    let values = servers::values(variable);
    let mut map = Map::default();
    map.add_text("rust", rust);
    map.add_text(
        "docs",
        Some(&documentation::docs(text("description")).unwrap_or_else(|| spoken(name))),
    );
    let default = text("default")
        .filter(|default| is_url_part(default))
        .filter(|default| values.is_empty() || values.contains(default));
    if !values.is_empty() {
        map.add(
            "values",
            Yaml::List(values.into_iter().map(Yaml::text).collect()),
        );
    }
    map.add_text("default", default);
    map
}
