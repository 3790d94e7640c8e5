//! Reports of unknown fields and values: promise 28.

use std::sync::{Arc, Mutex};

use sdk_runtime::models::{House, Kind};
use sdk_runtime::runtime::call::decode::Json;
use sdk_runtime::runtime::client::Core;
use serde_json::json;

use crate::support::api::{Animal, GET, LIST, PAGES, build, on, request, settings};
use crate::support::fake::{Fake, answer};

const HOUSE: &str = r#"{
    "kind": "c4n", "kinds": ["cat", null, "c4n", "c4n"], "new": {"deep": "c4n"},
    "byName": {"c4n": {"id": "a", "colour": "c4n"}, "d4n": {"id": "b", "colour": 1}},
    "byNumber": {"1": [{"id": "a"}, {"id": "b", "tail": []}]},
    "raw": {"any": 1}, "tree": {"kind": "leaf"}
}"#;

/// Returns a client that reports unknown fields and values, and its reports.
fn reporting(body: &str) -> (Core, Arc<Mutex<Vec<String>>>) {
    let mut settings = settings();
    let reports = Arc::new(Mutex::new(Vec::new()));
    let recorded = Arc::clone(&reports);
    settings.on_unknown(move |unknown| recorded.lock().unwrap().push(unknown.to_string()));
    settings.transport(Fake::new([answer(200, body)]));
    (build(settings).unwrap(), reports)
}

#[tokio::test]
async fn promise_28_unknown_fields_and_values_are_reported_by_path() {
    let (core, reports) = reporting(HOUSE);
    let house = on(&core, &GET, "a").value::<House>().await.unwrap();
    assert_eq!(house.kind, Kind::from("c4n"));
    assert_eq!(
        (house.kinds.len(), house.kinds[0].clone()),
        (4, Some(Kind::Cat))
    );
    assert_eq!((house.by_name.len(), house.by_number["1"].len()), (2, 2));
    assert_eq!(house.raw, Some(json!({"any": 1})));
    assert_eq!(
        *reports.lock().unwrap(),
        [
            "animals.retrieve: unknown value at kind",
            "animals.retrieve: unknown value at kinds[]",
            "animals.retrieve: unknown field at new",
            "animals.retrieve: unknown field at byName.*.colour",
            "animals.retrieve: unknown field at byNumber.*[].tail",
        ]
    );
}

#[tokio::test]
async fn promise_28_only_the_items_of_a_page_are_described() {
    let body =
        r#"{"items":[{"id":"a","new":1}],"total":7,"pagination":{"nextCursor":"","more":false}}"#;
    let (core, reports) = reporting(body);
    let page = request(&core, &LIST).page::<Animal>(&PAGES).await.unwrap();
    assert_eq!(page.items.len(), 1);
    let expected = ["animals.list: unknown field at items[].new"];
    assert_eq!(*reports.lock().unwrap(), expected);
}

#[tokio::test]
async fn promise_28_known_fields_and_values_are_not_reported() {
    let (core, reports) = reporting(r#"{"id":"a","legs":null}"#);
    on(&core, &GET, "a").value::<Animal>().await.unwrap();
    let parsed = on(&core, &GET, "a");
    // Values that the program itself decodes are not part of a response.
    let _own = Kind::from("new");
    let response = http::Response::new(r#"{"id":"b"}"#.into());
    parsed.parse::<Animal>(&Json, response).unwrap();
    assert_eq!(*reports.lock().unwrap(), [""; 0]);
}

#[tokio::test]
async fn promise_28_failures_are_the_same_with_reports() {
    for body in [
        r#"{"items":[{"id":"a"},{"id":5}]}"#,
        r#"{"items":[{"legs":5}]}"#,
        r#"{"items":[{"id":"a","legs":{}}]}"#,
        "[1]",
        "{",
        "null",
    ] {
        let (core, reports) = reporting(body);
        let mut plain = settings();
        plain.transport(Fake::new([answer(200, body)]));
        let mut errors = Vec::new();
        for core in [core, build(plain).unwrap()] {
            let error = request(&core, &LIST).page::<Animal>(&PAGES).await;
            errors.push(error.unwrap_err().to_string());
        }
        assert_eq!(errors[0], errors[1]);
        assert_eq!(*reports.lock().unwrap(), [""; 0]);
    }
}
