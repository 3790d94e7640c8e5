//! Default limits and timeouts: promises 13, 19 and 22.

use std::time::Duration;

use crate::support::api::{
    Animal, CREATE, EVENTS, GET, STREAM, build, client, fake_client, on, request, settings,
};
use crate::support::fake::{Fake, Piece, Step as Sent};
use crate::support::faults::{Faulty, Step};

#[tokio::test]
async fn promise_13_a_body_may_have_64_mebibytes() {
    for (head, is_too_large) in [
        ("HTTP/1.1 200 OK\r\ncontent-length: 67108864\r\n\r\n", false),
        ("HTTP/1.1 200 OK\r\ncontent-length: 67108865\r\n\r\n", true),
    ] {
        let server = Faulty::start(vec![vec![Step::Read, Step::Write(head)]]).await;
        let mut get = on(&client(&format!("http://{}", server.address)), &GET, "a");
        get.set_max_retries(0);
        let error = get.value::<Animal>().await.unwrap_err();
        let words = "the body of the 200 response is larger than 67108864 bytes";
        assert_eq!(error.to_string().ends_with(words), is_too_large, "{error}");
        assert_eq!(error.is_connection(), !is_too_large, "{error}");
    }
}

#[tokio::test(start_paused = true)]
async fn promise_19_connecting_may_take_five_seconds() {
    let silent = Faulty::start(vec![vec![Step::AwaitClose]]).await;
    let mut settings = settings();
    settings.base_url(format!("https://{}", silent.address));
    settings.max_retries(0);
    let create = on(&build(settings).unwrap(), &CREATE, "a");
    let error = create.nothing().await.unwrap_err();
    assert!(error.is_timeout(), "{error:?}");
    assert_eq!(error.attempts()[0].duration, Duration::from_secs(5));
}

#[tokio::test]
async fn promise_22_an_event_may_have_16_mebibytes() {
    const LIMIT: usize = 16 * 1024 * 1024;
    for (length, fits) in [(LIMIT - 1024, true), (LIMIT + 1024, false)] {
        let event = format!("data: {{\"id\":\"{}\"}}\n\n", "x".repeat(length));
        let fake = Fake::new([Sent::Events(vec![Piece::Bytes(event.into())])]);
        let watch = request(&fake_client(&fake), &STREAM);
        let event = watch.event_stream::<Animal>(&EVENTS).try_next().await;
        assert_eq!(event.is_ok(), fits, "{length}");
    }
}
