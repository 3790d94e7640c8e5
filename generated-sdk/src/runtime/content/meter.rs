//! Progress of sending content.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::runtime::error::BoxError;
use crate::runtime::time::Instant;

/// Function that is called with the number of bytes that were sent, and the total number.
pub(crate) type Progress = Box<dyn FnMut(u64, u64) + Send>;

/// Progress of sending content, which its bodies report.
#[derive(Clone)]
pub(crate) struct Meter(Arc<Mutex<MeterState>>);

struct MeterState {
    /// Number of the attempt. The body of an earlier one may still exist.
    attempt: u32,
    sent: u64,
    total: u64,
    last: Instant,
    fault: Option<BoxError>,
    on_progress: Option<Progress>,
}

impl Meter {
    #[inline]
    pub(crate) fn new(on_progress: Option<Progress>) -> Self {
        Self(Arc::new(Mutex::new(MeterState {
            attempt: 0,
            sent: 0,
            total: 0,
            last: Instant::now(),
            fault: None,
            on_progress,
        })))
    }

    /// Begins an attempt that sends `total` bytes. Returns its number.
    #[inline]
    pub(crate) fn begin(&self, total: u64) -> u32 {
        let mut state = self.state();
        state.attempt += 1;
        state.total = total;
        state.fault = None;
        state.set(0);
        state.attempt
    }

    /// Adds bytes that an attempt has passed to the connection.
    #[inline]
    pub(crate) fn add(&self, attempt: u32, bytes: u64) {
        let mut state = self.state();
        if state.attempt == attempt {
            let sent = state.sent + bytes;
            state.set(sent);
        }
    }

    /// Reports that all bytes of the current attempt were sent.
    #[inline]
    pub(crate) fn complete(&self) {
        let mut state = self.state();
        let total = state.total;
        state.set(total);
    }

    /// Records the reason why the content of an attempt cannot be sent.
    #[inline]
    pub(crate) fn fail(&self, attempt: u32, fault: BoxError) {
        let mut state = self.state();
        if state.attempt == attempt {
            state.fault = Some(fault);
        }
    }

    /// Returns the reason why the content could not be sent.
    #[inline]
    pub(crate) fn take_fault(&self) -> Option<BoxError> {
        self.state().fault.take()
    }

    /// Returns the time of the last progress.
    #[inline]
    pub(crate) fn last(&self) -> Instant {
        self.state().last
    }

    /// Locks the state. It is consistent even if the function for progress has panicked.
    #[inline]
    fn state(&self) -> MutexGuard<'_, MeterState> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl MeterState {
    /// Sets the number of bytes that were sent, and reports it.
    #[inline]
    fn set(&mut self, sent: u64) {
        self.sent = sent;
        self.last = Instant::now();
        if let Some(on_progress) = &mut self.on_progress {
            on_progress(sent, self.total);
        }
    }
}
