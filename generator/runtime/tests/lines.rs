//! Streams of lines.

use sdk_runtime::runtime::error::Error;
use sdk_runtime::runtime::json::value::FromJson;
use sdk_runtime::runtime::lines::stream::LineShape;

#[cfg(feature = "blocking")]
use crate::support::api::fake_client;
use crate::support::api::{Animal, STREAM, build, client, request, settings};
use crate::support::fake::{Fake, Piece, Step, text};
use crate::support::server::{Reply, Server};

static JSON: LineShape = LineShape {
    is_text: false,
    error_field: &["error"],
};
static TEXT: LineShape = LineShape {
    is_text: true,
    error_field: &[],
};

/// Returns the items of a stream, and texts for errors between them.
async fn run<T: FromJson + 'static>(
    shape: &'static LineShape,
    pieces: Vec<Piece>,
) -> Vec<Result<T, Error>> {
    let mut settings = settings();
    settings.transport(Fake::new([Step::Events(pieces)]));
    settings.max_event_bytes(60);
    let core = build(settings).unwrap();
    let mut stream = request(&core, &STREAM).lines::<T>(shape).await.unwrap();
    let mut all = Vec::new();
    while let Some(item) = stream.next().await {
        all.push(item);
    }
    assert!(stream.next().await.is_none(), "it stays over");
    all
}

/// Returns the ids of the animals of a stream, and texts for errors between them.
async fn ids(pieces: Vec<Piece>) -> Vec<String> {
    let all = run::<Animal>(&JSON, pieces).await.into_iter();
    all.map(|item| item.map_or_else(|error| error.to_string(), |animal| animal.id))
        .collect()
}

#[tokio::test]
async fn lines_over_a_socket() {
    let body = "{\"id\":\"a\"}\r\n\n  \n{\"id\":\"ä\"}\n{\"id\":\"c\"}";
    let reply = Reply::new(200, body).header("content-type", "application/x-ndjson");
    let server = Server::start([reply.clone(), reply]).await;
    let core = client(server.url());
    let call = request(&core, &STREAM).lines_response::<Animal>(&JSON);
    let response = call.await.unwrap();
    assert_eq!(response.status().as_u16(), 200);
    let mut stream = response.data;
    for id in ["a", "ä", "c"] {
        assert_eq!(stream.try_next().await.unwrap().unwrap().id, id);
    }
    assert!(stream.try_next().await.unwrap().is_none());
    let accept = &server.requests()[0].headers["accept"];
    assert_eq!(accept, "application/x-ndjson, application/jsonl, */*;q=0.5");
}

#[tokio::test(start_paused = true)]
async fn chunks_may_end_anywhere() {
    let body = "{\"id\":\"ä\"}\r\n\n{\"id\":\"b\"}\n";
    for end in 0..body.len() {
        let (first, second) = body.as_bytes().split_at(end);
        let pieces = vec![Piece::Bytes(first.to_vec()), Piece::Bytes(second.to_vec())];
        assert_eq!(ids(pieces).await, ["ä", "b"], "at {end}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_connection_that_breaks_in_a_line_is_an_error_and_the_part_is_dropped() {
    let body = "{\"id\":\"a\"}\n{\"id\":\"b\"}\n";
    for end in 0..body.len() {
        let pieces = vec![text(&body[..end]), Piece::Break];
        let mut found = ids(pieces).await;
        let error = found.pop().unwrap();
        let whole = body[..end].matches('\n').count();
        assert_eq!(found, &["a", "b"][..whole], "at {end}");
        let expected = format!("the connection broke after {whole} lines");
        assert!(error.contains(&expected), "at {end}: {error}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_stream_continues_after_a_line_that_cannot_be_decoded() {
    let long = "x".repeat(61);
    let body = format!("{{\"id\":1}}\n{long}\n{{\"id\":\"b\"}}\nnull\n");
    let found = ids(vec![text(&body)]).await;
    assert_eq!(found.len(), 4);
    assert!(found[0].starts_with("animals.watch: cannot decode line 1: at `id`"));
    let expected =
        "animals.watch: cannot decode line 2: it is longer than 60 bytes (request id r1)";
    assert_eq!(found[1], expected);
    assert_eq!(found[2], "b");
    assert!(found[3].starts_with("animals.watch: cannot decode line 4: "));
}

#[tokio::test(start_paused = true)]
async fn an_error_of_the_api_ends_the_stream() {
    let body = "{\"id\":\"a\",\"error\":null}\n{\"error\":{\"message\":\"too many\"}}\n{\"id\":\"late\"}\n";
    let mut all = run::<Animal>(&JSON, vec![text(body)]).await;
    let error = all.pop().unwrap().unwrap_err();
    assert_eq!(all.len(), 1);
    assert!(error.is_api());
    assert_eq!(error.message(), Some("too many"));
    let expected = "animals.watch: the stream ended with an error: too many (request id r1)";
    assert_eq!(error.to_string(), expected);
}

#[tokio::test(start_paused = true)]
async fn lines_may_be_text() {
    let all = run::<String>(&TEXT, vec![text("a \"b\"\r\n\n{\"error\":1}\nlast")]).await;
    let lines: Vec<_> = all.into_iter().map(Result::unwrap).collect();
    assert_eq!(lines, ["a \"b\"", "{\"error\":1}", "last"]);
    let bad = run::<String>(&TEXT, vec![Piece::Bytes(b"\xff\n".to_vec())]).await;
    let error = bad.into_iter().next().unwrap().unwrap_err();
    assert!(error.is_decode() && error.to_string().contains("UTF-8"));
}

#[cfg(feature = "testing")]
#[tokio::test(start_paused = true)]
async fn the_kit_sends_lines() {
    use crate::support::kit::{STREAM_ROUTE, animal, kit};

    let (server, core) = kit();
    server
        .on_lines(&STREAM_ROUTE, &JSON)
        .reply_lines([animal("a"), animal("b")]);
    let mut stream = request(&core, &STREAM)
        .lines::<Animal>(&JSON)
        .await
        .unwrap();
    assert_eq!(stream.try_next().await.unwrap(), Some(animal("a")));
    assert_eq!(stream.try_next().await.unwrap(), Some(animal("b")));
    assert_eq!(stream.try_next().await.unwrap(), None);
    server
        .on_lines(&STREAM_ROUTE, &TEXT)
        .reply_lines(["a b".to_owned()]);
    let mut stream = request(&core, &STREAM)
        .lines::<String>(&TEXT)
        .await
        .unwrap();
    assert_eq!(stream.try_next().await.unwrap().as_deref(), Some("a b"));
}

#[cfg(feature = "blocking")]
#[test]
fn lines_can_block() {
    let core = fake_client(&Fake::new([Step::Events(vec![text("{\"id\":\"a\"}\n")])]));
    let stream = request(&core, &STREAM).lines::<Animal>(&JSON);
    let lines: Result<Vec<_>, _> = stream
        .send_blocking()
        .unwrap()
        .into_iter_blocking()
        .collect();
    assert_eq!(lines.unwrap()[0].id, "a");
}
