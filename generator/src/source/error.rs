//! Files that could not be read.

/// File or folder that could not be read.
#[derive(Debug)]
pub struct ReadError {
    /// Kind of the error.
    pub kind: ReadErrorKind,
    /// Path for messages, relative to the current folder.
    pub path: String,
    /// One line that says what is wrong.
    pub message: String,
    /// Remedy.
    pub help: String,
}

/// Kind of a [`ReadError`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadErrorKind {
    /// A file or folder is missing, is of the wrong kind, is too large or cannot be read.
    Unreadable,
    /// A file is not text.
    NotUtf8,
    /// A file has an extension that is not read.
    WrongExtension,
    /// There is no resource.
    NoResources,
}
