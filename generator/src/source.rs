//! Files and spans: what was read, and which bytes of it are meant.

mod error;
mod sources;
mod span;
mod text;

pub use error::{ReadError, ReadErrorKind};
pub use sources::{SourceFile, Sources};
pub use span::{FileId, Span, Spanned};
