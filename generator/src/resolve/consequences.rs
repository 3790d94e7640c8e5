//! What follows for each model from all of them: which are sent, which have a default or hold a secret, which hold
//! themselves.

use super::Context;
use crate::{
    diagnostic::{Code, Diagnostic},
    model::{Access, Body, Content, Method, ModelId, Presence, Resource, Shape, Type},
};

/// No API nests models deeper than this.
const MAX_DEPTH: usize = 32;

/// Nor does a model need more of them to be made: where each holds the next one twice, they double with each level.
const MAX_MODELS: usize = 500;

impl Context {
    /// Works out what follows for each model from all of them, and from what the methods send.
    pub(super) fn finish_models(&mut self, resources: &[Resource]) {
        self.mark_outgoing(resources);
        self.mark_holders_of_secrets();
        let order = self.inner_first();
        let depths = self.check_depth(&order);
        self.check_size(&order, &depths);
        for id in order {
            let has_default = match &self.models[id.0].shape {
                Shape::Struct(fields) => fields.iter().all(|field| {
                    field.presence == Presence::Optional || self.has_default(&field.ty)
                }),
                Shape::Enum(_) => true,
                Shape::Union(_) | Shape::Mask(_) => false,
            };
            self.models[id.0].has_default = has_default;
            self.check_outgoing(id);
        }
    }

    /// Models that hold models are emitted, sampled and read by recursion, so that their depth has a limit.
    fn check_depth(&mut self, order: &[ModelId]) -> Vec<usize> {
        let mut depths = vec![0_usize; self.models.len()];
        for id in order {
            let inner = self.held(*id).into_iter().map(|(inner, _)| depths[inner.0]);
            depths[id.0] = inner.max().unwrap_or_default() + 1;
            if depths[id.0] == MAX_DEPTH + 1 {
                let name = self.models[id.0].name.rust();
                let message = format!("`{name}` holds models {MAX_DEPTH} deep");
                let help = "hold one of them in a `list of`, or describe it as `json`";
                self.report(Diagnostic::at(
                    Code::TypeTooDeep,
                    self.spans[id.0],
                    message,
                    help,
                ));
            }
        }
        depths
    }

    /// A sample has all models that are required in a model, in one expression, so that their number has a limit, too.
    fn check_size(&mut self, order: &[ModelId], depths: &[usize]) {
        let mut sizes = vec![0_usize; self.models.len()];
        for id in order {
            let shape = &self.models[id.0].shape;
            let inner = shape.fields().iter().filter_map(|field| match field.ty {
                Type::Model(inner) if field.presence == Presence::Required => Some(sizes[inner.0]),
                Type::Model(_) | Type::Scalar(_) | Type::Mask(_) | Type::List(_) | Type::Map(_) => {
                    None
                }
            });
            let fields = inner.fold(1_usize, usize::saturating_add);
            // Of a union, a sample has one variant.
            let variants = self.held(*id).into_iter().map(|(inner, _)| sizes[inner.0]);
            let size = match shape {
                Shape::Union(_) => 1 + variants.max().unwrap_or_default(),
                Shape::Struct(_) | Shape::Enum(_) | Shape::Mask(_) => fields,
            };
            // What is reported counts no more, so that nothing is reported for holding it.
            if size <= MAX_MODELS && depths[id.0] <= MAX_DEPTH {
                sizes[id.0] = size;
            }
            if size > MAX_MODELS {
                let name = self.models[id.0].name.rust();
                let message = format!("`{name}` requires {size} models in it");
                let help = "hold some of them in a `list of`, or make them optional with `?`";
                let span = self.spans[id.0];
                self.report(Diagnostic::at(Code::TypeTooDeep, span, message, help));
            }
        }
    }

    fn is_union(&self, ty: &Type) -> bool {
        match ty {
            Type::Model(id) => matches!(self.models[id.0].shape, Shape::Union(_)),
            Type::Scalar(_) | Type::Mask(_) | Type::List(_) | Type::Map(_) => false,
        }
    }

    fn has_default(&self, ty: &Type) -> bool {
        match ty {
            Type::Scalar(scalar) => scalar.row().has_zero,
            Type::Model(id) => self.models[id.0].has_default,
            Type::Mask(_) => false,
            Type::List(_) | Type::Map(_) => true,
        }
    }

    fn mark_outgoing(&mut self, resources: &[Resource]) {
        let fields = resources
            .iter()
            .flat_map(|resource| &resource.methods)
            .flat_map(Method::body_fields);
        let mut open: Vec<_> = fields.filter_map(|field| field.ty.model()).collect();
        let methods = resources.iter().flat_map(|resource| &resource.methods);
        open.extend(methods.filter_map(|method| match &method.body {
            Body::Whole(_, ty) => ty.model(),
            Body::None | Body::Fields(_) => None,
        }));
        while let Some(id) = open.pop() {
            if std::mem::replace(&mut self.models[id.0].outgoing, true) {
                continue;
            }
            open.extend(self.models[id.0].shape.models());
        }
    }

    /// From the models that have a secret outwards, to all that hold them.
    fn mark_holders_of_secrets(&mut self) {
        let mut holders = vec![Vec::new(); self.models.len()];
        let mut open = Vec::new();
        for (index, model) in self.models.iter().enumerate() {
            for inner in model.shape.models() {
                holders[inner.0].push(index);
            }
            if model.shape.has_secret() {
                open.push(index);
            }
        }
        while let Some(index) = open.pop() {
            if !std::mem::replace(&mut self.models[index].holds_secret, true) {
                open.append(&mut holders[index]);
            }
        }
    }

    /// In a model that is sent, what is read-only cannot be asked of callers, so that it needs a stand-in.
    fn check_outgoing(&mut self, id: ModelId) {
        let model = &self.models[id.0];
        let Shape::Struct(fields) = &model.shape else {
            return;
        };
        let bad = fields.iter().find(|field| {
            model.outgoing
                && field.access == Access::ReadOnly
                && field.presence == Presence::Required
                && !self.is_union(&field.ty)
                && !self.has_default(&field.ty)
        });
        if let Some(field) = bad {
            let message = format!(
                "`{}` is required and read-only in `{}`, which is sent",
                field.name.wire(),
                model.name.rust()
            );
            let help = "make it optional with `?`: nobody can give it when the model is made";
            let span = self.spans[id.0];
            self.report(Diagnostic::at(Code::ReadOnlyRequired, span, message, help));
        }
    }

    /// All models, those that others are made of first. A struct that holds itself is reported. The stack is
    /// ours, since a hostile description could nest deeper than the program's.
    fn inner_first(&mut self) -> Vec<ModelId> {
        #[derive(Clone, Copy, PartialEq)]
        enum Mark {
            New,
            Open,
            Done,
        }
        let mut marks = vec![Mark::New; self.models.len()];
        let mut order = Vec::new();
        for start in 0..self.models.len() {
            let mut stack = vec![(ModelId(start), false)];
            while let Some((id, leaving)) = stack.pop() {
                if leaving {
                    marks[id.0] = Mark::Done;
                    order.push(id);
                } else if marks[id.0] == Mark::New {
                    marks[id.0] = Mark::Open;
                    stack.push((id, true));
                    for (inner, field) in self.held(id) {
                        match marks[inner.0] {
                            Mark::New => stack.push((inner, false)),
                            Mark::Open => self.report_recursion(id, inner, &field),
                            Mark::Done => {}
                        }
                    }
                }
            }
        }
        order
    }

    /// The models that a model holds in itself, and the fields that hold them.
    fn held(&self, id: ModelId) -> Vec<(ModelId, String)> {
        let held = |ty: &Type, name: &str| match ty {
            Type::Model(inner) => Some((*inner, name.to_owned())),
            Type::Scalar(_) | Type::Mask(_) | Type::List(_) | Type::Map(_) => None,
        };
        match &self.models[id.0].shape {
            Shape::Struct(fields) => fields
                .iter()
                .filter_map(|field| held(&field.ty, field.name.wire()))
                .collect(),
            Shape::Union(union) => union
                .variants
                .iter()
                .filter_map(|variant| match &variant.content {
                    Content::Keyed(_, ty) => held(ty, variant.name.wire()),
                    Content::Flat(inner) => Some((*inner, variant.name.wire().to_owned())),
                    Content::Nothing | Content::Empty(_) => None,
                })
                .collect(),
            Shape::Enum(_) | Shape::Mask(_) => Vec::new(),
        }
    }

    fn report_recursion(&mut self, id: ModelId, inner: ModelId, field: &str) {
        let (outer, held) = (
            self.models[id.0].name.rust(),
            self.models[inner.0].name.rust(),
        );
        let message = format!("`{held}` holds itself without end");
        let label = format!("`{outer}.{field}` holds a `{held}` again");
        let help = "hold it in a `list of` or a `map of`";
        let diagnostic =
            Diagnostic::at(Code::RecursiveModel, self.spans[id.0], message, help).label(label);
        let diagnostic = if id == inner {
            diagnostic
        } else {
            diagnostic.other(self.spans[inner.0], "it starts here")
        };
        self.report(diagnostic);
    }
}
