//! The shape of a fake.

use crate::runtime::pages::shape::PageShape;
use crate::runtime::testing::rules::{Route, Shape};

/// What the description says of a resource that a fake can stand in for.
#[derive(Debug)]
pub struct FakeShape {
    /// What ids begin with.
    pub name: &'static str,
    /// The method that makes an item.
    pub create: &'static Route,
    /// The method that lists items.
    pub list: &'static Route,
    /// The method that gives an item.
    pub retrieve: &'static Route,
    /// The method that changes an item.
    pub update: &'static Route,
    /// The method that deletes an item.
    pub delete: &'static Route,
    /// Where the parts of a page stand.
    pub page: &'static PageShape,
    /// What an item is made of.
    pub item: Shape,
    /// Where the id of an item stands.
    pub id: &'static [&'static str],
    /// What may stand in place of an id in a path: text in front, and where the rest stands in an item.
    pub aliases: &'static [(&'static str, &'static [&'static str])],
    /// The query parameter with the most items of a page.
    pub limit: Option<&'static str>,
    /// The query parameters that choose items.
    pub filters: &'static [Filter],
    /// The query parameters that change nothing here.
    pub ignores: &'static [&'static str],
    /// The body field that says what an update changes.
    pub mask: Option<&'static str>,
}

/// A query parameter that chooses items.
#[derive(Debug)]
pub struct Filter {
    /// Its name.
    pub param: &'static str,
    /// Where the value stands in an item that it is held against.
    pub path: &'static [&'static str],
    /// Whether the value needs only begin with it.
    pub starts: bool,
}

/// Why a fake refuses a request.
pub(crate) enum Failure {
    /// There is no such item.
    Missing,
    /// The request cannot be meant so.
    Wrong(String),
}
