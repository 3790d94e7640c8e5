//! Authentication: the security schemes of a document, and the combinations of them that operations take.

mod print;
mod scheme;

pub(super) use scheme::is_header;

use super::{
    document::{Document, escape},
    draft::Combinations,
    names::overrides,
    report::{ImportReport, Treatment},
};
use crate::names::Role;
use scheme::SchemeForm;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// Authentication of an API.
pub(super) struct Security {
    /// Different forms of credentials.
    schemes: Vec<UsedScheme>,
    /// Schemes by their names in the document, as indices of `schemes`. `None` for those that the language does not have.
    by_name: BTreeMap<String, Option<usize>>,
    /// Combinations that methods take if they name no others.
    usual: Combinations,
}

struct UsedScheme {
    form: SchemeForm,
    /// Name of the key, if it is not the usual one.
    rust: Option<String>,
}

impl Security {
    /// Reads the security schemes of a document.
    pub(super) fn read(document: &Document, report: &mut ImportReport) -> Self {
        let mut security = Self {
            schemes: Vec::new(),
            by_name: BTreeMap::new(),
            usual: Vec::new(),
        };
        let described = document
            .at("#/components/securitySchemes")
            .and_then(Value::as_object);
        let mut names = Vec::new();
        for (name, scheme) in described.into_iter().flatten() {
            let place = format!("#/components/securitySchemes/{}", escape(name));
            let scheme = document
                .resolve(scheme)
                .map_or(&Value::Null, |(scheme, _)| scheme);
            let form = scheme::form(name, scheme, report, &place);
            let index = form.map(|form| security.add(form, name, &mut names));
            security.by_name.insert(name.clone(), index);
        }
        security.usual = security.usual_of(document, report);
        security.note_unused(document, report);
        security.keep_one_server();
        security.name(&names);
        security
    }

    /// Returns the combinations that an operation takes, if they are not the usual ones, or those that it cannot take.
    pub(super) fn of_operation(
        &self,
        document: &Document,
        operation: &Map<String, Value>,
    ) -> Result<Option<Combinations>, Vec<String>> {
        let own = match operation.get("security").and_then(Value::as_array) {
            Some(listed) => self.combinations(listed)?,
            // Credentials that only some operations name are not for the others.
            None if document.root().get("security").is_none()
                && is_named_by_operations(document) =>
            {
                vec![Vec::new()]
            }
            None => return Ok(None),
        };
        Ok(Some(own).filter(|own| *own != self.usual))
    }

    /// Returns `true` if some requests have a credential in this header or query parameter.
    pub(super) fn sends(&self, is_header: bool, name: &str) -> bool {
        let name = if is_header {
            name.to_ascii_lowercase()
        } else {
            name.to_owned()
        };
        let place = (is_header, name);
        let mut used = self.by_name.values().flatten();
        used.any(|index| self.schemes[*index].form.place() == place)
    }

    fn add(&mut self, form: SchemeForm, name: &str, names: &mut Vec<String>) -> usize {
        let known = self.schemes.iter().position(|known| known.form == form);
        known.unwrap_or_else(|| {
            names.push(name.to_owned());
            self.schemes.push(UsedScheme { form, rust: None });
            self.schemes.len() - 1
        })
    }

    /// Returns combinations without those that the language does not have, or the names of the schemes if none is left.
    fn combinations(&self, listed: &[Value]) -> Result<Combinations, Vec<String>> {
        let mut all = Combinations::new();
        let mut missing = Vec::new();
        for names in listed.iter().filter_map(Value::as_object).map(Map::keys) {
            let indices = names
                .clone()
                .map(|name| self.by_name.get(name).copied().flatten());
            match indices.collect::<Option<BTreeSet<_>>>() {
                Some(indices) if self.have_own_places(&indices) => {
                    let combination: Vec<_> = indices.into_iter().collect();
                    if !all.contains(&combination) {
                        all.push(combination);
                    }
                }
                _ => missing.extend(names.cloned()),
            }
        }
        // Those without credentials are the last choice.
        all.sort_by_key(Vec::is_empty);
        match (all.is_empty(), missing.is_empty()) {
            (true, true) => Ok(vec![Vec::new()]),
            (true, false) => Err(missing),
            (false, _) => Ok(all),
        }
    }

    /// Returns `true` if no two schemes are sent in the same header or parameter.
    fn have_own_places(&self, indices: &BTreeSet<usize>) -> bool {
        let places: BTreeSet<_> = indices
            .iter()
            .map(|index| self.schemes[*index].form.place())
            .collect();
        places.len() == indices.len()
    }

    /// Returns the combinations of the document, else those that most operations name, else the first scheme.
    fn usual_of(&self, document: &Document, report: &mut ImportReport) -> Combinations {
        if let Some(listed) = document.root().get("security").and_then(Value::as_array) {
            return self
                .combinations(listed)
                .unwrap_or_else(|_| vec![Vec::new()]);
        }
        let mut counts: BTreeMap<Combinations, usize> = BTreeMap::new();
        for listed in named_by_operations(document) {
            if let Ok(own) = self.combinations(listed).as_ref()
                && own.iter().any(|combination| !combination.is_empty())
            {
                *counts.entry(own.clone()).or_default() += 1;
            }
        }
        let most = counts.into_iter().rev().max_by_key(|(_, count)| *count);
        if let Some((combinations, _)) = most {
            return combinations;
        }
        if !self.schemes.is_empty() && !is_named_by_operations(document) {
            report.ask(
                "Do all methods take credentials? The document describes them, and names them nowhere.",
                "#/components/securitySchemes",
            );
            return vec![vec![0]];
        }
        vec![Vec::new()]
    }

    /// Notes the schemes that nothing in the document names.
    fn note_unused(&self, document: &Document, report: &mut ImportReport) {
        let root = document.root().get("security").and_then(Value::as_array);
        let listed = root
            .into_iter()
            .chain(named_by_operations(document))
            .flatten();
        let objects = listed.filter_map(Value::as_object);
        let used: BTreeSet<_> = objects.flat_map(Map::keys).collect();
        let usual: Vec<_> = self
            .usual
            .iter()
            .flatten()
            .map(|index| Some(*index))
            .collect();
        let is_unused = |(name, index): &(&String, &Option<usize>)| {
            index.is_some() && !used.contains(name) && !usual.contains(index)
        };
        for (name, _) in self.by_name.iter().filter(is_unused) {
            let place = format!("#/components/securitySchemes/{}", escape(name));
            report.note(
                Treatment::Ignored,
                "security scheme that nothing requires",
                &place,
            );
        }
    }

    /// Keeps the token server of the API. Callers get the tokens of others themselves.
    fn keep_one_server(&mut self) {
        let is_server = |scheme: &UsedScheme| matches!(scheme.form, SchemeForm::TokenServer { .. });
        let mut usual = self.usual.iter().flatten().copied();
        let kept = usual.find(|index| is_server(&self.schemes[*index]));
        for index in 0..self.schemes.len() {
            if !is_server(&self.schemes[index]) || Some(index) == kept {
                continue;
            }
            let mut schemes = self.schemes.iter();
            let target = schemes.position(|scheme| scheme.form == SchemeForm::bearer());
            self.schemes[index].form = SchemeForm::bearer();
            let target = target.unwrap_or(index);
            let named = self.by_name.values_mut().flatten();
            let usual = self.usual.iter_mut().flatten();
            for known in named.chain(usual).filter(|known| **known == index) {
                *known = target;
            }
        }
        let mut seen = BTreeSet::new();
        self.usual
            .retain(|combination| seen.insert(combination.clone()));
    }

    /// Names all keys but the first one.
    fn name(&mut self, names: &[String]) {
        let usual = self.usual.iter().flatten().copied();
        let order: Vec<usize> = usual
            .chain(self.by_name.values().flatten().copied())
            .collect();
        let (mut seen, mut taken) = (BTreeSet::new(), BTreeSet::new());
        let mut has_key = false;
        for index in order.into_iter().filter(|index| seen.insert(*index)) {
            let scheme = &mut self.schemes[index];
            let is_key = match scheme.form {
                SchemeForm::Header { .. } | SchemeForm::Query { .. } => true,
                SchemeForm::Basic | SchemeForm::TokenServer { .. } => false,
            };
            if is_key && std::mem::replace(&mut has_key, true) {
                let word = super::names::snake(&names[index]);
                let free = overrides(Role::ClientParam, [word.as_str()], &mut taken);
                scheme.rust = Some(free.into_iter().next().flatten().unwrap_or(word));
            }
        }
    }
}

/// Returns what each operation lists under `security`.
fn named_by_operations(document: &Document) -> impl Iterator<Item = &Vec<Value>> {
    let paths = document.root().get("paths").and_then(Value::as_object);
    let items = paths.into_iter().flat_map(Map::values);
    let items = items.filter_map(|item| document.resolve(item).ok()?.0.as_object());
    let operations = items.flat_map(Map::values);
    operations.filter_map(|operation| operation.get("security")?.as_array())
}

fn is_named_by_operations(document: &Document) -> bool {
    named_by_operations(document).any(|listed| !listed.is_empty())
}
