//! Pages and iteration over all pages: promises 15 and 21.

use std::time::Duration;

use sdk_runtime::runtime::client::Core;
use sdk_runtime::runtime::pages::Page;
use sdk_runtime::runtime::pages::items::ItemStream;
use sdk_runtime::runtime::request::Request;
use tokio::time::Instant;

use crate::support::api::{Animal, LIST, PAGES, client, fake_client, request};
use crate::support::fake::{Fake, Step, answer};
use crate::support::server::{Reply, Server};

/// Returns a page of animals with these ids.
fn page(ids: &[&str], next: &str) -> Step {
    answer(200, &page_text(ids, next))
}

fn page_text(ids: &[&str], next: &str) -> String {
    let items: Vec<_> = ids
        .iter()
        .map(|id| serde_json::json!({ "id": id }))
        .collect();
    serde_json::json!({ "items": items, "pagination": { "nextCursor": next, "total": 9 } })
        .to_string()
}

/// Returns a stream of the items of all pages.
fn walk(core: &Core) -> ItemStream<Animal> {
    request(core, &LIST).items(&PAGES, &PAGES)
}

/// Returns the targets of the requests.
fn targets(fake: &Fake) -> Vec<String> {
    fake.requests()
        .iter()
        .map(|sent| {
            sent.uri()
                .path_and_query()
                .unwrap()
                .as_str()
                .replace("/api/v1/animals", "")
        })
        .collect()
}

/// Returns a call for one page.
async fn first(body: &str) -> Page<Animal> {
    request(&fake_client(&Fake::new([answer(200, body)])), &LIST)
        .page(&PAGES)
        .await
        .unwrap()
}

#[tokio::test]
async fn promise_15_lenient_pages() {
    for body in [
        "{}",
        r#"{"items":null}"#,
        r#"{"items":[],"pagination":null}"#,
        r#"{"pagination":{}}"#,
        r#"{"pagination":{"nextCursor":null}}"#,
        r#"{"other":[{"items":1}],"pagination":{"nextCursor":"","x":[1]}}"#,
        r#"{"items":[],"pagination":{"nextCursor":" \t"}}"#,
    ] {
        let page = first(body).await;
        assert!(page.items.is_empty() && !page.has_next_page(), "{body}");
        assert_eq!(page.next_cursor(), None);
        assert!(page.next_page().await.unwrap().is_none());
    }
    let page = first(
        r#"{"pagination":{"a":{"nextCursor":"no"},"nextCursor":"c"},"items":[{"id":"x","new":1}]}"#,
    )
    .await;
    assert_eq!((page.next_cursor(), page.items.len()), (Some("c"), 1));
    assert_eq!(
        format!("{page:?}"),
        r#"Page { items: [Animal { id: "x", legs: 0 }], next_cursor: Some("c"), .. }"#
    );
    assert_eq!(
        (&page).into_iter().count(),
        page.clone().into_iter().count()
    );
}

#[tokio::test]
async fn promise_15_broken_pages_name_the_path() {
    for (body, words) in [
        (
            r#"{"items":[{"id":"a"},{"id":7}]}"#,
            "at `items[1].id`: found integer, expected a string",
        ),
        (
            r#"{"items":{}}"#,
            "at `items`: found object, expected an array",
        ),
        (
            r#"{"items":[],"pagination":{"nextCursor":true}}"#,
            "at `pagination.nextCursor`: expected a string or an integer",
        ),
        (
            r#"{"items":[],"pagination":{"nextCursor":1.5}}"#,
            "at `pagination.nextCursor`: expected a string or an integer",
        ),
        (
            r#"{"items":[],"pagination":{"nextCursor":{"a":1}}}"#,
            "at `pagination.nextCursor`: expected a string or an integer",
        ),
        (
            r#"{"items":[],"pagination":[]}"#,
            "at `pagination`: found array, expected an object",
        ),
        ("[]", "found array, expected an object"),
        ("null", "the body is `null`"),
        ("", "the body is empty"),
    ] {
        let core = fake_client(&Fake::new([answer(200, body)]));
        let error = request(&core, &LIST)
            .page::<Animal>(&PAGES)
            .await
            .unwrap_err();
        assert!(
            error.is_decode() && error.to_string().contains(words),
            "{error}"
        );
    }
}

#[tokio::test]
async fn promise_21_next_page_repeats_the_query() {
    let server = Server::start([
        Reply::new(200, &page_text(&["a"], "c/1 +")),
        Reply::new(200, &page_text(&["b"], "c2")).header("x-request-id", "r2"),
        Reply::new(200, &page_text(&[], "c2")),
    ])
    .await;
    let mut list = request(&client(server.url()), &LIST);
    list.put_query("limit", "1");
    list.put_query("prefix", "ä b/");
    list.query_list::<String>("ids", ["x", "y"]);
    list.query_param("beta", "1 2");
    list.header("x-h", "v");
    let page = list.page::<Animal>(&PAGES).await.unwrap();
    let second = page.next_page().await.unwrap().unwrap();
    assert_eq!(second.items[0].id, "b");
    let third = second.next_page().await.unwrap().unwrap();
    let error = third.next_page().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "animals.list: the cursor of the next page was already used"
    );
    let sent = server.requests();
    assert!(sent.iter().all(|sent| sent.headers["x-h"] == "v"));
    let sent: Vec<_> = sent.iter().map(|sent| &*sent.target).collect();
    let rest = "&limit=1&beta=1%202";
    assert_eq!(
        sent,
        [
            format!("/v1/animals?prefix=%C3%A4%20b%2F&ids=x&ids=y{rest}"),
            format!("/v1/animals?prefix=%C3%A4%20b%2F&ids=x&ids=y&cursor=c%2F1%20%2B{rest}"),
            format!("/v1/animals?prefix=%C3%A4%20b%2F&ids=x&ids=y&cursor=c2{rest}"),
        ]
    );
    let response = request(&fake_client(&Fake::new([page_step()])), &LIST)
        .page_response::<Animal>(&PAGES)
        .await;
    let response = response.unwrap();
    assert_eq!(
        (response.status().as_u16(), response.data.next_cursor()),
        (200, Some("n"))
    );
}

fn page_step() -> Step {
    page(&["z"], "n")
}

#[tokio::test]
async fn promise_21_empty_pages_are_skipped() {
    let fake = Fake::new([
        page(&["a", "b"], "1"),
        page(&[], "2"),
        page(&[], "3"),
        page(&["c"], ""),
    ]);
    let core = fake_client(&fake);
    let mut stream = walk(&core);
    let mut ids = Vec::new();
    while let Some(animal) = stream.try_next().await.unwrap() {
        ids.push(animal.id);
    }
    assert_eq!(ids, ["a", "b", "c"]);
    assert_eq!(targets(&fake), ["", "?cursor=1", "?cursor=2", "?cursor=3"]);
    assert!(stream.next().await.is_none());
    assert_eq!(
        fake.count(),
        4,
        "a stream that ended sends no more requests"
    );
    let fake = Fake::new([page(&["a"], "1"), page(&["b"], "")]);
    let all: Vec<_> = walk(&fake_client(&fake)).try_collect().await.unwrap();
    assert_eq!(all.len(), 2);
}

#[tokio::test]
async fn promise_21_pages_are_fetched_when_needed() {
    let fake = Fake::new([page(&["a", "b"], "1"), page(&["c"], "")]);
    let core = fake_client(&fake);
    let mut stream = walk(&core);
    assert_eq!(fake.count(), 0);
    stream.next().await.unwrap().unwrap();
    stream.next().await.unwrap().unwrap();
    assert_eq!(fake.count(), 1);
    stream.next().await.unwrap().unwrap();
    assert_eq!(fake.count(), 2);
}

#[tokio::test]
async fn promise_21_a_repeated_cursor_stops_with_an_error() {
    for (start, steps, count) in [
        (None, vec![page(&["a"], "1"), page(&["b"], "1")], 2),
        (
            None,
            vec![page(&["a"], "1"), page(&[], "2"), page(&["b"], "1")],
            3,
        ),
        (Some("0"), vec![page(&["a"], "1"), page(&["b"], "0")], 2),
        (Some("0"), vec![page(&["a", "b"], "0")], 1),
    ] {
        let fake = Fake::new(steps);
        let mut list = request(&fake_client(&fake), &LIST);
        if let Some(start) = start {
            list.put_query("cursor", start);
        }
        let mut stream = list.items::<Animal>(&PAGES, &PAGES);
        assert_eq!(stream.next().await.unwrap().unwrap().id, "a");
        assert_eq!(
            stream.next().await.unwrap().unwrap().id,
            "b",
            "no fetched item is lost"
        );
        let error = stream.next().await.unwrap().unwrap_err();
        assert_eq!(
            error.to_string(),
            "animals.list: the cursor of the next page was already used"
        );
        assert!(stream.next().await.is_none());
        assert_eq!(fake.count(), count);
    }
}

#[tokio::test]
async fn promise_21_after_an_error_the_same_page_is_fetched_again() {
    let steps = [
        page(&["a"], "1"),
        answer(403, ""),
        answer(200, "{"),
        page(&["b"], "2"),
        answer(400, ""),
        page(&["c"], ""),
    ];
    let fake = Fake::new(steps);
    let mut stream = walk(&fake_client(&fake));
    let mut seen = Vec::new();
    while let Some(item) = stream.next().await {
        seen.push(item.map_or_else(
            |error| error.status().unwrap().to_string(),
            |animal| animal.id,
        ));
    }
    assert_eq!(
        seen,
        ["a", "403 Forbidden", "200 OK", "b", "400 Bad Request", "c"]
    );
    assert_eq!(
        targets(&fake),
        [
            "",
            "?cursor=1",
            "?cursor=1",
            "?cursor=1",
            "?cursor=2",
            "?cursor=2"
        ]
    );
    let fake = Fake::new([page(&["a"], "1"), answer(403, "")]);
    let error = walk(&fake_client(&fake))
        .try_collect::<Vec<_>>()
        .await
        .unwrap_err();
    assert!(error.is_forbidden());
}

#[tokio::test]
async fn promise_21_resume_cursor() {
    let fake = Fake::new([
        page(&["a", "b"], "1"),
        page(&["c", "d"], "2"),
        page(&["e"], ""),
    ]);
    let core = fake_client(&fake);
    let mut stream = walk(&core);
    let mut cursors = vec![stream.resume_cursor().map(str::to_owned)];
    while stream.try_next().await.unwrap().is_some() {
        cursors.push(stream.resume_cursor().map(str::to_owned));
    }
    assert_eq!(
        cursors.iter().map(Option::as_deref).collect::<Vec<_>>(),
        [None, None, Some("1"), Some("1"), Some("2"), None]
    );
    let fake = Fake::new([page(&["c"], "2"), page(&["e"], "")]);
    let mut resumed = request(&fake_client(&fake), &LIST);
    resumed.query_param("cursor", "1");
    resumed.query_param("limit", "2");
    let stream = resumed.items::<Animal>(&PAGES, &PAGES);
    assert_eq!(stream.resume_cursor(), Some("1"));
    assert_eq!(stream.try_collect::<Vec<_>>().await.unwrap().len(), 2);
    assert_eq!(targets(&fake), ["?cursor=1&limit=2", "?cursor=2&limit=2"]);
}

#[tokio::test(start_paused = true)]
async fn promise_21_a_total_timeout_covers_all_pages() {
    let slow = |ids: &'static str| {
        let fake = Fake::new([page(&[ids], "1"), Step::Hang]);
        let mut list = request(&fake_client(&fake), &LIST);
        list.set_total_timeout(Duration::from_secs(10));
        list
    };
    let mut stream = slow("a").items::<Animal>(&PAGES, &PAGES);
    let started = Instant::now();
    stream.next().await.unwrap().unwrap();
    tokio::time::sleep(Duration::from_secs(7)).await;
    let error = stream.next().await.unwrap().unwrap_err();
    assert!(error.is_timeout());
    assert_eq!(started.elapsed(), Duration::from_secs(10));
    let again = stream.next().await.unwrap().unwrap_err();
    assert!(
        again.is_timeout() && again.attempts().is_empty(),
        "nothing is sent after the deadline"
    );
    assert_eq!(started.elapsed(), Duration::from_secs(10));
    let page = slow("a").page::<Animal>(&PAGES).await.unwrap();
    let started = Instant::now();
    assert!(page.next_page().await.unwrap_err().is_timeout());
    assert_eq!(
        started.elapsed(),
        Duration::from_secs(10),
        "the next page is a separate call"
    );
}

#[tokio::test]
async fn promise_21_items_are_a_stream() {
    use futures_core::Stream;

    fn check<T: Send + Unpin + 'static>(_: &T) {}
    let fake = Fake::new([page(&["a"], "")]);
    let mut stream = walk(&fake_client(&fake));
    check(&stream);
    let item = std::future::poll_fn(|cx| std::pin::Pin::new(&mut stream).poll_next(cx)).await;
    assert_eq!(item.unwrap().unwrap().id, "a");
}

#[test]
fn calls_are_send_and_need_no_pinning() {
    fn check<T: Send + Unpin + 'static>() {}
    fn shared<T: Clone + Send + Sync + 'static>() {}
    check::<sdk_runtime::runtime::call::Call<Page<Animal>>>();
    shared::<Core>();
    shared::<Request>();
    shared::<sdk_runtime::runtime::call::raw_request::RawRequest>();
    shared::<Page<Animal>>();
}
