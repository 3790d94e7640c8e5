//! Source files and spans.

mod error;
mod sources;
mod span;
mod text;

pub use error::{ReadError, ReadErrorKind};
pub use sources::{SourceFile, Sources};
pub use span::{FileId, Span, Spanned};
