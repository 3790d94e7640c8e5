//! Events that are not simply JSON.

use sdk_runtime::models::Tree;
use sdk_runtime::runtime::error::Error;
use sdk_runtime::runtime::events::rules::{NameTag, Rules, Texts};
use sdk_runtime::runtime::events::shape::EventShape;
use sdk_runtime::runtime::json::value::FromJson;

use crate::support::api::{Animal, STREAM, fake_client, request};
use crate::support::fake::{Fake, Piece, Step, text};

/// Rules under which the data of every event is JSON.
const JSON: Rules = Rules {
    done: None,
    heartbeats: &[],
    errors: &[],
    error_field: &[],
    texts: Texts::Named(&[]),
    tag: None,
};

const fn shape(rules: &'static Rules) -> EventShape {
    EventShape {
        housekeeping: &["ping"],
        rules: Some(rules),
    }
}

static ENDS: EventShape = shape(&Rules {
    done: Some("[DONE]"),
    heartbeats: &["", "keep-alive"],
    errors: &["error"],
    error_field: &["error"],
    ..JSON
});
static TEXTS: EventShape = shape(&Rules {
    texts: Texts::All,
    error_field: &["error"],
    ..JSON
});
static NAMED: EventShape = shape(&Rules {
    texts: Texts::Named(&["free"]),
    tag: Some(NameTag {
        key: "kind",
        keyed: &[("stump", "stump"), ("free", "free"), ("branch", "branch")],
    }),
    ..JSON
});

/// Returns the items of a stream, its last error, and the number of requests.
async fn run<T: FromJson + 'static>(
    shape: &'static EventShape,
    steps: impl IntoIterator<Item = Step>,
) -> (Vec<T>, Option<Error>, usize) {
    let fake = Fake::new(steps);
    let watch = request(&fake_client(&fake), &STREAM);
    let mut stream = watch.event_stream::<T>(shape);
    let (mut items, mut last) = (Vec::new(), None);
    while let Some(item) = stream.next().await {
        match item {
            Ok(item) => items.push(item),
            Err(error) => last = Some(error),
        }
    }
    assert!(stream.next().await.is_none(), "it stays over");
    (items, last, fake.count())
}

/// Returns the outcome of a stream whose connection breaks after the events, and that has more events after it.
async fn broken_after(events: &str) -> (Vec<String>, Option<Error>, usize) {
    let first = Step::Events(vec![text(events), Piece::Break]);
    let more = Step::Events(vec![text("data: {\"id\":\"more\"}\n\n")]);
    let (animals, error, requests) = run::<Animal>(&ENDS, [first, more]).await;
    let ids = animals.into_iter().map(|animal| animal.id).collect();
    (ids, error, requests)
}

#[tokio::test(start_paused = true)]
async fn the_last_event_ends_the_stream_without_a_new_connection() {
    let after = "data: {\"id\":\"late\"}\n\n";
    let events = format!("data: {{\"id\":\"a\"}}\n\ndata: [DONE]\n\n{after}");
    let (ids, error, requests) = broken_after(&events).await;
    assert_eq!((ids, requests), (vec!["a".to_owned()], 1));
    assert!(error.is_none());
    // It may be the last one before a clean end without an empty line.
    let end = Step::Events(vec![text("data: {\"id\":\"a\"}\n\ndata: [DONE]")]);
    let (animals, error, _) = run::<Animal>(&ENDS, [end]).await;
    assert_eq!((animals.len(), error.is_none()), (1, true));
    let (ids, _, requests) = broken_after("data: {\"id\":\"a\"}\n\n").await;
    assert_eq!((ids.len(), requests), (2, 2), "without it, there is one");
}

#[tokio::test(start_paused = true)]
async fn heartbeats_are_ignored() {
    let beats = "event: ping\ndata: x\n\ndata: keep-alive\n\ndata:\n\ndata: {\"id\":\"a\"}\n\n";
    let steps = [Step::Events(vec![text(beats)])];
    let (animals, error, _) = run::<Animal>(&ENDS, steps).await;
    assert_eq!((animals.len(), error.is_none()), (1, true));
}

#[tokio::test(start_paused = true)]
async fn an_error_of_the_api_ends_the_stream() {
    let body = r#"{"error":{"message":"too many animals","code":7}}"#;
    for name in ["event: error\n", ""] {
        let events = format!(
            "data: {{\"id\":\"a\",\"error\":null}}\n\n{name}data: {body}\n\ndata: {{\"id\":\"late\"}}\n\n"
        );
        let (ids, error, requests) = broken_after(&events).await;
        assert_eq!((ids, requests), (vec!["a".to_owned()], 1));
        let error = error.unwrap();
        assert!(error.is_api() && !error.is_server_error());
        assert_eq!(error.message(), Some("too many animals"));
        assert_eq!(error.field(&["error", "code"]).unwrap(), 7);
        assert_eq!(error.body().unwrap(), body);
        assert_eq!(
            error.to_string(),
            "animals.watch: the stream ended with an error: too many animals (request id r1)"
        );
    }
    let unreadable = "event: error\ndata: out of memory\n\n";
    let (_, error, _) = broken_after(unreadable).await;
    let error = error.unwrap();
    assert_eq!(error.body().unwrap(), "out of memory");
    assert!(error.is_api() && error.message().is_none());
}

#[tokio::test(start_paused = true)]
async fn data_may_be_text() {
    let events = "data: \"a\"\ndata: {b\n\ndata\n\ndata: {\"error\":1}\n\n";
    let (texts, error, _) = run::<String>(&TEXTS, [Step::Events(vec![text(events)])]).await;
    assert_eq!(texts, ["\"a\"\n{b", "", "{\"error\":1}"]);
    assert!(error.is_none());
}

#[tokio::test(start_paused = true)]
async fn the_name_of_an_event_is_the_tag() {
    let events = [
        ("free", "a \"b\"", r#"{"kind":"free","free":"a \"b\""}"#),
        ("branch", "[]", r#"{"kind":"branch","branch":[]}"#),
        ("stump", "{}", r#"{"kind":"stump","stump":{}}"#),
        ("stump", " ", r#"{"kind":"stump","stump":{}}"#),
        ("leaf", "", r#"{"kind":"leaf"}"#),
        ("leaf", "{ }", r#"{"kind":"leaf"}"#),
        ("root", "{\"deep\":1}", r#"{"kind":"root","deep":1}"#),
        (
            "root",
            r#"{"deep":1,"kind":"crown"}"#,
            r#"{"deep":1,"kind":"crown"}"#,
        ),
    ];
    for (name, data, expected) in events {
        let event = text(&format!("event: {name}\ndata: {data}\n\n"));
        let (trees, error, _) = run::<Tree>(&NAMED, [Step::Events(vec![event])]).await;
        assert!(error.is_none(), "{name} {data}: {error:?}");
        let sent = serde_json::to_string(&trees[0]).unwrap();
        assert_eq!(sent, expected, "{name} {data}");
    }
    let list = text("event: root\ndata: [1]\n\n");
    let (trees, error, _) = run::<Tree>(&NAMED, [Step::Events(vec![list])]).await;
    let error = error.unwrap();
    assert!(trees.is_empty() && error.is_decode(), "{error}");
    assert_eq!(error.body().unwrap(), "[1]");
}

#[cfg(feature = "testing")]
#[tokio::test(start_paused = true)]
async fn the_kit_sends_events_by_the_rules() {
    use crate::support::kit::{STREAM_ROUTE, kit};

    let (server, core) = kit();
    let trees: Vec<Tree> = [
        r#"{"kind":"free","free":"a\nb"}"#,
        r#"{"kind":"root","deep":1}"#,
    ]
    .map(|json| serde_json::from_str(json).unwrap())
    .to_vec();
    let sent = trees.iter().cloned().map(|tree| ("1", tree));
    server.on_events(&STREAM_ROUTE, &NAMED).reply_events(sent);
    let received = request(&core, &STREAM).event_stream::<Tree>(&NAMED);
    assert_eq!(all(received).await, trees);

    let (server, core) = kit();
    let animal = |id: &str| (id.to_owned(), crate::support::kit::animal(id));
    server
        .on_events(&STREAM_ROUTE, &ENDS)
        .reply_events([animal("a")])
        .cut_short()
        .reply_events([animal("b")]);
    let received = request(&core, &STREAM).event_stream::<Animal>(&ENDS);
    let ids: Vec<_> = all(received).await.into_iter().map(|one| one.id).collect();
    assert_eq!(ids, ["a", "b"]);
    assert_eq!(server.requests().len(), 2, "the first stream was cut short");
}

#[cfg(feature = "testing")]
async fn all<T: 'static>(
    mut stream: sdk_runtime::runtime::events::stream::EventStream<T>,
) -> Vec<T> {
    let mut all = Vec::new();
    while let Some(item) = stream.try_next().await.unwrap() {
        all.push(item);
    }
    all
}
