//! Which resource a method belongs to, and what it is called there.

mod method_names;

pub(super) use method_names::Naming;

use super::names::snake;
use super::{
    draft::{Draft, DraftMethod},
    settings::Settings,
};
use crate::names::{Name, Role};
use std::collections::{BTreeMap, BTreeSet};

/// Resource: its path in the description, and the methods that it has.
#[derive(Debug)]
pub(super) struct DraftResource {
    /// Names of the outer resource, if there is one, and of the resource.
    pub(super) names: Vec<String>,
    /// Prefix of the paths of all methods.
    pub(super) path: String,
    /// Indices of the methods, each with its name.
    pub(super) methods: Vec<(usize, String)>,
}

/// Sorts methods into resources, and names them.
pub(super) fn group(draft: &Draft, settings: &Settings) -> Vec<DraftResource> {
    let methods = &draft.methods;
    let common = common_segments(methods);
    let tagged = methods.iter().filter(|method| method.tag.is_some()).count();
    let by_tags = settings.by_tags.unwrap_or(tagged * 2 > methods.len());
    let collections = collections(methods, common);
    let mut groups: BTreeMap<Vec<String>, Vec<usize>> = BTreeMap::new();
    for (index, method) in methods.iter().enumerate() {
        let chosen = settings.place(method).map(|(names, _)| names);
        let names = match (chosen, method.tag.as_ref().filter(|_| by_tags)) {
            (Some(names), _) => names,
            (None, Some(tag)) => vec![settings.resource(&file_name(tag))],
            (None, None) => by_path(method, common, &collections, settings),
        };
        groups.entry(names).or_default().push(index);
    }
    // A resource is nested only in one that there is.
    let outer: BTreeSet<_> = groups
        .keys()
        .filter(|names| names.len() == 1)
        .map(|names| names[0].clone())
        .collect();
    let mut flat: BTreeMap<Vec<String>, Vec<usize>> = BTreeMap::new();
    for (names, indices) in groups {
        let names = if names.len() == 1 || outer.contains(&names[0]) {
            names
        } else {
            vec![names.join("_")]
        };
        flat.entry(names).or_default().extend(indices);
    }
    let mut naming = Naming::new(draft, flat.keys());
    let resources = flat.into_iter().map(|(names, mut indices)| {
        indices.sort_unstable();
        let path = prefix(
            indices.iter().map(|index| methods[*index].path.as_str()),
            names.len() > 1,
        );
        let siblings: Vec<_> = indices.iter().map(|index| &methods[*index]).collect();
        let named = indices.iter().map(|index| {
            let method = &methods[*index];
            let wish = settings.place(method).and_then(|(_, name)| name);
            (*index, naming.name(&names, &path, method, wish, &siblings))
        });
        let named = named.collect();
        DraftResource {
            names,
            path,
            methods: named,
        }
    });
    resources.collect()
}

/// Returns a tag or a segment as the name of a file.
fn file_name(word: &str) -> String {
    let name = snake(word);
    let name = if name.is_empty() {
        "api".to_owned()
    } else {
        name
    };
    let mut roles = [Role::Resource, Role::NestedResource, Role::Handle].into_iter();
    if roles.all(|role| Name::new(role, &name, None).is_ok()) {
        name
    } else {
        format!("{name}_api")
    }
}

/// Returns the number of segments that all paths begin with, as long as each path has a word behind them.
fn common_segments(methods: &[DraftMethod]) -> usize {
    let Some(first) = methods.first() else {
        return 0;
    };
    let shared = |(index, segment): &(usize, &str)| {
        methods.iter().all(|method| {
            let mut rest = segments(&method.path).skip(*index);
            let next =
                |segment: Option<&str>| segment.is_some_and(|segment| !segment.contains('{'));
            rest.next() == Some(segment) && !segment.contains('{') && next(rest.next())
        })
    };
    segments(&first.path).enumerate().take_while(shared).count()
}

fn segments(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').filter(|segment| !segment.is_empty())
}

/// Returns the segments that are followed by a parameter: `books` of `/books/{id}`, with those before them.
fn collections(methods: &[DraftMethod], common: usize) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for method in methods {
        let parts: Vec<_> = segments(&method.path).skip(common).collect();
        for (index, pair) in parts.windows(2).enumerate() {
            if !pair[0].contains('{') && pair[1].starts_with('{') {
                found.insert(parts[..=index].join("/"));
            }
        }
    }
    found
}

/// Returns the resource of a path: its first word, and the next one behind a parameter if that is a collection, too.
fn by_path(
    method: &DraftMethod,
    common: usize,
    collections: &BTreeSet<String>,
    settings: &Settings,
) -> Vec<String> {
    let parts: Vec<_> = segments(&method.path).skip(common).collect();
    let words = parts
        .iter()
        .enumerate()
        .filter(|(_, part)| !part.contains('{'));
    let words: Vec<_> = words.filter(|(_, part)| !is_version(part)).collect();
    let Some((at, first)) = words.first() else {
        return vec![settings.resource(&file_name(segments(&method.path).next().unwrap_or("api")))];
    };
    let word = |part: &str| part.split(':').next().unwrap_or_default().to_owned();
    let mut names = vec![settings.resource(&file_name(&word(first)))];
    let inner = words
        .get(1)
        .filter(|(inner, _)| *inner == at + 2 && collections.contains(&parts[..=*inner].join("/")));
    names.extend(inner.map(|(_, inner)| file_name(inner)));
    names
}

fn is_version(part: &str) -> bool {
    part.strip_prefix('v').is_some_and(|rest| {
        !rest.is_empty() && rest.chars().all(|c| c.is_ascii_digit() || c == '.')
    })
}

/// Returns the segments that all paths begin with. Only a nested resource has parameters in its own path.
fn prefix<'p>(paths: impl Iterator<Item = &'p str> + Clone, is_nested: bool) -> String {
    let mut shared: Option<Vec<&str>> = None;
    for path in paths {
        let parts: Vec<_> = path.split('/').collect();
        shared = Some(match shared {
            None => parts,
            Some(known) => known
                .iter()
                .zip(&parts)
                .take_while(|(a, b)| a == b)
                .map(|(a, _)| *a)
                .collect(),
        });
    }
    let mut shared = shared.unwrap_or_default();
    let cut = shared.iter().position(|part| {
        if is_nested {
            part.contains(['{', ':'])
                && !(part.starts_with('{') && part.ends_with('}') && part.matches('{').count() == 1)
        } else {
            part.contains(['{', ':'])
        }
    });
    if let Some(cut) = cut {
        shared.truncate(cut);
    }
    // The parameter at the end belongs to the methods.
    while shared
        .last()
        .is_some_and(|part| part.contains('{') || part.is_empty())
    {
        shared.pop();
    }
    shared.join("/")
}
