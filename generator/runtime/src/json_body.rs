//! Optional: needed by an API with body fields.

use std::borrow::Cow;

use serde::Serialize;

use super::request::Request;

impl Request {
    /// Sets a field of the JSON body, by its wire name. It is serialised at once.
    pub fn body<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) {
        self.set_body_field(Cow::Borrowed(name), value);
    }
}
