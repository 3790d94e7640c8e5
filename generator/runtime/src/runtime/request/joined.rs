//! Query parameters that are lists in one text.

use crate::runtime::request::Request;
use crate::runtime::text::named::remove;
use crate::runtime::text::parameter::Parameter;

impl Request {
    /// Sets a query parameter to a list whose values are sent in one text, with commas between them. An empty list is not
    /// sent.
    ///
    /// The format has no escapes, so a value that contains a comma is an error when the request is sent.
    pub fn query_joined<T: Parameter>(
        &mut self,
        name: &'static str,
        values: impl IntoIterator<Item = impl Into<T>>,
    ) {
        remove(&mut self.query, name);
        let mut texts = Vec::new();
        for value in values {
            texts.push(self.parameter("query", name, &value.into()));
        }
        self.put_joined(name, &texts);
    }

    #[inline]
    fn put_joined(&mut self, name: &'static str, texts: &[String]) {
        if texts.iter().any(|text| text.contains(',')) {
            self.fail(format!(
                "a value of the query parameter `{name}` contains a comma, which separates its values"
            ));
        }
        if !texts.is_empty() {
            self.query.push((name, texts.join(",")));
        }
    }
}
