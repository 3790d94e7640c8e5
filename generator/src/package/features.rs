//! Table of the Cargo features in the README, made from the manifest.

use super::{
    manifest::with_resources,
    runtime_manifest::{Commented, RuntimeManifest, commented},
};
use crate::{markdown, model::Api, names::is_internal};
use std::collections::{BTreeSet, HashMap};
use toml_edit::Table;

/// Feature of all resources.
const RESOURCES: &str = "resources";

/// Returns the rows of the table: a row for each feature that is meant for users, those of resources at the end.
pub(super) fn rows(api: &Api, runtime: &RuntimeManifest) -> String {
    let features = with_resources(&runtime.features, api);
    let on = on_by_default(&features);
    let resources = api.top_resources().map(|resource| {
        let docs = resource.docs.0.first().map_or("", String::as_str);
        (resource.name.rust(), docs)
    });
    let resources: HashMap<_, _> = resources.collect();
    let shown = commented(&features)
        .filter(|feature| feature.name != "default" && !is_internal(feature.name));
    let (of_resources, others): (Vec<_>, Vec<_>) =
        shown.partition(|feature| resources.contains_key(feature.name));
    let all = others.into_iter().chain(of_resources);
    let rows = all.map(|Commented { name, comment, .. }| {
        let default = if on.contains(name) { "yes" } else { "no" };
        let meaning = match resources.get(name) {
            Some(docs) if comment.is_empty() => format!("Resource: {docs}"),
            Some(_) | None => comment,
        };
        format!("| `{name}` | {default} | {} |", markdown::cell(&meaning))
    });
    rows.collect::<Vec<_>>().join("\n")
}

/// Returns the features that are on by default: those that `default` names, and all resources.
fn on_by_default(features: &Table) -> BTreeSet<&str> {
    let named_in = |name: &str| {
        let names = features.get(name).and_then(|names| names.as_array());
        let names = names.into_iter().flatten();
        names.filter_map(|name| name.as_str())
    };
    let mut on: BTreeSet<_> = named_in("default").collect();
    if on.contains(RESOURCES) {
        on.extend(named_in(RESOURCES));
    }
    on
}
