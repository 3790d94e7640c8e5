//! Calls for programs that are not asynchronous.
//!
//! There is no second way to send: the thread that waits polls the very same future. What the future needs of a runtime,
//! sockets and timers and tasks for connections, is served by one background thread, which starts with the first
//! such call and is shared by all clients.
//!
//! It works inside of another runtime as well, where it blocks the task that calls it and whatever else shares its
//! thread, as any blocking call does. Nothing waits for that runtime: the default transport keeps connections of its own
//! for blocking calls. A transport that somebody brings may share connections between runtimes; then a blocking call in a
//! runtime of a single thread could wait for a connection that only this thread could serve.

use std::io;
use std::pin::pin;
use std::sync::{Arc, Condvar, Mutex, OnceLock, PoisonError};
use std::task::{Context, Poll, Wake, Waker};

use tokio::runtime::{Builder, Handle};

use crate::runtime::error::Error;

/// Runs a future on this thread.
///
/// # Errors
/// A configuration error, if the thread in the background cannot be started.
pub(crate) fn block_on<F: Future>(future: F) -> Result<F::Output, Error> {
    let driver = driver().map_err(|error| {
        Error::configuration("the thread for blocking calls cannot be started").caused_by(error)
    })?;
    let _entered = driver.enter();
    let signal = Arc::new(Signal::default());
    let waker = Waker::from(Arc::clone(&signal));
    let mut cx = Context::from_waker(&waker);
    // A task of a runtime may do only so much before it has to yield, and this thread may be inside of one: without
    // this, everything here would be put off for good once that task has used up its share.
    let mut future = pin!(tokio::task::unconstrained(future));
    loop {
        match future.as_mut().poll(&mut cx) {
            Poll::Ready(output) => return Ok(output),
            Poll::Pending => signal.wait(),
        }
    }
}

/// Whether what is polled now is served by the thread in the background.
#[cfg(feature = "hyper")]
pub(crate) fn is_blocking() -> bool {
    match (DRIVER.get(), Handle::try_current()) {
        (Some(driver), Ok(current)) => driver.id() == current.id(),
        (None, _) | (_, Err(_)) => false,
    }
}

/// The runtime of the thread in the background, once it has started.
static DRIVER: OnceLock<Handle> = OnceLock::new();

/// The runtime of the thread in the background, which is started if need be.
fn driver() -> io::Result<&'static Handle> {
    /// Lets one thread start it, while the others wait.
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

/// Wakes a thread that waits. It is not `thread::park`, whose signal others on the same thread could take away.
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
