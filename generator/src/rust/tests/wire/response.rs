//! Responses in wire tests: the reply of the server, and the checks of the decoded response.

use super::{expected::expected, pages, stream};
use crate::{
    model::{
        Api, ByStatus, Events, Lines, Method, ResponseKind, Returns, StatusMeaning, StatusVariant,
        Type, Verb,
    },
    names::ident,
    rust::{
        example::{canonical, json::line, sample},
        request,
    },
};
use proc_macro2::{Literal, TokenStream};
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
#[derive(Clone)]
enum Form {
    Nothing,
    Unread,
    Value,
    /// Path of a variant of the enum that the call returns, and its content.
    Variant(TokenStream, VariantContent),
    Download,
    Stream,
    EndedStream,
}

/// Content of a variant of an enum.
#[derive(Clone, Copy)]
enum VariantContent {
    Nothing,
    Fields,
    Value,
    Download,
}

impl ResponseCode {
    /// Returns the code for a response that is a variant of an enum.
    fn into_variant(mut self, path: TokenStream, content: VariantContent) -> Self {
        self.form = Form::Variant(path, content);
        self
    }

    /// Returns the statements that await a call.
    pub(super) fn awaited(&self, call: &TokenStream) -> TokenStream {
        match &self.form {
            Form::Nothing => quote!(#call.await?;),
            Form::Unread => quote!(drop(#call.await?);),
            Form::Value => quote!(let response = #call.await?;),
            Form::Variant(path, content) => {
                let (pattern, read) = match content {
                    VariantContent::Nothing => (TokenStream::new(), None),
                    VariantContent::Fields => (quote!({ .. }), None),
                    VariantContent::Value => (quote!((response)), None),
                    VariantContent::Download => {
                        let read = quote!(let response = response.bytes().await?;);
                        (quote!((response)), Some(read))
                    }
                };
                quote! {
                    let #path #pattern = #call.await? else {
                        return Err("the response is of another kind".into());
                    };
                    #read
                }
            }
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
        Returns::ByStatus(by_status) => {
            let variants = by_status.variants();
            let first = variants.first();
            first.map_or_else(
                || empty(200),
                |first| of_variant(api, method, by_status, first),
            )
        }
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
        Returns::Text => text(method, 200),
        Returns::Download => download(200),
        Returns::Redirect => redirect(302),
    }
}

/// Returns the code for a response of a variant.
pub(super) fn of_variant(
    api: &Api,
    method: &Method,
    by_status: &ByStatus,
    variant: &StatusVariant,
) -> ResponseCode {
    let result = request::path_of_result(&ident(&api.head.package.lib), by_status);
    let name = ident(variant.kind.variant());
    let path = quote!(#result::#name);
    let status = by_status.sample_status(variant);
    let (code, content) = match &variant.kind {
        ResponseKind::Value(ty) => {
            let code = value(api, method, ty, status);
            (code, VariantContent::Value)
        }
        ResponseKind::Meaning(StatusMeaning::Text) => (text(method, status), VariantContent::Value),
        ResponseKind::Meaning(StatusMeaning::Download) => {
            (download(status), VariantContent::Download)
        }
        ResponseKind::Meaning(StatusMeaning::Redirect) => (redirect(status), VariantContent::Value),
        ResponseKind::Meaning(StatusMeaning::Pending) => (empty(status), VariantContent::Fields),
        ResponseKind::Meaning(StatusMeaning::Nothing | StatusMeaning::NotModified) => {
            (empty(status), VariantContent::Nothing)
        }
    };
    code.into_variant(path, content)
}

/// Returns the code for a response that is text.
fn text(method: &Method, status: u16) -> ResponseCode {
    let documented = method.example_response.as_ref().and_then(Value::as_str);
    let status = Literal::u16_unsuffixed(status);
    of_text(
        documented.unwrap_or("text"),
        &quote!(#status, ("content-type", "text/plain"), reply),
        Form::Value,
    )
}

/// Returns the code for a download.
fn download(status: u16) -> ResponseCode {
    let status = Literal::u16_unsuffixed(status);
    let header = quote!(("content-type", "application/octet-stream"));
    of_text("content", &quote!(#status, #header, reply), Form::Download)
}

/// Returns the code for a redirect.
fn redirect(status: u16) -> ResponseCode {
    let status = Literal::u16_unsuffixed(status);
    of_text(
        "https://files.example/content",
        &quote!(#status, ("location", reply), ""),
        Form::Value,
    )
}

/// Returns the code for a response with a status and a header alone.
fn empty(status: u16) -> ResponseCode {
    let status = Literal::u16_unsuffixed(status);
    of_unread(quote!(support::answering(#status, ("retry-after", "3"), "")))
}

/// Returns the code for a JSON value with a status.
fn value(api: &Api, method: &Method, ty: &Type, status: u16) -> ResponseCode {
    let documented = method.example_response.clone();
    let json = documented.unwrap_or_else(|| sample::returned(api, ty));
    let status = Literal::u16_unsuffixed(status);
    let server = quote!(support::answering(#status, ("content-type", "application/json"), reply));
    of_value(api, ty, &json, server, true, Form::Value)
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
