//! Inputs of all written files.

use super::super::{
    document::Document,
    draft::{Draft, DraftId, Ty},
    names,
    resources::DraftResource,
    security::Security,
    settings::Settings,
};
use std::collections::{BTreeMap, BTreeSet};

/// Inputs of all written files.
pub(super) struct Writer<'a> {
    pub(super) document: &'a Document,
    pub(super) security: &'a Security,
    pub(super) draft: &'a Draft,
    pub(super) settings: &'a Settings,
    /// Names of the models.
    pub(super) names: Vec<String>,
    /// Model of error responses, and the path of the message in it.
    pub(super) error: Option<(DraftId, String)>,
    /// Models that requests contain.
    pub(super) sent: BTreeSet<DraftId>,
    /// Models that responses contain.
    pub(super) received: BTreeSet<DraftId>,
}

impl Writer<'_> {
    /// Returns the file of each used model: a resource, or `None` for the shared ones.
    pub(super) fn homes(&self, resources: &[DraftResource]) -> BTreeMap<DraftId, Option<usize>> {
        let mut users: BTreeMap<DraftId, BTreeSet<usize>> = BTreeMap::new();
        for (index, resource) in resources.iter().enumerate() {
            let own = resource
                .methods
                .iter()
                .flat_map(|(method, _)| self.draft.methods[*method].models());
            for id in self.draft.reachable(&own.collect()) {
                users.entry(id).or_default().insert(index);
            }
        }
        let mut homes: BTreeMap<_, _> = users
            .into_iter()
            .map(|(id, users)| {
                let home = users.iter().next().copied().filter(|_| users.len() == 1);
                (id, home)
            })
            .collect();
        let error = self.error.iter().map(|(id, _)| *id).collect();
        for id in self.draft.reachable(&error) {
            homes.insert(id, None);
        }
        homes
    }

    /// Returns the name of the API.
    pub(super) fn title(&self) -> String {
        let title = self
            .document
            .root()
            .get("info")
            .and_then(|info| info.get("title")?.as_str());
        let chosen = self.settings.name.clone();
        chosen
            .or_else(|| title.map(names::of_api))
            .unwrap_or_else(|| "API".to_owned())
    }

    /// Returns the beginning of the names of environment variables.
    pub(super) fn env(&self) -> String {
        names::snake(&names::camel(&self.title())).to_uppercase()
    }

    pub(super) fn print(&self, ty: &Ty) -> String {
        ty.print(&self.names)
    }
}

/// Returns a documentation that says no more than the name, for what the document does not explain.
pub(super) fn spoken(name: &str) -> String {
    let words = names::snake(name).replace('_', " ");
    let mut chars = words.chars();
    let first = chars.next().map(|first| first.to_ascii_uppercase());
    format!("{}.", first.into_iter().chain(chars).collect::<String>())
}

/// Reason for a deprecation, which documents do not give.
pub(in crate::import) const DEPRECATED: &str = "The API marks this as deprecated.";
