//! Everything that uses models.

use crate::model::{ErrorShape, ModelId, Resource, Type, Webhooks};

/// Parts of the API that use models.
pub(super) struct ModelUsers {
    pub(super) error: Option<ErrorShape>,
    pub(super) webhooks: Option<Webhooks>,
    pub(super) resources: Vec<Resource>,
}

impl ModelUsers {
    /// Returns the models that are used directly.
    pub(super) fn models(&self) -> impl Iterator<Item = ModelId> {
        let types = self.resources.iter().flat_map(Resource::types);
        let error = self.error.iter().map(|error| error.model);
        let webhooks = self.webhooks.iter().map(|webhooks| webhooks.event);
        types.filter_map(Type::model).chain(error).chain(webhooks)
    }
}
