//! Nesting of models: depth and number.

use super::{reporter::Reporter, shaped::ShapedModels};
use crate::{
    diagnostic::{Code, Diagnostic},
    model::{Content, ModelId, Presence, Shape, Type},
};

/// Maximum depth of nested models, which are emitted, sampled and read by recursion.
const MAX_DEPTH: usize = 32;

/// Maximum number of models that a model requires. A sample has all of them in one expression, and they double with each
/// level if each model holds the next one twice.
const MAX_MODELS: usize = 500;

/// Reports models that are nested too deeply, or contain too many others. Returns all models, inner ones before outer ones.
pub(super) fn check(reporter: &Reporter, models: &ShapedModels) -> Vec<ModelId> {
    let order = inner_first(models);
    let depths = check_depth(reporter, models, &order);
    check_size(reporter, models, &order, &depths);
    order
}

fn check_depth(reporter: &Reporter, models: &ShapedModels, order: &[ModelId]) -> Vec<usize> {
    let mut depths = vec![0_usize; models.0.len()];
    for id in order {
        let inner = held(models, *id).map(|inner| depths[inner.0]);
        depths[id.0] = inner.max().unwrap_or_default() + 1;
        if depths[id.0] == MAX_DEPTH + 1 {
            let model = models.get(*id);
            let message = format!(
                "the models in `{}` are nested more than {MAX_DEPTH} levels deep",
                model.wire()
            );
            let help = "use `json` as the type of a field";
            let span = model.declared.span;
            reporter.report(Diagnostic::at(Code::TypeTooDeep, span, message, help));
        }
    }
    depths
}

fn check_size(reporter: &Reporter, models: &ShapedModels, order: &[ModelId], depths: &[usize]) {
    let mut sizes = vec![0_usize; models.0.len()];
    for id in order {
        let size = size(models, &sizes, *id);
        // A model that is reported does not count, so that models that contain it are not reported as well.
        if size <= MAX_MODELS && depths[id.0] <= MAX_DEPTH {
            sizes[id.0] = size;
        }
        if size > MAX_MODELS {
            let model = models.get(*id);
            let message = format!(
                "`{}` requires {size} nested models, and the limit is {MAX_MODELS}",
                model.wire()
            );
            let help = "use `json` as the type of some of the fields, or mark those with `?` that the API may leave out";
            let span = model.declared.span;
            reporter.report(Diagnostic::at(Code::TypeTooDeep, span, message, help));
        }
    }
}

/// Returns the number of models in a sample of a model. `sizes` has the numbers of the models in it.
fn size(models: &ShapedModels, sizes: &[usize], id: ModelId) -> usize {
    match models.shape(id) {
        Shape::Struct(_) => {
            let required = parts(models, id).filter(|part| part.is_required && !part.is_boxed);
            let sizes = required.map(|part| sizes[part.model.0]);
            sizes.fold(1, usize::saturating_add)
        }
        // A sample of a union has one variant.
        Shape::Union(_) => {
            let variants = held(models, id).map(|inner| sizes[inner.0]);
            1 + variants.max().unwrap_or_default()
        }
        Shape::Enum(_) | Shape::Mask(_) => 1,
    }
}

/// Returns all models, inner ones before outer ones. The stack is explicit, because a description may be nested deeper than
/// the stack of the program allows.
fn inner_first(models: &ShapedModels) -> Vec<ModelId> {
    let mut seen = vec![false; models.0.len()];
    let mut order = Vec::new();
    for (start, _) in models.iter() {
        let mut stack = vec![(start, false)];
        while let Some((id, leaving)) = stack.pop() {
            if leaving {
                order.push(id);
            } else if !std::mem::replace(&mut seen[id.0], true) {
                stack.push((id, true));
                stack.extend(held(models, id).map(|inner| (inner, false)));
            }
        }
    }
    order
}

/// Returns the models that a model holds in itself and not in a box. None of them leads back to it, unless that was reported.
fn held(models: &ShapedModels, id: ModelId) -> impl Iterator<Item = ModelId> {
    let parts = parts(models, id).filter(|part| !part.is_boxed);
    parts.map(|part| part.model)
}

/// Field or variant of a model that holds another model, and no list or map of it.
pub(super) struct Part<'a> {
    /// Index of the field or variant.
    pub(super) index: usize,
    /// Name of the field or variant.
    pub(super) name: &'a str,
    /// Model that it holds.
    pub(super) model: ModelId,
    /// Whether a value of the model must have it, or chooses among it and others.
    pub(super) is_required: bool,
    is_boxed: bool,
}

/// Returns the fields or variants of a model that hold another model.
pub(super) fn parts(models: &ShapedModels, id: ModelId) -> impl Iterator<Item = Part<'_>> {
    let shape = models.shape(id);
    let fields = shape.fields().iter().enumerate();
    let fields = fields.filter_map(|(index, field)| {
        Some(Part {
            index,
            name: field.name.wire(),
            model: held_model(&field.ty)?,
            is_required: field.presence == Presence::Required && !field.ty.is_nullable(),
            is_boxed: field.is_boxed,
        })
    });
    let variants = shape.variants().iter().enumerate();
    let variants = variants.filter_map(|(index, variant)| {
        let model = match &variant.content {
            Content::Keyed(_, ty) | Content::Whole(ty) => held_model(ty),
            Content::Flat(inner) => Some(*inner),
            Content::Nothing | Content::Empty(_) => None,
        };
        Some(Part {
            index,
            name: variant.name.wire(),
            model: model?,
            is_required: true,
            is_boxed: variant.is_boxed,
        })
    });
    fields.chain(variants)
}

/// Returns the model of a type that is a model itself.
fn held_model(ty: &Type) -> Option<ModelId> {
    match ty {
        Type::Model(id) => Some(*id),
        Type::Nullable(ty) => held_model(ty),
        Type::Scalar(_) | Type::Mask(_) | Type::List(_) | Type::Map(_) => None,
    }
}
