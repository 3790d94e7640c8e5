//! Methods: route, parameters, body, and what they return.

use super::types::{Docs, Field, Presence, Type};
use crate::names::Name;
use serde_json::Value as Json;

/// A method of a resource.
#[derive(Debug)]
pub struct Method {
    /// Its name; the type form is its request.
    pub name: Name,
    /// What it does.
    pub docs: Docs,
    /// Why not to use it any more.
    pub deprecated: Option<String>,
    /// HTTP method and path.
    pub route: Route,
    /// Path parameters, in the order of the path.
    pub params: Vec<PathParam>,
    /// Query parameters, in the order in which they are sent.
    pub query: Vec<QueryParam>,
    /// What it sends.
    pub body: Body,
    /// What it gives back.
    pub returns: Returns,
    /// A documented body to send.
    pub example_request: Option<Json>,
    /// A documented body to get.
    pub example_response: Option<Json>,
}

impl Method {
    /// The fields of the body.
    #[must_use]
    pub fn body_fields(&self) -> &[Field] {
        match &self.body {
            Body::None | Body::Whole(..) => &[],
            Body::Fields(fields) => fields,
        }
    }

    /// All types that it names.
    #[must_use]
    pub fn types(&self) -> Vec<&Type> {
        let params = self.params.iter().filter_map(|param| match &param.source {
            ParamSource::Argument(ty) => Some(ty),
            ParamSource::Client | ParamSource::Handle => None,
        });
        let query = self.query.iter().filter_map(|param| match &param.style {
            QueryStyle::One(ty) | QueryStyle::Repeated(ty) => Some(ty),
            QueryStyle::Pairs { .. } => None,
        });
        let whole = match &self.body {
            Body::Whole(_, ty) => Some(ty),
            Body::None | Body::Fields(_) => None,
        };
        let result = match &self.returns {
            Returns::Nothing => None,
            Returns::Value(ty) => Some(ty),
            Returns::Pages(pages) => Some(&pages.item),
            Returns::Events(events) => Some(&events.item),
        };
        params
            .chain(query)
            .chain(self.body_fields().iter().map(|field| &field.ty))
            .chain(whole)
            .chain(result)
            .collect()
    }
}

/// HTTP method and path.
#[derive(Debug)]
pub struct Route {
    /// The HTTP method.
    pub verb: Verb,
    /// The path, with `{name}` for parameters.
    pub path: String,
}

/// An HTTP method.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// `GET`
    Get,
    /// `HEAD`
    Head,
    /// `POST`
    Post,
    /// `PUT`
    Put,
    /// `PATCH`
    Patch,
    /// `DELETE`
    Delete,
}

impl Verb {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Get,
        Self::Head,
        Self::Post,
        Self::Put,
        Self::Patch,
        Self::Delete,
    ];

    /// As it travels.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Head => "HEAD",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }

    /// Whether HTTP says that repeating it changes nothing more.
    #[must_use]
    pub fn is_idempotent(self) -> bool {
        match self {
            Self::Get | Self::Head | Self::Put | Self::Delete => true,
            Self::Post | Self::Patch => false,
        }
    }

    /// Whether it may carry a body.
    #[must_use]
    pub fn takes_body(self) -> bool {
        match self {
            Self::Post | Self::Put | Self::Patch | Self::Delete => true,
            Self::Get | Self::Head => false,
        }
    }
}

/// A path parameter.
#[derive(Clone, Debug)]
pub struct PathParam {
    /// Its name.
    pub name: Name,
    /// What it is.
    pub docs: Docs,
    /// Who gives its value.
    pub source: ParamSource,
}

/// Who gives a path parameter's value.
#[derive(Clone, Debug)]
pub enum ParamSource {
    /// The client, unless the call says otherwise.
    Client,
    /// The call, as an argument.
    Argument(Type),
    /// The handle of a nested resource, which was given it when it was made.
    Handle,
}

/// A query parameter.
#[derive(Clone, Debug)]
pub struct QueryParam {
    /// Its name.
    pub name: Name,
    /// What it is.
    pub docs: Docs,
    /// Why not to use it any more.
    pub deprecated: Option<String>,
    /// Whether it may be left out.
    pub presence: Presence,
    /// How it is sent.
    pub style: QueryStyle,
}

/// How a query parameter is sent.
#[derive(Clone, Debug)]
pub enum QueryStyle {
    /// Once.
    One(Type),
    /// The key is repeated for each value.
    Repeated(Type),
    /// `k=v` pairs, joined by commas.
    Pairs {
        /// The setter that adds one pair.
        entry: Option<Name>,
    },
}

/// What a method sends.
#[derive(Debug)]
pub enum Body {
    /// Nothing.
    None,
    /// A JSON object of these fields.
    Fields(Vec<Field>),
    /// A value, as the argument of this name.
    Whole(Name, Type),
}

/// What a method gives back.
#[derive(Debug)]
pub enum Returns {
    /// A value.
    Value(Type),
    /// Nothing.
    Nothing,
    /// Pages of items.
    Pages(Pages),
    /// A stream of events.
    Events(Events),
}

/// Pages of items.
#[derive(Debug)]
pub struct Pages {
    /// The type of an item.
    pub item: Type,
    /// The path of the items; empty where the body itself is the list.
    pub items: Vec<String>,
    /// How the next page is found.
    pub next: Next,
}

/// How the next page is found.
#[derive(Clone, Debug)]
pub enum Next {
    /// By a cursor in the page.
    Cursor {
        /// The path of the next page's cursor.
        path: Vec<String>,
        /// The query parameter that takes the cursor.
        param: String,
    },
    /// By its number.
    Page {
        /// The query parameter that takes the number.
        param: String,
        /// The number of the first page.
        first: u32,
        /// The path of a boolean that says whether there is a next page.
        more: Option<Vec<String>>,
    },
    /// By the number of the items before it.
    Offset {
        /// The query parameter that takes the number.
        param: String,
        /// The path of a boolean that says whether there is a next page.
        more: Option<Vec<String>>,
    },
    /// By a link in the headers.
    Link,
}

/// A stream of events.
#[derive(Debug)]
pub struct Events {
    /// The type of an event.
    pub item: Type,
    /// The names of events that are not decoded.
    pub housekeeping: Vec<String>,
}
