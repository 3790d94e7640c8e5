//! What a call through the SDK costs its program, beside the same call by hand. See the README.
//!
//! | module | what it holds |
//! |---|---|
//! | `api` | what is called, and what it answers: all that knows the API |
//! | `clients` | the clients that are compared |
//! | `server` | the server, which is a process of its own |

mod api;
mod clients;
mod server;

use std::alloc::System;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use clients::{Caller, Way, callers};
use rustix::time::{ClockId, clock_gettime};
use server::Server;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use tokio::runtime::Runtime;

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// How often all clients take their turns, where nobody says otherwise.
const ROUNDS: usize = 31;
/// How long one turn takes, roughly.
const TURN: Duration = Duration::from_millis(40);
/// Sizes of pages, and the most that the SDK may use of the CPU time of a bare connection, for one task and for many.
const MARKS: [(usize, f64); 2] = [(1, 1.25), (100, 1.10)];
const TASKS: [usize; 2] = [1, 32];
/// The argument that lets the SDK alone call, for a profiler to watch.
const PROFILE: &str = "profile";
/// The argument that measures the testing kit.
const KIT: &str = "kit";

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
        let Some(given) = argument.parse().ok().filter(|rounds| *rounds > 0) else {
            eprintln!(
                "usage: overhead [rounds, {ROUNDS} by default] | {PROFILE} [tasks, 32 by default] | {KIT}"
            );
            return ExitCode::from(2);
        };
        rounds = given;
    }
    let server = Server::start();
    let runtime = runtime();
    let mut kept = true;
    for (items, mark) in MARKS {
        for tasks in TASKS {
            kept &= runtime.block_on(compare(server.url(), items, tasks, rounds, mark));
        }
    }
    if kept {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// All clients live in this thread, so its CPU time is theirs.
fn runtime() -> Runtime {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime")
}

/// Many small calls of the SDK, and nothing else.
fn profile(tasks: Option<usize>) {
    let server = Server::start();
    runtime().block_on(async {
        let mut callers = callers(Way::Sdk, server.url(), tasks.unwrap_or(32)).await;
        turn(&mut callers, 1, 100_000).await;
    });
}

/// What a call costs where the testing kit takes the place of the network: the best and the median of some rounds.
fn kit() {
    const FLOWS: u32 = 1000;
    let costs = runtime().block_on(async {
        let server = generated_sdk::testing::Server::new();
        let _fake = server.fake_workspace_secrets();
        let mut costs = Vec::with_capacity(ROUNDS);
        for _ in 0..ROUNDS {
            let started = Instant::now();
            for _ in 0..FLOWS {
                api::flow(&server).await.expect("the fake answers");
            }
            costs.push(started.elapsed().as_secs_f64() * 1e6 / f64::from(FLOWS * api::FLOW));
        }
        costs
    });
    let best = costs.iter().copied().fold(f64::INFINITY, f64::min);
    let median = median(costs.into_iter());
    println!(
        "{median:.1} µs per call of the testing kit, {best:.1} at best; {ROUNDS} rounds of {FLOWS} flows"
    );
}

/// What calls have cost, in µs per call.
#[derive(Clone, Copy)]
struct Cost {
    cpu: f64,
    wall: f64,
}

/// Compares all clients, prints a table, and says whether the mark was kept.
async fn compare(url: &str, items: usize, tasks: usize, rounds: usize, mark: f64) -> bool {
    let mut all = Vec::new();
    for way in Way::ALL {
        all.push(callers(way, url, tasks).await);
    }
    // The first calls connect, and show how many fit a turn.
    let mut calls = tasks;
    for callers in &mut all {
        turn(callers, items, tasks * 10).await;
        let cost = turn(callers, items, tasks * 10).await;
        let fitting = TURN.as_secs_f64() * 1e6 / cost.wall;
        calls = calls.max(whole(fitting).next_multiple_of(tasks));
    }
    let mut costs = vec![Vec::with_capacity(rounds); all.len()];
    for round in 0..rounds {
        // Whoever goes first in one round goes last in the next.
        for step in 0..all.len() {
            let at = (round + step) % all.len();
            let cost = turn(&mut all[at], items, calls).await;
            costs[at].push(cost);
        }
    }
    println!("\n{items} items on a page, {tasks} tasks; {rounds} rounds of {calls} calls\n");
    println!(
        "| client | CPU, µs per call | of `hyper` | time, µs per call | allocations | bytes |"
    );
    println!("|---|--:|--:|--:|--:|--:|");
    let mut kept = true;
    for (at, way) in Way::ALL.into_iter().enumerate() {
        let [cpu, wall] = [|cost: &Cost| cost.cpu, |cost: &Cost| cost.wall]
            .map(|part| median(costs[at].iter().map(part)));
        let pairs = costs[at].iter().zip(&costs[0]);
        let ratio = median(pairs.map(|(own, bare)| own.cpu / bare.cpu));
        let (allocations, bytes) = allocated(&mut all[at], items).await;
        println!(
            "| {} | {cpu:.1} | {ratio:.2} | {wall:.1} | {allocations:.0} | {bytes:.0} |",
            way.name()
        );
        kept &= way != Way::Sdk || ratio <= mark;
    }
    let verdict = if kept { "kept" } else { "MISSED" };
    println!("\nThe mark of {mark:.2} is {verdict}.");
    kept
}

/// Lets all tasks call at the same time.
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

/// How often a call allocates, and how much.
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

/// The CPU time of this thread.
fn cpu_time() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::try_from(time).expect("it is not negative")
}

/// The value in the middle.
fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<_> = values.collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// A count, which is small enough to be exact.
fn as_f64(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::INFINITY, f64::from)
}

/// A number of calls, without its fraction.
fn whole(number: f64) -> usize {
    Duration::try_from_secs_f64(number)
        .map_or(1, |time| usize::try_from(time.as_secs()).unwrap_or(1))
}
