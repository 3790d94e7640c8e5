//! Canaries: values that are easy to find, in the places of secrets, and the search for them in what programs print.

use std::fmt::Debug;

/// What every canary begins with. A model and its field follow, or whatever else the secret is.
const MARK: &str = "c4n4ry";

/// What a program may print, each text with what it is of; and all spans from here on.
pub struct Shown(Vec<(&'static str, String)>);

impl Shown {
    /// Nothing yet.
    pub fn new() -> Self {
        #[cfg(feature = "tracing")]
        crate::spans::collect();
        Self(Vec::new())
    }

    /// Adds a text.
    pub fn text(&mut self, what: &'static str, text: String) {
        self.0.push((what, text));
    }

    /// Adds both forms of `Debug`.
    pub fn debug(&mut self, what: &'static str, value: &impl Debug) {
        self.text(what, format!("{value:?}\n{value:#?}"));
    }

    /// Looks for canaries, and for what else must not be shown.
    pub fn holds_no_secret(self, others: &[String]) {
        #[cfg(feature = "tracing")]
        let spans = [("a span", crate::spans::lines().join("\n"))];
        #[cfg(not(feature = "tracing"))]
        let spans = [];
        for (what, text) in self.0.into_iter().chain(spans) {
            let others = others.iter().map(String::as_str);
            let mut found = canaries(&text);
            found.extend(others.filter(|other| text.contains(other)));
            assert!(found.is_empty(), "{what} shows {found:?}:\n{text}");
        }
    }
}

/// The canaries in a text.
pub fn canaries(text: &str) -> Vec<&str> {
    let words = text.split(|c: char| !c.is_alphanumeric() && !"._".contains(c));
    words
        .filter_map(|word| Some(&word[word.find(MARK)?..]))
        .collect()
}
