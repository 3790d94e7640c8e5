//! Names of a method, of its request type, and of its result type.

use crate::{
    names::{Name, Role},
    resolve::{
        names::{name, name_of},
        reporter::Reporter,
    },
    source::{Span, Spanned},
    syntax::MethodDecl,
};

/// Names of a method.
pub(in crate::resolve) struct MethodNames {
    pub(in crate::resolve) method: Name,
    /// Name of its request type, and the place that decides about it.
    pub(in crate::resolve) request: Name,
    pub(in crate::resolve) place: Span,
    /// Name of the enum that it returns, if its responses are of several kinds.
    pub(in crate::resolve) result: Name,
}

/// Returns the names of a method of the resource with this handle, if nothing is wrong with them.
pub(in crate::resolve) fn names(
    reporter: &Reporter,
    handle: &Name,
    key: &Spanned<String>,
    syntax: &MethodDecl,
) -> Option<MethodNames> {
    let spelled = syntax.rust.as_ref();
    let of_method = spelled.and_then(|names| names.method.as_ref());
    let of_request = spelled.and_then(|names| names.request.as_ref());
    let method = name(reporter, Role::Method, key, of_method)?;
    let operation = format!("{}.{}", handle.wire(), method.rust());
    let request = name_of(reporter, Role::Request, &operation, key.span, of_request)?;
    let of_result = format!("{}Outcome", request.rust());
    let result = name_of(reporter, Role::Request, &of_result, key.span, None)?;
    Some(MethodNames {
        method,
        request,
        place: of_request.map_or(key.span, |spelled| spelled.span),
        result,
    })
}
