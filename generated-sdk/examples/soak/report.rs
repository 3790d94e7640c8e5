//! Counters, and the checks at the end of the test.

use std::fmt::Display;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::time::Duration;

use generated_sdk::{AttemptFinished, Error, Hooks, Retrying};

use crate::faults::Fault;
use crate::locked;
use crate::server::{Secret, State};
use crate::workload::Soak;

/// Memory growth allowed in addition to a tenth, for allocators and timers.
const SLACK_KIB: usize = 4096;

/// Results of the calls, by kind.
#[derive(Default)]
pub struct Counters {
    succeeded: AtomicUsize,
    timed_out: AtomicUsize,
    disconnected: AtomicUsize,
    undecodable: AtomicUsize,
    rejected: AtomicUsize,
    pub dropped: AtomicUsize,
    pub unfinished: AtomicUsize,
    attempts: AtomicUsize,
    retries: AtomicUsize,
}

impl Counters {
    /// Counts the result of a call.
    pub fn count<T>(&self, result: &Result<T, Error>) {
        let counter = match result {
            Ok(_) => &self.succeeded,
            Err(error) if error.is_timeout() => &self.timed_out,
            Err(error) if error.is_connection() => &self.disconnected,
            Err(error) if error.is_decode() => &self.undecodable,
            Err(_) => &self.rejected,
        };
        counter.fetch_add(1, Relaxed);
    }

    /// Prints all counters.
    pub fn print(&self, took: Duration, state: &State) {
        row("time", format!("{took:.1?}"));
        row("requests received", state.requests.load(Relaxed));
        row("  error statuses", state.count(Fault::Error));
        row("  429", state.count(Fault::TooMany));
        row("  resets before execution", state.count(Fault::ResetBefore));
        row("  resets after execution", state.count(Fault::ResetAfter));
        row("  truncated bodies", state.count(Fault::Truncated));
        row("  slow heads", state.count(Fault::Slow));
        row("  late heads", state.count(Fault::TooLate));
        row("successful steps", self.succeeded.load(Relaxed));
        row("  rejected by the server", self.rejected.load(Relaxed));
        row("  connection errors", self.disconnected.load(Relaxed));
        row("  timeouts", self.timed_out.load(Relaxed));
        row("  undecodable responses", self.undecodable.load(Relaxed));
        row("  dropped on purpose", self.dropped.load(Relaxed));
        row("streams ended early", self.unfinished.load(Relaxed));
        row("attempts", self.attempts.load(Relaxed));
        row("  of which retries", self.retries.load(Relaxed));
    }
}

/// Prints a row of the table.
fn row(name: &str, value: impl Display) {
    println!("{name:<42} {value:>12}");
}

/// Hooks that count the attempts of the client.
pub struct AttemptCounter(pub Arc<Soak>);

impl Hooks for AttemptCounter {
    fn attempt_finished(&self, _: &AttemptFinished<'_>) {
        self.0.counters.attempts.fetch_add(1, Relaxed);
    }

    fn retrying(&self, _: &Retrying<'_>) {
        self.0.counters.retries.fetch_add(1, Relaxed);
    }
}

/// The checks at the end of the test.
pub struct Checks {
    /// Whether all checks hold so far.
    pub hold: bool,
}

impl Checks {
    pub fn new() -> Self {
        println!();
        Self { hold: true }
    }

    fn show(&mut self, holds: bool, name: &str, value: impl Display) {
        let verdict = if holds { "holds" } else { "FAILS" };
        println!("{verdict}  {name:<42} {value}");
        self.hold &= holds;
    }

    /// Checks that each call had the effect that its result states, once. Secrets that are left were created by requests
    /// whose callers did not wait for them.
    pub fn calls(&mut self, soak: &Soak) {
        let twice = |secret: &Secret| secret.created > 1 || secret.updated > 1;
        let secrets = locked(&soak.server.state.secrets);
        let problems = locked(&soak.problems);
        let count = problems.len() + secrets.values().filter(|secret| twice(secret)).count();
        self.show(count == 0, "no call is lost or executed twice", count);
        for problem in problems.iter().take(10) {
            println!("       {problem}");
        }
    }

    /// Checks that all tasks have ended.
    pub fn tasks(&mut self, stuck: usize, tasks: usize) {
        let value = format!("{stuck} of {tasks}");
        self.show(stuck == 0, "no task is stuck", value);
    }

    /// Checks that the last third of the test used no more memory than the second one.
    pub fn memory(&mut self, samples: &[usize]) {
        let third = samples.len() / 3;
        let peak = |samples: &[usize]| samples.iter().copied().max();
        let peaks = (
            peak(&samples[third..third * 2]),
            peak(&samples[third * 2..]),
        );
        let (Some(early), Some(late)) = peaks else {
            println!(
                "-      memory is flat: not measured on this system, or the test was too short"
            );
            return;
        };
        let flat = late <= early + early / 10 + SLACK_KIB;
        let value = format!("{early} KiB, then {late} KiB");
        self.show(flat, "memory is flat", value);
    }

    /// Checks that the pool kept at most one connection per task, and none after the client was dropped.
    pub fn connections(&mut self, state: &State, pooled: usize, tasks: usize) {
        let peak = state.peak.load(Relaxed);
        self.show(
            pooled <= tasks,
            "connections: at most one per task is kept",
            format!("{pooled} of {peak}"),
        );
        let left = state.open.load(Relaxed);
        self.show(left == 0, "connections: none outlives the client", left);
    }
}

/// Returns the resident memory of this process from `/proc`, if there is one. `status` states it in KiB; `statm` counts
/// pages of unstated size.
pub fn resident_kib() -> Option<usize> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().strip_suffix(" kB")?.parse().ok()
}
