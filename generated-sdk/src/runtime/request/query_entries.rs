//! Query parameters that are lists of `key=value` pairs.

use crate::runtime::request::Request;
use crate::runtime::text::named::remove;

impl Request {
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
