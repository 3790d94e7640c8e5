//! What errors show.

use crate::canary::Shown;

impl Shown {
    /// Adds an error, and all that it was caused by.
    pub fn error(&mut self, error: &sdk::Error) {
        let mut cause: Option<&dyn std::error::Error> = Some(error);
        while let Some(error) = cause {
            self.text("an error", error.to_string());
            self.debug("an error", &error);
            cause = error.source();
        }
    }
}
