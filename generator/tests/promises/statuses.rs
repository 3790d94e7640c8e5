//! Promises of methods whose status says which kind of response it is: on a real connection, and in the testing kit.

use std::error::Error;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use zoo_client::{
    Client,
    resources::{StatusesDiaryOutcome, StatusesFilmOutcome},
};

type Outcome = Result<(), Box<dyn Error>>;

/// Starts a server that sends each of these responses on a connection of its own. Returns a client of it.
async fn serving(responses: Vec<&'static str>) -> Result<Client, Box<dyn Error>> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("http://{}", listener.local_addr()?);
    tokio::spawn(async move {
        for response in responses {
            let Ok((mut stream, _)) = listener.accept().await else {
                return;
            };
            let _ = stream.read(&mut [0; 4096]).await;
            let _ = stream.write_all(response.as_bytes()).await;
        }
    });
    let builder = Client::builder().base_url(url);
    Ok(builder.api_key("key").park("park").build()?)
}

const IN_CHUNKS: &str = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\nconnection: close\r\n\r\n\
                         3\r\nabc\r\n3\r\ndef\r\n3\r\nghi\r\n0\r\n\r\n";
const CUT: &str = "HTTP/1.1 200 OK\r\ncontent-length: 9\r\nconnection: close\r\n\r\nabc";

#[tokio::test]
async fn a_download_arrives_in_chunks_and_may_be_cut() -> Outcome {
    let client = serving(vec![IN_CHUNKS, CUT]).await?;
    let film = client.statuses().film("a").await?;
    let StatusesFilmOutcome::Download(mut download) = film else {
        return Err("it is no download".into());
    };
    let mut chunks = Vec::new();
    while let Some(chunk) = download.try_next().await? {
        chunks.push(chunk);
    }
    assert_eq!(chunks.concat(), b"abcdefghi");
    assert!(chunks.len() > 1);
    let film = client.statuses().film("a").optional().await?;
    let Some(StatusesFilmOutcome::Download(download)) = film else {
        return Err("it is no download".into());
    };
    let error = download.bytes().await.expect_err("the body is cut");
    assert!(error.is_connection(), "{error}");
    Ok(())
}

#[tokio::test]
async fn redirects_texts_and_empty_responses_are_results() -> Outcome {
    let client = serving(vec![
        "HTTP/1.1 303 See Other\r\nlocation: https://files.example/a\r\ncontent-length: 0\r\nconnection: close\r\n\r\n",
        "HTTP/1.1 200 OK\r\ncontent-length: 4\r\nconnection: close\r\n\r\nDear",
        "HTTP/1.1 304 Not Modified\r\nconnection: close\r\n\r\n",
    ])
    .await?;
    let film = client.statuses().film("a").with_response().await?;
    assert_eq!(film.status().as_u16(), 303);
    assert!(
        matches!(film.data, StatusesFilmOutcome::Redirect(url) if url == "https://files.example/a")
    );
    let text = client.statuses().diary("a").await?;
    assert_eq!(text, StatusesDiaryOutcome::Text("Dear".to_owned()));
    let same = client.statuses().diary("a").await?;
    assert_eq!(same, StatusesDiaryOutcome::NotModified);
    Ok(())
}

#[cfg(feature = "testing")]
#[tokio::test]
async fn the_testing_kit_has_a_reply_of_each_kind() -> Outcome {
    use zoo_client::{
        resources::{StatusesPaintOutcome, StatusesSearchOutcome},
        testing::{Server, fixtures},
    };

    let server = Server::new();
    let on = server.on_statuses_film();
    on.reply_pending()
        .header("retry-after", "3")
        .reply_redirect("https://files.example/a")
        .reply_download("0123456789")
        .cut_short();
    let client = server.client();
    let film = || client.statuses().film("a");
    let pending = film().await?;
    let StatusesFilmOutcome::Pending { retry_after, .. } = pending else {
        return Err("it is not pending".into());
    };
    assert_eq!(retry_after.map(|delay| delay.as_secs()), Some(3));
    assert!(matches!(film().await?, StatusesFilmOutcome::Redirect(_)));
    let StatusesFilmOutcome::Download(download) = film().await? else {
        return Err("it is no download".into());
    };
    assert!(download.bytes().await.is_err(), "the body is cut");
    server
        .on_statuses_diary()
        .reply_text("Dear")
        .reply_not_modified();
    let text = client.statuses().diary("a").await?;
    assert_eq!(text, StatusesDiaryOutcome::Text("Dear".to_owned()));
    let same = client.statuses().diary("a").await?;
    assert_eq!(same, StatusesDiaryOutcome::NotModified);
    let job = fixtures::paint_job();
    let on = server.on_statuses_paint();
    on.reply(job.clone()).reply_nothing();
    let ready = client.statuses().paint("a", "red").await?;
    assert!(matches!(ready, StatusesPaintOutcome::Ready(known) if known == job));
    let nothing = client.statuses().paint("a", "red").await?;
    assert!(matches!(nothing, StatusesPaintOutcome::Nothing));
    server
        .on_statuses_search()
        .reply_redirect("https://files.example/a");
    let found = client.statuses().search("a").await?;
    let location = StatusesSearchOutcome::Redirect("https://files.example/a".to_owned());
    assert_eq!(found, location);
    Ok(())
}
