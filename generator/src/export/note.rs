//! What the document does not say as `OpenAPI` would.

/// Construct that the document has in another form than `OpenAPI` has, or not at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportNote {
    /// What it is.
    pub construct: &'static str,
    /// Method, model or file.
    pub place: String,
}
