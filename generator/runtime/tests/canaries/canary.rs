//! Canaries: values that are easy to find and that replace secrets, and the search for them in the output of programs.

use std::fmt::Debug;

/// Prefix of every canary. The name of the secret follows, such as a model and its field.
const MARK: &str = "c4n4ry";

/// Texts that a program may print, each with the name of its source, and all spans since the creation of the value.
pub struct Shown(Vec<(&'static str, String)>);

impl Shown {
    /// Creates an empty list, and starts the collection of spans.
    pub fn new() -> Self {
        #[cfg(feature = "tracing")]
        crate::spans::collect();
        Self(Vec::new())
    }

    /// Adds a text.
    pub fn text(&mut self, source: &'static str, text: String) {
        self.0.push((source, text));
    }

    /// Adds the compact and the pretty `Debug` output of a value.
    pub fn debug(&mut self, source: &'static str, value: &impl Debug) {
        self.text(source, format!("{value:?}\n{value:#?}"));
    }

    /// Checks that no text contains a canary, or one of the other secrets.
    pub fn holds_no_secret(self, others: &[String]) {
        #[cfg(feature = "tracing")]
        let spans = [("a span", crate::spans::lines().join("\n"))];
        #[cfg(not(feature = "tracing"))]
        let spans = [];
        for (source, text) in self.0.into_iter().chain(spans) {
            let others = others.iter().map(String::as_str);
            let mut found = canaries(&text);
            found.extend(others.filter(|other| text.contains(other)));
            assert!(found.is_empty(), "{source} shows {found:?}:\n{text}");
        }
    }
}

/// Returns the canaries in a text.
pub fn canaries(text: &str) -> Vec<&str> {
    let words = text.split(|c: char| !c.is_alphanumeric() && !"._".contains(c));
    words
        .filter_map(|word| Some(&word[word.find(MARK)?..]))
        .collect()
}
