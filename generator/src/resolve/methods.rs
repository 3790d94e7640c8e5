//! Resources and their methods.

use super::{
    Context,
    api::Head,
    docs::{docs, note},
    models::wire,
    names::Scope,
    types::Expression,
};
use crate::{
    diagnostic::{Code, Diagnostic},
    model::{
        Access, Body, Kind, Method, Pages, ParamSource, PathParam, Presence, Query, QueryStyle,
        Route, Shape, Type, Verb,
    },
    names::{Name, Role},
    scalars::{self, Url},
    source::{Span, Spanned},
    syntax::{self, Entries, Short},
};

/// One method on its way.
pub(super) struct MethodContext<'a> {
    pub(super) context: &'a mut Context,
    pub(super) syntax: &'a syntax::ResourceFile,
    pub(super) method: &'a syntax::Method,
    pub(super) head: Option<&'a Head>,
    /// The names of arguments and setters.
    pub(super) scope: Scope,
}

impl MethodContext<'_> {
    pub(super) fn resolve(mut self, name: Name, used: &mut Vec<String>) -> Option<Method> {
        let route = self
            .context
            .route(self.syntax.path.as_ref(), &self.method.route);
        let params = route.as_ref().map(|(_, params)| self.params(params));
        used.extend(route.iter().flat_map(|(_, params)| params.clone()));
        let query = self.query();
        let body = self.body(route.as_ref().map(|(route, _)| route));
        let kind = self.kind(route.as_ref().map(|(route, _)| route), &query);
        let (example_request, example_response) = self.example(&body, kind.as_ref());
        Some(Method {
            name,
            docs: docs(self.method.docs.as_ref()),
            deprecated: note(self.method.deprecated.as_ref()),
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
                self.context.report(
                    Diagnostic::at(Code::ParamUnused, key.span, message, help)
                        .other(route, "the route"),
                );
            }
        }
        names.iter().filter_map(|name| self.param(name)).collect()
    }

    fn param(&mut self, wire: &str) -> Option<PathParam> {
        let find = |params: &'_ Entries<Short<syntax::Param>>| {
            params
                .entries
                .iter()
                .find(|(key, _)| key.value == wire)
                .map(|(key, param)| (key.span, param.0.clone()))
        };
        let declared = find(&self.method.params).or_else(|| find(&self.syntax.params));
        if let Some(client) = self
            .head
            .and_then(|head| head.client_params.iter().find(|p| p.name.wire() == wire))
        {
            if let Some((span, _)) = declared {
                let message = format!("`{wire}` is a parameter of the client already");
                self.context.report(Diagnostic::at(
                    Code::ClientParamTwice,
                    span,
                    message,
                    "describe it in `api.yaml` only",
                ));
            }
            let name = self
                .context
                .name_of(Role::Setter, wire, self.method.route.span, None)?;
            let name = if client.name.rust() == name.rust() {
                name
            } else {
                client.name.clone()
            };
            let free =
                self.context
                    .claim(&mut self.scope, "parameter", &name, self.method.route.span);
            return free.then(|| PathParam {
                name,
                docs: client.docs.clone(),
                source: ParamSource::Client,
            });
        }
        let (span, param) = declared.unwrap_or((self.method.route.span, syntax::Param::default()));
        let ty = match &param.ty {
            Some(ty) => self
                .context
                .value_type(ty)
                .filter(|found| self.is_url(found, ty.span)),
            None => scalars::find("string").map(Type::Scalar),
        };
        let name = self
            .context
            .name_of(Role::Setter, wire, span, param.rust.as_ref())?;
        let free = self
            .context
            .claim(&mut self.scope, "parameter", &name, span);
        let source = ParamSource::Argument(ty?);
        free.then(|| PathParam {
            name,
            docs: docs(param.docs.as_ref()),
            source,
        })
    }

    fn query(&mut self) -> Vec<Query> {
        let mut wires = Scope::default();
        let entries = &self.method.query.entries;
        entries
            .iter()
            .filter_map(|(key, field)| self.query_param(key, field, &mut wires))
            .collect()
    }

    fn query_param(
        &mut self,
        key: &Spanned<String>,
        field: &syntax::Field,
        wires: &mut Scope,
    ) -> Option<Query> {
        let (wire, presence) = wire(key, field);
        self.context.check_wire(key, field);
        let name = self
            .context
            .name_of(Role::Setter, wire, key.span, field.rust.as_ref());
        if let Some(read_only) = &field.read_only {
            let help = "remove it: what is sent in a query is always the caller's";
            self.context.report(Diagnostic::at(
                Code::ReadOnlySent,
                read_only.span,
                "`read_only` in a query",
                help,
            ));
        }
        let ty = self.context.value_type(&field.ty);
        let pairs = ty
            .as_ref()
            .is_none_or(|ty| matches!(ty, Type::Scalar(scalar) if scalar.url == Url::Pairs));
        let entry = self
            .context
            .entry(field, pairs, &mut self.scope, Role::Setter);
        let name = name.filter(|name| {
            self.context
                .claim(&mut self.scope, "parameter", name, key.span)
        });
        let free = self.context.claim_wire(wires, "parameter", wire, key.span);
        let style = match ty? {
            Type::Scalar(scalar) if scalar.url == Url::Pairs => QueryStyle::Pairs { entry },
            Type::List(item) => self
                .is_url(&item, field.ty.span)
                .then_some(QueryStyle::Repeated(*item))?,
            ty => self
                .is_url(&ty, field.ty.span)
                .then_some(QueryStyle::One(ty))?,
        };
        let docs = docs(field.docs.as_ref());
        let deprecated = note(field.deprecated.as_ref());
        name.filter(|_| free).map(|name| Query {
            name,
            docs,
            deprecated,
            presence,
            style,
        })
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
            let help =
                "use text, a number, a boolean, a date-time or an enum, or send it in the body";
            self.context.report(Diagnostic::at(
                Code::TypeMisplaced,
                span,
                "this type cannot stand in a URL",
                help,
            ));
        }
        fits
    }

    fn body(&mut self, route: Option<&Route>) -> Body {
        let Some(fields) = &self.method.body else {
            return Body::None;
        };
        if let Some(route) = route.filter(|route| !route.verb.takes_body()) {
            let message = format!("a {} with a body", route.verb.as_str());
            let at = fields
                .entries
                .first()
                .map_or(self.method.route.span, |(key, _)| key.span);
            let help = "send the fields in `query:`, or use another method";
            self.context.report(
                Diagnostic::at(Code::BodyOnGet, at, message, help)
                    .other(self.method.route.span, "the route"),
            );
        }
        let resolved = self.context.fields(fields, &mut self.scope, Role::Setter);
        for field in resolved
            .iter()
            .filter(|field| field.access == Access::ReadOnly)
        {
            let key = fields
                .entries
                .iter()
                .find(|(key, f)| wire(key, f).0 == field.name.wire());
            let span = key.map_or(self.method.route.span, |(key, _)| key.span);
            let message = format!(
                "`{}` is sent, so that it cannot be read-only",
                field.name.wire()
            );
            self.context.report(Diagnostic::at(
                Code::ReadOnlySent,
                span,
                message,
                "remove `read_only`, or the field",
            ));
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
            self.context.report(Diagnostic::at(
                Code::ValueOfHead,
                returns.span,
                "a HEAD that returns a value",
                help,
            ));
        }
        match self.context.expression(returns)? {
            Expression::Page(item) => self.pages(returns, item, query),
            Expression::Value(Type::Mask(_)) => {
                let help = "return a model; masks are only sent";
                self.context.report(Diagnostic::at(
                    Code::TypeMisplaced,
                    returns.span,
                    "a field mask that is returned",
                    help,
                ));
                None
            }
            Expression::Value(Type::Scalar(scalar)) if scalar.url == Url::Pairs => {
                let help = "return `map of string`; label filters are only sent";
                self.context.report(Diagnostic::at(
                    Code::TypeMisplaced,
                    returns.span,
                    "a label filter that is returned",
                    help,
                ));
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
        self.context.report(Diagnostic::at(
            Code::PaginationOfNothing,
            pagination.items.span,
            "paging for what has no pages",
            help,
        ));
    }

    fn pages(&mut self, returns: &Spanned<String>, item: Type, query: &[Query]) -> Option<Kind> {
        let head = self.head?;
        let Some(pagination) = self.method.pagination.as_ref().or(head.pagination.as_ref()) else {
            let help = "add `pagination:` to `api.yaml` or to the method";
            self.context.report(Diagnostic::at(
                Code::PagesUndescribed,
                returns.span,
                "pages, but nothing says how lists are cut",
                help,
            ));
            return None;
        };
        if self.method.pagination.is_some() {
            self.context.check_pagination(pagination);
        }
        let cursor = &pagination.cursor;
        let fits = query.iter().any(|param| {
            param.name.wire() == cursor.value
                && param.presence == Presence::Optional
                && matches!(&param.style, QueryStyle::One(Type::Scalar(scalar)) if scalar.url == Url::Text)
        });
        let described = &self.method.query;
        let incomplete = query.len() < described.entries.len() || !described.broken.is_empty();
        if !fits && incomplete {
            // The parameter may be one of those that have been reported.
            return None;
        }
        if !fits {
            let there = query.iter().any(|param| param.name.wire() == cursor.value);
            let (message, help) = if there {
                let message = format!(
                    "`{}` takes the cursor, which is an optional text",
                    cursor.value
                );
                (
                    message,
                    format!("write `{}?: string` in `query:`", cursor.value),
                )
            } else {
                let message = format!("pages need the query parameter `{}`", cursor.value);
                (
                    message,
                    format!("add `{}?: string` to `query:`", cursor.value),
                )
            };
            self.context.report(
                Diagnostic::at(Code::CursorMissing, returns.span, message, help)
                    .other(cursor.span, "paging is described here"),
            );
            return None;
        }
        Some(Kind::Pages(Pages {
            item,
            items: pagination.items.value.clone(),
            next: pagination.next.split('.').map(str::to_owned).collect(),
            cursor: cursor.value.clone(),
        }))
    }

    fn example(
        &mut self,
        body: &Body,
        kind: Option<&Kind>,
    ) -> (Option<serde_json::Value>, Option<serde_json::Value>) {
        let Some(example) = &self.method.example else {
            return (None, None);
        };
        let request = example.request.as_ref().and_then(|node| match body {
            Body::Fields(fields) => {
                let described = self.method.body.as_ref();
                let is_complete = described.is_some_and(|described| {
                    described.broken.is_empty() && described.entries.len() == fields.len()
                });
                self.context.example_fields(node, fields, is_complete)
            }
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
        self.context.report(Diagnostic::at(
            Code::ExampleOfNothing,
            span,
            message,
            "remove the example",
        ));
        None
    }
}
