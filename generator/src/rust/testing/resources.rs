//! Methods of the server for a resource: one for the replies of each method, and one for the fake.

use super::{
    by_status, fake,
    names::{self, with_methods},
    shapes,
};
use crate::{
    model::{
        Api, Body, Input, ListStyle, Method, Presence, QueryParam, QueryStyle, Resource,
        ResultEnum, Returns, Type, Verb,
    },
    names::ident,
    rust::{
        body_format, docs,
        example::call,
        features::resource_cfg,
        imports::{Imports, PathStyle},
        statics, types,
    },
    scalars::Scalar,
};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// Returns `testing/resources.rs`.
pub(super) fn root(api: &Api) -> TokenStream {
    let mut resources: Vec<_> = with_methods(api).collect();
    resources.sort_by_key(|resource| resource.module());
    let cfgs: Vec<_> = resources
        .iter()
        .map(|resource| resource_cfg(resource))
        .collect();
    let names: Vec<_> = resources
        .iter()
        .map(|resource| ident(&resource.module()))
        .collect();
    quote! {
        #![doc = " Methods of the server for each resource, and the rules for its requests."]
        #(#cfgs mod #names;)*

        use super::rules::Route;

        /// Routes of all resources.
        pub(super) static ROUTES: &[&[&Route]] = &[#(#cfgs #names::ROUTES),*];
    }
}

/// Returns the file of a resource.
pub(super) fn file(api: &Api, resource: &Resource) -> TokenStream {
    let imports = Imports::new(PathStyle::Inside);
    imports.add_all(["crate::testing", "crate::testing::rules"]);
    let methods = &resource.methods;
    let shown = methods.iter().find(|method| has_example(resource, method));
    let server_methods = methods.iter().map(|method| {
        let is_shown = shown.is_some_and(|shown| std::ptr::eq(shown, method));
        let example = is_shown.then(|| example(api, resource, method));
        server_method(
            api,
            resource,
            method,
            &example.unwrap_or_default(),
            &imports,
        )
    });
    let fake = resource.fake.as_ref();
    let fake_method = fake.map(|fake| fake::server_method(api, resource, fake, &imports));
    let fake_shape = fake.map(|fake| fake::shape(api, resource, fake, &imports));
    let by_status = methods
        .iter()
        .filter_map(|method| by_status::replies(api, method, &imports));
    let routes = methods
        .iter()
        .map(|method| route(api, resource, method, &imports));
    let names = methods.iter().map(|method| statics::route(&method.name));
    let items = quote! {
        impl testing::Server {
            #(#server_methods)*
            #fake_method
        }

        #(#by_status)*

        pub(super) static ROUTES: &[&rules::Route] = &[#(&#names),*];
        #(#routes)*
        #fake_shape
    };
    quote! {
        #imports

        #items
    }
}

/// Returns the method of the server that prepares the replies of a method.
fn server_method(
    api: &Api,
    resource: &Resource,
    method: &Method,
    example: &[String],
    imports: &Imports<'_>,
) -> TokenStream {
    let name = names::server_method(resource, method);
    let (handle, call) = (resource.handle.rust(), method.name.rust());
    let mut lines = vec![format!(
        "Prepares the replies of [`{handle}::{call}`](crate::resources::{handle}::{call})."
    )];
    lines.extend_from_slice(example);
    let docs = docs::attributes(lines);
    let (reply, call) = replies(api, method, imports);
    let hidden = docs::hidden(method);
    quote! {
        #docs
        #hidden
        #[must_use]
        pub fn #name(&self) -> testing::On<#reply> {
            self.server.#call
        }
    }
}

/// Returns the type of the replies of a method, and the call that prepares them.
fn replies(api: &Api, method: &Method, imports: &Imports<'_>) -> (TokenStream, TokenStream) {
    let rust = |ty| types::rust(api, ty, imports);
    let route = statics::route(&method.name);
    let value = |ty| {
        let ty = rust(ty);
        (
            quote!(testing::ReturnsValue<#ty>),
            quote!(on_value(&#route)),
        )
    };
    match &method.returns {
        Returns::Nothing => (quote!(testing::ReturnsNothing), quote!(on_nothing(&#route))),
        Returns::Value(ty) => value(ty),
        Returns::ByStatus(by_status) => match by_status.result() {
            ResultEnum::Outcome(ty) => value(ty),
            ResultEnum::Own(name) => {
                imports.add("crate::resources");
                let name = name.ident();
                (
                    quote!(testing::ReturnsByStatus<resources::#name>),
                    quote!(on_by_status(&#route)),
                )
            }
        },
        Returns::Text => (quote!(testing::ReturnsText), quote!(on_text(&#route))),
        Returns::Download => (
            quote!(testing::ReturnsDownload),
            quote!(on_download(&#route)),
        ),
        Returns::Redirect => (
            quote!(testing::ReturnsRedirect),
            quote!(on_redirect(&#route)),
        ),
        Returns::Lines(lines) => {
            let (ty, lines) = (rust(&lines.item), names::lines(&method.request));
            (
                quote!(testing::Lines<#ty>),
                quote!(on_lines(&#route, #lines)),
            )
        }
        Returns::Events(events) => {
            let (ty, events) = (rust(&events.item), names::events(&method.request));
            (
                quote!(testing::Events<#ty>),
                quote!(on_events(&#route, #events)),
            )
        }
        Returns::Pages(pages) => {
            let envelope = pages.envelope.as_ref().map(|envelope| {
                let envelope = rust(envelope);
                quote!(, #envelope)
            });
            let (ty, pages) = (rust(&pages.item), names::pages(&method.request));
            (
                quote!(testing::Pages<#ty #envelope>),
                quote!(on_pages(&#route, #pages)),
            )
        }
    }
}

/// Returns the static with the rules for the requests of a method.
fn route(api: &Api, resource: &Resource, method: &Method, imports: &Imports<'_>) -> TokenStream {
    let constant = statics::route(&method.name);
    let name = format!("{}.{}", resource.accessor(), method.name.rust());
    let verb = ident(method.route.verb.as_str());
    let path = &method.route.path;
    let query = method
        .query
        .iter()
        .map(|query| query_rule(api, query, imports));
    let server = match method.settings.server {
        Some(index) => {
            let index = Literal::usize_unsuffixed(index);
            quote!(Some(#index))
        }
        None => quote!(None),
    };
    let headers = headers(api, method, imports);
    let body = match &method.body {
        Body::None => quote!(rules::BodyRule::None),
        Body::Fields(fields) => {
            let fields = shapes::fields(api, fields, imports);
            quote!(rules::BodyRule::Fields(#fields))
        }
        Body::Whole(whole) => {
            let kind = shapes::kind(api, &whole.ty, imports);
            quote!(rules::BodyRule::Whole(#kind))
        }
    };
    let body = body_format::rule(method, body);
    quote! {
        static #constant: rules::Route = rules::Route {
            name: #name,
            method: http::Method::#verb,
            path: #path,
            server: #server,
            query: &[#(#query),*],
            headers: &[#(#headers),*],
            body: #body,
        };
    }
}

/// Returns the rules of the headers that a call sets. An idempotency key may have any value.
fn headers(api: &Api, method: &Method, imports: &Imports<'_>) -> Vec<TokenStream> {
    let params = method.headers.iter().map(|header| {
        let wire = header.name.wire();
        let presence = match header.presence {
            Presence::Required => quote!(required),
            Presence::Optional => quote!(optional),
        };
        let kind = shapes::kind(api, &header.ty, imports);
        quote!(rules::HeaderRule::#presence(#wire, #kind))
    });
    let constants = method.settings.headers.iter().map(|header| {
        let name = &header.name;
        imports.add("crate::testing::rules::ValueKind");
        quote!(rules::HeaderRule::required(#name, ValueKind::Text))
    });
    params.chain(constants).collect()
}

fn query_rule(api: &Api, query: &QueryParam, imports: &Imports<'_>) -> TokenStream {
    let wire = query.key();
    let presence = match query.presence {
        Presence::Required => quote!(required),
        Presence::Optional => quote!(optional),
    };
    let (kind, form) = match (&query.style, &query.constant) {
        (QueryStyle::One(_), Some(constant)) => {
            (shapes::constant(constant, imports), TokenStream::new())
        }
        (QueryStyle::One(ty), None) => (shapes::kind(api, ty, imports), TokenStream::new()),
        (QueryStyle::List(ty, style), _) => {
            let form = match style {
                ListStyle::Repeated | ListStyle::Brackets => quote!(.repeated()),
                ListStyle::Comma => quote!(.comma()),
            };
            (shapes::kind(api, ty, imports), form)
        }
        (QueryStyle::Deep(ty), _) => (shapes::kind(api, ty, imports), quote!(.deep())),
        (QueryStyle::Pairs { .. }, _) => {
            imports.add("crate::testing::rules::ValueKind");
            (quote!(ValueKind::Pairs), TokenStream::new())
        }
    };
    quote!(rules::QueryRule::#presence(#wire, #kind) #form)
}

/// Returns `true` if a call of a method is short enough for an example: a `GET` of one model by an id.
fn has_example(resource: &Resource, method: &Method) -> bool {
    let required = method.required_inputs();
    let mut required = required.iter();
    let takes_texts =
        required.all(|input| matches!(input, Input::Path(_, Type::Scalar(Scalar::String))));
    resource.parent.is_none()
        && method.route.verb == Verb::Get
        && method.deprecated.is_none()
        && !method.hidden
        && takes_texts
        && matches!(method.returns, Returns::Value(Type::Model(_)))
}

/// Returns the lines of an example, which runs as a doctest; none if the method does not return a model.
fn example(api: &Api, resource: &Resource, method: &Method) -> Vec<String> {
    let Returns::Value(Type::Model(id)) = &method.returns else {
        return Vec::new();
    };
    let lib = &api.head.package.lib;
    let fixture = names::fixture(api.models.get(*id));
    let on = names::server_method(resource, method);
    let (handle, call) = (resource.name.ident(), method.name.ident());
    let imports = Imports::new(PathStyle::Outside(lib));
    let required = method.required_inputs();
    let arguments = required.iter();
    let arguments = arguments.map(|input| call::argument(api, method, input, &imports).to_string());
    let arguments: Vec<_> = arguments.collect();
    let arguments = arguments.join(", ");
    vec![
        String::new(),
        "# Example".to_owned(),
        "```".to_owned(),
        "# #[tokio::main(flavor = \"current_thread\")]".to_owned(),
        format!("# async fn main() -> Result<(), {lib}::Error> {{"),
        format!("use {lib}::testing::{{Server, fixtures}};"),
        String::new(),
        "let server = Server::new();".to_owned(),
        format!("server.{on}().reply(fixtures::{fixture}());"),
        String::new(),
        format!("let response = server.client().{handle}().{call}({arguments}).await?;"),
        format!("assert_eq!(response, fixtures::{fixture}());"),
        "assert_eq!(server.requests().len(), 1);".to_owned(),
        "# Ok(())".to_owned(),
        "# }".to_owned(),
        "```".to_owned(),
    ]
}
