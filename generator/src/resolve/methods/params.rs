//! Path parameters of a method.

use super::{
    handle::{declared_param, param_type},
    method_scope::MethodScope,
    segments::RouteParam,
};
use crate::{
    diagnostic::{Code, Diagnostic},
    model::{ClientParam, HandleParam, ParamSource, PathParam},
    resolve::{definitions::Definitions, docs::docs, names::param_name, scope::Named},
    source::Span,
    syntax,
};
use serde_json::Value;

/// Resolves the parameters of a route, which are in the order of the path.
pub(super) fn params(
    scope: &mut MethodScope<'_, '_>,
    given: &[HandleParam],
    route_params: &[RouteParam],
) -> Vec<PathParam> {
    for (key, param) in &scope.method.params.entries {
        check_required(scope.definitions, &key.value, param);
        if !route_params.iter().any(|param| param.wire == key.value) {
            let message = format!("the route has no parameter `{}`", key.value);
            let route = scope.method.route.span;
            let help = format!("remove it, or write `{{{}}}` in the route", key.value);
            scope.reporter().report(
                Diagnostic::at(Code::ParamUnused, key.span, message, help)
                    .other(route, "the route"),
            );
        }
    }
    let params = route_params.iter();
    params
        .filter_map(|route_param| param(scope, given, route_param))
        .collect()
}

/// Reports `required` where it has no effect.
pub(in crate::resolve) fn check_required(
    definitions: Definitions<'_>,
    wire: &str,
    param: &syntax::ParamDecl,
) {
    let Some(required) = &param.required else {
        return;
    };
    let message = match (required.value, definitions.client_param(wire)) {
        (true, Some(_)) => return,
        // The parameters of the client are not known.
        (true, None) if definitions.settings.is_none() => return,
        (true, None) => format!(
            "`required: true` has no effect: `{wire}` is not in `client_params` of `api.yaml`, so it is always required"
        ),
        (false, _) => "`required: false` has no effect".to_owned(),
    };
    definitions.reporter.report(Diagnostic::at(
        Code::RedundantOverride,
        required.span,
        message,
        "remove `required:`",
    ));
}

fn param(
    scope: &mut MethodScope<'_, '_>,
    given: &[HandleParam],
    route_param: &RouteParam,
) -> Option<PathParam> {
    let RouteParam { wire, .. } = route_param;
    let declared = declared_param(&scope.method.params, wire)
        .or_else(|| declared_param(&scope.resource.params, wire));
    if scope.definitions.is_broken_client_param(wire) {
        return None;
    }
    let client = scope.definitions.client_param(wire);
    let is_required = declared.is_some_and(|(_, param)| {
        let required = param.required.as_ref();
        required.is_some_and(|required| required.value)
    });
    let route = scope.method.route.span;
    if let Some(client) = client.filter(|_| !is_required) {
        return client_param(scope, client, route_param, declared.map(|(span, _)| span));
    }
    if let Some(given) = given.iter().find(|given| given.name.wire() == wire) {
        // The name is claimed, so that no argument has the same one.
        return scope
            .claim(Named::PathParam, &given.name, route)
            .then(|| PathParam {
                name: given.name.clone(),
                docs: given.docs.clone(),
                example: given.example.clone(),
                source: ParamSource::Handle,
                keeps_slashes: route_param.keeps_slashes,
            });
    }
    let (span, param) = declared.map_or((route, None), |(span, param)| (span, Some(param)));
    argument(scope, client, route_param, span, param)
}

/// Resolves a parameter that is an argument. A required parameter of the client has its docs there.
fn argument(
    scope: &mut MethodScope<'_, '_>,
    client: Option<&ClientParam>,
    route_param: &RouteParam,
    span: Span,
    param: Option<&syntax::ParamDecl>,
) -> Option<PathParam> {
    let models = scope.definitions.models;
    let described = param.and_then(|param| param.ty.as_ref());
    let RouteParam {
        wire,
        keeps_slashes,
    } = route_param;
    let ty = param_type(&mut scope.types(), models, described, *keeps_slashes);
    let rust = param.and_then(|param| param.rust.as_ref());
    let name = param_name(scope.reporter(), wire, span, rust)?;
    let free = scope.claim(Named::PathParam, &name, span);
    let ty = ty?;
    let own_example = param.and_then(|param| param.example.as_ref());
    let example = match (own_example, client) {
        (None, Some(client)) => client.example.clone().map(Value::String),
        (own_example, _) => {
            own_example.and_then(|node| scope.examples().param(node, &ty, *keeps_slashes))
        }
    };
    let source = ParamSource::Argument(ty);
    let own_docs = param.and_then(|param| param.docs.as_ref());
    let docs = match (own_docs, client) {
        (None, Some(client)) => client.docs.clone(),
        (own_docs, _) => docs(own_docs),
    };
    free.then_some(PathParam {
        name,
        docs,
        example,
        source,
        keeps_slashes: *keeps_slashes,
    })
}

/// Resolves a parameter of the client. `declared` is the place where the resource or method declares it again.
fn client_param(
    scope: &mut MethodScope<'_, '_>,
    client: &ClientParam,
    route_param: &RouteParam,
    declared: Option<Span>,
) -> Option<PathParam> {
    let wire = client.name.wire();
    if let Some(span) = declared {
        let message = format!("`{wire}` is already declared in `client_params` of `api.yaml`");
        scope.reporter().report(Diagnostic::at(
            Code::ClientParamTwice,
            span,
            message,
            "remove it here, or add `required: true` to make it an argument of the method",
        ));
    }
    let route = scope.method.route.span;
    if route_param.keeps_slashes {
        let message =
            format!("`{{{wire}*}}` is a parameter of the client, whose slashes cannot be kept");
        let help = "remove `*`, or add `required: true` to make it an argument of the method";
        let diagnostic = Diagnostic::at(Code::IllegalRoute, route, message, help);
        scope.reporter().report(diagnostic);
    }
    scope
        .claim(Named::ClientParam, &client.name, route)
        .then(|| PathParam {
            name: client.name.clone(),
            docs: client.docs.clone(),
            example: client.example.clone().map(Value::String),
            source: ParamSource::Client,
            keeps_slashes: false,
        })
}
