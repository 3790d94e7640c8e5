//! Models: names first, so that order does not matter, then fields, then what follows from them.

use super::{Context, Files, docs::docs, names::Scope};
use crate::{
    diagnostic::Diagnostic,
    model::{Access, Docs, Field, Model, ModelId, Presence, Resource, Shape, Type, Value},
    names::{Name, Role},
    scalars::Url,
    source::{Span, Spanned},
    syntax::{self, Entries, Short},
};

/// The models of each resource, in the order of the resources.
pub(super) type Owned = Vec<Vec<ModelId>>;

/// Paths of a mask are cut off here; no API nests what may be changed deeper.
const MAX_MASK_DEPTH: usize = 6;

/// A hostile description could make paths without end.
const MAX_MASK_PATHS: usize = 1000;

impl Context {
    /// Gives every model its place.
    pub(super) fn collect(&mut self, files: &Files) {
        let mut scope = Scope::default();
        for models in all(files) {
            for (key, model) in &models.entries {
                let name = self.name(Role::Model, key, None);
                let id = name.filter(|name| self.claim(&mut scope, "model", name, key.span)).map(|name| {
                    self.models.push(Model {
                        name,
                        docs: docs(model.docs.as_ref()),
                        deprecated: text(model.deprecated.as_ref()),
                        outgoing: false,
                        has_default: false,
                        shape: Shape::Struct(Vec::new()),
                    });
                    self.spans.push(key.span);
                    ModelId(self.models.len() - 1)
                });
                self.index.entry(key.value.clone()).or_insert(id);
            }
            for key in &models.broken {
                self.index.entry(key.value.clone()).or_insert(None);
            }
        }
    }

    /// Resolves what the models are made of: those of `shared.yaml`, and those of each resource.
    pub(super) fn resolve_models(&mut self, files: &Files) -> (Vec<ModelId>, Owned) {
        let shared = files.shared.as_ref().map(|shared| self.resolve_all(&shared.models)).unwrap_or_default();
        let owned = files.resources.iter().map(|resource| {
            resource.syntax.as_ref().map(|syntax| self.resolve_all(&syntax.models)).unwrap_or_default()
        });
        (shared, owned.collect())
    }

    fn resolve_all(&mut self, models: &Entries<syntax::Model>) -> Vec<ModelId> {
        let mut ids = Vec::new();
        for (key, model) in &models.entries {
            let shape = self.shape(key, model);
            let Some(Some(id)) = self.index.get(&key.value).copied() else { continue };
            // A second model of the same name has been reported; the first one keeps the place.
            if self.spans[id.0] == key.span {
                self.models[id.0].shape = shape;
                ids.push(id);
            }
        }
        ids
    }

    fn shape(&mut self, key: &Spanned<String>, model: &syntax::Model) -> Shape {
        if let (Some(prefix), None) = (&model.prefix, &model.values) {
            self.report(Diagnostic::at(prefix.span, "a prefix without values", "remove it, or describe `values:`"));
        }
        match (&model.fields, &model.values) {
            (Some(fields), None) => Shape::Struct(self.fields(fields, &mut Scope::default(), Role::Field)),
            (None, Some(values)) => Shape::Enum(self.values(key, model, values)),
            (Some(_), Some(_)) => {
                let message = format!("the model `{}` has both fields and values", key.value);
                self.report(Diagnostic::at(key.span, message, "keep `fields:` for a struct or `values:` for an enum"));
                Shape::Struct(Vec::new())
            }
            (None, None) => {
                let message = format!("the model `{}` has neither fields nor values", key.value);
                self.report(Diagnostic::at(key.span, message, "add `fields:` for a struct or `values:` for an enum"));
                Shape::Struct(Vec::new())
            }
        }
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
        fields.filter_map(|(key, field)| self.field(key, field, scope, &mut wires, role)).collect()
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
        let name = self.name_of(role, wire, key.span, field.rust.as_ref());
        let ty = self.value_type(&field.ty).filter(|ty| self.is_json(ty, field.ty.span));
        let entry = self.entry(field, ty.as_ref().is_none_or(|ty| matches!(ty, Type::Map(_))), scope, role);
        let name = name.filter(|name| self.claim(scope, "field", name, key.span))?;
        if !self.claim_word(wires, "field", wire, key.span) {
            return None;
        }
        Some(Field {
            name,
            docs: docs(field.docs.as_ref()),
            deprecated: text(field.deprecated.as_ref()),
            ty: ty?,
            presence,
            access: match field.read_only {
                Some(Spanned { value: true, .. }) => Access::ReadOnly,
                Some(_) | None => Access::ReadWrite,
            },
            entry,
        })
    }

    /// The setter for one entry. It is for maps and filters; `fits` tells whether the type is one.
    pub(super) fn entry(&mut self, field: &syntax::Field, fits: bool, scope: &mut Scope, role: Role) -> Option<Name> {
        let entry = field.entry.as_ref()?;
        if !fits {
            let help = "remove it, or make the type a map or a label filter";
            self.report(Diagnostic::at(entry.span, "an entry of what has none", help));
            return None;
        }
        let name = self.name(role, entry, None)?;
        self.claim(scope, "field", &name, entry.span).then_some(name)
    }

    fn is_json(&mut self, ty: &Type, span: Span) -> bool {
        let filter = matches!(ty, Type::Scalar(scalar) if scalar.url == Url::Pairs);
        if filter {
            self.report(Diagnostic::at(span, "a label filter outside a query", "use `map of string`"));
        }
        !filter
    }

    fn values(&mut self, key: &Spanned<String>, model: &syntax::Model, values: &syntax::Values) -> Vec<Value> {
        let values = &values.0;
        if values.entries.is_empty() && values.broken.is_empty() {
            let message = format!("the enum `{}` has no values", key.value);
            self.report(Diagnostic::at(key.span, message, "list its values, or use `string`"));
        }
        let prefix = model.prefix.as_ref().map_or("", |prefix| prefix.value.as_str());
        let mut scope = Scope::default();
        let mut resolved = Vec::new();
        for (word, value) in &values.entries {
            let name = match &value.rust {
                Some(rust) => self.name_of(Role::Variant, &format!("{prefix}{}", word.value), word.span, Some(rust)),
                None => self.name(Role::Variant, word, None).map(|name| name.with_wire(format!("{prefix}{}", word.value))),
            };
            let Some(name) = name else { continue };
            if self.claim(&mut scope, "value", &name, word.span) {
                let docs = docs(value.docs.as_ref());
                resolved.push(Value { name, docs, deprecated: text(value.deprecated.as_ref()) });
            }
        }
        resolved
    }

    /// The enum of the paths by which a model may be changed.
    pub(super) fn make_mask(&mut self, base: ModelId, span: Span) -> Option<ModelId> {
        let name = format!("{}Field", self.models[base.0].name.rust());
        if let Some(Some(taken)) = self.index.get(&name).copied() {
            let message = format!("the mask's name `{name}` is taken");
            let diagnostic = Diagnostic::at(span, message, "rename the model");
            self.report(diagnostic.other(self.spans[taken.0], "this model has it"));
            return None;
        }
        let title = self.models[base.0].name.rust().to_owned();
        let mut values = Vec::new();
        self.mask_paths(base, &mut Vec::new(), &mut vec![base], &mut values, span);
        let mut scope = Scope::default();
        for value in &values {
            self.claim(&mut scope, "field of the mask", &value.name, span);
        }
        if values.len() > MAX_MASK_PATHS {
            let message = format!("a mask of more than {MAX_MASK_PATHS} paths");
            self.report(Diagnostic::at(span, message, "mark what nobody may change with `read_only: true`"));
        }
        let name = self.name_of(Role::Model, &name, span, None)?;
        self.models.push(Model {
            name,
            docs: Docs(vec![format!("A field of [`{title}`] that an update may name.")]),
            deprecated: None,
            outgoing: true,
            has_default: false,
            shape: Shape::Mask(values),
        });
        self.spans.push(span);
        Some(ModelId(self.models.len() - 1))
    }

    fn mask_paths(
        &mut self,
        model: ModelId,
        path: &mut Vec<String>,
        stack: &mut Vec<ModelId>,
        values: &mut Vec<Value>,
        span: Span,
    ) {
        let Shape::Struct(fields) = &self.models[model.0].shape else { return };
        for field in fields.clone().into_iter().filter(|field| field.access == Access::ReadWrite) {
            if values.len() > MAX_MASK_PATHS {
                return;
            }
            path.push(field.name.wire().to_owned());
            let rust = path.join("_");
            if let Some(name) = self.name_of(Role::Variant, &rust, span, None) {
                let docs = Docs(vec![format!("`{}`", path.join("."))]);
                values.push(Value { name: name.with_wire(path.join(".")), docs, deprecated: field.deprecated });
            }
            if let Type::Model(inner) = field.ty
                && !stack.contains(&inner)
                && stack.len() < MAX_MASK_DEPTH
            {
                stack.push(inner);
                self.mask_paths(inner, path, stack, values, span);
                stack.pop();
            }
            path.pop();
        }
    }

    /// Puts each mask behind the model that it is of.
    pub(super) fn place_masks(&self, mut shared: Vec<ModelId>, resources: &mut [Resource]) -> Vec<ModelId> {
        for (base, mask) in &self.masks {
            let lists = std::iter::once(&mut shared).chain(resources.iter_mut().map(|resource| &mut resource.models));
            for list in lists {
                if let Some(at) = list.iter().position(|id| id == base) {
                    list.insert(at + 1, *mask);
                }
            }
        }
        shared
    }

    /// Works out what follows for each model from all of them, and from what the methods send.
    pub(super) fn finish_models(&mut self, resources: &[Resource]) {
        self.mark_outgoing(resources);
        for id in self.inner_first() {
            let has_default = match &self.models[id.0].shape {
                Shape::Struct(fields) => fields.iter().all(|field| {
                    field.presence == Presence::Optional || self.has_default(&field.ty)
                }),
                Shape::Enum(_) => true,
                Shape::Mask(_) => false,
            };
            self.models[id.0].has_default = has_default;
            self.check_outgoing(id);
        }
    }

    fn has_default(&self, ty: &Type) -> bool {
        match ty {
            Type::Scalar(scalar) => scalar.has_zero,
            Type::Model(id) => self.models[id.0].has_default,
            Type::Mask(_) => false,
            Type::List(_) | Type::Map(_) => true,
        }
    }

    fn mark_outgoing(&mut self, resources: &[Resource]) {
        let fields = resources.iter().flat_map(|resource| &resource.methods).flat_map(|method| method.body_fields());
        let mut open: Vec<_> = fields.filter_map(|field| field.ty.model()).collect();
        while let Some(id) = open.pop() {
            if std::mem::replace(&mut self.models[id.0].outgoing, true) {
                continue;
            }
            if let Shape::Struct(fields) = &self.models[id.0].shape {
                open.extend(fields.iter().filter_map(|field| field.ty.model()));
            }
        }
    }

    /// In a model that is sent, what is read-only cannot be asked of callers, so that it needs a stand-in.
    fn check_outgoing(&mut self, id: ModelId) {
        let model = &self.models[id.0];
        let Shape::Struct(fields) = &model.shape else { return };
        let bad = fields.iter().find(|field| {
            model.outgoing
                && field.access == Access::ReadOnly
                && field.presence == Presence::Required
                && !self.has_default(&field.ty)
        });
        if let Some(field) = bad {
            let message = format!("`{}` is required and read-only in `{}`, which is sent", field.name.wire(), model.name.rust());
            let help = "make it optional with `?`: nobody can give it when the model is made";
            let span = self.spans[id.0];
            self.report(Diagnostic::at(span, message, help));
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
        let Shape::Struct(fields) = &self.models[id.0].shape else { return Vec::new() };
        let held = fields.iter().filter_map(|field| match field.ty {
            Type::Model(inner) => Some((inner, field.name.wire().to_owned())),
            Type::Scalar(_) | Type::Mask(_) | Type::List(_) | Type::Map(_) => None,
        });
        held.collect()
    }

    fn report_recursion(&mut self, id: ModelId, inner: ModelId, field: &str) {
        let (outer, held) = (self.models[id.0].name.rust(), self.models[inner.0].name.rust());
        let message = format!("`{held}` holds itself without end");
        let label = format!("`{outer}.{field}` holds a `{held}` again");
        let help = "hold it in a `list of` or a `map of`";
        let diagnostic = Diagnostic::at(self.spans[id.0], message, help).label(label);
        let diagnostic = if id == inner { diagnostic } else { diagnostic.other(self.spans[inner.0], "it starts here") };
        self.report(diagnostic);
    }
}

/// The wire form of a key, and whether it may be left out: `limit?`.
pub(super) fn wire<'a>(key: &'a Spanned<String>, field: &'a syntax::Field) -> (&'a str, Presence) {
    let (word, presence) = match key.strip_suffix('?') {
        Some(word) => (word, Presence::Optional),
        None => (key.value.as_str(), Presence::Required),
    };
    (field.wire.as_ref().map_or(word, |wire| wire.value.as_str()), presence)
}

/// The text of an optional value.
pub(super) fn text(text: Option<&Spanned<String>>) -> Option<String> {
    text.map(|text| text.value.clone())
}

fn all(files: &Files) -> impl Iterator<Item = &Entries<syntax::Model>> {
    let resources = files.resources.iter().filter_map(|resource| resource.syntax.as_ref());
    files.shared.iter().map(|shared| &shared.models).chain(resources.map(|resource| &resource.models))
}
