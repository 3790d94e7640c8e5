//! Duration of the stages.

use std::time::Duration;

/// Duration of the stages. `emit` and `print` are summed over tasks that run in parallel.
#[derive(Clone, Copy, Debug, Default)]
pub struct Timings {
    /// Reading and parsing the YAML.
    pub read: Duration,
    /// Resolving.
    pub resolve: Duration,
    /// Making tokens.
    pub emit: Duration,
    /// Laying out tokens as text.
    pub print: Duration,
}
