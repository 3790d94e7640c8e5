//! Optional: needed by an API with query parameters that repeat.

use super::request::Request;

impl Request {
    /// Sets a query parameter that goes out once per value, in order.
    pub fn query_list<T: ToString>(
        &mut self,
        name: &'static str,
        values: impl IntoIterator<Item = impl Into<T>>,
    ) {
        self.query.retain(|(other, _)| *other != name);
        let values = values.into_iter().map(|value| value.into().to_string());
        self.query.extend(values.map(|value| (name, value)));
    }
}
