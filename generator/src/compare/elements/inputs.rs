//! Elements of the parameters, headers and body of a method.

use super::models::field_facts;
use crate::{
    compare::{
        aspect::Aspect,
        element::{Element, ElementKind, ElementSite},
        words,
    },
    model::{
        Body, HeaderParam, ListStyle, Method, Models, ParamSource, PathParam, QueryParam,
        QueryStyle, WholeBody,
    },
    names::Name,
};

/// Method of a description, as its inputs need it.
struct Call<'a> {
    models: &'a Models,
    method: &'a Method,
    /// Path of its element.
    path: &'a str,
    site: &'a ElementSite,
}

/// Returns the elements of the inputs of a method, whose element has the path `path`.
pub(super) fn elements(
    models: &Models,
    method: &Method,
    path: &str,
    site: &ElementSite,
) -> Vec<Element> {
    let call = Call {
        models,
        method,
        path,
        site,
    };
    let params = method.params.iter().enumerate();
    let mut elements: Vec<_> = params
        .map(|(index, param)| call.path_param(index, param))
        .collect();
    elements.extend(method.query.iter().map(|query| call.query(query)));
    let headers = method.headers.iter();
    elements.extend(headers.map(|header| call.header(header, "header")));
    let key = method.idempotency_key.iter();
    elements.extend(key.map(|header| call.header(header, "idempotency key")));
    match &method.body {
        Body::None => {}
        Body::Fields(fields) => elements.extend(fields.iter().map(|field| {
            let element = call.input("body", &field.name, &["body"]);
            let owned = field.entry.iter().chain(&field.clear);
            let element = owned.fold(element, |element, name| {
                element.owns(method.request.rust(), name.rust())
            });
            field_facts(models, field, element)
        })),
        Body::Whole(whole) => elements.push(call.whole_body(whole)),
    }
    elements
}

impl Call<'_> {
    /// Creates the element of an input. `keys` lead to it from the method.
    fn input(&self, location: &str, name: &Name, keys: &[&str]) -> Element {
        let site = keys
            .iter()
            .fold(self.site.clone(), |site, key| site.key(key));
        let mut element = Element::new(ElementKind::Input, self.path, name, site.name(name))
            .owns(self.method.request.rust(), name.rust())
            .set(Aspect::Location, location);
        element.identity = format!("{location} {}", name.wire());
        element
    }

    fn path_param(&self, index: usize, param: &PathParam) -> Element {
        let (source, ty) = match &param.source {
            ParamSource::Client => ("client", None),
            ParamSource::Handle => ("handle of the resource", None),
            ParamSource::Argument(ty) => ("argument", Some(words::ty(self.models, ty))),
        };
        let mut element = self
            .input("path", &param.name, &["params"])
            .set(Aspect::Source, source)
            .set_if_some(Aspect::Type, ty)
            .set(
                Aspect::KeepsSlashes,
                if param.keeps_slashes {
                    "kept"
                } else {
                    "encoded"
                },
            )
            .set_if_some(Aspect::Docs, param.docs.text())
            .set_if_some(Aspect::Example, param.example.as_ref());
        // The name is not sent.
        element.identity = format!("path {index}");
        element
    }

    fn query(&self, query: &QueryParam) -> Element {
        let element = self.input("query", &query.name, &["query"]);
        let element = match &query.style {
            QueryStyle::Pairs { entry: Some(entry) } => {
                element.owns(self.method.request.rust(), entry.rust())
            }
            QueryStyle::Pairs { entry: None }
            | QueryStyle::One(_)
            | QueryStyle::List(..)
            | QueryStyle::Deep(_) => element,
        };
        let element = match &query.constant {
            Some(constant) => element.set_constant(constant, query.name.wire()),
            None => element.set(Aspect::Presence, words::presence(query.presence)),
        };
        element
            .set(Aspect::Key, query.name.wire())
            .set(Aspect::Type, words::query_type(self.models, &query.style))
            .set(Aspect::Style, style(&query.style))
            .set_if_some(Aspect::Docs, query.docs.text())
            .set_if_some(Aspect::Deprecated, query.deprecated.as_ref())
            .set_if_some(Aspect::Example, query.example.as_ref())
    }

    fn header(&self, header: &HeaderParam, location: &str) -> Element {
        self.input(location, &header.name, &["headers"])
            .set(Aspect::Key, header.name.wire())
            .set(Aspect::Type, words::ty(self.models, &header.ty))
            .set(Aspect::Presence, words::presence(header.presence))
            .set_if_some(Aspect::Docs, header.docs.text())
            .set_if_some(Aspect::Deprecated, header.deprecated.as_ref())
            .set_if_some(Aspect::Example, header.example.as_ref())
    }

    fn whole_body(&self, whole: &WholeBody) -> Element {
        self.input("whole body", &whole.name, &[])
            .set(Aspect::Type, words::ty(self.models, &whole.ty))
            .set(Aspect::Presence, words::presence(whole.presence))
    }
}

/// Returns the word for the style of a query parameter.
fn style(style: &QueryStyle) -> &'static str {
    match style {
        QueryStyle::One(_) => "one value",
        QueryStyle::List(_, ListStyle::Repeated) => "repeated",
        QueryStyle::List(_, ListStyle::Brackets) => "brackets",
        QueryStyle::List(_, ListStyle::Comma) => "comma",
        QueryStyle::Deep(_) => "deep",
        QueryStyle::Pairs { .. } => "pairs",
    }
}
