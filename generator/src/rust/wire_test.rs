//! Wire tests of the emitted crate: every method sends to a real server on loopback, and what arrives is
//! compared byte for byte; then the documented answer is decoded.

use super::{
    docs,
    documented::{self, is_canonical, literal},
    example,
    features::cfg,
    method::{self, Input},
    models, sample,
};
use crate::model::{
    Api, Auth, Body, Method, Pages, ParamSource, Presence, Resource, Returns, Type, Verb,
};
use proc_macro2::TokenStream;
use quote::quote;
use serde_json::{Map, Value};
use std::fmt::Write as _;

/// `tests/wire/main.rs`.
pub(super) fn root(api: &Api) -> TokenStream {
    let resources = api
        .resources
        .iter()
        .filter(|resource| !resource.methods.is_empty());
    let mut modules: Vec<_> = resources
        .map(|resource| (resource.module(), cfg([resource.top().rust()])))
        .collect();
    modules.extend(["server", "support"].map(|module| (module.to_owned(), TokenStream::new())));
    modules.sort_by(|(a, _), (b, _)| a.cmp(b));
    let modules = modules.into_iter().map(|(module, cfg)| {
        // The server is written by hand and formatted; the rest is printed.
        let skip = if module == "server" {
            TokenStream::new()
        } else {
            quote!(#[rustfmt::skip])
        };
        let module = crate::names::ident(&module);
        quote!(#cfg #skip mod #module;)
    });
    let deprecated = docs::allow_deprecated(api);
    quote! {
        #![doc = " What goes over the wire, method by method."]
        #![allow(clippy::too_many_lines, reason = "documents are shown whole")]
        #deprecated
        #(#modules)*
    }
}

/// `tests/wire/support.rs`.
pub(super) fn support(api: &Api) -> TokenStream {
    let lib = crate::names::ident(&api.head.package.lib);
    let params = api
        .head
        .client_params
        .iter()
        .map(|param| param.name.ident());
    let (key, authorization) = match &api.head.auth {
        Auth::None => (
            TokenStream::new(),
            quote!(assert_eq!(header("authorization"), None);),
        ),
        Auth::Bearer { .. } => (
            quote!(.api_key("key")),
            quote!(assert_eq!(header("authorization"), Some("Bearer key"));),
        ),
        Auth::Header { name, .. } => (
            quote!(.api_key("key")),
            quote!(assert_eq!(header(#name), Some("key"));),
        ),
        // The name and the password as base64, with a colon between them.
        Auth::Basic { .. } => (
            quote!(.username("user").password("key")),
            quote!(assert_eq!(header("authorization"), Some("Basic dXNlcjprZXk="));),
        ),
    };
    let agent = format!(
        "{}/{} (api {})",
        api.head.package.name, api.head.package.version, api.head.version
    );
    quote! {
        #![doc = " What the tests share."]
        use crate::server::Server;
        use #lib::Client;

        /// A client of the server.
        pub fn client(server: &Server) -> Client {
            Client::builder()
                .base_url(server.url())
                #key
                #(.#params("sample"))*
                .build()
                .expect("the configuration is complete")
        }

        /// Compares what arrived at the server with what the description says.
        pub fn check(server: &Server, method: &str, target: &str, body: Option<&str>) {
            let requests = server.requests();
            assert_eq!(requests.len(), 1, "one call is one request");
            let request = &requests[0];
            let header = |name: &str| request.headers.get(name).map(String::as_str);
            assert_eq!((request.method.as_str(), request.target.as_str()), (method, target));
            assert!(header("accept").is_some());
            assert_eq!(header("user-agent"), Some(#agent));
            #authorization
            if let Some(body) = body {
                let sent = json(&request.body);
                assert_eq!(sent, json(body));
                assert_eq!(header("content-type"), Some("application/json"));
            } else {
                assert_eq!(request.body, "");
                assert_eq!(header("content-type"), None);
            }
        }

        /// A text as JSON.
        pub fn json(text: &str) -> serde_json::Value {
            serde_json::from_str(text).expect("JSON")
        }
    }
}

/// The tests of a resource.
pub(super) fn file(api: &Api, resource: &Resource) -> TokenStream {
    let lib = crate::names::ident(&api.head.package.lib);
    let tests: TokenStream = resource
        .methods
        .iter()
        .map(|method| test(api, resource, method))
        .collect();
    let models = example::mentions(&tests, "models").then(|| quote!(models));
    let timestamp = example::mentions(&tests, "Timestamp").then(|| quote!(Timestamp));
    let imports: Vec<_> = timestamp.into_iter().chain(models).collect();
    let imports = if imports.is_empty() {
        TokenStream::new()
    } else {
        quote!(use #lib::{#(#imports),*};)
    };
    quote! {
        use crate::{server::{Reply, Server}, support};
        #imports
        use std::error::Error;

        #tests
    }
}

fn test(api: &Api, resource: &Resource, method: &Method) -> TokenStream {
    let name = method.name.ident();
    let call = full_call(api, resource, method);
    let verb = method.route.verb.as_str();
    let target = target(api, resource, method);
    let sent = match body(api, method) {
        Some(body) => {
            let body = literal(&body);
            quote!(Some(#body))
        }
        None => quote!(None),
    };
    let (reply, checks) = answer(api, method);
    let awaited = if checks.is_empty() {
        quote!(#call.await?;)
    } else if matches!(method.returns, Returns::Events(_)) {
        quote! {
            let mut events = #call.await?;
            let answer = events.try_next().await?.ok_or("there is an event")?;
        }
    } else {
        quote!(let answer = #call.await?;)
    };
    let answer = if checks.is_empty() || reply.is_empty() {
        TokenStream::new()
    } else {
        quote!(let documented = #reply;)
    };
    let served = if answer.is_empty() {
        quote!("{}")
    } else {
        quote!(documented)
    };
    let start = match (&method.returns, method.route.verb) {
        (_, Verb::Head) => quote!(""),
        (Returns::Events(_), _) => quote!(&format!("data: {}\n\n", support::json(documented))),
        (Returns::Value(_) | Returns::Pages(_) | Returns::Nothing, _) => served,
    };
    let content_type = match &method.returns {
        Returns::Events(_) => "text/event-stream",
        Returns::Value(_) | Returns::Pages(_) | Returns::Nothing => "application/json",
    };
    quote! {
        #[tokio::test]
        async fn #name() -> Result<(), Box<dyn Error>> {
            #answer
            let reply = Reply::new(200, #start).header("content-type", #content_type);
            let server = Server::start([reply]).await;
            let client = support::client(&server);
            #awaited
            support::check(&server, #verb, #target, #sent);
            #checks
            Ok(())
        }
    }
}

/// The call with everything that may be set, or with the documented body.
fn full_call(api: &Api, resource: &Resource, method: &Method) -> TokenStream {
    let handle = example::handle(resource, |param| sample::expression(api, &param.ty));
    let name = method.name.ident();
    let arguments = method::arguments(method)
        .into_iter()
        .filter_map(|input| argument(api, method, &input));
    let query = method.query.iter().map(Input::Query);
    let fields = method.body_fields().iter().map(Input::Body);
    let setters = query
        .chain(fields)
        .filter(|input| input.presence() == Presence::Optional);
    let setters = setters.filter_map(|input| {
        let value = argument(api, method, &input)?;
        let name = input.name().ident();
        Some(quote!(.#name(#value)))
    });
    quote!(#handle.#name(#(#arguments),*) #(#setters)*)
}

/// The value of an argument or setter; none where the documented body leaves the field out.
fn argument(api: &Api, method: &Method, input: &Input<'_>) -> Option<TokenStream> {
    match (input, documented::request(method)) {
        (Input::Body(field), Some(body)) => {
            let json = body.get(field.name.wire())?;
            Some(documented::expression(api, &field.ty, json))
        }
        (Input::Whole(_, ty), Some(body)) => Some(documented::expression(api, ty, body)),
        (input, _) => Some(example::argument(api, input)),
    }
}

/// Path and query as they arrive.
fn target(api: &Api, resource: &Resource, method: &Method) -> String {
    let mut target = method.route.path.clone();
    for param in &method.params {
        let value = match &param.source {
            ParamSource::Client => "sample".to_owned(),
            ParamSource::Argument(ty) => sample::text(&sample::json(api, ty)),
            ParamSource::Handle => {
                let given = resource.params.iter();
                let given = given
                    .clone()
                    .find(|given| given.name.wire() == param.name.wire());
                let value = given.map(|given| sample::json(api, &given.ty));
                value.as_ref().map(sample::text).unwrap_or_default()
            }
        };
        target = target.replace(&format!("{{{}}}", param.name.wire()), &encode(&value));
    }
    let pairs = method
        .query
        .iter()
        .flat_map(|query| sample::query(api, query));
    let pairs: Vec<_> = pairs
        .map(|(key, value)| format!("{}={}", encode(&key), encode(&value)))
        .collect();
    if pairs.is_empty() {
        target
    } else {
        format!("{target}?{}", pairs.join("&"))
    }
}

/// Percent-encodes all but the unreserved characters.
fn encode(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

fn body(api: &Api, method: &Method) -> Option<Value> {
    if let Some(body) = documented::request(method) {
        return Some(body.clone());
    }
    match &method.body {
        Body::None => None,
        Body::Whole(_, ty) => Some(sample::json(api, ty)),
        Body::Fields(fields) => {
            let fields = fields
                .iter()
                .map(|field| (field.name.wire().to_owned(), sample::json(api, &field.ty)));
            Some(Value::Object(fields.collect::<Map<_, _>>()))
        }
    }
}

/// What the server answers, and how the decoded answer is checked.
fn answer(api: &Api, method: &Method) -> (TokenStream, TokenStream) {
    match &method.returns {
        Returns::Nothing => (TokenStream::new(), TokenStream::new()),
        Returns::Value(ty) => {
            let json = method
                .example_response
                .clone()
                .unwrap_or_else(|| sample::reply(api, ty));
            (literal(&json), value_check(api, ty, &json))
        }
        Returns::Pages(pages) => {
            let json = method
                .example_response
                .clone()
                .unwrap_or_else(|| sample::page(api, pages));
            (literal(&json), page_check(api, pages, &json))
        }
        Returns::Events(events) => {
            let json = method
                .example_response
                .clone()
                .unwrap_or_else(|| sample::reply(api, &events.item));
            (literal(&json), value_check(api, &events.item, &json))
        }
    }
}

fn value_check(api: &Api, ty: &Type, documented: &Value) -> TokenStream {
    if models::round_trips(api, ty) && is_canonical(documented) {
        quote! {
            let encoded = serde_json::to_value(answer)?;
            assert_eq!(encoded, support::json(documented));
        }
    } else {
        quote! {
            let shown = format!("{answer:?}");
            assert!(!shown.is_empty());
        }
    }
}

fn page_check(api: &Api, pages: &Pages, documented: &Value) -> TokenStream {
    let pointer = pages
        .items
        .iter()
        .fold(String::new(), |path, key| path + "/" + key);
    if models::round_trips(api, &pages.item) && is_canonical(documented) {
        quote! {
            let encoded = serde_json::to_value(&answer.items)?;
            assert_eq!(Some(&encoded), support::json(documented).pointer(#pointer));
        }
    } else {
        quote! {
            let documented = support::json(documented).pointer(#pointer).and_then(|items| items.as_array().map(Vec::len));
            assert_eq!(Some(answer.items.len()), documented);
        }
    }
}
