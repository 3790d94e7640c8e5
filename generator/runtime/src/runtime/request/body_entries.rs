//! Entries of body fields that are maps of lists or of maps.

use std::collections::BTreeMap;

use crate::runtime::json::setters;
use crate::runtime::json::to_json::ToJson;
use crate::runtime::request::Request;

impl Request {
    /// Adds an entry to a body field that is a map of lists.
    pub fn body_list_entry<T: ToJson>(
        &mut self,
        name: &'static str,
        key: impl Into<String>,
        items: impl IntoIterator<Item = impl Into<T>>,
    ) {
        self.put_body_entry::<Vec<T>>(name, key.into(), &setters::list(items));
    }

    /// Adds an entry to a body field that is a map of maps.
    pub fn body_map_entry<T: ToJson>(
        &mut self,
        name: &'static str,
        key: impl Into<String>,
        entries: impl IntoIterator<Item = (impl Into<String>, impl Into<T>)>,
    ) {
        self.put_body_entry::<BTreeMap<String, T>>(name, key.into(), &setters::map(entries));
    }
}
