//! Emitted Rust files.

use proc_macro2::TokenStream;

/// File of the description that is about the API as a whole.
pub(super) const API_YAML: &str = "api.yaml";

/// Rust file to be emitted.
pub struct RustFile<'a> {
    /// Path in the crate.
    pub path: String,
    /// File of the description that it comes from, inside the spec folder.
    pub source: &'a str,
    emit: Box<dyn Fn() -> TokenStream + Send + Sync + 'a>,
}

impl<'a> RustFile<'a> {
    pub(super) fn new(
        path: impl Into<String>,
        source: &'a str,
        emit: impl Fn() -> TokenStream + Send + Sync + 'a,
    ) -> Self {
        Self {
            path: path.into(),
            source,
            emit: Box::new(emit),
        }
    }

    /// Returns the tokens of the file. The thread that prints them calls it, since tokens are not `Send`.
    #[must_use]
    pub fn tokens(&self) -> TokenStream {
        (self.emit)()
    }
}
