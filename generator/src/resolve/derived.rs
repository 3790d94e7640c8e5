//! Facts about each model that follow from all models and from the request bodies of methods.

use super::{
    constructors::constructors, declared::ModelIndex, nesting, reporter::Reporter,
    shaped::ShapedModels,
};
use crate::{
    diagnostic::{Code, Diagnostic},
    model::{
        Access, Body, Constructor, Method, Model, ModelId, Models, Presence, QueryStyle, Resource,
        Shape, Type, queries::reachable,
    },
};
use std::collections::BTreeSet;

/// Derived facts of all models.
pub(super) struct DerivedFacts {
    outgoing: BTreeSet<ModelId>,
    constructors: Vec<Constructor>,
    holds_secret: BTreeSet<ModelId>,
    has_default: BTreeSet<ModelId>,
    returned: BTreeSet<ModelId>,
}

/// Derives the facts, and reports models that cannot be emitted because of them.
pub(super) fn derive(
    reporter: &Reporter,
    index: &ModelIndex,
    omits_defaults: bool,
    models: &ShapedModels,
    resources: &[Resource],
) -> DerivedFacts {
    let order = nesting::check(reporter, models);
    let outgoing = outgoing(models, resources);
    let facts = DerivedFacts {
        constructors: constructors(reporter, index, models, &outgoing),
        holds_secret: holders_of_secrets(models),
        has_default: with_default(models, &order, &outgoing, omits_defaults),
        returned: returned(resources),
        outgoing,
    };
    for id in order {
        check_read_only(reporter, models, &facts, id);
    }
    facts
}

impl DerivedFacts {
    /// Returns the finished models.
    pub(super) fn finish(self, models: ShapedModels) -> Models {
        let models = models.0.into_iter().zip(self.constructors).enumerate();
        let models = models.map(|(index, (model, constructor))| {
            let id = ModelId(index);
            Model {
                name: model.declared.name,
                docs: model.declared.docs,
                deprecated: model.declared.deprecated,
                outgoing: self.outgoing.contains(&id),
                constructor,
                has_default: self.has_default.contains(&id),
                holds_secret: self.holds_secret.contains(&id),
                is_returned: self.returned.contains(&id),
                has_example: false,
                example: model.example,
                from: model.from,
                keeps_unknown: model.keeps_unknown,
                prefix: model.declared.prefix,
                includes: model.declared.includes,
                allow: model.declared.allow,
                shape: model.shape,
            }
        });
        Models(models.collect())
    }
}

/// Returns the models that requests contain.
fn outgoing(models: &ShapedModels, resources: &[Resource]) -> BTreeSet<ModelId> {
    let methods = || resources.iter().flat_map(|resource| &resource.methods);
    let fields = methods().flat_map(Method::body_fields);
    let whole = methods().filter_map(|method| match &method.body {
        Body::Whole(whole) => Some(&whole.ty),
        Body::None | Body::Fields(_) => None,
    });
    let query = methods().flat_map(|method| &method.query);
    let nested = query.filter_map(|param| match &param.style {
        QueryStyle::Deep(ty) => Some(ty),
        QueryStyle::One(_) | QueryStyle::List(..) | QueryStyle::Pairs { .. } => None,
    });
    let sent = fields.map(|field| &field.ty).chain(whole).chain(nested);
    reachable(sent.filter_map(Type::model), |id| models.shape(id).models())
}

/// Returns the models that methods return.
fn returned(resources: &[Resource]) -> BTreeSet<ModelId> {
    let methods = resources.iter().flat_map(|resource| &resource.methods);
    let types = methods.flat_map(|method| {
        method
            .returns
            .ty()
            .into_iter()
            .chain(method.returns.envelope())
    });
    types.filter_map(Type::model).collect()
}

/// Returns the models that have a secret in them, at any depth.
fn holders_of_secrets(models: &ShapedModels) -> BTreeSet<ModelId> {
    let mut holders = vec![Vec::new(); models.0.len()];
    for (id, model) in models.iter() {
        for inner in model.shape.models() {
            holders[inner.0].push(id);
        }
    }
    let with_own = models.iter().filter(|(_, model)| model.shape.has_secret());
    reachable(with_own.map(|(id, _)| id), |id| {
        std::mem::take(&mut holders[id.0])
    })
}

/// Returns the models that have a default value: enums of an API that omits defaults, and structs that can be created
/// without arguments. `order` has inner models before outer ones.
fn with_default(
    models: &ShapedModels,
    order: &[ModelId],
    outgoing: &BTreeSet<ModelId>,
    omits_defaults: bool,
) -> BTreeSet<ModelId> {
    let mut with_default = BTreeSet::new();
    for id in order {
        let outgoing = outgoing.contains(id);
        let has_default = match models.shape(*id) {
            Shape::Struct(fields) => fields.iter().all(|field| {
                let is_blank = || has_empty_value(&with_default, &field.ty);
                let is_unset = !field.is_argument(outgoing);
                match field.presence {
                    Presence::Optional => true,
                    Presence::Required if field.is_rest => true,
                    Presence::Required if is_unset => {
                        is_tagged_union(models, &field.ty) || field.ty.is_nullable() || is_blank()
                    }
                    Presence::Required => omits_defaults && is_blank(),
                }
            }),
            Shape::Enum(_) => omits_defaults,
            Shape::Union(_) | Shape::Mask(_) => false,
        };
        if has_default {
            with_default.insert(*id);
        }
    }
    with_default
}

fn is_tagged_union(models: &ShapedModels, ty: &Type) -> bool {
    match ty {
        Type::Model(id) => models.shape(*id).is_tagged_union(),
        Type::Scalar(_) | Type::Mask(_) | Type::List(_) | Type::Map(_) | Type::Nullable(_) => false,
    }
}

/// Returns `true` if the type has an empty value in Rust.
fn has_empty_value(with_default: &BTreeSet<ModelId>, ty: &Type) -> bool {
    match ty {
        Type::Scalar(scalar) => scalar.row().has_zero,
        Type::Model(id) => with_default.contains(id),
        Type::Mask(_) => false,
        Type::List(_) | Type::Map(_) | Type::Nullable(_) => true,
    }
}

/// Reports a read-only field that a model in a request requires.
fn check_read_only(reporter: &Reporter, models: &ShapedModels, facts: &DerivedFacts, id: ModelId) {
    if !facts.outgoing.contains(&id) {
        return;
    }
    let model = models.get(id);
    let bad = model.shape.fields().iter().find(|field| {
        field.access == Access::ReadOnly
            && field.presence == Presence::Required
            && !is_tagged_union(models, &field.ty)
            && !field.ty.is_nullable()
            && !has_empty_value(&facts.has_default, &field.ty)
    });
    if let Some(field) = bad {
        let message = format!(
            "the field `{}` is required and `read_only`, but requests contain its model `{}`",
            field.name.wire(),
            model.wire()
        );
        let help =
            "make the field optional with `?`: callers cannot set it, and its type has no default";
        reporter.report(Diagnostic::at(
            Code::ReadOnlyRequired,
            model.declared.span,
            message,
            help,
        ));
    }
}
