//! Canary tests of requests and responses.

use super::documents;
use crate::{
    model::{Api, Input, Method, Presence, Resource, Returns, Type},
    names::ident,
    rust::{
        example::{call, complete::complete, json, sample},
        imports::{Imports, PathStyle},
        request, testing,
    },
};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;
use serde_json::Value;

/// Returns the tests of a resource: one for each method that sends or returns secrets.
pub(super) fn file(api: &Api, resource: &Resource) -> TokenStream {
    let imports = Imports::new(PathStyle::Outside("sdk"));
    imports.add_all(["crate::api", "sdk::testing::Server", "std::error::Error"]);
    let tests = resource.methods.iter();
    let tests: TokenStream = tests
        .map(|method| test(api, resource, method, &imports))
        .collect();
    quote! {
        #imports

        #tests
    }
}

/// Returns the test of a method; empty if it neither sends nor returns secrets.
fn test(api: &Api, resource: &Resource, method: &Method, imports: &Imports<'_>) -> TokenStream {
    let sent = documents::sent(api, resource, method);
    let returned = documents::returned(api, resource, method);
    if sent.is_empty() && returned.is_empty() {
        return TokenStream::new();
    }
    let name = method.name.ident();
    let on = testing::server_method(resource, method);
    let sends = sent.iter().map(|body| {
        imports.add("crate::sends");
        let call = call(api, resource, method, Some(body), imports);
        let canaries = documents::canaries(body);
        quote! {
            let call = #call;
            sends::check(server.#on(), &call, call.to_curl()?, &[#(#canaries),*]).await;
        }
    });
    let sends: TokenStream = sends.collect();
    let call = sent.is_empty().then(|| {
        let call = call(api, resource, method, None, imports);
        quote!(let call = #call;)
    });
    let returns = returns(api, method, &on, &returned, imports);
    quote! {
        #[tokio::test(start_paused = true)]
        async fn #name() -> Result<(), Box<dyn Error>> {
            let server = Server::new();
            let client = api::builder(&server).build()?;
            #sends
            #call
            #returns
            Ok(())
        }
    }
}

/// Returns the check of the documents that a method returns.
fn returns(
    api: &Api,
    method: &Method,
    on: &Ident,
    returned: &[Value],
    imports: &Imports<'_>,
) -> Option<TokenStream> {
    if returned.is_empty() {
        return None;
    }
    let check = match &method.returns {
        Returns::Nothing | Returns::Text | Returns::Download | Returns::Redirect => return None,
        Returns::ByStatus(by_status) => {
            imports.add("crate::returns_by_status");
            let result = request::path_of_result(&ident("sdk"), by_status);
            let variants = by_status.variants();
            let value = variants.iter().find(|variant| variant.has_others);
            let status = value.map_or(200, |value| by_status.sample_status(value));
            let status = Literal::u16_unsuffixed(status);
            quote! {
                let ready = |outcome| {
                    if let #result::Ready(value) = outcome { Some(value) } else { None }
                };
                returns_by_status::check(server.#on(), #status, documents, with_response, ready).await;
            }
        }
        Returns::Value(_) => {
            imports.add("crate::returns_value");
            quote!(returns_value::check(server.#on(), documents, with_response).await;)
        }
        Returns::Lines(_) => {
            imports.add("crate::returns_lines");
            quote!(returns_lines::check(server.#on(), documents, with_response).await;)
        }
        Returns::Events(_) => {
            imports.add("crate::returns_events");
            quote!(returns_events::check(server.#on(), documents, with_response).await;)
        }
        Returns::Pages(pages) => {
            imports.add("crate::returns_page");
            let path = &pages.items;
            let envelope = pages.envelope.as_ref();
            let envelope = envelope.map(|envelope| json::line(&sample::returned(api, envelope)));
            let envelope = envelope.unwrap_or_else(|| quote!("{}"));
            quote!(returns_page::check(server.#on(), &[#(#path),*], #envelope, documents, with_response).await;)
        }
    };
    let documents = returned.iter().map(json::line);
    Some(quote! {
        let documents = &[#(#documents),*];
        let with_response = || Clone::clone(&call).with_response();
        #check
    })
}

/// Returns a call with the required arguments, and with the fields of the body that hold secrets.
fn call(
    api: &Api,
    resource: &Resource,
    method: &Method,
    body: Option<&Value>,
    imports: &Imports<'_>,
) -> TokenStream {
    let handle = call::handle(api, resource, imports);
    let name = method.name.ident();
    let required = method.required_inputs();
    let arguments = required
        .iter()
        .map(|input| argument(api, method, body, input, imports));
    let fields = method.body_fields().iter();
    let optional = fields.filter(|field| field.presence == Presence::Optional);
    let setters = optional.filter_map(|field| {
        let json = body?.get(field.name.wire())?;
        let name = field.name.ident();
        let value = value(api, field.ty.unless_null(), json, imports);
        Some(quote!(.#name(#value)))
    });
    let whole = method.optional_inputs().filter_map(|input| match input {
        Input::Whole(whole) => {
            let name = whole.name.ident();
            let value = value(api, &whole.ty, body?, imports);
            Some(quote!(.#name(#value)))
        }
        Input::Path(..) | Input::Query(_) | Input::Header(_) | Input::Body(_) => None,
    });
    quote!(#handle.#name(#(#arguments),*) #(#setters)* #(#whole)*)
}

/// Returns an argument: decoded if it holds secrets, a sample otherwise.
fn argument(
    api: &Api,
    method: &Method,
    body: Option<&Value>,
    input: &Input<'_>,
    imports: &Imports<'_>,
) -> TokenStream {
    let secrets = match input {
        Input::Body(field) if api.models.holds_secret(&field.ty) => body
            .and_then(|body| body.get(field.name.wire()))
            .map(|json| (&field.ty, json)),
        Input::Whole(whole) if api.models.holds_secret(&whole.ty) => {
            body.map(|json| (&whole.ty, json))
        }
        Input::Path(..)
        | Input::Query(_)
        | Input::Header(_)
        | Input::Body(_)
        | Input::Whole(..) => None,
    };
    match secrets {
        Some((ty, json)) => value(api, ty, json, imports),
        None => call::argument(api, method, input, imports),
    }
}

/// Returns a value that holds secrets.
fn value(api: &Api, ty: &Type, json: &Value, imports: &Imports<'_>) -> TokenStream {
    if let (Type::Scalar(_), Value::String(text)) = (ty, json) {
        return quote!(#text);
    }
    json::decoded(api, ty, &json::line(&complete(api, ty, json)), imports)
}
