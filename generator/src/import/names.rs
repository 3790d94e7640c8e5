//! Names of models, and Rust names of keys that are no Rust names.

mod models;

pub(super) use models::assign;

use crate::names::{Name, Role};
use heck::ToSnakeCase;
use serde_json::{Map, Value};
use std::{
    collections::{BTreeSet, HashMap},
    sync::LazyLock,
};

/// Signs that words of an API consist of, and their names.
const SIGNS: &[(char, &str)] = &[
    ('+', "plus"),
    ('-', "minus"),
    ('*', "any"),
    ('<', "less"),
    ('>', "greater"),
    ('=', "equal"),
    ('!', "not"),
    ('/', "slash"),
    ('%', "percent"),
    ('&', "and"),
    ('$', "dollar"),
    ('@', "at"),
    ('#', "number"),
    ('~', "about"),
    ('.', "dot"),
    ('?', "maybe"),
    (':', "colon"),
    ('^', "power"),
    ('|', "or"),
    ('_', "underscore"),
];

/// Returns a schema that says nothing.
pub(super) fn no_keys() -> &'static Map<String, Value> {
    static NO_KEYS: LazyLock<Map<String, Value>> = LazyLock::new(Map::new);
    &NO_KEYS
}

/// Returns the name of an API without the words that say that it is one.
pub(super) fn of_api(title: &str) -> String {
    // The name is sent in a header.
    let is_legal = |c: &char| (c.is_ascii_graphic() || *c == ' ') && !"<>[]\\`".contains(*c);
    let title: String = title.chars().filter(is_legal).collect();
    let short = title
        .trim()
        .trim_end_matches("API")
        .trim_end_matches("Api")
        .trim();
    if short.contains(|c: char| c.is_ascii_alphanumeric()) {
        short.to_owned()
    } else {
        "API".to_owned()
    }
}

/// Returns a word in the casing of types. Capitals stay, as in `APIKey`.
pub(super) fn camel(word: &str) -> String {
    let words = word
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty());
    let words = words.map(|word| {
        let mut chars = word.chars();
        chars
            .next()
            .map(|first| first.to_ascii_uppercase())
            .into_iter()
            .chain(chars)
            .collect::<String>()
    });
    words.collect()
}

/// Returns a word in the casing of methods and files, a letter first.
pub(super) fn snake(word: &str) -> String {
    let spaced: String = word
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' })
        .collect();
    let snake = spaced.to_snake_case();
    if snake.starts_with(|c: char| c.is_ascii_digit()) {
        format!("n{snake}")
    } else {
        snake
    }
}

/// Returns the Rust name of each key, where the derived one is no Rust name or is taken.
pub(super) fn overrides<'k>(
    role: Role,
    keys: impl IntoIterator<Item = &'k str>,
    taken: &mut BTreeSet<String>,
) -> Vec<Option<String>> {
    let keys = keys
        .into_iter()
        .map(|key| match Name::new(role, key, None) {
            Ok(name) if taken.insert(name.rust().to_owned()) => None,
            _ => Some(free(role, key, taken)),
        });
    keys.collect()
}

/// Returns a Rust name for a key that is not taken, and takes it.
fn free(role: Role, key: &str, taken: &mut BTreeSet<String>) -> String {
    let cased = |words: &str| {
        if role.is_type() {
            camel(words)
        } else {
            snake(words)
        }
    };
    let spelled: String = key
        .chars()
        .enumerate()
        .map(
            |(index, c)| match SIGNS.iter().find(|(sign, _)| *sign == c) {
                // A sign between letters only separates words.
                Some((_, name))
                    if index == 0 || !key.contains(|c: char| c.is_ascii_alphanumeric()) =>
                {
                    format!(" {name} ")
                }
                _ if c.is_ascii_alphanumeric() => c.to_string(),
                _ => " ".to_owned(),
            },
        )
        .collect();
    let base = match cased(&spelled) {
        word if word.is_empty() => cased(if key.is_empty() { "empty" } else { "value" }),
        word => word,
    };
    // A name that is only taken has a number, one that is illegal another beginning or end.
    let is_legal = Name::new(role, &base, Some(&base)).is_ok();
    let other = match (
        base.starts_with(|c: char| c.is_ascii_digit()),
        role.is_type(),
    ) {
        (true, true) => format!("N{base}"),
        (true, false) => format!("n{base}"),
        (false, true) => format!("{base}Value"),
        (false, false) => format!("{base}_value"),
    };
    let second = if is_legal { None } else { Some(other) };
    let numbered = (2..).map(|number| {
        if role.is_type() {
            format!("{base}{number}")
        } else {
            format!("{base}_{number}")
        }
    });
    let mut candidates = std::iter::once(base.clone()).chain(second).chain(numbered);
    let free = candidates
        .find(|candidate| {
            Name::new(role, key, Some(candidate))
                .or_else(|_| Name::new(role, candidate, Some(candidate)))
                .is_ok_and(|name| !taken.contains(name.rust()))
        })
        .unwrap_or(base);
    taken.insert(free.clone());
    free
}

/// Returns the name of each schema under `components` in the casing of types: the last part of a name with dots, and as
/// many parts before it as make it the only one.
pub(super) fn of_components<'k>(
    keys: impl Iterator<Item = &'k String> + Clone,
) -> HashMap<String, String> {
    let suffix = |key: &str, parts: usize| -> String {
        let all: Vec<_> = key.split('.').collect();
        camel(&all[all.len().saturating_sub(parts)..].join("."))
    };
    let mut names = HashMap::new();
    let mut waiting: Vec<_> = keys.collect();
    for parts in 1..=16 {
        let mut found: HashMap<String, Vec<&String>> = HashMap::new();
        for key in &waiting {
            found.entry(suffix(key, parts)).or_default().push(key);
        }
        waiting = Vec::new();
        // The order of a hash map is not that of the document, which decides nothing here.
        for (name, keys) in found {
            match keys[..] {
                [only] => drop(names.insert(only.clone(), name)),
                _ => waiting.extend(keys.into_iter().filter(|key| {
                    let has_more = key.split('.').count() > parts;
                    if !has_more {
                        names.insert((*key).clone(), suffix(key, parts));
                    }
                    has_more
                })),
            }
        }
    }
    names
}
