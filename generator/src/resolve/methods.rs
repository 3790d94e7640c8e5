//! Resources and their methods.

use super::{
    Context, Files, ResourceInput,
    api::Head,
    docs::docs,
    models::{Owned, text, wire},
    names::Scope,
    types::Expression,
};
use crate::{
    diagnostic::Diagnostic,
    model::{
        Access, Body, Kind, Method, Pages, ParamSource, PathParam, Presence, Query, QueryStyle, Resource, Route, Shape,
        Type, Verb,
    },
    names::{Name, Role},
    scalars::{self, Url},
    source::{Span, Spanned},
    syntax::{self, Entries, Short},
};

/// Resolves all resources.
pub(super) fn resolve(context: &mut Context, files: &Files, head: Option<&Head>, owned: Owned) -> Vec<Resource> {
    let mut scope = Scope::default();
    let mut types = Scope::default();
    let mut resources = Vec::new();
    for (input, models) in files.resources.iter().zip(owned) {
        let span = Span { file: input.file, start: 0, end: 0 };
        let name = context.name_of(Role::Resource, &input.stem, span, None);
        let Some(name) = name.filter(|name| context.claim(&mut scope, "resource", name, span)) else { continue };
        if !context.claim_word(&mut types, "resource", &name.type_name(), span) {
            continue;
        }
        let Some(syntax) = &input.syntax else { continue };
        let methods = methods(context, input, syntax, &name, head);
        resources.push(Resource { name, docs: docs(syntax.docs.as_ref()), source: input.name.clone(), methods, models });
    }
    if let (Some(head), true) = (head, context.diagnostics.is_empty()) {
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
    let file = Span { file: input.file, start: 0, end: 0 };
    context.claim_word(&mut types, "resource", &resource.type_name(), file);
    let mut used = Vec::new();
    let mut methods = Vec::new();
    for (key, method) in &syntax.methods.entries {
        let Some(name) = context.name(Role::Method, key, method.rust.as_ref()) else { continue };
        let free = context.claim(&mut scope, "method", &name, key.span)
            && context.claim_word(&mut types, "method", &name.type_name(), key.span);
        let resolved = MethodContext { context, syntax, method, head, scope: Scope::default() }.resolve(name, &mut used);
        methods.extend(resolved.filter(|_| free));
    }
    let complete = syntax.methods.broken.is_empty() && methods.len() == syntax.methods.entries.len();
    for (key, _) in syntax.params.entries.iter().filter(|(key, _)| complete && !used.contains(&key.value)) {
        let message = format!("no route of the resource has a parameter `{}`", key.value);
        context.report(Diagnostic::at(key.span, message, "remove it, or put it into a route in braces"));
    }
    methods
}

fn unused_client_params(context: &mut Context, files: &Files, head: &Head, resources: &[Resource]) {
    let Some(api) = &files.api else { return };
    for (key, _) in &api.client_params.entries {
        let params = resources.iter().flat_map(|resource| &resource.methods).flat_map(|method| &method.params);
        let used = params.into_iter().any(|param| param.name.wire() == key.value);
        if !used && head.client_params.iter().any(|param| param.name.wire() == key.value) {
            let message = format!("no route has the client's parameter `{}`", key.value);
            context.report(Diagnostic::at(key.span, message, "remove it, or put it into a path in braces"));
        }
    }
}

/// One method on its way.
struct MethodContext<'a> {
    context: &'a mut Context,
    syntax: &'a syntax::ResourceFile,
    method: &'a syntax::Method,
    head: Option<&'a Head>,
    /// The names of arguments and setters.
    scope: Scope,
}

impl MethodContext<'_> {
    fn resolve(mut self, name: Name, used: &mut Vec<String>) -> Option<Method> {
        let route = self.context.route(self.syntax.path.as_ref(), &self.method.route);
        let params = route.as_ref().map(|(_, params)| self.params(params));
        used.extend(route.iter().flat_map(|(_, params)| params.clone()));
        let query = self.query();
        let body = self.body(route.as_ref().map(|(route, _)| route));
        let kind = self.kind(route.as_ref().map(|(route, _)| route), &query);
        let (example_request, example_response) = self.example(&body, kind.as_ref());
        Some(Method {
            name,
            docs: docs(self.method.docs.as_ref()),
            deprecated: text(self.method.deprecated.as_ref()),
            route: route?.0,
            params: params?,
            query,
            body,
            kind: kind?,
            example_request,
            example_response,
        })
    }

    /// The parameters of the route, with what the description says of them.
    fn params(&mut self, names: &[String]) -> Vec<PathParam> {
        for (key, _) in &self.method.params.entries {
            if !names.contains(&key.value) {
                let message = format!("the route has no parameter `{}`", key.value);
                let route = self.method.route.span;
                let help = format!("remove it, or put `{{{}}}` into the route", key.value);
                self.context.report(Diagnostic::at(key.span, message, help).other(route, "the route"));
            }
        }
        names.iter().filter_map(|name| self.param(name)).collect()
    }

    fn param(&mut self, wire: &str) -> Option<PathParam> {
        let find = |params: &'_ Entries<Short<syntax::Param>>| {
            params.entries.iter().find(|(key, _)| key.value == wire).map(|(key, param)| (key.span, param.0.clone()))
        };
        let declared = find(&self.method.params).or_else(|| find(&self.syntax.params));
        if let Some(client) = self.head.and_then(|head| head.client_params.iter().find(|p| p.name.wire() == wire)) {
            if let Some((span, _)) = declared {
                let message = format!("`{wire}` is a parameter of the client already");
                self.context.report(Diagnostic::at(span, message, "describe it in `api.yaml` only"));
            }
            let name = self.context.name_of(Role::Setter, wire, self.method.route.span, None)?;
            let name = if client.name.rust() == name.rust() { name } else { client.name.clone() };
            let free = self.context.claim(&mut self.scope, "parameter", &name, self.method.route.span);
            return free.then(|| PathParam { name, docs: client.docs.clone(), source: ParamSource::Client });
        }
        let (span, param) = declared.unwrap_or((self.method.route.span, syntax::Param::default()));
        let ty = match &param.ty {
            Some(ty) => self.context.value_type(ty).filter(|found| self.is_url(found, ty.span)),
            None => scalars::find("string").map(Type::Scalar),
        };
        let name = self.context.name_of(Role::Setter, wire, span, param.rust.as_ref())?;
        let free = self.context.claim(&mut self.scope, "parameter", &name, span);
        let source = ParamSource::Argument(ty?);
        free.then(|| PathParam { name, docs: docs(param.docs.as_ref()), source })
    }

    fn query(&mut self) -> Vec<Query> {
        let mut wires = Scope::default();
        let entries = &self.method.query.entries;
        entries.iter().filter_map(|(key, field)| self.query_param(key, field, &mut wires)).collect()
    }

    fn query_param(&mut self, key: &Spanned<String>, field: &syntax::Field, wires: &mut Scope) -> Option<Query> {
        let (wire, presence) = wire(key, field);
        let name = self.context.name_of(Role::Setter, wire, key.span, field.rust.as_ref());
        if let Some(read_only) = &field.read_only {
            let help = "remove it: what is sent in a query is always the caller's";
            self.context.report(Diagnostic::at(read_only.span, "`read_only` in a query", help));
        }
        let ty = self.context.value_type(&field.ty);
        let pairs = ty.as_ref().is_none_or(|ty| matches!(ty, Type::Scalar(scalar) if scalar.url == Url::Pairs));
        let entry = self.context.entry(field, pairs, &mut self.scope, Role::Setter);
        let name = name.filter(|name| self.context.claim(&mut self.scope, "parameter", name, key.span));
        let free = self.context.claim_word(wires, "parameter", wire, key.span);
        let style = match ty? {
            Type::Scalar(scalar) if scalar.url == Url::Pairs => QueryStyle::Pairs { entry },
            Type::List(item) => self.is_url(&item, field.ty.span).then_some(QueryStyle::Repeated(*item))?,
            ty => self.is_url(&ty, field.ty.span).then_some(QueryStyle::One(ty))?,
        };
        let docs = docs(field.docs.as_ref());
        let deprecated = text(field.deprecated.as_ref());
        name.filter(|_| free).map(|name| Query { name, docs, deprecated, presence, style })
    }

    /// Whether a value can stand in a URL.
    fn is_url(&mut self, ty: &Type, span: Span) -> bool {
        let fits = match ty {
            Type::Scalar(scalar) => match scalar.url {
                Url::Text | Url::Display => true,
                Url::Pairs | Url::Never => false,
            },
            Type::Model(id) => matches!(self.context.models[id.0].shape, Shape::Enum(_)),
            Type::Mask(_) | Type::List(_) | Type::Map(_) => false,
        };
        if !fits {
            let help = "use text, a number, a boolean, a date-time or an enum, or send it in the body";
            self.context.report(Diagnostic::at(span, "this type cannot stand in a URL", help));
        }
        fits
    }

    fn body(&mut self, route: Option<&Route>) -> Body {
        let Some(fields) = &self.method.body else { return Body::None };
        if let Some(route) = route.filter(|route| !route.verb.takes_body()) {
            let message = format!("a {} with a body", route.verb.as_str());
            let at = fields.entries.first().map_or(self.method.route.span, |(key, _)| key.span);
            let help = "send the fields in `query:`, or use another method";
            self.context.report(Diagnostic::at(at, message, help).other(self.method.route.span, "the route"));
        }
        let resolved = self.context.fields(fields, &mut self.scope, Role::Setter);
        for field in resolved.iter().filter(|field| field.access == Access::ReadOnly) {
            let key = fields.entries.iter().find(|(key, f)| wire(key, f).0 == field.name.wire());
            let span = key.map_or(self.method.route.span, |(key, _)| key.span);
            let message = format!("`{}` is sent, so that it cannot be read-only", field.name.wire());
            self.context.report(Diagnostic::at(span, message, "remove `read_only`, or the field"));
        }
        Body::Fields(resolved)
    }

    fn kind(&mut self, route: Option<&Route>, query: &[Query]) -> Option<Kind> {
        let Some(returns) = &self.method.returns else {
            if let Some(pagination) = &self.method.pagination {
                self.report_pagination(pagination);
            }
            return Some(Kind::Nothing);
        };
        if route.is_some_and(|route| route.verb == Verb::Head) {
            let help = "remove `returns:`; an answer to HEAD has no body";
            self.context.report(Diagnostic::at(returns.span, "a HEAD that returns a value", help));
        }
        match self.context.expression(returns)? {
            Expression::Page(item) => self.pages(returns, item, query),
            Expression::Value(Type::Mask(_)) => {
                let help = "return a model; masks are only sent";
                self.context.report(Diagnostic::at(returns.span, "a field mask that is returned", help));
                None
            }
            Expression::Value(Type::Scalar(scalar)) if scalar.url == Url::Pairs => {
                let help = "return `map of string`; label filters are only sent";
                self.context.report(Diagnostic::at(returns.span, "a label filter that is returned", help));
                None
            }
            Expression::Value(ty) => {
                if let Some(pagination) = &self.method.pagination {
                    self.report_pagination(pagination);
                }
                Some(Kind::Value(ty))
            }
        }
    }

    fn report_pagination(&mut self, pagination: &syntax::Pagination) {
        let help = "remove it, or return a `page of …`";
        self.context.report(Diagnostic::at(pagination.items.span, "paging for what has no pages", help));
    }

    fn pages(&mut self, returns: &Spanned<String>, item: Type, query: &[Query]) -> Option<Kind> {
        let Some(head) = self.head else { return None };
        let Some(pagination) = self.method.pagination.as_ref().or(head.pagination.as_ref()) else {
            let help = "add `pagination:` to `api.yaml` or to the method";
            self.context.report(Diagnostic::at(returns.span, "pages, but nothing says how lists are cut", help));
            return None;
        };
        let cursor = &pagination.cursor;
        let fits = query.iter().any(|param| {
            param.name.wire() == cursor.value
                && param.presence == Presence::Optional
                && matches!(&param.style, QueryStyle::One(Type::Scalar(scalar)) if scalar.url == Url::Text)
        });
        if !fits {
            let message = format!("pages need the query parameter `{}`", cursor.value);
            let help = format!("add `{}?: string` to `query:`", cursor.value);
            self.context.report(Diagnostic::at(returns.span, message, help).other(cursor.span, "paging is described here"));
            return None;
        }
        Some(Kind::Pages(Pages {
            item,
            items: pagination.items.value.clone(),
            next: pagination.next.split('.').map(str::to_owned).collect(),
            cursor: cursor.value.clone(),
        }))
    }

    fn example(&mut self, body: &Body, kind: Option<&Kind>) -> (Option<serde_json::Value>, Option<serde_json::Value>) {
        let Some(example) = &self.method.example else { return (None, None) };
        let request = example.request.as_ref().and_then(|node| match body {
            Body::Fields(fields) => self.context.example_fields(node, fields),
            Body::None => self.no_body(node.span, "the method sends no body"),
        });
        let response = example.response.as_ref().and_then(|node| match kind? {
            Kind::Value(ty) => self.context.example_value(node, ty),
            Kind::Pages(pages) => self.context.example_page(node, pages),
            Kind::Nothing => self.no_body(node.span, "the method returns nothing"),
        });
        (request, response)
    }

    fn no_body(&mut self, span: Span, message: &str) -> Option<serde_json::Value> {
        self.context.report(Diagnostic::at(span, message, "remove the example"));
        None
    }
}
