//! Keys of objects, looked up among the fields of a model while they are read.

use std::borrow::Cow;

use crate::runtime::json::field::{Field, position};
use crate::runtime::json::flaw::Flaw;
use crate::runtime::json::scanner::Scanner;

/// Fields of an object that have been read so far.
#[derive(Default)]
pub(crate) struct Seen {
    first: u64,
    others: Vec<bool>,
}

impl Seen {
    /// Adds a field. Returns `true` if it is new.
    #[inline]
    pub(crate) fn insert(&mut self, index: usize) -> bool {
        let Some(bit) = u32::try_from(index)
            .ok()
            .and_then(|at| 1_u64.checked_shl(at))
        else {
            return self.insert_other(index);
        };
        let is_new = self.first & bit == 0;
        self.first |= bit;
        is_new
    }

    fn insert_other(&mut self, index: usize) -> bool {
        if index >= self.others.len() {
            self.others.resize(index + 1, false);
        }
        !std::mem::replace(&mut self.others[index], true)
    }
}

/// Key of an object.
pub(crate) enum Key<'a> {
    /// Key of a field.
    Field(usize),
    /// Key without a field, whose value this field keeps.
    Rest(usize, Cow<'a, str>),
    /// Key without a field.
    Unknown(Cow<'a, str>),
}

impl<'a> Key<'a> {
    /// Reads a key. Fields are usually sent in the order in which they are described, so that it is probably the field
    /// `next`.
    #[inline]
    pub(crate) fn read(scanner: &Scanner<'a>, fields: &[Field], next: usize) -> Result<Self, Flaw> {
        match fields.get(next) {
            Some(field) if !field.is_rest() && scanner.is_key(field.name)? => Ok(Self::Field(next)),
            Some(_) | None => Self::search(scanner, fields),
        }
    }

    fn search(scanner: &Scanner<'a>, fields: &[Field]) -> Result<Self, Flaw> {
        let key = scanner.key()?;
        if let Some(index) = position(fields, &key) {
            return Ok(Self::Field(index));
        }
        Ok(match fields.iter().position(Field::is_rest) {
            Some(index) => Self::Rest(index, key),
            None => Self::Unknown(key),
        })
    }
}
