//! Calls with canaries, and answers with canaries.

use super::documents;
use crate::{
    model::{Api, Method, Presence, Resource, Returns, Type},
    rust::{
        documented, example,
        method::{self, Input},
        sample, testing,
    },
};
use proc_macro2::TokenStream;
use quote::quote;
use serde_json::Value;

/// The tests of a resource: one for each method that sends or returns secrets.
pub(super) fn file(api: &Api, resource: &Resource) -> TokenStream {
    let tests: TokenStream = resource
        .methods
        .iter()
        .map(|method| test(api, resource, method))
        .collect();
    let helpers = ["returns_events", "returns_page", "returns_value", "sends"];
    let helpers = helpers
        .into_iter()
        .filter(|helper| example::mentions_inside_of(&tests, helper));
    let helpers: Vec<_> = helpers.map(crate::names::ident).collect();
    let models = example::mentions_inside_of(&tests, "models").then(|| quote!(models,));
    let timestamp = example::mentions(&tests, "Timestamp").then(|| quote!(Timestamp,));
    quote! {
        use crate::{api, #(#helpers),*};
        use sdk::{#models testing::Server, #timestamp};
        use std::error::Error;

        #tests
    }
}

fn test(api: &Api, resource: &Resource, method: &Method) -> TokenStream {
    let sent = documents::sent(api, resource, method);
    let returned = documents::returned(api, resource, method);
    if sent.is_empty() && returned.is_empty() {
        return TokenStream::new();
    }
    let name = method.name.ident();
    let on = testing::resources::on_ident(resource, method);
    let sends = sent.iter().map(|body| {
        let call = call(api, resource, method, Some(body));
        let canaries = documents::canaries(body);
        quote! {
            let call = #call;
            sends::check(server.#on(), &call, call.to_curl()?, &[#(#canaries),*]).await;
        }
    });
    let sends: TokenStream = sends.collect();
    let call = sent.is_empty().then(|| {
        let call = call(api, resource, method, None);
        quote!(let call = #call;)
    });
    let documents: Vec<_> = returned.iter().map(documented::line).collect();
    let returns = match &method.returns {
        Returns::Nothing => TokenStream::new(),
        Returns::Value(_) => {
            quote!(returns_value::check(server.#on(), documents, with_response).await;)
        }
        Returns::Events(_) => {
            quote!(returns_events::check(server.#on(), documents, with_response).await;)
        }
        Returns::Pages(pages) => {
            let path = &pages.items;
            quote!(returns_page::check(server.#on(), &[#(#path),*], documents, with_response).await;)
        }
    };
    let returns = (!documents.is_empty()).then(|| {
        quote! {
            let documents = &[#(#documents),*];
            let with_response = || call.clone().with_response();
            #returns
        }
    });
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

/// A call with what is required, and what of the body holds secrets.
fn call(api: &Api, resource: &Resource, method: &Method, body: Option<&Value>) -> TokenStream {
    let handle = example::handle(resource, |param| sample::expression(api, &param.ty));
    let name = method.name.ident();
    let arguments = method::arguments(method)
        .into_iter()
        .map(|input| argument(api, body, &input));
    let fields = method.body_fields().iter();
    let optional = fields.filter(|field| field.presence == Presence::Optional);
    let setters = optional.filter_map(|field| {
        let json = body?.get(field.name.wire())?;
        let (name, value) = (field.name.ident(), value(api, &field.ty, json));
        Some(quote!(.#name(#value)))
    });
    quote!(#handle.#name(#(#arguments),*) #(#setters)*)
}

/// An argument: decoded where it holds secrets, a sample otherwise.
fn argument(api: &Api, body: Option<&Value>, input: &Input<'_>) -> TokenStream {
    let secrets = match input {
        Input::Body(field) if api.models.holds_secret(&field.ty) => body
            .and_then(|body| body.get(field.name.wire()))
            .map(|json| (&field.ty, json)),
        Input::Whole(_, ty) if api.models.holds_secret(ty) => body.map(|json| (*ty, json)),
        Input::Path(..) | Input::Query(_) | Input::Body(_) | Input::Whole(..) => None,
    };
    match secrets {
        Some((ty, json)) => value(api, ty, json),
        None => example::argument(api, input),
    }
}

/// A value that holds secrets.
fn value(api: &Api, ty: &Type, json: &Value) -> TokenStream {
    if let (Type::Scalar(_), Value::String(text)) = (ty, json) {
        return quote!(#text);
    }
    let (ty, json) = (sample::outer_type(api, ty), documented::line(json));
    quote!(serde_json::from_str::<#ty>(#json)?)
}
