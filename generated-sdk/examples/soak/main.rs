//! Stress test: many tasks call a server that fails often. No call may be lost or executed twice.
//!
//! ```sh
//! cargo run --release --example soak -- --tasks 200 --seconds 20 --seed 1
//! ```
//!
//! The server runs in a thread of this program, listens on the loopback interface, and injects faults by a seeded plan:
//! error statuses, 429, connections reset before and after the request is executed, truncated bodies, and response heads
//! that are slow or too late. At the end, the program checks the following claims, and exits with 1 if one does not hold:
//! each call had the effect that its result states, once; all tasks have ended; memory did not grow; no connection is
//! left open.
//!
//! | module | contents |
//! |---|---|
//! | `workload` | the tasks and their calls |
//! | `server` | the server and its state |
//! | `faults` | the plan of faults |
//! | `http` | HTTP/1.1 messages, as the server reads and writes them |
//! | `report` | counters, and the checks at the end |

mod faults;
mod http;
mod report;
mod server;
mod workload;

use std::process::ExitCode;
use std::sync::atomic::Ordering::Relaxed;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use generated_sdk::Client;

use report::{AttemptCounter, Checks, Counters};
use server::Server;
use workload::Soak;

/// Time limit of an attempt. Response heads that are "too late" take longer.
const TIMEOUT: Duration = Duration::from_secs(1);
/// Time for the tasks to finish their current round after the end of the test, retries and reconnections included.
const SHUTDOWN: Duration = Duration::from_secs(60);

fn main() -> ExitCode {
    let Some([tasks, seconds, seed]) = flags() else {
        eprintln!("usage: soak [--tasks 200] [--seconds 20] [--seed 1]");
        return ExitCode::from(2);
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    let soak = Arc::new(Soak {
        server: Server::start(seed as u64),
        counters: Counters::default(),
        problems: Mutex::default(),
        until: Instant::now() + Duration::from_secs(seconds as u64),
    });
    if runtime.block_on(run(&soak, tasks)) {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// Returns tasks, seconds and seed from the command line.
fn flags() -> Option<[usize; 3]> {
    let mut values = [200, 20, 1];
    let mut arguments = std::env::args().skip(1);
    while let Some(name) = arguments.next() {
        let at = ["--tasks", "--seconds", "--seed"]
            .iter()
            .position(|flag| *flag == name)?;
        values[at] = arguments.next()?.parse().ok()?;
    }
    (1..=1000).contains(&values[0]).then_some(values)
}

/// Runs all tasks, prints the report, and returns whether all checks hold.
async fn run(soak: &Arc<Soak>, tasks: usize) -> bool {
    let client = Client::builder()
        .api_key("key")
        .workspace_id("ws")
        .base_url(&soak.server.url)
        .timeout(TIMEOUT)
        .hooks(AttemptCounter(Arc::clone(soak)))
        .build()
        .expect("the client is complete");
    let started = Instant::now();
    let running: Vec<_> = (0..tasks)
        .map(|task| tokio::spawn(workload::run(Arc::clone(soak), client.clone(), task)))
        .collect();

    let mut memory = Vec::new();
    while Instant::now() < soak.until {
        tokio::time::sleep(Duration::from_millis(200)).await;
        memory.extend(report::resident_kib());
    }
    let deadline = tokio::time::Instant::now() + SHUTDOWN;
    let mut stuck = 0;
    for task in running {
        match tokio::time::timeout_at(deadline, task).await {
            Ok(ended) => ended.expect("no task panics"),
            Err(_) => stuck += 1,
        }
    }
    let took = started.elapsed();
    // The connection of a dropped call is closed as soon as the runtime gets to it.
    let state = &soak.server.state;
    wait_until(|| state.open.load(Relaxed) <= tasks).await;
    let pooled = state.open.load(Relaxed);
    drop(client);
    wait_until(|| state.open.load(Relaxed) == 0).await;

    soak.counters.print(took, state);
    let mut checks = Checks::new();
    checks.calls(soak);
    checks.tasks(stuck, tasks);
    checks.memory(&memory);
    checks.connections(state, pooled, tasks);
    checks.hold
}

/// Waits up to 5 seconds until a condition holds.
async fn wait_until(holds: impl Fn() -> bool) {
    for _ in 0..500 {
        if holds() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

/// Locks a mutex, even if a panic poisoned it: the counters are still of use.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
