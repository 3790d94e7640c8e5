//! Webhooks.

use super::{
    schemas::schema,
    words::{duration, put},
};
use crate::{
    model::{
        Api, SecretEncoding, Signature, SignatureHash, SignatureTimestamp, SignedPart,
        TextEncoding, TimestampFormat, Type, Webhooks,
    },
    openapi::{
        extension::{ExtendedObject, Extension},
        media_types::JSON,
    },
};
use serde_json::{Map, Value, json};

/// Returns the webhooks of the API: one, whose body is any of the events.
pub(super) fn webhooks(api: &Api, webhooks: &Webhooks) -> Value {
    let event = Type::Model(webhooks.event);
    let content = json!({ (JSON): { "schema": schema(&api.models, &event) } });
    let mut operation = Map::new();
    put(&mut operation, "operationId", Some("webhook"));
    put(
        &mut operation,
        "summary",
        Some("Webhook with one of the events"),
    );
    put(&mut operation, "description", Some("Receives an event."));
    put(
        &mut operation,
        "requestBody",
        Some(json!({ "required": true, "content": content })),
    );
    put(
        &mut operation,
        "responses",
        Some(json!({ "204": { "description": "The event was received." } })),
    );
    let mut extension = Extension::new(ExtendedObject::Webhook);
    extension.add("signature", webhooks.signature.as_ref().map(signature));
    extension.attach(&mut operation);
    json!({ "event": { "post": operation } })
}

fn signature(signature: &Signature) -> Value {
    let mut words = Map::new();
    let separator = signature.separator.map(String::from);
    let signed = signature.signed.iter().map(|part| match part {
        SignedPart::Text(text) => text.clone(),
        SignedPart::Body => "{body}".to_owned(),
        SignedPart::Timestamp => "{timestamp}".to_owned(),
        SignedPart::Header(name) => format!("{{header:{name}}}"),
    });
    put(&mut words, "header", Some(signature.header.as_str()));
    put(&mut words, "separator", separator);
    put(&mut words, "prefix", prefix(&signature.prefix));
    put(
        &mut words,
        "scheme",
        Some(match signature.hash {
            SignatureHash::Sha256 => "hmac_sha256",
            SignatureHash::Sha512 => "hmac_sha512",
        }),
    );
    put(&mut words, "encoding", Some(encoding(signature.encoding)));
    put(
        &mut words,
        "timestamp",
        signature.timestamp.as_ref().map(timestamp),
    );
    put(&mut words, "signed", Some(signed.collect::<String>()));
    put(&mut words, "secret", signature.secret.as_ref().map(secret));
    words.into()
}

fn timestamp(timestamp: &SignatureTimestamp) -> Value {
    let mut words = Map::new();
    put(&mut words, "header", timestamp.header.clone());
    put(&mut words, "prefix", prefix(&timestamp.prefix));
    put(
        &mut words,
        "format",
        Some(match timestamp.format {
            TimestampFormat::UnixSeconds => "unix_seconds",
            TimestampFormat::UnixMillis => "unix_millis",
            TimestampFormat::DateTime => "datetime",
        }),
    );
    put(&mut words, "tolerance", Some(duration(timestamp.tolerance)));
    words.into()
}

fn secret(secret: &SecretEncoding) -> Value {
    let mut words = Map::from_iter([(
        "encoding".to_owned(),
        Value::from(encoding(secret.encoding)),
    )]);
    put(&mut words, "prefix", prefix(&secret.prefix));
    words.into()
}

fn prefix(prefix: &str) -> Option<&str> {
    Some(prefix).filter(|prefix| !prefix.is_empty())
}

fn encoding(encoding: TextEncoding) -> &'static str {
    match encoding {
        TextEncoding::Hex => "hex",
        TextEncoding::Base64 => "base64",
    }
}
