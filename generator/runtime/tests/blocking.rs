//! Feature `blocking`.

use std::sync::mpsc;
use std::time::{Duration, Instant};

use tokio::runtime::Builder;

use crate::support::api::{Animal, CREATE, GET, LIST, PAGES, client, fake_client, on, request};
use crate::support::fake::{Fake, Step, answer};
use crate::support::faults::{Faulty, Step as Fault};
use crate::support::server::{Reply, Server};

/// Starts a server on its own thread, which runs until the end of the tests.
fn server(replies: Vec<Reply>) -> String {
    let (url_of, url) = mpsc::channel();
    std::thread::spawn(move || {
        let runtime = Builder::new_current_thread().enable_all().build();
        runtime.unwrap().block_on(async {
            let server = Server::start(replies).await;
            url_of.send(server.url().to_owned()).unwrap();
            std::future::pending::<()>().await;
        });
    });
    url.recv().unwrap()
}

#[test]
fn blocking_calls_need_no_runtime() {
    let url = server(vec![
        Reply::new(503, "").header("retry-after", "0"),
        Reply::new(200, r#"{"id":"a"}"#),
        Reply::new(404, ""),
    ]);
    let core = client(&url);
    let response = on(&core, &GET, "a").response::<Animal>().send_blocking();
    let response = response.unwrap();
    assert_eq!((&*response.data.id, response.attempts().len()), ("a", 2));
    let missing = on(&core, &GET, "a").value::<Animal>().send_blocking();
    assert!(missing.unwrap_err().is_not_found());
}

#[test]
fn blocking_calls_work_inside_of_a_runtime() {
    let url = server(vec![Reply::new(200, r#"{"id":"a"}"#); 6]);
    let core = client(&url);
    let runtime = Builder::new_current_thread().enable_all().build();
    runtime.unwrap().block_on(async {
        // The connection of the first call belongs to a runtime that is blocked during the second one.
        on(&core, &GET, "a").value::<Animal>().await.unwrap();
        on(&core, &GET, "a")
            .value::<Animal>()
            .send_blocking()
            .unwrap();
        on(&core, &GET, "a").value::<Animal>().await.unwrap();
    });
}

#[test]
fn blocking_calls_ignore_the_cooperative_budget_of_a_task() {
    let fake = Fake::new([Step::Slow(Duration::from_millis(1))]);
    let core = fake_client(&fake);
    let runtime = Builder::new_current_thread().enable_all().build();
    runtime.unwrap().block_on(async {
        // More than the cooperative budget of a task.
        for _ in 0..300 {
            on(&core, &GET, "a")
                .value::<Animal>()
                .send_blocking()
                .unwrap();
        }
    });
    assert_eq!(fake.count(), 300);
}

#[test]
fn blocking_pages_are_iterators() {
    let first = r#"{"items":[{"id":"a"},{"id":"b"}],"pagination":{"nextCursor":"c2"}}"#;
    let steps = || {
        [
            answer(200, first),
            answer(400, ""),
            answer(200, r#"{"items":[{"id":"c"}]}"#),
        ]
    };
    let core = fake_client(&Fake::new(steps()));
    let mut items = request(&core, &LIST)
        .items::<Animal>(&PAGES, &PAGES)
        .into_iter_blocking();
    let ids: Vec<_> = items
        .by_ref()
        .map_while(Result::ok)
        .map(|item| item.id)
        .collect();
    assert_eq!(ids, ["a", "b"]);
    assert_eq!(items.resume_cursor(), Some("c2"));
    assert_eq!(
        items.next().unwrap().unwrap().id,
        "c",
        "the failed page is fetched again"
    );
    assert!(items.next().is_none());
    let core = fake_client(&Fake::new(steps()));
    let page = request(&core, &LIST).page::<Animal>(&PAGES).send_blocking();
    let next = page.unwrap().next_page().send_blocking();
    assert_eq!(next.unwrap_err().status().unwrap(), 400);
}

#[test]
fn blocking_calls_time_out_and_close_the_connection() {
    let (address_of, address) = mpsc::channel();
    let watcher = std::thread::spawn(move || {
        let runtime = Builder::new_current_thread().enable_all().build();
        runtime.unwrap().block_on(async {
            let mut silent = Faulty::start(vec![vec![Fault::Read, Fault::AwaitClose]]).await;
            address_of.send(silent.address.clone()).unwrap();
            silent.closed.recv().await
        })
    });
    let core = client(&format!("http://{}", address.recv().unwrap()));
    let mut create = on(&core, &CREATE, "a");
    create.set_timeout(Duration::from_millis(50));
    let started = Instant::now();
    let error = create.value::<Animal>().send_blocking().unwrap_err();
    assert!(error.is_timeout() && started.elapsed() < Duration::from_secs(10));
    assert!(watcher.join().unwrap().is_some(), "nothing is left running");
}

#[test]
fn blocking_calls_from_many_threads() {
    let url = server(vec![Reply::new(200, r#"{"id":"a"}"#); 80]);
    let core = client(&url);
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                for _ in 0..10 {
                    on(&core, &GET, "a")
                        .value::<Animal>()
                        .send_blocking()
                        .unwrap();
                }
            });
        }
    });
}
