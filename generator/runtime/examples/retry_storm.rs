//! Simulation of an outage of 60 seconds of a server with 10,000 clients: its load in each second, with and without the
//! token bucket that limits retries.
//!
//! ```sh
//! cargo run --release -p sdk-runtime --example retry_storm            # a call a second from each client
//! cargo run --release -p sdk-runtime --example retry_storm -- 5       # five seconds between the calls of a client
//! ```
//!
//! It takes a few seconds, because time is virtual and the network is a transport that counts requests. Everything else
//! is the code of every SDK: retries, budget, jitter, deadlines and errors. The example belongs to the runtime because
//! it does not depend on an API.
//!
//! For comparison without a bucket, each call uses a new client, whose bucket is full.
//!
//! The example fails if the clients send more than 1.2 requests per call during the outage.

use std::io;
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use http::Method;
use sdk_runtime::runtime::client::Core;
use sdk_runtime::runtime::config::api::Api;
use sdk_runtime::runtime::config::settings::Settings;
use sdk_runtime::runtime::request::Request;
use sdk_runtime::runtime::request::operation::{CallSettings, Operation};
use sdk_runtime::runtime::transport::body::Body;
use sdk_runtime::runtime::transport::error::TransportError;
use sdk_runtime::runtime::transport::{Transport, TransportFuture};
use tokio::time::{Instant, sleep};

const CLIENTS: usize = 10_000;
/// Start of the outage, end of the outage and end of the simulation, in seconds from its start.
const DOWN: usize = 15;
const UP: usize = 75;
const END: usize = 85;
/// Response time of the server.
const LATENCY: Duration = Duration::from_millis(20);
/// Maximum number of requests per call during the outage, with the bucket.
const MARK: f64 = 1.2;
/// Seed of the random numbers. It is fixed so that two runs can be compared.
const SEED: u64 = 17;
/// Other intervals between the calls of a client in seconds, for the table at the end.
const PACES: [f64; 4] = [2.0, 6.0, 12.0, 30.0];

/// Example API with the defaults of the description language.
static API: Api = Api {
    user_agent: "retry_storm",
    base_url: "http://localhost",
    base_url_env: None,
    servers: None,
    connect: None,
    tokens: None,
    schemes: &[],
    auth: sdk_runtime::runtime::auth::NO_CREDENTIALS,
    client_params: &[],
    max_retries: 2,
    retry_statuses: &[408, 409, 429, 500, 502, 503, 504],
    timeout: Duration::from_secs(60),
    error_message: &["message"],
    headers: &[],
    request_id_header: "x-request-id",
};

/// Operation that may be retried.
static CALL: Operation = Operation {
    name: "things.list",
    method: Method::GET,
    path: "/things",
    query: &[],
    body: None,
    idempotency_key: None,
    settings: CallSettings::DEFAULT,
};

fn main() -> ExitCode {
    let pace = std::env::args().nth(1).unwrap_or_else(|| "1".to_owned());
    let Some(pace) = pace.parse().ok().filter(|pace| *pace >= 0.1) else {
        eprintln!("usage: retry_storm [seconds between the calls of a client, at least 0.1]");
        return ExitCode::from(2);
    };
    // Each simulation has its own thread, clock and random numbers.
    let (with, without) = thread::scope(|scope| {
        let with = scope.spawn(|| simulate(pace, true));
        let without = simulate(pace, false);
        (with.join().expect("no client panics"), without)
    });
    print_seconds(pace, &with, &without);
    print_phases(&with, &without);

    println!("\nRequests per call during the outage, by the pause between the calls of a client:");
    for pace in PACES {
        let ratio = outage(&simulate(pace, true)).ratio();
        println!("{pace:>6} s {ratio:>9.3}");
    }

    let ratio = outage(&with).ratio();
    let kept = ratio <= MARK;
    let verdict = if kept { "kept" } else { "MISSED" };
    println!("\nThe mark of {MARK} requests per call is {verdict}: {ratio:.3}.");
    if kept {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// Load during one or more seconds.
#[derive(Clone, Copy, Default)]
struct Load {
    calls: usize,
    requests: usize,
}

impl Load {
    /// Requests per call.
    fn ratio(self) -> f64 {
        as_f64(self.requests) / as_f64(self.calls.max(1))
    }
}

/// Loads of all seconds.
type Loads = [Load; END];

/// Server with an outage, and its load. A request is counted when it is sent, whether or not the server is up.
#[derive(Clone)]
struct Server(Arc<Seen>);

struct Seen {
    start: Instant,
    loads: Mutex<Loads>,
}

impl Server {
    /// Changes the load of this second. Returns `true` if the server is up.
    fn note(&self, change: impl FnOnce(&mut Load)) -> bool {
        let second = self.0.start.elapsed().as_secs();
        let second = usize::try_from(second).unwrap_or(usize::MAX);
        let mut loads = self.0.loads.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(load) = loads.get_mut(second) {
            change(load);
        }
        !(DOWN..UP).contains(&second)
    }
}

impl Transport for Server {
    fn send(&self, _: http::Request<bytes::Bytes>) -> TransportFuture {
        let is_up = self.note(|load| load.requests += 1);
        Box::pin(async move {
            if is_up {
                sleep(LATENCY).await;
                Ok(http::Response::new(Body::from("{}")))
            } else {
                let refused = io::Error::from(io::ErrorKind::ConnectionRefused);
                Err(TransportError::connect(refused))
            }
        })
    }
}

/// Runs all clients until the end of the simulation, in virtual time.
fn simulate(pace: f64, bucket: bool) -> Loads {
    fastrand::seed(SEED);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build()
        .expect("a runtime without a network needs nothing of the system");
    runtime.block_on(async {
        let server = Server(Arc::new(Seen {
            start: Instant::now(),
            loads: Mutex::new([Load::default(); END]),
        }));
        let clients: Vec<_> = (0..CLIENTS)
            .map(|_| tokio::spawn(client(server.clone(), pace, bucket)))
            .collect();
        for client in clients {
            client.await.expect("no client panics");
        }
        *server
            .0
            .loads
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    })
}

/// Runs a client that makes calls at an interval. It starts at a random time within the first interval, because ten
/// thousand clients do not start at the same time.
async fn client(server: Server, pace: f64, bucket: bool) {
    let mut core = core(&server);
    sleep(Duration::from_secs_f64(pace * fastrand::f64())).await;
    while server.0.start.elapsed().as_secs() < END as u64 {
        if !bucket {
            core = self::core(&server);
        }
        server.note(|load| load.calls += 1);
        // The outcome does not matter for the load.
        let _ = Request::new(&core, &CALL).nothing().await;
        sleep(Duration::from_secs_f64(pace * (0.5 + fastrand::f64()))).await;
    }
}

/// Returns a client with a full bucket.
fn core(server: &Server) -> Core {
    let mut settings = Settings::new(&API);
    settings.transport(server.clone());
    settings
        .build_with(&|_| None)
        .expect("the settings are complete")
}

/// Prints the load of each second around the outage.
fn print_seconds(pace: f64, with: &Loads, without: &Loads) {
    println!(
        "{CLIENTS} clients, {pace} s between the calls of each; the server is down from {DOWN} s to {UP} s.\n"
    );
    println!(
        "{:>6} | {:^17} | {:^17} |",
        "", "with the bucket", "without it"
    );
    println!(
        "{:>6} | {:>7} {:>9} | {:>7} {:>9} | requests: # with the bucket, + without it",
        "second", "calls", "requests", "calls", "requests"
    );
    let most = without.iter().map(|load| load.requests).max().unwrap_or(1);
    for second in DOWN - 3..UP + 7 {
        let (one, other) = (with[second], without[second]);
        let [short, long] = [one, other].map(|load| load.requests * 50 / most.max(1));
        let bar = "#".repeat(short) + &"+".repeat(long.saturating_sub(short));
        println!(
            "{second:>6} | {:>7} {:>9} | {:>7} {:>9} | {bar}",
            one.calls, one.requests, other.calls, other.requests
        );
    }
}

/// Prints the load before, during and after the outage.
fn print_phases(with: &Loads, without: &Loads) {
    println!("\nIn all:");
    println!(
        "{:<8} {:<7} {:>9} {:>9} {:>9} {:>12}",
        "", "bucket", "calls", "requests", "per call", "peak per s"
    );
    for (phase, seconds) in [
        ("before", 0..DOWN),
        ("outage", DOWN..UP),
        ("after", UP..END),
    ] {
        for (bucket, loads) in [("yes", with), ("no", without)] {
            let part = &loads[seconds.clone()];
            let load = total(part);
            let peak = part.iter().map(|load| load.requests).max().unwrap_or(0);
            println!(
                "{phase:<8} {bucket:<7} {:>9} {:>9} {:>9.3} {peak:>12}",
                load.calls,
                load.requests,
                load.ratio()
            );
        }
    }
}

/// Returns the load during the outage.
fn outage(loads: &Loads) -> Load {
    total(&loads[DOWN..UP])
}

/// Returns the total load of several seconds.
fn total(loads: &[Load]) -> Load {
    loads.iter().fold(Load::default(), |sum, load| Load {
        calls: sum.calls + load.calls,
        requests: sum.requests + load.requests,
    })
}

/// Converts a count, which is small enough to be exact.
fn as_f64(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::INFINITY, f64::from)
}
