//! Query parameters whose values are objects: `filter[price][gte]=10`.

use std::collections::BTreeMap;

use crate::runtime::json::setters;
use crate::runtime::json::to_json::{Json, ToJson};
use crate::runtime::request::Request;
use crate::runtime::request::brackets::{Lists, Pairs};

impl Request {
    /// Sets a query parameter to an object, whose keys are sent in brackets.
    pub fn query_deep<T: ToJson>(&mut self, name: &'static str, value: impl Into<T>) {
        self.put_query_deep(name, &value.into());
    }

    /// Sets a query parameter to a list, whose indices and keys are sent in brackets.
    pub fn query_deep_list<T: ToJson>(
        &mut self,
        name: &'static str,
        items: impl IntoIterator<Item = impl Into<T>>,
    ) {
        self.put_query_deep::<Vec<T>>(name, &setters::list(items));
    }

    /// Sets a query parameter to a map, whose keys are sent in brackets.
    pub fn query_deep_map<T: ToJson>(
        &mut self,
        name: &'static str,
        entries: impl IntoIterator<Item = (impl Into<String>, impl Into<T>)>,
    ) {
        self.put_query_deep::<BTreeMap<String, T>>(name, &setters::map(entries));
    }

    fn put_query_deep<T: ToJson + ?Sized>(&mut self, name: &'static str, value: &T) {
        self.nested_query.retain(|(other, _)| *other != name);
        let json = self.serialized(|| serde_json::to_string(&Json(value)));
        let mut pairs = Pairs::new(Lists::Brackets);
        let pushed = match json {
            Ok(json) => pairs.push(name, &json).map_err(str::to_owned),
            Err(error) => Err(error.to_string()),
        };
        match pushed {
            Ok(()) => self.nested_query.push((name, pairs.into_vec())),
            Err(reason) => self.fail(format!(
                "the query parameter `{name}` cannot be sent: {reason}"
            )),
        }
    }
}
