//! `oneOf` and `anyOf`.

mod alternatives;
mod tag;

use super::{Converter, Key, Site, SiteFormat};
use crate::import::{
    draft::{DraftBody, DraftId, Ty},
    report::Treatment,
    schema::{Schema, SchemaShape},
};
use alternatives::{Alternative, UnionAlternatives};
use serde_json::Value;

impl<'d> Converter<'d> {
    /// Returns the type of a value of one of several schemas.
    ///
    /// Schemas that JSON distinguishes become a union: one schema for each JSON type, and objects that differ by a key.
    /// Several schemas of the same JSON type become one, which has the values of all of them.
    pub(super) fn union(
        &mut self,
        schemas: &[&'d Value],
        schema: Schema<'d>,
        site: &Site<'_>,
        key: Option<&Key>,
    ) -> Ty {
        let mut parts = UnionAlternatives::default();
        self.collect(schemas, site, &mut parts, 0);
        let is_nullable = parts.is_nullable;
        let ty = self.union_of(&parts, schema, site, key);
        if is_nullable { ty.or_null() } else { ty }
    }

    fn union_of(
        &mut self,
        parts: &UnionAlternatives<'d>,
        schema: Schema<'d>,
        site: &Site<'_>,
        key: Option<&Key>,
    ) -> Ty {
        match &parts.all[..] {
            // All of them lead nowhere, which is noted.
            [] => return Ty::JSON,
            [only] => return self.ty(only.value, &site.inner("", &only.path)),
            _ => {}
        }
        if site.format == SiteFormat::Query {
            return self.query_union(parts, schema, site);
        }
        if parts.all.iter().all(|part| part.kind == "object") {
            return self.objects(&parts.all.iter().collect::<Vec<_>>(), schema, site, key);
        }
        // A model that contains itself must be known before its variants are converted.
        let kinds = parts.kinds();
        if kinds.contains(&"any") {
            self.draft.report.note(
                Treatment::Changed,
                "alternatives of which one is any value",
                &site.place,
            );
            return Ty::JSON;
        }
        if let [kind] = kinds[..] {
            return self.of_kind(kind, parts, schema, site);
        }
        self.model(schema, site, key, |converter| {
            DraftBody::OneOf(converter.variants(kinds, parts, schema, site))
        })
    }

    /// Returns a variant for each JSON type, and for each alternative of a union among them.
    fn variants(
        &mut self,
        kinds: Vec<&'static str>,
        parts: &UnionAlternatives<'d>,
        schema: Schema<'d>,
        site: &Site<'_>,
    ) -> Vec<(String, Ty)> {
        let mut variants = Vec::new();
        for kind in kinds {
            let ty = self.of_kind(kind, parts, schema, &site.inner(kind, ""));
            match ty {
                // The alternatives of a union stand in its place.
                Ty::Model(inner)
                    if matches!(self.draft.models[inner].body, DraftBody::OneOf(_))
                        && !self.is_known(inner) =>
                {
                    let inner = &mut self.draft.models[inner];
                    let losses = std::mem::take(&mut inner.losses);
                    if let DraftBody::OneOf(alternatives) =
                        std::mem::replace(&mut inner.body, DraftBody::Pending)
                    {
                        variants.extend(alternatives);
                    }
                    if let Some(outer) = self.losses.last_mut() {
                        outer.extend(losses);
                    }
                }
                ty => variants.push((kind.to_owned(), ty)),
            }
        }
        variants
    }

    /// Returns `true` if a schema with a pointer has become this model.
    fn is_known(&self, id: DraftId) -> bool {
        self.known.values().any(|known| *known == Ty::Model(id))
    }

    /// Returns the type of the schemas of one JSON type.
    fn of_kind(
        &mut self,
        kind: &'static str,
        parts: &UnionAlternatives<'d>,
        schema: Schema<'d>,
        site: &Site<'_>,
    ) -> Ty {
        let parts: Vec<_> = parts.all.iter().filter(|part| part.kind == kind).collect();
        if let [only] = parts[..] {
            return self.ty(only.value, site);
        }
        match kind {
            "text" => self.texts(&parts, schema, site),
            "number" => {
                let is_whole = parts
                    .iter()
                    .all(|part| part.schema.text("type") == Some("integer"));
                Ty::Word(if is_whole { "int64" } else { "float" })
            }
            "flag" => Ty::Word("bool"),
            "list" => self.lists(&parts, schema, site),
            _ => self.objects(&parts, schema, site, None),
        }
    }

    /// Texts are one enum, which keeps words that it does not know, if all or some of them are words.
    fn texts(&mut self, parts: &[&Alternative<'d>], schema: Schema<'d>, site: &Site<'_>) -> Ty {
        let words = parts.iter().filter_map(|part| match part.schema.shape() {
            SchemaShape::Enum(values) => Some(values),
            _ => None,
        });
        let words: Vec<_> = words.flatten().collect();
        if words.is_empty() {
            return Ty::STRING;
        }
        self.draft.report.note(
            Treatment::Changed,
            "text that is a word or any other: an enum, which keeps other words",
            &site.place,
        );
        self.words(&words, schema, site)
    }

    /// Lists are one list, whose items are those of all of them.
    fn lists(&mut self, parts: &[&Alternative<'d>], schema: Schema<'d>, site: &Site<'_>) -> Ty {
        let items: Vec<_> = parts
            .iter()
            .filter_map(|part| part.schema.inner("items"))
            .collect();
        if items.len() < parts.len() {
            return Ty::List(Box::new(Ty::JSON));
        }
        self.draft.report.note(
            Treatment::Changed,
            "several lists: one list with the items of all",
            &site.place,
        );
        let item = self.union(&items, schema, &site.inner("item", "items"), None);
        Ty::List(Box::new(item))
    }

    /// In a query, everything is text: an object, if there is one, or a text.
    fn query_union(
        &mut self,
        parts: &UnionAlternatives<'d>,
        schema: Schema<'d>,
        site: &Site<'_>,
    ) -> Ty {
        let kinds = parts.kinds();
        if let [kind] = kinds[..] {
            return self.of_kind(kind, parts, schema, site);
        }
        if kinds.contains(&"object") {
            self.draft.report.note(
                Treatment::Changed,
                "value in a query that is an object or a single one: the object",
                &site.place,
            );
            return self.of_kind("object", parts, schema, site);
        }
        if kinds.contains(&"list") {
            self.draft.report.note(
                Treatment::Changed,
                "parameter that is a list or a single value: a list",
                &site.place,
            );
            return self.of_kind("list", parts, schema, site);
        }
        self.draft.report.note(
            Treatment::Changed,
            "parameter of several types: a text",
            &site.place,
        );
        Ty::STRING
    }
}
