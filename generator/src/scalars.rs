//! The scalars: one table of the YAML word, the Rust type, how it prints in a URL, and its zero value.

use proc_macro2::TokenStream;
use quote::quote;

/// A type that is no model.
#[derive(Debug)]
pub struct Scalar {
    /// The word in the description.
    pub word: &'static str,
    /// What it is, in a word for documentation.
    pub title: &'static str,
    /// The Rust type.
    pub rust: fn() -> TokenStream,
    /// How a value prints in a path or a query.
    pub url: Url,
    /// Whether a setter takes `impl Into<…>` of it, or the plain value.
    pub into: bool,
    /// Whether it has a value that stands for a missing one.
    pub has_zero: bool,
    /// A value for tests and examples, as an argument of a call.
    pub sample: fn() -> TokenStream,
    /// The same value in JSON.
    pub sample_json: &'static str,
    /// What a value must be for the testing kit: a variant of its `Kind`.
    pub rule: &'static str,
}

impl Scalar {
    /// Whether a value must not be shown.
    #[must_use]
    pub fn is_secret(&self) -> bool {
        self.word == "secret"
    }
}

/// How a value prints in a path or a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Url {
    /// It is text already.
    Text,
    /// Through `Display`.
    Display,
    /// As `k=v` pairs joined by commas.
    Pairs,
    /// Not at all.
    Never,
}

/// All scalars, in the order in which documentation lists them.
pub const SCALARS: &[Scalar] = &[
    Scalar {
        word: "string",
        title: "text",
        rust: || quote!(String),
        url: Url::Text,
        into: true,
        has_zero: true,
        sample: || quote!("sample"),
        sample_json: "\"sample\"",
        rule: "Text",
    },
    Scalar {
        word: "bool",
        title: "`true` or `false`",
        rust: || quote!(bool),
        url: Url::Display,
        into: false,
        has_zero: true,
        sample: || quote!(true),
        sample_json: "true",
        rule: "Bool",
    },
    Scalar {
        word: "int32",
        title: "a whole number of 32 bits",
        rust: || quote!(i32),
        url: Url::Display,
        into: true,
        has_zero: true,
        sample: || quote!(1),
        sample_json: "1",
        rule: "Int32",
    },
    Scalar {
        word: "int64",
        title: "a whole number of 64 bits",
        rust: || quote!(i64),
        url: Url::Display,
        into: true,
        has_zero: true,
        sample: || quote!(1),
        sample_json: "1",
        rule: "Int64",
    },
    Scalar {
        word: "float",
        title: "a number",
        rust: || quote!(f64),
        url: Url::Display,
        into: true,
        has_zero: true,
        sample: || quote!(1.5),
        sample_json: "1.5",
        rule: "Number",
    },
    Scalar {
        word: "datetime",
        title: "a moment, RFC 3339 on the wire",
        rust: || quote!(crate::Timestamp),
        url: Url::Display,
        into: true,
        has_zero: false,
        sample: || quote!("2026-01-01T00:00:00Z".parse::<Timestamp>()?),
        sample_json: "\"2026-01-01T00:00:00Z\"",
        rule: "DateTime",
    },
    Scalar {
        word: "int64_text",
        title: "a whole number of 64 bits, as text on the wire",
        rust: || quote!(crate::Int64),
        url: Url::Display,
        into: true,
        has_zero: true,
        sample: || quote!(1),
        sample_json: "\"1\"",
        rule: "Int64Text",
    },
    Scalar {
        word: "duration",
        title: "a span of time, such as `1.5s`",
        rust: || quote!(crate::SignedDuration),
        url: Url::Display,
        into: true,
        has_zero: true,
        sample: || quote!(std::time::Duration::from_millis(1500)),
        sample_json: "\"1.500s\"",
        rule: "Duration",
    },
    Scalar {
        word: "bytes",
        title: "bytes, base64 on the wire",
        rust: || quote!(crate::Base64),
        url: Url::Never,
        into: true,
        has_zero: true,
        sample: || quote!(b"sample"),
        sample_json: "\"c2FtcGxl\"",
        rule: "Bytes",
    },
    Scalar {
        word: "json",
        title: "any JSON value",
        rust: || quote!(serde_json::Value),
        url: Url::Never,
        into: true,
        has_zero: true,
        sample: || quote!("sample"),
        sample_json: "\"sample\"",
        rule: "Any",
    },
    Scalar {
        word: "secret",
        title: "text that no log may show",
        rust: || quote!(crate::SecretString),
        url: Url::Never,
        into: true,
        has_zero: true,
        sample: || quote!("sample"),
        sample_json: "\"sample\"",
        rule: "Secret",
    },
    Scalar {
        word: "label_filter",
        title: "`k=v` pairs joined by commas; in queries only",
        rust: || quote!((String, String)),
        url: Url::Pairs,
        into: true,
        has_zero: false,
        sample: || quote!([("sample", "sample")]),
        sample_json: "\"sample=sample\"",
        rule: "Pairs",
    },
];

/// The scalar of a word.
#[must_use]
pub fn find(word: &str) -> Option<&'static Scalar> {
    SCALARS.iter().find(|scalar| scalar.word == word)
}
