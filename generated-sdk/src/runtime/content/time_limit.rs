//! Limits on the time of sending content.

use std::pin::pin;
use std::time::Duration;

use crate::runtime::content::meter::Meter;
use crate::runtime::time::{self, Instant};

/// Waits for the outcome of sending content. Returns `None` if there is no progress for the time `idle`, or if the time `end`
/// comes.
pub(crate) async fn limited<T>(
    sending: impl Future<Output = T>,
    meter: &Meter,
    idle: Duration,
    end: Option<Instant>,
) -> Option<T> {
    let mut sending = pin!(sending);
    loop {
        let next = meter.last().checked_add(idle);
        let Some(next) = next.into_iter().chain(end).min() else {
            return Some(sending.await);
        };
        if next <= Instant::now() {
            return None;
        }
        if let Ok(outcome) = time::timeout_at(next, &mut sending).await {
            return Some(outcome);
        }
    }
}
