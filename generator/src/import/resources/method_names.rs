//! Names of methods.

use super::super::{
    draft::{Draft, DraftBody, DraftMethod, DraftReturns, Ty},
    names::{camel, snake},
};
use crate::names::{Name, Role, singular};
use std::collections::BTreeSet;

/// Names that are taken.
pub(in crate::import) struct Naming<'p> {
    draft: &'p Draft,
    /// Types of requests and handles.
    types: BTreeSet<String>,
    /// Methods and nested resources, each with the resource.
    methods: BTreeSet<(Vec<String>, String)>,
}

impl<'p> Naming<'p> {
    pub(super) fn new<'n>(
        draft: &'p Draft,
        resources: impl Iterator<Item = &'n Vec<String>>,
    ) -> Self {
        let mut naming = Self {
            draft,
            types: BTreeSet::new(),
            methods: BTreeSet::new(),
        };
        for names in resources {
            naming
                .types
                .insert(camel(&names.join("_")).to_ascii_lowercase());
            if let [outer, inner] = &names[..] {
                naming.methods.insert((vec![outer.clone()], inner.clone()));
            }
        }
        naming
    }

    /// Returns the name of a method, and takes it.
    pub(super) fn name(
        &mut self,
        resource: &[String],
        prefix: &str,
        method: &DraftMethod,
        wish: Option<String>,
        siblings: &[&DraftMethod],
    ) -> String {
        let plain = plain(self.draft, prefix, method, siblings);
        let spoken = method
            .id
            .as_deref()
            .and_then(|id| spoken(id, resource, method));
        let mut candidates: Vec<_> = wish.into_iter().chain(spoken).collect();
        let full = method.id.as_deref().map(snake);
        candidates.extend([plain.clone()]);
        candidates.extend(full);
        let numbered = (2..).map(|number| format!("{plain}_{number}"));
        for candidate in candidates.into_iter().chain(numbered) {
            let candidate = match Name::new(Role::Method, &candidate, None) {
                Ok(_) => candidate,
                Err(_) if candidate.is_empty() => continue,
                Err(_) => format!("{candidate}_method"),
            };
            let request =
                camel(&format!("{}_{candidate}", resource.join("_"))).to_ascii_lowercase();
            let key = (resource.to_vec(), candidate.clone());
            // A stream of pages has constants of its own.
            let is_free = !self.types.contains(&request) && !self.methods.contains(&key);
            if is_free && Name::new(Role::Method, &candidate, None).is_ok() {
                self.types.insert(request);
                self.methods.insert(key);
                return candidate;
            }
        }
        plain
    }
}

/// Returns the name that an operation id gives, without the words of the resource. An id that only repeats the path says
/// nothing.
fn spoken(id: &str, resource: &[String], method: &DraftMethod) -> Option<String> {
    let words: Vec<_> = snake(id)
        .split('_')
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    let path: Vec<_> = snake(&method.path.replace(['{', '}'], " "))
        .split('_')
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    let verb = method.verb.to_ascii_lowercase();
    let repeats = |words: &[String]| {
        words.iter().all(|word| {
            path.contains(word)
                || *word == verb
                || path.iter().any(|part| singular(part) == singular(word))
        })
    };
    let mut words = words;
    // `read_items_items__item_id__get`
    if words.last() == Some(&verb)
        && words.len() > path.len() + 1
        && words[..words.len() - 1].ends_with(&path)
    {
        words.truncate(words.len() - 1 - path.len());
    } else if words.first() == Some(&verb) && words.len() > 1 && repeats(&words[1..]) {
        return None;
    }
    let own: Vec<_> = resource
        .iter()
        .flat_map(|name| name.split('_'))
        .map(singular)
        .collect();
    let rest: Vec<_> = words
        .iter()
        .filter(|word| *word != "controller" && !own.contains(&singular(word)))
        .cloned()
        .collect();
    (!rest.is_empty()).then(|| rest.join("_"))
}

/// Returns the usual name of what a method does with a collection or an item of it.
fn plain(draft: &Draft, prefix: &str, method: &DraftMethod, siblings: &[&DraftMethod]) -> String {
    let rest = method.path.strip_prefix(prefix).unwrap_or(&method.path);
    let parts: Vec<_> = rest
        .split(['/', ':'])
        .filter(|part| !part.is_empty())
        .collect();
    let words: Vec<_> = parts
        .iter()
        .filter(|part| !part.contains('{'))
        .map(|part| snake(part))
        .collect();
    let ends_with_item = parts.last().is_some_and(|part| part.contains('{'));
    let has = |verb: &str| {
        siblings
            .iter()
            .any(|sibling| sibling.verb == verb && sibling.path == method.path)
    };
    let verb = match method.verb.as_str() {
        "GET" if !ends_with_item && is_list(draft, method) => "list",
        "GET" => "get",
        "HEAD" => "head",
        "DELETE" => "delete",
        "PUT" if has("PATCH") || has("POST") => "replace",
        "POST" if !words.is_empty() && !ends_with_item => "",
        "POST" if !ends_with_item => "create",
        _ => "update",
    };
    let all = words.iter().map(String::as_str);
    let name: Vec<_> = Some(verb)
        .filter(|verb| !verb.is_empty())
        .into_iter()
        .chain(all)
        .collect();
    name.join("_")
}

fn is_list(draft: &Draft, method: &DraftMethod) -> bool {
    match &method.returns {
        Some(DraftReturns::Page(..) | DraftReturns::Value(Ty::List(_))) => true,
        // An object that holds one list.
        Some(DraftReturns::Value(Ty::Model(id))) => match &draft.models[*id].body {
            DraftBody::Fields(fields, _) => {
                let lists = fields
                    .iter()
                    .filter(|field| matches!(field.ty.inner(), Ty::List(_)));
                let is_named =
                    |key: &str| matches!(key, "data" | "items" | "results" | "values" | "entries");
                fields.len() <= 6 && lists.clone().count() == 1
                    || lists.clone().any(|field| is_named(&field.key))
            }
            _ => false,
        },
        _ => false,
    }
}
