//! Table of the Cargo features in the README, made from the manifest.

use super::{
    manifest::with_resources,
    runtime_manifest::{Commented, RuntimeManifest, commented},
};
use crate::{markdown, model::Api};
use std::collections::{BTreeSet, HashMap};
use toml_edit::Table;

/// Returns the rows of the table: a row for each feature that is meant for users.
pub(super) fn rows(api: &Api, runtime: &RuntimeManifest) -> String {
    let features = with_resources(&runtime.features, api);
    let on = on_by_default(&features);
    let resources = api.top_resources().map(|resource| {
        let docs = resource.docs.0.first().map_or("", String::as_str);
        (resource.name.rust(), docs)
    });
    let resources: HashMap<_, _> = resources.collect();
    // Features that begin with two underscores are not for users.
    let shown = commented(&features)
        .filter(|feature| feature.name != "default" && !feature.name.starts_with("__"));
    let rows = shown.map(|Commented { name, comment, .. }| {
        let default = if on.contains(name) { "yes" } else { "no" };
        let meaning = match resources.get(name) {
            Some(docs) if comment.is_empty() => format!("Resource: {docs}"),
            Some(_) | None => comment,
        };
        format!("| `{name}` | {default} | {} |", markdown::cell(&meaning))
    });
    rows.collect::<Vec<_>>().join("\n")
}

/// Returns the features that `default` turns on, itself or through others.
fn on_by_default(features: &Table) -> BTreeSet<&str> {
    let mut on = BTreeSet::new();
    let mut open = vec!["default"];
    while let Some(name) = open.pop() {
        let others = features.get(name).and_then(|others| others.as_array());
        if on.insert(name) {
            let others = others.into_iter().flatten();
            open.extend(others.filter_map(|other| other.as_str()));
        }
    }
    on
}
