//! Collector of diagnostics, which all phases share.

use crate::diagnostic::{Diagnostic, Severity};
use std::{cell::RefCell, collections::HashSet};

/// Diagnostics that have been found so far.
pub(super) struct Reporter(RefCell<Vec<Diagnostic>>);

impl Reporter {
    /// Creates a reporter that starts with the diagnostics of reading.
    pub(super) fn new(found: Vec<Diagnostic>) -> Self {
        Self(RefCell::new(found))
    }

    /// Reports a diagnostic, unless it only follows from something that could not be read.
    pub(super) fn report(&self, diagnostic: Diagnostic) {
        if !diagnostic.is_consequence() {
            self.0.borrow_mut().push(diagnostic);
        }
    }

    /// Returns `true` if an error has been found so far.
    pub(super) fn has_errors(&self) -> bool {
        let found = self.0.borrow();
        let mut severities = found.iter().map(|found| found.code.severity());
        severities.any(|severity| severity == Severity::Error)
    }

    /// Returns the number of diagnostics so far.
    pub(super) fn count(&self) -> usize {
        self.0.borrow().len()
    }

    /// Returns the errors, or the warnings if there are no errors.
    pub(super) fn finish(self) -> Vec<Diagnostic> {
        let has_errors = self.has_errors();
        let mut found = self.0.into_inner();
        found.retain(|found| !has_errors || found.code.severity() == Severity::Error);
        // A parameter of a resource is checked for each of its methods.
        let mut seen = HashSet::new();
        found.retain(|found| seen.insert((found.code, found.place.clone(), found.message.clone())));
        found
    }
}
