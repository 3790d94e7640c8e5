//! Request bodies that are a list or a map.

use std::collections::BTreeMap;

use crate::runtime::json::setters;
use crate::runtime::json::to_json::ToJson;
use crate::runtime::request::Request;

impl Request {
    /// Sets the whole JSON body to a list.
    pub fn whole_body_list<T: ToJson>(&mut self, items: impl IntoIterator<Item = impl Into<T>>) {
        self.put_whole_body::<Vec<T>>(&setters::list(items));
    }

    /// Sets the whole JSON body to a map.
    pub fn whole_body_map<T: ToJson>(
        &mut self,
        entries: impl IntoIterator<Item = (impl Into<String>, impl Into<T>)>,
    ) {
        self.put_whole_body::<BTreeMap<String, T>>(&setters::map(entries));
    }
}
