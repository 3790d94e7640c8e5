//! Files that could not be read.

/// What could not be read, and what to do about it.
#[derive(Debug)]
pub struct ReadError {
    /// What kind of mistake it is.
    pub kind: ReadErrorKind,
    /// The path as it was given.
    pub path: String,
    /// What is wrong.
    pub message: String,
    /// The remedy.
    pub help: String,
}

/// What kind of mistake a [`ReadError`] is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadErrorKind {
    /// A file or folder is missing, is none, is too large or may not be read.
    Unreadable,
    /// A file is not text.
    NotUtf8,
    /// A file would be passed over.
    PassedOver,
    /// There is no resource.
    NoResources,
}
