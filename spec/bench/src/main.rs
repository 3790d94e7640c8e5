//! Cost of a call through the SDK, compared with the same call through other clients. See the README.
//!
//! | module | contents |
//! |---|---|
//! | `api` | the calls and their responses |
//! | `clients` | the clients to compare |
//! | `decoding` | cost of decoding alone |
//! | `server` | the server, a separate process |
//! | `twins` | structs whose decoder serde derives |

mod api;
mod clients;
mod decoding;
mod server;
mod twins;

use std::alloc::System;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use clients::{Caller, ClientKind, callers};
use rustix::time::{ClockId, clock_gettime};
use server::Server;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use tokio::runtime::Runtime;

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// Default number of rounds.
const ROUNDS: usize = 31;
/// Approximate duration of one turn.
const TURN: Duration = Duration::from_millis(40);
/// Page sizes, each with the maximum CPU time of the SDK relative to a bare connection.
const LIMITS: [(usize, f64); 2] = [(1, 1.25), (100, 1.10)];
/// Numbers of concurrent tasks.
const TASKS: [usize; 2] = [1, 32];
/// Argument that runs calls of the SDK only, for a profiler.
const PROFILE: &str = "profile";
/// Argument that measures the testing kit.
const KIT: &str = "kit";
/// Argument that measures decoding alone.
const DECODE: &str = "decode";

fn main() -> ExitCode {
    let mut rounds = ROUNDS;
    if let Some(argument) = std::env::args().nth(1) {
        if argument == server::SERVE {
            server::serve();
            return ExitCode::SUCCESS;
        }
        if argument == PROFILE {
            profile(std::env::args().nth(2).and_then(|tasks| tasks.parse().ok()));
            return ExitCode::SUCCESS;
        }
        if argument == KIT {
            kit();
            return ExitCode::SUCCESS;
        }
        if argument == DECODE {
            return exit_code(decoding::compare(ROUNDS));
        }
        let Some(given) = argument.parse().ok().filter(|rounds| *rounds > 0) else {
            eprintln!(
                "usage: overhead [rounds, {ROUNDS} by default] | {PROFILE} [tasks, 32 by default] | {KIT} | {DECODE}"
            );
            return ExitCode::from(2);
        };
        rounds = given;
    }
    let server = Server::start();
    let runtime = runtime();
    let mut kept = true;
    for (items, limit) in LIMITS {
        for tasks in TASKS {
            kept &= runtime.block_on(compare(server.url(), items, tasks, rounds, limit));
        }
    }
    exit_code(kept)
}

/// Returns the exit code: a failure if a limit was exceeded.
fn exit_code(kept: bool) -> ExitCode {
    if kept {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// Creates the runtime. It is single-threaded, so that the CPU time of this thread is that of all clients.
fn runtime() -> Runtime {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime")
}

/// Runs 100,000 small calls of the SDK.
fn profile(tasks: Option<usize>) {
    let server = Server::start();
    runtime().block_on(async {
        let mut callers = callers(ClientKind::Sdk, server.url(), tasks.unwrap_or(32)).await;
        turn(&mut callers, 1, 100_000).await;
    });
}

/// Measures calls to the testing kit, which replaces the network. Prints the median and the best round.
fn kit() {
    const FLOWS: u32 = 1000;
    let costs = runtime().block_on(async {
        let server = generated_sdk::testing::Server::new();
        let _fake = server.fake_workspace_secrets();
        let mut costs = Vec::with_capacity(ROUNDS);
        for _ in 0..ROUNDS {
            let started = Instant::now();
            for _ in 0..FLOWS {
                api::flow(&server).await.expect("a response of the fake");
            }
            costs.push(started.elapsed().as_secs_f64() * 1e6 / f64::from(FLOWS * api::FLOW));
        }
        costs
    });
    let best = costs.iter().copied().fold(f64::INFINITY, f64::min);
    let median = median(costs.into_iter());
    println!(
        "{median:.1} µs per call of the testing kit, {best:.1} in the best round; {ROUNDS} rounds of {FLOWS} flows"
    );
}

/// Cost of calls, in µs per call.
#[derive(Clone, Copy)]
struct Cost {
    cpu: f64,
    wall: f64,
}

/// Compares all clients, prints a table, and returns whether the limit was kept.
async fn compare(url: &str, items: usize, tasks: usize, rounds: usize, limit: f64) -> bool {
    let mut all = Vec::new();
    for kind in ClientKind::ALL {
        all.push(callers(kind, url, tasks).await);
    }
    // The first calls open connections, and the next ones show how many calls fit into a turn.
    let mut calls = tasks;
    for callers in &mut all {
        turn(callers, items, tasks * 10).await;
        let cost = turn(callers, items, tasks * 10).await;
        let fitting = TURN.as_secs_f64() * 1e6 / cost.wall;
        calls = calls.max(whole(fitting).next_multiple_of(tasks));
    }
    let mut costs = vec![Vec::with_capacity(rounds); all.len()];
    for round in 0..rounds {
        // The client that is first in one round is last in the next.
        for step in 0..all.len() {
            let at = (round + step) % all.len();
            let cost = turn(&mut all[at], items, calls).await;
            costs[at].push(cost);
        }
    }
    println!("\npage size {items}, {tasks} tasks; {rounds} rounds of {calls} calls\n");
    println!(
        "| client | CPU, µs per call | relative to `hyper` | time, µs per call | allocations | bytes |"
    );
    println!("|---|--:|--:|--:|--:|--:|");
    let mut kept = true;
    for (at, kind) in ClientKind::ALL.into_iter().enumerate() {
        let [cpu, wall] = [|cost: &Cost| cost.cpu, |cost: &Cost| cost.wall]
            .map(|part| median(costs[at].iter().map(part)));
        let pairs = costs[at].iter().zip(&costs[0]);
        let ratio = median(pairs.map(|(own, bare)| own.cpu / bare.cpu));
        let (allocations, bytes) = allocated(&mut all[at], items).await;
        println!(
            "| {} | {cpu:.1} | {ratio:.2} | {wall:.1} | {allocations:.0} | {bytes:.0} |",
            kind.name()
        );
        kept &= kind != ClientKind::Sdk || ratio <= limit;
    }
    let verdict = if kept { "kept" } else { "MISSED" };
    println!("\nThe limit of {limit:.2} is {verdict}.");
    kept
}

/// Runs calls in all tasks concurrently, and returns their cost.
async fn turn(callers: &mut Vec<Caller>, items: usize, calls: usize) -> Cost {
    let each = calls / callers.len();
    let (started, cpu) = (Instant::now(), cpu_time());
    let tasks: Vec<_> = callers
        .drain(..)
        .map(|mut caller| {
            tokio::spawn(async move {
                for _ in 0..each {
                    assert_eq!(caller.call(items).await, items + 1);
                }
                caller
            })
        })
        .collect();
    for task in tasks {
        callers.push(task.await.expect("no task panics"));
    }
    let calls = as_f64(each * callers.len());
    Cost {
        cpu: cpu_time().saturating_sub(cpu).as_secs_f64() * 1e6 / calls,
        wall: started.elapsed().as_secs_f64() * 1e6 / calls,
    }
}

/// Returns the number of allocations and of allocated bytes per call.
async fn allocated(callers: &mut Vec<Caller>, items: usize) -> (f64, f64) {
    let calls = callers.len() * 20;
    let region = Region::new(ALLOCATOR);
    turn(callers, items, calls).await;
    let change = region.change();
    let per_call = |count: usize| as_f64(count) / as_f64(calls);
    (
        per_call(change.allocations + change.reallocations),
        per_call(change.bytes_allocated),
    )
}

/// Returns the CPU time of this thread.
fn cpu_time() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::try_from(time).expect("a positive time")
}

/// Returns the median.
fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<_> = values.collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// Converts a count, which is small enough to be exact.
fn as_f64(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::INFINITY, f64::from)
}

/// Returns a number of calls without its fraction.
fn whole(number: f64) -> usize {
    Duration::try_from_secs_f64(number)
        .map_or(1, |time| usize::try_from(time.as_secs()).unwrap_or(1))
}
