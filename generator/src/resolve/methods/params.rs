//! Path parameters of a method.

use super::{
    handle::{declared_param, param_type},
    method_scope::MethodScope,
};
use crate::{
    diagnostic::{Code, Diagnostic},
    model::{ClientParam, HandleParam, ParamSource, PathParam},
    names::Role,
    resolve::{docs::docs, names::name_of},
    source::Span,
};

/// Resolves the parameters of a route. `words` are their names on the wire, in the order of the path.
pub(super) fn params(
    scope: &mut MethodScope<'_, '_>,
    given: &[HandleParam],
    words: &[String],
) -> Vec<PathParam> {
    for (key, _) in &scope.method.params.entries {
        if !words.contains(&key.value) {
            let message = format!("the route has no parameter `{}`", key.value);
            let route = scope.method.route.span;
            let help = format!("remove it, or write `{{{}}}` in the route", key.value);
            scope.reporter().report(
                Diagnostic::at(Code::ParamUnused, key.span, message, help)
                    .other(route, "the route"),
            );
        }
    }
    let params = words.iter();
    params
        .filter_map(|wire| param(scope, given, wire))
        .collect()
}

fn param(scope: &mut MethodScope<'_, '_>, given: &[HandleParam], wire: &str) -> Option<PathParam> {
    let declared = declared_param(&scope.method.params, wire)
        .or_else(|| declared_param(&scope.resource.params, wire));
    if let Some(client) = scope.definitions.client_param(wire) {
        return client_param(scope, client, declared.map(|(span, _)| span));
    }
    let route = scope.method.route.span;
    if let Some(given) = given.iter().find(|given| given.name.wire() == wire) {
        // The name is claimed, so that no argument has the same one.
        return scope.claim(&given.name, route).then(|| PathParam {
            name: given.name.clone(),
            docs: given.docs.clone(),
            source: ParamSource::Handle,
        });
    }
    let (span, param) = declared.map_or((route, None), |(span, param)| (span, Some(param)));
    let models = scope.definitions.models;
    let described = param.and_then(|param| param.ty.as_ref());
    let ty = param_type(&mut scope.types(), models, described);
    let rust = param.and_then(|param| param.rust.as_ref());
    let name = name_of(scope.reporter(), Role::Setter, wire, span, rust)?;
    let free = scope.claim(&name, span);
    let source = ParamSource::Argument(ty?);
    free.then(|| PathParam {
        name,
        docs: docs(param.and_then(|param| param.docs.as_ref())),
        source,
    })
}

/// Resolves a parameter of the client. `declared` is the place where the resource or method declares it again.
fn client_param(
    scope: &mut MethodScope<'_, '_>,
    client: &ClientParam,
    declared: Option<Span>,
) -> Option<PathParam> {
    let wire = client.name.wire();
    if let Some(span) = declared {
        let message = format!("`{wire}` is already declared in `client_params` of `api.yaml`");
        scope.reporter().report(Diagnostic::at(
            Code::ClientParamTwice,
            span,
            message,
            "remove it here",
        ));
    }
    // The name is also that of a setter, for which more words are reserved.
    let route = scope.method.route.span;
    name_of(scope.reporter(), Role::Setter, wire, route, None)?;
    scope.claim(&client.name, route).then(|| PathParam {
        name: client.name.clone(),
        docs: client.docs.clone(),
        source: ParamSource::Client,
    })
}
