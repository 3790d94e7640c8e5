//! Warnings.

mod allowed;
mod docs;
mod enums;
mod errors;
mod unused;

use super::{files::Files, model_users::ModelUsers, reporter::Reporter, shaped::ShapedModels};
use crate::model::ModelId;

pub(super) use allowed::Allowed;

/// Warns of documentation that is missing or has broken links.
pub(super) fn check_docs(reporter: &Reporter, files: &Files) {
    docs::check(reporter, files);
}

/// Warns of models that are never used, of enums that differ from the others if the API omits defaults, and of fields of
/// the error model that have no method. `masked` are the models that have a field mask.
pub(super) fn check_models(
    reporter: &Reporter,
    mut allowed: Allowed,
    models: &ShapedModels,
    users: &ModelUsers,
    masked: &[ModelId],
    omits_defaults: bool,
) {
    unused::check(reporter, &mut allowed, models, users, masked);
    if omits_defaults {
        enums::check(reporter, &mut allowed, models);
    }
    errors::check(reporter, &mut allowed, models, users.error.as_ref());
    allowed.report_unused(reporter);
}
