//! Constructs of a description that a document of `OpenAPI` cannot express, or only in another form.

/// Construct that the document has in another form than `OpenAPI` has, or not at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportNote {
    /// Name of the construct.
    pub construct: &'static str,
    /// Method, model or file.
    pub place: String,
}
