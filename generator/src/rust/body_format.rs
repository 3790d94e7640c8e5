//! Formats of request bodies that differ from JSON with its usual media type.

use crate::model::{Body, BodyFormat, FormLists, Method, Presence};
use proc_macro2::TokenStream;
use quote::quote;

/// Returns the part of a method's row in its table that describes the body.
pub(super) fn of_operation(method: &Method) -> TokenStream {
    let presence = match &method.body {
        Body::None => return TokenStream::new(),
        Body::Fields(_) => Presence::Required,
        Body::Whole(whole) => whole.presence,
    };
    let format = match &method.body_format {
        BodyFormat::Json { media_type: None } => quote!(runtime::request::format::JSON),
        BodyFormat::Json {
            media_type: Some(media_type),
        } => quote!(runtime::request::format::JSON.with_media_type(#media_type)),
        BodyFormat::Form(FormLists::Brackets) => quote!(runtime::request::form::BRACKETS),
        BodyFormat::Form(FormLists::Repeated) => quote!(runtime::request::form::REPEATED),
        BodyFormat::Form(FormLists::Indexed) => quote!(runtime::request::form::INDEXED),
        BodyFormat::Text { media_type } => {
            quote!(runtime::request::text_body::TEXT.with_media_type(#media_type))
        }
        BodyFormat::Multipart => quote!(runtime::request::multipart::MULTIPART),
        BodyFormat::File { media_type } => {
            quote!(runtime::request::file_body::FILE.with_media_type(#media_type))
        }
    };
    match (presence, &method.body_format) {
        (Presence::Required, BodyFormat::Json { media_type: None }) => quote!(body),
        (Presence::Required, _) => quote!(body[#format]),
        (Presence::Optional, _) => quote!(body[#format.optional()]),
    }
}

/// Returns the rule of the testing kit for a body of a format. `rule` is the rule for its content.
pub(super) fn rule(method: &Method, rule: TokenStream) -> TokenStream {
    let presence = match &method.body {
        Body::None | Body::Fields(_) => Presence::Required,
        Body::Whole(whole) => whole.presence,
    };
    let rule = match &method.body_format {
        BodyFormat::Json { media_type: None } => rule,
        BodyFormat::Json {
            media_type: Some(media_type),
        } => quote!(rules::BodyRule::Encoded(rules::BodyCodec::json(#media_type), &#rule)),
        BodyFormat::Form(_) => {
            quote!(rules::BodyRule::Encoded(crate::runtime::testing::form::FORM, &#rule))
        }
        BodyFormat::Text { media_type } => {
            quote!(rules::BodyRule::Encoded(rules::BodyCodec::text(#media_type), &#rule))
        }
        BodyFormat::Multipart => quote!(
            rules::BodyRule::Encoded(crate::runtime::testing::multipart::MULTIPART, &#rule)
        ),
        BodyFormat::File { .. } => {
            quote!(rules::BodyRule::Encoded(rules::BodyCodec::FILE, &#rule))
        }
    };
    match presence {
        Presence::Required => rule,
        Presence::Optional => quote!(rules::BodyRule::Optional(&#rule)),
    }
}

/// Returns the documentation of a method about the format of its body.
pub(super) fn docs(method: &Method) -> Vec<String> {
    let line = match (&method.body, &method.body_format) {
        (Body::None, _) | (_, BodyFormat::Json { media_type: None }) => return Vec::new(),
        (_, BodyFormat::Form(_)) => "The body is sent as a form.".to_owned(),
        (_, BodyFormat::Multipart) => "The body is sent as a form in parts.".to_owned(),
        (
            _,
            BodyFormat::Json {
                media_type: Some(media_type),
            }
            | BodyFormat::Text { media_type }
            | BodyFormat::File { media_type },
        ) => format!("The body is sent as {}.", super::docs::code(media_type)),
    };
    vec![String::new(), line]
}
