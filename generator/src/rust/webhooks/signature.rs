//! Signatures of webhooks that the API describes itself.

use crate::{
    model::{
        SecretEncoding, Signature, SignatureHash, SignatureTimestamp, SignedPart, TextEncoding,
        TimestampFormat,
    },
    rust::{imports::Imports, literals},
};
use proc_macro2::TokenStream;
use quote::quote;

/// Returns the description of a signature for the runtime.
pub(super) fn shape(signature: &Signature, imports: &Imports<'_>) -> TokenStream {
    let header = &signature.header;
    let separator = match signature.separator {
        Some(separator) => quote!(Some(#separator)),
        None => quote!(None),
    };
    let prefix = &signature.prefix;
    let hash = match signature.hash {
        SignatureHash::Sha256 => quote!(Sha256),
        SignatureHash::Sha512 => quote!(Sha512),
    };
    let encoding = encoding(signature.encoding);
    let signed = signature.signed.iter().map(part);
    let timestamp = match &signature.timestamp {
        Some(timestamp) => self::timestamp(timestamp, imports),
        None => quote!(None),
    };
    let (secret, secret_prefix) = match &signature.secret {
        Some(SecretEncoding { encoding, prefix }) => {
            let encoding = self::encoding(*encoding);
            (quote!(Some(#encoding)), prefix.as_str())
        }
        None => (quote!(None), ""),
    };
    imports.add("crate::runtime::webhooks::signature::shape");
    quote! {
        shape::SignatureShape {
            header: #header,
            separator: #separator,
            prefix: #prefix,
            hash: shape::Hash::#hash,
            encoding: #encoding,
            signed: &[#(#signed),*],
            timestamp: #timestamp,
            secret: #secret,
            secret_prefix: #secret_prefix,
        }
    }
}

fn encoding(encoding: TextEncoding) -> TokenStream {
    match encoding {
        TextEncoding::Hex => quote!(shape::Encoding::Hex),
        TextEncoding::Base64 => quote!(shape::Encoding::Base64),
    }
}

fn part(part: &SignedPart) -> TokenStream {
    match part {
        SignedPart::Text(text) => quote!(shape::SignedPart::Text(#text)),
        SignedPart::Body => quote!(shape::SignedPart::Body),
        SignedPart::Timestamp => quote!(shape::SignedPart::Timestamp),
        SignedPart::Header(name) => quote!(shape::SignedPart::Header(#name)),
    }
}

fn timestamp(timestamp: &SignatureTimestamp, imports: &Imports<'_>) -> TokenStream {
    imports.add("std::time::Duration");
    let header = literals::option(timestamp.header.as_ref());
    let prefix = &timestamp.prefix;
    let format = match timestamp.format {
        TimestampFormat::UnixSeconds => quote!(UnixSeconds),
        TimestampFormat::UnixMillis => quote!(UnixMillis),
        TimestampFormat::DateTime => quote!(DateTime),
    };
    let tolerance = literals::duration(timestamp.tolerance);
    quote! {
        Some(shape::TimestampShape {
            header: #header,
            prefix: #prefix,
            format: shape::TimeFormat::#format,
            tolerance: #tolerance,
        })
    }
}

/// Returns a secret for examples.
pub(in crate::rust) fn sample_secret(signature: Option<&Signature>) -> String {
    let base64 = "c2VjcmV0IG9mIHR3ZW50eS1mb3VyLi4u";
    let Some(signature) = signature else {
        return format!("whsec_{base64}");
    };
    match &signature.secret {
        None => "secret of the webhooks".to_owned(),
        Some(SecretEncoding { encoding, prefix }) => match encoding {
            TextEncoding::Hex => format!("{prefix}7365637265742d6f662d776562686f6f6b73"),
            TextEncoding::Base64 => format!("{prefix}{base64}"),
        },
    }
}

/// Returns documentation of what is verified.
pub(super) fn docs(signature: Option<&Signature>) -> String {
    let Some(signature) = signature else {
        return "A webhook is accepted within five minutes, and may be delivered more than once within that time: compare the header \
                `webhook-id` to find duplicates."
            .to_owned();
    };
    let header = &signature.header;
    match &signature.timestamp {
        Some(timestamp) => {
            let seconds = timestamp.tolerance.as_secs();
            format!(
                "The signature is in the header `{header}`. A webhook is accepted within {seconds} seconds, and may be delivered more \
                 than once within that time."
            )
        }
        None => format!(
            "The signature is in the header `{header}`. It has no timestamp: whoever gets hold of a webhook can send it again, at any \
             time."
        ),
    }
}
