//! Warnings about models: those that nothing uses, and enums that differ from the others.

use super::Context;
use crate::{
    diagnostic::{Code, Diagnostic},
    model::{ErrorShape, ModelId, Resource, Shape, Type, Webhooks},
    source::Spanned,
    syntax::suggest,
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
            self.warn(ModelId(id), Code::UnusedModel, message, help);
        }
    }

    /// Warns of enums without an unspecified value, where at least half of the enums have one.
    pub(super) fn warn_of_unlike_enums(&mut self) {
        let models = self.models.iter().enumerate();
        let enums = models.filter_map(|(id, model)| match &model.shape {
            Shape::Enum(values) => {
                let mut names = values.iter().map(|value| value.name.rust());
                Some((ModelId(id), names.any(|name| name == "Unspecified")))
            }
            Shape::Struct(_) | Shape::Union(_) | Shape::Mask(_) => None,
        });
        let (with, without): (Vec<_>, Vec<_>) = enums.partition(|(_, has)| *has);
        if with.len() < without.len() {
            return;
        }
        for (id, _) in without {
            let name = self.models[id.0].name.rust();
            let message = format!("the enum `{name}` has no unspecified value, as others have");
            let help =
                "add `UNSPECIFIED` as its first value; if the API has none, say `allow: [W003]`";
            self.warn(id, Code::NoUnspecified, message, help);
        }
    }

    /// Notes which warnings are not to be told of a model.
    pub(super) fn allow(&mut self, id: ModelId, words: &[Spanned<String>]) {
        const ABOUT_MODELS: [Code; 2] = [Code::UnusedModel, Code::NoUnspecified];
        for word in words {
            match Code::find(word).filter(|code| ABOUT_MODELS.contains(code)) {
                Some(code) => self.allowed.push((id, code, word.span)),
                None => {
                    let message = format!("`{}` is no warning about models", word.value);
                    let help = suggest(word, &ABOUT_MODELS.map(Code::id));
                    self.report(Diagnostic::at(Code::UnknownWord, word.span, message, help));
                }
            }
        }
    }

    /// Reports what is allowed, and has not been found.
    pub(super) fn report_allowed_nothing(&mut self) {
        for (_, code, span) in std::mem::take(&mut self.allowed) {
            let message = format!("there is no {} to be allowed", code.id());
            let help = "remove it from `allow:`";
            self.report(Diagnostic::at(Code::RedundantOverride, span, message, help));
        }
    }

    /// Tells a warning of a model, unless it is allowed.
    fn warn(&mut self, id: ModelId, code: Code, message: String, help: &str) {
        let known = self
            .allowed
            .iter()
            .position(|(model, allowed, _)| (*model, *allowed) == (id, code));
        match known {
            Some(at) => {
                self.allowed.remove(at);
            }
            None => self.report(Diagnostic::at(code, self.spans[id.0], message, help)),
        }
    }
}
