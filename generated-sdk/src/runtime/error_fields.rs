//! Optional: needed by an API that describes fields of its errors beside the message. The generated accessors of
//! `Error` are written on top of it.

use serde_json::Value;

use super::error::Error;

impl Error {
    /// What stands at a path of the error's JSON body; absent if the body is no JSON, or has `null` there.
    #[must_use]
    pub fn field(&self, path: &[&str]) -> Option<&Value> {
        self.inner().reply.as_ref()?.field(path)
    }
}
