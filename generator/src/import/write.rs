//! The files of the description.

mod api;
mod fields;
mod methods;
mod models;
mod resources;
mod writer;

use super::{
    draft::{Draft, DraftContent, DraftId, DraftRequest},
    names,
    resources::DraftResource,
    security::Security,
    settings::Settings,
};
use crate::import::document::Document;
use crate::yaml::Map;
use std::collections::{BTreeMap, BTreeSet};
pub(super) use writer::DEPRECATED;
use writer::Writer;

/// Returns the files of the description, with their paths in its folder.
pub(super) fn write(
    document: &Document,
    security: &Security,
    draft: &mut Draft,
    resources: &[DraftResource],
    settings: &Settings,
) -> BTreeMap<String, String> {
    let names = names::assign(draft);
    let (sent, received) = directions(draft);
    let error = api::error_model(draft, &sent);
    let writer = Writer {
        document,
        security,
        draft,
        settings,
        names,
        error,
        sent,
        received,
    };
    let homes = writer.homes(resources);
    let mut files = BTreeMap::new();
    let (api, common) = writer.api();
    files.insert("api.yaml".to_owned(), with_schema("schema/api", &api));
    let shared = writer.models(&homes, None);
    if !shared.is_empty() {
        let mut file = Map::default();
        file.add("models", shared.spaced().into());
        files.insert(
            "shared.yaml".to_owned(),
            with_schema("schema/shared", &file),
        );
    }
    for (index, resource) in resources.iter().enumerate() {
        let file = writer.resource(
            resource,
            writer.models(&homes, Some(index)),
            common.as_ref(),
        );
        let depth = "../".repeat(resource.names.len());
        let schema = format!("{depth}schema/resource");
        files.insert(
            format!("resources/{}.yaml", resource.names.join("/")),
            with_schema(&schema, &file),
        );
    }
    files
}

pub(super) fn with_schema(schema: &str, file: &Map) -> String {
    format!(
        "# yaml-language-server: $schema={schema}.schema.json\n{}",
        file.print()
    )
}

/// Returns the models in requests, and those in responses.
fn directions(draft: &Draft) -> (BTreeSet<DraftId>, BTreeSet<DraftId>) {
    let (mut sent, mut received) = (BTreeSet::new(), BTreeSet::new());
    for method in &draft.methods {
        let mut own = BTreeSet::new();
        for field in method.fields() {
            field.ty.models(&mut own);
        }
        if let Some(DraftRequest {
            content: DraftContent::Whole(ty),
            ..
        }) = &method.body
        {
            ty.models(&mut own);
        }
        let others: BTreeSet<_> = method.models();
        let mut answers = BTreeSet::new();
        match &method.returns {
            Some(
                super::draft::DraftReturns::Value(ty) | super::draft::DraftReturns::Stream(_, ty),
            ) => {
                ty.models(&mut answers);
            }
            Some(super::draft::DraftReturns::Page(ty, envelope)) => {
                ty.models(&mut answers);
                answers.extend(envelope);
            }
            _ => {}
        }
        debug_assert!(own.union(&answers).count() == others.len());
        sent.extend(own);
        received.extend(answers);
    }
    (draft.reachable(&sent), draft.reachable(&received))
}
