//! Fields of a newer API that models keep: promise 14.

use std::sync::{Arc, Mutex};

use http::Method;
use sdk_runtime::models::{Crate, Lid};
use sdk_runtime::runtime::request::form::BRACKETS;
use sdk_runtime::runtime::request::format::BodyFormat;
use sdk_runtime::runtime::request::operation::{CallSettings, Operation};

use crate::support::api::{GET, build, client, fake_client, on, request, settings};
use crate::support::fake::{Fake, answer};
use crate::support::server::{Reply, Server};

/// A model of a newer API. Numbers, escapes and the order within values are kept as they are.
const NEWER: &str = concat!(
    r#"{"id":"c1","size":{"depth":1,"exact":0.10000000000000000000001},"lid":{"kind":"hinged","side":"left","angle":1e400},"#,
    r#""huge":123456789012345678901234567890,"nested":{"b":[null,{"a":"\u00e9"}],"a":-0.0},"none":null}"#,
);

/// Returns a method whose body is a model.
const fn replaces(format: BodyFormat) -> Operation {
    Operation {
        name: "crates.replace",
        method: Method::PUT,
        path: "/v1/crates",
        query: &[],
        body: Some(format),
        idempotency_key: None,
        settings: CallSettings::DEFAULT,
    }
}

static JSON: Operation = replaces(sdk_runtime::runtime::request::format::JSON);
static FORM: Operation = replaces(BRACKETS);

fn newer() -> Crate {
    serde_json::from_str(NEWER).unwrap()
}

#[test]
fn promise_14_unknown_fields_are_written_as_they_were_read() {
    let value = newer();
    assert_eq!(serde_json::to_string(&value).unwrap(), NEWER);
    let again: Crate = serde_json::from_str(NEWER).unwrap();
    assert_eq!(value, again);
    let other = NEWER.replace("-0.0", "0.0");
    assert_ne!(value, serde_json::from_str::<Crate>(&other).unwrap());
}

#[test]
fn promise_14_unknown_fields_are_visible_and_can_be_removed() {
    let mut value = newer();
    assert_eq!(value.unknown_fields.get("none"), Some("null"));
    assert_eq!(value.unknown_fields.get("id"), None);
    let names: Vec<_> = value.unknown_fields.iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["huge", "nested", "none"]);
    assert_eq!(value.size.unknown_fields.len(), 1);
    assert!(value.unknown_fields.remove("huge") && !value.unknown_fields.remove("huge"));
    value.size.unknown_fields.clear();
    assert!(value.size.unknown_fields.is_empty());
    let Some(Lid::Hinged(hinge)) = &mut value.lid else {
        panic!("the tag is known");
    };
    // The tag is no field of the variant.
    assert_eq!(
        hinge.unknown_fields.iter().collect::<Vec<_>>(),
        [("angle", "1e400")]
    );
    hinge.unknown_fields.clear();
    value.unknown_fields.remove("nested");
    let expected =
        r#"{"id":"c1","size":{"depth":1},"lid":{"kind":"hinged","side":"left"},"none":null}"#;
    assert_eq!(serde_json::to_string(&value).unwrap(), expected);
}

#[test]
fn promise_16_values_of_unknown_fields_are_not_shown() {
    let value: Crate = serde_json::from_str(r#"{"size":{},"token":"s3cret"}"#).unwrap();
    let shown = format!("{value:?}");
    assert!(
        shown.contains(r#"{"token"}"#) && !shown.contains("s3cret"),
        "{shown}"
    );
}

#[test]
fn promise_12_an_unknown_field_that_is_there_twice_is_an_error() {
    let error = serde_json::from_str::<Crate>(r#"{"size":{},"new":1,"new":2}"#).unwrap_err();
    assert!(
        error.to_string().contains("duplicate field `new`"),
        "{error}"
    );
}

#[tokio::test]
async fn promise_14_unknown_fields_survive_read_change_and_put() {
    let server = Server::start([Reply::new(200, NEWER), Reply::new(200, NEWER)]).await;
    let core = client(server.url());
    let mut value = on(&core, &GET, "c1").value::<Crate>().await.unwrap();
    value.size.depth = Some(2);
    let mut put = request(&core, &JSON);
    put.put_whole_body(&value);
    put.value::<Crate>().await.unwrap();
    // The id is read-only.
    let expected = NEWER
        .replace(r#""id":"c1","#, "")
        .replace(r#""depth":1"#, r#""depth":2"#);
    assert_eq!(server.requests()[1].body, expected);
}

#[test]
fn promise_14_unknown_fields_are_sent_in_forms() {
    let body = r#"{"size":{"depth":1,"unit":"cm"},"new":{"a":[true]}}"#;
    let value: Crate = serde_json::from_str(body).unwrap();
    let mut put = request(&fake_client(&Fake::new([answer(200, "")])), &FORM);
    put.put_whole_body(&value);
    let http = put.to_http().unwrap();
    let pairs = form_urlencoded::parse(http.body());
    let pairs: Vec<_> = pairs
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    assert_eq!(pairs, ["size[depth]=1", "size[unit]=cm", "new[a][]=true"]);
}

#[tokio::test]
async fn promise_28_unknown_fields_that_are_kept_are_reported() {
    let reports = Arc::new(Mutex::new(Vec::new()));
    let recorded = Arc::clone(&reports);
    let mut settings = settings();
    settings.on_unknown(move |unknown| recorded.lock().unwrap().push(unknown.to_string()));
    settings.transport(Fake::new([answer(200, NEWER)]));
    let core = build(settings).unwrap();
    on(&core, &GET, "c1").value::<Crate>().await.unwrap();
    let expected = ["size.exact", "lid.angle", "huge", "nested", "none"];
    let expected = expected.map(|path| format!("animals.retrieve: unknown field at {path}"));
    assert_eq!(*reports.lock().unwrap(), expected);
}
