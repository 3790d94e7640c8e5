//! Files of resources.

use super::{
    super::{documentation, draft::Paging, resources::DraftResource},
    writer::{Writer, spoken},
};
use crate::yaml::{Map, Yaml};
use serde_json::Value;
use std::collections::BTreeSet;

impl Writer<'_> {
    /// Returns the file of a resource.
    pub(super) fn resource(
        &self,
        resource: &DraftResource,
        models: Map,
        common: Option<&Paging>,
    ) -> Map {
        let mut file = Map::default();
        let name = resource.names.last().map_or("", String::as_str);
        file.add(
            "docs",
            Yaml::Text(self.tag_docs(resource).unwrap_or_else(|| spoken(name))),
        );
        if !resource.path.is_empty() {
            file.add_text("path", Some(&resource.path));
        }
        let mut params = Map::default();
        let mut seen = BTreeSet::new();
        for (index, _) in &resource.methods {
            for param in &self.draft.methods[*index].params {
                let shared = self.shared_param(resource, &param.key);
                let in_path = resource.path.contains(&format!("{{{}}}", param.key));
                if let (true, Some(param)) = (shared.is_some() || in_path, shared.or(Some(param)))
                    && seen.insert(&param.key)
                {
                    params.add(&param.key, self.param(param, None));
                }
            }
        }
        if !params.is_empty() {
            file.add("params", params.into());
        }
        file.add_spaced("methods", self.methods(resource, common).into());
        if !models.is_empty() {
            file.add_spaced("models", models.into());
        }
        file
    }

    /// Returns the description of the tag that all methods of a resource have.
    fn tag_docs(&self, resource: &DraftResource) -> Option<String> {
        let mut tags = resource
            .methods
            .iter()
            .map(|(index, _)| self.draft.methods[*index].tag.as_deref());
        let first = tags.next()??;
        if !tags.all(|tag| tag == Some(first)) {
            return None;
        }
        let tags = self.document.root().get("tags")?.as_array()?;
        let tag = tags
            .iter()
            .find(|tag| tag.get("name").is_some_and(|name| name == first))?;
        documentation::docs(tag.get("description").and_then(Value::as_str))
    }
}
