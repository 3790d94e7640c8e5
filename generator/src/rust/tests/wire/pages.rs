//! Pages in wire tests.

use super::expected::expected;
use crate::{
    model::{Api, Next, NumberEnd, Pages},
    rust::example::{canonical, json::line, sample},
};
use proc_macro2::TokenStream;
use quote::quote;
use serde_json::{Value, json};

/// Returns a page with one item, and with samples of its other fields.
pub(super) fn sample(api: &Api, pages: &Pages) -> Value {
    let envelope = pages.envelope.as_ref();
    let mut page = envelope.map_or_else(|| json!({}), |ty| sample::returned(api, ty));
    let items = json!([sample::returned(api, &pages.item)]);
    let mut place = &mut page;
    for key in &pages.items {
        // The items may be inside of a field of type `json`, whose example is any value.
        if !place.is_object() {
            *place = json!({});
        }
        place = &mut place[key.as_str()];
    }
    *place = items;
    page
}

/// Changes a page so that it is the last one. The server of the test has no other, and is not that of documented URLs.
pub(super) fn last(pages: &Pages, mut page: Value) -> Value {
    let (more, url) = match &pages.next {
        Next::Cursor { more, .. } => (more.as_deref(), None),
        Next::Url { path, more } => (more.as_deref(), Some(path.as_slice())),
        Next::Page { end, .. } | Next::Offset { end, .. } => match end {
            NumberEnd::More(path) => (Some(path.as_slice()), None),
            NumberEnd::Empty | NumberEnd::Pages(_) | NumberEnd::Total(_) => (None, None),
        },
        Next::Link => (None, None),
    };
    let values = [(more, json!(false)), (url, json!(""))];
    for (path, value) in values {
        let found = path.and_then(|path| at(&mut page, path));
        if let Some(found) = found.filter(|found| !found.is_null()) {
            *found = value;
        }
    }
    page
}

/// Returns the value at a path.
fn at<'a>(page: &'a mut Value, path: &[String]) -> Option<&'a mut Value> {
    let mut keys = path.iter();
    keys.try_fold(page, |value, key| value.get_mut(key))
}

/// Compares the decoded page, written again, with the canonical form of the reply.
pub(super) fn check(api: &Api, pages: &Pages, reply: &Value) -> TokenStream {
    let pointer = pages.items.iter().fold(String::new(), |path, key| {
        path + "/" + &key.replace('~', "~0").replace('/', "~1")
    });
    let expected = expected(reply, &canonical::page(api, pages, reply));
    let envelope = pages.envelope.as_ref().map(|ty| {
        let expected = line(&canonical::envelope(api, ty, reply));
        quote!(support::same(&response.envelope, #expected, "");)
    });
    quote! {
        support::same(&response.items, #expected, #pointer);
        #envelope
    }
}
