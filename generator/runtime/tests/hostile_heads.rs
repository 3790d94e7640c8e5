//! Malicious and broken headers and delays: no credentials leak, and no call waits for long.

use std::time::Duration;

use crate::support::api::{
    Animal, CREATE, EVENTS, GET, LIST, PAGES, STREAM, build, client, fake_client, on, request,
    settings,
};
use crate::support::fake::{Fake, Piece, Step, answer};
use crate::support::server::{Reply, Server};

#[tokio::test]
async fn a_redirect_does_not_receive_the_key() {
    for status in [301, 302, 303, 307, 308] {
        let elsewhere = Server::start([Reply::new(200, r#"{"id":"evil"}"#)]).await;
        let without_scheme = elsewhere.url().trim_start_matches("http:");
        for location in [elsewhere.url(), without_scheme, "/v1/other"] {
            let redirect = Reply::new(status, "").header("location", location);
            let server = Server::start([redirect]).await;
            let error = on(&client(server.url()), &GET, "a").value::<Animal>().await;
            assert_eq!(error.unwrap_err().status().unwrap().as_u16(), status);
            assert_eq!(server.requests().len(), 1);
        }
        assert_eq!(elsewhere.requests().len(), 0, "{status}");
    }
}

#[tokio::test]
async fn no_line_break_gets_into_a_request() {
    let evil = "a\r\nx-evil: 1\r\n\r\nGET /evil HTTP/1.1\r\n";
    let server = Server::start((0..3).map(|_| Reply::new(200, "{}"))).await;
    let core = client(server.url());
    on(&core, &GET, evil).nothing().await.unwrap();
    let mut named = request(&core, &LIST);
    named.put_query("prefix", evil);
    named.query_param(evil, evil);
    named.nothing().await.unwrap();
    let mut body = request(&core, &CREATE);
    body.body_field(evil, &evil);
    body.nothing().await.unwrap();
    for sent in server.requests() {
        assert!(!sent.headers.contains_key("x-evil"), "{sent:?}");
        assert!(!sent.target.contains(['\r', '\n']), "{sent:?}");
    }
    assert_eq!(server.requests().len(), 3);
    let mut header = request(&core, &GET);
    header.header("x-own", evil);
    assert!(header.nothing().await.unwrap_err().is_request());
    let mut stream = request(&core, &STREAM);
    stream.last_event_id(evil);
    let events = stream.events::<Animal>(&EVENTS).await;
    assert!(events.unwrap_err().is_request());
    assert_eq!(server.requests().len(), 3, "neither was sent");
    for (name, value) in [("x-own", evil), (evil, "1")] {
        let mut settings = settings();
        settings.header(name, value);
        assert!(build(settings).unwrap_err().is_configuration());
    }
}

/// Returns the delay before the retry of a call, after a response with these headers.
async fn wait(retry_after: String, date: Option<&'static str>) -> Duration {
    let mut headers = vec![("retry-after", &*retry_after.leak())];
    headers.extend(date.map(|date| ("date", date)));
    let busy = Step::Answer(429, headers.leak(), String::new());
    let fake = Fake::new([busy, answer(200, r#"{"id":"a"}"#)]);
    let create = on(&fake_client(&fake), &CREATE, "a");
    create.value::<Animal>().await.unwrap();
    fake.pauses()[0]
}

#[tokio::test(start_paused = true)]
async fn requested_delays_are_limited() {
    let minute = Duration::from_secs(60);
    for text in [
        u64::MAX.to_string(),
        u128::MAX.to_string(),
        format!("{}.5", u64::MAX),
        "9".repeat(400),
        "Fri, 31 Dec 9999 23:59:59 GMT".to_owned(),
        "Fri, 31 Dec 99999 23:59:59 GMT".to_owned(),
    ] {
        assert_eq!(wait(text.clone(), None).await, minute, "{text}");
    }
    let jitter = Duration::from_millis(501);
    for text in [
        i64::MIN.to_string(),
        "-0".to_owned(),
        "-1.5".to_owned(),
        "NaN".to_owned(),
        "-inf".to_owned(),
        "1e400".to_owned(),
        "٣".to_owned(),
        "Wed, 01 Jan 1000 00:00:00 GMT".to_owned(),
    ] {
        assert!(wait(text.clone(), None).await <= jitter, "{text}");
    }
    let (old, new) = (
        "Sun, 06 Nov 1994 08:49:37 GMT",
        "Fri, 31 Dec 9999 23:59:59 GMT",
    );
    assert_eq!(wait(old.to_owned(), Some(new)).await, Duration::ZERO);
    assert_eq!(wait(new.to_owned(), Some(old)).await, minute);
}

#[tokio::test]
async fn a_response_may_have_many_headers() {
    for count in [99, 101, 250, 500] {
        let mut reply = Reply::new(200, r#"{"id":"a"}"#);
        for number in 0..count {
            reply = reply.header(&format!("x-{number}"), "v");
        }
        let server = Server::start([reply]).await;
        let response = on(&client(server.url()), &GET, "a").response::<Animal>();
        assert!(response.await.unwrap().headers().len() > count);
    }
}

#[tokio::test]
async fn too_many_or_too_large_headers_are_an_error() {
    // The read buffer of `hyper` may grow somewhat beyond its limit, depending on how the bytes arrive.
    let value = "v".repeat(5000);
    for (count, value) in [(513, "v"), (500, value.as_str())] {
        let mut reply = Reply::new(200, r#"{"id":"a"}"#);
        for number in 0..count {
            reply = reply.header(&format!("x-{number}"), value);
        }
        let server = Server::start([reply]).await;
        let mut request = on(&client(server.url()), &GET, "a");
        request.set_max_retries(0);
        assert!(request.value::<Animal>().await.unwrap_err().is_connection());
    }
}

#[tokio::test(start_paused = true)]
async fn enormous_timeouts_do_not_overflow() {
    for time in [
        Duration::MAX,
        Duration::from_secs(u64::MAX / 2),
        Duration::from_secs(1 << 40),
    ] {
        let fake = Fake::new([
            Step::Answer(503, &[("retry-after", "1")], String::new()),
            answer(200, r#"{"items":[{"id":"a"}]}"#),
        ]);
        let mut settings = settings();
        settings.transport(fake.clone());
        settings.timeout(time);
        settings.connect_timeout(time);
        settings.total_timeout(time);
        let core = build(settings).unwrap();
        let mut list = request(&core, &LIST);
        list.set_timeout(time);
        list.set_total_timeout(time);
        let all = list
            .items::<Animal>(&PAGES, &PAGES)
            .try_collect::<Vec<_>>()
            .await;
        assert_eq!(all.unwrap().len(), 1);
        let events = Fake::new([Step::Events(vec![Piece::Break]), answer(204, "")]);
        let mut watch = request(&fake_client(&events), &STREAM);
        watch.set_timeout(time);
        watch.set_total_timeout(time);
        let mut stream = watch.event_stream::<Animal>(&EVENTS);
        assert!(stream.try_next().await.unwrap().is_none());
        assert_eq!(events.count(), 2);
    }
}
