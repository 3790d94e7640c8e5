//! Models whose shape is known, but not yet the facts that follow from all models.

use super::declared::DeclaredModel;
use crate::model::{ModelId, Shape};
use serde_json::Value as Json;

/// A model whose shape is known.
pub(super) struct ShapedModel {
    pub(super) declared: DeclaredModel,
    /// Documented value.
    pub(super) example: Option<Json>,
    /// Struct from which a value of it can be created.
    pub(super) from: Option<ModelId>,
    pub(super) shape: Shape,
    /// Whether the shape has everything that is described; otherwise something is missing that has been reported.
    pub(super) is_complete: bool,
    /// Whether another struct has its fields.
    pub(super) is_included: bool,
    /// Whether it keeps fields that are not described.
    pub(super) keeps_unknown: bool,
}

/// All shaped models, by their id.
#[derive(Default)]
pub(super) struct ShapedModels(pub(super) Vec<ShapedModel>);

impl ShapedModels {
    /// Returns the model of an id.
    pub(super) fn get(&self, id: ModelId) -> &ShapedModel {
        &self.0[id.0]
    }

    /// Returns the shape of a model.
    pub(super) fn shape(&self, id: ModelId) -> &Shape {
        &self.get(id).shape
    }

    /// Returns the models with their ids.
    pub(super) fn iter(&self) -> impl Iterator<Item = (ModelId, &ShapedModel)> {
        let models = self.0.iter().enumerate();
        models.map(|(index, model)| (ModelId(index), model))
    }
}

impl ShapedModel {
    /// Returns the Rust name.
    pub(super) fn rust(&self) -> &str {
        self.declared.name.rust()
    }

    /// Returns the name in the description.
    pub(super) fn wire(&self) -> &str {
        self.declared.name.wire()
    }

    /// Returns the name and the kind of the model for messages, such as "`Mood` is an enum".
    pub(super) fn describe(&self) -> String {
        let kind = match &self.shape {
            Shape::Struct(_) => "a struct",
            Shape::Enum(_) => "an enum",
            Shape::Union(_) => "a union",
            Shape::Mask(_) => "a field mask",
        };
        format!("`{}` is {kind}", self.wire())
    }
}
