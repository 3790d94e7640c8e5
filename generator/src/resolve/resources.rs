//! Resources. Each has a file, whose name is the name of the resource.

use super::{
    definitions::Definitions,
    docs::docs,
    fakes,
    files::{Files, ResourceInput, text},
    masks::Masks,
    methods::{self, handle},
    names::name_of,
    param_names,
    reporter::Reporter,
    scope::{Named, Scope},
};
use crate::{
    diagnostic::{Code, Diagnostic},
    model::{HandleParam, Method, ModelId, ParamSource, Parent, Resource, models_module},
    names::{Name, Role},
    source::Span,
    syntax,
};
use std::collections::HashSet;

/// Resolves all resources. `owned` has the models of each.
pub(super) fn resolve<'a>(
    definitions: Definitions<'a>,
    masks: &mut Masks<'a>,
    files: &Files,
    owned: Vec<Vec<ModelId>>,
) -> Vec<Resource> {
    let mut scopes = Scopes::default();
    let mut resources = Vec::new();
    for (input, models) in files.resources.iter().zip(owned) {
        let Some(names) = names(definitions.reporter, input, files, &mut scopes) else {
            continue;
        };
        let Some(syntax) = &input.syntax else {
            continue;
        };
        let types = &mut scopes.types;
        resources.push(resource(
            definitions,
            masks,
            input,
            syntax,
            names,
            models,
            types,
        ));
    }
    if !definitions.reporter.has_errors() {
        check_client_params(definitions, files, &resources);
    }
    resources
}

fn resource<'a>(
    definitions: Definitions<'a>,
    masks: &mut Masks<'a>,
    input: &ResourceInput,
    syntax: &syntax::ResourceFile,
    names: ResourceNames,
    models: Vec<ModelId>,
    types: &mut Scope,
) -> Resource {
    let params = match &names.parent {
        Some(_) => handle::params(definitions, masks, syntax),
        None => Vec::new(),
    };
    let methods = methods(definitions, masks, syntax, &names, &params, types);
    // A method that could not be resolved has been reported, and may be one of those that the fake needs.
    let has_all = methods.len() == syntax.methods.entries.len() && syntax.methods.broken.is_empty();
    let fake = syntax
        .fake
        .as_ref()
        .filter(|_| has_all)
        .and_then(|fake| fakes::fake(definitions.reporter, definitions.models, fake, &methods));
    Resource {
        name: names.own,
        handle: names.handle,
        parent: names.parent,
        params,
        docs: docs(syntax.docs.as_ref()),
        source: input.name.clone(),
        path: text(syntax.path.as_ref()).unwrap_or_default(),
        methods,
        models,
        fake,
    }
}

/// Scopes of the names of resources.
#[derive(Default)]
struct Scopes {
    /// Accessors of the client, and those of each resource to the resources that are nested in it.
    accessors: Scope,
    /// Names of modules, which are unique among all resources.
    modules: Scope,
    /// Handles and requests, which the module of all resources exports.
    types: Scope,
}

/// Names of a resource.
struct ResourceNames {
    own: Name,
    handle: Name,
    parent: Option<Parent>,
    /// Place of the file.
    file: Span,
    /// Accessors to the resources that are nested in it.
    nested: Vec<(Name, Span)>,
}

/// Returns the names of a resource if nothing is wrong with them.
fn names(
    reporter: &Reporter,
    input: &ResourceInput,
    files: &Files,
    scopes: &mut Scopes,
) -> Option<ResourceNames> {
    let file = input.start();
    let role = match &input.parent {
        Some(_) => Role::NestedResource,
        None => Role::Resource,
    };
    let own = name_of(reporter, role, &input.stem, file, None)?;
    let parent = match &input.parent {
        Some(parent) => Some(self::parent(reporter, input, files, parent)?),
        None => None,
    };
    let place = parent.as_ref().map_or("", |parent| parent.name.rust());
    let word = format!("{place}.{}", own.rust());
    let (module, accessor) = match &parent {
        Some(parent) => (
            format!("{}_{}", parent.name.rust(), own.rust()),
            word.as_str(),
        ),
        None => (own.rust().to_owned(), own.rust()),
    };
    let handle = name_of(reporter, Role::Handle, accessor, file, None)?;
    let named = Named::Resource;
    let models = models_module(&module);
    if models != module {
        scopes.modules.claim_word(reporter, named, models, file);
    }
    let free = scopes
        .accessors
        .claim_place(reporter, named, &word, own.rust(), file)
        && scopes.modules.claim_word(reporter, named, &module, file)
        && scopes.types.claim(reporter, named, &handle, file);
    let inner = files.resources.iter().filter(|inner| {
        input.parent.is_none() && inner.parent.as_deref() == Some(input.stem.as_str())
    });
    let nested = inner.filter_map(|inner| {
        let name = Name::new(Role::NestedResource, &inner.stem, None).ok()?;
        Some((name, inner.start()))
    });
    free.then(|| ResourceNames {
        own,
        handle,
        parent,
        file,
        nested: nested.collect(),
    })
}

/// Returns the resource that another one is nested in, which must be described.
fn parent(
    reporter: &Reporter,
    input: &ResourceInput,
    files: &Files,
    parent: &str,
) -> Option<Parent> {
    let mut others = files.resources.iter();
    if !others.any(|other| other.parent.is_none() && other.stem == parent) {
        let message = format!(
            "the resource `{}` is nested in `{parent}`, which does not exist",
            input.stem
        );
        let help = format!("add `resources/{parent}.yaml`, or move this file to `resources`");
        reporter.report(Diagnostic::at(Code::NoParent, input.start(), message, help));
        return None;
    }
    let name = Name::new(Role::Resource, parent, None).ok()?;
    let handle = Name::new(Role::Handle, name.rust(), None).ok()?;
    Some(Parent { name, handle })
}

fn methods<'a>(
    definitions: Definitions<'a>,
    masks: &mut Masks<'a>,
    syntax: &syntax::ResourceFile,
    names: &ResourceNames,
    given: &[HandleParam],
    types: &mut Scope,
) -> Vec<Method> {
    let reporter = definitions.reporter;
    check_not_empty(reporter, syntax, names);
    let mut scope = Scope::default();
    for (nested, place) in &names.nested {
        scope.claim(reporter, Named::Resource, nested, *place);
    }
    let given_words = given.iter().map(|param| param.name.wire().to_owned());
    let mut used: HashSet<_> = given_words.collect();
    let mut methods = Vec::new();
    for (key, method) in &syntax.methods.entries {
        let Some(names) = methods::names(reporter, &names.handle, key, method) else {
            continue;
        };
        let free = scope.claim(reporter, Named::Method, &names.method, key.span)
            && types.claim(reporter, Named::Request, &names.request, names.place);
        let place = names.place;
        let resolved =
            methods::resolve(definitions, masks, syntax, method, given, names, &mut used);
        let resolved = resolved.filter(|method| {
            let mut results = method.result_enum().into_iter();
            results.all(|result| types.claim(reporter, Named::ResultType, result, place))
        });
        methods.extend(resolved.filter(|_| free));
    }
    for (key, param) in &syntax.params.entries {
        methods::check_required(definitions, &key.value, param);
    }
    let is_complete =
        syntax.methods.broken.is_empty() && methods.len() == syntax.methods.entries.len();
    param_names::check(reporter, syntax, &methods);
    if is_complete {
        check_params(reporter, syntax, &used);
        methods::described_query::check_used(reporter, syntax);
    }
    methods
}

/// Reports a resource without methods and without nested resources.
fn check_not_empty(reporter: &Reporter, syntax: &syntax::ResourceFile, names: &ResourceNames) {
    let is_empty = syntax.methods.entries.is_empty() && names.nested.is_empty();
    if is_empty && syntax.methods.broken.is_empty() {
        let message = format!("the resource `{}` has no methods", names.own.rust());
        let help =
            "add one to `methods:`; put models that several resources use into `shared.yaml`";
        reporter.report(Diagnostic::at(Code::NoMethods, names.file, message, help));
    }
}

/// Reports parameters of the resource that no route has.
fn check_params(reporter: &Reporter, syntax: &syntax::ResourceFile, used: &HashSet<String>) {
    let params = syntax.params.entries.iter();
    for (key, _) in params.filter(|(key, _)| !used.contains(&key.value)) {
        let message = format!(
            "no route of this resource has the parameter `{}`",
            key.value
        );
        reporter.report(Diagnostic::at(
            Code::ParamUnused,
            key.span,
            message,
            format!("remove it, or write `{{{}}}` in a route", key.value),
        ));
    }
}

/// Reports parameters of the client that no call takes from it.
fn check_client_params(definitions: Definitions<'_>, files: &Files, resources: &[Resource]) {
    let Some(api) = &files.api else { return };
    let methods = resources.iter().flat_map(|resource| &resource.methods);
    let params: Vec<_> = methods.flat_map(|method| &method.params).collect();
    for (key, _) in &api.client_params.entries {
        let mut used = params
            .iter()
            .filter(|param| param.name.wire() == key.value)
            .map(|param| matches!(param.source, ParamSource::Client))
            .peekable();
        let is_anywhere = used.peek().is_some();
        if used.any(|from_client| from_client) || definitions.client_param(key).is_none() {
            continue;
        }
        let (message, help) = if is_anywhere {
            (
                format!("all methods require the client parameter `{}`, so its value on the client is never used", key.value),
                "remove it here, and `required:` there; or remove `required:` from a method that may use the value of the client".to_owned(),
            )
        } else {
            (
                format!("no route uses the client parameter `{}`", key.value),
                format!("remove it, or write `{{{}}}` in a route", key.value),
            )
        };
        let diagnostic = Diagnostic::at(Code::ClientParamUnused, key.span, message, help);
        definitions.reporter.report(diagnostic);
    }
}
