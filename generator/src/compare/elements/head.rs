//! Elements of `api.yaml`.

use crate::{
    compare::{
        aspect::Aspect,
        element::{Element, ElementKind, ElementSite},
        words,
    },
    model::{Api, Head, Package, Scheme},
};

/// Returns the elements of `api.yaml`.
pub(super) fn elements(api: &Api) -> Vec<Element> {
    let mut elements = vec![head(api)];
    let head = &api.head;
    elements.extend(head.auth.schemes.iter().map(scheme));
    elements.extend(client_params(head));
    elements.extend(servers(head));
    elements.extend(response_headers(api));
    elements.extend(webhooks(api));
    elements
}

fn root() -> ElementSite {
    ElementSite::file("api.yaml")
}

fn head(api: &Api) -> Element {
    let head = &api.head;
    let headers = head.headers.iter();
    let headers = headers.map(|header| format!("{}: {}", header.name, header.value));
    let error = api.error.as_ref();
    let statuses: Vec<_> = head.retry_statuses.iter().map(u16::to_string).collect();
    Element::named(ElementKind::Api, "", "api", root())
        .owns_all("Client")
        .owns_all("ClientBuilder")
        .owns_all("Error")
        .owns_all("Server")
        .set(Aspect::PackageName, &head.package.name)
        .set(Aspect::Package, package(&head.package))
        .set_if_some(Aspect::Docs, head.docs.text())
        .set(Aspect::ApiVersion, &head.version)
        .set_if_some(Aspect::BaseUrl, head.base_url.as_ref())
        .set_if_some(Aspect::EnvironmentVariable, head.base_url_env.as_ref())
        .set(Aspect::Timeout, format!("{:?}", head.timeout))
        .set(
            Aspect::Retries,
            format!("{} for {}", head.max_retries, statuses.join(", ")),
        )
        .set_list(Aspect::Headers, headers)
        .set(Aspect::RequestId, &head.request_id)
        .set_if_some(Aspect::OmitsDefaults, head.omits_defaults.then_some("true"))
        .set(
            Aspect::Auth,
            words::alternatives(&head.auth, &head.auth.alternatives),
        )
        .set_if_some(
            Aspect::ErrorBody,
            error.map(|error| api.models.get(error.model).name.rust()),
        )
        .set_if_some(
            Aspect::ErrorMessage,
            error.map(|error| error.message.join(".")),
        )
}

/// Returns the entries of the package, besides its name and its version.
fn package(package: &Package) -> String {
    let Package {
        name: _,
        lib: _,
        version: _,
        license,
        repository,
        homepage,
        documentation,
        authors,
        keywords,
        categories,
    } = package;
    format!(
        "{license:?} {repository:?} {homepage:?} {documentation:?} {authors:?} {keywords:?} {categories:?}"
    )
}

fn scheme(scheme: &Scheme) -> Element {
    let of = |name: &str| {
        let site = root().key("auth");
        Element::named(ElementKind::AuthScheme, "auth", name, site).owns("ClientBuilder", name)
    };
    let scheme_element = match scheme {
        Scheme::Key(key) => {
            let env = key.env.as_ref();
            of(&key.method).set_if_some(Aspect::EnvironmentVariable, env)
        }
        Scheme::OAuth2(oauth) => {
            let env = [&oauth.id, &oauth.secret].into_iter().flatten();
            of("client_id")
                .owns("ClientBuilder", "client_secret")
                .set_list(Aspect::EnvironmentVariable, env)
                .set(
                    Aspect::Token,
                    format!(
                        "{} with scopes `{}`, credentials in the {}",
                        oauth.token_url,
                        oauth.scopes,
                        if oauth.credentials_in_body {
                            "body"
                        } else {
                            "header"
                        }
                    ),
                )
        }
        Scheme::Basic { username, password } => {
            let env = [username, password].into_iter().flatten();
            of("username")
                .owns("ClientBuilder", "password")
                .set_list(Aspect::EnvironmentVariable, env)
        }
    };
    scheme_element.set(Aspect::Credential, words::credential(scheme))
}

fn client_params(head: &Head) -> impl Iterator<Item = Element> {
    head.client_params.iter().map(|param| {
        let site = root().key("client_params").name(&param.name);
        Element::new(ElementKind::ClientParam, "client", &param.name, site)
            .owns("ClientBuilder", param.name.rust())
            .set(Aspect::Key, param.name.wire())
            .set_if_some(Aspect::Docs, param.docs.text())
            .set_if_some(Aspect::EnvironmentVariable, param.env.as_ref())
            .set_if_some(Aspect::Example, param.example.as_ref())
    })
}

fn servers(head: &Head) -> impl Iterator<Item = Element> {
    let servers = head.servers.iter().map(|server| {
        let site = root().key("servers").name(&server.method);
        Element::new(ElementKind::Server, "servers", &server.method, site)
            .owns("ClientBuilder", server.method.rust())
            .set(Aspect::ServerUrl, &server.url)
            .set_if_some(Aspect::Docs, server.docs.text())
            .set_if_some(Aspect::EnvironmentVariable, server.env.as_ref())
    });
    let variables = head.url_variables.iter().map(|variable| {
        let site = root().key("variables").name(&variable.name);
        Element::new(ElementKind::UrlVariable, "variables", &variable.name, site)
            .owns("ClientBuilder", variable.name.rust())
            .set_if_some(Aspect::Docs, variable.docs.text())
            .set_if_some(Aspect::EnvironmentVariable, variable.env.as_ref())
            .set_if_some(Aspect::Default, variable.default.as_ref())
            .set_list(Aspect::UrlValues, &variable.values)
    });
    servers.chain(variables)
}

fn response_headers(api: &Api) -> impl Iterator<Item = Element> {
    api.head.response_headers.iter().map(|header| {
        let site = root().key("response_headers").name(&header.name);
        Element::new(ElementKind::ResponseHeader, "response", &header.name, site)
            .owns("Response", header.name.rust())
            .set(Aspect::Key, header.name.wire())
            .set(Aspect::Type, words::ty(&api.models, &header.ty))
            .set_if_some(Aspect::Docs, header.docs.text())
    })
}

fn webhooks(api: &Api) -> Option<Element> {
    let webhooks = api.webhooks.as_ref()?;
    let event = &api.models.get(webhooks.event).name;
    let element = Element::named(
        ElementKind::Webhooks,
        "",
        "webhooks",
        root().key("webhooks"),
    )
    .owns_all("Webhooks")
    .owns_all("webhooks")
    .owns("Client", "webhooks")
    .owns("ClientBuilder", "webhook_secret")
    .set(Aspect::Type, event.rust())
    .set_if_some(Aspect::EnvironmentVariable, webhooks.env.as_ref())
    .set(Aspect::Signature, format!("{:?}", webhooks.signature));
    Some(element)
}
