//! Request bodies and their formats.

use super::types::{Field, Presence, Type};
use crate::names::Name;

/// Request body of a method.
#[derive(Debug)]
pub enum Body {
    /// Nothing.
    None,
    /// An object of these fields.
    Fields(Vec<Field>),
    /// One value.
    Whole(WholeBody),
}

/// Request body that is one value.
#[derive(Debug)]
pub struct WholeBody {
    /// Name of the argument or setter.
    pub name: Name,
    /// Type of the value.
    pub ty: Type,
    /// Whether a call may leave the body out.
    pub presence: Presence,
}

/// Format of a request body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BodyFormat {
    /// JSON.
    Json {
        /// Media type, if it is not `application/json`.
        media_type: Option<String>,
    },
    /// Form.
    Form(FormLists),
    /// Text that is sent as it is.
    Text {
        /// Media type.
        media_type: String,
    },
    /// Parts, some of which may be files.
    Multipart,
    /// File that is sent as it is.
    File {
        /// Media type, unless the file has its own.
        media_type: String,
    },
}

/// Names of the items of lists in a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormLists {
    /// `list[]=1&list[]=2`
    Brackets,
    /// `list=1&list=2`
    Repeated,
    /// `list[0]=1&list[1]=2`
    Indexed,
}

impl BodyFormat {
    /// JSON with its usual media type.
    pub const JSON: Self = Self::Json { media_type: None };

    /// Returns `true` for a form.
    #[must_use]
    pub fn is_form(&self) -> bool {
        match self {
            Self::Form(_) => true,
            Self::Json { .. } | Self::Text { .. } | Self::Multipart | Self::File { .. } => false,
        }
    }

    /// Returns `true` for text that is not JSON.
    #[must_use]
    pub fn is_text(&self) -> bool {
        match self {
            Self::Text { .. } => true,
            Self::Json { .. } | Self::Form(_) | Self::Multipart | Self::File { .. } => false,
        }
    }

    /// Returns `true` for a body in parts.
    #[must_use]
    pub fn is_multipart(&self) -> bool {
        match self {
            Self::Multipart => true,
            Self::Json { .. } | Self::Form(_) | Self::Text { .. } | Self::File { .. } => false,
        }
    }

    /// Returns `true` for a body that is or may contain a file.
    #[must_use]
    pub fn has_files(&self) -> bool {
        match self {
            Self::Multipart | Self::File { .. } => true,
            Self::Json { .. } | Self::Form(_) | Self::Text { .. } => false,
        }
    }
}
