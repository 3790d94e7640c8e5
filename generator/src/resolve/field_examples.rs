//! Examples of models, of their fields, and of the fields of bodies.

use super::{
    examples::Examples,
    fields::wire,
    includes::{FieldEntries, ModelWithExamples},
    reporter::Reporter,
    shaped::ShapedModels,
};
use crate::{
    model::{Field, Shape},
    syntax::{self, Entries, Shorthand},
};
use serde_json::Value as Json;
use std::collections::HashMap;

/// Returns `true` if a model or a field of it has an example.
pub(super) fn has_any(model: &syntax::ModelDecl, fields: &[&FieldEntries]) -> bool {
    let fields = fields.iter().flat_map(|fields| &fields.entries);
    let mut examples = fields.map(|(_, field)| &field.example);
    model.example.is_some() || examples.any(Option::is_some)
}

/// Reads the examples of models. The shapes of all models must be known, since an example may hold any of them.
pub(super) fn resolve(
    reporter: &Reporter,
    models: &mut ShapedModels,
    with_examples: &[ModelWithExamples<'_>],
) {
    let examples = Examples {
        reporter,
        models,
        masks: None,
        is_request: false,
        is_partial: true,
        is_read: false,
    };
    let read = with_examples.iter().map(|(id, syntax, fields)| {
        let model = models.get(*id);
        let whole = syntax.example.as_ref();
        let whole = whole.and_then(|node| examples.model(node, model));
        let fields = fields.iter();
        let fields = fields.flat_map(|fields| of_fields(examples, fields, model.shape.fields()));
        (*id, whole, fields.collect::<Vec<_>>())
    });
    let read: Vec<_> = read.collect();
    for (id, whole, fields) in read {
        let model = &mut models.0[id.0];
        model.example = whole;
        if let Shape::Struct(described) = &mut model.shape {
            set(described, fields);
        }
    }
}

/// Reads the examples of fields. Returns each with the index of its field.
pub(super) fn of_fields(
    examples: Examples<'_>,
    described: &Entries<Shorthand<syntax::FieldDecl>>,
    fields: &[Field],
) -> Vec<(usize, Json)> {
    let indices = fields.iter().enumerate();
    let indices: HashMap<_, _> = indices
        .map(|(index, field)| (field.name.wire(), index))
        .collect();
    let read = described.entries.iter().filter_map(|(key, field)| {
        let node = field.example.as_ref()?;
        let index = *indices.get(wire(key, field).0)?;
        Some((index, examples.value(node, &fields[index].ty)?))
    });
    read.collect()
}

/// Gives fields their examples.
pub(super) fn set(fields: &mut [Field], examples: Vec<(usize, Json)>) {
    for (index, example) in examples {
        fields[index].example = Some(example);
    }
}
