//! Settings of the API, from `api.yaml`.

mod auth;
mod auth_schemes;
mod base_url;
mod client_params;
mod constants;
mod described_auth;
mod environment;
pub(super) mod header;
mod package;
mod response_headers;
mod retries;
mod servers;

use super::{
    body_format::default_format, docs::docs, events, files::Files, files::text, pagination::next,
    reporter::Reporter, scope::Scope,
};
use crate::{
    model::{Alternatives, BodyFormat, Head, Next},
    source::{Span, Spanned},
    syntax,
};
pub(super) use constants::{accepts, constant, is_header_value};
pub(super) use header::{HeaderContent, own_header_name, request_header_name};
use header::{check_text, header_name};
pub(super) use retries::{max_retries, retry_statuses};
pub(super) use servers::DEFAULT;

/// Resolved `api.yaml`: settings of the API, and defaults for methods.
pub(super) struct ApiSettings {
    pub(super) head: Head,
    /// Wire names of parameters of the client that are wrong.
    pub(super) broken_client_params: Vec<String>,
    /// Authentication of the methods that have their own.
    auth_of_methods: auth::OfMethods,
    /// Pagination of methods that do not describe their own; [`Next`] is missing where it is invalid.
    pub(super) pagination: Option<(Spanned<syntax::Pagination>, Option<Next>)>,
    /// Settings of event streams of methods that do not describe their own; none if they are wrong.
    pub(super) events: Option<syntax::EventsDecl>,
    /// Format of the request bodies of methods that do not describe their own.
    pub(super) body_format: BodyFormat,
    /// Headers of every request, as they are described.
    pub(super) described_headers: syntax::Entries<syntax::Shorthand<syntax::HeaderDecl>>,
    /// Header for idempotency keys of methods that do not describe their own.
    pub(super) idempotency: Option<Spanned<String>>,
}

/// Default response header of the request id; `spec/README.md` lists it.
const REQUEST_ID: &str = "x-request-id";

/// Resolves `api.yaml`.
pub(super) fn resolve(reporter: &Reporter, api: &syntax::ApiFile, files: &Files) -> ApiSettings {
    check_text(reporter, &api.name, "name");
    check_text(reporter, &api.version, "version");
    let mut scope = Scope::default();
    let (servers, url_variables) = servers::servers(reporter, api, &mut scope);
    environment::check(reporter, api);
    let (client_params, broken_client_params) =
        client_params::client_params(reporter, api, &mut scope);
    let (auth, auth_of_methods) = auth::auth(reporter, api, files, &mut scope);
    let head = Head {
        name: api.name.value.clone(),
        version: api.version.value.clone(),
        docs: docs(api.docs.as_ref()),
        package: package::package(reporter, &api.package),
        base_url: text(api.base_url.as_ref()).map(|url| url.trim_end_matches('/').to_owned()),
        servers,
        url_variables,
        base_url_env: text(api.env.base_url.as_ref()),
        auth,
        client_params,
        timeout: retries::timeout(reporter, api.timeout.as_ref()),
        max_retries: match &api.retries {
            Some(retries) => max_retries(reporter, &retries.max),
            None => retries::MAX_RETRIES,
        },
        retry_statuses: match &api.retries {
            Some(retries) => retry_statuses(reporter, &retries.statuses),
            None => retries::RETRY_STATUSES.to_vec(),
        },
        headers: constants::of_api(reporter, api),
        response_headers: response_headers::response_headers(reporter, api),
        request_id: request_id(reporter, api),
        omits_defaults: api.omits_defaults.as_deref().copied().unwrap_or_default(),
    };
    let idempotency = api.idempotency.as_ref().map(|header| Spanned {
        value: own_header_name(reporter, header, HeaderContent::IdempotencyKey(&head.auth)),
        span: header.span,
    });
    ApiSettings {
        head,
        broken_client_params,
        auth_of_methods,
        described_headers: api.headers.clone(),
        idempotency,
        pagination: api.pagination.as_ref().map(|pagination| {
            let next = next(reporter, pagination);
            (pagination.clone(), next)
        }),
        body_format: match &api.body_format {
            Some(format) => default_format(reporter, format).unwrap_or(BodyFormat::JSON),
            None => BodyFormat::JSON,
        },
        events: api
            .events
            .clone()
            .filter(|events| events::check(reporter, events)),
    }
}

/// Resolves `request_id:`.
fn request_id(reporter: &Reporter, api: &syntax::ApiFile) -> String {
    match &api.request_id {
        Some(header) => header_name(reporter, header),
        None => REQUEST_ID.to_owned(),
    }
}

impl ApiSettings {
    /// Returns the authentication of a method that has its own at this place, if it differs from that of the API.
    pub(super) fn auth_of_method(&self, span: Span) -> Option<&Alternatives> {
        let mut own = self.auth_of_methods.iter();
        let (_, alternatives) = own.find(|(place, _)| *place == span)?;
        Some(alternatives)
    }
}
