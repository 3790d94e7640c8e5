//! Reasons why a document cannot be imported.

use thiserror::Error;

/// Reference to a file that is not read.
#[derive(Debug, Error)]
#[error("`{path}` refers to `{reference}`, which cannot be read: {reason}")]
pub struct UnreadableReference {
    /// Path of the file with the reference.
    pub path: String,
    /// The reference.
    pub reference: String,
    /// Reason.
    pub reason: String,
}

/// Reason why a document cannot be imported.
#[derive(Debug, Error)]
pub enum ImportError {
    /// A file cannot be read.
    #[error("cannot read `{path}`: {reason}")]
    Unreadable {
        /// Path of the file.
        path: String,
        /// Message of the operating system.
        reason: String,
    },
    /// A file is too large.
    #[error(
        "`{path}` has {} MB; up to {} MB are read\nhelp: split the document, or remove what is not needed",
        size >> 20,
        limit >> 20
    )]
    TooLarge {
        /// Path of the file.
        path: String,
        /// Its size, in bytes.
        size: u64,
        /// The largest size, in bytes.
        limit: u64,
    },
    /// A file is neither JSON nor YAML.
    #[error("`{path}` cannot be parsed: {reason}")]
    Syntax {
        /// Path of the file.
        path: String,
        /// Message of the parser, with the place.
        reason: String,
    },
    /// The document has a version that is not known.
    #[error(
        "`{path}` {}\nhelp: OpenAPI 3.0 to 3.2 and Swagger 2.0 can be imported",
        version.as_ref().map_or_else(
            || "is not a document of OpenAPI: it has neither `openapi` nor `swagger`".to_owned(),
            |version| format!("has the version `{version}`"),
        )
    )]
    Version {
        /// Path of the file.
        path: String,
        /// The version, if there is one.
        version: Option<String>,
    },
    /// References lead to files that are not read.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    References(Vec<UnreadableReference>),
    /// The document has no operations.
    #[error(
        "`{path}` describes no operations\nhelp: `paths` needs at least one path with an operation such as `get`"
    )]
    NoOperations {
        /// Path of the file.
        path: String,
    },
    /// The settings of the import are wrong.
    #[error("{0}")]
    Settings(String),
}
