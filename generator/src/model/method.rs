//! Methods: route, parameters, body, and what they return.

use super::{
    body::{Body, BodyFormat},
    call_settings::CallSettings,
    events::{Events, Lines},
    headers::HeaderParam,
    pages::Pages,
    query::{QueryParam, QueryStyle},
    statuses::{ByStatus, StatusMeaning},
    types::{Docs, Field, Type},
    upload::Upload,
    wait::Wait,
};
use crate::names::Name;
use serde_json::Value as Json;

/// A method of a resource.
#[derive(Debug)]
pub struct Method {
    /// Name.
    pub name: Name,
    /// Name of the type of its request. Its form on the wire is the resource and the method, with dots.
    pub request: Name,
    /// Documentation.
    pub docs: Docs,
    /// Note that it is deprecated.
    pub deprecated: Option<String>,
    /// HTTP method and path.
    pub route: Route,
    /// Path parameters, in the order of the path.
    pub params: Vec<PathParam>,
    /// Query parameters, in the order in which they are sent.
    pub query: Vec<QueryParam>,
    /// Parameters in headers.
    pub headers: Vec<HeaderParam>,
    /// Header with the idempotency key, for a method whose calls have one.
    pub idempotency_key: Option<HeaderParam>,
    /// Settings of its calls that differ from those of the API.
    pub settings: CallSettings,
    /// Whether documentation leaves it out.
    pub hidden: bool,
    /// Request body.
    pub body: Body,
    /// Format of the request body.
    pub body_format: BodyFormat,
    /// Result of a call.
    pub returns: Returns,
    /// States of the result for which a call can wait.
    pub wait: Option<Wait>,
    /// Values of the result that tell where content is uploaded after a call.
    pub upload: Option<Upload>,
    /// Documented request body.
    pub example_request: Option<Json>,
    /// Documented response body.
    pub example_response: Option<Json>,
}

impl Method {
    /// Returns `true` if the server may process a request of the method more than once: as described, or its HTTP method is
    /// idempotent, or an idempotency key is sent.
    #[must_use]
    pub fn is_repeatable(&self) -> bool {
        let by_verb = self.route.verb.is_idempotent();
        self.idempotency_key.is_some() || self.settings.idempotent.unwrap_or(by_verb)
    }

    /// Returns the name of the enum that only its calls return, if they do.
    #[must_use]
    pub fn result_enum(&self) -> Option<&Name> {
        match &self.returns {
            Returns::ByStatus(by_status) => by_status.own_enum(),
            Returns::Value(_)
            | Returns::Nothing
            | Returns::Text
            | Returns::Download
            | Returns::Redirect
            | Returns::Pages(_)
            | Returns::Events(_)
            | Returns::Lines(_) => None,
        }
    }

    /// Returns `true` if calls have a variant that returns `None` for the status 404: a `GET` with one result.
    #[must_use]
    pub fn has_optional(&self) -> bool {
        let has_one_result = match &self.returns {
            Returns::Value(_)
            | Returns::ByStatus(_)
            | Returns::Text
            | Returns::Download
            | Returns::Redirect => true,
            Returns::Nothing | Returns::Pages(_) | Returns::Events(_) | Returns::Lines(_) => false,
        };
        has_one_result && self.route.verb == Verb::Get
    }

    /// Returns the fields of the body.
    #[must_use]
    pub fn body_fields(&self) -> &[Field] {
        match &self.body {
            Body::None | Body::Whole(..) => &[],
            Body::Fields(fields) => fields,
        }
    }

    /// Returns the types of its parameters, its body and its result.
    #[must_use]
    pub fn types(&self) -> Vec<&Type> {
        let params = self.params.iter().filter_map(|param| match &param.source {
            ParamSource::Argument(ty) => Some(ty),
            ParamSource::Client | ParamSource::Handle => None,
        });
        let query = self.query.iter().filter_map(|param| match &param.style {
            QueryStyle::One(ty) | QueryStyle::List(ty, _) | QueryStyle::Deep(ty) => Some(ty),
            QueryStyle::Pairs { .. } => None,
        });
        let whole = match &self.body {
            Body::Whole(whole) => Some(&whole.ty),
            Body::None | Body::Fields(_) => None,
        };
        params
            .chain(query)
            .chain(self.headers.iter().map(|header| &header.ty))
            .chain(self.body_fields().iter().map(|field| &field.ty))
            .chain(whole)
            .chain(self.returns.ty())
            .chain(self.returns.envelope())
            .collect()
    }
}

/// HTTP method and path.
#[derive(Debug)]
pub struct Route {
    /// HTTP method.
    pub verb: Verb,
    /// Path, with `{name}` for parameters, and `{name*}` for those whose slashes are kept.
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
    /// All HTTP methods.
    pub const ALL: [Self; 6] = [
        Self::Get,
        Self::Head,
        Self::Post,
        Self::Put,
        Self::Patch,
        Self::Delete,
    ];

    /// Returns the method as it is sent.
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

    /// Returns `true` if HTTP defines the method as idempotent.
    #[must_use]
    pub fn is_idempotent(self) -> bool {
        match self {
            Self::Get | Self::Head | Self::Put | Self::Delete => true,
            Self::Post | Self::Patch => false,
        }
    }

    /// Returns `true` if a request may have a body.
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
    /// Name.
    pub name: Name,
    /// Documentation.
    pub docs: Docs,
    /// Documented value.
    pub example: Option<Json>,
    /// Source of the value.
    pub source: ParamSource,
    /// Whether slashes in the value separate segments of the path.
    pub keeps_slashes: bool,
}

impl PathParam {
    /// Returns the parameter as it is written in the path of a route.
    #[must_use]
    pub fn placeholder(&self) -> String {
        let star = if self.keeps_slashes { "*" } else { "" };
        format!("{{{}{star}}}", self.name.wire())
    }
}

/// Source of the value of a path parameter.
#[derive(Clone, Debug)]
pub enum ParamSource {
    /// The client, unless the call sets it.
    Client,
    /// An argument of the method.
    Argument(Type),
    /// The handle of a nested resource.
    Handle,
}

/// Result of a method.
#[derive(Debug)]
pub enum Returns {
    /// One value.
    Value(Type),
    /// Nothing.
    Nothing,
    /// One of several kinds of responses, as the status says.
    ByStatus(ByStatus),
    /// The body as text.
    Text,
    /// The body in chunks.
    Download,
    /// The location of a redirect.
    Redirect,
    /// Pages of items.
    Pages(Pages),
    /// A stream of events.
    Events(Events),
    /// A stream of lines.
    Lines(Lines),
}

impl Returns {
    /// Returns the statuses that are listed, with their meanings.
    #[must_use]
    pub fn statuses(&self) -> &[(u16, StatusMeaning)] {
        match self {
            Self::ByStatus(by_status) => &by_status.statuses,
            Self::Value(_)
            | Self::Nothing
            | Self::Text
            | Self::Download
            | Self::Redirect
            | Self::Pages(_)
            | Self::Events(_)
            | Self::Lines(_) => &[],
        }
    }

    /// Returns `true` if a response has a meaning.
    #[must_use]
    pub fn has(&self, meaning: StatusMeaning) -> bool {
        match self {
            Self::Text => meaning == StatusMeaning::Text,
            Self::Download => meaning == StatusMeaning::Download,
            Self::Redirect => meaning == StatusMeaning::Redirect,
            Self::ByStatus(by_status) => by_status.has(meaning),
            Self::Value(_) | Self::Nothing | Self::Pages(_) | Self::Events(_) | Self::Lines(_) => {
                false
            }
        }
    }

    /// Returns the type of the value, or of an item or event.
    #[must_use]
    pub fn ty(&self) -> Option<&Type> {
        match self {
            Self::Nothing | Self::Text | Self::Download | Self::Redirect => None,
            Self::Value(ty) => Some(ty),
            Self::ByStatus(by_status) => by_status.ty(),
            Self::Pages(pages) => Some(&pages.item),
            Self::Events(events) => Some(&events.item),
            Self::Lines(lines) => Some(&lines.item),
        }
    }

    /// Returns the pages.
    #[must_use]
    pub fn pages(&self) -> Option<&Pages> {
        match self {
            Self::Pages(pages) => Some(pages),
            Self::Value(_)
            | Self::Nothing
            | Self::ByStatus(_)
            | Self::Text
            | Self::Download
            | Self::Redirect
            | Self::Events(_)
            | Self::Lines(_) => None,
        }
    }

    /// Returns the struct of the other fields of a page.
    #[must_use]
    pub fn envelope(&self) -> Option<&Type> {
        self.pages()?.envelope.as_ref()
    }
}
