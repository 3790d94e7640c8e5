//! Query parameters that ask for a page.

use crate::runtime::request::{Endpoint, Request};
use crate::runtime::text::named::{find, remove};

impl Request {
    /// Returns the value of a query parameter.
    pub(crate) fn query_value(&self, name: &str) -> Option<&str> {
        if let Some(value) = find(&self.query, name) {
            return Some(value);
        }
        for (other, value) in &self.extra_query {
            if other == name {
                return Some(value);
            }
        }
        None
    }

    /// Replaces the value of a query parameter.
    #[inline]
    pub(crate) fn set_query_value(&mut self, name: &'static str, value: String) {
        remove(&mut self.query, name);
        self.extra_query.retain(|(other, _)| other != name);
        let declared = match &self.endpoint {
            Endpoint::Operation(operation) => operation.query.contains(&name),
            Endpoint::Raw { .. } => false,
        };
        if declared {
            self.query.push((name, value));
        } else {
            self.extra_query.push((name.to_owned(), value));
        }
    }
}
