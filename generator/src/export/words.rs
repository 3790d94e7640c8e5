//! Words of the description language.

use crate::{
    model::{ModelId, Models, Shape, Type},
    names::{Name, Role},
};
use serde_json::{Map, Value};
use std::time::Duration;

/// Returns a duration, such as `500ms`, `60s` or `2m`.
pub(super) fn duration(duration: Duration) -> String {
    let millis = duration.as_millis();
    if millis.is_multiple_of(60_000) {
        format!("{}m", millis / 60_000)
    } else if millis.is_multiple_of(1000) {
        format!("{}s", millis / 1000)
    } else {
        format!("{millis}ms")
    }
}

/// Returns a path of keys: a text with dots between them, or a list if one of them has other characters.
pub(super) fn key_path(keys: &[String]) -> Value {
    let is_plain = |key: &String| {
        let mut chars = key.chars();
        chars.all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'))
    };
    if keys.iter().all(is_plain) {
        keys.join(".").into()
    } else {
        keys.into()
    }
}

/// Returns a Rust name that does not follow from the word from which it is derived otherwise.
pub(super) fn rust(role: Role, word: &str, name: &Name) -> Option<String> {
    let derived = Name::new(role, word, None);
    let is_derived = derived.is_ok_and(|derived| derived.rust() == name.rust());
    (!is_derived).then(|| name.rust().to_owned())
}

/// Adds a value to an object, if there is one.
pub(super) fn put<T: Into<Value>>(object: &mut Map<String, Value>, key: &str, value: Option<T>) {
    if let Some(value) = value {
        object.insert(key.to_owned(), value.into());
    }
}

/// Returns a type in the language, with the names of models in the description.
pub(super) fn type_text(models: &Models, ty: &Type) -> String {
    ty.words(&|id| {
        let model = models.get(id);
        match &model.shape {
            Shape::Mask(_) => format!("field mask of {}", masked(models, id)),
            Shape::Struct(_) | Shape::Enum(_) | Shape::Union(_) => model.name.wire().to_owned(),
        }
    })
}

/// Returns the name of the model whose paths a field mask has. The Rust name of the mask begins with that of the model.
pub(super) fn masked(models: &Models, mask: ModelId) -> &str {
    let mask = models.get(mask).name.rust();
    let base = mask.strip_suffix("Field").unwrap_or(mask);
    let is_base =
        |name: &Name, shape: &Shape| name.rust() == base && matches!(shape, Shape::Struct(_));
    let mut models = models.0.iter();
    models
        .find(|model| is_base(&model.name, &model.shape))
        .map_or("", |model| model.name.wire())
}
