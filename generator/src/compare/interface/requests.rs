//! Types of requests, which are one type of the runtime under names of their own.

use super::{item::Member, signature::compact};
use syn::{GenericArgument, PathArguments, Type};

/// Returns what a type of a request has besides its setters: the methods that send it, by what they return. `None` if the type
/// is not that of a request.
pub(super) fn methods(ty: &Type) -> Option<Vec<(Member, String)>> {
    let returns = arguments(ty, "RequestBuilder")?.into_iter().nth(1)?;
    let optional =
        arguments(returns, "Optional").and_then(|arguments| arguments.into_iter().next());
    let function = |name: &str| Member::Function(name.to_owned());
    let mut methods = Vec::new();
    if optional.is_some() {
        methods.push((function("optional"), String::new()));
    }
    let sent = compact(optional.unwrap_or(returns));
    methods.push((function("send"), format!("fn(self) -> {sent}")));
    Some(methods)
}

/// Returns the arguments of the type with a name; `None` for other types.
fn arguments<'a>(ty: &'a Type, name: &str) -> Option<Vec<&'a Type>> {
    let Type::Path(path) = ty else { return None };
    let last = path.path.segments.last()?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else {
        return None;
    };
    let types = arguments.args.iter().filter_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    });
    (last.ident == name).then(|| types.collect())
}
