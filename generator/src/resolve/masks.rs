//! Field masks: the paths of the fields that an update may change, as an enum.

use super::{
    declared::{DeclaredModel, Lookup, ModelIndex},
    names::name_of,
    reporter::Reporter,
    scope::{Named, Scope},
    shaped::{ShapedModel, ShapedModels},
};
use crate::{
    diagnostic::{Code, Diagnostic},
    model::{Access, Docs, EnumValue, ModelId, Shape, Type},
    names::Role,
    source::Span,
};
use std::collections::BTreeMap;

/// Maximum number of fields in a path.
const MAX_DEPTH: usize = 6;

/// Maximum number of paths of one mask, and of all masks together: paths multiply with each level.
const MAX_PATHS: usize = 1000;
const MAX_PATHS_OF_ALL: usize = 200_000;

/// Field masks that methods use.
pub(super) struct Masks<'a> {
    reporter: &'a Reporter,
    index: &'a ModelIndex,
    models: &'a ShapedModels,
    by_base: BTreeMap<ModelId, ModelId>,
    resolved: Vec<ShapedModel>,
    /// Number of paths of all masks.
    paths: usize,
}

/// All field masks. Their ids follow those of the declared models.
pub(super) struct MaskModels {
    /// The mask of each model that has one.
    pub(super) by_base: BTreeMap<ModelId, ModelId>,
    pub(super) models: Vec<ShapedModel>,
}

impl<'a> Masks<'a> {
    pub(super) fn new(
        reporter: &'a Reporter,
        index: &'a ModelIndex,
        models: &'a ShapedModels,
    ) -> Self {
        Self {
            reporter,
            index,
            models,
            by_base: BTreeMap::new(),
            resolved: Vec::new(),
            paths: 0,
        }
    }

    /// Returns the mask of a model. Creates it at the first call.
    pub(super) fn mask_of(&mut self, base: ModelId, span: Span) -> Option<ModelId> {
        if let Some(mask) = self.by_base.get(&base) {
            return Some(*mask);
        }
        match self.models.shape(base) {
            Shape::Struct(_) => {}
            Shape::Enum(_) | Shape::Union(_) | Shape::Mask(_) => {
                let base = self.models.get(base);
                let message = format!(
                    "`field mask of {}` needs a model with `fields`, and {}",
                    base.rust(),
                    base.describe()
                );
                self.report(Code::BadMask, span, &message, "name a model with `fields:`");
                return None;
            }
        }
        let model = self.create(base, span)?;
        let mask = ModelId(self.models.0.len() + self.resolved.len());
        self.resolved.push(model);
        self.by_base.insert(base, mask);
        Some(mask)
    }

    /// Returns all masks.
    pub(super) fn finish(self) -> MaskModels {
        MaskModels {
            by_base: self.by_base,
            models: self.resolved,
        }
    }

    fn report(&self, code: Code, span: Span, message: &str, help: &str) {
        self.reporter
            .report(Diagnostic::at(code, span, message, help));
    }

    fn create(&mut self, base: ModelId, span: Span) -> Option<ShapedModel> {
        let title = self.models.get(base).rust();
        let name = format!("{title}Field");
        if let Lookup::Found(taken) = self.index.find(&name) {
            let message = format!(
                "`field mask of {title}` needs the Rust name `{name}`, which is already used"
            );
            let place = self.models.get(taken).declared.span;
            let help = format!("rename the model `{name}`");
            let diagnostic = Diagnostic::at(Code::NameTaken, span, message, help);
            self.reporter
                .report(diagnostic.other(place, "this model has the name"));
            return None;
        }
        let values = self.values(base, span);
        if values.is_empty() {
            let message = format!(
                "`field mask of {title}` is empty: all fields of `{title}` are `read_only`"
            );
            let help = "remove `read_only:` from a field, or name another model";
            self.report(Code::BadMask, span, &message, help);
            return None;
        }
        let mut scope = Scope::default();
        for value in &values {
            scope.claim(self.reporter, Named::FieldOfMask, &value.name, span);
        }
        self.paths += values.len();
        self.check_size(title, values.len(), span);
        let docs = format!("Path of a field of [`{title}`], for a field mask.");
        Some(ShapedModel {
            declared: DeclaredModel {
                name: name_of(self.reporter, Role::Model, &name, span, None)?,
                docs: Docs(vec![docs]),
                deprecated: None,
                span,
            },
            shape: Shape::Mask(values),
            is_complete: true,
        })
    }

    fn check_size(&self, title: &str, paths: usize, span: Span) {
        let message = if paths > MAX_PATHS {
            format!("`field mask of {title}` has more than {MAX_PATHS} paths")
        } else if self.paths > MAX_PATHS_OF_ALL {
            format!("all field masks together have more than {MAX_PATHS_OF_ALL} paths")
        } else {
            return;
        };
        let help = "add `read_only: true` to the fields that callers cannot change";
        self.report(Code::BadMask, span, &message, help);
    }

    fn values(&self, base: ModelId, span: Span) -> Vec<EnumValue> {
        let mut walk = PathWalk {
            masks: self,
            span,
            path: Vec::new(),
            open: vec![base],
            values: Vec::new(),
        };
        walk.model(base);
        walk.values
    }
}

/// Walk over the fields of a model and of the models in it.
struct PathWalk<'a, 'm> {
    masks: &'a Masks<'m>,
    span: Span,
    /// Names of the fields that lead to the current model.
    path: Vec<String>,
    /// The current model and the models around it.
    open: Vec<ModelId>,
    values: Vec<EnumValue>,
}

impl PathWalk<'_, '_> {
    fn model(&mut self, model: ModelId) {
        let fields = self.masks.models.shape(model).fields().iter();
        for field in fields.filter(|field| field.access == Access::ReadWrite && !field.is_rest) {
            if self.values.len() > MAX_PATHS || self.masks.paths > MAX_PATHS_OF_ALL {
                return;
            }
            self.path.push(field.name.wire().to_owned());
            let rust = self.path.join("_");
            let name = name_of(self.masks.reporter, Role::Variant, &rust, self.span, None);
            let Some(name) = name else {
                // Every longer path has the same problem, which is reported once.
                self.path.pop();
                return;
            };
            let path = self.path.join(".");
            self.values.push(EnumValue {
                docs: Docs(vec![format!("`{path}`")]),
                name: name.with_wire(path),
                deprecated: field.deprecated.clone(),
            });
            if let Type::Model(inner) = field.ty
                && !self.open.contains(&inner)
                && self.open.len() < MAX_DEPTH
            {
                self.open.push(inner);
                self.model(inner);
                self.open.pop();
            }
            self.path.pop();
        }
    }
}

impl MaskModels {
    /// Inserts each mask after its model.
    pub(super) fn place(&self, models: &mut Vec<ModelId>) {
        let with_masks = models
            .iter()
            .flat_map(|id| [Some(*id), self.by_base.get(id).copied()]);
        *models = with_masks.flatten().collect();
    }
}
