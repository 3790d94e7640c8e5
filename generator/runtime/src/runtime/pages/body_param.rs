//! Fields of the body that ask for a page.

use std::borrow::Cow;

use crate::runtime::pages::param::BodyParam;
use crate::runtime::request::Request;

/// Field that is a string, by its name.
#[derive(Debug)]
pub struct BodyText(pub &'static str);

/// Field that is an integer, by its name.
#[derive(Debug)]
pub struct BodyNumber(pub &'static str);

impl BodyParam for BodyText {
    fn name(&self) -> &'static str {
        self.0
    }

    fn value<'a>(&self, request: &'a Request) -> Option<Cow<'a, str>> {
        let text = json(request, self.0)?;
        serde_json::from_str(text).ok().map(Cow::Owned)
    }

    fn set(&self, request: &mut Request, value: String) {
        request.set_body_field(Cow::Borrowed(self.0), &value);
    }
}

impl BodyParam for BodyNumber {
    fn name(&self) -> &'static str {
        self.0
    }

    fn value<'a>(&self, request: &'a Request) -> Option<Cow<'a, str>> {
        json(request, self.0).map(Cow::Borrowed)
    }

    fn set(&self, request: &mut Request, value: String) {
        let name = self.0;
        match value.parse::<i64>() {
            Ok(number) => request.set_body_field(Cow::Borrowed(name), &number),
            Err(_) => request.fail(format!("the body field `{name}` must be an integer")),
        }
    }
}

/// Returns the JSON text of a field of the body.
fn json<'a>(request: &'a Request, name: &str) -> Option<&'a str> {
    let mut fields = request.body.iter();
    let (_, json) = fields.find(|(other, _)| other == name)?;
    Some(json)
}
