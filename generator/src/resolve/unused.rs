//! Warnings about models: those that nothing uses, and enums that differ from the others.

use super::Context;
use crate::{
    diagnostic::{Code, Diagnostic},
    model::{ErrorShape, ModelId, Resource, Shape, Type, Webhooks},
};

impl Context {
    /// Warns of models that no method and no error needs.
    pub(super) fn warn_of_unused(
        &mut self,
        resources: &[Resource],
        error: Option<&ErrorShape>,
        webhooks: Option<&Webhooks>,
    ) {
        let types = resources.iter().flat_map(Resource::types);
        let mut open: Vec<_> = types.filter_map(Type::model).collect();
        open.extend(error.map(|error| error.model));
        open.extend(webhooks.map(|webhooks| webhooks.event));
        let masked = self.masks.iter().map(|(base, _)| *base);
        open.extend(masked);
        let mut used = vec![false; self.models.len()];
        while let Some(ModelId(id)) = open.pop() {
            if std::mem::replace(&mut used[id], true) {
                continue;
            }
            open.extend(self.models[id].shape.models());
        }
        for (id, used) in used.into_iter().enumerate() {
            let model = &self.models[id];
            if used || matches!(model.shape, Shape::Mask(_)) {
                continue;
            }
            let message = format!("nothing uses the model `{}`", model.name.rust());
            let help = "remove it, or name it as a type where it belongs";
            self.report(Diagnostic::at(
                Code::UnusedModel,
                self.spans[id],
                message,
                help,
            ));
        }
    }

    /// Warns of enums without an unspecified value, where at least half of the enums have one.
    pub(super) fn warn_of_unlike_enums(&mut self) {
        let enums = self
            .models
            .iter()
            .zip(&self.spans)
            .filter_map(|(model, span)| match &model.shape {
                Shape::Enum(values) => {
                    let mut names = values.iter().map(|value| value.name.rust());
                    Some((
                        names.any(|name| name == "Unspecified"),
                        model.name.rust().to_owned(),
                        *span,
                    ))
                }
                Shape::Struct(_) | Shape::Union(_) | Shape::Mask(_) => None,
            });
        let (with, without): (Vec<_>, Vec<_>) = enums.partition(|(has, _, _)| *has);
        if with.len() < without.len() {
            return;
        }
        for (_, name, span) in without {
            let message = format!("the enum `{name}` has no unspecified value, as others have");
            let help = "add `UNSPECIFIED` as its first value, if the API has it";
            self.report(Diagnostic::at(Code::NoUnspecified, span, message, help));
        }
    }
}
