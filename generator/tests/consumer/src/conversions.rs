//! Date-times and durations of other crates.

use crate::{Outcome, SECRET};
use generated_sdk::{SignedDuration, Timestamp, models::*};

/// Passes the times of a secret to code that uses `chrono`, `jiff` or `time`, and durations back.
pub fn other_crates() -> Outcome {
    let secret: WorkspaceSecret = serde_json::from_str(SECRET)?;
    let created = secret.metadata.created_at;
    let day = chrono::DateTime::<chrono::Utc>::from(created).date_naive();
    assert_eq!(day.to_string(), "2019-12-27");
    assert_eq!(time::OffsetDateTime::from(created).unix_timestamp(), created.seconds());
    let theirs = jiff::Timestamp::try_from(created)?;
    assert_eq!(Timestamp::try_from(theirs)?, created);

    let hour = SignedDuration::from(time::Duration::HOUR);
    assert_eq!(hour, jiff::SignedDuration::from_hours(1).into());
    assert_eq!(chrono::TimeDelta::try_from(hour)?, chrono::TimeDelta::hours(1));
    Ok(())
}
