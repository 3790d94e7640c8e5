//! Webhooks whose signatures the description of an API describes: promise 25.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use http::{HeaderMap, HeaderName, HeaderValue};
use sdk_runtime::runtime::error::Error;
use sdk_runtime::runtime::json::value::{Failed, FromJson, JsonValue};
use sdk_runtime::runtime::webhooks::signature::shape::{
    Encoding, Hash, SignatureShape, SignedPart, TimeFormat, TimestampShape,
};
use sdk_runtime::runtime::webhooks::signature::{SignatureVerifier, SignedEvent, SignedWebhooks};
use sdk_runtime::runtime::webhooks::{Event, Verify};

/// Declares an event that is signed in a certain way.
macro_rules! event {
    ($event:ident, $shape:expr) => {
        #[derive(Debug)]
        struct $event;

        impl FromJson for $event {
            fn read(slot: &mut Option<Self>, json: JsonValue<'_>) -> Result<(), Failed> {
                let mut value = None;
                serde_json::Value::read(&mut value, json)?;
                *slot = value.map(|_| Self);
                Ok(())
            }
        }

        impl Event for $event {
            const SECRET_ENV: Option<&'static str> = None;
        }

        impl SignedEvent for $event {
            const SIGNATURE: &'static SignatureShape = &$shape;
        }
    };
}

/// The body alone, as a large host of source code signs it.
const OF_BODY: SignatureShape = SignatureShape {
    header: "x-hub-signature-256",
    separator: None,
    prefix: "sha256=",
    hash: Hash::Sha256,
    encoding: Encoding::Hex,
    signed: &[SignedPart::Body],
    timestamp: None,
    secret: None,
    secret_prefix: "",
};
event!(Push, OF_BODY);

/// A version, a timestamp in a header and the body, as a chat signs it.
const VERSIONED: SignatureShape = SignatureShape {
    header: "x-chat-signature",
    prefix: "v0=",
    signed: &[
        SignedPart::Text("v0:"),
        SignedPart::Timestamp,
        SignedPart::Text(":"),
        SignedPart::Body,
    ],
    timestamp: Some(TimestampShape {
        header: Some("x-chat-timestamp"),
        prefix: "",
        format: TimeFormat::UnixSeconds,
        tolerance: Duration::from_secs(300),
    }),
    ..OF_BODY
};
event!(Command, VERSIONED);

/// Three headers, several signatures, and a key in base64, as a sender of webhooks signs them.
const OF_HEADERS: SignatureShape = SignatureShape {
    header: "hook-signature",
    separator: Some(' '),
    prefix: "v1,",
    encoding: Encoding::Base64,
    signed: &[
        SignedPart::Header("hook-id"),
        SignedPart::Text("."),
        SignedPart::Timestamp,
        SignedPart::Text("."),
        SignedPart::Body,
    ],
    timestamp: Some(TimestampShape {
        header: Some("hook-timestamp"),
        prefix: "",
        format: TimeFormat::UnixSeconds,
        tolerance: Duration::from_secs(300),
    }),
    secret: Some(Encoding::Base64),
    secret_prefix: "whsec_",
    ..OF_BODY
};
event!(Message, OF_HEADERS);

/// Timestamp and signatures in one header, as a payment company sends them.
const IN_ONE_HEADER: SignatureShape = SignatureShape {
    header: "payment-signature",
    separator: Some(','),
    prefix: "v1=",
    signed: &[
        SignedPart::Timestamp,
        SignedPart::Text("."),
        SignedPart::Body,
    ],
    timestamp: Some(TimestampShape {
        header: None,
        prefix: "t=",
        format: TimeFormat::UnixSeconds,
        tolerance: Duration::from_secs(60),
    }),
    ..OF_BODY
};
event!(Payment, IN_ONE_HEADER);

/// SHA-512, and a secret in hexadecimal digits.
const LONG: SignatureShape = SignatureShape {
    header: "signature",
    prefix: "",
    hash: Hash::Sha512,
    secret: Some(Encoding::Hex),
    secret_prefix: "key_",
    ..OF_BODY
};
event!(Report, LONG);

/// Dates as timestamps.
const DATED: SignatureShape = SignatureShape {
    timestamp: Some(TimestampShape {
        header: Some("sent"),
        prefix: "at ",
        format: TimeFormat::DateTime,
        tolerance: Duration::from_secs(60),
    }),
    ..IN_ONE_HEADER
};
event!(Dated, DATED);

/// Milliseconds as timestamps.
const IN_MILLIS: SignatureShape = SignatureShape {
    timestamp: Some(TimestampShape {
        header: Some("sent"),
        prefix: "",
        format: TimeFormat::UnixMillis,
        tolerance: Duration::from_secs(60),
    }),
    ..IN_ONE_HEADER
};
event!(Timed, IN_MILLIS);

fn headers(pairs: &[(&str, &str)]) -> HeaderMap {
    let pairs = pairs.iter().map(|(name, value)| {
        let name = HeaderName::from_bytes(name.as_bytes()).unwrap();
        (name, HeaderValue::from_str(value).unwrap())
    });
    pairs.collect()
}

/// Verifies a webhook that is received the given number of seconds after 1970.
fn verify<E: SignedEvent>(
    secret: &str,
    pairs: &[(&str, &str)],
    body: &[u8],
    seconds: u64,
) -> Result<(), Error> {
    let verifier = SignatureVerifier::<E>::new(secret).unwrap();
    let now = UNIX_EPOCH + Duration::from_secs(seconds);
    verifier.verify_at(body, &headers(pairs), now)
}

#[track_caller]
fn refused(outcome: Result<(), Error>) -> String {
    let error = outcome.unwrap_err();
    assert!(error.is_webhook());
    error.to_string()
}

const UNSIGNED: &str = "the webhook is not signed with the secret";

/// Example from the documentation of a large host of source code.
const PUSH: (&str, &str, &[u8]) = (
    "It's a Secret to Everybody",
    "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
    b"Hello, World!",
);

#[test]
fn promise_25_the_published_example_of_a_signed_body() {
    let (secret, signature, body) = PUSH;
    verify::<Push>(secret, &[("X-Hub-Signature-256", signature)], body, 0).unwrap();
    let digits = signature.to_uppercase().replace("SHA256", "sha256");
    verify::<Push>(secret, &[("X-Hub-Signature-256", &digits)], body, 0).unwrap();
    let other = verify::<Push>("it", &[("X-Hub-Signature-256", signature)], body, 0);
    assert_eq!(refused(other), UNSIGNED);
    let other = verify::<Push>(secret, &[("X-Hub-Signature-256", signature)], b"Hello", 0);
    assert_eq!(refused(other), UNSIGNED);
    let none = verify::<Push>(secret, &[], body, 0);
    assert_eq!(
        refused(none),
        "the webhook has no header `x-hub-signature-256`"
    );
    for wrong in [
        "",
        "sha256=",
        &signature[7..],
        &format!("sha1={}", &signature[7..]),
        &format!("{signature}0"),
        &format!("{signature}00"),
        &signature[..signature.len() - 1],
        &signature[..signature.len() - 2],
        &signature.replace("757", "756"),
        &signature.replace("757", "+57"),
        &format!("{signature},{signature}"),
    ] {
        let outcome = verify::<Push>(secret, &[("x-hub-signature-256", wrong)], body, 0);
        assert_eq!(refused(outcome), UNSIGNED, "{wrong}");
    }
}

/// Example from the documentation of a chat.
#[test]
fn promise_25_the_published_example_of_a_version_and_a_timestamp() {
    let secret = "8f742231b10e8888abcd99yyyzzz85a5";
    let body = b"token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&\
        channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&\
        command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J\
        %2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&\
        trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
    let signature = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";
    let of = |sent| [("x-chat-signature", signature), ("x-chat-timestamp", sent)];
    for now in [1_531_420_318, 1_531_420_618, 1_531_420_918] {
        verify::<Command>(secret, &of("1531420618"), body, now).unwrap();
    }
    let late = verify::<Command>(secret, &of("1531420618"), body, 1_531_420_919);
    assert_eq!(
        refused(late),
        "the webhook is too old: it was sent more than 300 seconds ago"
    );
    let early = verify::<Command>(secret, &of("1531420618"), body, 1_531_420_317);
    assert!(refused(early).contains("from the future"));
    // A replay with a new timestamp has another signature.
    let replay = verify::<Command>(secret, &of("1531420619"), body, 1_531_420_618);
    assert_eq!(refused(replay), UNSIGNED);
    for wrong in ["", "+1531420618", "1531420618.0", "now"] {
        let outcome = verify::<Command>(secret, &of(wrong), body, 1_531_420_618);
        assert_eq!(
            refused(outcome),
            "the header `x-chat-timestamp` does not have a number of seconds",
            "{wrong}"
        );
    }
    let none = verify::<Command>(secret, &of("")[..1], body, 1_531_420_618);
    assert_eq!(
        refused(none),
        "the webhook has no header `x-chat-timestamp`"
    );
}

/// Example from the documentation of a sender of webhooks.
#[test]
fn promise_25_the_published_example_of_signed_headers() {
    let body = br#"{"event_type":"ping","data":{"success":true}}"#;
    let signature = "v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0=";
    let of = |id, signatures| {
        [
            ("hook-id", id),
            ("hook-timestamp", "1731705121"),
            ("hook-signature", signatures),
        ]
    };
    let id = "msg_loFOjxBNrRLzqYUf";
    for secret in ["whsec_plJ3nmyCDGBKInavdOK15jsl", "plJ3nmyCDGBKInavdOK15jsl"] {
        verify::<Message>(secret, &of(id, signature), body, 1_731_705_121).unwrap();
    }
    let secret = "whsec_plJ3nmyCDGBKInavdOK15jsl";
    let several = format!("v1,AAAA v1a,x  {signature} v2,");
    verify::<Message>(secret, &of(id, &several), body, 1_731_705_121).unwrap();
    let other = verify::<Message>(secret, &of("msg_2", signature), body, 1_731_705_121);
    assert_eq!(refused(other), UNSIGNED);
    let none = verify::<Message>(secret, &of(id, signature)[1..], body, 1_731_705_121);
    assert_eq!(refused(none), "the webhook has no header `hook-id`");
}

/// Case 2 of RFC 4231.
#[test]
fn promise_25_the_published_example_of_sha_512() {
    let signature = "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea250554\
        9758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737";
    let body = b"what do ya want for nothing?";
    for secret in ["4a656665", "key_4A656665"] {
        verify::<Report>(secret, &[("signature", signature)], body, 0).unwrap();
    }
    let other = verify::<Report>("4a656666", &[("signature", signature)], body, 0);
    assert_eq!(refused(other), UNSIGNED);
}

#[test]
fn promise_25_a_timestamp_beside_the_signatures() {
    let body = b"{}";
    // HMAC-SHA256 of `1492774577.{}` with the key `secret`, by another program.
    let hash = "2ddb0fdc1ad242a0eece9d964270ad86442b7381d25d1f99cd41a46999919e32";
    let now = 1_492_774_577;
    let of = |text: String| verify::<Payment>("secret", &[("payment-signature", &text)], body, now);
    for text in [
        format!("t=1492774577,v1={hash},v0=00"),
        format!("v1=00, v1={hash}, t=1492774577"),
        format!("t=1492774577,v0={hash},v1={hash}"),
    ] {
        of(text).unwrap();
    }
    assert_eq!(refused(of(format!("t=1492774577,v0={hash}"))), UNSIGNED);
    assert_eq!(refused(of(format!("t=1492774578,v1={hash}"))), UNSIGNED);
    for text in [format!("v1={hash}"), format!("t=,v1={hash}")] {
        assert_eq!(
            refused(of(text)),
            "the header `payment-signature` does not have a number of seconds behind `t=`"
        );
    }
    // The first timestamp counts, and is the one that is signed.
    let twice = of(format!("t=1492774578,t=1492774577,v1={hash}"));
    assert_eq!(refused(twice), UNSIGNED);
}

#[test]
fn promise_25_other_formats_of_timestamps() {
    let webhooks = SignedWebhooks::<Dated>::new("secret").unwrap();
    let in_millis = SignedWebhooks::<Timed>::new("secret").unwrap();
    let now = UNIX_EPOCH + Duration::from_millis(1_700_000_000_999);
    let late = now + Duration::from_secs(61);
    for (headers, sent) in [
        (webhooks.sign_at(b"{}", now), "at 2023-11-14T22:13:20Z"),
        (in_millis.sign_at(b"{}", now), "1700000000999"),
    ] {
        assert_eq!(headers["sent"], sent);
    }
    let dated = SignatureVerifier::<Dated>::new("secret").unwrap();
    let headers = webhooks.sign_at(b"{}", now);
    dated.verify_at(b"{}", &headers, now).unwrap();
    assert!(refused(dated.verify_at(b"{}", &headers, late)).contains("too old"));
    let timed = SignatureVerifier::<Timed>::new("secret").unwrap();
    let headers = in_millis.sign_at(b"{}", now);
    timed.verify_at(b"{}", &headers, now).unwrap();
    assert!(refused(timed.verify_at(b"{}", &headers, late)).contains("too old"));
    for (sent, wrong) in [
        ("2023-11-14", "a date-time"),
        ("at 1700000000", "a date-time"),
        ("at 1969-01-01T00:00:00Z", "a date-time"),
    ] {
        let mut headers = webhooks.sign_at(b"{}", now);
        headers.insert("sent", HeaderValue::from_static(sent));
        let message = refused(dated.verify_at(b"{}", &headers, now));
        assert_eq!(
            message,
            format!("the header `sent` does not have {wrong} behind `at `")
        );
    }
}

#[test]
fn promise_25_a_secret_is_replaced_without_a_gap() {
    let old = SignedWebhooks::<Push>::new("old").unwrap();
    let new = SignedWebhooks::<Push>::new("new").unwrap();
    let both = SignedWebhooks::<Push>::new("new").unwrap();
    let both = both.or_secret(" old ").unwrap();
    for signer in [&old, &new] {
        both.verify(b"{}", &signer.sign(b"{}")).unwrap();
    }
    assert_eq!(refused(new.verify(b"{}", &old.sign(b"{}"))), UNSIGNED);
    let blank = SignedWebhooks::<Push>::new("new").unwrap().or_secret(" ");
    assert_eq!(
        blank.unwrap_err().to_string(),
        "the secret for `Webhooks::or_secret` is blank"
    );
    // A sender with two secrets sends two signatures.
    let both = SignedWebhooks::<Payment>::new("new").unwrap();
    let both = both.or_secret("old").unwrap();
    let headers = both.sign(b"{}");
    assert_eq!(
        headers["payment-signature"]
            .to_str()
            .unwrap()
            .matches("v1=")
            .count(),
        2
    );
    for secret in ["old", "new"] {
        let webhooks = SignedWebhooks::<Payment>::new(secret).unwrap();
        webhooks.unwrap(b"{}", &headers).unwrap();
    }
}

#[test]
fn promise_25_secrets_in_an_encoding_are_checked() {
    for secret in ["whsec_", "whsec_s3cret?", "s3cret-"] {
        let error = SignedWebhooks::<Message>::new(secret).unwrap_err();
        assert!(error.is_configuration());
        assert_eq!(error.to_string(), "the webhook secret is not base64");
        assert!(!format!("{error:?}").contains("s3cret"));
    }
    for secret in ["key_", "abc", "zz", "key_key_00"] {
        let error = SignedWebhooks::<Report>::new(secret).unwrap_err();
        assert_eq!(error.to_string(), "the webhook secret is not hexadecimal");
    }
    let shown = format!("{:?}", SignedWebhooks::<Push>::new("s3cret").unwrap());
    assert_eq!(shown, "Webhooks { .. }");
}

#[test]
fn promise_26_signed_headers_of_tests_are_valid_now() {
    let webhooks = SignedWebhooks::<Message>::new("AAAA").unwrap();
    let headers = webhooks.sign(b"{}");
    assert_eq!(headers["hook-id"], "test");
    webhooks.clone().unwrap(b"{}", &headers).unwrap();
    assert_eq!(refused(webhooks.verify(b"[]", &headers)), UNSIGNED);
    let old = webhooks.sign_at(b"{}", SystemTime::now() - Duration::from_secs(302));
    assert!(refused(webhooks.verify(b"{}", &old)).contains("too old"));
}
