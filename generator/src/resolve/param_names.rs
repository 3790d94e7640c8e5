//! Names of path parameters, compared between the routes of a resource.

use super::reporter::Reporter;
use crate::{
    diagnostic::{Code, Diagnostic},
    model::{Method, ParamSource},
    source::Span,
    syntax::{self, MethodDecl, ResourceFile},
};
use std::collections::HashMap;

/// Reports a parameter that is described nowhere, where another route of the same form has one that is described: its name is
/// misspelled.
pub(super) fn check(reporter: &Reporter, resource: &ResourceFile, methods: &[Method]) {
    let entries = &resource.methods.entries;
    let find = |method: &Method| {
        let found = entries
            .iter()
            .find(|(key, _)| key.value == method.name.wire());
        found.map(|(_, described)| described)
    };
    let methods: Vec<_> = methods
        .iter()
        .filter_map(|method| Some((method, find(method)?)))
        .collect();
    let mut described = HashMap::new();
    for (method, syntax) in &methods {
        for (index, wire) in arguments(method) {
            if let Some(place) = place(resource, syntax, wire) {
                let form = form(&method.route.path);
                described.entry((form, index)).or_insert((wire, place));
            }
        }
    }
    for (method, syntax) in &methods {
        for (index, wire) in arguments(method) {
            let other = described.get(&(form(&method.route.path), index));
            let other = other.filter(|(meant, _)| *meant != wire);
            if let (None, Some((meant, place))) = (self::place(resource, syntax, wire), other) {
                let message = format!(
                    "`{{{wire}}}` is described nowhere, and other routes have `{{{meant}}}` in its place"
                );
                let help = format!("write `{{{meant}}}`, or describe `{wire}` in `params:`");
                reporter.report(
                    Diagnostic::at(Code::ParamUnused, syntax.route.span, message, help)
                        .other(*place, format!("`{meant}` is described here")),
                );
            }
        }
    }
}

/// Returns the parameters that are arguments, with their places in the path.
fn arguments(method: &Method) -> impl Iterator<Item = (usize, &str)> {
    let params = method.params.iter().enumerate();
    params.filter_map(|(index, param)| match param.source {
        ParamSource::Argument(_) => Some((index, param.name.wire())),
        ParamSource::Client | ParamSource::Handle => None,
    })
}

/// Returns the place where a parameter is described.
fn place(resource: &ResourceFile, method: &MethodDecl, wire: &str) -> Option<Span> {
    let of = |params: &syntax::Entries<syntax::Shorthand<syntax::ParamDecl>>| {
        let found = params.entries.iter().find(|(key, _)| key.value == wire);
        found.map(|(key, _)| key.span)
    };
    of(&method.params).or_else(|| of(&resource.params))
}

/// Returns a path with nameless parameters, without a custom verb and without a slash at the end.
fn form(path: &str) -> String {
    let mut form = String::new();
    let mut rest = path;
    while let Some((literal, param)) = rest.split_once('{') {
        form += literal;
        form += "{}";
        rest = param.split_once('}').map_or("", |(_, rest)| rest);
    }
    form += rest.split_once(':').map_or(rest, |(literal, _)| literal);
    form.trim_end_matches('/').to_owned()
}
