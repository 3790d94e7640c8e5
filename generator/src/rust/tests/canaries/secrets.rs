//! Queries for the resources, methods and models that hold secrets.

use super::documents;
use crate::model::{Api, Method, Resource, Returns};

/// Returns the resources with methods that send or return secrets.
pub(super) fn resources(api: &Api) -> impl Iterator<Item = &Resource> {
    let resources = api.resources.iter();
    resources.filter(|resource| {
        resource.methods.iter().any(|method| {
            !documents::sent(api, resource, method).is_empty()
                || !documents::returned(api, resource, method).is_empty()
        })
    })
}

/// Returns `true` if a model has a secret of its own.
pub(super) fn in_models(api: &Api) -> bool {
    api.models.0.iter().any(|model| model.shape.has_secret())
}

/// Returns `true` if a call sends a secret.
pub(super) fn in_requests(api: &Api) -> bool {
    let sends = |(resource, method)| !documents::sent(api, resource, method).is_empty();
    api.authorizes() || methods(api).any(sends)
}

/// Returns `true` if a method returns a secret, and `wanted` is `true` for the kind of its result.
pub(super) fn in_responses(api: &Api, wanted: impl Fn(&Returns) -> bool) -> bool {
    methods(api).any(|(resource, method)| {
        wanted(&method.returns) && !documents::returned(api, resource, method).is_empty()
    })
}

/// Returns all methods, each with its resource.
fn methods(api: &Api) -> impl Iterator<Item = (&Resource, &Method)> {
    let resources = api.resources.iter();
    resources.flat_map(|resource| {
        resource
            .methods
            .iter()
            .map(move |method| (resource, method))
    })
}

/// Returns `true` if a test makes calls or verifies webhooks, which may fail.
pub(super) fn in_errors(api: &Api) -> bool {
    in_requests(api) || in_responses(api, |_| true) || api.webhooks.is_some()
}
