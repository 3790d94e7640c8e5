//! Each promise in `docs/promises.md` has a test that is named after it, and each such test has a promise.
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
            "these tests have no promise: {names:?}"
        );
    }
}

/// Every function that is named after a promise is a test.
#[test]
fn functions_named_after_a_promise_are_tests() {
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

/// Returns the titles of the promises, by their numbers.
fn promises(text: &str) -> BTreeMap<u32, String> {
    let numbered = text.lines().filter_map(|line| line.split_once(". **"));
    numbered
        .filter_map(|(number, rest)| {
            let (title, _) = rest.split_once(".**")?;
            Some((number.parse().ok()?, title.to_owned()))
        })
        .collect()
}

/// Returns the names of the tests, by the number of the promise.
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

/// Returns the number of the promise in the name of a function.
fn number(line: &str) -> Option<u32> {
    let line = line.strip_prefix("async ").unwrap_or(line);
    let (number, _) = line.strip_prefix("fn promise_")?.split_once('_')?;
    number.parse().ok()
}

/// Returns the lines of all tests, by file.
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
