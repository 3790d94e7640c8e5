//! Models.

use super::{
    super::{
        draft::{DraftBody, DraftField, DraftId, DraftModel, Ty},
        names::{overrides, snake},
    },
    writer::{DEPRECATED, Writer, spoken},
};
use crate::names::Role;
use crate::yaml::{Map, Yaml};
use std::collections::{BTreeMap, BTreeSet};

impl Writer<'_> {
    /// Returns the models of a file.
    pub(super) fn models(
        &self,
        homes: &BTreeMap<DraftId, Option<usize>>,
        home: Option<usize>,
    ) -> Map {
        let mut models = Map::default();
        let own = homes
            .iter()
            .filter(|(_, its)| **its == home)
            .map(|(id, _)| *id);
        for id in own {
            let model = &self.draft.models[id];
            let comments = model
                .losses
                .iter()
                .map(|loss| format!("TODO: {}", one_line(loss)))
                .collect();
            models.add_with(
                self.names[id].clone(),
                self.model(id, model).into(),
                comments,
            );
        }
        models.spaced()
    }

    fn model(&self, id: DraftId, model: &DraftModel) -> Map {
        let mut map = Map::default();
        let docs = model
            .docs
            .clone()
            .unwrap_or_else(|| spoken(&self.names[id]));
        map.add("docs", Yaml::Text(docs));
        if model.is_deprecated {
            map.add_text("deprecated", Some(DEPRECATED));
        }
        match &model.body {
            DraftBody::Pending => map.add("fields", Map::default().into()),
            DraftBody::Fields(fields, additional) => {
                map.add(
                    "fields",
                    self.fields(fields, Role::Field, &mut BTreeSet::new(), Some(id))
                        .into(),
                );
                // `Error` has methods of its own for these; the whole model has the field anyway.
                let is_hidden = |message: &str, field: &DraftField| {
                    field.key != message
                        && field.constant.is_none()
                        && crate::names::is_method_of_errors(&snake(&field.key))
                };
                let error = self.error.as_ref().filter(|(error, _)| *error == id);
                if error.is_some_and(|(_, path)| fields.iter().any(|field| is_hidden(path, field)))
                {
                    map.add("allow", Yaml::List(vec![Yaml::text("W004")]));
                }
                if let Some(additional) = additional {
                    map.add("additional", Yaml::Text(self.print(additional)));
                }
            }
            DraftBody::Words(words) => map.add("values", values(words)),
            DraftBody::Numbers(numbers) => {
                let mut values = Map::default();
                for number in numbers {
                    let sign = if *number < 0 { "minus_" } else { "value_" };
                    values.add(
                        format!("{sign}{}", number.unsigned_abs()),
                        Yaml::Plain(number.to_string()),
                    );
                }
                map.add("values", values.into());
            }
            DraftBody::Tagged(tag, variants) => {
                // A dot would make a path of it.
                let key = Yaml::text(tag);
                let is_key = !tag.contains('.');
                map.add("tag", if is_key { key } else { Yaml::List(vec![key]) });
                map.add("variants", self.tagged(variants));
            }
            DraftBody::OneOf(variants) => map.add("one_of", self.alternatives(variants)),
        }
        map
    }

    /// Returns the variants of a union whose tag has the values.
    fn tagged(&self, variants: &[(String, Ty)]) -> Yaml {
        let mut map = Map::default();
        let names = variants.iter().map(|(value, _)| value.as_str());
        let rust = overrides(Role::Variant, names, &mut BTreeSet::new());
        for ((value, ty), rust) in variants.iter().zip(rust) {
            let mut variant = Map::default();
            variant.add("flat", Yaml::Text(self.print(ty.inner())));
            variant.add_text("rust", rust.as_deref());
            map.add(value, variant.into());
        }
        map.into()
    }

    /// Returns the variants of a union without a tag, whose keys are only names.
    fn alternatives(&self, variants: &[(String, Ty)]) -> Yaml {
        let mut map = Map::default();
        let mut taken = BTreeSet::new();
        for (value, ty) in variants {
            let word = snake(value);
            let rust = overrides(Role::Variant, [word.as_str()], &mut taken);
            let name = rust
                .into_iter()
                .next()
                .flatten()
                .map_or(word, |rust| snake(&rust));
            map.add(name, Yaml::Text(self.print(ty.inner())));
        }
        map.into()
    }
}

/// Returns the values of an enum: a list, if all of them have Rust names of their own.
fn values(words: &[String]) -> Yaml {
    let rust = overrides(
        Role::Variant,
        words.iter().map(String::as_str),
        &mut BTreeSet::new(),
    );
    if rust.iter().all(Option::is_none) {
        return Yaml::List(words.iter().map(Yaml::text).collect());
    }
    let mut map = Map::default();
    for (word, rust) in words.iter().zip(rust) {
        let mut value = Map::default();
        value.add_text("rust", rust.as_deref());
        map.add(word, value.into());
    }
    map.into()
}

/// Returns a text on one line, for a comment.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
