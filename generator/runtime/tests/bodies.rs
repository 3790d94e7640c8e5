//! Request bodies: promises 8 and 9.

use std::sync::atomic::{AtomicUsize, Ordering};

use sdk_runtime::models::{Badge, Badges};
use sdk_runtime::runtime::json::to_json::ToJson;
use sdk_runtime::runtime::request::Request;
use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use crate::support::api::{Animal, CREATE, fake_client, on};
use crate::support::fake::{Fake, Step, answer};

/// Value that counts how often it was serialized.
struct Counted<'a>(&'a AtomicUsize);

impl Serialize for Counted<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u64(self.0.fetch_add(1, Ordering::SeqCst) as u64)
    }
}

impl ToJson for Counted<'_> {}

#[tokio::test(start_paused = true)]
async fn promise_08_a_body_is_serialized_once_for_all_attempts() {
    let count = AtomicUsize::new(7);
    let fake = Fake::new([Step::Break, answer(503, ""), answer(200, r#"{"id":"a"}"#)]);
    let mut request = on(&fake_client(&fake), &CREATE, "a");
    request.put_field("count", &Counted(&count));
    request.idempotent(true);
    request.value::<Animal>().await.unwrap();
    let bodies: Vec<_> = fake
        .requests()
        .into_iter()
        .map(http::Request::into_body)
        .collect();
    assert_eq!(bodies, [r#"{"count":7}"#; 3]);
    assert_eq!(count.into_inner(), 8);
}

/// Model with a read-only field, in each place of a body.
fn badges() -> (Value, Value) {
    let written = json!({"name": "n", "number": "s3cret"});
    let sent = json!({"name": "n"});
    let all = |badge: &Value| {
        json!({
            "one": badge,
            "list": [badge, badge],
            "map": {"a": badge},
            "keyed": {"kind": "badge", "badge": badge},
            "flat": {"kind": "worn", "name": "n"},
            "rest": {"id": "r", "x": badge},
        })
    };
    let mut read = all(&written);
    read["flat"]["number"] = "s3cret".into();
    (read, all(&sent))
}

/// Returns the JSON body of a request.
fn body(request: &Request) -> Value {
    serde_json::from_slice(request.to_http().unwrap().body()).unwrap()
}

#[test]
fn promise_09_read_only_fields_are_written_but_never_sent() {
    let (read, sent) = badges();
    let value: Badges = serde_json::from_value(read.clone()).unwrap();
    assert_eq!(serde_json::to_value(&value).unwrap(), read);
    let text = serde_json::to_string(&value).unwrap();
    assert_eq!(serde_json::from_str::<Badges>(&text).unwrap(), value);

    let core = fake_client(&Fake::new([answer(200, "")]));
    let mut request = on(&core, &CREATE, "a");
    request.put_field("badges", &value);
    request.body_field("more", &[Some(&value)]);
    request.put_body_entry("entries", "a".into(), &value.one);
    let expected = json!({"badges": sent, "more": [sent], "entries": {"a": sent["one"]}});
    assert_eq!(body(&request), expected);
    let mut request = on(&core, &CREATE, "a");
    request.set_body(&value);
    assert_eq!(body(&request), sent);
    let request = core.request(http::Method::POST, "/x".into()).json(&value);
    let request = request.prepare().unwrap();
    assert_eq!(
        serde_json::from_slice::<Value>(request.body()).unwrap(),
        sent
    );

    let text = serde_json::to_string(&value).unwrap();
    assert!(
        text.contains("s3cret"),
        "only bodies leave fields out: {text}"
    );
}

/// Value that cannot be serialized.
struct Bomb;

impl Serialize for Bomb {
    fn serialize<S: Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
        panic!("it cannot be serialized")
    }
}

impl ToJson for Bomb {}

#[test]
fn promise_09_a_panic_in_a_body_changes_nothing_afterwards() {
    let core = fake_client(&Fake::new([answer(200, "")]));
    let mut request = on(&core, &CREATE, "a");
    let write = std::panic::AssertUnwindSafe(|| request.put_field("bomb", &Bomb));
    let failed = std::panic::catch_unwind(write);
    assert!(failed.is_err());
    let badge = json!({"name": "n", "number": "s3cret"});
    let value: Badge = serde_json::from_value(badge.clone()).unwrap();
    assert_eq!(serde_json::to_value(value).unwrap(), badge);
}
