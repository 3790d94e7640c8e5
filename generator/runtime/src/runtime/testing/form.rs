//! Form bodies of requests, read by the API description: a form has no types.

use serde_json::Value;

use crate::runtime::testing::brackets::{Tree, any, object, segments, typed};
use crate::runtime::testing::rules::{BodyCodec, BodyRule};
use crate::runtime::text::media_types;

/// Reads form bodies.
pub const FORM: BodyCodec = BodyCodec {
    media_type: media_types::FORM,
    decode,
};

/// Returns the JSON of a form.
fn decode(content: &[u8], rule: &BodyRule) -> Value {
    let mut form = Tree::default();
    for (name, value) in form_urlencoded::parse(content) {
        form.insert(&segments(&name), &value);
    }
    match rule {
        BodyRule::Fields(fields) => object(fields, form),
        BodyRule::Whole(kind) => typed(*kind, form),
        BodyRule::None | BodyRule::Optional(_) | BodyRule::Encoded(..) => any(form),
    }
}
