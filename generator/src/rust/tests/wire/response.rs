//! Responses in wire tests: the reply of the server, and the checks of the decoded response.

use crate::{
    model::{Api, Method, Pages, Returns, Verb},
    rust::example::{canonical, json::line, sample},
};
use proc_macro2::TokenStream;
use quote::quote;
use serde_json::{Map, Value, json};

/// Code of a test for the response.
pub(super) struct ResponseCode {
    /// Declaration of the reply; empty if nothing is decoded.
    pub(super) reply: TokenStream,
    /// Call that starts the server.
    pub(super) server: TokenStream,
    /// Comparison of the decoded response with the reply.
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
    let sample = |ty| sample::returned(api, ty);
    let (json, checks, is_stream) = match &method.returns {
        Returns::Nothing => return of_nothing(method),
        Returns::Value(ty) => {
            let json = documented(sample(ty));
            let checks = value_check(&json, &canonical::value(api, ty, &json));
            (json, checks, false)
        }
        Returns::Pages(pages) => {
            let json = documented(page(&sample(&pages.item), pages));
            let checks = page_check(pages, &json, &canonical::page(api, pages, &json));
            (json, checks, false)
        }
        Returns::Events(events) => {
            let json = documented(sample(&events.item));
            let checks = value_check(&json, &canonical::value(api, &events.item, &json));
            (json, checks, true)
        }
    };
    let literal = line(&json);
    let server = match (is_stream, method.route.verb) {
        (true, _) => quote!(support::streaming(reply)),
        (false, Verb::Head) => quote!(support::replying("")),
        (false, Verb::Get | Verb::Post | Verb::Put | Verb::Patch | Verb::Delete) => {
            quote!(support::replying(reply))
        }
    };
    ResponseCode {
        reply: quote!(let reply = #literal;),
        server,
        checks,
        is_stream,
    }
}

fn of_nothing(method: &Method) -> ResponseCode {
    let body = match method.route.verb {
        Verb::Head => "",
        Verb::Get | Verb::Post | Verb::Put | Verb::Patch | Verb::Delete => "{}",
    };
    ResponseCode {
        reply: TokenStream::new(),
        server: quote!(support::replying(#body)),
        checks: TokenStream::new(),
        is_stream: false,
    }
}

/// Returns a page with one item.
fn page(item: &Value, pages: &Pages) -> Value {
    let keys = pages.items.iter().rev();
    keys.fold(json!([item]), |inner, key| {
        Value::Object(Map::from_iter([(key.clone(), inner)]))
    })
}

/// Compares the decoded response, written again, with the canonical form of the reply.
fn value_check(reply: &Value, canonical: &Value) -> TokenStream {
    let expected = expected(reply, canonical);
    quote!(support::same(&response, #expected, "");)
}

fn page_check(pages: &Pages, reply: &Value, canonical: &Value) -> TokenStream {
    let pointer = pages.items.iter().fold(String::new(), |path, key| {
        path + "/" + &key.replace('~', "~0").replace('/', "~1")
    });
    let expected = expected(reply, canonical);
    quote!(support::same(&response.items, #expected, #pointer);)
}

/// Returns the variable with the reply, or the canonical form as a literal if it differs.
fn expected(reply: &Value, canonical: &Value) -> TokenStream {
    if reply == canonical {
        quote!(reply)
    } else {
        line(canonical)
    }
}
