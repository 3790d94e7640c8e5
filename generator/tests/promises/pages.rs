//! Promises of pages whose other fields may say that a call has failed.

use zoo_client::testing::Server;

type Outcome = Result<(), Box<dyn std::error::Error>>;

const FIRST: &str = r#"{"ok":true,"found":["a"],"next":"2"}"#;
const FAILED: &str = r#"{"ok":false,"reason":"too many calls"}"#;
const LAST: &str = r#"{"ok":true,"found":["b"],"next":""}"#;

#[tokio::test]
async fn a_page_that_is_none_does_not_end_a_stream() -> Outcome {
    let server = Server::new();
    let pages = server.on_pages_agreed().reply_raw(200, FIRST);
    let _ = pages.reply_raw(200, FAILED).reply_raw(200, LAST);
    let client = server.client();
    let mut items = client.pages().agreed().into_stream();
    assert_eq!(items.try_next().await?.as_deref(), Some("a"));
    let error = items.try_next().await.expect_err("the page says `false`");
    assert!(
        error.is_decode() && error.to_string().contains("at `ok`"),
        "{error}"
    );
    // The same page is fetched again.
    assert_eq!(items.try_next().await?.as_deref(), Some("b"));
    assert_eq!(items.try_next().await?, None);
    Ok(())
}
