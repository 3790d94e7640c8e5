//! `api.yaml`.

use super::{
    Document,
    bodies::{content, model},
    copy, text,
};
use crate::{
    import::settings::Settings,
    openapi::extension::{ExtendedObject, KEY},
    yaml::{Map as YamlMap, Yaml},
};
use serde_json::{Map, Value};

impl Document<'_> {
    /// Returns `api.yaml`.
    pub(super) fn api(&mut self, settings: &Settings) -> YamlMap {
        let empty = Map::new();
        let root = self.root.as_object().unwrap_or(&empty);
        let info = self.at("/info").unwrap_or(&empty);
        let extension = self.extension(ExtendedObject::Api, root, &format!("#/{KEY}"));
        let mut file = YamlMap::default();
        file.add_text("name", settings.name.as_deref().or(text(info, "title")));
        file.add_text("version", text(info, "version"));
        file.add_text("docs", text(info, "description"));
        file.add_spaced("package", package(extension.get("package"), settings));
        let url = self.root.pointer("/servers/0/url").and_then(Value::as_str);
        file.add_text("base_url", url.filter(|url| *url != "/"));
        copy(&extension, &["servers", "variables", "env"], &mut file);
        let security = root.get("security").and_then(Value::as_array);
        let auth = self.auth(security.map_or(&[], Vec::as_slice), true);
        file.add("auth", auth);
        let keys = ["client_params", "timeout", "retries", "headers", "accepts"];
        copy(&extension, &keys, &mut file);
        let headers = self.response_headers();
        if !headers.is_empty() {
            file.add("response_headers", headers.into());
        }
        copy(&extension, &["request_id", "omits_defaults"], &mut file);
        if let Some(webhooks) = self.webhooks() {
            file.add("webhooks", webhooks);
        }
        if let Some(error) = self.error() {
            file.add("error", error);
        }
        file
    }

    fn response_headers(&mut self) -> YamlMap {
        let mut headers = YamlMap::default();
        for (name, header) in self.at("/components/headers").into_iter().flatten() {
            let Some(object) = header.as_object() else {
                continue;
            };
            let place = format!("#/components/headers/{name}");
            let extension = self.extension(ExtendedObject::ResponseHeader, object, &place);
            let ty = self.ty(object.get("schema").unwrap_or(&Value::Null), &place);
            let mut map = YamlMap::default();
            map.add_text("type", Some(&ty));
            map.add_text("docs", text(object, "description"));
            copy(&extension, &["rust"], &mut map);
            headers.add(name, map.only("type").unwrap_or_else(|| map.into()));
        }
        headers
    }

    fn webhooks(&mut self) -> Option<Yaml> {
        let operation = self.at("/webhooks/event/post")?;
        let body = operation.get("requestBody").and_then(Value::as_object)?;
        let (_, media) = content(body)?;
        let extension = self.extension(ExtendedObject::Webhook, operation, "#/webhooks/event/post");
        let mut map = YamlMap::default();
        map.add_text("event", media.get("schema").and_then(model));
        copy(&extension, &["signature"], &mut map);
        Some(map.only("event").unwrap_or_else(|| map.into()))
    }

    fn error(&mut self) -> Option<Yaml> {
        let response = self.at("/components/responses/Error")?;
        let (_, media) = content(response)?;
        let extension = self.extension(
            ExtendedObject::Error,
            response,
            "#/components/responses/Error",
        );
        let message = extension
            .get("message")
            .filter(|message| *message != "message");
        let mut map = YamlMap::default();
        map.add_text("model", media.get("schema").and_then(model));
        if let Some(message) = message {
            map.add("message", message.into());
        }
        Some(map.only("model").unwrap_or_else(|| map.into()))
    }
}

/// Returns the package, whose name may be set.
fn package(described: Option<&Value>, settings: &Settings) -> Yaml {
    let mut package = described.cloned().unwrap_or_default();
    if let (Some(name), Value::Object(package)) = (&settings.package, &mut package) {
        package.insert("name".to_owned(), name.as_str().into());
    }
    Yaml::from(&package)
}
