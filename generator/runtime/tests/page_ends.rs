//! Other ways to the next page, what ends an iteration, and the other fields of pages.

use http::Method;
use sdk_runtime::models::Badge;
use sdk_runtime::runtime::pages::Page;
use sdk_runtime::runtime::pages::body_param::{BodyNumber, BodyText};
use sdk_runtime::runtime::pages::cursor::Cursor;
use sdk_runtime::runtime::pages::header::HeaderCursor;
use sdk_runtime::runtime::pages::last_item::LastItem;
use sdk_runtime::runtime::pages::number::{Number, NumberEnd};
use sdk_runtime::runtime::pages::param::PageParam;
use sdk_runtime::runtime::pages::shape::PageShape;
use sdk_runtime::runtime::pages::url::NextUrl;
use sdk_runtime::runtime::request::Request;

use sdk_runtime::runtime::request::format::JSON;
use sdk_runtime::runtime::request::operation::{CallSettings, Operation};

use crate::page_kinds::{refused, targets, walk};
use crate::support::api::{Animal, LIST, client, fake_client, request};
use crate::support::fake::{Fake, Step, answer};
use crate::support::kit::{LIST_ROUTE, animal, kit};
use crate::support::server::{Reply, Server};

const CURSOR: PageParam = PageParam::Query("cursor");

static WITH_MORE: PageShape = PageShape {
    items: &["items"],
    next: &Cursor {
        path: &["next"],
        param: CURSOR,
        more: &["more"],
    },
};
static LAST: PageShape = PageShape {
    items: &["data"],
    next: &LastItem {
        id: &["id"],
        param: CURSOR,
        more: &["has_more"],
    },
};
static LAST_OF_LIST: PageShape = PageShape {
    items: &[],
    next: &LastItem {
        id: &["number"],
        param: CURSOR,
        more: &[],
    },
};
static URL: PageShape = PageShape {
    items: &["items"],
    next: &NextUrl {
        path: &["links", "next"],
        more: &["more"],
    },
};
static HEADER: PageShape = PageShape {
    items: &["items"],
    next: &HeaderCursor {
        header: "x-next",
        param: CURSOR,
        more: &["more"],
    },
};
static COUNTED: PageShape = PageShape {
    items: &["items"],
    next: &Number {
        param: PageParam::Query("page"),
        first: 0,
        counts_items: false,
        end: NumberEnd::Pages(&["meta", "pages"]),
    },
};
static TOTALLED: PageShape = PageShape {
    items: &["items"],
    next: &Number {
        param: PageParam::Query("page"),
        first: 1,
        counts_items: false,
        end: NumberEnd::Total(&["total"]),
    },
};
static OFFSET: PageShape = PageShape {
    items: &["items"],
    next: &Number {
        param: PageParam::Query("offset"),
        first: 0,
        counts_items: true,
        end: NumberEnd::Total(&["total"]),
    },
};

fn nothing(_: &mut Request) {}

fn answers<const N: usize>(bodies: [&str; N]) -> Fake {
    Fake::new(bodies.map(|body| answer(200, body)))
}

/// Returns the reason why a page is refused.
async fn refusal(shape: &'static PageShape, body: &str) -> String {
    let error = refused(&fake_client(&answers([body])), shape).await;
    let (_, reason) = error
        .split_once("cannot decode the 200 response: ")
        .expect("a decode error");
    reason.to_owned()
}

#[tokio::test]
async fn promise_21_more_beside_a_cursor_saves_a_request() {
    let fake = answers([
        r#"{"items":[{"id":"a"}],"next":"1","more":true}"#,
        r#"{"items":[{"id":"b"}],"next":"2"}"#,
        r#"{"items":[{"id":"c"}],"next":"3","more":false}"#,
    ]);
    assert_eq!(walk(&WITH_MORE, nothing, &fake).await, ["a", "b", "c"]);
    assert_eq!(targets(&fake), ["", "?cursor=1", "?cursor=2"]);
    assert_eq!(
        refusal(&WITH_MORE, r#"{"items":[],"next":"","more":true}"#).await,
        "`more` says that there is a next page, but there is no cursor at `next`"
    );
    assert_eq!(
        refusal(&WITH_MORE, r#"{"items":[],"next":"1","more":"yes"}"#).await,
        "at `more`: expected a boolean"
    );
}

#[tokio::test]
async fn promise_21_the_last_item_leads_to_the_next_page() {
    let fake = answers([
        r#"{"has_more":true,"data":[{"id":"a"},{"id":"b"}]}"#,
        r#"{"data":[{"id":"c"}],"has_more":false}"#,
    ]);
    assert_eq!(walk(&LAST, nothing, &fake).await, ["a", "b", "c"]);
    assert_eq!(targets(&fake), ["", "?cursor=b"]);
    // Without `more`, an empty page is the last one. The id may be a number.
    let fake = answers([r#"[{"id":"a","number":9007199254740993}]"#, "[]"]);
    assert_eq!(walk(&LAST_OF_LIST, nothing, &fake).await, ["a"]);
    assert_eq!(targets(&fake), ["", "?cursor=9007199254740993"]);
    for (shape, body, reason) in [
        (
            &LAST,
            r#"{"data":[],"has_more":true}"#,
            "`has_more` says that there is a next page, but this page has no items",
        ),
        (
            &LAST,
            r#"{"data":[{"id":"a"},{"id":" "}],"has_more":true}"#,
            "the last item has no id at `id`, so the next page cannot be requested",
        ),
        (
            &LAST_OF_LIST,
            r#"[{"id":"a","number":1},{"id":"b"}]"#,
            "the last item has no id at `number`, so the next page cannot be requested",
        ),
        (
            &LAST_OF_LIST,
            r#"[{"id":"a","number":1.5}]"#,
            "the last item has no id at `number`, so the next page cannot be requested",
        ),
    ] {
        assert_eq!(refusal(shape, body).await, reason);
    }
    let ended = answers([r#"{"data":[{"id":"a"}]}"#]);
    assert_eq!(walk(&LAST, nothing, &ended).await, ["a"]);
}

#[tokio::test]
async fn promise_21_urls_in_the_body_are_followed_on_the_same_server_only() {
    let fake = answers([
        r#"{"items":[{"id":"a"}],"links":{"next":"https://zoo.invalid/api/v1/animals?x=%2f+"}}"#,
        r#"{"items":[{"id":"b"}],"links":{"next":"?y=2"}}"#,
        r#"{"items":[],"links":{"next":"/api/v1/animals?z"},"more":true}"#,
        r#"{"items":[{"id":"c"}],"links":{"next":"?w"},"more":false}"#,
    ]);
    assert_eq!(walk(&URL, nothing, &fake).await, ["a", "b", "c"]);
    assert_eq!(targets(&fake), ["", "?x=%2f+", "?y=2", "?z"]);
    for end in [
        r#"{"items":[]}"#,
        r#"{"links":null}"#,
        r#"{"links":{"next":""}}"#,
    ] {
        assert!(walk(&URL, nothing, &answers([end])).await.is_empty());
    }
    for (body, reason) in [
        (
            r#"{"links":{"next":"https://other.invalid/api/v1/animals"}}"#,
            "at `links.next`: the link to the next page points to another server",
        ),
        (
            r#"{"links":{"next":"http://zoo.invalid/api/v1/animals"}}"#,
            "at `links.next`: the link to the next page points to another server",
        ),
        (
            r#"{"links":{"next":"//zoo.invalid:8443/api/v1"}}"#,
            "at `links.next`: the link to the next page points to another server",
        ),
        (
            r#"{"links":{"next":"https://u@zoo.invalid/api/v1"}}"#,
            "at `links.next`: the link to the next page points to another server",
        ),
        (
            r#"{"links":{"next":"/other/v1"}}"#,
            "at `links.next`: the link to the next page is not below the base URL",
        ),
        (
            r#"{"links":{"next":"/api/%2e%2e/x"}}"#,
            "at `links.next`: the link to the next page is not below the base URL",
        ),
        (
            r#"{"links":{"next":7}}"#,
            "at `links.next`: expected a URL in a string",
        ),
        (
            r#"{"more":true}"#,
            "`more` says that there is a next page, but there is no URL at `links.next`",
        ),
    ] {
        assert_eq!(refusal(&URL, body).await, reason, "{body}");
    }
}

#[tokio::test]
async fn promise_21_cursors_in_a_header() {
    let step = |cursor: &'static [(&'static str, &'static str)], body: &str| {
        Step::Answer(200, cursor, body.to_owned())
    };
    let fake = Fake::new([
        step(&[("X-Next", " a b ")], r#"{"items":[{"id":"a"}]}"#),
        step(&[("X-Next", "c")], r#"{"items":[],"more":true}"#),
        step(&[("X-Next", "")], r#"{"items":[{"id":"b"}]}"#),
    ]);
    assert_eq!(walk(&HEADER, nothing, &fake).await, ["a", "b"]);
    assert_eq!(targets(&fake), ["", "?cursor=a%20b", "?cursor=c"]);
    let fake = Fake::new([step(&[("x-next", "c")], r#"{"items":[],"more":false}"#)]);
    assert!(walk(&HEADER, nothing, &fake).await.is_empty());
    assert_eq!(
        refusal(&HEADER, r#"{"items":[],"more":true}"#).await,
        "`more` says that there is a next page, but there is no header `x-next`"
    );
}

#[tokio::test]
async fn promise_21_numbers_of_pages_and_items_end_an_iteration() {
    let fake = answers([
        r#"{"items":[{"id":"a"}],"meta":{"pages":2}}"#,
        r#"{"items":[{"id":"b"}],"meta":{"pages":"2"}}"#,
    ]);
    assert_eq!(walk(&COUNTED, nothing, &fake).await, ["a", "b"]);
    assert_eq!(targets(&fake), ["", "?page=1"]);
    // A page with fewer items than those before it costs one more request, and loses nothing.
    let fake = answers([
        r#"{"items":[{"id":"a"},{"id":"b"}],"total":3}"#,
        r#"{"items":[{"id":"c"}],"total":3}"#,
        r#"{"items":[],"total":3}"#,
    ]);
    assert_eq!(walk(&TOTALLED, nothing, &fake).await, ["a", "b", "c"]);
    assert_eq!(targets(&fake), ["", "?page=2", "?page=3"]);
    let fake = answers([
        r#"{"items":[{"id":"a"},{"id":"b"}],"total":4}"#,
        r#"{"items":[{"id":"c"},{"id":"d"}],"total":4}"#,
    ]);
    assert_eq!(walk(&TOTALLED, nothing, &fake).await, ["a", "b", "c", "d"]);
    let fake = answers([
        r#"{"items":[{"id":"a"},{"id":"b"}],"total":3}"#,
        r#"{"items":[{"id":"c"}],"total":3}"#,
    ]);
    assert_eq!(walk(&OFFSET, nothing, &fake).await, ["a", "b", "c"]);
    assert_eq!(targets(&fake), ["", "?offset=2"]);
    // A missing number leaves the end to an empty page.
    let fake = answers([r#"{"items":[{"id":"a"}]}"#, r#"{"items":[]}"#]);
    assert_eq!(walk(&OFFSET, nothing, &fake).await, ["a"]);
    assert_eq!(
        refusal(&OFFSET, r#"{"items":[],"total":"many"}"#).await,
        "at `total`: expected an integer"
    );
}

#[tokio::test]
async fn promise_21_cursors_and_numbers_in_the_body() {
    static SEARCH: Operation = Operation {
        name: "animals.search",
        method: Method::POST,
        path: "/v1/animals:search",
        query: &[],
        body: Some(JSON),
        idempotency_key: None,
        settings: CallSettings::DEFAULT,
    };
    static BY_CURSOR: PageShape = PageShape {
        items: &["items"],
        next: &Cursor {
            path: &["next"],
            param: PageParam::Body(&BodyText("after")),
            more: &[],
        },
    };
    static BY_NUMBER: PageShape = PageShape {
        items: &["items"],
        next: &Number {
            param: PageParam::Body(&BodyNumber("page")),
            first: 1,
            counts_items: false,
            end: NumberEnd::Empty,
        },
    };
    let bodies = [
        r#"{"items":[{"id":"a"}],"next":"1\"2"}"#,
        r#"{"items":[{"id":"b"}],"next":"3"}"#,
        r#"{"items":[]}"#,
    ];
    for (shape, first, sent, cursors) in [
        (
            &BY_CURSOR,
            None,
            [
                r#"{"text":"x"}"#,
                r#"{"text":"x","after":"1\"2"}"#,
                r#"{"text":"x","after":"3"}"#,
            ],
            [None, Some("1\"2")],
        ),
        (
            &BY_NUMBER,
            Some(5),
            [
                r#"{"text":"x","page":5}"#,
                r#"{"text":"x","page":6}"#,
                r#"{"text":"x","page":7}"#,
            ],
            [Some("5"), Some("6")],
        ),
    ] {
        let server = Server::start(bodies.map(|body| Reply::new(200, body))).await;
        let mut request = request(&client(server.url()), &SEARCH);
        request.put_field("text", "x");
        if let Some(first) = first {
            request.put_field::<i32>("page", &first);
        }
        let mut items = request.items::<Animal>(shape, shape);
        let mut seen = Vec::new();
        seen.push(items.resume_cursor().map(str::to_owned));
        assert_eq!(
            items.next().await.expect("an item").expect("a page").id,
            "a"
        );
        seen.push(items.resume_cursor().map(str::to_owned));
        assert_eq!(seen, cursors.map(|cursor| cursor.map(str::to_owned)));
        assert_eq!(
            items.next().await.expect("an item").expect("a page").id,
            "b"
        );
        assert!(items.next().await.is_none());
        let received: Vec<_> = server
            .requests()
            .into_iter()
            .map(|sent| sent.body)
            .collect();
        assert_eq!(received, sent);
    }
    let repeated = answers([r#"{"items":[],"next":"same"}"#]);
    let mut same = request(&fake_client(&repeated), &SEARCH);
    same.put_field("after", "same");
    let page = same.page::<Animal>(&BY_CURSOR).await.expect("a page");
    let error = page.next_page().await.expect_err("a repeated cursor");
    assert!(
        error
            .to_string()
            .ends_with("the cursor of the next page was already used")
    );
}

#[tokio::test]
async fn pages_have_their_other_fields() {
    let fake = answers([
        r#"{"name":"c1","items":[{"id":"a"}],"next":"1","unknown":{}}"#,
        r#"{"items":[{"id":"b"}],"next":"","name":"c2"}"#,
    ]);
    let list = request(&fake_client(&fake), &LIST);
    let page: Page<Animal, Badge> = list
        .clone()
        .enveloped_page(&WITH_MORE)
        .await
        .expect("a page");
    assert_eq!(
        (page.items[0].id.as_str(), page.envelope.name.as_str()),
        ("a", "c1")
    );
    assert!(format!("{page:?}").contains("envelope"), "{page:?}");
    let next = page
        .next_page()
        .await
        .expect("a page")
        .expect("a next page");
    assert_eq!(next.envelope.name, "c2");
    assert!(next.next_page().await.expect("the end").is_none());
    let fake = answers([r#"{"items":[],"name":7}"#]);
    let call = request(&fake_client(&fake), &LIST).enveloped_page::<Animal, Badge>(&WITH_MORE);
    let error = call.await.expect_err("a number is no string");
    assert!(
        error.is_decode() && error.to_string().contains("at `name`"),
        "{error}"
    );
    let fake = answers([r#"{"items":[]}"#]);
    let page = request(&fake_client(&fake), &LIST)
        .page::<Animal>(&WITH_MORE)
        .await;
    assert!(!format!("{page:?}").contains("envelope"), "{page:?}");
}

#[tokio::test]
async fn promise_26_the_kit_replies_with_pages_of_every_kind() {
    for (shape, next) in [
        (&WITH_MORE, "n"),
        (&LAST, "n"),
        (&URL, "?limit=1"),
        (&HEADER, "n"),
        (&OFFSET, "n"),
    ] {
        let (server, core) = kit();
        let on = server.on_pages::<Animal, ()>(&LIST_ROUTE, shape);
        let _ = on
            .reply_page([animal("a")], Some(next))
            .reply_page([animal("b")], None);
        let list = request(&core, &LIST);
        let page = list.page::<Animal>(shape).await.expect("a page");
        assert!(page.has_next_page(), "{shape:?}");
        let again = request(&core, &LIST)
            .page::<Animal>(shape)
            .await
            .expect("a page");
        assert!(!again.has_next_page(), "{shape:?}");
    }
    let (server, core) = kit();
    let on = server.on_pages::<Animal, Badge>(&LIST_ROUTE, &WITH_MORE);
    let badge = Badge {
        name: "c".to_owned(),
        number: None,
    };
    let _ = on.reply_page_with([animal("a")], Some("1"), badge);
    let list = request(&core, &LIST);
    let page: Page<Animal, Badge> = list.enveloped_page(&WITH_MORE).await.expect("a page");
    assert_eq!(
        (page.envelope.name.as_str(), page.next_cursor()),
        ("c", Some("1"))
    );
}
