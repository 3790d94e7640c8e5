//! Declared models. Every model gets its name and its id before any of them is resolved, so that models may refer to
//! each other in any order.

use super::{
    docs::{docs, note},
    files::{DeclaringFile, Files},
    names::name,
    reporter::Reporter,
    scope::{Named, Scope},
};
use crate::{
    diagnostic::{Code, Diagnostic},
    model::{Docs, ModelId},
    names::{Name, Role},
    source::{Span, Spanned},
    syntax::{self, nearest},
};
use std::{cell::Cell, collections::HashMap};

/// A model whose fields, values or variants are not resolved yet.
pub(super) struct DeclaredModel {
    pub(super) name: Name,
    pub(super) docs: Docs,
    pub(super) deprecated: Option<String>,
    /// Common prefix of its words on the wire; may be empty.
    pub(super) prefix: String,
    /// Names of the structs that it includes.
    pub(super) includes: Vec<String>,
    /// Warnings that it allows.
    pub(super) allow: Vec<String>,
    /// Place of its declaration.
    pub(super) span: Span,
}

/// Declaration of a model in a file.
pub(super) struct Declaration<'a> {
    pub(super) file: DeclaringFile,
    pub(super) key: &'a Spanned<String>,
    pub(super) syntax: &'a syntax::ModelDecl,
    /// The model; `None` if its name is not allowed or already taken, which has been reported.
    pub(super) model: Option<DeclaredModel>,
}

/// Models by name.
pub(super) struct ModelIndex {
    /// `None` is a model that has an error, which has been reported.
    by_name: HashMap<String, Option<ModelId>>,
    /// Places of the models, by their Rust names.
    places_by_rust: HashMap<String, Span>,
    /// Whether files that could not be read may declare more models.
    unread: bool,
    /// Number of unknown names that were compared with all known ones.
    suggestions: Cell<usize>,
}

/// Maximum number of unknown types for which a similar name is searched. With thousands of models, a search is slow.
const MAX_SUGGESTIONS: usize = 100;

/// Result of looking up a model by its name.
pub(super) enum Lookup {
    /// The model.
    Found(ModelId),
    /// The model has an error, or may be declared in a file that could not be read.
    Broken,
    /// No model has the name.
    Unknown,
}

/// Declares all models. Ids are given in the order of the declarations.
pub(super) fn declare<'a>(
    reporter: &Reporter,
    files: &'a Files,
) -> (Vec<Declaration<'a>>, ModelIndex) {
    let mut scope = Scope::default();
    let mut words = Scope::default();
    let mut declarations = Vec::new();
    let mut by_name = HashMap::new();
    let mut places_by_rust = HashMap::new();
    let mut unread = files.unread;
    let mut count = 0;
    for (file, models) in files.models() {
        for (key, syntax) in &models.entries {
            let name = name(reporter, Role::Model, key, syntax.rust.as_ref())
                .filter(|_| words.claim_model(reporter, &key.value, key.span))
                .filter(|name| scope.claim(reporter, Named::Model, name, key.span));
            let model = name.map(|name| {
                places_by_rust.insert(name.rust().to_owned(), key.span);
                DeclaredModel {
                    name,
                    docs: docs(syntax.docs.as_ref()),
                    deprecated: note(syntax.deprecated.as_ref()),
                    prefix: syntax
                        .prefix
                        .as_ref()
                        .map_or_else(String::new, |prefix| prefix.value.clone()),
                    includes: texts(&syntax.includes),
                    allow: texts(&syntax.allow),
                    span: key.span,
                }
            });
            let id = model.as_ref().map(|_| ModelId(count));
            count += usize::from(id.is_some());
            by_name.entry(key.value.clone()).or_insert(id);
            declarations.push(Declaration {
                file,
                key,
                syntax,
                model,
            });
        }
        for key in &models.broken {
            unread |= key.span.is_nowhere();
            by_name.entry(key.value.clone()).or_insert(None);
        }
    }
    let index = ModelIndex {
        by_name,
        places_by_rust,
        unread,
        suggestions: Cell::new(0),
    };
    (declarations, index)
}

fn texts(texts: &[Spanned<String>]) -> Vec<String> {
    texts.iter().map(|text| text.value.clone()).collect()
}

impl ModelIndex {
    /// Looks up a model by its name.
    pub(super) fn find(&self, word: &str) -> Lookup {
        match self.by_name.get(word) {
            Some(Some(id)) => Lookup::Found(*id),
            Some(None) => Lookup::Broken,
            None if self.unread && word.starts_with(|c: char| c.is_ascii_uppercase()) => {
                Lookup::Broken
            }
            None => Lookup::Unknown,
        }
    }

    /// Returns the place of the model that has a Rust name.
    pub(super) fn place_of_rust(&self, name: &str) -> Option<Span> {
        self.places_by_rust.get(name).copied()
    }

    /// Returns the names of all models for a suggestion; `None` once there have been many suggestions.
    pub(super) fn suggestions(&self) -> Option<impl Iterator<Item = &str>> {
        self.suggestions.set(self.suggestions.get() + 1);
        let are_few = self.suggestions.get() <= MAX_SUGGESTIONS;
        are_few.then(|| self.by_name.keys().map(String::as_str))
    }
}

/// Returns the model of a name where only one with `fields` is allowed, and reports a name that no model has.
pub(super) fn find_struct(
    reporter: &Reporter,
    index: &ModelIndex,
    word: &str,
    span: Span,
) -> Option<ModelId> {
    match index.find(word) {
        Lookup::Found(id) => return Some(id),
        Lookup::Broken => return None,
        Lookup::Unknown => {}
    }
    let near = index.suggestions().and_then(|models| {
        let mut known: Vec<_> = models.collect();
        known.sort_unstable();
        nearest(word, known.into_iter())
    });
    let help = match near {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => "write the name of a model with `fields:`".to_owned(),
    };
    let message = format!("there is no model `{word}`");
    reporter.report(Diagnostic::at(Code::UnknownType, span, message, help));
    None
}
