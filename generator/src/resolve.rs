//! Syntax → model. All errors of a description are found here, in one run.
//!
//! The phases, in order; each is a function that gets the results of the earlier ones:
//!
//! 1. `head` resolves `api.yaml`.
//! 2. `declared` gives every model its name and its id, so that models may refer to each other in any order.
//! 3. `shapes` resolves fields, values and variants of models.
//! 4. `recursion` boxes the fields and variants that lead back to their model.
//! 5. `patterns` finds out how the variants of unions without a tag are told apart.
//! 6. `field_examples` reads the examples of models and their fields.
//! 7. `error_body`, `webhooks` and `resources` refer to models; field masks are made as methods ask for them.
//! 8. `derived` works out the facts about a model that follow from all models and methods.
//! 9. `lint` warns.
//! 10. `method_examples` takes examples of fields from those of methods.

mod body_format;
mod constants;
mod constructors;
mod conversions;
mod declared;
mod definitions;
mod derived;
mod docs;
mod durations;
mod enums;
mod error_body;
mod events;
mod examples;
mod fakes;
mod field_examples;
mod fields;
mod files;
mod flat_variants;
mod foreign_types;
mod head;
mod includes;
mod kit_names;
mod lint;
mod masks;
mod method_examples;
mod methods;
mod model_users;
mod names;
mod nesting;
mod numbers;
mod one_of;
mod page_examples;
mod page_values;
mod pagination;
mod param_names;
mod patterns;
mod reading;
mod recursion;
mod reporter;
mod resources;
mod result_fields;
mod scope;
mod shaped;
mod shapes;
mod types;
mod unions;
mod unknown_fields;
mod wait_values;
mod webhooks;

use crate::{
    diagnostic::Diagnostic,
    model::{Api, ModelId},
};
use definitions::Definitions;
use lint::Allowed;
use masks::{MaskModels, Masks};
use model_users::ModelUsers;
use reporter::Reporter;

pub use files::{Files, ResourceInput};
pub use reading::{diagnose, diagnose_file};

/// Resolves a description. `found` are the diagnostics of reading it. Returns all diagnostics, and an API if there is
/// no error among them.
#[must_use]
pub fn resolve(files: Files, found: Vec<Diagnostic>) -> (Option<Api>, Vec<Diagnostic>) {
    let reporter = Reporter::new(found);
    let api = files.api.as_ref();
    let settings = api.map(|api| head::resolve(&reporter, api, &files));
    let (declarations, index) = declared::declare(&reporter, &files);
    let allowed = Allowed::read(&reporter, &declarations);
    let mut shapes = shapes::resolve(&reporter, &files, declarations, &index);
    flat_variants::resolve(&mut shapes.models);
    recursion::resolve(&reporter, &mut shapes.models);
    let omits_defaults = settings.as_ref().is_some_and(|api| api.head.omits_defaults);
    patterns::resolve(&reporter, &files, &mut shapes.models, omits_defaults);
    conversions::resolve(&reporter, &index, &mut shapes.models, &shapes.with_source);
    field_examples::resolve(&reporter, &mut shapes.models, &shapes.with_examples);
    let definitions = Definitions {
        reporter: &reporter,
        settings: settings.as_ref(),
        index: &index,
        models: &shapes.models,
    };
    let (mut users, masks) = users(definitions, &files, shapes.owned);
    let mut models = shapes.models;
    let mut shared = shapes.shared;
    masks.place(&mut shared);
    for resource in &mut users.resources {
        masks.place(&mut resource.models);
    }
    let masked: Vec<_> = masks.by_base.into_keys().collect();
    models.0.extend(masks.models);
    let facts = derived::derive(&reporter, &index, omits_defaults, &models, &users.resources);
    page_examples::check(&reporter, &files);
    kit_names::check(&reporter, &files, &models, &users.resources);
    flat_variants::check(&reporter, &models, &shapes.flat);
    lint::check_docs(&reporter, &files);
    if !reporter.has_errors() {
        lint::check_models(&reporter, allowed, &models, &users, &masked, omits_defaults);
    }
    let api = match settings {
        Some(settings) if !reporter.has_errors() => Some(Api {
            head: settings.head,
            error: users.error,
            webhooks: users.webhooks,
            models: method_examples::fill(facts.finish(models), &users.resources),
            shared,
            resources: users.resources,
            copied: files.copied,
        }),
        Some(_) | None => None,
    };
    (api, reporter.finish())
}

/// Resolves everything that uses models, and makes the field masks that it asks for.
fn users(
    definitions: Definitions<'_>,
    files: &Files,
    owned: Vec<Vec<ModelId>>,
) -> (ModelUsers, MaskModels) {
    let Definitions {
        reporter,
        index,
        models,
        ..
    } = definitions;
    let mut masks = Masks::new(reporter, index, models);
    let api = files.api.as_ref();
    let error =
        api.and_then(|api| error_body::resolve(&mut definitions.types(&mut masks), models, api));
    let webhooks =
        api.and_then(|api| webhooks::resolve(&mut definitions.types(&mut masks), models, api));
    let resources = resources::resolve(definitions, &mut masks, files, owned);
    let users = ModelUsers {
        error,
        webhooks,
        resources,
    };
    (users, masks.finish())
}
