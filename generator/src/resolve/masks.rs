//! Field masks: the paths of the fields that an update may change, as an enum.

use super::{
    declared::{DeclaredModel, ModelIndex},
    names::name_of,
    reporter::Reporter,
    shaped::{ShapedModel, ShapedModels},
};
use crate::{
    diagnostic::{Code, Diagnostic},
    model::{Access, Docs, EnumValue, Field, ModelId, Shape, Type},
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
                    base.wire(),
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

    /// Returns the paths of a mask.
    pub(super) fn paths(&self, mask: ModelId) -> &[EnumValue] {
        let index = mask.0.checked_sub(self.models.0.len());
        let model = index.and_then(|index| self.resolved.get(index));
        match model.map(|model| &model.shape) {
            Some(Shape::Mask(paths)) => paths,
            Some(Shape::Struct(_) | Shape::Enum(_) | Shape::Union(_)) | None => &[],
        }
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
        let base_model = self.models.get(base);
        let (title, rust) = (base_model.wire(), base_model.rust());
        let name = format!("{rust}Field");
        if let Some(place) = self.index.place_of_rust(&name) {
            let message = format!(
                "`field mask of {title}` needs the Rust name `{name}`, which is already used"
            );
            let help = "give one of the two models another name with `rust:`";
            let diagnostic = Diagnostic::at(Code::NameTaken, span, message, help);
            self.reporter
                .report(diagnostic.other(place, "this model has the name"));
            return None;
        }
        let values = self.values(base, span)?;
        if values.is_empty() {
            let message = format!(
                "`field mask of {title}` is empty: all fields of `{title}` are `read_only`"
            );
            let help = "remove `read_only:` from a field, or name another model";
            self.report(Code::BadMask, span, &message, help);
            return None;
        }
        self.check_unique(title, &values, span);
        self.paths += values.len();
        self.check_size(title, values.len(), span);
        let docs = format!("Path of a field of `{rust}`, for a field mask.");
        Some(ShapedModel {
            declared: DeclaredModel {
                name: name_of(self.reporter, Role::Model, &name, span, None)?,
                docs: Docs(vec![docs]),
                deprecated: None,
                prefix: String::new(),
                includes: Vec::new(),
                allow: Vec::new(),
                span,
            },
            example: None,
            from: None,
            shape: Shape::Mask(values),
            is_complete: true,
            is_included: false,
            keeps_unknown: false,
        })
    }

    /// Reports two paths that get the same Rust name.
    fn check_unique(&self, title: &str, values: &[EnumValue], span: Span) {
        let mut paths_by_name = BTreeMap::new();
        for value in values {
            let (name, path) = (value.name.rust(), value.name.wire());
            if let Some(first) = paths_by_name.insert(name, path) {
                let message = format!(
                    "the paths `{first}` and `{path}` of `field mask of {title}` have the same Rust name `{name}`"
                );
                let help = format!(
                    "give a field of one path another Rust name with `rust:`; the Rust names of the fields form `{name}`"
                );
                self.report(Code::NameTaken, span, &message, &help);
            }
        }
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

    /// Returns the paths; `None` if one of them has no legal Rust name, which is reported.
    fn values(&self, base: ModelId, span: Span) -> Option<Vec<EnumValue>> {
        let mut walk = PathWalk {
            masks: self,
            span,
            wire: Vec::new(),
            rust: Vec::new(),
            open: vec![base],
            values: Vec::new(),
            is_legal: true,
        };
        walk.model(base);
        walk.is_legal.then_some(walk.values)
    }
}

/// Walk over the fields of a model and of the models in it.
struct PathWalk<'a, 'm> {
    masks: &'a Masks<'m>,
    span: Span,
    /// Wire names of the fields that lead to the current model.
    wire: Vec<String>,
    /// Rust names of these fields, which form the Rust name of a path.
    rust: Vec<String>,
    /// The current model and the models around it.
    open: Vec<ModelId>,
    values: Vec<EnumValue>,
    /// Whether all paths so far have legal Rust names.
    is_legal: bool,
}

impl PathWalk<'_, '_> {
    fn model(&mut self, model: ModelId) {
        let fields = self.masks.models.shape(model).fields().iter();
        for field in fields.filter(|field| {
            field.access == Access::ReadWrite && !field.is_rest && field.constant.is_none()
        }) {
            if self.values.len() > MAX_PATHS || self.masks.paths > MAX_PATHS_OF_ALL {
                return;
            }
            self.wire.push(field.name.wire().to_owned());
            self.rust.push(field.name.rust().to_owned());
            self.field(field);
            self.wire.pop();
            self.rust.pop();
        }
    }

    /// Adds the path of a field, and the paths of the fields in it.
    fn field(&mut self, field: &Field) {
        let rust = self.rust.join("_");
        let reporter = self.masks.reporter;
        let Some(name) = name_of(reporter, Role::MaskPath, &rust, self.span, None) else {
            self.is_legal = false;
            return;
        };
        let path = self.wire.join(".");
        self.values.push(EnumValue {
            docs: Docs(vec![format!("`{path}`")]),
            name: name.with_wire(path),
            number: None,
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
