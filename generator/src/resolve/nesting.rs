//! Nesting of models: depth, number, and recursion.

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

/// Reports models that contain themselves, or too many others. Returns all models, inner ones before outer ones.
pub(super) fn check(reporter: &Reporter, models: &ShapedModels) -> Vec<ModelId> {
    let order = inner_first(reporter, models);
    let depths = check_depth(reporter, models, &order);
    check_size(reporter, models, &order, &depths);
    order
}

fn check_depth(reporter: &Reporter, models: &ShapedModels, order: &[ModelId]) -> Vec<usize> {
    let mut depths = vec![0_usize; models.0.len()];
    for id in order {
        let inner = held(models, *id).map(|(inner, _)| depths[inner.0]);
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
        Shape::Struct(fields) => {
            let required = fields.iter().filter_map(|field| match field.ty {
                Type::Model(inner) if field.presence == Presence::Required => Some(sizes[inner.0]),
                Type::Model(_) | Type::Scalar(_) | Type::Mask(_) | Type::List(_) | Type::Map(_) => {
                    None
                }
            });
            required.fold(1, usize::saturating_add)
        }
        // A sample of a union has one variant.
        Shape::Union(_) => {
            let variants = held(models, id).map(|(inner, _)| sizes[inner.0]);
            1 + variants.max().unwrap_or_default()
        }
        Shape::Enum(_) | Shape::Mask(_) => 1,
    }
}

/// Returns all models, inner ones before outer ones, and reports models that contain themselves. The stack is explicit,
/// because a description may be nested deeper than the stack of the program allows.
fn inner_first(reporter: &Reporter, models: &ShapedModels) -> Vec<ModelId> {
    #[derive(Clone, Copy, PartialEq)]
    enum Mark {
        New,
        Open,
        Done,
    }
    let mut marks = vec![Mark::New; models.0.len()];
    let mut order = Vec::new();
    for (start, _) in models.iter() {
        let mut stack = vec![(start, false)];
        while let Some((id, leaving)) = stack.pop() {
            if leaving {
                marks[id.0] = Mark::Done;
                order.push(id);
            } else if marks[id.0] == Mark::New {
                marks[id.0] = Mark::Open;
                stack.push((id, true));
                for (inner, field) in held(models, id) {
                    match marks[inner.0] {
                        Mark::New => stack.push((inner, false)),
                        Mark::Open => report_recursion(reporter, models, id, inner, field),
                        Mark::Done => {}
                    }
                }
            }
        }
    }
    order
}

/// Returns the models that a model holds in itself, and the fields or variants that hold them.
fn held(models: &ShapedModels, id: ModelId) -> impl Iterator<Item = (ModelId, &str)> {
    let shape = models.shape(id);
    let fields = shape.fields().iter();
    let fields = fields.filter_map(|field| Some((held_model(&field.ty)?, field.name.wire())));
    let variants = shape.variants().iter();
    let variants = variants.filter_map(|variant| {
        let model = match &variant.content {
            Content::Keyed(_, ty) => held_model(ty),
            Content::Flat(inner) => Some(*inner),
            Content::Nothing | Content::Empty(_) => None,
        };
        Some((model?, variant.name.wire()))
    });
    fields.chain(variants)
}

/// Returns the model of a type that is a model itself.
fn held_model(ty: &Type) -> Option<ModelId> {
    match ty {
        Type::Model(id) => Some(*id),
        Type::Scalar(_) | Type::Mask(_) | Type::List(_) | Type::Map(_) => None,
    }
}

fn report_recursion(
    reporter: &Reporter,
    models: &ShapedModels,
    id: ModelId,
    inner: ModelId,
    field: &str,
) {
    let (outer, held) = (models.get(id), models.get(inner));
    let message = format!("the model `{}` contains itself", held.wire());
    let label = format!(
        "`{}.{field}` contains a `{}` again",
        outer.wire(),
        held.wire()
    );
    let help = "use `json` as the type of this field; only a `list of` or `map of` a model can lead back to it";
    let span = outer.declared.span;
    let diagnostic = Diagnostic::at(Code::RecursiveModel, span, message, help).label(label);
    reporter.report(if id == inner {
        diagnostic
    } else {
        diagnostic.other(held.declared.span, "the recursion starts here")
    });
}
