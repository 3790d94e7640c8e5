//! Many tasks call a server that fails often, and no call is lost or done twice.
//!
//! ```sh
//! cargo run --release --example soak -- --tasks 200 --seconds 20 --seed 1
//! ```
//!
//! The server lives in a thread of this program, listens on the loopback alone, and fails by a seeded plan: error
//! statuses, 429, connections reset before and after the work is done, truncated bodies, and heads that come slowly or too
//! late. In the end these are proven, and the exit code is 1 where one is not: each call has done what it said, once; all
//! tasks have ended; memory did not grow; no connection is left over.

use std::collections::BTreeMap;
use std::fmt::{Display, Write as _};
use std::ops::Bound;
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, mpsc};
use std::time::{Duration, Instant};

use generated_sdk::models::{CreateResourceMetadata, WorkspaceSecretField, WorkspaceSecretSpec};
use generated_sdk::{AttemptFinished, Client, Error, Hooks, Retrying, SecretString};
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// What an attempt may take. Heads that come too late take longer.
const TIMEOUT: Duration = Duration::from_secs(1);
/// What the tasks may take for what they are at when the time is over, retries and reconnections included.
const GRACE: Duration = Duration::from_secs(60);
/// How often a task asks again for what it must know.
const PATIENCE: usize = 40;
/// The secrets that a task has at a time: they are two pages.
const SECRETS: usize = 3;
/// The events of a stream.
const EVENTS: usize = 6;
/// How much memory may grow: a tenth, and what allocators and timers take at times.
const SLACK_KIB: usize = 4096;

fn main() -> ExitCode {
    let Some([tasks, seconds, seed]) = flags() else {
        eprintln!("usage: soak [--tasks 200] [--seconds 20] [--seed 1]");
        return ExitCode::from(2);
    };
    let server = Server::start(seed as u64);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    let soak = Arc::new(Soak {
        server,
        figures: Figures::default(),
        problems: Mutex::default(),
        until: Instant::now() + Duration::from_secs(seconds as u64),
    });
    if runtime.block_on(run(&soak, tasks)) {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// Tasks, seconds and seed of the command line.
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

/// Runs all tasks, and tells what came of it.
async fn run(soak: &Arc<Soak>, tasks: usize) -> bool {
    let client = Client::builder()
        .api_key("key")
        .workspace_id("ws")
        .base_url(&soak.server.url)
        .timeout(TIMEOUT)
        .hooks(Told(Arc::clone(soak)))
        .build()
        .expect("the client is complete");
    let started = Instant::now();
    let running: Vec<_> = (0..tasks)
        .map(|task| tokio::spawn(work(Arc::clone(soak), client.clone(), task)))
        .collect();

    let mut memory = Vec::new();
    while Instant::now() < soak.until {
        tokio::time::sleep(Duration::from_millis(200)).await;
        memory.extend(resident_kib());
    }
    let late = tokio::time::Instant::now() + GRACE;
    let mut stuck = 0;
    for task in running {
        match tokio::time::timeout_at(late, task).await {
            Ok(ended) => ended.expect("no task panics"),
            Err(_) => stuck += 1,
        }
    }
    let took = started.elapsed();
    // A connection that a dropped call has left is closed as soon as the runtime finds the time.
    let state = &soak.server.state;
    settled(|| state.open.load(Relaxed) <= tasks).await;
    let pooled = state.open.load(Relaxed);
    drop(client);
    settled(|| state.open.load(Relaxed) == 0).await;
    soak.figures.print(took, state);
    let mut proofs = Proofs::default();
    proofs.calls(soak);
    proofs.show(
        stuck == 0,
        "no task is stuck",
        format!("{stuck} of {tasks}"),
    );
    proofs.memory(&memory);
    let peak = state.peak.load(Relaxed);
    proofs.show(
        pooled <= tasks,
        "connections: no more than tasks are kept",
        format!("{pooled} of {peak}"),
    );
    let left = state.open.load(Relaxed);
    proofs.show(left == 0, "connections: none outlives the client", left);
    proofs.hold
}

/// Waits until something holds, for a while.
async fn settled(holds: impl Fn() -> bool) {
    for _ in 0..500 {
        if holds() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

/// What all tasks share.
struct Soak {
    server: Server,
    figures: Figures,
    problems: Mutex<Vec<String>>,
    until: Instant,
}

impl Soak {
    /// Notes what must not be.
    fn check(&self, holds: bool, problem: impl FnOnce() -> String) {
        if !holds {
            locked(&self.problems).push(problem());
        }
    }

    /// Counts a call.
    fn count<T>(&self, result: &Result<T, Error>) {
        let figure = match result {
            Ok(_) => &self.figures.succeeded,
            Err(error) if error.is_timeout() => &self.figures.timed_out,
            Err(error) if error.is_connection() => &self.figures.broken,
            Err(error) if error.is_decode() => &self.figures.undecodable,
            Err(_) => &self.figures.refused,
        };
        figure.fetch_add(1, Relaxed);
    }
}

/// A task: it goes through the life of a few secrets, again and again.
async fn work(soak: Arc<Soak>, client: Client, task: usize) {
    let mut round = 0;
    while Instant::now() < soak.until {
        let prefix = format!("t{task}-{round}-");
        let mut made = BTreeMap::new();
        for number in 0..SECRETS {
            let name = format!("{prefix}{number}");
            if create(&soak, &client, &name).await {
                made.insert(name, "old");
            }
        }
        walk(&soak, &client, &prefix, &made).await;
        for (name, value) in &mut made {
            if change(&soak, &client, name).await {
                *value = "new";
            }
        }
        read(&soak, &client, &made).await;
        listen(&soak, &client, round % 3 == 0).await;
        for name in made.keys() {
            delete(&soak, &client, name).await;
        }
        // What a late request might still make is found in the end.
        locked(&soak.server.state.secrets)
            .retain(|name, secret| !name.starts_with(&prefix) || secret.exists || secret.made == 0);
        round += 1;
    }
}

/// Creates a secret, and says whether it is there. A `POST` is sent again only where it never ran.
async fn create(soak: &Soak, client: &Client, name: &str) -> bool {
    let result = client
        .workspace_secrets()
        .create(
            CreateResourceMetadata::new(name),
            WorkspaceSecretSpec::new().value("old"),
        )
        .await;
    soak.count(&result);
    let made = soak.server.state.of(name).made;
    let never_ran = result.as_ref().is_err_and(Error::is_api);
    let right = match &result {
        Ok(secret) => made == 1 && secret.metadata.name == name,
        Err(_) => made <= usize::from(!never_ran),
    };
    soak.check(right, || {
        format!("{name} was made {made} times: {}", told(&result))
    });
    if made == 0 {
        // If the request arrives later than this, the secret is found in the end, and made once.
        return false;
    }
    true
}

/// Walks over all pages of the task's secrets, past all failures.
async fn walk(soak: &Soak, client: &Client, prefix: &str, made: &BTreeMap<String, &str>) {
    let secrets = client.workspace_secrets();
    let mut walk = secrets.list().prefix(prefix).limit(2).into_stream();
    let mut names = Vec::new();
    for _ in 0..PATIENCE {
        let item = walk.try_next().await;
        soak.count(&item);
        match item {
            Ok(Some(secret)) => names.push(secret.metadata.name),
            Ok(None) => break,
            Err(_) => {}
        }
    }
    let right = made.keys().all(|name| names.contains(name))
        && names.iter().is_sorted_by(|one, other| one < other);
    soak.check(right, || format!("a walk over {made:?} gave {names:?}"));
}

/// Changes a secret, and says whether it is changed. A `PATCH` is not sent again either.
async fn change(soak: &Soak, client: &Client, name: &str) -> bool {
    let result = client
        .workspace_secrets()
        .update(id(name))
        .spec(WorkspaceSecretSpec::new().value("new"))
        .update_mask([WorkspaceSecretField::SpecValue])
        .await;
    soak.count(&result);
    let changed = soak.server.state.of(name).changed;
    let right = match &result {
        Ok(_) => changed == 1,
        Err(error) => changed <= usize::from(!error.is_api()),
    };
    soak.check(right, || {
        format!("{name} was changed {changed} times: {}", told(&result))
    });
    changed > 0
}

/// Reads the secrets, and drops a call half way.
async fn read(soak: &Soak, client: &Client, made: &BTreeMap<String, &str>) {
    for (name, value) in made {
        let call = client.workspace_secrets().retrieve(id(name)).send();
        let dropped = tokio::time::timeout(Duration::from_micros(300), call).await;
        if dropped.is_err() {
            soak.figures.dropped.fetch_add(1, Relaxed);
        }
        let result = client.workspace_secrets().retrieve(id(name)).await;
        soak.count(&result);
        if let Ok(secret) = result {
            let got = secret.spec.value.as_ref().map(SecretString::expose);
            // A change that timed out may have been done after it was looked for.
            let right = got == Some(*value) || got == Some("new");
            soak.check(right, || format!("{name} is {got:?} and not {value}"));
        }
    }
}

/// Reads a stream of events, past all breaks; or drops it after the first one.
async fn listen(soak: &Soak, client: &Client, drops: bool) {
    let mut events = client.objectives().stream_events("obj").into_stream();
    let mut ids = Vec::new();
    loop {
        let event = events.try_next().await;
        soak.count(&event);
        match event {
            Ok(Some(event)) => ids.push(event.metadata.id),
            Ok(None) => break,
            // An error status and an outage end the stream, but what came must be in order.
            Err(_) => {
                soak.figures.unfinished.fetch_add(1, Relaxed);
                return soak.check(in_order(&ids), || format!("events came as {ids:?}"));
            }
        }
        if drops {
            soak.figures.dropped.fetch_add(1, Relaxed);
            return;
        }
    }
    let right = ids.len() == EVENTS && in_order(&ids);
    soak.check(right, || format!("all events came as {ids:?}"));
}

/// Whether events came one after the other, from the first one on.
fn in_order(ids: &[String]) -> bool {
    ids.iter()
        .zip(1..)
        .all(|(id, number)| *id == number.to_string())
}

/// Deletes a secret, until it is gone for sure.
async fn delete(soak: &Soak, client: &Client, name: &str) {
    for _ in 0..PATIENCE {
        let result = client.workspace_secrets().delete(id(name)).await;
        soak.count(&result);
        let exists = soak.server.state.of(name).exists;
        match result {
            Ok(()) => return soak.check(!exists, || format!("{name} is said to be deleted")),
            Err(error) if error.is_not_found() => {
                return soak.check(!exists, || format!("{name} is said to be missing"));
            }
            Err(_) => {}
        }
    }
    soak.check(false, || format!("{name} cannot be deleted"));
}

/// How a call ended, in a line.
fn told<T>(result: &Result<T, Error>) -> String {
    match result {
        Ok(_) => "it succeeded".to_owned(),
        Err(error) => error.to_string(),
    }
}

/// The server's id of a name.
fn id(name: &str) -> String {
    format!("sec_{name}")
}

/// What has happened.
#[derive(Default)]
struct Figures {
    succeeded: AtomicUsize,
    timed_out: AtomicUsize,
    broken: AtomicUsize,
    undecodable: AtomicUsize,
    refused: AtomicUsize,
    dropped: AtomicUsize,
    unfinished: AtomicUsize,
    attempts: AtomicUsize,
    retries: AtomicUsize,
}

impl Figures {
    fn print(&self, took: Duration, state: &State) {
        let faults = |fault: Fault| state.faults[fault as usize].load(Relaxed);
        row("time", format!("{took:.1?}"));
        row(
            "requests that the server read",
            state.requests.load(Relaxed),
        );
        row("  error statuses", faults(Fault::Error));
        row("  429", faults(Fault::TooMany));
        row("  reset before the work", faults(Fault::ResetBefore));
        row("  reset after the work", faults(Fault::ResetAfter));
        row("  truncated bodies", faults(Fault::Truncated));
        row("  slow heads", faults(Fault::Slow));
        row("  heads that came too late", faults(Fault::TooLate));
        row("steps that succeeded", self.succeeded.load(Relaxed));
        row("  that the server refused", self.refused.load(Relaxed));
        row("  whose connection broke", self.broken.load(Relaxed));
        row("  that timed out", self.timed_out.load(Relaxed));
        row("  whose answer was none", self.undecodable.load(Relaxed));
        row("  that were dropped on purpose", self.dropped.load(Relaxed));
        row("streams that ended early", self.unfinished.load(Relaxed));
        row("attempts", self.attempts.load(Relaxed));
        row("  of which retries", self.retries.load(Relaxed));
    }
}

/// A row of the table.
fn row(name: &str, value: impl Display) {
    println!("{name:<42} {value:>12}");
}

/// What the client tells of its attempts.
struct Told(Arc<Soak>);

impl Hooks for Told {
    fn attempt_finished(&self, _: &AttemptFinished<'_>) {
        self.0.figures.attempts.fetch_add(1, Relaxed);
    }

    fn retrying(&self, _: &Retrying<'_>) {
        self.0.figures.retries.fetch_add(1, Relaxed);
    }
}

/// What is proven.
struct Proofs {
    hold: bool,
}

impl Default for Proofs {
    fn default() -> Self {
        println!();
        Self { hold: true }
    }
}

impl Proofs {
    fn show(&mut self, holds: bool, name: &str, value: impl Display) {
        let verdict = if holds { "holds" } else { "FAILS" };
        println!("{verdict}  {name:<42} {value}");
        self.hold &= holds;
    }

    /// Each call has done what it said, once. What is left was made by requests whose callers did not wait for them.
    fn calls(&mut self, soak: &Soak) {
        let twice = |secret: &Secret| secret.made > 1 || secret.changed > 1;
        let secrets = locked(&soak.server.state.secrets);
        let problems = locked(&soak.problems);
        let count = problems.len() + secrets.values().filter(|secret| twice(secret)).count();
        self.show(count == 0, "no call is lost or done twice", count);
        for problem in problems.iter().take(10) {
            println!("       {problem}");
        }
    }

    /// Memory is as it was after the first third.
    fn memory(&mut self, samples: &[usize]) {
        let third = samples.len() / 3;
        let most = |samples: &[usize]| samples.iter().copied().max();
        let parts = (
            most(&samples[third..third * 2]),
            most(&samples[third * 2..]),
        );
        let (Some(early), Some(late)) = parts else {
            println!(
                "-      memory is flat: this system does not tell, or it took too little time"
            );
            return;
        };
        let flat = late <= early + early / 10 + SLACK_KIB;
        self.show(
            flat,
            "memory is flat",
            format!("{early} KiB, then {late} KiB"),
        );
    }
}

/// The memory that this process has, where there is a `/proc`. `status` gives it in KiB; `statm` counts pages, whose size
/// it does not tell.
fn resident_kib() -> Option<usize> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().strip_suffix(" kB")?.parse().ok()
}

/// The server, in a thread of its own.
struct Server {
    url: String,
    state: Arc<State>,
}

struct State {
    seed: u64,
    secrets: Mutex<BTreeMap<String, Secret>>,
    requests: AtomicUsize,
    faults: [AtomicUsize; 8],
    open: AtomicUsize,
    peak: AtomicUsize,
}

/// A secret, and how often it was made and changed.
#[derive(Clone, Default)]
struct Secret {
    value: String,
    exists: bool,
    made: usize,
    changed: usize,
}

/// What goes wrong with a request.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fault {
    None,
    Error,
    TooMany,
    ResetBefore,
    ResetAfter,
    Truncated,
    Slow,
    TooLate,
}

/// A request as it arrived.
struct Received {
    method: String,
    path: String,
    query: String,
    last_event_id: usize,
    body: Value,
}

impl Server {
    fn start(seed: u64) -> Self {
        let state = Arc::new(State {
            seed,
            secrets: Mutex::default(),
            requests: AtomicUsize::new(0),
            faults: Default::default(),
            open: AtomicUsize::new(0),
            peak: AtomicUsize::new(0),
        });
        let (told, address) = mpsc::channel();
        let shared = Arc::clone(&state);
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .expect("a runtime");
            runtime.block_on(async {
                let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
                let address = listener.local_addr().expect("an address");
                told.send(address).expect("somebody waits for it");
                while let Ok((stream, _)) = listener.accept().await {
                    let state = Arc::clone(&shared);
                    tokio::spawn(async move {
                        let open = state.open.fetch_add(1, Relaxed) + 1;
                        state.peak.fetch_max(open, Relaxed);
                        // A client that goes away is none of the server's business.
                        let _ = state.serve(stream).await;
                        state.open.fetch_sub(1, Relaxed);
                    });
                }
            });
        });
        let address = address.recv().expect("the server starts");
        Self {
            url: format!("http://{address}"),
            state,
        }
    }
}

impl State {
    /// What became of a name.
    fn of(&self, name: &str) -> Secret {
        locked(&self.secrets).get(name).cloned().unwrap_or_default()
    }

    /// Answers the requests of a connection, until one of them is to break it.
    async fn serve(&self, stream: TcpStream) -> std::io::Result<()> {
        stream.set_nodelay(true)?;
        let mut stream = BufReader::new(stream);
        while let Some(request) = receive(&mut stream).await? {
            let number = self.requests.fetch_add(1, Relaxed);
            let random = random(self.seed, number as u64);
            let fault = fault(random % 1000);
            self.faults[fault as usize].fetch_add(1, Relaxed);
            if fault == Fault::ResetBefore {
                return stream.get_ref().set_zero_linger();
            }
            if request.path.ends_with("/events:stream") {
                self.stream_events(&mut stream, &request, fault, random)
                    .await?;
                return Ok(());
            }
            let (status, body) = match fault {
                Fault::Error => (if random & 1 == 0 { 500 } else { 503 }, error("broken")),
                Fault::TooMany => (429, error("too many")),
                Fault::None
                | Fault::ResetBefore
                | Fault::ResetAfter
                | Fault::Truncated
                | Fault::Slow
                | Fault::TooLate => self.answer(&request),
            };
            let body = if status == 204 {
                String::new()
            } else {
                body.to_string()
            };
            let head = head(status, JSON, &format!("content-length: {}", body.len()));
            match fault {
                Fault::ResetAfter => return stream.get_ref().set_zero_linger(),
                Fault::Truncated if !body.is_empty() => {
                    let half = &body[..body.len() / 2];
                    stream.write_all(format!("{head}{half}").as_bytes()).await?;
                    return Ok(());
                }
                Fault::Slow => tokio::time::sleep(TIMEOUT / 10).await,
                Fault::TooLate => tokio::time::sleep(TIMEOUT + TIMEOUT / 4).await,
                Fault::None
                | Fault::Error
                | Fault::TooMany
                | Fault::ResetBefore
                | Fault::Truncated => {}
            }
            stream.write_all(format!("{head}{body}").as_bytes()).await?;
        }
        Ok(())
    }

    /// Does the work.
    fn answer(&self, request: &Received) -> (u16, Value) {
        let mut secrets = locked(&self.secrets);
        let value = request.body["spec"]["value"].as_str().unwrap_or_default();
        let name = request.path.rsplit_once("/sec_").map(|(_, name)| name);
        let method = request.method.as_str();
        if method == "POST" {
            let name = request.body["metadata"]["name"]
                .as_str()
                .unwrap_or_default();
            let secret = secrets.entry(name.to_owned()).or_default();
            value.clone_into(&mut secret.value);
            secret.exists = true;
            secret.made += 1;
            return (200, shown(name, secret));
        }
        let Some(name) = name else {
            return (200, page(&secrets, &request.query));
        };
        let Some(secret) = secrets.get_mut(name).filter(|secret| secret.exists) else {
            return (404, error("missing"));
        };
        match method {
            "PATCH" => {
                value.clone_into(&mut secret.value);
                secret.changed += 1;
            }
            "DELETE" => {
                secret.exists = false;
                return (204, Value::Null);
            }
            _ => {}
        }
        (200, shown(name, secret))
    }

    /// Sends events, and breaks off where the plan says so, be it within an event.
    async fn stream_events(
        &self,
        stream: &mut BufReader<TcpStream>,
        request: &Received,
        fault: Fault,
        random: u64,
    ) -> std::io::Result<()> {
        if fault == Fault::Error {
            let head = head(503, JSON, "content-length: 0\r\nconnection: close");
            return stream.write_all(head.as_bytes()).await;
        }
        let head = head(200, "text/event-stream", "connection: close");
        let mut text = format!("{head}retry: 20\n\n");
        for number in request.last_event_id + 1..=EVENTS {
            let data = json!({
                "metadata": { "id": number.to_string(), "createdAt": "2026-01-01T00:00:00Z" },
                "data": { "type": "userMessage", "userMessage": { "content": "Hello" } },
            });
            let _ = write!(text, "id: {number}\ndata: {data}\n\n");
        }
        // A quarter of the streams break, anywhere behind their head.
        let breaks = random % 4 == 0 && request.last_event_id < EVENTS;
        if breaks {
            let behind =
                head.len() + usize::try_from(random >> 8).unwrap_or(0) % (text.len() - head.len());
            stream.write_all(&text.as_bytes()[..behind]).await?;
            stream.flush().await?;
            // What was sent is to arrive before the reset, which would overtake it.
            tokio::time::sleep(Duration::from_millis(5)).await;
            return stream.get_ref().set_zero_linger();
        }
        stream.write_all(text.as_bytes()).await
    }
}

/// What goes wrong with the request of a random number below 1000.
fn fault(number: u64) -> Fault {
    match number {
        0..30 => Fault::Error,
        30..60 => Fault::TooMany,
        60..75 => Fault::ResetBefore,
        75..90 => Fault::ResetAfter,
        90..105 => Fault::Truncated,
        105..125 => Fault::Slow,
        125..130 => Fault::TooLate,
        _ => Fault::None,
    }
}

/// The random number of a request: `SplitMix64`, so that a plan is its seed.
fn random(seed: u64, number: u64) -> u64 {
    let mut z = seed.wrapping_add(number.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// Reads a request; `None` at the end of the connection.
async fn receive(stream: &mut BufReader<TcpStream>) -> std::io::Result<Option<Received>> {
    let mut line = String::new();
    if stream.read_line(&mut line).await? == 0 {
        return Ok(None);
    }
    let mut words = line.split(' ');
    let (method, target) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let mut request = Received {
        method: method.to_owned(),
        path: path.to_owned(),
        query: query.to_owned(),
        last_event_id: 0,
        body: Value::Null,
    };
    let mut length = 0;
    loop {
        line.clear();
        stream.read_line(&mut line).await?;
        let Some((name, value)) = line.split_once(": ") else {
            break;
        };
        let value = value.trim().parse().unwrap_or(0);
        match name {
            "content-length" => length = value,
            "last-event-id" => request.last_event_id = value,
            _ => {}
        }
    }
    let mut body = vec![0; length];
    stream.read_exact(&mut body).await?;
    request.body = serde_json::from_slice(&body).unwrap_or_default();
    Ok(Some(request))
}

/// The content type of all but events.
const JSON: &str = "application/json";

/// The head of a response.
fn head(status: u16, content_type: &str, headers: &str) -> String {
    let retry_after = if status == 429 {
        "retry-after: 0.05\r\n"
    } else {
        ""
    };
    format!(
        "HTTP/1.1 {status} Planned\r\ncontent-type: {content_type}\r\n{retry_after}{headers}\r\n\r\n"
    )
}

/// The body of an error.
fn error(message: &str) -> Value {
    json!({ "code": 1, "message": message, "details": [] })
}

/// A secret as the API shows it.
fn shown(name: &str, secret: &Secret) -> Value {
    json!({
        "metadata": { "id": id(name), "name": name, "createdAt": "2026-01-01T00:00:00Z" },
        "spec": { "value": secret.value },
    })
}

/// A page of the secrets; the name of the last one is the cursor of the next page.
fn page(secrets: &BTreeMap<String, Secret>, query: &str) -> Value {
    let parameter = |name: &str| {
        let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        pairs.find(|pair| pair.0 == name).map(|pair| pair.1)
    };
    let limit = parameter("limit").and_then(|limit| limit.parse().ok());
    let limit = limit.unwrap_or(10_usize);
    let prefix = parameter("prefix").unwrap_or_default();
    let from = match parameter("cursor") {
        Some(cursor) => Bound::Excluded(cursor),
        None => Bound::Included(prefix),
    };
    let mut found = secrets
        .range::<str, _>((from, Bound::Unbounded))
        .take_while(|(name, _)| name.starts_with(prefix))
        .filter(|(_, secret)| secret.exists)
        .peekable();
    let items: Vec<_> = found.by_ref().take(limit).collect();
    let next = found.peek().and(items.last()).map(|(name, _)| *name);
    let items: Vec<_> = items
        .iter()
        .map(|(name, secret)| shown(name, secret))
        .collect();
    json!({ "items": items, "pagination": { "nextCursor": next } })
}

/// A lock, be it one that somebody has held in a panic: the figures are still of use.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
