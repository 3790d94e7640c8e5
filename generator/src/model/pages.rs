//! Pages of items, and the ways from one to the next.

use super::types::Type;

/// Pages of items.
#[derive(Debug)]
pub struct Pages {
    /// Type of an item.
    pub item: Type,
    /// Path of the items; empty if the body itself is the list.
    pub items: Vec<String>,
    /// Kind of pagination.
    pub next: Next,
    /// Place of the parameter that asks for a page.
    pub place: PageParamPlace,
    /// Struct of the other fields of a page.
    pub envelope: Option<Type>,
}

/// Place of the parameter that asks for a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageParamPlace {
    /// The query, or there is no such parameter.
    Query,
    /// A field of the body that is text.
    BodyText,
    /// A field of the body that is an integer.
    BodyNumber,
}

/// Kind of pagination.
#[derive(Clone, Debug)]
pub enum Next {
    /// Pagination cursor.
    Cursor {
        /// Source of the next page's cursor.
        source: CursorSource,
        /// Parameter of the cursor.
        param: String,
        /// Path of a boolean that tells whether there is a next page.
        more: Option<Vec<String>>,
    },
    /// Page number.
    Page {
        /// Parameter of the number.
        param: String,
        /// Number of the first page.
        first: u32,
        /// Condition under which a page is the last one.
        end: NumberEnd,
    },
    /// Number of items before the page.
    Offset {
        /// Parameter of the number.
        param: String,
        /// Condition under which a page is the last one.
        end: NumberEnd,
    },
    /// Link in the header `Link`.
    Link,
    /// URL in the body.
    Url {
        /// Path of the URL.
        path: Vec<String>,
        /// Path of a boolean that tells whether there is a next page.
        more: Option<Vec<String>>,
    },
}

impl Next {
    /// Returns the parameter that asks for a page; `None` if the API links to pages.
    #[must_use]
    pub fn param(&self) -> Option<&str> {
        match self {
            Self::Cursor { param, .. } | Self::Page { param, .. } | Self::Offset { param, .. } => {
                Some(param)
            }
            Self::Link | Self::Url { .. } => None,
        }
    }
}

/// Source of the cursor of the next page.
#[derive(Clone, Debug)]
pub enum CursorSource {
    /// Value at a path in the body.
    Body(Vec<String>),
    /// Response header, in lower case.
    Header(String),
    /// Value at a path in the last item.
    LastItem(Vec<String>),
}

/// Condition under which a numbered page is the last one.
#[derive(Clone, Debug)]
pub enum NumberEnd {
    /// It has no items.
    Empty,
    /// A boolean at a path: whether there is a next page.
    More(Vec<String>),
    /// The number of all pages, at a path.
    Pages(Vec<String>),
    /// The number of all items, at a path.
    Total(Vec<String>),
}
