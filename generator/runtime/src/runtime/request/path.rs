//! Request paths.

use crate::runtime::config::settings::remove;
use crate::runtime::error::Error;
use crate::runtime::request::Request;
use crate::runtime::request::client_param::{client_param, client_value, find};
use crate::runtime::request::operation::Operation;
use crate::runtime::text::parameter::Parameter;
use crate::runtime::text::percent::push_encoded;

impl Request {
    /// Sets a path parameter, by its wire name.
    pub fn path<T: Parameter>(&mut self, name: &'static str, value: impl Into<T>) {
        self.put_path(name, &value.into());
    }

    /// Sets a path parameter to a value that needs no conversion.
    pub fn put_path<T: Parameter + ?Sized>(&mut self, name: &'static str, value: &T) {
        remove(&mut self.path, name);
        let text = self.parameter("path", name, value);
        self.path.push((name, text));
    }
}

/// Appends the path of an operation, with its parameters replaced by their values.
pub(crate) fn push_path(
    url: &mut String,
    request: &Request,
    operation: &Operation,
) -> Result<(), Error> {
    let mut rest = operation.path;
    while let Some((literal, name, tail)) = next_parameter(rest) {
        url.push_str(literal);
        let value = match client_param(request, name) {
            Some(param) => client_value(request, param)?,
            None => find(&request.path, name)
                .ok_or_else(|| Error::request(format!("the path parameter `{name}` is missing")))?,
        };
        if matches!(value.trim(), "" | "." | "..") {
            return Err(Error::request(format!(
                "the path parameter `{name}` must not be blank, `.` or `..`"
            )));
        }
        push_encoded(url, value);
        rest = tail;
    }
    url.push_str(rest);
    Ok(())
}

/// Splits a template at its first parameter. Returns the text before it, its name and the text after it.
fn next_parameter(template: &str) -> Option<(&str, &str, &str)> {
    let (literal, rest) = template.split_once('{')?;
    let (name, tail) = rest.split_once('}')?;
    Some((literal, name, tail))
}
