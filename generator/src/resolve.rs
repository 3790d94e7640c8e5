//! Syntax -> model. Everything that can be wrong with a description is found here, all of it in one run.

mod api;
mod consequences;
mod docs;
mod examples;
mod masks;
mod methods;
mod models;
mod names;
mod resources;
mod routes;
mod types;

use crate::{
    diagnostic::Diagnostic,
    model::{Api, ExampleFile, Model, ModelId, Models},
    source::{FileId, Span},
    syntax::{ApiFile, Problem, ResourceFile, SharedFile},
};
use std::collections::HashMap;

/// What was read of a description. A file that could not be read at all is `None`.
#[derive(Debug)]
pub struct Files {
    /// `api.yaml`.
    pub api: Option<ApiFile>,
    /// `shared.yaml`.
    pub shared: Option<SharedFile>,
    /// The resources, in the order of their names.
    pub resources: Vec<ResourceInput>,
    /// Example programs.
    pub examples: Vec<ExampleFile>,
}

/// One file of a resource.
#[derive(Debug)]
pub struct ResourceInput {
    /// The file.
    pub file: FileId,
    /// Its path inside the spec folder.
    pub name: String,
    /// Its name without folder and extension, which is the resource's name.
    pub stem: String,
    /// What it says.
    pub syntax: Option<ResourceFile>,
}

/// Resolves a description.
///
/// # Errors
/// All problems of the description, where it has any.
pub fn resolve(files: Files) -> Result<Api, Vec<Diagnostic>> {
    let mut context = Context::default();
    let head = files
        .api
        .as_ref()
        .map(|api| api::resolve(&mut context, api));
    context.collect(&files);
    let (shared, owned) = context.resolve_models(&files);
    let error = files
        .api
        .as_ref()
        .and_then(|api| api::error_shape(&mut context, api));
    let mut resources = resources::resolve(&mut context, &files, head.as_ref(), owned);
    let shared = context.place_masks(shared, &mut resources);
    context.finish_models(&resources);
    match head {
        Some(head) if context.diagnostics.is_empty() => Ok(Api {
            name: head.name,
            version: head.version,
            docs: head.docs,
            package: head.package,
            base_url: head.base_url,
            base_url_env: head.base_url_env,
            auth: head.auth,
            client_params: head.client_params,
            timeout: head.timeout,
            max_retries: head.max_retries,
            retry_statuses: head.retry_statuses,
            request_id: head.request_id,
            error,
            models: Models(context.models),
            shared,
            resources,
            examples: files.examples,
        }),
        Some(_) | None => Err(context.diagnostics),
    }
}

/// What resolving has found out so far.
#[derive(Default)]
struct Context {
    diagnostics: Vec<Diagnostic>,
    models: Vec<Model>,
    /// Where each model of `models` is described.
    spans: Vec<Span>,
    /// The models by name. `None` stands for one that is described, but broken: it is reported already.
    index: HashMap<String, Option<ModelId>>,
    /// The mask of a model, where a method takes one.
    masks: Vec<(ModelId, ModelId)>,
}

impl Context {
    fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }
}

/// A problem of reading as a diagnostic; one without a place stands at the start of its file.
#[must_use]
pub fn diagnose(problem: Problem, file: FileId) -> Diagnostic {
    let span = problem.span.unwrap_or(Span {
        file,
        start: 0,
        end: 0,
    });
    Diagnostic::at(span, problem.message, problem.help).label(problem.label)
}
