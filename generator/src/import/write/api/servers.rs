//! `base_url` and `variables`.

use super::super::{
    super::{documentation, names::snake},
    writer::{Writer, spoken},
};
use crate::import::security::is_url;
use crate::yaml::{Map, Yaml};
use serde_json::Value;

impl Writer<'_> {
    /// Adds the URL of the first server, and the variables in it.
    pub(super) fn servers(&self, file: &mut Map) {
        let server = self
            .document
            .root()
            .get("servers")
            .and_then(|servers| servers.get(0));
        let url = server
            .and_then(|server| server.get("url"))
            .and_then(Value::as_str);
        let url = url
            .filter(|url| is_url(url))
            .map(|url| url.trim_end_matches('/'));
        file.add_text("base_url", url);
        let url = url.unwrap_or_default();
        let variables = server
            .and_then(|server| server.get("variables"))
            .and_then(Value::as_object);
        let mut map = Map::default();
        for name in in_braces(url) {
            let variable = variables
                .and_then(|variables| variables.get(name))
                .unwrap_or(&Value::Null);
            map.add(name, self::variable(name, variable).into());
        }
        let mut servers = Map::default();
        for (name, url) in self.other_servers() {
            servers.add_text(&name, Some(&url));
        }
        if !servers.is_empty() {
            file.add("servers", servers.into());
        }
        if !map.is_empty() {
            file.add("variables", map.into());
        }
    }

    /// Returns the URLs of servers that only some methods have, each with a name: the first word of its host.
    pub(in crate::import::write) fn other_servers(&self) -> Vec<(String, String)> {
        let mut servers: Vec<(String, String)> = Vec::new();
        let main = self
            .document
            .root()
            .get("servers")
            .and_then(|servers| servers.get(0)?.get("url")?.as_str());
        for url in self
            .draft
            .methods
            .iter()
            .filter_map(|method| method.server.as_deref())
        {
            let is_usable =
                (url.starts_with("https://") || url.starts_with("http://")) && !url.contains('{');
            let url = url.trim_end_matches('/');
            if !is_usable
                || Some(url) == main.map(|main| main.trim_end_matches('/'))
                || servers.iter().any(|(_, known)| known == url)
            {
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

/// Returns the names of the variables in a URL.
fn in_braces(url: &str) -> impl Iterator<Item = &str> {
    url.split('{')
        .skip(1)
        .filter_map(|rest| rest.split('}').next())
}

/// Returns a variable. Values that cannot be a part of a URL are left out.
fn variable(name: &str, variable: &Value) -> Map {
    let text = |key: &str| variable.get(key).and_then(Value::as_str);
    let is_part = |value: &&str| {
        !value.is_empty()
            && value
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "-_.~".contains(c))
    };
    let values = variable
        .get("enum")
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    let mut values: Vec<_> = values.filter_map(Value::as_str).filter(is_part).collect();
    values.dedup();
    let mut map = Map::default();
    map.add_text(
        "docs",
        Some(&documentation::docs(text("description")).unwrap_or_else(|| spoken(name))),
    );
    let default = text("default")
        .filter(is_part)
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
