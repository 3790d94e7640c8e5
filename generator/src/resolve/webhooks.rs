//! Events that are sent to webhooks.

mod prefix;
mod signature;
mod signed;
mod timestamp;

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
    let described = api.webhooks.as_ref()?;
    let signature = described.signature.as_ref();
    let signature = signature.map(|of| signature::resolve(types.reporter, of));
    let event = &described.event;
    match types.value_type(event)? {
        Type::Model(id) if matches!(models.shape(id), Shape::Union(_)) => Some(Webhooks {
            event: id,
            env: text(api.env.webhook_secret.as_ref()),
            signature: match signature {
                Some(signature) => Some(signature?),
                None => None,
            },
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
