//! Optional: needed by an API with query parameters of a single value.

use super::request::Request;

impl Request {
    /// Sets a query parameter, by its wire name.
    pub fn query<T: ToString + ?Sized>(&mut self, name: &'static str, value: &T) {
        self.query.retain(|(other, _)| *other != name);
        self.query.push((name, value.to_string()));
    }
}
