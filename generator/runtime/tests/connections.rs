//! The life of the default transport's connections: who uses them, who waits, and when they are closed. Promises 5 and 19.

use std::time::Duration;

use sdk_runtime::runtime::client::Core;
use sdk_runtime::runtime::error::Error;

use crate::support::api::{Animal, CREATE, DELETE, GET, client, on};
use crate::support::faults::{Faulty, Step};

const ANIMAL: &str = "HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n{\"id\":\"a\"}";
const LAST: &str =
    "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 10\r\n\r\n{\"id\":\"a\"}";
/// A body that its reader has to leave unread, for it never ends.
const ENDLESS: &str = "HTTP/1.1 200 OK\r\ncontent-length: 99999\r\n\r\n{";

/// A server whose connections all follow a script, and a client of it.
async fn server(script: Vec<Step>) -> (Faulty, Core) {
    let server = Faulty::start(vec![script]).await;
    let core = client(&format!("http://{}", server.address));
    (server, core)
}

/// So many answers, one after another.
fn answers(count: usize) -> Vec<Step> {
    let answer = vec![Step::Read, Step::Write(ANIMAL)];
    std::iter::repeat_n(answer, count).flatten().collect()
}

async fn get(core: &Core) -> Result<Animal, Error> {
    on(core, &GET, "a").value::<Animal>().await
}

#[tokio::test]
async fn promise_05_as_many_connections_as_calls_at_a_time() {
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
        // A creation is never sent again once it left, so this would fail.
        let created = on(&core, &CREATE, "a").response::<Animal>().await.unwrap();
        assert_eq!(created.attempts().len(), 1);
        assert_eq!(server.connections(), sent);
    }
}

#[tokio::test]
async fn promise_05_a_body_that_nobody_reads_does_not_cost_its_connection() {
    let (server, core) = server(answers(2)).await;
    on(&core, &DELETE, "a").nothing().await.unwrap();
    get(&core).await.unwrap();
    assert_eq!(server.connections(), 1);
}

#[tokio::test]
async fn promise_05_a_body_that_does_not_end_costs_its_connection() {
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
async fn promise_05_a_connection_that_waits_too_long_is_closed() {
    let mut script = answers(1);
    script.push(Step::AwaitClose);
    let (mut server, core) = server(script).await;
    get(&core).await.unwrap();
    tokio::time::pause();
    tokio::time::advance(Duration::from_secs(89)).await;
    assert!(server.closed.try_recv().is_err());
    // Nothing else is left to do, so the clock goes on until something is.
    assert!(server.closed.recv().await.is_some());
    assert_eq!(server.connections(), 1);
}

#[tokio::test]
async fn promise_05_a_connection_of_a_runtime_that_is_gone_is_not_used() {
    let (server, core) = server(answers(1)).await;
    let other = core.clone();
    let elsewhere = std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(async { get(&other).await.map(|animal| animal.id) })
    });
    // The server lives here, so the thread is waited for without blocking this one.
    let elsewhere = tokio::task::spawn_blocking(move || elsewhere.join().unwrap());
    assert_eq!(elsewhere.await.unwrap().unwrap(), "a");
    get(&core).await.unwrap();
    assert_eq!(server.connections(), 2);
}
