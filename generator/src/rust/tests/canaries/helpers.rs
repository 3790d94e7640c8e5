//! Helpers of the canary tests, which are written by hand.

use super::secrets::{in_errors, in_models, in_requests, in_responses};
use crate::{
    model::{Api, Returns},
    rust::features::cfg,
};
use proc_macro2::TokenStream;

/// Module that is written by hand.
pub(super) struct Helper {
    /// Name of the module.
    pub(super) name: &'static str,
    /// Its source.
    pub(super) text: &'static str,
    /// Feature with which it exists, if not always.
    feature: Option<&'static str>,
    /// Returns `true` if an API needs it. Unused code would make the emitted crate warn.
    is_needed: fn(&Api) -> bool,
}

impl Helper {
    /// Returns the attribute of its declaration.
    pub(super) fn cfg(&self) -> TokenStream {
        self.feature
            .map(|feature| cfg([feature]))
            .unwrap_or_default()
    }
}

/// Returns the helpers that an API needs.
pub(super) fn needed(api: &Api) -> impl Iterator<Item = &'static Helper> {
    HELPERS.iter().filter(|helper| (helper.is_needed)(api))
}

macro_rules! helper {
    ($name:literal, $folder:literal, $feature:expr, $is_needed:expr) => {
        Helper {
            name: $name,
            text: include_str!(concat!(
                "../../../../runtime/tests/",
                $folder,
                "/",
                $name,
                ".rs"
            )),
            feature: $feature,
            is_needed: $is_needed,
        }
    };
}

/// All helpers, by their names.
const HELPERS: &[Helper] = &[
    helper!("canary", "canaries", None, |_| true),
    helper!("error", "canaries", None, in_errors),
    helper!("model", "canaries", None, |api| in_models(api)
        || returns_any(api)),
    helper!("returns", "canaries", None, returns_any),
    helper!("returns_by_status", "canaries", None, |api| {
        in_responses(api, |returns| matches!(returns, Returns::ByStatus(_)))
    }),
    helper!("returns_events", "canaries", None, |api| {
        in_responses(api, |returns| matches!(returns, Returns::Events(_)))
    }),
    helper!("returns_lines", "canaries", None, |api| {
        in_responses(api, |returns| matches!(returns, Returns::Lines(_)))
    }),
    helper!("returns_page", "canaries", None, |api| {
        in_responses(api, |returns| matches!(returns, Returns::Pages(_)))
    }),
    helper!("returns_value", "canaries", None, |api| {
        in_responses(api, |returns| matches!(returns, Returns::Value(_)))
    }),
    helper!("sends", "canaries", None, in_requests),
    helper!("spans", "support", Some("tracing"), |_| true),
];

fn returns_any(api: &Api) -> bool {
    in_responses(api, |_| true)
}
