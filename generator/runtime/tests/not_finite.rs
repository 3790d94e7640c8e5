//! Numbers that JSON does not have: promise 8.

use std::collections::BTreeMap;

use sdk_runtime::models::{Animal, Chart, Open, Plot, Series, Tree};
use sdk_runtime::runtime::request::Request;
use serde::Serialize;
use serde_json::json;

use crate::support::api::{CREATE, GET, LIST, fake_client, on};
use crate::support::fake::Fake;

const WORDS: &str = "found NaN or infinity, which JSON does not have";

/// Returns the error of a request that cannot be sent.
fn refusal(fill: impl FnOnce(&mut Request)) -> String {
    let core = fake_client(&Fake::new([]));
    let mut request = on(&core, &CREATE, "a");
    fill(&mut request);
    request.to_http().unwrap_err().to_string()
}

fn chart() -> Chart {
    Chart {
        id: "a".to_owned(),
        scale: 1.5,
        offset: Some(-0.0),
        list: vec![0.5],
        map: BTreeMap::from([("k".to_owned(), vec![None, Some(2.0)])]),
        plot: None,
        additional: BTreeMap::from([("x".to_owned(), 3.0)]),
    }
}

/// Charts with one number that is not finite, and its path.
fn broken(number: f64) -> Vec<(Chart, &'static str)> {
    let series = Series {
        points: vec![vec![1.0, number]],
    };
    let map = BTreeMap::from([("k".to_owned(), vec![None, Some(number)])]);
    let additional = BTreeMap::from([("x".to_owned(), number)]);
    vec![
        (
            Chart {
                scale: number,
                ..chart()
            },
            "scale",
        ),
        (
            Chart {
                offset: Some(number),
                ..chart()
            },
            "offset",
        ),
        (
            Chart {
                list: vec![0.0, number],
                ..chart()
            },
            "list[1]",
        ),
        (Chart { map, ..chart() }, "map.k[1]"),
        (
            Chart {
                additional,
                ..chart()
            },
            "x",
        ),
        (
            Chart {
                plot: Some(Plot::Level(number)),
                ..chart()
            },
            "plot.level",
        ),
        (
            Chart {
                plot: Some(Plot::Keyed(series.clone())),
                ..chart()
            },
            "plot.keyed.points[0][1]",
        ),
        (
            Chart {
                plot: Some(Plot::Flat(series)),
                ..chart()
            },
            "plot.points[0][1]",
        ),
    ]
}

#[test]
fn promise_08_numbers_that_are_not_finite_are_an_error_in_bodies() {
    for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        for (chart, path) in broken(number) {
            let error = refusal(|request| request.put_field("chart", &chart));
            assert_eq!(
                error,
                format!(
                    "animals.create: the body field `chart` cannot be serialized: at `{path}`: {WORDS}"
                )
            );
            let error = refusal(|request| request.put_whole_body(&vec![chart.clone()]));
            assert_eq!(
                error,
                format!("animals.create: the body cannot be serialized: at `[0].{path}`: {WORDS}")
            );
            let error = serde_json::to_string(&chart).unwrap_err().to_string();
            assert_eq!(error, format!("at `{path}`: {WORDS}"));
            assert!(serde_json::to_value(&chart).is_err());
        }
        let error = refusal(|request| request.put_field("scale", &number));
        assert_eq!(
            error,
            format!("animals.create: the body field `scale` cannot be serialized: {WORDS}")
        );
        let error = refusal(|request| request.put_body_entry("map", "k".to_owned(), &vec![number]));
        assert_eq!(
            error,
            format!(
                "animals.create: an entry of the body field `map` cannot be serialized: at `[0]`: {WORDS}"
            )
        );
    }
    assert_eq!(
        serde_json::to_value(chart()).unwrap(),
        json!({"id": "a", "scale": 1.5, "offset": -0.0, "list": [0.5], "map": {"k": [null, 2.0]}, "x": 3.0})
    );
}

/// A caller's own type with numbers in every position.
#[derive(Serialize)]
struct Own {
    single: f32,
    #[serde(flatten)]
    flat: Option<Pair>,
    newtype: Level,
    choices: Vec<Choice>,
    by_number: BTreeMap<u8, (bool, Option<f64>)>,
    chart: Option<Chart>,
}

#[derive(Serialize)]
struct Pair {
    left: f64,
}

#[derive(Serialize)]
struct Level(f64);

#[derive(Serialize)]
enum Choice {
    Unit,
    Newtype(f64),
    Tuple(i8, f64),
    Struct { x: f64 },
}

fn own() -> Own {
    let choices = vec![
        Choice::Unit,
        Choice::Newtype(0.5),
        Choice::Tuple(1, 0.5),
        Choice::Struct { x: 0.5 },
    ];
    Own {
        single: 0.5,
        flat: Some(Pair { left: 0.5 }),
        newtype: Level(0.5),
        choices,
        by_number: BTreeMap::from([(7, (true, None))]),
        chart: Some(chart()),
    }
}

#[test]
fn promise_08_numbers_that_are_not_finite_are_an_error_in_own_types() {
    let core = fake_client(&Fake::new([]));
    let raw = || core.request(http::Method::POST, "/beta".into());
    for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let single = if number.is_nan() {
            f32::NAN
        } else {
            f32::INFINITY
        };
        let flat = Some(Pair { left: number });
        let choices = |choice| vec![Choice::Unit, choice];
        let by_number = BTreeMap::from([(7, (true, Some(number)))]);
        let scale = Chart {
            scale: number,
            ..chart()
        };
        let values = [
            (Own { single, ..own() }, "single"),
            (Own { flat, ..own() }, "left"),
            (
                Own {
                    newtype: Level(number),
                    ..own()
                },
                "newtype",
            ),
            (
                Own {
                    choices: choices(Choice::Newtype(number)),
                    ..own()
                },
                "choices[1].Newtype",
            ),
            (
                Own {
                    choices: choices(Choice::Tuple(1, number)),
                    ..own()
                },
                "choices[1].Tuple[1]",
            ),
            (
                Own {
                    choices: choices(Choice::Struct { x: number }),
                    ..own()
                },
                "choices[1].Struct.x",
            ),
            (Own { by_number, ..own() }, "by_number.7[1]"),
            (
                Own {
                    chart: Some(scale),
                    ..own()
                },
                "chart.scale",
            ),
        ];
        for (value, path) in values {
            let error = refusal(|request| request.body_field("own".to_owned(), &value));
            let reason = format!("at `{path}`: {WORDS}");
            assert_eq!(
                error,
                format!("animals.create: the body field `own` cannot be serialized: {reason}")
            );
            let error = raw().json(&value).prepare().unwrap_err().to_string();
            assert_eq!(
                error,
                format!("POST /beta: the body cannot be serialized: {reason}")
            );
        }
        let error = raw().body_field("x", number).prepare().unwrap_err();
        let reason = format!("POST /beta: the body field `x` cannot be serialized: {WORDS}");
        assert_eq!(error.to_string(), reason);
        let keys = BTreeMap::from([(number.to_string(), number)]);
        assert!(raw().json(&keys).prepare().is_err());
    }
}

#[test]
fn own_types_are_sent_as_serde_json_writes_them() {
    let core = fake_client(&Fake::new([]));
    let sent = core
        .request(http::Method::POST, "/beta".into())
        .json(&own());
    let sent = sent.prepare().unwrap().into_body();
    assert_eq!(sent, serde_json::to_string(&own()).unwrap());
}

#[test]
fn promise_08_numbers_that_are_not_finite_are_an_error_in_urls() {
    let core = fake_client(&Fake::new([]));
    for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let mut list = on(&core, &LIST, "a");
        list.put_query("limit", &number);
        let mut each = on(&core, &LIST, "a");
        each.query_list::<f64>("ids", [1.0, number]);
        let mut get = on(&core, &GET, "a");
        get.put_path("id", &number);
        for (request, words) in [
            (
                list,
                "animals.list: the query parameter `limit` is NaN or infinity",
            ),
            (
                each,
                "animals.list: the query parameter `ids` is NaN or infinity",
            ),
            (
                get,
                "animals.retrieve: the path parameter `id` is NaN or infinity",
            ),
        ] {
            assert_eq!(request.to_http().unwrap_err().to_string(), words);
        }
    }
    let mut list = on(&core, &LIST, "a");
    list.put_query("prefix", "NaN");
    list.put_query("limit", &1.5);
    let uri = list.to_http().unwrap().uri().to_string();
    assert!(uri.ends_with("?prefix=NaN&limit=1.5"), "{uri}");
}

#[test]
fn a_key_of_additional_entries_is_not_that_of_a_field() {
    for key in ["id", "scale", "plot"] {
        let additional = BTreeMap::from([(key.to_owned(), 1.0)]);
        let error = serde_json::to_string(&Chart {
            additional,
            ..chart()
        })
        .unwrap_err();
        assert_eq!(
            error.to_string(),
            format!("`{key}` is a field, so it cannot be an additional key as well")
        );
    }
    let open = |key: &str| {
        let additional = BTreeMap::from([(key.to_owned(), Animal::default())]);
        let id = "kind".to_owned();
        serde_json::to_string(&Tree::Open(Open { id, additional }))
    };
    let error = open("kind").unwrap_err().to_string();
    assert_eq!(
        error,
        "`kind` is a tag, so it cannot be an additional key as well"
    );
    let json = r#"{"kind":"open","id":"kind","kind2":{"id":"","legs":0}}"#;
    assert_eq!(open("kind2").unwrap(), json);
}
