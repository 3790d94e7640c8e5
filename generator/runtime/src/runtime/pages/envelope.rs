//! Other fields of responses with pages.

use crate::runtime::error::Error;
use crate::runtime::send::reply::Reply;

/// Type of the fields of a page that are not its items: a model, or `()` for a method that describes none.
pub trait Envelope: Sized {
    /// Reads the fields from the body of a page, which is decoded a second time.
    ///
    /// # Errors
    /// Returns an error if the body is not valid.
    fn of(reply: &Reply) -> Result<Self, Error>;
}

impl Envelope for () {
    fn of(_: &Reply) -> Result<Self, Error> {
        Ok(())
    }
}
