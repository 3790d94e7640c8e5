//! Optional: needed by an API with field masks.

/// The paths of a field mask, as they go out: joined by commas.
#[must_use]
pub fn field_mask<T: AsRef<str>>(paths: impl IntoIterator<Item = impl Into<T>>) -> String {
    let mut mask = String::new();
    for path in paths {
        if !mask.is_empty() {
            mask.push(',');
        }
        mask.push_str(path.into().as_ref());
    }
    mask
}
