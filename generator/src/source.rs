//! Source files and spans.

mod error;
mod layout;
mod sources;
mod span;
mod text;

pub use error::{ReadError, ReadErrorKind};
pub use layout::is_description_file;
pub use sources::{SourceFile, Sources, texts};
pub use span::{FileId, Span, Spanned};
