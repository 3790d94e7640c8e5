//! Field masks: the paths by which a model may be changed, as an enum of its own.

use super::{Context, names::Scope};
use crate::{
    diagnostic::{Code, Diagnostic},
    model::{Access, Docs, EnumValue, Model, ModelId, Resource, Shape, Type},
    names::Role,
    source::Span,
};
use std::collections::HashMap;

/// Paths are cut off here; no API nests what may be changed deeper.
const MAX_DEPTH: usize = 6;

/// A hostile description could make paths without end, or masks without end of many paths each.
const MAX_PATHS: usize = 1000;
const MAX_PATHS_OF_ALL: usize = 200_000;

impl Context {
    /// The enum of the paths by which a model may be changed.
    pub(super) fn make_mask(&mut self, base: ModelId, span: Span) -> Option<ModelId> {
        let name = format!("{}Field", self.models[base.0].name.rust());
        if let Some(Some(taken)) = self.index.get(&name).copied() {
            let message = format!("the mask's name `{name}` is taken");
            let diagnostic = Diagnostic::at(Code::NameTaken, span, message, "rename the model");
            self.report(diagnostic.other(self.spans[taken.0], "this model has it"));
            return None;
        }
        let title = self.models[base.0].name.rust().to_owned();
        let mut values = Vec::new();
        self.mask_paths(base, &mut Vec::new(), &mut vec![base], &mut values, span);
        if values.is_empty() {
            let message = format!("a mask without paths: nobody may change a field of `{title}`");
            let help = "take `read_only` from a field, or name another model";
            self.report(Diagnostic::at(Code::BadMask, span, message, help));
            return None;
        }
        let mut scope = Scope::default();
        for value in &values {
            self.claim(&mut scope, "field of the mask", &value.name, span);
        }
        self.mask_paths += values.len();
        if values.len() > MAX_PATHS || self.mask_paths > MAX_PATHS_OF_ALL {
            let message = if values.len() > MAX_PATHS {
                format!("a mask of more than {MAX_PATHS} paths")
            } else {
                format!("all masks together have more than {MAX_PATHS_OF_ALL} paths")
            };
            self.report(Diagnostic::at(
                Code::BadMask,
                span,
                message,
                "mark what nobody may change with `read_only: true`",
            ));
        }
        let name = self.name_of(Role::Model, &name, span, None)?;
        self.models.push(Model {
            name,
            docs: Docs(vec![format!(
                "A field of [`{title}`] that an update may name."
            )]),
            deprecated: None,
            outgoing: true,
            has_default: false,
            holds_secret: false,
            shape: Shape::Mask(values),
        });
        self.spans.push(span);
        Some(ModelId(self.models.len() - 1))
    }

    fn mask_paths(
        &mut self,
        model: ModelId,
        path: &mut Vec<String>,
        stack: &mut Vec<ModelId>,
        values: &mut Vec<EnumValue>,
        span: Span,
    ) {
        let Shape::Struct(fields) = &self.models[model.0].shape else {
            return;
        };
        for field in fields
            .clone()
            .into_iter()
            .filter(|field| field.access == Access::ReadWrite && !field.is_rest)
        {
            if values.len() > MAX_PATHS || self.mask_paths > MAX_PATHS_OF_ALL {
                return;
            }
            path.push(field.name.wire().to_owned());
            let rust = path.join("_");
            let Some(name) = self.name_of(Role::Variant, &rust, span, None) else {
                // Every longer path has the same flaw, which is told once.
                path.pop();
                return;
            };
            let docs = Docs(vec![format!("`{}`", path.join("."))]);
            values.push(EnumValue {
                name: name.with_wire(path.join(".")),
                docs,
                deprecated: field.deprecated,
            });
            if let Type::Model(inner) = field.ty
                && !stack.contains(&inner)
                && stack.len() < MAX_DEPTH
            {
                stack.push(inner);
                self.mask_paths(inner, path, stack, values, span);
                stack.pop();
            }
            path.pop();
        }
    }

    /// Puts each mask behind the model that it is of.
    pub(super) fn place_masks(
        &self,
        mut shared: Vec<ModelId>,
        resources: &mut [Resource],
    ) -> Vec<ModelId> {
        let masks: HashMap<_, _> = self.masks.iter().copied().collect();
        let lists = std::iter::once(&mut shared)
            .chain(resources.iter_mut().map(|resource| &mut resource.models));
        for list in lists {
            let models = std::mem::take(list).into_iter();
            *list = models
                .flat_map(|id| [Some(id), masks.get(&id).copied()])
                .flatten()
                .collect();
        }
        shared
    }
}
