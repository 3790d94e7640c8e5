//! Headers that the API description declares.

use crate::runtime::request::Request;
use crate::runtime::text::parameter::Parameter;

impl Request {
    /// Sets a header that the API description declares. It must not be blank.
    pub fn header_param<T: Parameter>(&mut self, name: &'static str, value: impl Into<T>) {
        let text = self.parameter("header", name, &value.into());
        if text.trim().is_empty() {
            self.fail(format!("the header `{name}` must not be blank"));
        }
        self.header(name, text);
    }
}
