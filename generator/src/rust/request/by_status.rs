//! Methods whose status says which kind of response it is: an enum with a variant for each kind.

use crate::{
    model::{
        Api, ByStatus, Method, ResponseKind, ResultEnum, Returns, StatusMeaning, StatusVariant,
    },
    names::{Name, ident},
    rust::{docs, imports::Imports, types},
};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens, quote};

/// Returns the table of the statuses, and the enum if it is one of its own; nothing for methods whose responses are all of
/// one kind.
pub(super) fn emit(api: &Api, method: &Method, imports: &Imports<'_>) -> TokenStream {
    let Returns::ByStatus(by_status) = &method.returns else {
        return TokenStream::new();
    };
    let definition = by_status
        .own_enum()
        .map(|name| definition(api, method, (name, by_status), imports));
    let table = table(api, method, by_status, imports);
    quote!(#definition #table)
}

/// Returns the enum that a method returns.
pub(super) fn result(api: &Api, by_status: &ByStatus, imports: &Imports<'_>) -> TokenStream {
    match by_status.result() {
        ResultEnum::Outcome(ty) => {
            let ty = types::rust(api, ty, imports);
            quote!(crate::Outcome<#ty>)
        }
        ResultEnum::Own(name) => name.ident().into_token_stream(),
    }
}

/// Returns the path of the enum that a method returns, from outside of the emitted crate.
pub(in crate::rust) fn path_of_result(lib: &Ident, by_status: &ByStatus) -> TokenStream {
    match by_status.own_enum() {
        Some(name) => {
            let name = name.ident();
            quote!(#lib::resources::#name)
        }
        None => quote!(#lib::Outcome),
    }
}

/// Returns the definition of an enum.
fn definition(
    api: &Api,
    method: &Method,
    (name, by_status): (&Name, &ByStatus),
    imports: &Imports<'_>,
) -> TokenStream {
    let name = name.ident();
    let docs = docs::attributes([format!(
        "Result of [`{}`]. The status of the response says which one it is.",
        docs::link_to_type(method.request.rust())
    )]);
    let hidden = docs::hidden(method);
    // A download can be read once.
    let derived = if by_status.has(StatusMeaning::Download) {
        quote!(Debug)
    } else {
        quote!(Clone, Debug, PartialEq)
    };
    let variants = by_status.variants();
    let variants = variants
        .iter()
        .map(|variant| declaration(api, variant, imports));
    quote! {
        #docs
        #hidden
        #[derive(#derived)]
        pub enum #name {
            #(#variants,)*
        }
    }
}

/// Returns the declaration of a variant.
fn declaration(api: &Api, variant: &StatusVariant, imports: &Imports<'_>) -> TokenStream {
    let name = ident(variant.kind.variant());
    let title = match &variant.kind {
        ResponseKind::Value(_) => "The value",
        ResponseKind::Meaning(meaning) => title(*meaning),
    };
    let docs = docs::attributes([format!("{title} ({}).", statuses(variant))]);
    let content = match &variant.kind {
        ResponseKind::Value(ty) => {
            let ty = types::rust(api, ty, imports);
            quote!((#ty))
        }
        ResponseKind::Meaning(StatusMeaning::Text | StatusMeaning::Redirect) => quote!((String)),
        ResponseKind::Meaning(StatusMeaning::Download) => {
            let ty = imports.exported("Download");
            quote!((#ty))
        }
        // A handle may be called `Option`.
        ResponseKind::Meaning(StatusMeaning::Pending) => quote!({
            /// Delay that the API requests before the next request (`Retry-After`), at most 60 seconds.
            retry_after: std::option::Option<std::time::Duration>,
            /// URL at which the API reports the progress or the value (`Location`), if it names a valid one.
            location: std::option::Option<String>,
        }),
        ResponseKind::Meaning(StatusMeaning::Nothing | StatusMeaning::NotModified) => {
            TokenStream::new()
        }
    };
    quote!(#docs #name #content)
}

/// Returns what a response means, as the first words of a sentence.
fn title(meaning: StatusMeaning) -> &'static str {
    match meaning {
        StatusMeaning::Text => "Response body as text",
        StatusMeaning::Download => "Response body, which is read in chunks",
        StatusMeaning::Redirect => "URL to which the API redirects, and which is not followed",
        StatusMeaning::Pending => "There is no response yet. The request can be sent again later",
        StatusMeaning::Nothing => "There is no content",
        StatusMeaning::NotModified => {
            "The caller has the response already, according to the headers of the request"
        }
    }
}

/// Returns the statuses of a variant in words.
pub(in crate::rust) fn statuses(variant: &StatusVariant) -> String {
    let listed = variant.statuses.iter().map(u16::to_string);
    let listed: Vec<_> = listed.collect();
    let is_redirect = variant.kind == ResponseKind::Meaning(StatusMeaning::Redirect);
    match (variant.has_others, listed.as_slice()) {
        (true, _) if is_redirect => "any redirect".to_owned(),
        (true, _) => "other statuses of success".to_owned(),
        (false, [only]) => format!("status {only}"),
        (false, several) => format!("statuses {}", several.join(", ")),
    }
}

/// Returns the table that describes the statuses to the runtime.
fn table(api: &Api, method: &Method, by_status: &ByStatus, imports: &Imports<'_>) -> TokenStream {
    imports.add("crate::runtime::call::by_status::by_status");
    let request = method.request.ident();
    let result = result(api, by_status, imports);
    let accept = match accepted(by_status) {
        Some(media_types) => {
            let media_types = ident(media_types);
            quote!(Some(runtime::request::accept::#media_types))
        }
        None => quote!(None),
    };
    let unread_bodies = unread_bodies(by_status);
    let expected = by_status.expected().into_iter();
    let expected = expected.map(Literal::u16_unsuffixed);
    let statuses = by_status.statuses.iter().map(|(status, meaning)| {
        let status = Literal::u16_unsuffixed(*status);
        let reader = reader(*meaning);
        quote!(#status => #reader)
    });
    let others = match &by_status.others {
        Some(ResponseKind::Value(_)) => quote!(value),
        Some(ResponseKind::Meaning(meaning)) => reader(*meaning),
        None => quote!(none),
    };
    quote! {
        by_status! {
            crate::methods::#request => #result {
                accept: #accept,
                unread_bodies: #unread_bodies,
                expected: [#(#expected),*],
                statuses: [#(#statuses),*],
                others: #others,
            }
        }
    }
}

/// Returns the responses of success that are downloads: those with some statuses, or all except those with some statuses.
fn unread_bodies(by_status: &ByStatus) -> TokenStream {
    let are_others = by_status.others == Some(ResponseKind::Meaning(StatusMeaning::Download));
    let listed = by_status.statuses.iter().filter(|(status, meaning)| {
        *status < 300 && are_others != (*meaning == StatusMeaning::Download)
    });
    let listed = listed.map(|(status, _)| Literal::u16_unsuffixed(*status));
    if are_others {
        quote!(Except[#(#listed),*])
    } else {
        quote!(Only[#(#listed),*])
    }
}

/// Returns the constant of the media types that a method accepts; `None` for those of the API.
fn accepted(by_status: &ByStatus) -> Option<&'static str> {
    let has = |meaning| by_status.has(meaning);
    let is_text = has(StatusMeaning::Text);
    match (by_status.ty().is_some(), has(StatusMeaning::Download)) {
        (true, true) => Some("JSON_OR_ANY"),
        (true, false) => is_text.then_some("JSON_OR_TEXT"),
        (false, true) => Some("ANY"),
        (false, false) => is_text.then_some("TEXT"),
    }
}

/// Returns the word of a meaning, with the function of the runtime that not every API has.
fn reader(meaning: StatusMeaning) -> TokenStream {
    let word = ident(meaning.word());
    match meaning {
        StatusMeaning::Download => quote!(#word(runtime::downloads::download::download)),
        StatusMeaning::Text
        | StatusMeaning::Redirect
        | StatusMeaning::Pending
        | StatusMeaning::Nothing
        | StatusMeaning::NotModified => quote!(#word),
    }
}
