//! Serialization of request bodies. While a body is serialized, models leave out their read-only fields, and secrets are
//! recorded. A scope of the thread tells them so, because serde passes no context to the values that it serializes, which
//! may be inside of the caller's own types.

use std::cell::RefCell;

use zeroize::Zeroizing;

thread_local! {
    /// Secrets in the request body that this thread serializes; `None` if it serializes none.
    static BODY: RefCell<Option<Vec<Zeroizing<String>>>> = const { RefCell::new(None) };
}

/// Runs the serialization of a request body, or of a part of one. Returns its result and the secrets that it wrote.
pub(crate) fn serialize_body<T>(serialize: impl FnOnce() -> T) -> (T, Vec<Zeroizing<String>>) {
    let _scope = Scope::enter();
    let result = serialize();
    (result, BODY.take().unwrap_or_default())
}

/// Returns `true` while this thread serializes a request body.
pub(crate) fn is_body() -> bool {
    BODY.with_borrow(Option::is_some)
}

/// Records a secret in the body. An empty one is skipped, because it would mark every empty string as secret.
pub(crate) fn record_secret(secret: &Zeroizing<String>) {
    if secret.is_empty() {
        return;
    }
    BODY.with_borrow_mut(|body| {
        if let Some(secrets) = body {
            secrets.push(secret.clone());
        }
    });
}

/// Scope of one body. It ends when it is dropped, also if the serialization panics.
struct Scope {
    outer: Option<Vec<Zeroizing<String>>>,
}

impl Scope {
    fn enter() -> Self {
        Self {
            outer: BODY.replace(Some(Vec::new())),
        }
    }
}

impl Drop for Scope {
    fn drop(&mut self) {
        BODY.set(self.outer.take());
    }
}
