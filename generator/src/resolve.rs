//! Syntax -> model. Everything that can be wrong with a description is found here, all of it in one run.

mod api;
mod consequences;
mod docs;
mod examples;
mod fakes;
mod masks;
mod methods;
mod models;
mod names;
mod pages;
mod prose;
mod resources;
mod routes;
mod types;
mod unions;
mod unused;

use crate::{
    diagnostic::{Code, Diagnostic, Severity},
    model::{Api, ExampleFile, Model, ModelId, Models},
    source::{FileId, ReadError, ReadErrorKind, Span},
    syntax::{ApiFile, Problem, ProblemKind, ResourceFile, SharedFile},
};
use std::collections::{HashMap, HashSet};

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
    /// Whether there are files of which nothing could be read: they may describe what others refer to.
    pub unread: bool,
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
    /// The name of the resource that it is nested in, which its folder has.
    pub parent: Option<String>,
    /// What it says.
    pub syntax: Option<ResourceFile>,
}

/// Resolves a description. `found` is what reading it has found; all that is wrong comes back, warnings
/// included, and an API only where there is no error.
#[must_use]
pub fn resolve(files: Files, found: Vec<Diagnostic>) -> (Option<Api>, Vec<Diagnostic>) {
    let mut context = Context {
        diagnostics: found,
        unread: files.unread,
        ..Context::default()
    };
    let settings = files
        .api
        .as_ref()
        .map(|api| api::resolve(&mut context, api));
    context.collect(&files);
    let (shared, owned) = context.resolve_models(&files);
    let error = files
        .api
        .as_ref()
        .and_then(|api| api::error_shape(&mut context, api));
    let webhooks = files
        .api
        .as_ref()
        .and_then(|api| api::webhooks(&mut context, api));
    let mut resources = resources::resolve(&mut context, &files, settings.as_ref(), owned);
    let shared = context.place_masks(shared, &mut resources);
    context.finish_models(&resources);
    context.claim_for_tests(&files, &resources);
    context.check_unions();
    prose::check(&mut context, &files);
    if context.is_right() {
        context.warn_of_unused(&resources, error.as_ref(), webhooks.as_ref());
        context.warn_of_unlike_enums();
        context.report_allowed_nothing();
    }
    if !context.is_right() {
        // Warnings wait until there is a crate that they are about.
        context
            .diagnostics
            .retain(|found| found.code.severity() == Severity::Error);
    }
    let api = match settings {
        Some(settings) if context.is_right() => Some(Api {
            head: settings.head,
            error,
            webhooks,
            models: Models(std::mem::take(&mut context.models)),
            shared,
            resources,
            examples: files.examples,
        }),
        Some(_) | None => None,
    };
    (api, context.diagnostics)
}

/// What resolving has found out so far.
#[derive(Default)]
struct Context {
    diagnostics: Vec<Diagnostic>,
    models: Vec<Model>,
    /// Where each model of `models` is described.
    spans: Vec<Span>,
    /// The models whose fields stand beside a tag.
    flat: Vec<unions::Flat>,
    /// The warnings that are not to be told of a model, and where that is said.
    allowed: Vec<(ModelId, Code, Span)>,
    /// How many paths all masks have.
    mask_paths: usize,
    /// How many unknown types were held against all that are known.
    suggestions: usize,
    /// The models by name. `None` stands for one that is described, but broken: it is reported already.
    index: HashMap<String, Option<ModelId>>,
    /// Whether models may be described that could not be read.
    unread: bool,
    /// The models that lack something which is described, but broken.
    incomplete: HashSet<ModelId>,
    /// The mask of a model, where a method takes one.
    masks: Vec<(ModelId, ModelId)>,
}

impl Context {
    /// Reports what is wrong. What only follows from something that could not be read is left out.
    fn report(&mut self, diagnostic: Diagnostic) {
        if !diagnostic.is_consequence() {
            self.diagnostics.push(diagnostic);
        }
    }

    /// Whether no error has been found so far.
    fn is_right(&self) -> bool {
        let mut severities = self.diagnostics.iter().map(|found| found.code.severity());
        severities.all(|severity| severity != Severity::Error)
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
    let code = match problem.kind {
        ProblemKind::Yaml => Code::Yaml,
        ProblemKind::Tab => Code::Tab,
        ProblemKind::Documents => Code::Documents,
        ProblemKind::DuplicateKey => Code::DuplicateKey,
        ProblemKind::TooMuch => Code::TooMuch,
        ProblemKind::UnknownKey => Code::UnknownKey,
        ProblemKind::MissingKey => Code::MissingKey,
        ProblemKind::UnknownWord => Code::UnknownWord,
        ProblemKind::WrongKind => Code::WrongKind,
    };
    Diagnostic::at(code, span, problem.message, problem.help).label(problem.label)
}

/// A file that could not be read as a diagnostic.
#[must_use]
pub fn diagnose_file(error: ReadError) -> Diagnostic {
    let code = match error.kind {
        ReadErrorKind::Unreadable => Code::Unreadable,
        ReadErrorKind::NotUtf8 => Code::NotUtf8,
        ReadErrorKind::PassedOver => Code::PassedOver,
        ReadErrorKind::NoResources => Code::NoResources,
    };
    Diagnostic::path(code, error.path, error.message, error.help)
}
