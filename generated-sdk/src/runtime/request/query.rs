//! Query parameters.

use crate::runtime::request::Request;
use crate::runtime::request::operation::Operation;
use crate::runtime::text::named::remove;
use crate::runtime::text::parameter::Parameter;
use crate::runtime::text::percent::push_pair;

impl Request {
    /// Sets a query parameter, by its wire name.
    pub fn query<T: Parameter>(&mut self, name: &'static str, value: impl Into<T>) {
        self.put_query(name, &value.into());
    }

    /// Sets a query parameter to a value that needs no conversion.
    pub fn put_query<T: Parameter + ?Sized>(&mut self, name: &'static str, value: &T) {
        remove(&mut self.query, name);
        let text = self.parameter("query", name, value);
        self.query.push((name, text));
    }

    /// Sets a query parameter that is sent once for each value, in order.
    pub fn query_list<T: Parameter>(
        &mut self,
        name: &'static str,
        values: impl IntoIterator<Item = impl Into<T>>,
    ) {
        remove(&mut self.query, name);
        for value in values {
            let text = self.parameter("query", name, &value.into());
            self.query.push((name, text));
        }
    }

    /// Returns the text of a parameter, or fails if it cannot be sent. `place` is that of the parameter.
    pub(crate) fn parameter<T: Parameter + ?Sized>(
        &mut self,
        place: &str,
        name: &str,
        value: &T,
    ) -> String {
        if !value.is_sendable() {
            self.fail(format!("the {place} parameter `{name}` is NaN or infinity"));
        }
        value.to_string()
    }
}

/// Appends the query parameters of the API description, in the order of the description.
pub(crate) fn push_query(url: &mut String, request: &Request, operation: &Operation) {
    let mut separator = '?';
    for &name in operation.query {
        for (_, value) in request.query.iter().filter(|(other, _)| *other == name) {
            push_pair(url, separator, name, value);
            separator = '&';
        }
        let nested = request.nested_query.iter();
        for (_, pairs) in nested.filter(|(other, _)| *other == name) {
            for (key, value) in pairs {
                push_pair(url, separator, key, value);
                separator = '&';
            }
        }
    }
}
