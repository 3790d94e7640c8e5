//! Secret of webhooks: promises 1, 2, 4 and 25.

use std::time::UNIX_EPOCH;

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD};
use sdk_runtime::runtime::secret::secret_string::SecretString;
use sdk_runtime::runtime::webhooks::Verify;
use sdk_runtime::runtime::webhooks::standard::{StandardVerifier, StandardWebhooks as Webhooks};
use sha2::Sha256;

use crate::support::api::{Animal, build, settings};
use crate::webhooks::{BODY, ID, SECRET, fresh, headers, sign};

#[test]
fn promise_01_call_beats_builder_beats_environment() {
    let body = br#"{"id":"a"}"#;
    let other = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    let fits = |webhooks: &Webhooks<Animal>| webhooks.unwrap(body, &fresh(body)).is_ok();
    for (builder, variable, expected) in [
        (Some(SECRET), Some(other), true),
        (Some(other), Some(SECRET), false),
        (None, Some(SECRET), true),
        (
            None,
            Some(" whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n"),
            true,
        ),
    ] {
        let mut settings = settings();
        if let Some(secret) = builder {
            settings.webhook_secret(format!(" {secret} ").into());
        }
        let core = build(settings).unwrap();
        let webhooks = core.webhooks_with(&|name| {
            assert_eq!(name, "ZOO_WEBHOOK_SECRET");
            variable.map(Into::into)
        });
        assert_eq!(fits(&webhooks.unwrap()), expected);
    }
    assert!(fits(&Webhooks::new(SECRET).unwrap()));
}

#[test]
fn promise_02_a_missing_secret_is_named() {
    let core = build(settings()).unwrap();
    for variable in [None, Some(" \t")] {
        let error = core
            .webhooks_with::<Animal, StandardVerifier>(&|_| variable.map(Into::into))
            .unwrap_err();
        assert!(error.is_configuration());
        assert_eq!(
            error.to_string(),
            "no webhook secret: call `ClientBuilder::webhook_secret`, \
             or set the environment variable `ZOO_WEBHOOK_SECRET`"
        );
    }
    assert!(
        core.webhooks::<Animal, StandardVerifier>()
            .unwrap_err()
            .is_configuration()
    );
    let error = Webhooks::<Animal>::from_env().unwrap_err();
    assert_eq!(
        error.to_string(),
        "no webhook secret: call `Webhooks::new`, or set the environment variable `ZOO_WEBHOOK_SECRET`"
    );
}

#[test]
fn promise_01_blank_secrets() {
    let mut settings = settings();
    settings.webhook_secret(" ".into());
    let error = build(settings).unwrap_err();
    assert!(error.is_configuration());
    assert_eq!(
        error.to_string(),
        "`ClientBuilder::webhook_secret` was given a blank value"
    );
    let error = Webhooks::<Animal>::new("\n").unwrap_err();
    assert_eq!(error.to_string(), "the secret for `Webhooks::new` is blank");
}

#[test]
fn promise_04_the_secret_is_not_shown_and_is_overwritten_when_dropped() {
    fn shared<T: Clone + Send + Sync + Unpin + 'static>(_: &T) {}
    fn overwritten<T: zeroize::ZeroizeOnDrop>() {}
    let webhooks = Webhooks::<Animal>::new(SecretString::from(SECRET)).unwrap();
    shared(&webhooks);
    assert_eq!(format!("{:?}", webhooks.clone()), "Webhooks { .. }");
    // An HMAC contains two of them. Their state, which depends on the key, is overwritten when they are dropped.
    overwritten::<Sha256>();
    let mut settings = settings();
    settings.webhook_secret(SECRET.into());
    let shown = format!("{settings:?}");
    assert!(!shown.contains("MfKQ"), "{shown}");
    let shown = format!("{:?}", build(settings).unwrap());
    assert!(!shown.contains("MfKQ"), "{shown}");
}

#[test]
fn promise_25_keys_have_24_to_64_bytes() {
    for length in [24, 25, 32, 63, 64] {
        let key = vec![0xfb; length];
        for secret in [
            STANDARD.encode(&key),
            STANDARD_NO_PAD.encode(&key),
            format!("whsec_{}", STANDARD.encode(&key)),
        ] {
            let verifier = StandardVerifier::new(&secret).unwrap();
            let headers = headers(ID, "5", &sign(&key, ID, "5", BODY));
            verifier.verify_at(BODY, &headers, UNIX_EPOCH).unwrap();
        }
    }
    for length in [0, 1, 23, 65, 100] {
        let secret = format!("whsec_{}", STANDARD.encode(vec![7; length]));
        let error = Webhooks::<Animal>::new(secret).unwrap_err();
        assert!(error.is_configuration());
        assert_eq!(
            error.to_string(),
            "the webhook secret must have 24 to 64 bytes, as base64"
        );
    }
    for secret in [
        "not base64, but long enough for a key",
        "whsec_whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS-",
        "whpk_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "MfKQ9r8GKYqrTwjU PD8ILPZIo2LaLaSw",
    ] {
        let error = Webhooks::<Animal>::new(secret).unwrap_err();
        assert!(error.is_configuration());
        assert_eq!(error.to_string(), "the webhook secret is not base64");
        assert!(!format!("{error:?}").contains(secret));
    }
}
