//! `auth`.

use super::super::writer::Writer;
use crate::{
    import::{document::escape, security::auth},
    yaml::{Map, Yaml},
};

impl Writer<'_> {
    /// Adds `auth`, and the environment variables of the credentials.
    pub(super) fn auth(&self, env: &str, file: &mut Map) {
        let (auth, variables) = self.scheme();
        if !variables.is_empty() {
            let mut map = Map::default();
            for variable in variables {
                map.add(
                    *variable,
                    Yaml::Text(format!("{env}_{}", variable.to_uppercase())),
                );
            }
            file.add("env", map.into());
        }
        file.add("auth", auth);
    }

    /// Returns `true` if requests have credentials.
    pub(in crate::import::write) fn has_credentials(&self) -> bool {
        !self.scheme().1.is_empty()
    }

    /// Returns `auth` for the scheme that most of the API has, and the credentials that it takes.
    fn scheme(&self) -> (Yaml, &'static [&'static str]) {
        let name = self.document.main_scheme().map(escape);
        let scheme = name.and_then(|name| {
            self.document
                .at(&format!("#/components/securitySchemes/{name}"))
        });
        let scheme = scheme.and_then(|scheme| self.document.resolve(scheme).ok());
        scheme.map_or((Yaml::text("none"), &[]), |(scheme, _)| auth(scheme))
    }
}
