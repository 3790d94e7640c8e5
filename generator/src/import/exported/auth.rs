//! Security schemes and requirements as `auth`.

use super::{Document, text};
use crate::{
    openapi::extension::{ExtendedObject, Extension},
    yaml::{Map as YamlMap, Yaml},
};
use serde_json::{Map, Value};

impl Document<'_> {
    /// Returns `auth` of security requirements. That of the API describes token servers, which methods only name.
    pub(super) fn auth(&mut self, requirements: &[Value], is_of_api: bool) -> Yaml {
        let mut choices: Vec<Yaml> = Vec::new();
        for requirement in requirements.iter().filter_map(Value::as_object) {
            let schemes = requirement.keys().map(|name| self.scheme(name, is_of_api));
            let mut schemes: Vec<_> = schemes.collect();
            choices.push(match schemes.len() {
                0 => Yaml::text("none"),
                1 => schemes.remove(0),
                _ => combined("all", schemes),
            });
        }
        match choices.len() {
            0 => Yaml::text("none"),
            1 => choices.remove(0),
            _ => combined("any", choices),
        }
    }

    fn scheme(&mut self, name: &str, is_of_api: bool) -> Yaml {
        let pointer = format!("/components/securitySchemes/{name}");
        let Some(scheme) = self.at(&pointer) else {
            self.lost(
                &format!("security scheme `{name}`, which is not described"),
                "#/components/securitySchemes",
            );
            return Yaml::text("none");
        };
        let place = format!("#{pointer}");
        let extension = self.extension(ExtendedObject::Scheme, scheme, &place);
        let has_names = extension.get("rust").is_some() || extension.get("env").is_some();
        let (key, header) = match (
            text(scheme, "type"),
            text(scheme, "scheme"),
            text(scheme, "in"),
        ) {
            (Some("http"), Some("bearer"), _) if !has_names => return Yaml::text("bearer"),
            (Some("http"), Some("bearer"), _) => ("header", ("Authorization", Some("Bearer "))),
            (Some("http"), Some("basic"), _) => return Yaml::text("basic"),
            (Some("oauth2"), ..) if is_of_api => return oauth2(scheme, says_in_body(&extension)),
            (Some("oauth2"), ..) => return Yaml::text("oauth2"),
            (Some("apiKey"), _, Some("header")) => (
                "header",
                (
                    text(scheme, "name").unwrap_or_default(),
                    extension.text("prefix"),
                ),
            ),
            (Some("apiKey"), _, Some("query")) => {
                ("query", (text(scheme, "name").unwrap_or_default(), None))
            }
            _ => {
                self.lost("security scheme that the language does not have", &place);
                return Yaml::text("none");
            }
        };
        let mut words = YamlMap::default();
        words.add_text("name", Some(header.0));
        words.add_text("prefix", header.1);
        super::copy(&extension, &["rust", "env"], &mut words);
        let mut map = YamlMap::default();
        map.add(key, words.only("name").unwrap_or_else(|| words.into()));
        map.into()
    }
}

fn says_in_body(extension: &Extension) -> bool {
    extension.get("credentials_in_body") == Some(&Value::Bool(true))
}

fn combined(key: &str, choices: Vec<Yaml>) -> Yaml {
    let mut map = YamlMap::default();
    map.add(key, Yaml::List(choices));
    map.into()
}

fn oauth2(scheme: &Map<String, Value>, is_in_body: bool) -> Yaml {
    let flow = scheme
        .get("flows")
        .and_then(|flows| flows.get("clientCredentials"));
    let flow = flow.and_then(Value::as_object);
    let mut words = YamlMap::default();
    words.add_text("token_url", flow.and_then(|flow| text(flow, "tokenUrl")));
    let scopes = flow.and_then(|flow| flow.get("scopes")?.as_object());
    let scopes: Vec<_> = scopes
        .into_iter()
        .flat_map(Map::keys)
        .map(Yaml::text)
        .collect();
    if !scopes.is_empty() {
        words.add("scopes", Yaml::List(scopes));
    }
    if is_in_body {
        words.add("credentials_in_body", Yaml::Plain("true".to_owned()));
    }
    let mut map = YamlMap::default();
    map.add("oauth2", words.into());
    map.into()
}
