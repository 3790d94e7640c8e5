//! Each promise that `docs/promises.md` makes has a test that is named after it, and each such test a promise.
//! `.ci/promises` prints the same as a table.

use crate::{
    helpers,
    support::{folder, project},
};
use std::collections::BTreeMap;

#[test]
fn each_promise_has_a_test() {
    let promises = promises(&folder::read(&project::path("docs/promises.md")));
    let numbers: Vec<_> = promises.keys().copied().collect();
    let all: Vec<_> = (1..=30).collect();
    assert_eq!(numbers, all, "docs/promises.md numbers its promises");
    let tests = tests();
    let missing: Vec<_> = promises
        .iter()
        .filter(|(number, _)| !tests.contains_key(number))
        .map(|(number, title)| format!("{number}. {title}: write `promise_{number:02}_…`"))
        .collect();
    assert!(
        missing.is_empty(),
        "promises without a test:\n{}",
        missing.join("\n")
    );
    for (number, names) in &tests {
        assert!(
            promises.contains_key(number),
            "nobody promises what these test: {names:?}"
        );
    }
}

/// A function that is never called proves nothing, whatever its name is.
#[test]
fn what_is_named_after_a_promise_is_a_test() {
    let mut wrong = Vec::new();
    for (place, lines) in sources() {
        for (at, _) in lines
            .iter()
            .enumerate()
            .filter(|(_, line)| number(line).is_some())
        {
            let before = lines[..at].iter().rev();
            let mut attributes = before.take_while(|line| line.starts_with("#["));
            if !attributes
                .any(|line| line.starts_with("#[test]") || line.starts_with("#[tokio::test"))
            {
                wrong.push(format!("{place}:{}: {}", at + 1, lines[at]));
            }
        }
    }
    assert!(wrong.is_empty(), "no tests:\n{}", wrong.join("\n"));
}

/// The promises by their numbers, each with its title.
fn promises(text: &str) -> BTreeMap<u32, String> {
    let numbered = text.lines().filter_map(|line| line.split_once(". **"));
    numbered
        .filter_map(|(number, rest)| {
            let (title, _) = rest.split_once(".**")?;
            Some((number.parse().ok()?, title.to_owned()))
        })
        .collect()
}

/// The names of the tests, by the promises that they are named after.
fn tests() -> BTreeMap<u32, Vec<String>> {
    let mut tests = BTreeMap::<u32, Vec<String>>::new();
    for (place, lines) in sources() {
        for line in &lines {
            if let Some(number) = number(line) {
                let names = tests.entry(number).or_default();
                names.push(format!("{place}: {line}"));
            }
        }
    }
    tests
}

/// The promise that a function is named after.
fn number(line: &str) -> Option<u32> {
    let line = line.strip_prefix("async ").unwrap_or(line);
    let (number, _) = line.strip_prefix("fn promise_")?.split_once('_')?;
    number.parse().ok()
}

/// The lines of all tests, by file.
fn sources() -> impl Iterator<Item = (String, Vec<String>)> {
    let folders = [
        "generator/tests",
        "generator/runtime/src",
        "generator/runtime/tests",
    ];
    let files = folders.map(|name| folder::files(&project::path(name)));
    let rust = files
        .into_iter()
        .flatten()
        .filter(|file| file.extension().is_some_and(|extension| extension == "rs"));
    rust.map(|file| {
        let lines = folder::read(&file).lines().map(str::to_owned).collect();
        (helpers::inside(&project::path(""), &file), lines)
    })
}
