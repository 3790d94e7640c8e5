//! Output of errors.

use crate::canary::Shown;

impl Shown {
    /// Adds an error and all its sources.
    pub fn error(&mut self, error: &sdk::Error) {
        let mut cause: Option<&dyn std::error::Error> = Some(error);
        while let Some(error) = cause {
            self.text("an error", error.to_string());
            self.debug("an error", &error);
            cause = error.source();
        }
    }
}
