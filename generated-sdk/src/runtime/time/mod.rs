//! Clock and timers. No other file of the runtime uses those of Tokio or of the standard library, which do not exist in a
//! browser.

use std::time::SystemTime;

#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
pub(crate) use tokio::time::{Instant, sleep, timeout_at};
#[cfg(all(target_family = "wasm", target_os = "unknown"))]
pub(crate) use wasmtimer::{
    std::Instant,
    tokio::{sleep, timeout_at},
};

/// Limits the time of a future that opens or drives a connection.
#[cfg(feature = "hyper")]
pub(crate) use tokio::time::timeout;

/// Returns the time of day.
#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
pub(crate) fn time_of_day() -> SystemTime {
    SystemTime::now()
}

/// Returns the time of day.
#[cfg(all(target_family = "wasm", target_os = "unknown"))]
pub(crate) fn time_of_day() -> SystemTime {
    let now = wasmtimer::std::SystemTime::now();
    let since = now.duration_since(wasmtimer::std::UNIX_EPOCH);
    SystemTime::UNIX_EPOCH + since.unwrap_or_default()
}
