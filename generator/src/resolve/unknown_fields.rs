//! Fields that are not described, which models may keep.

use super::{
    files::Files,
    names::name_of,
    reporter::Reporter,
    scope::{Named, Scope},
};
use crate::{
    diagnostic::{Code, Diagnostic},
    names::Role,
    syntax::{ModelDecl, UnknownFieldsDecl},
};

/// Name of the field that keeps them.
const FIELD: &str = "unknown_fields";

/// Returns `true` if a model keeps unknown fields, and reports `unknown_fields:` without effect. The setting of
/// the API is the default.
pub(super) fn keeps(
    reporter: &Reporter,
    files: &Files,
    model: &ModelDecl,
    scope: &mut Scope,
) -> bool {
    let of_api = files.api.as_ref();
    let of_api = of_api.and_then(|api| api.unknown_fields.as_ref());
    let default = of_api.map_or(UnknownFieldsDecl::Drop, |of_api| of_api.value);
    if let Some(own) = &model.unknown_fields {
        let message = if model.additional.is_some() {
            Some("`unknown_fields` has no effect: `additional` keeps all other keys".to_owned())
        } else {
            (own.value == default).then(|| match default {
                UnknownFieldsDecl::Keep => {
                    "`unknown_fields: keep` has no effect: it is set for the whole API".to_owned()
                }
                UnknownFieldsDecl::Drop => {
                    "`unknown_fields: drop` has no effect: the API does not keep them".to_owned()
                }
            })
        };
        if let Some(message) = message {
            let help = "remove `unknown_fields:`";
            reporter.report(Diagnostic::at(
                Code::RedundantOverride,
                own.span,
                message,
                help,
            ));
            return false;
        }
    }
    let setting = model.unknown_fields.as_ref().or(of_api);
    let Some(setting) = setting.filter(|setting| setting.value == UnknownFieldsDecl::Keep) else {
        return false;
    };
    if model.additional.is_some() {
        return false;
    }
    name_of(reporter, Role::Field, FIELD, setting.span, None)
        .is_some_and(|name| scope.claim(reporter, Named::Fixed, &name, setting.span))
}
