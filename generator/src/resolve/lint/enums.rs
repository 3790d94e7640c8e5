//! Warnings about enums that differ from the others.

use super::allowed::Allowed;
use crate::{
    diagnostic::Code,
    model::Shape,
    resolve::{reporter::Reporter, shaped::ShapedModels},
};

/// Rust name of the value that means "not set".
const UNSPECIFIED: &str = "Unspecified";

/// Warns of enums without an unspecified value, if at least half of the enums have one.
pub(super) fn check(reporter: &Reporter, allowed: &mut Allowed, models: &ShapedModels) {
    let enums = models.iter().filter_map(|(id, model)| match &model.shape {
        Shape::Enum(values) => {
            let mut names = values.iter().map(|value| value.name.rust());
            Some((id, names.any(|name| name == UNSPECIFIED)))
        }
        Shape::Struct(_) | Shape::Union(_) | Shape::Mask(_) => None,
    });
    let (with, without): (Vec<_>, Vec<_>) = enums.partition(|(_, has)| *has);
    if with.len() < without.len() {
        return;
    }
    for (id, _) in without {
        let name = models.get(id).wire();
        let message =
            format!("the enum `{name}` has no value `UNSPECIFIED`, but other enums have one");
        let help = "add `UNSPECIFIED` as its first value; if the API has no such value, write `allow: [W003]`";
        allowed.warn(reporter, models, id, Code::NoUnspecified, message, help);
    }
}
