//! Methods of resources.

mod body;
mod body_format;
mod described_headers;
pub(super) mod described_query;
mod envelope;
mod envelope_values;
mod events;
mod example;
pub(super) mod handle;
mod header_constants;
mod header_params;
mod headers;
mod idempotency;
mod method_names;
mod method_scope;
mod page_param;
mod params;
mod query;
mod query_style;
mod returns;
mod routes;
mod segments;
mod settings;
mod statuses;
mod upload;
mod wait;
mod without;

use super::{
    definitions::Definitions,
    docs::{docs, note},
    masks::Masks,
    scope::Scope,
};
use crate::{
    model::{HandleParam, Method},
    syntax,
};
pub(super) use method_names::{MethodNames, names};
use method_scope::MethodScope;
pub(super) use params::check_required;
use std::collections::HashSet;

/// Resolves a method of a resource. `given` are the parameters of the resource's handle. The parameters of the route
/// are added to `used`, even if something else is wrong with the method.
pub(super) fn resolve<'a>(
    definitions: Definitions<'a>,
    masks: &mut Masks<'a>,
    resource: &syntax::ResourceFile,
    method: &syntax::MethodDecl,
    given: &[HandleParam],
    names: MethodNames,
    used: &mut HashSet<String>,
) -> Option<Method> {
    let route = routes::route(definitions.reporter, resource.path.as_ref(), &method.route);
    let (route, route_params) = route.unzip();
    let mut scope = MethodScope {
        definitions,
        masks,
        resource,
        method,
        names: Scope::default(),
    };
    let params = route_params
        .as_deref()
        .map(|route_params| params::params(&mut scope, given, route_params));
    let words = route_params.into_iter().flatten().map(|param| param.wire);
    used.extend(words);
    without::check(&scope);
    let query = query::query(&mut scope);
    let (body, body_format) = body::body(&mut scope, route.as_ref());
    let returns = returns::returns(&mut scope, route.as_ref(), &query, &body, &names.result);
    let idempotency_key =
        idempotency::idempotency_key(&mut scope, route.as_ref(), returns.as_ref());
    let key = idempotency_key.as_ref();
    let headers = headers::headers(&mut scope, returns.as_ref(), key);
    let settings = settings::settings(&scope, route.as_ref(), headers.constants, key);
    let wait = wait::wait(&mut scope, route.as_ref(), returns.as_ref(), key.is_some());
    let upload = upload::upload(&mut scope, returns.as_ref());
    let example = example::example(&scope, &body, &body_format, returns.as_ref());
    Some(Method {
        name: names.method,
        request: names.request,
        docs: docs(method.docs.as_ref()),
        deprecated: note(method.deprecated.as_ref()),
        route: route?,
        params: params?,
        query,
        headers: headers.params,
        idempotency_key,
        settings,
        hidden: settings::hidden(&scope),
        body,
        body_format,
        returns: returns?,
        wait,
        upload,
        example_request: example.request,
        example_response: example.response,
    })
}
