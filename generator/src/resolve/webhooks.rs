//! Events that are sent to webhooks.

use super::{files::text, shaped::ShapedModels, types::TypeScope};
use crate::{
    diagnostic::{Code, Diagnostic},
    model::{Shape, Type, Webhooks},
    syntax,
};

/// Resolves `webhooks:`.
pub(super) fn resolve(
    types: &mut TypeScope<'_, '_>,
    models: &ShapedModels,
    api: &syntax::ApiFile,
) -> Option<Webhooks> {
    let event = api.webhooks.as_ref()?;
    match types.value_type(event)? {
        Type::Model(id) if matches!(models.shape(id), Shape::Union(_)) => Some(Webhooks {
            event: id,
            env: text(api.env.webhook_secret.as_ref()),
        }),
        Type::Model(_)
        | Type::Scalar(_)
        | Type::Mask(_)
        | Type::List(_)
        | Type::Map(_)
        | Type::Nullable(_) => {
            types.reporter.report(Diagnostic::at(
                Code::BadWebhooks,
                event.span,
                "`webhooks` needs a union",
                "write the name of a model with `tag:` and `variants:`, one variant for each event",
            ));
            None
        }
    }
}
