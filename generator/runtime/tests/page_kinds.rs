//! Pagination by cursor, page number, offset and link: promise 21 for each of them.

use sdk_runtime::runtime::client::Core;
use sdk_runtime::runtime::pages::cursor::Cursor;
use sdk_runtime::runtime::pages::link::Link;
use sdk_runtime::runtime::pages::number::{Number, NumberEnd};
use sdk_runtime::runtime::pages::param::PageParam;
use sdk_runtime::runtime::pages::shape::PageShape;
use sdk_runtime::runtime::request::Request;

use crate::support::api::{Animal, LIST, fake_client, request};
use crate::support::fake::{Fake, Step, answer};

/// Items and cursor in the same object, not at the top level.
static NESTED: PageShape = PageShape {
    items: &["data", "list"],
    next: &Cursor {
        path: &["data", "next"],
        param: PageParam::Query("cursor"),
        more: &[],
    },
};

/// Body that is the list itself.
static NUMBERED: PageShape = PageShape {
    items: &[],
    next: &Number {
        param: PageParam::Query("page"),
        first: 1,
        counts_items: false,
        end: NumberEnd::Empty,
    },
};

static NUMBERED_WITH_MORE: PageShape = PageShape {
    items: &["items"],
    next: &Number {
        param: PageParam::Query("page"),
        first: 0,
        counts_items: false,
        end: NumberEnd::More(&["meta", "more"]),
    },
};

static OFFSET: PageShape = PageShape {
    items: &["items"],
    next: &Number {
        param: PageParam::Query("limit"),
        first: 0,
        counts_items: true,
        end: NumberEnd::Empty,
    },
};

static OFFSET_WITH_MORE: PageShape = PageShape {
    items: &["items"],
    next: &Number {
        param: PageParam::Query("offset"),
        first: 0,
        counts_items: true,
        end: NumberEnd::More(&["more"]),
    },
};

pub(crate) static LINKED: PageShape = PageShape {
    items: &[],
    next: &Link,
};

/// Iterates over all pages. Returns the ids of the items, and the paths and queries of the requests.
pub(crate) async fn walk(
    shape: &'static PageShape,
    list: impl Fn(&mut Request),
    fake: &Fake,
) -> Vec<String> {
    let mut request = request(&fake_client(fake), &LIST);
    list(&mut request);
    let animals: Vec<Animal> = request.items(shape, shape).try_collect().await.unwrap();
    animals.into_iter().map(|animal| animal.id).collect()
}

/// Returns the paths and queries of the requests, after the path of the list.
pub(crate) fn targets(fake: &Fake) -> Vec<String> {
    let requests = fake.requests();
    let targets = requests
        .iter()
        .map(|sent| sent.uri().path_and_query().unwrap().as_str());
    targets
        .map(|target| target.replace("/api/v1/animals", ""))
        .collect()
}

/// Returns the error of the first page.
pub(crate) async fn refused(core: &Core, shape: &'static PageShape) -> String {
    let error = request(core, &LIST)
        .page::<Animal>(shape)
        .await
        .unwrap_err();
    assert!(error.is_decode() && error.operation() == Some("animals.list"));
    error.to_string()
}

/// Returns a response with a list as its body and a header `Link`.
pub(crate) fn linked(link: &'static [(&'static str, &'static str)], body: &str) -> Step {
    Step::Answer(200, link, body.to_owned())
}

fn nothing(_: &mut Request) {}

#[tokio::test]
async fn promise_21_cursors_may_be_numbers_next_to_the_items() {
    let fake = Fake::new([
        answer(
            200,
            r#"{"data":{"next":18446744073709551615,"list":[{"id":"a"}]}}"#,
        ),
        answer(
            200,
            r#"{"data":{"list":null,"next":" x "},"list":[{"id":"no"}]}"#,
        ),
        answer(200, r#"{"next":"no","data":{"list":[{"id":"b"}]}}"#),
    ]);
    assert_eq!(walk(&NESTED, nothing, &fake).await, ["a", "b"]);
    assert_eq!(
        targets(&fake),
        ["", "?cursor=18446744073709551615", "?cursor=%20x%20"]
    );
    let fake = Fake::new([answer(200, r#"{"data":{"list":[{"id":7}]}}"#)]);
    let error = refused(&fake_client(&fake), &NESTED).await;
    assert!(error.contains("at `data.list[0].id`"), "{error}");
}

#[tokio::test]
async fn promise_21_numbered_pages_end_with_an_empty_one() {
    let bodies = [r#"[{"id":"a"},{"id":"b"}]"#, r#"[{"id":"c"}]"#, "[]"];
    let fake = Fake::new(bodies.map(|body| answer(200, body)));
    let list = |request: &mut Request| {
        request.put_query("prefix", "ä b/");
        request.query_param("x", "1 2");
    };
    assert_eq!(walk(&NUMBERED, list, &fake).await, ["a", "b", "c"]);
    let rest = "?prefix=%C3%A4%20b%2F&x=1%202";
    assert_eq!(
        targets(&fake),
        [
            rest.to_owned(),
            format!("{rest}&page=2"),
            format!("{rest}&page=3")
        ]
    );
    let fake = Fake::new(bodies.map(|body| answer(200, body)));
    let start = |request: &mut Request| request.query_param("page", "7");
    walk(&NUMBERED, start, &fake).await;
    assert_eq!(targets(&fake), ["?page=7", "?page=8", "?page=9"]);
}

#[tokio::test]
async fn promise_21_numbered_pages_end_where_the_server_says() {
    let fake = Fake::new([
        answer(200, r#"{"items":[{"id":"a"}],"meta":{"more":true}}"#),
        answer(200, r#"{"items":[],"meta":{"more":true}}"#),
        answer(200, r#"{"items":[{"id":"b"}],"meta":{"more":false}}"#),
    ]);
    assert_eq!(walk(&NUMBERED_WITH_MORE, nothing, &fake).await, ["a", "b"]);
    assert_eq!(targets(&fake), ["", "?page=1", "?page=2"]);
    for last in [
        r#"{"items":[{"id":"a"}]}"#,
        r#"{"items":[{"id":"a"}],"meta":{"more":null}}"#,
        r#"{"items":[{"id":"a"}],"meta":null}"#,
    ] {
        let fake = Fake::new([answer(200, last)]);
        assert_eq!(walk(&NUMBERED_WITH_MORE, nothing, &fake).await, ["a"]);
        assert_eq!(fake.count(), 1, "{last}");
    }
    let fake = Fake::new([answer(200, r#"{"items":[],"meta":{"more":"yes"}}"#)]);
    let error = refused(&fake_client(&fake), &NUMBERED_WITH_MORE).await;
    assert!(
        error.ends_with("at `meta.more`: expected a boolean"),
        "{error}"
    );
}

#[tokio::test]
async fn promise_21_offsets_grow_by_the_number_of_items() {
    let bodies = [
        r#"{"items":[{"id":"a"},{"id":"b"}]}"#,
        r#"{"items":[{"id":"c"}]}"#,
        "{}",
    ];
    let fake = Fake::new(bodies.map(|body| answer(200, body)));
    assert_eq!(walk(&OFFSET, nothing, &fake).await, ["a", "b", "c"]);
    assert_eq!(targets(&fake), ["", "?limit=2", "?limit=3"]);
    let fake = Fake::new(bodies.map(|body| answer(200, body)));
    let start = |request: &mut Request| request.put_query("limit", &10);
    walk(&OFFSET, start, &fake).await;
    assert_eq!(targets(&fake), ["?limit=10", "?limit=12", "?limit=13"]);
}

#[tokio::test]
async fn promise_21_an_offset_that_does_not_grow_is_an_error() {
    let fake = Fake::new([
        answer(200, r#"{"items":[{"id":"a"}],"more":true}"#),
        answer(200, r#"{"items":[],"more":true}"#),
        answer(400, "the iteration does not end"),
    ]);
    let mut stream =
        request(&fake_client(&fake), &LIST).items::<Animal>(&OFFSET_WITH_MORE, &OFFSET_WITH_MORE);
    assert_eq!(stream.next().await.unwrap().unwrap().id, "a");
    let error = stream.next().await.unwrap().unwrap_err();
    assert_eq!(
        error.to_string(),
        "animals.list: the cursor of the next page was already used"
    );
    assert!(stream.next().await.is_none());
    assert_eq!(fake.count(), 2);
}

#[tokio::test]
async fn promise_21_page_numbers_without_a_successor() {
    let fake = Fake::new([answer(200, r#"[{"id":"a"}]"#)]);
    let mut last = request(&fake_client(&fake), &LIST);
    last.query_param("page", i64::MAX.to_string());
    let page = last.clone().page::<Animal>(&NUMBERED).await.unwrap();
    assert!(page.next_page().await.unwrap_err().is_decode());
    let mut word = request(&fake_client(&fake), &LIST);
    word.query_param("page", "first");
    let error = word.page::<Animal>(&NUMBERED).await.unwrap_err();
    assert!(
        error.is_decode() && error.to_string().contains("`page`") && error.body().is_some(),
        "{error}"
    );
}

#[tokio::test]
async fn promise_21_after_an_error_every_kind_requests_the_page_again() {
    let number = || {
        vec![
            answer(200, r#"[{"id":"a"}]"#),
            answer(400, ""),
            answer(200, r#"[{"id":"b"}]"#),
            answer(200, "[]"),
        ]
    };
    let link = vec![
        linked(&[("link", "<?page=2>; rel=next")], r#"[{"id":"a"}]"#),
        answer(400, ""),
        linked(&[("link", "<?page=3>; rel=next")], r#"[{"id":"b"}]"#),
        answer(200, "[]"),
    ];
    for (shape, steps) in [(&NUMBERED, number()), (&LINKED, link)] {
        let fake = Fake::new(steps);
        let mut stream = request(&fake_client(&fake), &LIST).items::<Animal>(shape, shape);
        assert_eq!(stream.next().await.unwrap().unwrap().id, "a");
        assert!(stream.next().await.unwrap().unwrap_err().is_bad_request());
        assert_eq!(stream.next().await.unwrap().unwrap().id, "b");
        assert!(stream.next().await.is_none());
        assert_eq!(targets(&fake), ["", "?page=2", "?page=2", "?page=3"]);
    }
}

#[tokio::test]
async fn promise_21_resume_cursor_of_every_kind() {
    let two = r#"{"items":[{"id":"a"},{"id":"b"}]}"#;
    let list = r#"[{"id":"a"},{"id":"b"}]"#;
    let onward: &[_] = &[("link", "<?page=2>; rel=next")];
    for (shape, steps, cursors) in [
        (
            &NUMBERED,
            vec![answer(200, list), answer(200, list)],
            [None, None, Some("2"), Some("2"), Some("3")],
        ),
        (
            &OFFSET,
            vec![answer(200, two), answer(200, two)],
            [None, None, Some("2"), Some("2"), Some("4")],
        ),
        (
            &LINKED,
            vec![linked(onward, list), linked(onward, list)],
            [None; 5],
        ),
    ] {
        let fake = Fake::new(steps);
        let mut stream = request(&fake_client(&fake), &LIST).items::<Animal>(shape, shape);
        let mut seen = vec![stream.resume_cursor().map(str::to_owned)];
        for _ in 0..4 {
            stream.next().await.unwrap().unwrap();
            seen.push(stream.resume_cursor().map(str::to_owned));
        }
        assert_eq!(
            seen.iter().map(Option::as_deref).collect::<Vec<_>>(),
            cursors
        );
    }
}
