//! Definitions that resources refer to.

use super::{
    declared::ModelIndex, examples::Examples, head::ApiSettings, masks::Masks, reporter::Reporter,
    shaped::ShapedModels, types::TypeScope,
};
use crate::model::ClientParam;

/// Everything that resources and their methods refer to.
#[derive(Clone, Copy)]
pub(super) struct Definitions<'a> {
    pub(super) reporter: &'a Reporter,
    /// `None` if `api.yaml` could not be read.
    pub(super) settings: Option<&'a ApiSettings>,
    pub(super) index: &'a ModelIndex,
    pub(super) models: &'a ShapedModels,
}

impl<'a> Definitions<'a> {
    /// Returns the scope of types where field masks are allowed.
    pub(super) fn types<'s>(self, masks: &'s mut Masks<'a>) -> TypeScope<'s, 'a>
    where
        'a: 's,
    {
        TypeScope {
            reporter: self.reporter,
            index: self.index,
            masks: Some(masks),
            allows_files: false,
        }
    }

    /// Returns the scope of types where field masks are not allowed.
    pub(super) fn types_without_masks(self) -> TypeScope<'a, 'a> {
        TypeScope {
            reporter: self.reporter,
            index: self.index,
            masks: None,
            allows_files: false,
        }
    }

    /// Returns the reader of examples of values that are sent and have no field masks.
    pub(super) fn examples(self) -> Examples<'a> {
        Examples {
            reporter: self.reporter,
            models: self.models,
            masks: None,
            is_request: true,
            is_partial: true,
            is_read: false,
        }
    }

    /// Returns `true` if the client has a path parameter of a name on the wire, and it is wrong.
    pub(super) fn is_broken_client_param(self, wire: &str) -> bool {
        self.settings.is_some_and(|api| {
            let mut broken = api.broken_client_params.iter();
            broken.any(|name| name == wire)
        })
    }

    /// Returns the client's path parameter of a name on the wire.
    pub(super) fn client_param(self, wire: &str) -> Option<&'a ClientParam> {
        let mut params = self.settings?.head.client_params.iter();
        params.find(|param| param.name.wire() == wire)
    }
}
