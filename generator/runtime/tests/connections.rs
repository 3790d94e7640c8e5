//! Connection pool of the default transport: promises 5 and 19.

use std::time::Duration;

use sdk_runtime::runtime::client::Core;
use sdk_runtime::runtime::error::Error;

use crate::support::api::{Animal, CREATE, DELETE, GET, client, on};
use crate::support::faults::{Faulty, Step};

const ANIMAL: &str = "HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n{\"id\":\"a\"}";
const LAST: &str =
    "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 10\r\n\r\n{\"id\":\"a\"}";
/// Beginning of a response whose body never ends.
const ENDLESS: &str = "HTTP/1.1 200 OK\r\ncontent-length: 99999\r\n\r\n{";

/// Returns a server whose connections all follow a script, and a client of it.
async fn server(script: Vec<Step>) -> (Faulty, Core) {
    let server = Faulty::start(vec![script]).await;
    let core = client(&format!("http://{}", server.address));
    (server, core)
}

/// Returns a script of the given number of responses.
fn answers(count: usize) -> Vec<Step> {
    let answer = vec![Step::Read, Step::Write(ANIMAL)];
    std::iter::repeat_n(answer, count).flatten().collect()
}

async fn get(core: &Core) -> Result<Animal, Error> {
    on(core, &GET, "a").value::<Animal>().await
}

#[tokio::test]
async fn promise_05_one_connection_for_each_concurrent_call() {
    let (server, core) = server(answers(9)).await;
    for _ in 0..3 {
        let (first, second, third) = tokio::join!(get(&core), get(&core), get(&core));
        assert!(first.is_ok() && second.is_ok() && third.is_ok());
    }
    assert_eq!(server.connections(), 3);
}

#[tokio::test]
async fn promise_05_a_connection_that_the_server_closed_is_not_used() {
    let (server, core) = server(vec![Step::Read, Step::Write(LAST)]).await;
    for sent in 1..=3 {
        // A creation is not sent again once it was sent, so this would fail.
        let created = on(&core, &CREATE, "a").response::<Animal>().await.unwrap();
        assert_eq!(created.attempts().len(), 1);
        assert_eq!(server.connections(), sent);
    }
}

#[tokio::test]
async fn promise_05_a_connection_is_reused_after_an_unread_body() {
    let (server, core) = server(answers(2)).await;
    on(&core, &DELETE, "a").nothing().await.unwrap();
    get(&core).await.unwrap();
    assert_eq!(server.connections(), 1);
}

#[tokio::test]
async fn promise_05_a_connection_is_closed_after_an_endless_body() {
    let (mut server, core) = server(vec![Step::Read, Step::Write(ENDLESS), Step::AwaitClose]).await;
    on(&core, &DELETE, "a").nothing().await.unwrap();
    assert!(server.closed.recv().await.is_some());
    on(&core, &DELETE, "a").nothing().await.unwrap();
    assert_eq!(server.connections(), 2);
}

#[tokio::test]
async fn promise_05_connections_are_closed_with_the_client() {
    let mut script = answers(1);
    script.push(Step::AwaitClose);
    let (mut server, core) = server(script).await;
    get(&core).await.unwrap();
    drop(core);
    assert!(server.closed.recv().await.is_some());
}

#[tokio::test]
async fn promise_05_an_idle_connection_is_closed() {
    let mut script = answers(1);
    script.push(Step::AwaitClose);
    let (mut server, core) = server(script).await;
    get(&core).await.unwrap();
    tokio::time::pause();
    tokio::time::advance(Duration::from_secs(89)).await;
    assert!(server.closed.try_recv().is_err());
    // All tasks are idle, so the paused clock advances to the next timer.
    assert!(server.closed.recv().await.is_some());
    assert_eq!(server.connections(), 1);
}

#[tokio::test]
async fn promise_05_a_connection_of_a_stopped_runtime_is_not_used() {
    let (server, core) = server(answers(1)).await;
    let other = core.clone();
    let elsewhere = std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(async { get(&other).await.map(|animal| animal.id) })
    });
    // The server runs on this thread, so waiting must not block it.
    let elsewhere = tokio::task::spawn_blocking(move || elsewhere.join().unwrap());
    assert_eq!(elsewhere.await.unwrap().unwrap(), "a");
    get(&core).await.unwrap();
    assert_eq!(server.connections(), 2);
}
