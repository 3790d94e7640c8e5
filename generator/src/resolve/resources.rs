//! Resources: a file each, named like it.

use super::{
    Context, Files, ResourceInput, api::ApiSettings, docs::docs, methods::MethodContext,
    models::Owned, names::Scope,
};
use crate::{
    diagnostic::{Code, Diagnostic},
    model::{HandleParam, Method, Resource, Type},
    names::{Name, Role},
    scalars::Scalar,
    source::Span,
    syntax,
};

/// Resolves all resources.
pub(super) fn resolve(
    context: &mut Context,
    files: &Files,
    settings: Option<&ApiSettings>,
    owned: Owned,
) -> Vec<Resource> {
    let mut scopes = Scopes::default();
    let mut resources = Vec::new();
    for (input, models) in files.resources.iter().zip(owned) {
        let Some(names) = names(context, input, files, &mut scopes) else {
            continue;
        };
        let Some(syntax) = &input.syntax else {
            continue;
        };
        let params = handle_params(context, syntax, &names, settings);
        let methods = methods(context, syntax, &names, &params, settings);
        let fake = syntax
            .fake
            .as_ref()
            .and_then(|fake| context.fake(fake, &methods));
        resources.push(Resource {
            name: names.own,
            parent: names.parent,
            params,
            docs: docs(syntax.docs.as_ref()),
            source: input.name.clone(),
            methods,
            models,
            fake,
        });
    }
    if let (Some(settings), true) = (settings, context.is_right()) {
        unused_client_params(context, files, settings, &resources);
    }
    resources
}

/// What the names of resources may not share.
#[derive(Default)]
struct Scopes {
    /// Accessors of the client, and of each resource those to what is nested in it.
    accessors: Scope,
    /// Handles of the client's file.
    handles: Scope,
    /// Words for resources among all of them: files are called so.
    modules: Scope,
}

/// The names of a resource.
struct Names {
    own: Name,
    parent: Option<Name>,
    /// Where the file is.
    file: Span,
    /// The accessors to what is nested in it.
    nested: Vec<(Name, Span)>,
}

/// The names of a resource, if nothing is wrong with them.
fn names(
    context: &mut Context,
    input: &ResourceInput,
    files: &Files,
    scopes: &mut Scopes,
) -> Option<Names> {
    let file = start(input);
    let own = context.name_of(Role::Resource, &input.stem, file, None)?;
    let parent = match &input.parent {
        Some(parent) => Some(parent_name(context, input, files, parent)?),
        None => None,
    };
    let place = parent.as_ref().map_or("", |parent| parent.rust());
    let word = format!("{place}.{}", own.rust());
    let module = match &parent {
        Some(parent) => format!("{}_{}", parent.rust(), own.rust()),
        None => own.rust().to_owned(),
    };
    let free = context.claim_resource(&mut scopes.accessors, &word, own.rust(), file)
        && context.claim_resource(&mut scopes.modules, &module, &module, file)
        && (parent.is_some()
            || context.claim_word(&mut scopes.handles, "resource", &own.type_name(), file));
    let inner = files.resources.iter().filter(|inner| {
        input.parent.is_none() && inner.parent.as_deref() == Some(input.stem.as_str())
    });
    let nested = inner.filter_map(|inner| {
        let name = Name::new(Role::Resource, &inner.stem, None).ok()?;
        Some((name, start(inner)))
    });
    free.then(|| Names {
        own,
        parent,
        file,
        nested: nested.collect(),
    })
}

/// The name of the resource that another one is nested in, which must be described.
fn parent_name(
    context: &mut Context,
    input: &ResourceInput,
    files: &Files,
    parent: &str,
) -> Option<Name> {
    let mut others = files.resources.iter();
    if !others.any(|other| other.parent.is_none() && other.stem == parent) {
        let message = format!(
            "there is no resource `{parent}` that `{}` could be nested in",
            input.stem
        );
        let help =
            format!("describe it in `resources/{parent}.yaml`, or move this file into `resources`");
        context.report(Diagnostic::at(Code::NoParent, start(input), message, help));
        return None;
    }
    Name::new(Role::Resource, parent, None).ok()
}

/// The start of a file, which stands for all of it.
fn start(input: &ResourceInput) -> Span {
    Span {
        file: input.file,
        start: 0,
        end: 0,
    }
}

/// The path parameters that a nested resource has in its own path: its handle is given them.
fn handle_params(
    context: &mut Context,
    syntax: &syntax::ResourceFile,
    names: &Names,
    settings: Option<&ApiSettings>,
) -> Vec<HandleParam> {
    let (Some(path), Some(_)) = (&syntax.path, &names.parent) else {
        return Vec::new();
    };
    let mut scope = Scope::default();
    let words = path
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}'));
    let words: Vec<_> = words.map(|(word, _)| word).collect();
    let mut params = Vec::new();
    for word in words {
        let is_client = settings.is_some_and(|settings| {
            settings
                .head
                .client_params
                .iter()
                .any(|param| param.name.wire() == word)
        });
        if is_client {
            continue;
        }
        let declared = syntax
            .params
            .entries
            .iter()
            .find(|(key, _)| key.value == word);
        let (span, param) = declared.map_or_else(
            || (path.span, syntax::Param::default()),
            |(key, param)| (key.span, param.0.clone()),
        );
        let ty = match &param.ty {
            Some(ty) => context
                .value_type(ty)
                .filter(|found| context.is_url(found, ty.span)),
            None => Some(Type::Scalar(Scalar::String)),
        };
        let name = context.name_of(Role::Setter, word, span, param.rust.as_ref());
        let Some((name, ty)) = name.zip(ty) else {
            continue;
        };
        if context.claim(&mut scope, "parameter", &name, span) {
            let docs = docs(param.docs.as_ref());
            params.push(HandleParam { name, docs, ty });
        }
    }
    params
}

fn methods(
    context: &mut Context,
    syntax: &syntax::ResourceFile,
    names: &Names,
    given: &[HandleParam],
    settings: Option<&ApiSettings>,
) -> Vec<Method> {
    let mut scope = Scope::default();
    let mut types = Scope::default();
    let (file, resource) = (names.file, &names.own);
    context.claim_word(&mut types, "resource", &resource.type_name(), file);
    for (nested, place) in &names.nested {
        context.claim(&mut scope, "resource", nested, *place);
    }
    let is_empty = syntax.methods.entries.is_empty() && names.nested.is_empty();
    if is_empty && syntax.methods.broken.is_empty() {
        let message = format!("the resource `{}` has no methods", resource.rust());
        let help =
            "describe one under `methods:`; models that others use belong into `shared.yaml`";
        context.report(Diagnostic::at(Code::NoMethods, file, message, help));
    }
    let mut used: Vec<_> = given
        .iter()
        .map(|param| param.name.wire().to_owned())
        .collect();
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
            settings,
            given,
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

fn unused_client_params(
    context: &mut Context,
    files: &Files,
    settings: &ApiSettings,
    resources: &[Resource],
) {
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
            && settings
                .head
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
