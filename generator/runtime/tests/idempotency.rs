//! Idempotency keys: promise 17.

use http::Method;
use sdk_runtime::runtime::client::Core;
use sdk_runtime::runtime::request::Request;
use sdk_runtime::runtime::request::format::JSON;
use sdk_runtime::runtime::request::idempotency::random_key;
use sdk_runtime::runtime::request::operation::{CallSettings, IdempotencyKey, Operation};

use crate::support::api::{Animal, build, fake_client, request, settings};
use crate::support::fake::{Fake, Step, answer};

const HEADER: &str = "idempotency-key";

static ADOPT: Operation = Operation {
    name: "animals.adopt",
    method: Method::POST,
    path: "/v1/animals:adopt",
    query: &[],
    body: Some(JSON),
    idempotency_key: Some(IdempotencyKey {
        header: HEADER,
        create: random_key,
    }),
    settings: CallSettings::DEFAULT,
};

fn adopt(core: &Core) -> Request {
    request(core, &ADOPT)
}

/// Returns the keys that were sent.
fn keys(fake: &Fake) -> Vec<String> {
    let requests = fake.requests().into_iter();
    let keys = requests.map(|request| key(&request).to_owned());
    keys.collect()
}

fn key<T>(request: &http::Request<T>) -> &str {
    let key = request.headers().get(HEADER).expect("a key is sent");
    key.to_str().expect("the key is text")
}

#[tokio::test(start_paused = true)]
async fn promise_17_a_call_with_an_idempotency_key_is_retried_with_the_same_key() {
    for step in [
        answer(503, ""),
        answer(409, ""),
        Step::Break,
        Step::BreakInBody,
        Step::Hang,
    ] {
        let fake = Fake::new([step.clone()]);
        let call = adopt(&fake_client(&fake)).value::<Animal>();
        let error = call.await.unwrap_err();
        assert_eq!(error.attempts().len(), 3, "{step:?}");
        let keys = keys(&fake);
        assert_eq!(keys, [&*keys[0], &*keys[0], &*keys[0]], "{step:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn promise_17_each_call_has_a_key_of_its_own() {
    let fake = Fake::new([answer(204, "")]);
    let core = fake_client(&fake);
    let first = adopt(&core);
    for call in [first.clone(), first.clone(), first, adopt(&core)] {
        call.nothing().await.unwrap();
    }
    let mut keys = keys(&fake);
    for key in &keys {
        let lengths: Vec<_> = key.split('-').map(str::len).collect();
        assert_eq!(lengths, [8, 4, 4, 4, 12], "{key}");
        assert!(
            key.bytes().all(|b| b == b'-' || b.is_ascii_hexdigit()),
            "{key}"
        );
        assert_eq!(&key[14..15], "4", "the version of {key}");
        assert!("89ab".contains(&key[19..20]), "the variant of {key}");
    }
    keys.sort();
    keys.dedup();
    assert_eq!(keys.len(), 4);
}

#[tokio::test(start_paused = true)]
async fn promise_17_the_caller_sets_the_key() {
    let fake = Fake::new([answer(503, "")]);
    let mut call = adopt(&fake_client(&fake));
    call.header_param::<String>("Idempotency-Key", "order-7");
    call.nothing().await.unwrap_err();
    assert_eq!(keys(&fake), ["order-7"; 3]);

    let fake = Fake::new([answer(503, "")]);
    let mut call = adopt(&fake_client(&fake));
    call.header("IDEMPOTENCY-KEY", "order-8");
    call.nothing().await.unwrap_err();
    assert_eq!(keys(&fake), ["order-8"; 3]);

    let fake = Fake::new([answer(503, "")]);
    let mut settings = settings();
    settings.transport(fake.clone());
    settings.header("Idempotency-Key", "job-9");
    adopt(&build(settings).unwrap())
        .nothing()
        .await
        .unwrap_err();
    assert_eq!(keys(&fake), ["job-9"; 3]);
}

#[tokio::test(start_paused = true)]
async fn promise_17_a_key_does_not_outvote_the_caller() {
    let fake = Fake::new([answer(503, "")]);
    let mut call = adopt(&fake_client(&fake));
    call.idempotent(false);
    call.nothing().await.unwrap_err();
    assert_eq!(keys(&fake).len(), 1);
}

#[tokio::test]
async fn promise_11_a_key_that_is_no_header_is_an_error_before_anything_is_sent() {
    for key in ["", "  ", "a\r\nx: y", "a\0"] {
        let fake = Fake::new([answer(204, "")]);
        let mut call = adopt(&fake_client(&fake));
        call.header_param::<String>("Idempotency-Key", key);
        let error = call.nothing().await.unwrap_err();
        assert!(error.is_request(), "{error}");
        assert!(error.to_string().contains("the header `"), "{error}");
        assert_eq!(fake.count(), 0);
    }
}

#[test]
fn promise_27_a_request_that_is_not_sent_has_a_key() {
    let call = adopt(&fake_client(&Fake::new([])));
    let first = call.to_http().expect("the request is valid");
    let second = call.to_http().expect("the request is valid");
    assert_ne!(key(&first), key(&second));
    assert!(call.to_curl().unwrap().contains("idempotency-key: "));
}
