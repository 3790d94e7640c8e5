//! Reasons why a text cannot be read.

/// Maximum nesting of decoded values, which is that of `serde_json`. Without it, a document could overflow the stack.
pub(crate) const DEEPEST: usize = 127;

/// Reason why a text cannot be read.
pub enum Flaw {
    /// The text ends inside of a value.
    Incomplete,
    /// The text is not JSON.
    Malformed,
    /// The value is nested more deeply than `DEEPEST`.
    TooDeep,
    /// The value is JSON, but not valid for its field.
    Invalid(String),
}

impl Flaw {
    /// Returns the flaw of an object without a required field.
    #[cold]
    pub(crate) fn missing(field: &str) -> Self {
        Self::Invalid(format!("missing field `{field}`"))
    }

    /// Returns the flaw of an object that has the key of a field twice.
    #[cold]
    pub(crate) fn duplicate_field(name: &str) -> Self {
        Self::Invalid(format!("duplicate field `{name}`"))
    }

    /// Returns the flaw of a map that has a key twice.
    #[cold]
    pub(crate) fn duplicate_key() -> Self {
        Self::Invalid("duplicate key".to_owned())
    }
}
