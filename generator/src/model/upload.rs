//! Uploads of content after a call.

/// Paths of the values in the result of a method that an upload needs.
#[derive(Debug)]
pub struct Upload {
    /// HTTP method with which the content is sent.
    pub verb: UploadVerb,
    /// URL to which the content is sent.
    pub url: Vec<String>,
    /// Media type of the content.
    pub content_type: Option<Vec<String>>,
    /// Number of bytes that the API expects.
    pub content_length: Option<Vec<String>>,
    /// Map with other headers.
    pub headers: Option<Vec<String>>,
}

/// HTTP method with which content is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UploadVerb {
    /// `PUT`
    Put,
    /// `POST`
    Post,
}

impl UploadVerb {
    /// Returns the method as it is sent.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Put => "PUT",
            Self::Post => "POST",
        }
    }
}
