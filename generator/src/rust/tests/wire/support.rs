//! `tests/wire/support.rs`: the client of the wire tests, and the comparison of a request with the expected one.

use crate::model::{Api, Auth};
use proc_macro2::TokenStream;
use quote::quote;

/// Returns `tests/wire/support.rs`.
pub(super) fn file(api: &Api) -> TokenStream {
    let lib = crate::names::ident(&api.head.package.lib);
    let params = api
        .head
        .client_params
        .iter()
        .map(|param| param.name.ident());
    let credentials = credentials(&api.head.auth);
    let authorization = authorization(&api.head.auth);
    let agent = format!(
        "{}/{} (api {})",
        api.head.package.name, api.head.package.version, api.head.version
    );
    quote! {
        #![doc = " Helpers of the wire tests."]
        use crate::server::Server;
        use #lib::Client;

        /// Returns a client of the server.
        pub fn client(server: &Server) -> Client {
            Client::builder()
                .base_url(server.url())
                #credentials
                #(.#params("sample"))*
                .build()
                .expect("all required values are set")
        }

        /// Checks that the server received one request, which is the expected one.
        pub fn check(server: &Server, method: &str, target: &str, body: Option<&str>) {
            let requests = server.requests();
            assert_eq!(requests.len(), 1, "a call sends one request");
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

        /// Parses a text as JSON.
        pub fn json(text: &str) -> serde_json::Value {
            serde_json::from_str(text).expect("the text is JSON")
        }
    }
}

/// Returns the calls that give credentials to the builder.
fn credentials(auth: &Auth) -> TokenStream {
    match auth {
        Auth::None => TokenStream::new(),
        Auth::Bearer { .. } | Auth::Header { .. } => quote!(.api_key("key")),
        Auth::Basic { .. } => quote!(.username("user").password("key")),
    }
}

/// Returns the check of the header that carries the credentials.
fn authorization(auth: &Auth) -> TokenStream {
    match auth {
        Auth::None => quote!(assert_eq!(header("authorization"), None);),
        Auth::Bearer { .. } => quote!(assert_eq!(header("authorization"), Some("Bearer key"));),
        Auth::Header { name, .. } => quote!(assert_eq!(header(#name), Some("key"));),
        // The name and the password as base64, with a colon between them.
        Auth::Basic { .. } => {
            quote!(assert_eq!(header("authorization"), Some("Basic dXNlcjprZXk="));)
        }
    }
}
