//! Models: names first, so that order does not matter, then fields, then what follows from them.

use super::{
    Context, Files,
    docs::{docs, note},
    names::Scope,
};
use crate::{
    diagnostic::{Code, Diagnostic},
    model::{Access, Docs, EnumValue, Field, Model, ModelId, Presence, Shape, Type},
    names::{Name, Role},
    scalars::UrlForm,
    source::Spanned,
    syntax::{self, Entries, Short},
};

/// The models of each resource, in the order of the resources.
pub(super) type Owned = Vec<Vec<ModelId>>;

impl Context {
    /// Gives every model its place.
    pub(super) fn collect(&mut self, files: &Files) {
        let mut scope = Scope::default();
        for models in all(files) {
            for (key, model) in &models.entries {
                let name = self.name(Role::Model, key, None);
                let id = name
                    .filter(|name| self.claim(&mut scope, "model", name, key.span))
                    .map(|name| {
                        self.models.push(Model {
                            name,
                            docs: docs(model.docs.as_ref()),
                            deprecated: note(model.deprecated.as_ref()),
                            outgoing: false,
                            has_default: false,
                            holds_secret: false,
                            shape: Shape::Struct(Vec::new()),
                        });
                        self.spans.push(key.span);
                        ModelId(self.models.len() - 1)
                    });
                self.index.entry(key.value.clone()).or_insert(id);
            }
            for key in &models.broken {
                self.unread |= key.span.is_nowhere();
                self.index.entry(key.value.clone()).or_insert(None);
            }
        }
    }

    /// Resolves what the models are made of: those of `shared.yaml`, and those of each resource.
    pub(super) fn resolve_models(&mut self, files: &Files) -> (Vec<ModelId>, Owned) {
        let shared = files
            .shared
            .as_ref()
            .map(|shared| self.resolve_all(&shared.models))
            .unwrap_or_default();
        let owned = files.resources.iter().map(|resource| {
            resource
                .syntax
                .as_ref()
                .map(|syntax| self.resolve_all(&syntax.models))
                .unwrap_or_default()
        });
        (shared, owned.collect())
    }

    fn resolve_all(&mut self, models: &Entries<syntax::Model>) -> Vec<ModelId> {
        let mut ids = Vec::new();
        for (key, model) in &models.entries {
            let before = self.diagnostics.len();
            let shape = self.shape(key, model);
            let unread = model
                .fields
                .as_ref()
                .is_some_and(|fields| !fields.broken.is_empty())
                || model
                    .values
                    .as_ref()
                    .is_some_and(|values| !values.0.broken.is_empty())
                || model
                    .variants
                    .as_ref()
                    .is_some_and(|variants| !variants.broken.is_empty());
            let is_complete = !unread && self.diagnostics.len() == before;
            let Some(Some(id)) = self.index.get(&key.value).copied() else {
                continue;
            };
            // A second model of the same name has been reported; the first one keeps the place.
            if self.spans[id.0] == key.span {
                self.models[id.0].shape = shape;
                self.allow(id, &model.allow);
                if !is_complete {
                    self.incomplete.insert(id);
                }
                ids.push(id);
            }
        }
        ids
    }

    fn shape(&mut self, key: &Spanned<String>, model: &syntax::Model) -> Shape {
        self.check_keys(model);
        match (&model.fields, &model.values, &model.variants) {
            (Some(fields), None, None) => {
                let mut scope = Scope::default();
                let mut resolved = self.fields(fields, &mut scope, Role::Field);
                resolved.extend(self.rest(model, &mut scope));
                Shape::Struct(resolved)
            }
            (None, Some(values), None) => Shape::Enum(self.values(key, model, values)),
            (None, None, Some(variants)) => self.union(key, model, variants),
            (fields, values, variants) => {
                let several = [fields.is_some(), values.is_some(), variants.is_some()];
                let (what, verb) = match several.into_iter().filter(|there| *there).count() {
                    0 => ("neither fields nor values nor variants", "add"),
                    _ => ("more than one of fields, values and variants", "keep"),
                };
                let message = format!("the model `{}` has {what}", key.value);
                let help = format!(
                    "{verb} `fields:` for a struct, `values:` for an enum, or `variants:` for a union"
                );
                self.report(Diagnostic::at(Code::ModelShape, key.span, message, help));
                Shape::Struct(Vec::new())
            }
        }
    }

    /// Reports keys that say nothing to a model of this shape.
    fn check_keys(&mut self, model: &syntax::Model) {
        let prefix = model.prefix.as_ref();
        if let Some(prefix) = prefix.filter(|_| model.values.is_none() && model.variants.is_none())
        {
            self.report(Diagnostic::at(
                Code::PrefixOfNothing,
                prefix.span,
                "a prefix without values",
                "remove it, or describe `values:` or `variants:`",
            ));
        }
        if let Some(tag) = model.tag.as_ref().filter(|_| model.variants.is_none()) {
            self.report(Diagnostic::at(
                Code::BadUnion,
                tag.span,
                "a tag without variants",
                "remove it, or describe `variants:`",
            ));
        }
        if let Some(rest) = model.additional.as_ref().filter(|_| model.fields.is_none()) {
            self.report(Diagnostic::at(
                Code::ModelShape,
                rest.span,
                "`additional` of what has no fields",
                "remove it, or describe `fields:`, be they `{}`",
            ));
        }
    }

    /// The field that keeps what an object has besides its fields.
    fn rest(&mut self, model: &syntax::Model, scope: &mut Scope) -> Option<Field> {
        let ty = model
            .additional
            .as_ref()
            .filter(|ty| !ty.span.is_nowhere())?;
        let name = self.name_of(Role::Field, "additional", ty.span, None)?;
        let item = self.json_type(ty, Role::Field)?;
        self.claim(scope, "field", &name, ty.span).then(|| Field {
            name,
            docs: Docs(vec!["What the object has besides.".to_owned()]),
            deprecated: None,
            ty: Type::Map(Box::new(item)),
            presence: Presence::Required,
            access: Access::ReadWrite,
            entry: None,
            is_rest: true,
        })
    }

    /// The fields of a model or of a body.
    pub(super) fn fields(
        &mut self,
        fields: &Entries<Short<syntax::Field>>,
        scope: &mut Scope,
        role: Role,
    ) -> Vec<Field> {
        let mut wires = Scope::default();
        let fields = fields.entries.iter();
        fields
            .filter_map(|(key, field)| self.field(key, field, scope, &mut wires, role))
            .collect()
    }

    fn field(
        &mut self,
        key: &Spanned<String>,
        field: &syntax::Field,
        scope: &mut Scope,
        wires: &mut Scope,
        role: Role,
    ) -> Option<Field> {
        let (wire, presence) = wire(key, field);
        self.check_wire(key, field);
        let name = self.name_of(role, wire, key.span, field.rust.as_ref());
        let ty = self.json_type(&field.ty, role);
        let entry = self.entry(
            field,
            ty.as_ref().is_none_or(|ty| matches!(ty, Type::Map(_))),
            scope,
            role,
        );
        let name = name.filter(|name| self.claim(scope, "field", name, key.span))?;
        if !self.claim_wire(wires, "field", wire, key.span) {
            return None;
        }
        Some(Field {
            name,
            docs: docs(field.docs.as_ref()),
            deprecated: note(field.deprecated.as_ref()),
            ty: ty?,
            presence,
            access: match field.read_only {
                Some(Spanned { value: true, .. }) => Access::ReadOnly,
                Some(_) | None => Access::ReadWrite,
            },
            entry,
            is_rest: false,
        })
    }

    /// Reports a name on the wire that is the key itself.
    pub(super) fn check_wire(&mut self, key: &Spanned<String>, field: &syntax::Field) {
        if let Some(wire) = &field.wire
            && key.strip_suffix('?').unwrap_or(key) == wire.value
        {
            let message = format!("`{}` is the name on the wire anyway", wire.value);
            self.report(Diagnostic::at(
                Code::RedundantOverride,
                wire.span,
                message,
                "remove `wire:`",
            ));
        }
    }

    /// The setter for one entry. It is for maps and filters; `fits` tells whether the type is one.
    pub(super) fn entry(
        &mut self,
        field: &syntax::Field,
        fits: bool,
        scope: &mut Scope,
        role: Role,
    ) -> Option<Name> {
        let entry = field.entry.as_ref()?;
        if !fits {
            let help = "remove it, or make the type a map or a label filter";
            self.report(Diagnostic::at(
                Code::EntryOfNothing,
                entry.span,
                "an entry of what has none",
                help,
            ));
            return None;
        }
        let name = self.name(role, entry, None)?;
        self.claim(scope, "field", &name, entry.span)
            .then_some(name)
    }

    /// The type of a field, which stands in JSON.
    pub(super) fn json_type(&mut self, text: &Spanned<String>, role: Role) -> Option<Type> {
        // Asking for the type would make the mask, of a model that may not be resolved yet.
        if role == Role::Field && text.contains("field mask of ") {
            let help = "put it into the `body:` of a method, beside the model";
            self.report(Diagnostic::at(
                Code::TypeMisplaced,
                text.span,
                "a field mask in a model",
                help,
            ));
            return None;
        }
        let ty = self.value_type(text)?;
        if matches!(&ty, Type::Scalar(scalar) if scalar.row().url == UrlForm::Pairs) {
            let message = "a label filter outside a query";
            self.report(Diagnostic::at(
                Code::TypeMisplaced,
                text.span,
                message,
                "use `map of string`",
            ));
            return None;
        }
        Some(ty)
    }

    fn values(
        &mut self,
        key: &Spanned<String>,
        model: &syntax::Model,
        values: &syntax::Values,
    ) -> Vec<EnumValue> {
        let values = &values.0;
        if values.entries.is_empty() && values.broken.is_empty() {
            let message = format!("the enum `{}` has no values", key.value);
            self.report(Diagnostic::at(
                Code::EmptyEnum,
                key.span,
                message,
                "list its values, or use `string`",
            ));
        }
        let prefix = model
            .prefix
            .as_ref()
            .map_or("", |prefix| prefix.value.as_str());
        let mut scope = Scope::default();
        let mut resolved = Vec::new();
        for (word, value) in &values.entries {
            if let Some(rust) = value.rust.as_ref().filter(|_| !prefix.is_empty()) {
                self.check_override(Role::Variant, word, rust);
            }
            let name = match &value.rust {
                Some(rust) => self.name_of(
                    Role::Variant,
                    &format!("{prefix}{}", word.value),
                    word.span,
                    Some(rust),
                ),
                None => self
                    .name(Role::Variant, word, None)
                    .map(|name| name.with_wire(format!("{prefix}{}", word.value))),
            };
            let Some(name) = name else { continue };
            if self.claim(&mut scope, "value", &name, word.span) {
                let docs = docs(value.docs.as_ref());
                resolved.push(EnumValue {
                    name,
                    docs,
                    deprecated: note(value.deprecated.as_ref()),
                });
            }
        }
        resolved
    }
}

/// The wire form of a key, and whether it may be left out: `limit?`.
pub(super) fn wire<'a>(key: &'a Spanned<String>, field: &'a syntax::Field) -> (&'a str, Presence) {
    let (word, presence) = match key.strip_suffix('?') {
        Some(word) => (word, Presence::Optional),
        None => (key.value.as_str(), Presence::Required),
    };
    (
        field.wire.as_ref().map_or(word, |wire| wire.value.as_str()),
        presence,
    )
}

/// The text of an optional value.
pub(super) fn text(text: Option<&Spanned<String>>) -> Option<String> {
    text.map(|text| text.value.clone())
}

fn all(files: &Files) -> impl Iterator<Item = &Entries<syntax::Model>> {
    let resources = files
        .resources
        .iter()
        .filter_map(|resource| resource.syntax.as_ref());
    files
        .shared
        .iter()
        .map(|shared| &shared.models)
        .chain(resources.map(|resource| &resource.models))
}
