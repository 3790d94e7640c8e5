//! The elements of a description.

mod head;
mod inputs;
mod methods;
mod models;

use super::element::Element;
use crate::model::Api;

/// Returns the elements of a description. An element follows the one that holds it.
pub(super) fn elements(api: &Api) -> Vec<Element> {
    let mut elements = head::elements(api);
    for resource in &api.resources {
        elements.extend(methods::elements(api, resource));
    }
    elements.extend(models::elements(api));
    elements
}
