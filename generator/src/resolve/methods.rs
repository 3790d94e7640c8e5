//! Resources and their methods.

use super::{
    Context,
    api::ApiSettings,
    docs::{docs, note},
    models::wire,
    names::Scope,
    types::Expression,
};
use crate::{
    diagnostic::{Code, Diagnostic},
    model::{
        Access, Body, HandleParam, Method, ParamSource, PathParam, QueryParam, QueryStyle, Returns,
        Route, Type, Verb,
    },
    names::{Name, Role},
    scalars::{Scalar, UrlForm},
    source::{Span, Spanned},
    syntax::{self, Entries, Short},
};

/// One method on its way.
pub(super) struct MethodContext<'a> {
    pub(super) context: &'a mut Context,
    pub(super) syntax: &'a syntax::ResourceFile,
    pub(super) method: &'a syntax::Method,
    pub(super) settings: Option<&'a ApiSettings>,
    /// What the handle of a nested resource has been given.
    pub(super) given: &'a [HandleParam],
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
        let returns = self.returns(route.as_ref().map(|(route, _)| route), &query);
        let (example_request, example_response) = self.example(&body, returns.as_ref());
        Some(Method {
            name,
            docs: docs(self.method.docs.as_ref()),
            deprecated: note(self.method.deprecated.as_ref()),
            route: route?.0,
            params: params?,
            query,
            body,
            returns: returns?,
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
        if let Some(client) = self.settings.and_then(|settings| {
            settings
                .head
                .client_params
                .iter()
                .find(|p| p.name.wire() == wire)
        }) {
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
        if let Some(given) = self.given.iter().find(|given| given.name.wire() == wire) {
            // An argument of the same name would be told apart from it by nobody.
            let span = self.method.route.span;
            let free = self
                .context
                .claim(&mut self.scope, "parameter", &given.name, span);
            return free.then(|| PathParam {
                name: given.name.clone(),
                docs: given.docs.clone(),
                source: ParamSource::Handle,
            });
        }
        let (span, param) = declared.unwrap_or((self.method.route.span, syntax::Param::default()));
        let ty = match &param.ty {
            Some(ty) => self
                .context
                .value_type(ty)
                .filter(|found| self.context.is_url(found, ty.span)),
            None => Some(Type::Scalar(Scalar::String)),
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

    fn query(&mut self) -> Vec<QueryParam> {
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
    ) -> Option<QueryParam> {
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
        let pairs = ty.as_ref().is_none_or(
            |ty| matches!(ty, Type::Scalar(scalar) if scalar.row().url == UrlForm::Pairs),
        );
        let entry = self
            .context
            .entry(field, pairs, &mut self.scope, Role::Setter);
        let name = name.filter(|name| {
            self.context
                .claim(&mut self.scope, "parameter", name, key.span)
        });
        let free = self.context.claim_wire(wires, "parameter", wire, key.span);
        let style = match ty? {
            Type::Scalar(scalar) if scalar.row().url == UrlForm::Pairs => {
                QueryStyle::Pairs { entry }
            }
            Type::List(item) => self
                .context
                .is_url(&item, field.ty.span)
                .then_some(QueryStyle::Repeated(*item))?,
            ty => self
                .context
                .is_url(&ty, field.ty.span)
                .then_some(QueryStyle::One(ty))?,
        };
        let docs = docs(field.docs.as_ref());
        let deprecated = note(field.deprecated.as_ref());
        name.filter(|_| free).map(|name| QueryParam {
            name,
            docs,
            deprecated,
            presence,
            style,
        })
    }

    fn body(&mut self, route: Option<&Route>) -> Body {
        let Some(body) = &self.method.body else {
            return Body::None;
        };
        if let Some(route) = route.filter(|route| !route.verb.takes_body()) {
            let message = format!("a {} with a body", route.verb.as_str());
            let at = match body {
                syntax::Body::Whole(ty) => ty.span,
                syntax::Body::Fields(fields) => {
                    let first = fields.entries.first();
                    first.map_or(self.method.route.span, |(key, _)| key.span)
                }
            };
            let help = "send the fields in `query:`, or use another method";
            self.context.report(
                Diagnostic::at(Code::BodyOnGet, at, message, help)
                    .other(self.method.route.span, "the route"),
            );
        }
        let fields = match body {
            syntax::Body::Whole(ty) => return self.whole_body(ty),
            syntax::Body::Fields(fields) => fields,
        };
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

    /// A body that is one value: the argument is called after what it is.
    fn whole_body(&mut self, text: &Spanned<String>) -> Body {
        const ARGUMENT: &str = "body";
        let name = self
            .context
            .name_of(Role::Setter, ARGUMENT, text.span, None);
        let ty = self.context.json_type(text, Role::Field);
        match name.zip(ty) {
            Some((name, ty)) => {
                self.context
                    .claim(&mut self.scope, "parameter", &name, text.span);
                Body::Whole(name, ty)
            }
            None => Body::None,
        }
    }

    fn returns(&mut self, route: Option<&Route>, query: &[QueryParam]) -> Option<Returns> {
        let Some(returns) = &self.method.returns else {
            self.check_cuts(false, false);
            return Some(Returns::Nothing);
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
        let expression = self.context.expression(returns)?;
        self.check_cuts(
            matches!(expression, Expression::Page(_)),
            matches!(expression, Expression::Events(_)),
        );
        match expression {
            Expression::Page(item) => self.pages(returns, item, query),
            Expression::Events(item) => Some(self.events(item)),
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
            Expression::Value(Type::Scalar(scalar)) if scalar.row().url == UrlForm::Pairs => {
                let help = "return `map of string`; label filters are only sent";
                self.context.report(Diagnostic::at(
                    Code::TypeMisplaced,
                    returns.span,
                    "a label filter that is returned",
                    help,
                ));
                None
            }
            Expression::Value(ty) => Some(Returns::Value(ty)),
        }
    }

    fn example(
        &mut self,
        body: &Body,
        returns: Option<&Returns>,
    ) -> (Option<serde_json::Value>, Option<serde_json::Value>) {
        let Some(example) = &self.method.example else {
            return (None, None);
        };
        let request = example.request.as_ref().and_then(|node| match body {
            Body::Fields(fields) => {
                let is_complete = match &self.method.body {
                    Some(syntax::Body::Fields(described)) => {
                        described.broken.is_empty() && described.entries.len() == fields.len()
                    }
                    Some(syntax::Body::Whole(_)) | None => false,
                };
                self.context.example_fields(node, fields, is_complete)
            }
            Body::Whole(_, ty) => self.context.example_value(node, ty),
            Body::None => self.no_body(node.span, "the method sends no body"),
        });
        let response = example.response.as_ref().and_then(|node| match returns? {
            Returns::Value(ty) => self.context.example_value(node, ty),
            Returns::Pages(pages) => self.context.example_page(node, pages),
            Returns::Events(events) => self.context.example_value(node, &events.item),
            Returns::Nothing => self.no_body(node.span, "the method returns nothing"),
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
