//! `tests/wire/support.rs`: the server and the client of the wire tests, and the comparison of requests and responses with
//! the expected ones.

use super::credentials;
use crate::{
    model::{Api, Server, queries},
    rust::auth,
};
use proc_macro2::TokenStream;
use quote::quote;

/// Value of every parameter of the client. It differs from arguments, so that a test tells them apart.
pub(super) const CLIENT_VALUE: &str = "default";

/// Returns `tests/wire/support.rs`.
pub(super) fn file(api: &Api) -> TokenStream {
    let lib = crate::names::ident(&api.head.package.lib);
    let params = api.head.client_params.iter().map(|param| {
        let name = param.name.ident();
        quote!(.#name(#CLIENT_VALUE))
    });
    let urls = api.head.servers.iter().map(|server| {
        let (method, path) = (server.method.ident(), server_path(server));
        let format = format!("{{}}{path}");
        quote!(.#method(format!(#format, server.url())))
    });
    let credentials = auth::setters(&api.head.auth, auth::KEY);
    let servers = servers(api);
    let (check, check_header, comparisons) = (check(api), check_header(api), comparisons());
    let check_credentials = credentials::functions(api);
    quote! {
        #![doc = " Helpers of the wire tests."]
        #![allow(dead_code, reason = "an API may need only some of them")]
        use crate::server::{Reply, Server};
        use #lib::Client;
        use serde::Serialize;
        use std::error::Error;

        /// Result of a test.
        pub type TestResult = Result<(), Box<dyn Error>>;

        #servers

        /// Returns a client of the server.
        fn client(server: &Server) -> Client {
            Client::builder()
                .base_url(server.url())
                #(#urls)*
                #credentials
                #(#params)*
                .build()
                .expect("all required values are set")
        }

        #check
        #check_header
        #check_credentials
        #comparisons
    }
}

/// Returns the path of a server's URL in wire tests.
pub(super) fn server_path(server: &Server) -> String {
    format!("/{}", server.method.wire())
}

/// Returns the function that compares a request with the expected one.
fn check(api: &Api) -> TokenStream {
    let credentials = credentials::of_all_methods(api);
    let target = credentials::target_without_keys(api);
    // A method may have another value.
    let headers = api.head.headers.iter().map(|header| &header.name);
    let agent = format!(
        "{}/{} (api {})",
        api.head.package.name, api.head.package.version, api.head.version
    );
    let form = queries::has_forms(api).then(check_form);
    let has_texts = queries::has_text_bodies(api) || queries::has_file_bodies(api);
    let text = has_texts.then(check_text);
    let multipart = queries::has_multiparts(api).then(check_multipart);
    quote! {
        /// Checks that the server received one request, which is the expected one.
        pub fn check(server: &Server, method: &str, target: &str, body: Option<&str>) {
            if let Some(body) = body {
                check_json(server, method, target, "application/json", body);
            } else {
                assert_eq!(sent(server, method, target, None), "");
            }
        }

        /// Checks that the server received one request, which has the expected JSON.
        pub fn check_json(server: &Server, method: &str, target: &str, media_type: &str, body: &str) {
            let sent = sent(server, method, target, Some(media_type));
            assert_eq!(json(&sent), json(body));
        }

        #form

        #text

        #multipart

        /// Checks the head of the only request that the server received. Returns the body.
        fn sent(server: &Server, method: &str, target: &str, media_type: Option<&str>) -> String {
            let requests = server.requests();
            assert_eq!(requests.len(), 1, "a call sends one request");
            let request = &requests[0];
            let header = |name: &str| request.headers.get(name).map(String::as_str);
            assert_eq!((request.method.as_str(), #target), (method, target));
            assert!(header("accept").is_some());
            assert_eq!(header("user-agent"), Some(#agent));
            assert_eq!(header("content-type"), media_type);
            #(assert!(header(#headers).is_some());)*
            #credentials
            request.body.clone()
        }
    }
}

/// Returns the function that compares a form with the expected one.
fn check_form() -> TokenStream {
    quote! {
        /// Checks that the server received one request, which has the expected form. The order of its names is free.
        pub fn check_form(server: &Server, method: &str, target: &str, form: &str) {
            let media_type = "application/x-www-form-urlencoded";
            let sent = sent(server, method, target, Some(media_type));
            assert_eq!(pairs(&sent), pairs(form));
        }

        /// Returns the pairs of a form, sorted by their names.
        fn pairs(form: &str) -> Vec<&str> {
            let mut pairs: Vec<_> = form.split('&').collect();
            pairs.sort_by_key(|pair| pair.split('=').next());
            pairs
        }
    }
}

/// Returns the function that compares a body in parts with the expected one.
fn check_multipart() -> TokenStream {
    quote! {
        /// Checks that the server received one request, which has the expected parts. The order of their names is free.
        pub fn check_multipart(server: &Server, method: &str, target: &str, parts: &[(&str, &str)]) {
            let media_type = server.requests()[0].headers["content-type"].clone();
            let sent = sent(server, method, target, Some(&media_type));
            let boundary = media_type.strip_prefix("multipart/form-data; boundary=").expect("a boundary");
            let separator = format!("--{boundary}");
            let sent = sent.split(&separator).map(str::trim_start);
            let mut sent: Vec<_> = sent.filter_map(|part| part.strip_suffix("\r\n")?.split_once("\r\n\r\n")).collect();
            sent.sort_by_key(|(head, _)| *head);
            let mut parts = parts.to_vec();
            parts.sort_by_key(|(head, _)| *head);
            assert_eq!(sent.len(), parts.len());
            for (sent, expected) in sent.into_iter().zip(parts) {
                if expected.0.ends_with("application/json") {
                    assert_eq!((sent.0, json(sent.1)), (expected.0, json(expected.1)));
                } else {
                    assert_eq!(sent, expected);
                }
            }
        }
    }
}

/// Returns the function that compares a text with the expected one.
fn check_text() -> TokenStream {
    quote! {
        /// Checks that the server received one request, which has the expected text.
        pub fn check_text(server: &Server, method: &str, target: &str, media_type: &str, text: &str) {
            assert_eq!(sent(server, method, target, Some(media_type)), text);
        }
    }
}

/// Returns the function that compares a header that the call sets with the expected one.
fn check_header(api: &Api) -> TokenStream {
    if !queries::has_headers(api) {
        return TokenStream::new();
    }
    quote! {
        /// Checks that the request that the server received has the header.
        pub fn check_header(server: &Server, name: &str, value: &str) {
            let requests = server.requests();
            assert_eq!(requests[0].headers.get(name).map(String::as_str), Some(value));
        }
    }
}

/// Returns the functions that start a server.
fn servers(api: &Api) -> TokenStream {
    let events = queries::has_events(api).then(|| {
        quote! {
            /// Starts a server that sends a stream with an event, and returns it with a client.
            pub async fn streaming(event: &str) -> (Server, Client) {
                let reply = Reply::new(200, &format!("data: {event}\n\n"));
                let server = Server::start([reply.header("content-type", "text/event-stream")]).await;
                let client = client(&server);
                (server, client)
            }
        }
    });
    let sending = queries::has_event_rules(api).then(|| {
        quote! {
            /// Starts a server that sends a stream of events, and returns it with a client.
            pub async fn sending(stream: &str) -> (Server, Client) {
                let reply = Reply::new(200, stream).header("content-type", "text/event-stream");
                let server = Server::start([reply]).await;
                let client = client(&server);
                (server, client)
            }
        }
    });
    let has_texts =
        queries::has_texts(api) || queries::has_downloads(api) || queries::has_lines(api);
    let answering = (has_texts || queries::has_redirects(api) || queries::has_several_kinds(api))
        .then(|| {
            quote! {
                /// Starts a server that sends a response with a header, and returns it with a client.
                pub async fn answering(
                    status: u16,
                    (name, value): (&str, &str),
                    body: &str,
                ) -> (Server, Client) {
                    let reply = Reply::new(status, body).header(name, value);
                    let server = Server::start([reply]).await;
                    let client = client(&server);
                    (server, client)
                }
            }
        });
    quote! {
        /// Starts a server that sends a JSON document, and returns it with a client.
        pub async fn replying(body: &str) -> (Server, Client) {
            let reply = Reply::new(200, body).header("content-type", "application/json");
            let server = Server::start([reply]).await;
            let client = client(&server);
            (server, client)
        }

        #events
        #sending
        #answering
    }
}

/// Returns the functions that compare a decoded response with the reply.
fn comparisons() -> TokenStream {
    quote! {
        /// Checks that a decoded value is encoded as at a place in a JSON document.
        pub fn same(value: &impl Serialize, expected: &str, place: &str) {
            let encoded = serde_json::to_value(value).expect("the value is encoded");
            assert_eq!(Some(&encoded), json(expected).pointer(place));
        }

        /// Parses a text as JSON.
        fn json(text: &str) -> serde_json::Value {
            serde_json::from_str(text).expect("the text is JSON")
        }
    }
}
