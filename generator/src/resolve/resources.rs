//! Resources: a file each, named like it.

use super::{
    Context, Files, ResourceInput, api::Head, docs::docs, methods::MethodContext, models::Owned,
    names::Scope,
};
use crate::{
    diagnostic::{Code, Diagnostic},
    model::{Method, Resource},
    names::{Name, Role},
    source::Span,
    syntax,
};

/// Resolves all resources.
pub(super) fn resolve(
    context: &mut Context,
    files: &Files,
    head: Option<&Head>,
    owned: Owned,
) -> Vec<Resource> {
    let mut scope = Scope::default();
    let mut types = Scope::default();
    let mut resources = Vec::new();
    for (input, models) in files.resources.iter().zip(owned) {
        let span = Span {
            file: input.file,
            start: 0,
            end: 0,
        };
        let name = context.name_of(Role::Resource, &input.stem, span, None);
        let Some(name) = name.filter(|name| context.claim(&mut scope, "resource", name, span))
        else {
            continue;
        };
        if !context.claim_word(&mut types, "resource", &name.type_name(), span) {
            continue;
        }
        let Some(syntax) = &input.syntax else {
            continue;
        };
        let methods = methods(context, input, syntax, &name, head);
        resources.push(Resource {
            name,
            docs: docs(syntax.docs.as_ref()),
            source: input.name.clone(),
            methods,
            models,
        });
    }
    if let (Some(head), true) = (head, context.is_right()) {
        unused_client_params(context, files, head, &resources);
    }
    resources
}

fn methods(
    context: &mut Context,
    input: &ResourceInput,
    syntax: &syntax::ResourceFile,
    resource: &Name,
    head: Option<&Head>,
) -> Vec<Method> {
    let mut scope = Scope::default();
    let mut types = Scope::default();
    let file = Span {
        file: input.file,
        start: 0,
        end: 0,
    };
    context.claim_word(&mut types, "resource", &resource.type_name(), file);
    if syntax.methods.entries.is_empty() && syntax.methods.broken.is_empty() {
        let message = format!("the resource `{}` has no methods", resource.rust());
        let help =
            "describe one under `methods:`; models that others use belong into `shared.yaml`";
        context.report(Diagnostic::at(Code::NoMethods, file, message, help));
    }
    let mut used = Vec::new();
    let mut methods = Vec::new();
    for (key, method) in &syntax.methods.entries {
        let Some(name) = context.name(Role::Method, key, method.rust.as_ref()) else {
            continue;
        };
        let free = context.claim(&mut scope, "method", &name, key.span)
            && context.claim_word(&mut types, "method", &name.type_name(), key.span);
        let resolved = MethodContext {
            context,
            syntax,
            method,
            head,
            scope: Scope::default(),
        }
        .resolve(name, &mut used);
        methods.extend(resolved.filter(|_| free));
    }
    let complete =
        syntax.methods.broken.is_empty() && methods.len() == syntax.methods.entries.len();
    for (key, _) in syntax
        .params
        .entries
        .iter()
        .filter(|(key, _)| complete && !used.contains(&key.value))
    {
        let message = format!("no route of the resource has a parameter `{}`", key.value);
        context.report(Diagnostic::at(
            Code::ParamUnused,
            key.span,
            message,
            "remove it, or put it into a route in braces",
        ));
    }
    methods
}

fn unused_client_params(context: &mut Context, files: &Files, head: &Head, resources: &[Resource]) {
    let Some(api) = &files.api else { return };
    for (key, _) in &api.client_params.entries {
        let params = resources
            .iter()
            .flat_map(|resource| &resource.methods)
            .flat_map(|method| &method.params);
        let used = params
            .into_iter()
            .any(|param| param.name.wire() == key.value);
        if !used
            && head
                .client_params
                .iter()
                .any(|param| param.name.wire() == key.value)
        {
            let message = format!("no route has the client's parameter `{}`", key.value);
            context.report(Diagnostic::at(
                Code::ClientParamUnused,
                key.span,
                message,
                "remove it, or put it into a path in braces",
            ));
        }
    }
}
