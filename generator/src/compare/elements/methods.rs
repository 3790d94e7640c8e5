//! Elements of a resource and its methods.

use super::inputs;
use crate::{
    compare::{
        aspect::Aspect,
        element::{Element, ElementKind, ElementSite},
        words,
    },
    model::{Api, Body, CallSettings, Method, Resource, Returns},
};

/// Returns the elements of a resource and its methods.
pub(super) fn elements(api: &Api, resource: &Resource) -> Vec<Element> {
    let mut elements = vec![handle(api, resource)];
    let path = resource.accessor();
    let site = ElementSite::file(&resource.source).key("methods");
    for of in &resource.methods {
        let site = site.name(&of.name);
        let method = method(api, resource, of, site.clone());
        elements.push(settings(api, &of.settings, method));
        let parent = format!("{path}.{}", of.name.rust());
        elements.extend(inputs::elements(&api.models, of, &parent, &site));
    }
    elements
}

fn handle(api: &Api, resource: &Resource) -> Element {
    let name = resource.name.rust();
    let parent = resource.parent.as_ref();
    let params = resource.params.iter().map(|param| {
        let ty = words::ty(&api.models, &param.ty);
        format!("{}: {ty}", param.name.rust())
    });
    let accessor = parent.map_or("Client", |parent| parent.handle.rust());
    let parent = parent.map_or("", |parent| parent.name.rust());
    let site = ElementSite::file(&resource.source);
    Element::new(ElementKind::Resource, parent, &resource.name, site)
        .owns(accessor, name)
        .owns_all(resource.handle.rust())
        .owns_all(name)
        .owns("Server", &format!("fake_{}", resource.module()))
        .set_if_some(Aspect::Docs, resource.docs.text())
        .set_list(Aspect::Handle, params)
        .set_if_some(
            Aspect::Fake,
            resource.fake.as_ref().map(|fake| format!("{fake:?}")),
        )
}

fn method(api: &Api, resource: &Resource, method: &Method, site: ElementSite) -> Element {
    let path = resource.accessor();
    let route = format!(
        "{} {}",
        method.route.verb.as_str(),
        shape(&method.route.path)
    );
    let arguments = method.required_inputs().into_iter();
    let has_body = !matches!(method.body, Body::None);
    let mut element = Element::new(ElementKind::Method, &path, &method.name, site)
        .owns(resource.handle.rust(), method.name.rust())
        .owns_all(method.request.rust())
        .owns(
            "Server",
            &format!("on_{}_{}", resource.module(), method.name.rust()),
        )
        .set(Aspect::Route, &route)
        .set_if_some(Aspect::Docs, method.docs.text())
        .set_if_some(Aspect::Deprecated, method.deprecated.as_ref())
        .set_if_some(Aspect::Hidden, method.hidden.then_some("hidden"))
        .set_list(
            Aspect::Arguments,
            arguments.map(|input| input.name().rust().to_owned()),
        )
        .set_if_some(
            Aspect::BodyFormat,
            has_body.then(|| words::body_format(&method.body_format)),
        )
        .set(
            Aspect::Returns,
            words::returns(&api.models, &method.returns),
        )
        .set_if_some(Aspect::Example, example(method))
        .set_if_some(
            Aspect::Wait,
            method.wait.as_ref().map(|wait| format!("{wait:?}")),
        )
        .set_if_some(
            Aspect::Upload,
            method.upload.as_ref().map(|upload| format!("{upload:?}")),
        );
    element.identity = route;
    result(&method.returns, element)
}

/// Sets the aspects of the result that its type does not say.
fn result(returns: &Returns, element: Element) -> Element {
    let statuses = || {
        let listed = returns.statuses().iter();
        listed.map(|(status, meaning)| format!("{status} {}", meaning.word()))
    };
    match returns {
        Returns::ByStatus(by_status) => {
            let element = match by_status.own_enum() {
                Some(name) => element.owns_all(name.rust()),
                None => element,
            };
            element.set_list(Aspect::Statuses, statuses())
        }
        Returns::Pages(pages) => element.set(Aspect::Pages, words::pages(pages)),
        Returns::Events(events) => element.set(
            Aspect::Events,
            format!("{:?} {:?}", events.housekeeping, events.rules),
        ),
        Returns::Lines(lines) => element.set(Aspect::Events, lines.error_field.join(".")),
        Returns::Value(_)
        | Returns::Nothing
        | Returns::Text
        | Returns::Download
        | Returns::Redirect => element,
    }
}

/// Sets the aspects of the settings of calls.
fn settings(api: &Api, settings: &CallSettings, element: Element) -> Element {
    let CallSettings {
        timeout,
        max_retries,
        retry_statuses,
        idempotent,
        server,
        auth,
        headers,
    } = settings;
    let retries = (max_retries.is_some() || retry_statuses.is_some())
        .then(|| format!("{max_retries:?} {retry_statuses:?}"));
    let server = server.map(|index| api.head.servers[index].method.wire());
    let auth = auth.as_ref();
    let headers = headers.iter();
    element
        .set_if_some(
            Aspect::Timeout,
            timeout.map(|timeout| format!("{timeout:?}")),
        )
        .set_if_some(Aspect::Retries, retries)
        .set_if_some(Aspect::Idempotent, idempotent.as_ref())
        .set(Aspect::Server, server.unwrap_or("default"))
        .set_if_some(
            Aspect::Auth,
            auth.map(|auth| words::alternatives(&api.head.auth, auth)),
        )
        .set_list(
            Aspect::Headers,
            headers.map(|header| format!("{}: {}", header.name, header.value)),
        )
}

/// Returns the documented bodies of a method.
fn example(method: &Method) -> Option<String> {
    let bodies = (&method.example_request, &method.example_response);
    (bodies != (&None, &None)).then(|| format!("{bodies:?}"))
}

/// Returns a path without the names of its parameters, which are not sent.
fn shape(path: &str) -> String {
    let mut shape = String::with_capacity(path.len());
    let mut is_inside = false;
    for c in path.chars() {
        match c {
            '}' => is_inside = false,
            _ if is_inside && c != '*' => continue,
            '{' => is_inside = true,
            _ => {}
        }
        shape.push(c);
    }
    shape
}
