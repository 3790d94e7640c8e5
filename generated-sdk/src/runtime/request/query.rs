//! Query parameters.

use crate::runtime::config::settings::remove;
use crate::runtime::request::operation::Operation;
use crate::runtime::request::{Endpoint, Request};
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

    /// Replaces all entries of a query parameter whose value is a list of `key=value` pairs.
    pub fn query_entries(
        &mut self,
        name: &'static str,
        entries: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>,
    ) {
        remove(&mut self.query, name);
        for (key, value) in entries {
            self.query_entry(name, key, value);
        }
    }

    /// Adds an entry to a query parameter, or replaces the entry with this key. Entries are sent sorted by key.
    ///
    /// The format has no escapes, so an entry that contains its separators is an error when the request is sent.
    pub fn query_entry(
        &mut self,
        name: &'static str,
        key: impl Into<String>,
        value: impl Into<String>,
    ) {
        self.put_query_entry(name, &key.into(), &value.into());
    }

    #[inline]
    fn put_query_entry(&mut self, name: &'static str, key: &str, value: &str) {
        if key.trim().is_empty() || key.contains(['=', ',']) || value.contains(',') {
            let rule =
                "a key must not be blank or contain `=` or `,`, and a value must not contain `,`";
            return self.fail(format!(
                "an entry of the query parameter `{name}` cannot be sent: {rule}"
            ));
        }
        let current = self.query.iter().position(|(other, _)| *other == name);
        let current = current
            .map(|index| self.query.remove(index).1)
            .unwrap_or_default();
        let entries = current.split(',').filter_map(|entry| entry.split_once('='));
        let mut text = String::with_capacity(current.len() + key.len() + value.len() + 2);
        let mut new = Some(value);
        for (other, other_value) in entries {
            if key <= other {
                if let Some(value) = new.take() {
                    push_entry(&mut text, key, value);
                }
            }
            if key != other {
                push_entry(&mut text, other, other_value);
            }
        }
        if let Some(value) = new {
            push_entry(&mut text, key, value);
        }
        self.query.push((name, text));
    }

    /// Returns the value of a query parameter.
    pub(crate) fn query_value(&self, name: &str) -> Option<&str> {
        for (other, value) in &self.query {
            if *other == name {
                return Some(value);
            }
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

/// Appends an entry to a list of `key=value` pairs.
#[inline]
fn push_entry(text: &mut String, key: &str, value: &str) {
    if !text.is_empty() {
        text.push(',');
    }
    text.push_str(key);
    text.push('=');
    text.push_str(value);
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
