//! Methods.

use super::{
    super::{
        draft::{DraftContent, DraftField, DraftMethod, DraftReturns, Ty},
        names::{overrides, snake},
        resources::DraftResource,
    },
    fields::plain,
    models::one_line,
    writer::{DEPRECATED, Writer, spoken},
};
use crate::yaml::{Map, Yaml};
use crate::{import::draft::Paging, names::Role};
use std::collections::BTreeSet;

impl Writer<'_> {
    /// Returns the methods of a resource. `common` is the pagination in `api.yaml`.
    pub(super) fn methods(&self, resource: &DraftResource, common: Option<&Paging>) -> Map {
        let mut methods = Map::default();
        for (index, name) in &resource.methods {
            let method = &self.draft.methods[*index];
            let comments = method
                .losses
                .iter()
                .map(|loss| format!("TODO: {}", one_line(loss)))
                .collect();
            methods.add_with(name, self.method(resource, method, common).into(), comments);
        }
        methods.spaced()
    }

    fn method(
        &self,
        resource: &DraftResource,
        method: &DraftMethod,
        common: Option<&Paging>,
    ) -> Map {
        let mut map = Map::default();
        let rest = method
            .path
            .strip_prefix(&resource.path)
            .unwrap_or(&method.path);
        map.add(
            "route",
            Yaml::Text(format!("{} {rest}", method.verb).trim_end().to_owned()),
        );
        let docs = method.docs.clone();
        let docs = docs.unwrap_or_else(|| format!("Calls `{} {}`.", method.verb, method.path));
        map.add("docs", Yaml::Text(docs));
        if method.is_deprecated {
            map.add_text("deprecated", Some(DEPRECATED));
        }
        if let Some(combinations) = &method.security {
            map.add("auth", self.security.of_method(combinations, &self.env()));
        }
        if let Some(url) = &method.server {
            let servers = self.other_servers();
            let server = servers.iter().find(|(_, known)| known == url);
            map.add_text("server", server.map(|(name, _)| name.as_str()));
        }
        map.add_text("accepts", method.accepts.as_deref());
        let mut taken = BTreeSet::new();
        let params = self.params(resource, method, &mut taken);
        if !params.is_empty() {
            map.add("params", params.into());
        }
        if !method.headers.is_empty() {
            map.add(
                "headers",
                self.headers(&method.headers, Role::Setter, &mut taken)
                    .into(),
            );
        }
        if !method.query.is_empty() {
            map.add(
                "query",
                self.fields(&method.query, Role::Setter, &mut taken, None)
                    .into(),
            );
        }
        self.body(method, &mut taken, &mut map);
        self.returns(method, common, &mut map);
        map
    }

    fn body(&self, method: &DraftMethod, taken: &mut BTreeSet<String>, map: &mut Map) {
        let Some(body) = &method.body else {
            return;
        };
        if body.format != "json" {
            map.add_text("body_format", Some(body.format));
        }
        map.add_text("sends", body.sends.as_deref());
        match &body.content {
            DraftContent::Fields(fields) => {
                // Fields that only responses have are not sent.
                let sent: Vec<_> = fields
                    .iter()
                    .filter(|field| !field.is_read_only)
                    .cloned()
                    .collect();
                map.add("body", self.fields(&sent, Role::Setter, taken, None).into());
            }
            DraftContent::Whole(ty) if body.is_optional => {
                map.add("body?", Yaml::Text(self.print(ty)));
            }
            DraftContent::Whole(ty) => map.add("body", Yaml::Text(self.print(ty))),
        }
    }

    fn returns(&self, method: &DraftMethod, common: Option<&Paging>, map: &mut Map) {
        if let Some(paging) = method
            .pagination
            .as_ref()
            .filter(|paging| Some(*paging) != common)
        {
            map.add("pagination", pagination(paging));
        }
        if !method.statuses.is_empty() {
            let mut statuses = Map::default();
            for (status, word) in &method.statuses {
                statuses.add(status.to_string(), Yaml::text(*word));
            }
            map.add("statuses", statuses.into());
        }
        let Some(returns) = &method.returns else {
            return;
        };
        let text = match returns {
            DraftReturns::Value(ty) => self.print(ty),
            DraftReturns::Stream(form, ty) if *ty == Ty::STRING => format!("{form} text"),
            DraftReturns::Stream(form, ty) => format!("{form} {}", self.print(ty)),
            DraftReturns::Word(word) => (*word).to_owned(),
            DraftReturns::Page(ty, envelope) => {
                map.add_text("envelope", envelope.map(|id| self.names[id].as_str()));
                format!("page of {}", self.print(ty))
            }
        };
        map.add("returns", Yaml::Text(text));
    }

    /// Returns the path parameters that the resource does not describe.
    fn params(
        &self,
        resource: &DraftResource,
        method: &DraftMethod,
        taken: &mut BTreeSet<String>,
    ) -> Map {
        let mut map = Map::default();
        let rust = overrides(
            Role::Setter,
            method.params.iter().map(|param| param.key.as_str()),
            taken,
        );
        for (param, rust) in method.params.iter().zip(rust) {
            let in_path = resource.path.contains(&format!("{{{}}}", param.key));
            if !in_path && self.shared_param(resource, &param.key).is_none() {
                map.add(&param.key, self.param(param, rust.as_deref()));
            }
        }
        map
    }

    /// Returns a path parameter: its docs, or a mapping.
    pub(super) fn param(&self, param: &DraftField, rust: Option<&str>) -> Yaml {
        let docs = param.docs.clone().unwrap_or_else(|| spoken(&param.key));
        let is_text = param.ty == Ty::STRING;
        if is_text && rust.is_none() && param.example.is_none() {
            return Yaml::Text(docs);
        }
        let mut map = Map::default();
        if !is_text {
            map.add("type", Yaml::Text(self.print(&param.ty)));
        }
        if let Some(example) = &param.example {
            map.add("example", plain(example));
        }
        map.add_text("rust", rust);
        map.add("docs", Yaml::Text(docs));
        map.into()
    }

    /// Returns the path parameter of a resource that is the same in all methods that have it.
    pub(super) fn shared_param(&self, resource: &DraftResource, key: &str) -> Option<&DraftField> {
        let all = resource
            .methods
            .iter()
            .flat_map(|(index, _)| &self.draft.methods[*index].params);
        let mut all = all.filter(|param| param.key == key);
        let first = all.next()?;
        let is_same = |param: &DraftField| {
            param.docs == first.docs && param.ty == first.ty && param.example == first.example
        };
        // One with a Rust name of its own belongs to its method.
        let is_plain = crate::names::Name::new(Role::Setter, key, None).is_ok()
            && snake(key) == key.to_ascii_lowercase();
        (all.all(is_same) && is_plain).then_some(first)
    }
}

/// Returns `pagination`.
pub(super) fn pagination(paging: &Paging) -> Yaml {
    let mut map = Map::default();
    for (key, value) in paging {
        let is_plain = *key == "link";
        map.add(
            *key,
            if is_plain {
                Yaml::Plain(value.clone())
            } else {
                Yaml::text(value)
            },
        );
    }
    map.into()
}
