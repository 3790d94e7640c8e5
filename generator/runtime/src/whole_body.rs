//! Optional: needed by an API with methods whose whole body is one value.

use serde::Serialize;

use super::request::Request;

impl Request {
    /// Sets the whole JSON body. It is serialised at once.
    pub fn whole<T: Serialize + ?Sized>(&mut self, value: &T) {
        match serde_json::to_string(value) {
            Ok(json) => self.whole_body = Some(json),
            Err(error) => self.fail(format!("the body cannot be serialised: {error}")),
        }
    }
}
