//! Request headers as they are described: those of the API, of the resource and of the method.

use super::{method_scope::MethodScope, without::leaves_out};
use crate::{
    diagnostic::{Code, Diagnostic},
    resolve::head::request_header_name,
    source::Spanned,
    syntax::HeaderDecl,
};

/// A header as it is described, under its name in lower case.
pub(super) struct DescribedHeader<'a> {
    pub(super) name: String,
    pub(super) key: &'a Spanned<String>,
    pub(super) decl: &'a HeaderDecl,
    level: Level,
}

impl DescribedHeader<'_> {
    /// Returns `true` if `api.yaml` describes it.
    pub(super) fn is_of_api(&self) -> bool {
        self.level == Level::Api
    }
}

/// Place where a header is described.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Level {
    Api,
    Resource,
    Method,
}

/// Returns the headers of a method. What it describes replaces a header of its resource, and that one a header of the API.
pub(super) fn described<'d, 'a: 'd, 'm: 'd>(
    scope: &MethodScope<'a, 'm>,
) -> Vec<DescribedHeader<'d>> {
    let settings = scope.definitions.settings;
    let of_api = settings.map(|settings| &settings.described_headers);
    let auth = settings.map(|settings| &settings.head.auth);
    let levels = [
        (of_api, Level::Api),
        (Some(&scope.resource.headers), Level::Resource),
        (Some(&scope.method.headers), Level::Method),
    ];
    let mut described: Vec<DescribedHeader<'_>> = Vec::new();
    for (entries, level) in levels {
        for (key, decl) in entries.map_or(&[][..], |entries| &entries.entries) {
            let word = Spanned {
                value: key.strip_suffix('?').unwrap_or(key).to_owned(),
                span: key.span,
            };
            let new = DescribedHeader {
                name: request_header_name(scope.reporter(), &word, auth),
                key,
                decl,
                level,
            };
            if level != Level::Method && leaves_out(scope.method, &new.name) {
                continue;
            }
            match described.iter_mut().find(|other| other.name == new.name) {
                Some(other) if other.level == level => report_twice(scope, other, &new),
                Some(other) => *other = new,
                None => described.push(new),
            }
        }
    }
    described
}

/// Reports a header that one place describes twice: the case of its name does not count.
fn report_twice(
    scope: &MethodScope<'_, '_>,
    first: &DescribedHeader<'_>,
    second: &DescribedHeader<'_>,
) {
    let message = format!("the header `{}` is described twice", second.name);
    let help = "remove one of them: the case of the name of a header does not count";
    let diagnostic = Diagnostic::at(Code::SentTwice, second.key.span, message, help);
    let diagnostic = diagnostic.other(first.key.span, "the other one");
    scope.reporter().report(diagnostic);
}
