//! Required values that are missing or `null`, in each place where a document arrives: promise 14.

use sdk_runtime::models::Badges;
use sdk_runtime::runtime::error::Error;
use serde_json::{Value, json};

use crate::support::api::{EVENTS, GET, LIST, PAGES, STREAM, fake_client, on, request};
use crate::support::fake::{Fake, Step, answer, text};

/// A document in which each value is required.
pub fn whole() -> Value {
    let badge = || json!({"name": "a"});
    json!({
        "one": badge(),
        "list": [badge(), badge()],
        "map": {"k": badge(), "l": badge()},
        "keyed": {"kind": "badge", "badge": badge()},
        "flat": {"kind": "worn", "name": "a"},
        "rest": {"id": "a", "x": badge()},
    })
}

/// Returns the document without one of its values, or with another one in its place.
fn changed(pointer: &str, value: Option<Value>) -> Value {
    let mut document = whole();
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    match (document.pointer_mut(parent).unwrap(), value) {
        (Value::Object(object), None) => drop(object.remove(key).unwrap()),
        (parent, value) => {
            let place = parent.pointer_mut(&format!("/{key}")).unwrap();
            *place = value.unwrap();
        }
    }
    document
}

/// Documents with a fault, each with the path and the reason.
pub fn broken() -> Vec<(Value, &'static str, &'static str)> {
    let null = || Some(Value::Null);
    vec![
        (changed("/one", None), "", "missing field `one`"),
        (
            changed("/one", null()),
            "one",
            "found null, expected an object",
        ),
        (changed("/one/name", None), "one", "missing field `name`"),
        (
            changed("/one/name", null()),
            "one.name",
            "found null, expected a string",
        ),
        (
            changed("/one", Some(json!({}))),
            "one",
            "missing field `name`",
        ),
        (changed("/list", None), "", "missing field `list`"),
        (
            changed("/list", null()),
            "list",
            "found null, expected an array",
        ),
        (
            changed("/list/1", null()),
            "list[1]",
            "found null, expected an object",
        ),
        (
            changed("/list/1/name", None),
            "list[1]",
            "missing field `name`",
        ),
        (
            changed("/list/1/name", null()),
            "list[1].name",
            "found null, expected a string",
        ),
        (changed("/map", None), "", "missing field `map`"),
        (
            changed("/map", null()),
            "map",
            "found null, expected an object",
        ),
        (
            changed("/map/l", null()),
            "map.l",
            "found null, expected an object",
        ),
        (
            changed("/map/l/name", None),
            "map.l",
            "missing field `name`",
        ),
        (changed("/keyed", None), "", "missing field `keyed`"),
        (
            changed("/keyed", null()),
            "keyed",
            "found null, expected an object",
        ),
        (
            changed("/keyed/badge", None),
            "keyed",
            "missing field `badge`",
        ),
        (
            changed("/keyed/badge", null()),
            "keyed.badge",
            "found null, expected an object",
        ),
        (
            changed("/keyed/badge/name", None),
            "keyed.badge",
            "missing field `name`",
        ),
        (changed("/flat/name", None), "flat", "missing field `name`"),
        (
            changed("/flat/name", null()),
            "flat.name",
            "found null, expected a string",
        ),
        (changed("/rest", None), "", "missing field `rest`"),
        (
            changed("/rest/id", null()),
            "rest.id",
            "found null, expected a string",
        ),
        (
            changed("/rest/x/name", None),
            "rest.x",
            "missing field `name`",
        ),
        (
            changed("/rest/x", null()),
            "rest.x",
            "found null, expected an object",
        ),
    ]
}

/// Checks that an error is that of a value at a path, which stands below another one.
#[track_caller]
pub fn check(error: &Error, outer: &str, path: &str, reason: &str) {
    assert!(error.is_decode(), "{error}");
    let dot = if outer.is_empty() || path.is_empty() {
        ""
    } else {
        "."
    };
    let place = match format!("{outer}{dot}{path}").as_str() {
        "" => String::new(),
        path => format!("at `{path}`: "),
    };
    let words = format!(": {place}{reason} (line ");
    assert!(
        error.to_string().contains(&words),
        "{error} has no {words:?}"
    );
}

#[tokio::test]
async fn promise_14_what_is_required_is_never_zero_in_a_response() {
    let value = || {
        on(
            &fake_client(&Fake::new([answer(200, &whole().to_string())])),
            &GET,
            "a",
        )
    };
    value().value::<Badges>().await.unwrap();
    for (body, path, reason) in broken() {
        let core = fake_client(&Fake::new([answer(200, &body.to_string())]));
        let error = on(&core, &GET, "a").value::<Badges>().await.unwrap_err();
        check(&error, "", path, reason);
        let raw = || core.request(http::Method::GET, "/beta".into());
        let error = raw().send_as::<Badges>().await.unwrap_err();
        check(&error, "", path, reason);
        let lists = Fake::new([answer(
            200,
            &json!({"all": [[whole()], [whole(), body]]}).to_string(),
        )]);
        let raw = fake_client(&lists).request(http::Method::GET, "/beta".into());
        let own = raw.send_as::<std::collections::BTreeMap<String, Vec<Vec<Badges>>>>();
        check(&own.await.unwrap_err(), "all[1][1]", path, reason);
    }
}

#[tokio::test]
async fn promise_14_what_is_required_is_never_zero_in_a_page() {
    let page = |items: Value| {
        answer(
            200,
            &json!({"items": items, "pagination": {"nextCursor": "2"}}).to_string(),
        )
    };
    let mut all = broken();
    all.push((Value::Null, "", "found null, expected an object"));
    for (item, path, reason) in all {
        let fake = Fake::new([page(json!([whole()])), page(json!([whole(), item]))]);
        let mut items = request(&fake_client(&fake), &LIST).items::<Badges>(&PAGES, &PAGES);
        assert!(items.try_next().await.unwrap().is_some());
        let error = items.try_next().await.unwrap_err();
        check(&error, "items[1]", path, reason);
    }
}

#[tokio::test(start_paused = true)]
async fn promise_14_what_is_required_is_never_zero_in_an_event() {
    for (data, path, reason) in broken() {
        let events = format!("data: {data}\n\ndata: {}\n\n", whole());
        let fake = Fake::new([Step::Events(vec![text(&events)])]);
        let mut stream = request(&fake_client(&fake), &STREAM).event_stream::<Badges>(&EVENTS);
        let error = stream.try_next().await.unwrap_err();
        check(&error, "", path, reason);
        assert!(
            stream.try_next().await.unwrap().is_some(),
            "the stream continues"
        );
    }
}

#[tokio::test]
async fn promise_14_what_is_required_is_never_zero_in_an_error_body() {
    let error = |body: Value| async move {
        let core = fake_client(&Fake::new([answer(422, &body.to_string())]));
        on(&core, &GET, "a").value::<Badges>().await.unwrap_err()
    };
    assert!(error(whole()).await.body_as::<Badges>().is_some());
    for (body, _, _) in broken() {
        let error = error(body.clone()).await;
        assert!(error.is_unprocessable(), "{error}");
        assert_eq!(error.body_as::<Badges>(), None, "{body}");
    }
}
