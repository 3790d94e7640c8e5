//! `includes`: structs whose fields another struct has as well.

use super::{
    declared::{Declaration, ModelIndex, find_struct},
    reporter::Reporter,
};
use crate::{
    diagnostic::{Code, Diagnostic},
    model::ModelId,
    source::Spanned,
    syntax::{self, Entries, Shorthand, UnknownFieldsDecl},
};
use std::collections::HashMap;

/// Fields in the description.
pub(super) type FieldEntries = Entries<Shorthand<syntax::FieldDecl>>;

/// A model that has examples, and its fields in the description.
pub(super) type ModelWithExamples<'a> = (ModelId, &'a syntax::ModelDecl, Vec<&'a FieldEntries>);

/// Models in the description by their names.
pub(super) struct Includes<'a> {
    models: HashMap<&'a str, &'a syntax::ModelDecl>,
}

impl<'a> Includes<'a> {
    pub(super) fn new(declarations: &[Declaration<'a>]) -> Self {
        let declared = declarations.iter();
        let models = declared.filter(|declaration| declaration.model.is_some());
        Self {
            models: models
                .map(|declaration| (declaration.key.value.as_str(), declaration.syntax))
                .collect(),
        }
    }

    /// Returns the names of all models that others include.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        let models = self.models.values();
        models.flat_map(|model| model.includes.iter().map(|base| base.value.as_str()))
    }

    /// Returns the fields of a struct: those of the models that it includes, then its own.
    pub(super) fn fields(
        &self,
        reporter: &Reporter,
        index: &ModelIndex,
        key: &'a Spanned<String>,
        model: &'a syntax::ModelDecl,
    ) -> Vec<&'a FieldEntries> {
        let mut walk = Walk {
            includes: self,
            reporter,
            index,
            open: vec![&key.value],
            found: Vec::new(),
        };
        walk.model(model);
        self.check_other_keys(reporter, key, model);
        walk.found
    }

    /// Reports a model that would drop the keys without a field that a model in it keeps: only fields are included.
    fn check_other_keys(
        &self,
        reporter: &Reporter,
        key: &Spanned<String>,
        model: &syntax::ModelDecl,
    ) {
        if model.additional.is_some() {
            return;
        }
        let bases = model.includes.iter();
        let bases = bases.filter_map(|base| Some((base, *self.models.get(base.value.as_str())?)));
        let keeps = |included: &syntax::ModelDecl| {
            let unknown = included.unknown_fields.as_ref();
            unknown.is_some_and(|unknown| unknown.value == UnknownFieldsDecl::Keep)
        };
        let mut keeping = bases.clone().filter(|(_, included)| keeps(included));
        let mut additional = bases.filter_map(|(base, included)| {
            let ty = included.additional.as_ref()?;
            Some((base, "additional", ty.value.as_str()))
        });
        let missing = additional.next().or_else(|| {
            let (base, _) = keeping.next().filter(|_| model.unknown_fields.is_none())?;
            Some((base, "unknown_fields", "keep"))
        });
        if let Some((base, word, value)) = missing {
            let message = format!("`{word}` of `{}` is not included", base.value);
            let help = format!("add `{word}: {value}` to `{}` as well", key.value);
            let diagnostic = Diagnostic::at(Code::BadInclude, base.span, message, help);
            reporter.report(diagnostic.label("only its fields are"));
        }
    }
}

/// Walk from a model to the models that it includes.
struct Walk<'a, 'm> {
    includes: &'m Includes<'a>,
    reporter: &'m Reporter,
    index: &'m ModelIndex,
    /// Names of the model and of those around it.
    open: Vec<&'a str>,
    found: Vec<&'a FieldEntries>,
}

impl<'a> Walk<'a, '_> {
    fn model(&mut self, model: &'a syntax::ModelDecl) {
        for base in &model.includes {
            self.base(base);
        }
        self.found.extend(&model.fields);
    }

    fn base(&mut self, base: &'a Spanned<String>) {
        let name = base.value.as_str();
        // What is wrong with a model that is included is reported there.
        let is_outermost = self.open.len() == 1;
        if self.open.contains(&name) {
            let message = format!("`{name}` includes itself");
            // Each model of the circle finds it; the first one tells.
            let is_first = name == self.open[0];
            self.report(is_first, base, &message, "remove one of the `includes:`");
            return;
        }
        let Some(model) = self.includes.models.get(name) else {
            if is_outermost {
                find_struct(self.reporter, self.index, name, base.span);
            }
            return;
        };
        if model.fields.is_none() {
            let message = format!("`includes` needs a model with `fields`, which `{name}` is not");
            self.report(is_outermost, base, &message, "name a model with `fields:`");
            return;
        }
        self.open.push(name);
        self.model(model);
        self.open.pop();
    }

    fn report(&self, is_told: bool, base: &Spanned<String>, message: &str, help: &str) {
        if is_told {
            let diagnostic = Diagnostic::at(Code::BadInclude, base.span, message, help);
            self.reporter.report(diagnostic);
        }
    }
}
