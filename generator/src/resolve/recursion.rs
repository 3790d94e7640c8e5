//! Models that contain themselves: which of their fields and variants are boxed, and whether a value of them can end.

use super::{
    nesting::{Part, parts},
    reporter::Reporter,
    shaped::ShapedModels,
};
use crate::{
    diagnostic::{Code, Diagnostic},
    model::{ModelId, Shape},
};
use std::collections::{BTreeMap, BTreeSet};

/// Boxes fields and variants that lead back to their model, so that its size is finite, chooses the variant that stands for
/// each union in samples, and reports models whose values would never end.
pub(super) fn resolve(reporter: &Reporter, models: &mut ShapedModels) {
    let cycles = Cycles::find(models);
    let ends = cycles.ends(models);
    cycles.report_endless(reporter, models, &ends);
    let variants = cycles.variants(models);
    let boxed = cycles.boxed(models);
    let samples = cycles.samples(models, &ends);
    for (id, at) in boxed {
        match &mut models.0[id.0].shape {
            Shape::Struct(fields) => fields[at].is_boxed = true,
            Shape::Union(union) => union.variants[at].is_boxed = true,
            Shape::Enum(_) | Shape::Mask(_) => {}
        }
    }
    for (id, at) in variants {
        if let Shape::Union(union) = &mut models.0[id.0].shape {
            union.variants[at].is_recursive = true;
        }
    }
    for (id, at) in samples {
        if let Shape::Union(union) = &mut models.0[id.0].shape {
            union.sample = at;
        }
    }
}

/// Models in groups: those of a group contain each other.
struct Cycles {
    /// Number of the group of each model.
    groups: Vec<usize>,
    /// Models of the groups that contain themselves.
    recursive: Vec<Vec<ModelId>>,
}

impl Cycles {
    /// Finds the groups by Kosaraju's algorithm. The stacks are explicit, because a description may be nested deeper than the
    /// stack of the program allows.
    fn find(models: &ShapedModels) -> Self {
        let mut holders = vec![Vec::new(); models.0.len()];
        for (id, _) in models.iter() {
            for part in parts(models, id) {
                holders[part.model.0].push(id);
            }
        }
        let mut groups = vec![usize::MAX; models.0.len()];
        let mut recursive = Vec::new();
        for (number, start) in finished(models).into_iter().rev().enumerate() {
            let mut group = Vec::new();
            let mut open = vec![start];
            while let Some(id) = open.pop() {
                if groups[id.0] == usize::MAX {
                    groups[id.0] = number;
                    group.push(id);
                    open.extend(&holders[id.0]);
                }
            }
            let holds_itself = |id: &ModelId| parts(models, *id).any(|part| part.model == *id);
            if group.len() > 1 || group.iter().any(holds_itself) {
                group.sort_unstable();
                recursive.push(group);
            }
        }
        Self { groups, recursive }
    }

    /// Returns the parts of a model that lead back to it.
    fn recursive_parts<'m>(
        &self,
        models: &'m ShapedModels,
        id: ModelId,
    ) -> impl Iterator<Item = Part<'m>> {
        let group = self.groups[id.0];
        parts(models, id).filter(move |part| self.groups[part.model.0] == group)
    }

    /// Returns the recursive models whose values can end, each with the number of steps in which that was found.
    fn ends(&self, models: &ShapedModels) -> BTreeMap<ModelId, usize> {
        let mut ends = BTreeMap::new();
        for group in &self.recursive {
            for step in 0.. {
                let can_end = |id: &ModelId| {
                    let mut recursive = self.recursive_parts(models, *id);
                    match models.shape(*id) {
                        Shape::Union(union) => {
                            let loops = recursive.filter(|part| !ends.contains_key(&part.model));
                            loops.count() < union.variants.len()
                        }
                        Shape::Struct(_) | Shape::Enum(_) | Shape::Mask(_) => recursive
                            .all(|part| !part.is_required || ends.contains_key(&part.model)),
                    }
                };
                let found = group.iter().copied();
                let found = found.filter(|id| !ends.contains_key(id) && can_end(id));
                let found: Vec<_> = found.collect();
                if found.is_empty() {
                    break;
                }
                ends.extend(found.into_iter().map(|id| (id, step)));
            }
        }
        ends
    }

    /// Reports each group with a model whose values would never end.
    fn report_endless(
        &self,
        reporter: &Reporter,
        models: &ShapedModels,
        ends: &BTreeMap<ModelId, usize>,
    ) {
        for group in &self.recursive {
            let is_reported =
                |id: &&ModelId| !ends.contains_key(id) && models.get(**id).is_complete;
            let Some(start) = group.iter().find(is_reported) else {
                continue;
            };
            let (first, steps) = self.endless_path(models, ends, *start);
            let model = models.get(first);
            let message = format!(
                "a value of the model `{0}` would never end, because it contains another `{0}`",
                model.wire()
            );
            let help = match &model.shape {
                Shape::Union(_) => {
                    "describe the variant with which such a value ends, or use `list of …` if the API sends a list"
                }
                Shape::Struct(_) | Shape::Enum(_) | Shape::Mask(_) => {
                    "mark one of these fields with `?` if the API may leave it out, or use `list of …` if the API sends a list"
                }
            };
            let span = model.declared.span;
            let diagnostic = Diagnostic::at(Code::RecursiveModel, span, message, help);
            reporter.report(diagnostic.label(steps.join(", and ")));
        }
    }

    /// Follows required fields and variants from a model until one repeats. Returns it, and the steps from there.
    fn endless_path(
        &self,
        models: &ShapedModels,
        ends: &BTreeMap<ModelId, usize>,
        start: ModelId,
    ) -> (ModelId, Vec<String>) {
        let mut path: Vec<(ModelId, String)> = Vec::new();
        let mut id = start;
        loop {
            if let Some(at) = path.iter().position(|(open, _)| *open == id) {
                let steps = path.drain(at..).map(|(_, step)| step);
                return (id, steps.collect());
            }
            let mut parts = self.recursive_parts(models, id);
            let endless = parts.find(|part| part.is_required && !ends.contains_key(&part.model));
            let Some(part) = endless else {
                return (id, path.into_iter().map(|(_, step)| step).collect());
            };
            let (outer, inner) = (models.get(id).wire(), models.get(part.model).wire());
            path.push((id, format!("`{outer}.{}` is a `{inner}`", part.name)));
            id = part.model;
        }
    }

    /// Returns the variants that lead back to their union, each as the union and its index.
    fn variants(&self, models: &ShapedModels) -> Vec<(ModelId, usize)> {
        let unions = self.recursive.iter().flatten();
        let unions = unions.filter(|id| matches!(models.shape(**id), Shape::Union(_)));
        let variants = unions.flat_map(|id| {
            let parts = self.recursive_parts(models, *id);
            parts.map(|part| (*id, part.index))
        });
        variants.collect()
    }

    /// Returns the parts that are boxed, each as its model and its index: optional fields, fields and variants that are a union
    /// with a tag, and variants of a union without a tag. All of these are optional in Rust, or end.
    fn boxed(&self, models: &ShapedModels) -> Vec<(ModelId, usize)> {
        let mut boxed = Vec::new();
        for id in self.recursive.iter().flatten() {
            for part in self.recursive_parts(models, *id) {
                let is_union = models.shape(part.model).is_tagged_union();
                if !part.is_required || is_union || self.is_alternative(models, *id, &part) {
                    boxed.push((*id, part.index));
                }
            }
        }
        boxed
    }

    /// Returns `true` for a variant of a union without a tag that may lead back to it without another box.
    fn is_alternative(&self, models: &ShapedModels, id: ModelId, part: &Part<'_>) -> bool {
        let is_untagged = match models.shape(id) {
            Shape::Union(union) => union.tag().is_none(),
            Shape::Struct(_) | Shape::Enum(_) | Shape::Mask(_) => false,
        };
        is_untagged
            && self
                .recursive_parts(models, part.model)
                .any(|part| part.is_required)
    }

    /// Returns the variants that stand for recursive unions: the first one that never leads back to the union, or else the first
    /// one that ends sooner than the union.
    fn samples(
        &self,
        models: &ShapedModels,
        ends: &BTreeMap<ModelId, usize>,
    ) -> Vec<(ModelId, usize)> {
        let recursive = self.recursive.iter().flatten();
        let unions = recursive.filter_map(|id| match models.shape(*id) {
            Shape::Union(union) => Some((*id, union.variants.len())),
            Shape::Struct(_) | Shape::Enum(_) | Shape::Mask(_) => None,
        });
        let samples = unions.filter_map(|(id, count)| {
            let parts: BTreeMap<_, _> = self
                .recursive_parts(models, id)
                .map(|part| (part.index, part.model))
                .collect();
            let leaf = (0..count).find(|at| !parts.contains_key(at));
            let sooner = || {
                let mut parts = parts.iter();
                let found = parts.find(|(_, inner)| ends.get(inner) < ends.get(&id));
                found.map(|(at, _)| *at)
            };
            Some((id, leaf.or_else(sooner)?))
        });
        samples.collect()
    }
}

/// Returns all models in the order in which a walk in depth finishes them.
fn finished(models: &ShapedModels) -> Vec<ModelId> {
    let mut seen = BTreeSet::new();
    let mut order = Vec::new();
    for (start, _) in models.iter() {
        let mut stack = vec![(start, false)];
        while let Some((id, leaving)) = stack.pop() {
            if leaving {
                order.push(id);
            } else if seen.insert(id) {
                stack.push((id, true));
                stack.extend(parts(models, id).map(|part| (part.model, false)));
            }
        }
    }
    order
}
