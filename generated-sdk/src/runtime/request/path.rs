//! Request paths.

use crate::runtime::error::Error;
use crate::runtime::request::Request;
use crate::runtime::request::client_param::{client_param, client_value};
use crate::runtime::request::operation::Operation;
use crate::runtime::text::named::{find, remove};
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
        let (name, keeps_slashes) = match name.strip_suffix('*') {
            Some(name) => (name, true),
            None => (name, false),
        };
        let value = match client_param(request, name) {
            Some(param) => client_value(request, param)?,
            None => find(&request.path, name)
                .ok_or_else(|| Error::request(format!("the path parameter `{name}` is missing")))?,
        };
        push_value(url, value, keeps_slashes)
            .map_err(|rule| Error::request(format!("the path parameter `{name}` {rule}")))?;
        rest = tail;
    }
    url.push_str(rest);
    Ok(())
}

/// Appends a percent-encoded value, or each part of it if its slashes are kept. Servers and proxies resolve `.` and `..`
/// and may drop what is empty, so that the request could reach another path.
fn push_value(url: &mut String, value: &str, keeps_slashes: bool) -> Result<(), &'static str> {
    let is_refused = |part: &str| matches!(part.trim(), "" | "." | "..");
    if !keeps_slashes {
        if is_refused(value) {
            return Err("must not be blank, `.` or `..`");
        }
        push_encoded(url, value);
        return Ok(());
    }
    for (index, part) in value.split('/').enumerate() {
        if is_refused(part) {
            return Err("must not have a part between slashes that is blank, `.` or `..`");
        }
        if index > 0 {
            url.push('/');
        }
        push_encoded(url, part);
    }
    Ok(())
}

/// Splits a template at its first parameter. Returns the text before it, its name and the text after it.
fn next_parameter(template: &str) -> Option<(&str, &str, &str)> {
    let (literal, rest) = template.split_once('{')?;
    let (name, tail) = rest.split_once('}')?;
    Some((literal, name, tail))
}
