//! Values of path parameters: promise 6.

use percent_encoding::percent_decode_str;

use crate::support::api::{
    ARCHIVE, Animal, COMPARE, FILE, GET, IN_PARK, build, fake_client, on, request, settings,
};
use crate::support::fake::{Fake, answer};

/// Returns the target of a request with this id.
async fn target(id: &str) -> String {
    let fake = Fake::new([answer(200, "{}")]);
    on(&fake_client(&fake), &ARCHIVE, id)
        .nothing()
        .await
        .unwrap();
    let sent = fake.requests().remove(0);
    assert_eq!(sent.uri().host(), Some("zoo.invalid"), "{id}");
    sent.uri().path_and_query().unwrap().to_string()
}

#[tokio::test]
async fn promise_06_any_value_is_one_segment() {
    for id in [
        "../../admin",
        "/../admin",
        "..;/admin",
        "..%2f..%2fadmin",
        "%2e%2e",
        "a/..",
        "..\\..\\admin",
        "\u{ff0e}\u{ff0e}/",
        "a\0b",
        "a\r\nx-evil: 1",
        "?admin=1",
        "#admin",
        "//evil.invalid/",
        "http://evil.invalid",
        "@evil.invalid",
        ":80",
        "{id}",
    ] {
        let target = target(id).await;
        let segment = target.strip_prefix("/api/v1/animals/").unwrap();
        let segment = segment.strip_suffix(":archive").unwrap();
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~%".contains(&byte);
        assert!(segment.bytes().all(is_plain), "{segment}");
        assert_ne!(segment, "..");
        let decoded = percent_decode_str(segment).decode_utf8().unwrap();
        assert_eq!(decoded, id);
    }
}

#[tokio::test]
async fn promise_06_values_of_the_client_are_encoded_and_checked_as_well() {
    for (park, path) in [
        ("a/b", Some("/api/v1/parks/a%2Fb/animals")),
        ("..%2f", Some("/api/v1/parks/..%252f/animals")),
        (".", None),
        (" .. ", None),
    ] {
        let fake = Fake::new([answer(200, "[]")]);
        let mut settings = settings();
        settings.client_param("parkId", park.to_owned());
        settings.transport(fake.clone());
        let core = build(settings).unwrap();
        let outcome = request(&core, &IN_PARK).value::<Vec<Animal>>().await;
        let sent: Vec<_> = fake
            .requests()
            .iter()
            .map(|sent| sent.uri().path().to_owned())
            .collect();
        assert_eq!(sent.first().map(String::as_str), path);
        assert_eq!(outcome.is_ok(), path.is_some(), "{outcome:?}");
    }
}

#[tokio::test]
async fn promise_06_the_last_value_is_used_and_braces_in_it_are_not_replaced() {
    let fake = Fake::new([answer(200, r#"{"id":"a"}"#)]);
    let mut request = on(&fake_client(&fake), &GET, "first");
    request.put_path("id", "{id}");
    request.value::<Animal>().await.unwrap();
    let sent = &fake.requests()[0];
    assert_eq!(sent.uri().path(), "/api/v1/animals/%7Bid%7D");
}

#[tokio::test]
async fn promise_06_text_around_values_stays_as_it_is() {
    for (base, head, path) in [
        ("a", "b", Some("/api/v1/animals/a...b.json")),
        ("a/b", "c.d", Some("/api/v1/animals/a%2Fb...c.d.json")),
        ("", "b", None),
        ("a", "..", None),
        (".", "b", None),
    ] {
        let fake = Fake::new([answer(200, "{}")]);
        let mut request = request(&fake_client(&fake), &COMPARE);
        request.put_path("base", base);
        request.put_path("head", head);
        let outcome = request.nothing().await;
        let sent = fake.requests();
        let sent = sent.first().map(|sent| sent.uri().path());
        assert_eq!(sent, path);
        assert_eq!(outcome.is_ok(), path.is_some(), "{outcome:?}");
    }
}

#[tokio::test]
async fn promise_06_slashes_that_are_kept_lead_nowhere_else() {
    for (value, path) in [
        ("a", Some("a")),
        ("a/b c/d.txt", Some("a/b%20c/d.txt")),
        (
            "a/..b/%2e%2e/c?d#e:f",
            Some("a/..b/%252e%252e/c%3Fd%23e%3Af"),
        ),
        ("a\\..\\b", Some("a%5C..%5Cb")),
        ("", None),
        ("/a", None),
        ("a/", None),
        ("a//b", None),
        ("..", None),
        ("a/../b", None),
        ("a/./b", None),
        ("a/ .. /b", None),
    ] {
        let fake = Fake::new([answer(200, "{}")]);
        let mut request = request(&fake_client(&fake), &FILE);
        request.put_path("path", value);
        let outcome = request.nothing().await;
        let path = path.map(|path| format!("/api/v1/files/{path}:raw"));
        let sent = fake.requests();
        let sent = sent.first().map(|sent| sent.uri().path());
        assert_eq!(sent, path.as_deref(), "{value}");
        assert_eq!(outcome.is_ok(), path.is_some(), "{outcome:?}");
    }
}
