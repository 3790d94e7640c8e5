//! Execution of blocking calls.
//!
//! A blocking call polls the same future as an asynchronous one, on the calling thread. Sockets, timers and tasks of
//! connections run on one background thread, which the first blocking call starts and all clients share.
//!
//! A blocking call inside another Tokio runtime works, but blocks its task and all others on the same thread. It does
//! not wait for that runtime, because the default transport only uses connections that the background thread drives. A
//! custom transport may share connections between runtimes. A blocking call in a single-threaded runtime could then deadlock,
//! waiting for a connection that only the blocked thread can drive.

use std::io;
use std::pin::pin;
use std::sync::{Arc, Condvar, Mutex, OnceLock, PoisonError};
use std::task::{Context, Poll, Wake, Waker};

use tokio::runtime::{Builder, Handle};

use crate::runtime::error::Error;

/// Runs a future on this thread.
///
/// # Errors
/// Returns a configuration error if the background thread cannot be started.
pub(crate) fn block_on<F: Future>(future: F) -> Result<F::Output, Error> {
    let driver = driver().map_err(|error| {
        Error::configuration("the background thread for blocking calls could not be started")
            .caused_by(error)
    })?;
    let _entered = driver.enter();
    let signal = Arc::new(Signal::default());
    let waker = Waker::from(Arc::clone(&signal));
    let mut cx = Context::from_waker(&waker);
    // This thread may be inside a task of another runtime. Tokio limits the work of a task until it yields, and a task
    // that is blocked here cannot yield: without `unconstrained`, the future would stay pending once the limit is
    // reached.
    let mut future = pin!(tokio::task::unconstrained(future));
    loop {
        match future.as_mut().poll(&mut cx) {
            Poll::Ready(output) => return Ok(output),
            Poll::Pending => signal.wait(),
        }
    }
}

/// Runtime of the background thread; empty until it starts.
static DRIVER: OnceLock<Handle> = OnceLock::new();

/// Returns the runtime of the background thread, and starts it if necessary.
fn driver() -> io::Result<&'static Handle> {
    /// Lock that allows only one thread to start it.
    static STARTING: Mutex<()> = Mutex::new(());

    if let Some(driver) = DRIVER.get() {
        return Ok(driver);
    }
    let _starting = STARTING.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(driver) = DRIVER.get() {
        return Ok(driver);
    }
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let handle = runtime.handle().clone();
    std::thread::Builder::new()
        .name(concat!(env!("CARGO_PKG_NAME"), "-blocking").to_owned())
        .spawn(move || runtime.block_on(std::future::pending::<()>()))?;
    Ok(DRIVER.get_or_init(|| handle))
}

/// Waker of a thread that waits. `thread::park` would not do, because other code on the same thread may consume its
/// token.
#[derive(Default)]
struct Signal {
    woken: Mutex<bool>,
    changed: Condvar,
}

impl Signal {
    fn wait(&self) {
        let woken = self.woken.lock().unwrap_or_else(PoisonError::into_inner);
        let woken = self.changed.wait_while(woken, |woken| !*woken);
        *woken.unwrap_or_else(PoisonError::into_inner) = false;
    }
}

impl Wake for Signal {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        *self.woken.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.changed.notify_one();
    }
}
