//! Optional: needed by an API with path parameters.

use super::request::Request;

impl Request {
    /// Sets a path parameter, by its wire name.
    pub fn path<T: ToString + ?Sized>(&mut self, name: &'static str, value: &T) {
        self.path.retain(|(other, _)| *other != name);
        self.path.push((name, value.to_string()));
    }
}
