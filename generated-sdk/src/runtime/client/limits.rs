//! Limits for the settings of a client.

use std::time::Duration;

use crate::runtime::config::settings::Settings;
use crate::runtime::error::Error;

/// Maximum number of retries of a call. More would overload a server that is down.
pub(crate) const MAX_RETRIES: u32 = 10;

/// Returns an error if a setting is out of range.
pub(crate) fn check_limits(settings: &Settings) -> Result<(), Error> {
    if settings
        .max_retries
        .is_some_and(|retries| retries > MAX_RETRIES)
    {
        return Err(Error::configuration(format!(
            "`max_retries` must be at most {MAX_RETRIES}"
        )));
    }
    if settings.max_bytes.event == 0 {
        return Err(Error::configuration(
            "`max_event_bytes` must be greater than zero",
        ));
    }
    let timeouts = [
        ("timeout", settings.timeout),
        ("connect_timeout", settings.connections.timeout),
        ("total_timeout", settings.total_timeout),
    ];
    for (name, timeout) in &timeouts {
        if *timeout == Some(Duration::ZERO) {
            return Err(Error::configuration(format!(
                "`{name}` must be greater than zero"
            )));
        }
    }
    Ok(())
}
