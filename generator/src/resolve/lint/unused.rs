//! Warnings about models that are never used.

use super::allowed::Allowed;
use crate::{
    diagnostic::Code,
    model::{ModelId, Shape, queries::reachable},
    resolve::{model_users::ModelUsers, reporter::Reporter, shaped::ShapedModels},
};

/// Warns of models that no method, error or webhook needs. `masked` are the models that have a field mask.
pub(super) fn check(
    reporter: &Reporter,
    allowed: &mut Allowed,
    models: &ShapedModels,
    users: &ModelUsers,
    masked: &[ModelId],
) {
    let start = users.models().chain(masked.iter().copied());
    let used = reachable(start, |id| models.shape(id).models());
    for (id, model) in models.iter() {
        if used.contains(&id) || model.is_included || matches!(model.shape, Shape::Mask(_)) {
            continue;
        }
        let message = format!("the model `{}` is never used", model.wire());
        let help = "remove it, or use it as a type";
        allowed.warn(reporter, models, id, Code::UnusedModel, message, help);
    }
}
