//! Optional: needed by an API with query parameters of the form `key=value,key2=value2`.

use std::collections::BTreeMap;

use super::request::Request;

impl Request {
    /// Sets all entries of a query parameter.
    pub fn query_entries(
        &mut self,
        name: &'static str,
        entries: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>,
    ) {
        self.query.retain(|(other, _)| *other != name);
        for (key, value) in entries {
            self.query_entry(name, key.into(), value.into());
        }
    }

    /// Adds an entry to a query parameter, or replaces the one with that key. Entries go out sorted by key.
    ///
    /// The form has no escapes: what would be read as something else is an error when the request is sent.
    pub fn query_entry(&mut self, name: &'static str, key: String, value: String) {
        if key.trim().is_empty() || key.contains(['=', ',']) || value.contains(',') {
            let rule = "keys must not be blank and have no `=` or `,`, values no `,`";
            return self.fail(format!(
                "an entry of the query parameter `{name}` cannot be sent: {rule}"
            ));
        }
        let current = self.query.iter().position(|(other, _)| *other == name);
        let current = current
            .map(|index| self.query.remove(index).1)
            .unwrap_or_default();
        let entries = current.split(',').filter_map(|entry| entry.split_once('='));
        let mut entries: BTreeMap<_, _> = entries
            .map(|(key, value)| (key.to_owned(), value.to_owned()))
            .collect();
        entries.insert(key, value);
        let entries: Vec<_> = entries
            .iter()
            .map(|(key, value)| format!("{key}={value}"))
            .collect();
        self.query.push((name, entries.join(",")));
    }
}
