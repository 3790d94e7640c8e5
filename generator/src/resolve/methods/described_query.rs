//! Query parameters as they are described: those of the resource and of the method.

use crate::{
    diagnostic::{Code, Diagnostic},
    resolve::{fields::wire, reporter::Reporter},
    source::Spanned,
    syntax::{FieldDecl, MethodDecl, ResourceFile},
};

/// A query parameter as it is described, with its key.
type DescribedParam<'a> = (&'a Spanned<String>, &'a FieldDecl);

/// Returns the query parameters of a method. What it describes replaces a parameter of its resource with the same name.
pub(super) fn described<'a>(
    resource: &'a ResourceFile,
    method: &'a MethodDecl,
) -> Vec<DescribedParam<'a>> {
    let (mut described, own) = (Vec::new(), params(method));
    for shared in of_resource(resource) {
        let name = name(shared);
        let is_replaced = own.iter().any(|own| self::name(*own) == name);
        if !is_replaced && !method.without.iter().any(|word| word.value == name) {
            described.push(shared);
        }
    }
    described.extend(own);
    described
}

/// Returns the names of the query parameters of a resource.
pub(super) fn shared_names(resource: &ResourceFile) -> impl Iterator<Item = &str> {
    of_resource(resource).map(name)
}

/// Returns `true` if a method itself describes a query parameter.
pub(super) fn has_own(method: &MethodDecl, name: &str) -> bool {
    params(method)
        .into_iter()
        .any(|own| self::name(own) == name)
}

/// Reports query parameters of the resource that no method has.
pub(in crate::resolve) fn check_used(reporter: &Reporter, resource: &ResourceFile) {
    let methods = &resource.methods.entries;
    for shared in of_resource(resource) {
        let (key, decl) = shared;
        let has_it = |method| {
            let mut described = described(resource, method).into_iter();
            described.any(|(_, other)| std::ptr::eq(other, decl))
        };
        if !methods.iter().any(|(_, method)| has_it(method)) {
            let message = format!("no method has the query parameter `{}`", name(shared));
            let help = "remove it: each method of this resource replaces it or leaves it out";
            reporter.report(Diagnostic::at(Code::ParamUnused, key.span, message, help));
        }
    }
}

fn of_resource(resource: &ResourceFile) -> impl Iterator<Item = DescribedParam<'_>> {
    let entries = resource.query.entries.iter();
    entries.map(|(key, field)| (key, &**field))
}

fn params(method: &MethodDecl) -> Vec<DescribedParam<'_>> {
    let entries = method.query.entries.iter();
    entries.map(|(key, field)| (key, &**field)).collect()
}

/// Returns the name of a parameter on the wire.
fn name((key, field): DescribedParam<'_>) -> &str {
    wire(key, field).0
}
