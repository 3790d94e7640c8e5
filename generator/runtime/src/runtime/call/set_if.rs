//! Setters that depend on an `Option`.

/// Calls of a setter with the value of an `Option`, for requests, models and builders.
///
/// Without a value, nothing is set.
pub trait SetIf: Sized {
    /// Passes the value to the setter, if there is one.
    #[must_use]
    fn set_if<V>(self, value: Option<V>, setter: impl FnOnce(Self, V) -> Self) -> Self {
        match value {
            Some(value) => setter(self, value),
            None => self,
        }
    }
}

impl<T> SetIf for T {}
