//! Schemas as types and models.

mod fields;
mod scalars;
mod site;
mod unions;

pub(super) use site::{Site, SiteFormat};

use super::{
    document::Document,
    documentation,
    draft::{Draft, DraftBody, DraftId, DraftModel, Ty},
    report::Treatment,
    schema::{Schema, SchemaShape},
    security::Security,
};
use crate::names::singular;
use serde_json::Value;
use std::collections::{BTreeMap, HashMap, VecDeque};

/// Number of inline schemas in each other. Each may become a model, and a description may have 32 of them in each other.
const MAX_DEPTH: usize = 24;

/// Number of lists and maps in each other that a type may have.
const MAX_LEVELS: usize = 8;

/// Keys that restrict the values of a schema in ways that no type says.
const IGNORED: &[&str] = &[
    "not",
    "if",
    "dependentSchemas",
    "dependentRequired",
    "patternProperties",
    "propertyNames",
    "pattern",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "uniqueItems",
    "minProperties",
    "maxProperties",
    "xml",
];

/// Schema with a pointer, of which there is one model.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Key {
    pointer: String,
    /// Key that the model does not have because it is the tag of a union.
    tag: Option<String>,
    /// Whether the model is for objects in a URL, which have only texts.
    is_for_url: bool,
}

/// Converter of the schemas of one document.
pub(super) struct Converter<'d> {
    pub(super) document: &'d Document,
    pub(super) draft: Draft,
    pub(super) security: Security,
    /// Types of the schemas that have a pointer.
    known: HashMap<Key, Ty>,
    /// Schemas that are being converted and may turn out to be no models.
    open: Vec<Key>,
    /// Models and operations that are being converted, with what is lost in each.
    pub(super) losses: Vec<Vec<String>>,
    depth: usize,
    /// Models whose fields are not converted yet.
    waiting: VecDeque<(DraftId, Key, SiteFormat)>,
    /// Number of references to each pointer.
    uses: HashMap<&'d str, usize>,
    /// Names of the schemas that have one, in the casing of types.
    components: HashMap<String, String>,
}

impl<'d> Converter<'d> {
    pub(super) fn new(document: &'d Document, chosen: &BTreeMap<String, String>) -> Self {
        let mut uses = HashMap::new();
        count(document.root(), &mut uses);
        let schemas = document
            .at("#/components/schemas")
            .and_then(Value::as_object);
        let mut components =
            super::names::of_components(schemas.into_iter().flat_map(serde_json::Map::keys));
        components.extend(
            chosen
                .iter()
                .map(|(schema, name)| (schema.clone(), super::names::camel(name))),
        );
        let mut draft = Draft::default();
        let security = Security::read(document, &mut draft.report);
        Self {
            document,
            draft,
            security,
            known: HashMap::new(),
            open: Vec::new(),
            losses: Vec::new(),
            depth: 0,
            waiting: VecDeque::new(),
            uses,
            components,
        }
    }

    /// Returns the type of a schema, with `null` if it may be that.
    pub(super) fn ty(&mut self, value: &'d Value, site: &Site<'_>) -> Ty {
        self.ty_without(value, site, None)
    }

    /// Returns the type of a schema, whose model does not have the key that is the tag of a union.
    fn ty_without(&mut self, value: &'d Value, site: &Site<'_>, tag: Option<&str>) -> Ty {
        let ty = match self.document.resolve(value) {
            Ok((target, Some(pointer))) => {
                let is_null = value.get("nullable") == Some(&Value::Bool(true));
                let ty = self.referred(target, pointer, site, tag);
                if is_null { ty.or_null() } else { ty }
            }
            Ok((target, None)) => self.inline(target, site, tag, None),
            Err(pointer) => {
                self.lost(
                    &format!("reference that leads nowhere: `{pointer}`"),
                    &site.place,
                );
                Ty::JSON
            }
        };
        match site.format {
            SiteFormat::Query => ty.in_url(),
            SiteFormat::Json | SiteFormat::Form | SiteFormat::Multipart => ty,
        }
    }

    fn referred(
        &mut self,
        target: &'d Value,
        pointer: &'d str,
        site: &Site<'_>,
        tag: Option<&str>,
    ) -> Ty {
        let shape = target.as_object().map(|schema| Schema(schema).shape());
        let is_single = matches!(shape, Some(SchemaShape::Enum(_) | SchemaShape::Scalar(..)));
        let key = Key {
            pointer: pointer.to_owned(),
            tag: tag.map(str::to_owned),
            is_for_url: site.format == SiteFormat::Query && !is_single,
        };
        if let Some(known) = self.known.get(&key) {
            return known.clone();
        }
        if self.open.contains(&key) {
            self.lost("schema that is a list of itself", pointer);
            return Ty::JSON;
        }
        let name = super::document::last_key(pointer);
        let site = Site {
            format: site.format,
            names: vec![&name],
            place: pointer.to_owned(),
        };
        self.open.push(key.clone());
        let ty = self.inline(target, &site, tag, Some(&key));
        self.open.pop();
        // The type of a scalar depends on the format of what it is in.
        if ty.has_model() {
            self.known.insert(key, ty.clone());
        }
        ty
    }

    /// Converts a schema that is no reference. `key` is that of its type in `known`, if it has a pointer.
    fn inline(
        &mut self,
        value: &'d Value,
        site: &Site<'_>,
        tag: Option<&str>,
        key: Option<&Key>,
    ) -> Ty {
        let Some(entries) = value.as_object() else {
            return Ty::JSON;
        };
        if self.depth == MAX_DEPTH {
            self.lost("schema that is nested too deeply", &site.place);
            return Ty::JSON;
        }
        self.depth += 1;
        let schema = Schema(entries);
        let ty = self.shaped(schema, site, tag, key);
        self.depth -= 1;
        if schema.is_nullable() {
            ty.or_null()
        } else {
            ty
        }
    }

    fn shaped(
        &mut self,
        schema: Schema<'d>,
        site: &Site<'_>,
        tag: Option<&str>,
        key: Option<&Key>,
    ) -> Ty {
        for key in IGNORED {
            if schema.0.contains_key(*key) {
                self.draft
                    .report
                    .note(Treatment::Ignored, &format!("`{key}`"), &site.place);
            }
        }
        match schema.shape() {
            SchemaShape::Any => {
                let is_binary = schema.text("format") == Some("binary")
                    || schema.0.contains_key("contentMediaType");
                if is_binary && site.format == SiteFormat::Multipart {
                    Ty::Word("file")
                } else {
                    Ty::JSON
                }
            }
            SchemaShape::Enum(values) => self.words(&values, schema, site),
            SchemaShape::Scalar(ty, format) => self.scalar(ty, format, schema, site),
            SchemaShape::List(item) => {
                if schema.0.contains_key("prefixItems") {
                    self.lost(
                        "`prefixItems`: a list whose items have different types",
                        &site.place,
                    );
                    return Ty::List(Box::new(Ty::JSON));
                }
                let one = singular(site.names.last().unwrap_or(&""));
                let item = item.map_or(Ty::JSON, |item| self.ty(item, &site.items(&one)));
                self.nested(Ty::List(Box::new(item)), site)
            }
            SchemaShape::Map(value) => {
                let value = value.map_or(Ty::JSON, |value| {
                    self.ty(value, &site.inner("value", "additionalProperties"))
                });
                self.nested(Ty::Map(Box::new(value)), site)
            }
            SchemaShape::Object(properties) => self.object(properties, schema, site, tag, key),
            SchemaShape::OneOf(parts) => self.union(&parts, schema, site, key),
        }
    }

    /// Returns a list or map, unless it has more lists and maps in each other than the language allows.
    fn nested(&mut self, ty: Ty, site: &Site<'_>) -> Ty {
        if ty.levels() <= MAX_LEVELS {
            return ty;
        }
        self.lost("lists and maps that are nested too deeply", &site.place);
        Ty::JSON
    }

    /// Adds a model. It is known under its key before its body is made, so that it can contain itself.
    fn model(
        &mut self,
        schema: Schema<'_>,
        site: &Site<'_>,
        key: Option<&Key>,
        body: impl FnOnce(&mut Self) -> DraftBody,
    ) -> Ty {
        let id = self.reserve(schema, site);
        if let Some(key) = key {
            self.known.insert(key.clone(), Ty::Model(id));
        }
        self.fill(id, body);
        Ty::Model(id)
    }

    /// Gives a reserved model its body, and what is lost in it.
    fn fill(&mut self, id: DraftId, body: impl FnOnce(&mut Self) -> DraftBody) {
        self.losses.push(Vec::new());
        let body = body(self);
        let model = &mut self.draft.models[id];
        model.body = body;
        model.losses = self.losses.pop().unwrap_or_default();
    }

    /// Adds a model that is not converted yet.
    pub(super) fn reserve(&mut self, schema: Schema<'_>, site: &Site<'_>) -> DraftId {
        let named = |name: &&str| {
            self.components
                .get(*name)
                .cloned()
                .unwrap_or_else(|| super::names::camel(name))
        };
        let long: String = site.names.iter().map(named).collect();
        let title = schema.text("title").filter(|title| {
            title.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
                && title.contains(|c: char| c.is_ascii_alphabetic())
        });
        let mut wanted: Vec<_> = title
            .filter(|_| site.names.len() > 1)
            .map(super::names::camel)
            .into_iter()
            .collect();
        let short = match (wanted.first(), site.names.as_slice()) {
            (Some(title), _) => Some(title.clone()),
            (None, [_, .., last]) => Some(super::names::camel(last)),
            _ => None,
        };
        wanted.push(long);
        self.draft.models.push(DraftModel {
            wanted,
            short,
            docs: documentation::docs(schema.text("description")),
            is_deprecated: schema.says("deprecated"),
            body: DraftBody::Pending,
            losses: Vec::new(),
            place: site.place.clone(),
        });
        self.draft.models.len() - 1
    }

    /// Returns the number of references to a pointer.
    pub(super) fn uses_of(&self, pointer: &str) -> usize {
        self.uses.get(pointer).copied().unwrap_or_default()
    }

    /// Notes that the description does not say something.
    pub(super) fn lost(&mut self, construct: &str, place: &str) {
        self.draft.report.note(Treatment::Lost, construct, place);
        if let Some(losses) = self.losses.last_mut() {
            losses.push(format!("{construct} at {place}"));
        }
    }
}

/// Counts the references to each pointer.
fn count<'d>(value: &'d Value, uses: &mut HashMap<&'d str, usize>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| count(item, uses)),
        Value::Object(entries) => {
            if let Some(Value::String(pointer)) = entries.get("$ref") {
                *uses.entry(pointer).or_default() += 1;
            }
            entries.values().for_each(|entry| count(entry, uses));
        }
        _ => {}
    }
}
