//! `without`: query parameters and headers of the resource and headers of the API that a method leaves out.

use super::{described_query, method_scope::MethodScope};
use crate::{
    diagnostic::{Code, Diagnostic},
    source::Spanned,
    syntax::{HeaderDecl, MethodDecl, Shorthand, nearest},
};

/// Returns `true` if a method leaves out a header of its resource or of the API.
pub(super) fn leaves_out(method: &MethodDecl, header: &str) -> bool {
    let mut words = method.without.iter();
    words.any(|word| word.eq_ignore_ascii_case(header))
}

/// Reports names of nothing that the method would have otherwise.
pub(super) fn check(scope: &MethodScope<'_, '_>) {
    let mut seen: Vec<&str> = Vec::new();
    for word in &scope.method.without {
        let problem = if seen.contains(&word.value.as_str()) {
            Some((
                format!("`without` names `{}` twice", word.value),
                "remove it once".to_owned(),
            ))
        } else {
            problem(scope, word)
        };
        seen.push(&word.value);
        if let Some((message, help)) = problem {
            let diagnostic = Diagnostic::at(Code::BadWithout, word.span, message, help);
            scope.reporter().report(diagnostic);
        }
    }
}

/// Returns what is wrong with a name, and a remedy.
fn problem(scope: &MethodScope<'_, '_>, word: &Spanned<String>) -> Option<(String, String)> {
    let name = &word.value;
    let method = scope.method;
    let mut headers = method.headers.entries.iter();
    if headers.any(|(key, _)| is_header(key, name)) || described_query::has_own(method, name) {
        let message = format!("the method describes `{name}` itself");
        let help =
            "remove it from `without`: what a method describes replaces that of its resource";
        return Some((message, help.to_owned()));
    }
    let settings = scope.definitions.settings;
    let of_api = settings.map_or(&[][..], |settings| &settings.described_headers.entries);
    let of_resource = &scope.resource.headers.entries;
    let is_constant = |(key, decl): &(Spanned<String>, Shorthand<HeaderDecl>)| {
        is_header(key, name) && decl.ty.is_none()
    };
    if of_api.iter().any(is_constant) {
        let message = format!("`{name}` is a constant header of the API, which all requests have");
        let help = "remove it from `without`, or give the method another value under `headers:`";
        return Some((message, help.to_owned()));
    }
    let mut known: Vec<&str> = described_query::shared_names(scope.resource).collect();
    let headers = of_resource.iter().chain(of_api);
    if known.contains(&name.as_str()) || headers.clone().any(|(key, _)| is_header(key, name)) {
        return None;
    }
    known.extend(headers.map(|(key, _)| key.strip_suffix('?').unwrap_or(key)));
    let message = format!("the resource has neither a query parameter nor a header `{name}`");
    let help = match nearest(name, known.into_iter()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "name a key under `query:` or `headers:` of the resource, or under `headers:` in `api.yaml`".to_owned(),
    };
    Some((message, help))
}

/// Returns `true` if a key is that of the header with this name.
fn is_header(key: &str, name: &str) -> bool {
    key.strip_suffix('?')
        .unwrap_or(key)
        .eq_ignore_ascii_case(name)
}
