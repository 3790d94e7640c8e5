//! Shapes of models: structs, enums and unions.

use super::{
    declared::{Declaration, ModelIndex},
    enums, field_examples,
    fields::{fields, rest},
    files::{DeclaringFile, Files},
    flat_variants::FlatVariant,
    includes::{FieldEntries, Includes, ModelWithExamples},
    one_of,
    reporter::Reporter,
    scope::Scope,
    shaped::{ShapedModel, ShapedModels},
    types::TypeScope,
    unions, unknown_fields,
};
use crate::{
    diagnostic::{Code, Diagnostic},
    model::{ModelId, Shape},
    names::Role,
    source::Spanned,
    syntax,
};
use std::collections::HashSet;

/// Results of the shapes phase.
pub(super) struct Shapes<'a> {
    pub(super) models: ShapedModels,
    /// Models of `shared.yaml`.
    pub(super) shared: Vec<ModelId>,
    /// Models of each resource, in the order of the files.
    pub(super) owned: Vec<Vec<ModelId>>,
    pub(super) flat: Vec<FlatVariant>,
    /// Models that can be created from another, which `from:` names.
    pub(super) with_source: Vec<(ModelId, &'a Spanned<String>)>,
    /// Models that have examples.
    pub(super) with_examples: Vec<ModelWithExamples<'a>>,
}

/// Resolves the shapes of all declared models.
pub(super) fn resolve<'a>(
    reporter: &Reporter,
    files: &Files,
    declarations: Vec<Declaration<'a>>,
    index: &ModelIndex,
) -> Shapes<'a> {
    let mut shapes = Shapes::new(files);
    let includes = Includes::new(&declarations);
    let included: HashSet<String> = includes.names().map(str::to_owned).collect();
    let mut types = TypeScope {
        reporter,
        index,
        masks: None,
        allows_files: false,
    };
    for declaration in declarations {
        let before = reporter.count();
        let (key, syntax) = (declaration.key, declaration.syntax);
        let described = match &syntax.fields {
            Some(_) => includes.fields(reporter, index, key, syntax),
            None => Vec::new(),
        };
        let mut scope = Scope::default();
        let shape = shape(
            &mut types,
            key,
            (syntax, &described),
            &mut scope,
            &mut shapes.flat,
        );
        let keeps_unknown =
            syntax.fields.is_some() && unknown_fields::keeps(reporter, files, syntax, &mut scope);
        let is_broken = described.iter().any(|fields| !fields.broken.is_empty());
        let is_complete = !is_broken && !self::is_broken(syntax) && reporter.count() == before;
        // A model whose name is taken is only checked.
        let Some(declared) = declaration.model else {
            continue;
        };
        let id = ModelId(shapes.models.0.len());
        let from = syntax.from.iter().filter(|_| syntax.fields.is_some());
        shapes.with_source.extend(from.map(|from| (id, from)));
        if field_examples::has_any(syntax, &described) {
            shapes.with_examples.push((id, syntax, described));
        }
        shapes.models.0.push(ShapedModel {
            declared,
            example: None,
            from: None,
            shape,
            is_complete,
            is_included: included.contains(&key.value),
            keeps_unknown,
        });
        shapes.place(id, declaration.file);
    }
    shapes
}

impl Shapes<'_> {
    fn new(files: &Files) -> Self {
        Self {
            models: ShapedModels::default(),
            shared: Vec::new(),
            owned: vec![Vec::new(); files.resources.len()],
            flat: Vec::new(),
            with_source: Vec::new(),
            with_examples: Vec::new(),
        }
    }

    /// Adds a model to those of its file.
    fn place(&mut self, id: ModelId, file: DeclaringFile) {
        match file {
            DeclaringFile::Shared => self.shared.push(id),
            DeclaringFile::Resource(index) => self.owned[index].push(id),
        }
    }
}

/// Returns `true` if something of a model could not be read.
fn is_broken(model: &syntax::ModelDecl) -> bool {
    let fields = model.fields.iter().map(|fields| &fields.broken);
    let values = model.values.iter().map(|values| &values.entries.broken);
    let variants = model.variants.iter().map(|variants| &variants.broken);
    let one_of = model.one_of.iter().map(|variants| &variants.broken);
    let mut broken = fields.chain(values).chain(variants).chain(one_of);
    broken.any(|broken| !broken.is_empty())
}

fn shape(
    types: &mut TypeScope<'_, '_>,
    key: &Spanned<String>,
    (model, described): (&syntax::ModelDecl, &[&FieldEntries]),
    scope: &mut Scope,
    flat: &mut Vec<FlatVariant>,
) -> Shape {
    let reporter = types.reporter;
    check_keys(reporter, model);
    match (&model.fields, &model.values, &model.variants, &model.one_of) {
        (Some(_), None, None, None) => {
            let mut resolved = fields(types, described, scope, Role::Field);
            resolved.extend(rest(types, model, scope));
            Shape::Struct(resolved)
        }
        (None, Some(values), None, None) => {
            Shape::Enum(enums::values(reporter, key, model, values))
        }
        (None, None, Some(variants), None) => {
            Shape::Union(unions::union(types, key, model, variants, flat))
        }
        (None, None, None, Some(variants)) => Shape::Union(one_of::union(types, key, variants)),
        (fields, values, variants, one_of) => {
            let several = [
                fields.is_some(),
                values.is_some(),
                variants.is_some(),
                one_of.is_some(),
            ];
            let (count, verb) = match several.into_iter().filter(|there| *there).count() {
                0 => ("none", "add"),
                _ => ("more than one", "keep only"),
            };
            let message = format!(
                "the model `{}` has {count} of `fields`, `values`, `variants` and `one_of`",
                key.value
            );
            let help = format!(
                "{verb} `fields:` for a struct, `values:` for an enum, `variants:` for a union with a tag, or `one_of:` for one without"
            );
            reporter.report(Diagnostic::at(Code::ModelShape, key.span, message, help));
            Shape::Struct(Vec::new())
        }
    }
}

/// Reports keys that are not allowed for a model of this shape.
fn check_keys(reporter: &Reporter, model: &syntax::ModelDecl) {
    let prefix = model.prefix.as_ref();
    if let Some(prefix) = prefix.filter(|_| model.values.is_none() && model.variants.is_none()) {
        reporter.report(Diagnostic::at(
            Code::PrefixMisplaced,
            prefix.span,
            "`prefix` is only allowed on a model with `values` or `variants`",
            "remove `prefix:`",
        ));
    }
    if let Some(from) = model.from.as_ref().filter(|_| model.fields.is_none()) {
        reporter.report(Diagnostic::at(
            Code::BadConversion,
            from.span,
            "`from` is only allowed on a model with `fields`",
            "remove `from:`",
        ));
    }
    if let Some(base) = model.includes.first().filter(|_| model.fields.is_none()) {
        let help = if model.values.is_some() || model.variants.is_some() {
            "remove `includes:`"
        } else {
            "add `fields:`, which is `{}` if it has no others, or remove `includes:`"
        };
        reporter.report(Diagnostic::at(
            Code::BadInclude,
            base.span,
            "`includes` is only allowed on a model with `fields`",
            help,
        ));
    }
    if let Some(tag) = model.tag.as_ref().filter(|_| model.variants.is_none()) {
        reporter.report(Diagnostic::at(
            Code::BadUnion,
            tag.span,
            "`tag` is only allowed on a model with `variants`",
            "remove `tag:`",
        ));
    }
    if let Some(rest) = model.additional.as_ref().filter(|_| model.fields.is_none()) {
        reporter.report(Diagnostic::at(
            Code::ModelShape,
            rest.span,
            "`additional` is only allowed on a model with `fields`",
            "remove `additional:`",
        ));
    }
    let unknown = model.unknown_fields.as_ref();
    if let Some(unknown) = unknown.filter(|_| model.fields.is_none()) {
        reporter.report(Diagnostic::at(
            Code::ModelShape,
            unknown.span,
            "`unknown_fields` is only allowed on a model with `fields`",
            "remove `unknown_fields:`",
        ));
    }
}
