//! Description of a fake.

use crate::runtime::pages::shape::PageShape;
use crate::runtime::testing::rules::{ModelShape, Route};

/// Description of a resource that can be replaced by a fake.
#[derive(Debug)]
pub struct FakeShape {
    /// Prefix of ids.
    pub name: &'static str,
    /// Method that creates an item.
    pub create: &'static Route,
    /// Method that lists items.
    pub list: &'static Route,
    /// Method that retrieves an item.
    pub retrieve: &'static Route,
    /// Method that updates an item.
    pub update: &'static Route,
    /// Method that deletes an item.
    pub delete: &'static Route,
    /// Shape of a page.
    pub page: &'static PageShape,
    /// Shape of an item.
    pub item: ModelShape,
    /// Path of the id in an item.
    pub id: &'static [&'static str],
    /// Aliases that can replace an id in a path: a prefix, and the path of the rest in an item.
    pub aliases: &'static [(&'static str, &'static [&'static str])],
    /// Query parameter for the page size.
    pub limit: Option<&'static str>,
    /// Query parameters that filter items.
    pub filters: &'static [Filter],
    /// Query parameters that the fake ignores.
    pub ignores: &'static [&'static str],
    /// Body field with the field mask of an update.
    pub mask: Option<&'static str>,
    /// Whether a missing required value is decoded as its zero value. Otherwise an item must have it.
    pub omits_defaults: bool,
}

/// Query parameter that filters items.
#[derive(Debug)]
pub struct Filter {
    /// Name of the parameter.
    pub param: &'static str,
    /// Path of the value in an item that is compared with the parameter.
    pub path: &'static [&'static str],
    /// Whether the parameter is a prefix of the value.
    pub starts: bool,
}

/// Reason why a fake rejects a request.
pub(crate) enum Failure {
    /// The item does not exist.
    NotFound,
    /// The request is not valid.
    Invalid(String),
}
