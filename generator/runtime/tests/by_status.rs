//! Results whose kind depends on the status, over real connections.

use std::time::Duration;

use sdk_runtime::runtime::call::builder::RequestBuilder;
use sdk_runtime::runtime::call::by_status::ByStatus;
use sdk_runtime::runtime::call::decode::json;
use sdk_runtime::runtime::call::pending::pending;
use sdk_runtime::runtime::call::redirect::location;
use sdk_runtime::runtime::call::returns::{Optional, Returns};
use sdk_runtime::runtime::call::text::text;
use sdk_runtime::runtime::downloads::download::{Download, download};
use sdk_runtime::runtime::error::Error;
use sdk_runtime::runtime::request::Request;
use sdk_runtime::runtime::request::unread_bodies::UnreadBodies;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use crate::support::api::{Animal, GET, build, client, on, settings};
use crate::support::server::{Reply, Server};

/// A file, work that is not done, or a redirect.
#[derive(Debug)]
#[expect(
    clippy::large_enum_variant,
    reason = "an emitted enum has no boxes either: a result is read once"
)]
enum Film {
    Download(Download),
    Pending {
        retry_after: Option<Duration>,
        location: Option<String>,
    },
    Redirect(String),
}

static FILM: ByStatus<Film> = ByStatus {
    accept: Some("*/*"),
    unread_bodies: UnreadBodies::Only(&[200]),
    expected: &[302],
    statuses: &[
        (200, |reply| Ok(Film::Download(download(reply)))),
        (202, |reply| {
            let (retry_after, location) = pending(reply);
            Ok(Film::Pending {
                retry_after,
                location,
            })
        }),
        (302, |reply| location(reply).map(Film::Redirect)),
    ],
    others: None,
};

impl<M> Returns<M> for Film {
    type Output = Self;
    type Decoder = ByStatus<Self>;

    const DECODER: &'static ByStatus<Self> = &FILM;

    fn prepared(request: Request) -> Request {
        FILM.prepared(request)
    }
}

/// A text that the caller may have already.
#[derive(Clone, Debug, PartialEq)]
enum Diary {
    Text(String),
    NotModified,
}

static DIARY: ByStatus<Diary> = ByStatus {
    accept: Some("text/plain, */*;q=0.5"),
    unread_bodies: UnreadBodies::Only(&[]),
    expected: &[304],
    statuses: &[(304, |_| Ok(Diary::NotModified))],
    others: Some(|reply| text(reply).map(Diary::Text)),
};

/// A file, or a value with a status.
#[derive(Debug)]
#[expect(
    clippy::large_enum_variant,
    reason = "an emitted enum has no boxes either: a result is read once"
)]
enum Painting {
    Ready(Animal),
    Download(Download),
}

static LISTED_VALUE: ByStatus<Painting> = ByStatus {
    accept: None,
    unread_bodies: UnreadBodies::Except(&[202]),
    expected: &[],
    statuses: &[(202, |reply| json(reply).map(Painting::Ready))],
    others: Some(|reply| Ok(Painting::Download(download(reply)))),
};

async fn film(reply: Reply) -> Result<Film, Error> {
    let server = Server::start([reply]).await;
    on(&client(server.url()), &GET, "a").by_status(&FILM).await
}

/// Starts a server that sends these pieces of a response on each connection, with a pause behind each, and then closes it.
/// Further connections get the next response. Returns its URL.
async fn pieces(responses: Vec<Vec<&'static str>>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        for response in responses {
            let (mut stream, _) = listener.accept().await.unwrap();
            let _ = stream.read(&mut [0; 4096]).await.unwrap();
            for piece in response {
                stream.write_all(piece.as_bytes()).await.unwrap();
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        }
    });
    url
}

#[tokio::test]
async fn a_download_is_read_in_chunks() {
    let head = "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n";
    let url = pieces(vec![vec![head, "abc", "def", "ghi"]]).await;
    let response = on(&client(&url), &GET, "a").by_status_response(&FILM).await;
    let response = response.unwrap();
    assert_eq!(response.status().as_u16(), 200);
    let Film::Download(mut download) = response.data else {
        panic!("it is no download");
    };
    assert_eq!(download.content_length(), Some(9));
    assert_eq!(download.received(), 0, "nothing is read before");
    let mut chunks = Vec::new();
    while let Some(chunk) = download.try_next().await.unwrap() {
        chunks.push(chunk);
    }
    assert_eq!(chunks.concat(), b"abcdefghi");
    assert!(chunks.len() > 1, "the body arrives in chunks");
}

#[tokio::test]
async fn a_download_that_is_cut_is_an_error_and_not_retried() {
    let head = "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n";
    let url = pieces(vec![vec![head, "abc"], vec![head, "abcdefghi"]]).await;
    let outcome = on(&client(&url), &GET, "a").by_status(&FILM).await.unwrap();
    let Film::Download(mut download) = outcome else {
        panic!("it is no download");
    };
    assert_eq!(download.try_next().await.unwrap().unwrap(), "abc");
    let error = download.try_next().await.unwrap_err();
    assert!(error.is_connection(), "{error}");
    assert_eq!(error.attempts().len(), 1);
    assert!(error.to_string().contains("after 3 of 9 bytes"), "{error}");
}

#[tokio::test]
async fn a_download_may_be_larger_than_other_responses() {
    let server =
        Server::start([Reply::new(200, "0123456789"), Reply::new(202, "0123456789")]).await;
    let mut settings = settings();
    settings.base_url(server.url().to_owned());
    settings.max_response_bytes(4);
    let core = build(settings).unwrap();
    let Film::Download(download) = on(&core, &GET, "a").by_status(&FILM).await.unwrap() else {
        panic!("it is no download");
    };
    assert_eq!(download.max_bytes(10).bytes().await.unwrap(), "0123456789");
    let error = on(&core, &GET, "a").by_status(&FILM).await.unwrap_err();
    assert!(error.is_decode(), "{error}");
}

#[tokio::test]
async fn other_statuses_are_read_before() {
    let pending = Reply::new(202, "{}").header("retry-after", "3");
    let outcome = film(pending.header("location", "/jobs/7")).await.unwrap();
    let Film::Pending {
        retry_after: Some(delay),
        location: Some(location),
    } = outcome
    else {
        panic!("it is not pending");
    };
    assert_eq!(delay, Duration::from_secs(3));
    assert!(location.ends_with("/jobs/7"), "{location}");
}

#[tokio::test]
async fn a_redirect_is_a_result_and_not_followed() {
    let files = Server::start([Reply::new(200, "0123")]).await;
    let url = format!("{}/a?x=1#top", files.url());
    let outcome = film(Reply::new(302, "<a>moved</a>").header("location", &url)).await;
    assert!(matches!(outcome, Ok(Film::Redirect(location)) if location == url));
    assert_eq!(files.requests().len(), 0);
    let without = film(Reply::new(302, "")).await.unwrap_err();
    assert!(without.is_decode(), "{without}");
    let unlisted = film(Reply::new(303, "").header("location", &url)).await;
    assert_eq!(unlisted.unwrap_err().status().unwrap().as_u16(), 303);
}

#[tokio::test]
async fn a_success_that_is_not_listed_is_an_error_with_its_body() {
    let error = film(Reply::new(203, "surprise")).await.unwrap_err();
    assert!(error.is_decode(), "{error}");
    assert!(
        error.to_string().contains("no response with this status"),
        "{error}"
    );
    assert_eq!(error.body().unwrap(), "surprise");
}

#[tokio::test]
async fn errors_are_those_of_other_calls() {
    let error = film(Reply::new(404, r#"{"message":"gone"}"#))
        .await
        .unwrap_err();
    assert!(error.is_not_found());
    assert_eq!(error.body().unwrap(), r#"{"message":"gone"}"#);
    let server = Server::start([Reply::new(404, ""), Reply::new(404, "")]).await;
    let core = client(server.url());
    let optional = RequestBuilder::<(), Optional<Film>>::from(on(&core, &GET, "a"));
    assert!(optional.optional().await.unwrap().is_none());
    let retried = Server::start([Reply::new(503, ""), Reply::new(200, "0123")]).await;
    let response = on(&client(retried.url()), &GET, "a")
        .by_status_response(&FILM)
        .await;
    assert_eq!(response.unwrap().attempts().len(), 2);
}

#[tokio::test]
async fn text_may_be_known_already() {
    let server = Server::start([
        Reply::new(200, "Dear diary"),
        Reply::new(304, ""),
        Reply::new(201, "new"),
    ])
    .await;
    let core = client(server.url());
    let first = on(&core, &GET, "a").by_status(&DIARY).await.unwrap();
    assert_eq!(first, Diary::Text("Dear diary".to_owned()));
    let second = on(&core, &GET, "a").by_status(&DIARY).await.unwrap();
    assert_eq!(second, Diary::NotModified);
    let third = on(&core, &GET, "a").by_status(&DIARY).await.unwrap();
    assert_eq!(third, Diary::Text("new".to_owned()));
    assert_eq!(
        server.requests()[0].headers["accept"],
        "text/plain, */*;q=0.5"
    );
}

#[tokio::test]
async fn a_cut_text_is_retried() {
    let head = "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n";
    let url = pieces(vec![vec![head, "abc"], vec![head, "abcdefghi"]]).await;
    let outcome = on(&client(&url), &GET, "a")
        .by_status(&DIARY)
        .await
        .unwrap();
    assert_eq!(outcome, Diary::Text("abcdefghi".to_owned()));
}

#[tokio::test]
async fn a_value_may_stand_beside_downloads() {
    let server = Server::start([Reply::new(202, r#"{"id":"a"}"#), Reply::new(200, "0123")]).await;
    let core = client(server.url());
    let ready = on(&core, &GET, "a").by_status(&LISTED_VALUE).await.unwrap();
    assert!(matches!(ready, Painting::Ready(animal) if animal.id == "a"));
    let file = on(&core, &GET, "a").by_status(&LISTED_VALUE).await.unwrap();
    let Painting::Download(download) = file else {
        panic!("it is no download");
    };
    assert_eq!(download.bytes().await.unwrap(), "0123");
}

#[tokio::test]
async fn a_response_that_was_received_elsewhere_is_parsed() {
    let request = FILM.prepared(on(&client("http://localhost:1"), &GET, "a"));
    let parse = |status: u16, body: &'static str| {
        let response = http::Response::builder().status(status);
        let response = response.header("location", "https://files.invalid/a");
        let response = response.body(bytes::Bytes::from(body)).unwrap();
        request.clone().parse::<Film>(&FILM, response)
    };
    let Ok(Film::Download(download)) = parse(200, "0123") else {
        panic!("it is no download");
    };
    assert_eq!(download.bytes().await.unwrap(), "0123");
    assert!(matches!(parse(302, ""), Ok(Film::Redirect(url)) if url == "https://files.invalid/a"));
    assert!(parse(500, "").unwrap_err().status().is_some());
}
