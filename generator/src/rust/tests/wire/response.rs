//! Responses in wire tests: the reply of the server, and the checks of the decoded response.

use crate::{
    model::{Api, Method, Pages, Returns, Verb},
    rust::example::{
        json::{is_canonical, literal},
        sample::{self, Direction},
    },
};
use proc_macro2::TokenStream;
use quote::quote;
use serde_json::{Map, Value, json};

/// Code of a test for the response.
#[derive(Default)]
pub(super) struct ResponseCode {
    /// Declaration of the body of the reply; empty if nothing is decoded.
    pub(super) documented: TokenStream,
    /// The reply of the server.
    pub(super) reply: TokenStream,
    /// Comparison of the decoded response with the documented one.
    pub(super) checks: TokenStream,
    is_stream: bool,
}

impl ResponseCode {
    /// Returns the statements that await a call.
    pub(super) fn awaited(&self, call: &TokenStream) -> TokenStream {
        if self.is_stream {
            quote! {
                let mut events = #call.await?;
                let response = events.try_next().await?.ok_or("no event was received")?;
            }
        } else if self.checks.is_empty() {
            quote!(#call.await?;)
        } else {
            quote!(let response = #call.await?;)
        }
    }
}

/// Returns the code for the response of a method.
pub(super) fn of(api: &Api, method: &Method) -> ResponseCode {
    let documented = |sample: Value| method.example_response.clone().unwrap_or(sample);
    let sample = |ty| sample::json(api, ty, Direction::Response);
    match &method.returns {
        Returns::Nothing => ResponseCode {
            reply: json_reply(method, &quote!("{}")),
            ..ResponseCode::default()
        },
        Returns::Value(ty) => {
            let json = documented(sample(ty));
            ResponseCode {
                documented: declaration(&json),
                reply: json_reply(method, &quote!(body)),
                checks: value_check(&json),
                is_stream: false,
            }
        }
        Returns::Pages(pages) => {
            let json = documented(page(&sample(&pages.item), pages));
            ResponseCode {
                documented: declaration(&json),
                reply: json_reply(method, &quote!(body)),
                checks: page_check(pages, &json),
                is_stream: false,
            }
        }
        Returns::Events(events) => {
            let json = documented(sample(&events.item));
            ResponseCode {
                documented: declaration(&json),
                reply: event_reply(),
                checks: value_check(&json),
                is_stream: true,
            }
        }
    }
}

fn declaration(json: &Value) -> TokenStream {
    let literal = literal(json);
    quote!(let body = #literal;)
}

fn json_reply(method: &Method, body: &TokenStream) -> TokenStream {
    let body = match method.route.verb {
        Verb::Head => &quote!(""),
        Verb::Get | Verb::Post | Verb::Put | Verb::Patch | Verb::Delete => body,
    };
    quote!(Reply::new(200, #body).header("content-type", "application/json"))
}

fn event_reply() -> TokenStream {
    quote! {
        Reply::new(200, &format!("data: {}\n\n", support::json(body)))
            .header("content-type", "text/event-stream")
    }
}

/// Returns a page with one item.
fn page(item: &Value, pages: &Pages) -> Value {
    let keys = pages.items.iter().rev();
    keys.fold(json!([item]), |inner, key| {
        Value::Object(Map::from_iter([(key.clone(), inner)]))
    })
}

fn value_check(documented: &Value) -> TokenStream {
    if is_canonical(documented) {
        quote! {
            let encoded = serde_json::to_value(response)?;
            assert_eq!(encoded, support::json(body));
        }
    } else {
        quote! {
            let debug = format!("{response:?}");
            assert!(!debug.is_empty());
        }
    }
}

fn page_check(pages: &Pages, documented: &Value) -> TokenStream {
    let pointer = pages
        .items
        .iter()
        .fold(String::new(), |path, key| path + "/" + key);
    if is_canonical(documented) {
        quote! {
            let encoded = serde_json::to_value(&response.items)?;
            assert_eq!(Some(&encoded), support::json(body).pointer(#pointer));
        }
    } else {
        quote! {
            let expected = support::json(body).pointer(#pointer).and_then(|items| items.as_array().map(Vec::len));
            assert_eq!(Some(response.items.len()), expected);
        }
    }
}
