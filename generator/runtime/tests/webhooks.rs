//! Webhooks: promise 25.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use http::{HeaderMap, HeaderName, HeaderValue};
use sdk_runtime::models::Badges;
use sdk_runtime::runtime::error::Error;
use sdk_runtime::runtime::error::kind::ErrorKind;
use sdk_runtime::runtime::webhooks::Verify;
use sdk_runtime::runtime::webhooks::standard::{StandardVerifier, StandardWebhooks as Webhooks};
use sha2::Sha256;

use crate::strict;
use crate::support::api::Animal;

/// Example from the reference libraries of Standard Webhooks.
pub(crate) const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
pub(crate) const ID: &str = "msg_p5jXN8AQM9LWM0D4loKWxJek";
const SENT: u64 = 1_614_265_330;
pub(crate) const BODY: &[u8] = br#"{"test": 2432232314}"#;
const SIGNATURE: &str = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

/// Returns the headers of a webhook.
pub(crate) fn headers(id: &str, timestamp: &str, signature: &str) -> HeaderMap {
    let pairs = [
        ("webhook-id", id),
        ("webhook-timestamp", timestamp),
        ("webhook-signature", signature),
    ];
    let pairs = pairs.map(|(name, value)| {
        let value = HeaderValue::from_bytes(value.as_bytes()).unwrap();
        (HeaderName::from_static(name), value)
    });
    pairs.into_iter().collect()
}

/// Returns the headers of the example with another signature.
fn signed(signature: &str) -> HeaderMap {
    headers(ID, &SENT.to_string(), signature)
}

fn verifier() -> StandardVerifier {
    StandardVerifier::new(SECRET).unwrap()
}

/// Verifies the example the given number of seconds after it was sent.
fn verify(headers: &HeaderMap, body: &[u8], seconds: i64) -> Result<(), Error> {
    let now = UNIX_EPOCH + Duration::from_secs(SENT.checked_add_signed(seconds).unwrap());
    verifier().verify_at(body, headers, now)
}

/// Returns the message of a failed verification.
#[track_caller]
fn refused(outcome: Result<(), Error>) -> String {
    let error = outcome.unwrap_err();
    assert!(error.is_webhook() && error.kind() == ErrorKind::Webhook);
    assert!(error.operation().is_none() && error.body().is_none());
    error.to_string()
}

/// Signs with any key: a second implementation of the algorithm.
pub(crate) fn sign(key: &[u8], id: &str, timestamp: &str, body: &[u8]) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).unwrap();
    mac.update(format!("{id}.{timestamp}.").as_bytes());
    mac.update(body);
    format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes()))
}

/// Returns the headers of a webhook that is sent now, signed with the secret of the example.
pub(crate) fn fresh(body: &[u8]) -> HeaderMap {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    let now = now.as_secs().to_string();
    let key = STANDARD
        .decode(SECRET.strip_prefix("whsec_").unwrap())
        .unwrap();
    headers("msg_1", &now, &sign(&key, "msg_1", &now, body))
}

#[test]
fn promise_25_the_published_example() {
    verify(&signed(SIGNATURE), BODY, 0).unwrap();
    let without_prefix = SECRET.strip_prefix("whsec_").unwrap();
    let verifier = StandardVerifier::new(without_prefix).unwrap();
    let now = UNIX_EPOCH + Duration::from_secs(SENT);
    verifier.verify_at(BODY, &signed(SIGNATURE), now).unwrap();
    Webhooks::<Animal>::new(format!(" {without_prefix}\n")).unwrap();
}

#[test]
fn promise_25_the_case_of_headers_does_not_matter() {
    let mut headers = HeaderMap::new();
    for (name, value) in [
        ("Webhook-Id", ID),
        ("WEBHOOK-TIMESTAMP", "1614265330"),
        ("webhook-Signature", SIGNATURE),
    ] {
        let name = HeaderName::from_bytes(name.as_bytes()).unwrap();
        headers.insert(name, HeaderValue::from_static(value));
    }
    verify(&headers, BODY, 0).unwrap();
}

#[test]
fn promise_25_one_signature_of_several_is_enough() {
    let wrong = "v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc=";
    let unpadded = SIGNATURE.trim_end_matches('=');
    for signatures in [
        format!("{wrong} {SIGNATURE}"),
        format!("{SIGNATURE} {wrong}"),
        format!("v1a,{} v2,x  v1, v1,?  {SIGNATURE}", &SIGNATURE[3..]),
        format!("{wrong} {unpadded}"),
    ] {
        verify(&signed(&signatures), BODY, 0).unwrap();
    }
}

#[test]
fn promise_25_other_signatures_are_refused() {
    let plain = &SIGNATURE[3..];
    let hash = STANDARD.decode(plain).unwrap();
    let short = format!("v1,{}", STANDARD.encode(&hash[..16]));
    let long = format!("v1,{}", STANDARD.encode([&hash[..], b"x"].concat()));
    let mut flipped = hash;
    flipped[31] ^= 1;
    let flipped = format!("v1,{}", STANDARD.encode(flipped));
    for signature in [
        "",
        "v1",
        "v1,",
        plain,
        &format!("v2,{plain}"),
        &format!("V1,{plain}"),
        &format!("v1={plain}"),
        &format!("v1, {plain}"),
        &format!("x{SIGNATURE}"),
        &SIGNATURE.replace('+', "-").replace('/', "_"),
        &SIGNATURE.to_lowercase(),
        &short,
        &long,
        &flipped,
        &sign(b"another key of a good length", ID, "1614265330", BODY),
    ] {
        assert_eq!(
            refused(verify(&signed(signature), BODY, 0)),
            "the webhook is not signed with the secret",
            "{signature}"
        );
    }
}

#[test]
fn promise_25_id_timestamp_and_body_are_signed() {
    let message = "the webhook is not signed with the secret";
    for body in [
        &b""[..],
        b"{}",
        br#"{"test":2432232314}"#,
        br#"{"test": 2432232314} "#,
    ] {
        assert_eq!(refused(verify(&signed(SIGNATURE), body, 0)), message);
    }
    let other_id = headers("msg_2", "1614265330", SIGNATURE);
    assert_eq!(refused(verify(&other_id, BODY, 0)), message);
    let other_time = headers(ID, "1614265331", SIGNATURE);
    assert_eq!(refused(verify(&other_time, BODY, 0)), message);
    let other_digits = headers(ID, "01614265330", SIGNATURE);
    assert_eq!(refused(verify(&other_digits, BODY, 0)), message);
}

#[test]
fn promise_25_five_minutes_either_way() {
    for seconds in [-300, -1, 0, 1, 300] {
        verify(&signed(SIGNATURE), BODY, seconds).unwrap();
    }
    let old = "the webhook is too old: it was sent more than 300 seconds ago";
    let future = "the webhook is from the future: one of the clocks is wrong";
    for (seconds, words) in [
        (301, old),
        (86_400, old),
        (-301, future),
        (-1_614_265_330, future),
    ] {
        assert_eq!(refused(verify(&signed(SIGNATURE), BODY, seconds)), words);
    }
    let part_of_a_second = UNIX_EPOCH + Duration::from_millis((SENT + 300) * 1000 + 999);
    verifier()
        .verify_at(BODY, &signed(SIGNATURE), part_of_a_second)
        .unwrap();
    let before_the_epoch = UNIX_EPOCH - Duration::from_secs(1);
    let outcome = verifier().verify_at(BODY, &signed(SIGNATURE), before_the_epoch);
    assert_eq!(refused(outcome), future);
    let last = headers(ID, &u64::MAX.to_string(), SIGNATURE);
    assert_eq!(refused(verify(&last, BODY, 0)), future);
    let far_away = UNIX_EPOCH + Duration::from_secs(1 << 40);
    let outcome = verifier().verify_at(BODY, &signed(SIGNATURE), far_away);
    assert_eq!(refused(outcome), old);
}

#[test]
fn promise_25_timestamps_are_digits() {
    let key = b"a key of thirty-two bytes length";
    let verifier = StandardVerifier::new(&STANDARD.encode(key)).unwrap();
    for timestamp in [
        "",
        "+1614265330",
        "-1614265330",
        " 1614265330",
        "1614265330.0",
        "1.614265330e9",
        "0x60380a72",
        "1614265330s",
        "99999999999999999999",
        "2021-02-25T15:02:10Z",
    ] {
        let headers = headers(ID, timestamp, &sign(key, ID, timestamp, BODY));
        let now = UNIX_EPOCH + Duration::from_secs(SENT);
        assert_eq!(
            refused(verifier.verify_at(BODY, &headers, now)),
            "the header `webhook-timestamp` is not a number of seconds",
            "{timestamp}"
        );
    }
    let far = u64::MAX.to_string();
    let headers = headers(ID, &far, &sign(key, ID, &far, BODY));
    let outcome = verifier.verify_at(BODY, &headers, UNIX_EPOCH);
    assert!(refused(outcome).contains("future"));
}

#[test]
fn promise_25_missing_headers_are_named() {
    for name in ["webhook-id", "webhook-timestamp", "webhook-signature"] {
        let mut headers = signed(SIGNATURE);
        headers.remove(name);
        assert_eq!(
            refused(verify(&headers, BODY, 0)),
            format!("the webhook has no header `{name}`")
        );
        headers.insert(name, HeaderValue::from_bytes(b"\xe4").unwrap());
        assert_eq!(
            refused(verify(&headers, BODY, 0)),
            format!("the header `{name}` of the webhook is not ASCII")
        );
    }
}

#[test]
fn promise_25_unwrap_verifies_and_decodes() {
    let webhooks = Webhooks::<Animal>::new(SECRET).unwrap();
    let body = br#"{"id":"a","legs":4,"new":null}"#;
    let animal = webhooks.unwrap(body, &fresh(body)).unwrap();
    assert_eq!((&*animal.id, animal.legs), ("a", 4));
    webhooks.verify(body, &fresh(body)).unwrap();
    let forged = webhooks.unwrap(br#"{"id":"b"}"#, &fresh(body)).unwrap_err();
    assert!(forged.is_webhook(), "{forged}");
    let old = webhooks.unwrap(BODY, &signed(SIGNATURE)).unwrap_err();
    assert!(
        old.to_string().contains("too old"),
        "the current time is used"
    );
}

#[test]
fn promise_14_what_is_required_is_never_zero_in_a_webhook() {
    let webhooks = Webhooks::<Badges>::new(SECRET).unwrap();
    let body = strict::whole().to_string();
    webhooks
        .unwrap(body.as_bytes(), &fresh(body.as_bytes()))
        .unwrap();
    for (body, path, reason) in strict::broken() {
        let body = body.to_string();
        let error = webhooks.unwrap(body.as_bytes(), &fresh(body.as_bytes()));
        strict::check(&error.unwrap_err(), "", path, reason);
    }
}

#[test]
fn promise_25_events_that_cannot_be_decoded() {
    let webhooks = Webhooks::<Animal>::new(SECRET).unwrap();
    for (body, words) in [
        (
            &br#"{"id":{"s3cret":1}}"#[..],
            "at `id`: found object, expected a string",
        ),
        (br#"{"id":"s3cret","legs":"s3cret"}"#, "at `legs`"),
        (b"s3cret", "the body is not JSON"),
        (b"\xff", "the body is not UTF-8"),
        (b" ", "the body is empty"),
        (b"null", "the body is `null`"),
    ] {
        let error = webhooks.unwrap(body, &fresh(body)).unwrap_err();
        let line = error.to_string();
        assert!(error.is_decode(), "{line}");
        assert!(
            line.starts_with("cannot decode the event of the webhook: ") && line.contains(words),
            "{line}"
        );
        assert!(!format!("{line} {error:?}").contains("s3cret"));
        assert!(std::error::Error::source(&error).is_some());
    }
}
