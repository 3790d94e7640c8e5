//! Values of path and query parameters.

/// Type of a path or query parameter. Its text is what is sent.
pub trait Parameter: ToString {
    /// Returns `true` if the value can be sent.
    fn is_sendable(&self) -> bool {
        true
    }
}

/// Other programs do not read NaN and infinity as numbers.
impl Parameter for f64 {
    fn is_sendable(&self) -> bool {
        self.is_finite()
    }
}

impl Parameter for bool {}
impl Parameter for i32 {}
impl Parameter for i64 {}
impl Parameter for str {}
impl Parameter for String {}
