//! Problems of parsing, as serde and the reader report them.

use super::{foreign_keys, refused_values};
use crate::source::{Span, Spanned};
use serde::de;
use std::fmt;

/// Problem of parsing a file.
#[derive(Clone, Debug)]
pub struct Problem {
    /// Kind of the problem.
    pub kind: ProblemKind,
    /// Place; `None` until it is known.
    pub span: Option<Span>,
    /// One line that says what is wrong.
    pub message: String,
    /// Text beside the place; may be empty.
    pub label: String,
    /// Remedy.
    pub help: String,
}

/// Kind of a [`Problem`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// The text is not valid YAML.
    Yaml,
    /// A tab indents a line.
    Tab,
    /// The file does not have exactly one document.
    Documents,
    /// A mapping has a key twice.
    DuplicateKey,
    /// The document exceeds a limit of size, depth or aliases.
    TooLarge,
    /// A key that the language does not have.
    UnknownKey,
    /// A required key is missing.
    MissingKey,
    /// A value that is not one of the allowed ones.
    UnknownValue,
    /// A value of the wrong kind.
    WrongKind,
}

impl Problem {
    /// Creates the problem of an unknown key. `places` names the places of the language that have a key.
    pub(super) fn unknown_key(
        key: &Spanned<String>,
        known: &[&str],
        places: fn(&str) -> Option<String>,
    ) -> Self {
        let without_mark = key.value.strip_suffix('?');
        let help = match without_mark.filter(|word| known.contains(word)) {
            Some(word) => {
                format!(
                    "write `{word}:`; a `?` is only allowed on fields, query parameters, headers and `body`"
                )
            }
            None => remedy(&key.value, known, places),
        };
        Self {
            kind: ProblemKind::UnknownKey,
            span: Some(key.span),
            message: format!("unknown key `{}`", key.value),
            label: String::new(),
            help,
        }
    }

    /// Creates the problem of a missing key.
    pub(super) fn missing_key(key: &str) -> Self {
        Self {
            kind: ProblemKind::MissingKey,
            help: format!("add `{key}:`"),
            ..de::Error::custom(format!("the key `{key}` is missing"))
        }
    }

    /// Sets the span, unless the problem already has one.
    pub(super) fn or_at(mut self, span: Span) -> Self {
        self.span.get_or_insert(span);
        self
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Problem {}

impl de::Error for Problem {
    fn custom<T: fmt::Display>(message: T) -> Self {
        let help = "see the documentation of the description language".to_owned();
        Self {
            kind: ProblemKind::WrongKind,
            span: None,
            message: message.to_string(),
            label: String::new(),
            help,
        }
    }

    fn invalid_type(found: de::Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        let expected = describe(expected);
        let found_text = match found {
            de::Unexpected::Str(text) if text.chars().all(char::is_alphanumeric) => Some(text),
            _ => None,
        };
        let found = match found {
            de::Unexpected::Unit => "nothing".to_owned(),
            de::Unexpected::Map | de::Unexpected::NewtypeVariant => "a mapping".to_owned(),
            de::Unexpected::Seq => "a list".to_owned(),
            de::Unexpected::Str(text) => format!("the string `{text}`"),
            de::Unexpected::UnitVariant => "a word alone".to_owned(),
            found => format!("the {found}"),
        };
        let help = match found_text {
            Some(text) if expected == LIST => format!("write {LIST} here, such as `[{text}]`"),
            _ if expected == NOTHING => {
                "write the word alone, without a colon and a value".to_owned()
            }
            None if expected == SETTINGS => {
                "write a mapping, whose key is this word, such as `{ header: x-api-key }`"
                    .to_owned()
            }
            _ => format!("write {expected} here"),
        };
        Self {
            help,
            ..Self::custom(format!("expected {expected}, found {found}"))
        }
    }

    fn invalid_value(found: de::Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        let help = match found {
            de::Unexpected::Signed(number) if number < 0 => {
                "write an integer that is not negative".to_owned()
            }
            de::Unexpected::Signed(_) | de::Unexpected::Unsigned(_) => {
                "write a smaller number".to_owned()
            }
            _ => format!("write {} here", describe(expected)),
        };
        Self {
            help,
            ..Self::custom(format!("the {found} is not allowed here"))
        }
    }

    fn missing_field(field: &'static str) -> Self {
        Self::missing_key(field)
    }

    fn unknown_variant(variant: &str, expected: &'static [&'static str]) -> Self {
        Self {
            kind: ProblemKind::UnknownValue,
            help: refused_values::remedy(variant, expected)
                .map_or_else(|| suggest(variant, expected), str::to_owned),
            ..Self::custom(format!("unknown value `{variant}`"))
        }
    }
}

/// Name of a sequence.
const LIST: &str = "a list";

/// Name of the value of a word that has none.
const NOTHING: &str = "no value";

/// Name of a word that is the key of a mapping, because it needs a value.
const SETTINGS: &str = "a mapping";

/// Returns a description of the expected value. serde names numbers by their Rust types.
fn describe(expected: &dyn de::Expected) -> String {
    match expected.to_string().as_str() {
        "i64" | "u16" | "u32" => "an integer".to_owned(),
        "a boolean" => "`true` or `false`".to_owned(),
        "a sequence" => LIST.to_owned(),
        "newtype variant" => SETTINGS.to_owned(),
        "unit" => NOTHING.to_owned(),
        "unit variant" => "a word alone".to_owned(),
        other => other.to_owned(),
    }
}

/// Returns the most similar known word, if at most a third of its letters differ.
#[must_use]
pub fn nearest<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    if word.len() > 64 {
        return None;
    }
    known
        .map(|known| (strsim::osa_distance(word, known), known))
        .filter(|(distance, known)| {
            *distance <= (known.chars().count().max(word.chars().count()) / 3).max(1)
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, known)| known)
}

/// Returns the remedy for an unknown word.
#[must_use]
pub fn suggest(word: &str, known: &[&str]) -> String {
    match nearest(word, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("use one of {}", quoted(known)),
    }
}

/// Returns the remedy for an unknown key: a key with a similar name, what stands for a key of another language, the places
/// that have the key, or where to look.
fn remedy(key: &str, known: &[&str], places: fn(&str) -> Option<String>) -> String {
    let suggestion = suggest(key, known);
    if nearest(key, known.iter().copied()).is_some() {
        return suggestion;
    }
    if let Some(remedy) = foreign_keys::remedy(key) {
        return remedy.to_owned();
    }
    if key.contains(' ') {
        return "put the text before it in quotes: between braces, a comma ends a text without quotes".to_owned();
    }
    match places(key) {
        Some(places) => format!("move it: `{key}:` is a key of {places}"),
        None => format!("{suggestion}; `docs/your-api-has.md` lists constructs of APIs"),
    }
}

/// Formats words in backticks, separated by commas.
pub(super) fn quoted(words: &[&str]) -> String {
    let words: Vec<_> = words.iter().map(|word| format!("`{word}`")).collect();
    words.join(", ")
}
