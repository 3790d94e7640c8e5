//! Authentication: schemes of the API and of its methods, and the combinations of them that methods take.

use super::{
    auth_schemes::Collector,
    described_auth::{Described, of_api, of_method},
    environment,
};
use crate::{
    diagnostic::{Code, Diagnostic},
    model::{Alternatives, Auth},
    resolve::{files::Files, reporter::Reporter, scope::Scope},
    source::Span,
    syntax,
};

/// Authentication of methods that do not take that of the API, each with its place.
pub(in crate::resolve) type OfMethods = Vec<(Span, Alternatives)>;

/// Resolves `auth:` of the API and of all methods. `scope` has the names of other methods of the builder.
pub(super) fn auth(
    reporter: &Reporter,
    api: &syntax::ApiFile,
    files: &Files,
    scope: &mut Scope,
) -> (Auth, OfMethods) {
    let mut collector = Collector::new(reporter, api, scope);
    let alternatives = combine(&mut collector, api.auth.span, &of_api(&api.auth));
    let mut of_methods = Vec::new();
    let resources = files
        .resources
        .iter()
        .filter_map(|input| input.syntax.as_ref());
    let methods = resources.flat_map(|resource| &resource.methods.entries);
    for (_, method) in methods {
        if let Some(decl) = &method.auth {
            let own = combine(&mut collector, decl.span, &of_method(decl));
            if own == alternatives {
                let message = "`auth` has no effect: the method has the same without it";
                let help = "remove `auth:`";
                reporter.report(Diagnostic::at(
                    Code::RedundantOverride,
                    decl.span,
                    message,
                    help,
                ));
            }
            of_methods.push((decl.span, own));
        }
    }
    let schemes = collector.finish();
    environment::check_use(reporter, api, &schemes);
    let auth = Auth {
        schemes,
        alternatives,
    };
    (auth, of_methods)
}

/// Returns the combinations, those without credentials last.
fn combine(collector: &mut Collector<'_>, span: Span, described: &Described<'_>) -> Alternatives {
    let Described::Any(choices) = described else {
        return combination(collector, span, described)
            .into_iter()
            .collect();
    };
    collector.check_number("any", span, choices.len());
    let mut alternatives: Alternatives = Vec::new();
    for (span, choice) in choices {
        let Some(combination) = combination(collector, *span, choice) else {
            continue;
        };
        if alternatives.contains(&combination) {
            collector.report(
                *span,
                "`any` names the same credentials twice",
                "remove them once",
            );
        }
        alternatives.push(combination);
    }
    alternatives.sort_by_key(Vec::is_empty);
    alternatives
}

/// Returns the schemes of a combination; `None` if it is wrong.
fn combination(
    collector: &mut Collector<'_>,
    span: Span,
    described: &Described<'_>,
) -> Option<Vec<usize>> {
    match described {
        Described::None => Some(Vec::new()),
        Described::All(parts) => {
            collector.check_number("all", span, parts.len());
            let mut schemes: Vec<usize> = Vec::new();
            for (span, part) in parts {
                if let Some(scheme) = collector.scheme(*span, part, "all") {
                    collector.check_place(*span, scheme, &schemes);
                    schemes.push(scheme);
                }
            }
            (!schemes.is_empty()).then_some(schemes)
        }
        Described::Bearer
        | Described::Basic
        | Described::Header(_)
        | Described::Query(_)
        | Described::OAuth2(_)
        | Described::Any(_) => Some(vec![collector.scheme(span, described, "any")?]),
    }
}
