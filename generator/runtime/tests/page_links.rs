//! Pagination by the header `Link`: promise 21.

use sdk_runtime::runtime::request::Request;

use crate::page_kinds::{LINKED, linked, refused, targets, walk};
use crate::support::api::{Animal, LIST, build, fake_client, request, settings};
use crate::support::fake::{Fake, answer};

#[tokio::test]
async fn promise_21_links_are_followed_unchanged() {
    let fake = Fake::new([
        linked(
            &[(
                "link",
                "<https://zoo.invalid/api/v1/animals?a=%2f+b&limit=2#top>; rel=\"next\"",
            )],
            r#"[{"id":"a"}]"#,
        ),
        linked(
            &[(
                "link",
                "</api/v1/animals?x>; title=\"a, \\\"b\\\"; c\"; REL=\"last NEXT\"",
            )],
            "[]",
        ),
        linked(
            &[("link", "<?y=1>;rel=next , <?z>; rel=prev")],
            r#"[{"id":"b"}]"#,
        ),
        linked(
            &[
                ("link", "<https://ZOO.invalid:443/api/other>; rel=prev"),
                (
                    "link",
                    ", <?no>; anchor=\"#x\"; rel=next, <//zoo.invalid/api/other>;; rel = next ;",
                ),
            ],
            r#"[{"id":"c"}]"#,
        ),
        linked(
            &[("link", "<?no>; rel=prev; rel=next, <?no>; rel, <?no>")],
            r#"[{"id":"d"}]"#,
        ),
    ]);
    let list = |request: &mut Request| {
        request.put_query("limit", &2);
        request.query_param("extra", "1");
        request.header("x-h", "v");
    };
    assert_eq!(walk(&LINKED, list, &fake).await, ["a", "b", "c", "d"]);
    assert_eq!(
        targets(&fake),
        [
            "?limit=2&extra=1",
            "?a=%2f+b&limit=2",
            "?x",
            "?y=1",
            "/api/other"
        ]
    );
    for sent in fake.requests() {
        assert_eq!(sent.uri().host(), Some("zoo.invalid"));
        assert_eq!(sent.headers()["x-h"], "v");
    }
}

#[tokio::test]
async fn promise_21_links_to_other_servers_or_paths_are_errors() {
    const ANOTHER_SERVER: &str = "points to another server";
    const OUTSIDE_BASE_URL: &str = "is not below the base URL";
    for (link, words) in [
        (
            "<https://evil.invalid/api/v1/animals>; rel=next",
            ANOTHER_SERVER,
        ),
        ("<//evil.invalid/api/v1/animals>; rel=next", ANOTHER_SERVER),
        (
            "<http://zoo.invalid/api/v1/animals>; rel=next",
            ANOTHER_SERVER,
        ),
        ("<https://zoo.invalid:444/api/x>; rel=next", ANOTHER_SERVER),
        (
            "<https://zoo.invalid@evil.invalid/api/x>; rel=next",
            ANOTHER_SERVER,
        ),
        ("<https://me@zoo.invalid/api/x>; rel=next", ANOTHER_SERVER),
        (
            "<https://zoo.invalid.evil.invalid/api/x>; rel=next",
            ANOTHER_SERVER,
        ),
        ("<https://zoo.invalid/>; rel=next", OUTSIDE_BASE_URL),
        ("<https://zoo.invalid?x>; rel=next", OUTSIDE_BASE_URL),
        ("</apis/x>; rel=next", OUTSIDE_BASE_URL),
        ("</api/../admin>; rel=next", OUTSIDE_BASE_URL),
        ("</api/%2e%2E/admin>; rel=next", OUTSIDE_BASE_URL),
        ("</api/..%5Cadmin>; rel=next", OUTSIDE_BASE_URL),
        ("<>; rel=next", "is not a URL"),
        ("<#top>; rel=next", "is not a URL"),
        ("<../../admin>; rel=next", OUTSIDE_BASE_URL),
        ("<../../../../../admin>; rel=next", OUTSIDE_BASE_URL),
        (
            "<https://zoo.invalid/api/../admin>; rel=next",
            OUTSIDE_BASE_URL,
        ),
        ("<x/%2e%2e/%2e%2e/%2e%2e/admin>; rel=next", OUTSIDE_BASE_URL),
        ("<///evil.invalid/api/x>; rel=next", "is not a URL"),
        ("<https:page2>; rel=next", "is not a URL"),
        ("<page:2>; rel=next", "is not a URL"),
        ("<mailto:x@zoo.invalid>; rel=next", "is not a URL"),
        ("</api/a b>; rel=next", "is not a URL"),
        ("</api/x; rel=next", "malformed"),
        ("</api/x>; title=\"x; rel=next", "malformed"),
        ("</api/x> rel=next", "malformed"),
        ("/api/x; rel=next", "malformed"),
        ("</api/\u{e4}>; rel=next", "not ASCII"),
    ] {
        let header = Box::leak(Box::new([("link", link)]));
        let fake = Fake::new([linked(header, "[]")]);
        let error = refused(&fake_client(&fake), &LINKED).await;
        assert!(error.contains(words), "{link}: {error}");
        assert!(!error.contains("evil"), "{error}");
    }
}

/// References as in RFC 3986, section 5.4, relative to `https://zoo.invalid/api/v1/animals?limit=2`.
#[tokio::test]
async fn promise_21_relative_links_are_resolved() {
    for (link, target) in [
        ("by_link?page=2", "/api/v1/by_link?page=2"),
        ("by_link", "/api/v1/by_link"),
        ("?page=2", "/api/v1/animals?page=2"),
        ("?", "/api/v1/animals?"),
        ("./animals?page=2", "/api/v1/animals?page=2"),
        ("animals/?a=../b&c=/d", "/api/v1/animals/?a=../b&c=/d"),
        ("../v2/animals", "/api/v2/animals"),
        ("..", "/api/"),
        (".", "/api/v1/"),
        ("x/./y/../z;p=1,2", "/api/v1/x/z;p=1,2"),
        ("next:page", ""),
        ("./next:page", "/api/v1/next:page"),
        ("page?at=12:30", "/api/v1/page?at=12:30"),
        ("page#top", "/api/v1/page"),
        ("/api/x?y=a,b#z", "/api/x?y=a,b"),
        ("//zoo.invalid/api/x", "/api/x"),
        ("//ZOO.invalid:443/api/v1/../x", "/api/x"),
        ("https://zoo.invalid/api/./x?y", "/api/x?y"),
        ("HTTPS://zoo.invalid/api/x", "/api/x"),
        ("/api/v1/./../x", "/api/x"),
    ] {
        let header: &'static str = format!("<{link}>; rel=next").leak();
        let links = Box::leak(Box::new([("link", header)]));
        let fake = Fake::new([linked(links, "[]")]);
        let mut list = request(&fake_client(&fake), &LIST);
        list.put_query("limit", &2);
        let page = list.page::<Animal>(&LINKED).await;
        match page {
            Ok(page) => assert_eq!(page.next_cursor(), Some(target), "{link}"),
            Err(error) => assert_eq!(target, "", "{link}: {error}"),
        }
    }
}

#[tokio::test]
async fn promise_21_parameters_of_links_in_any_spelling() {
    for headers in [
        &["<?2>; rel=\"next\""][..],
        &["<?2>;rel=next"],
        &["<?2>;REL = \"NEXT\" ;"],
        &["<?2>; rel=\"last next\""],
        &["<?2>; rel=\"  prev   next  \"; rel=self"],
        &["<?1>; rel=prev, <?2>; rel=next, <?9>; rel=last"],
        &["<?1>; rel=prev", "<?2>; rel=next"],
        &["", "<?2>; rel=next"],
        &["<?1,x>; title=\"a, <?3>; rel=next\"; rel=self,<?2>;rel=next"],
        &["<?1>; rel=\"https://next.invalid/next\", <?2>; rel=next"],
        &["<?1>; rel=nextish, <?1>; title=next, <?2>; rel=next"],
        &["<?1>; title=\"caf\u{e9}\"; rel=self, <?2>; title*=UTF-8''%e2%82%ac; rel=next"],
        &["<?2>; type=\"text/html\"; rel=next; hreflang=de; media=\"a,b;c\""],
    ] {
        let links: Vec<_> = headers.iter().map(|header| ("link", *header)).collect();
        let fake = Fake::new([linked(links.leak(), "[]")]);
        let list = request(&fake_client(&fake), &LIST);
        let page = list.page::<Animal>(&LINKED).await.unwrap();
        assert_eq!(page.next_cursor(), Some("/api/v1/animals?2"), "{headers:?}");
    }
}

#[tokio::test]
async fn promise_21_links_below_a_base_url_without_a_path() {
    let fake = Fake::new([
        linked(&[("link", "</x?2>; rel=next")], "[]"),
        answer(200, "[]"),
    ]);
    let mut settings = settings();
    settings.base_url("http://localhost:80".into());
    settings.transport(fake.clone());
    let list = request(&build(settings).unwrap(), &LIST);
    let all: Vec<Animal> = list.items(&LINKED, &LINKED).try_collect().await.unwrap();
    assert!(all.is_empty());
    assert_eq!(targets(&fake), ["/v1/animals", "/x?2"]);
}

#[tokio::test]
async fn promise_21_links_in_a_circle_stop_with_an_error() {
    let itself: &[_] = &[("link", "<?limit=2>; rel=next")];
    let onward: &[_] = &[("link", "<?limit=3>; rel=next")];
    for (steps, count) in [
        (vec![linked(itself, r#"[{"id":"a"}]"#)], 1),
        (
            vec![
                linked(onward, r#"[{"id":"a"}]"#),
                linked(onward, r#"[{"id":"b"}]"#),
            ],
            2,
        ),
        (
            vec![
                linked(onward, r#"[{"id":"a"}]"#),
                linked(itself, r#"[{"id":"b"}]"#),
            ],
            2,
        ),
    ] {
        let fake = Fake::new(steps);
        let mut list = request(&fake_client(&fake), &LIST);
        list.put_query("limit", &2);
        let mut stream = list.items::<Animal>(&LINKED, &LINKED);
        for _ in 0..count {
            stream.next().await.unwrap().unwrap();
        }
        assert!(stream.next().await.unwrap().unwrap_err().is_decode());
        assert!(stream.next().await.is_none());
        assert_eq!(fake.count(), count);
    }
    let fake = Fake::new([linked(itself, "[]")]);
    let mut list = request(&fake_client(&fake), &LIST);
    list.put_query("limit", &2);
    let page = list.page::<Animal>(&LINKED).await.unwrap();
    assert_eq!(page.next_cursor(), Some("/api/v1/animals?limit=2"));
    assert!(page.next_page().await.unwrap_err().is_decode());
}
