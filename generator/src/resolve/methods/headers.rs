//! Request headers of a method: constants and parameters.

use super::{
    described_headers::described, header_constants::constant_of, header_params::param,
    method_scope::MethodScope,
};
use crate::{
    diagnostic::{Code, Diagnostic},
    model::{ConstantHeader, HeaderParam, Returns},
    resolve::head::accepts,
};

/// Headers of the requests of a method.
pub(super) struct RequestHeaders {
    /// Those that are always sent, without those of the API.
    pub(super) constants: Vec<ConstantHeader>,
    pub(super) params: Vec<HeaderParam>,
}

/// Resolves the headers. `idempotency_key` is the header of the idempotency key, which the method cannot describe again.
pub(super) fn headers(
    scope: &mut MethodScope<'_, '_>,
    returns: Option<&Returns>,
    idempotency_key: Option<&HeaderParam>,
) -> RequestHeaders {
    let mut headers = RequestHeaders {
        constants: accepted(scope, returns).into_iter().collect(),
        params: Vec::new(),
    };
    for header in described(scope) {
        let is_taken = idempotency_key.is_some_and(|key| key.name.wire() == header.name);
        if is_taken {
            let key = &header.key.value;
            let message = format!("`{key}` is already the header of the idempotency key");
            let help = "remove it here; `idempotency: none` leaves out the key";
            let diagnostic = Diagnostic::at(Code::HeaderForm, header.key.span, message, help);
            scope.reporter().report(diagnostic);
        } else if let Some(value) = constant_of(scope, &header) {
            if !header.is_of_api() {
                let name = header.name;
                headers.constants.push(ConstantHeader { name, value });
            }
        } else if header.decl.ty.is_some() {
            headers.params.extend(param(scope, &header));
        }
    }
    headers
}

/// Resolves `accepts:` of the method, else of its resource. A stream of events is always asked for as such.
fn accepted(scope: &MethodScope<'_, '_>, returns: Option<&Returns>) -> Option<ConstantHeader> {
    let is_stream = matches!(returns, Some(Returns::Events(_)));
    if let Some(own) = scope.method.accepts.as_ref().filter(|_| is_stream) {
        let message =
            "`accepts` has no effect: a stream of events has the media type `text/event-stream`";
        let code = Code::RedundantOverride;
        let diagnostic = Diagnostic::at(code, own.span, message, "remove `accepts:`");
        scope.reporter().report(diagnostic);
    }
    let media_type = scope
        .method
        .accepts
        .as_ref()
        .or(scope.resource.accepts.as_ref());
    media_type
        .filter(|_| !is_stream)
        .and_then(|media_type| accepts(scope.reporter(), media_type))
}
