//! Responses in wire tests: the reply of the server, and the checks of the decoded response.

use super::{expected::expected, pages, stream};
use crate::{
    model::{Api, Events, Lines, Method, Outcome, Returns, Type, Verb},
    rust::example::{canonical, json::line, sample},
};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use serde_json::Value;

/// Code of a test for the response.
pub(super) struct ResponseCode {
    /// Declaration of the reply; empty if nothing is decoded.
    pub(super) reply: TokenStream,
    /// Call that starts the server.
    pub(super) server: TokenStream,
    /// Comparison of the decoded response with the reply.
    pub(super) checks: TokenStream,
    form: Form,
}

/// Form in which a call returns its response.
#[derive(Clone, Copy)]
enum Form {
    Nothing,
    Unread,
    Value,
    Outcome,
    Download,
    Stream,
    EndedStream,
}

impl ResponseCode {
    /// Returns the statements that await a call.
    pub(super) fn awaited(&self, call: &TokenStream) -> TokenStream {
        match self.form {
            Form::Nothing => quote!(#call.await?;),
            Form::Unread => quote!(drop(#call.await?);),
            Form::Value => quote!(let response = #call.await?;),
            Form::Outcome => quote! {
                let response = #call.await?.ready().ok_or("there is no value")?;
            },
            Form::Download => quote!(let response = #call.await?.bytes().await?;),
            Form::Stream => quote! {
                let mut events = #call.await?;
                let response = events.try_next().await?.ok_or("no event was received")?;
            },
            Form::EndedStream => quote! {
                let mut events = #call.await?;
                let response = events.try_next().await?.ok_or("no event was received")?;
                assert!(events.try_next().await?.is_none(), "the stream has not ended");
            },
        }
    }
}

/// Returns the code for the response of a method.
pub(super) fn of(api: &Api, method: &Method) -> ResponseCode {
    let documented = |sample: Value| method.example_response.clone().unwrap_or(sample);
    let sample = |ty| sample::returned(api, ty);
    let replying = quote!(support::replying(reply));
    match &method.returns {
        Returns::Nothing => of_nothing(method),
        Returns::Value(ty) => {
            let server = match method.route.verb {
                Verb::Head => quote!(support::replying("")),
                Verb::Get | Verb::Post | Verb::Put | Verb::Patch | Verb::Delete => replying,
            };
            of_value(api, ty, &documented(sample(ty)), server, true, Form::Value)
        }
        Returns::Outcome(Outcome { ty, .. }) => of_value(
            api,
            ty,
            &documented(sample(ty)),
            replying,
            true,
            Form::Outcome,
        ),
        Returns::Pages(pages) => {
            let json = pages::last(pages, documented(pages::sample(api, pages)));
            let reply = line(&json);
            ResponseCode {
                reply: quote!(let reply = #reply;),
                server: replying,
                checks: pages::check(api, pages, &json),
                form: Form::Value,
            }
        }
        Returns::Lines(lines) => of_lines(api, lines, &documented(sample(&lines.item))),
        Returns::Events(events) => of_events(api, events, &documented(sample(&events.item))),
        Returns::Text => {
            let text = documented("text".into());
            let text = text.as_str().unwrap_or_default();
            of_text(
                text,
                &quote!(200, ("content-type", "text/plain"), reply),
                Form::Value,
            )
        }
        Returns::Download => {
            let header = quote!(("content-type", "application/octet-stream"));
            of_text("content", &quote!(200, #header, reply), Form::Download)
        }
        Returns::Redirect => of_text(
            "https://files.example/content",
            &quote!(302, ("location", reply), ""),
            Form::Value,
        ),
    }
}

/// Returns the code for a stream of lines.
fn of_lines(api: &Api, lines: &Lines, json: &Value) -> ResponseCode {
    let Some(line) = stream::line(lines, json) else {
        let answer = quote!(200, ("content-type", "application/x-ndjson"), "");
        return of_unread(quote!(support::answering(#answer)));
    };
    let answer = quote!(200, ("content-type", "application/x-ndjson"), #line);
    let server = quote!(support::answering(#answer));
    of_value(api, &lines.item, json, server, false, Form::Stream)
}

/// Returns the code for a stream of events.
fn of_events(api: &Api, events: &Events, json: &Value) -> ResponseCode {
    let Some(stream) = stream::text(events, json) else {
        return of_unread(quote!(support::streaming("")));
    };
    let is_reply = events.rules.is_empty();
    let (server, form) = if is_reply {
        (quote!(support::streaming(reply)), Form::Stream)
    } else {
        let form = match &events.rules.done {
            Some(_) => Form::EndedStream,
            None => Form::Stream,
        };
        (quote!(support::sending(#stream)), form)
    };
    of_value(api, &events.item, json, server, is_reply, form)
}

/// Returns the code for a stream that is not read, because no sample of an item is one under the rules of the API.
fn of_unread(server: TokenStream) -> ResponseCode {
    ResponseCode {
        reply: TokenStream::new(),
        server,
        checks: TokenStream::new(),
        form: Form::Unread,
    }
}

/// Returns the code for a response with a JSON value. `is_reply` says whether the server sends the value as its reply.
fn of_value(
    api: &Api,
    ty: &Type,
    json: &Value,
    server: TokenStream,
    is_reply: bool,
    form: Form,
) -> ResponseCode {
    let canonical = canonical::value(api, ty, json);
    let checks = value_check(json, &canonical);
    let reply = line(json);
    let reply = (is_reply || canonical == *json).then(|| quote!(let reply = #reply;));
    ResponseCode {
        reply: reply.into_token_stream(),
        server,
        checks,
        form,
    }
}

/// Returns the code for a response that is text. `answer` are the status, a header and the body.
fn of_text(text: &str, answer: &TokenStream, form: Form) -> ResponseCode {
    ResponseCode {
        reply: quote!(let reply = #text;),
        server: quote!(support::answering(#answer)),
        checks: quote!(assert_eq!(response, reply);),
        form,
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
        form: Form::Nothing,
    }
}

/// Compares the decoded response, written again, with the canonical form of the reply.
fn value_check(reply: &Value, canonical: &Value) -> TokenStream {
    let expected = expected(reply, canonical);
    quote!(support::same(&response, #expected, "");)
}
