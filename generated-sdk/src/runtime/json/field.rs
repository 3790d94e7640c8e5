//! Fields in the tables of models.

use std::collections::BTreeMap;

/// Field in the table of its model. The function that creates it determines how it is read and written.
#[derive(Clone, Copy)]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct Field {
    /// Name on the wire; empty for `rest`, which has none.
    pub(crate) name: &'static str,
    pub(crate) is_required: bool,
    is_rest: bool,
    /// Whether `null` is one of its values, and not the same as a missing value.
    pub(crate) accepts_null: bool,
    pub(crate) is_read_only: bool,
}

impl Field {
    /// Creates a required field.
    #[must_use]
    pub const fn required(name: &'static str) -> Self {
        Self {
            name,
            is_required: true,
            accepts_null: true,
            is_rest: false,
            is_read_only: false,
        }
    }

    /// Creates a field that may be missing or `null`.
    #[must_use]
    pub const fn optional(name: &'static str) -> Self {
        Self {
            is_required: false,
            accepts_null: false,
            ..Self::required(name)
        }
    }

    /// Creates a field that has its default value if it is missing or `null`.
    #[must_use]
    pub const fn default(name: &'static str) -> Self {
        Self::optional(name)
    }

    /// Creates a required field with a union, which may be an empty object.
    #[must_use]
    pub const fn union(name: &'static str) -> Self {
        Self::required(name)
    }

    /// Creates a field with a union that may be missing, `null`, or an empty object.
    #[must_use]
    pub const fn optional_union(name: &'static str) -> Self {
        Self::optional(name)
    }

    /// Creates the field that keeps the values of all keys that no other field has.
    #[must_use]
    pub const fn rest() -> Self {
        Self {
            is_rest: true,
            ..Self::optional("")
        }
    }

    /// Marks the field as read-only. It is left out of request bodies.
    #[must_use]
    pub const fn read_only(self) -> Self {
        Self {
            is_read_only: true,
            ..self
        }
    }

    /// Returns `true` if a key is that of the field.
    pub(crate) fn is_called(&self, key: &str) -> bool {
        self.name == key && !self.is_rest
    }

    /// Returns `true` for the field that keeps the values of all other keys.
    pub(crate) fn is_rest(&self) -> bool {
        self.is_rest
    }
}

/// Returns the index of the field that has a key.
pub(crate) fn position(fields: &[Field], key: &str) -> Option<usize> {
    fields.iter().position(|field| field.is_called(key))
}

/// Map for the values of all keys that no field has.
pub type Rest<T> = BTreeMap<String, T>;

/// Union, which may be an empty object.
pub trait Union {
    /// Returns `true` if it has neither a tag nor any other content.
    fn is_empty(&self) -> bool;
}
