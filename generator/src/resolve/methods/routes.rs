//! Routes of methods. The path of the resource comes before the path of the route.

use super::segments::{self, PathProblem, RouteParam};
use crate::{
    diagnostic::{Code, Diagnostic},
    model::{Route, Verb},
    resolve::reporter::Reporter,
    source::Spanned,
    syntax::nearest,
};

/// Remedy for a route that does not have the form of one.
const FORM: &str = "write an HTTP method and a path, such as `GET /{id}` or `POST /{id}:archive`";

/// Resolves the route of a method. Returns it with its parameters in order.
pub(super) fn route(
    reporter: &Reporter,
    base: Option<&Spanned<String>>,
    text: &Spanned<String>,
) -> Option<(Route, Vec<RouteParam>)> {
    let (word, suffix) = text
        .trim()
        .split_once(char::is_whitespace)
        .unwrap_or((text.trim(), ""));
    let verb = verb(reporter, word, text);
    let path = join(base.map_or("", |base| base.value.as_str()), suffix.trim());
    match parameters(&path) {
        Ok(params) => Some((Route { verb: verb?, path }, params)),
        // A route without an HTTP method has already been reported.
        Err(_) if verb.is_none() => None,
        Err(problem) => {
            let message = format!("invalid route: {}", problem.message);
            let help = match base {
                Some(base) if !base.starts_with('/') => "start `path` of the resource with `/`",
                Some(_) | None => problem.help,
            };
            let diagnostic = Diagnostic::at(problem.code, text.span, message, help);
            reporter.report(match base {
                Some(base) => diagnostic
                    .label(format!("the whole path is `{path}`"))
                    .other(base.span, "`path` of the resource"),
                None => diagnostic,
            });
            None
        }
    }
}

/// Appends the path of a route to the path of its resource. A `/` at the end of the whole path is kept; where both paths
/// have one between them, there is one.
fn join(base: &str, suffix: &str) -> String {
    let base = match base.strip_suffix('/') {
        Some(base) if suffix.starts_with('/') => base,
        Some(_) | None => base,
    };
    format!("{base}{suffix}")
}

fn verb(reporter: &Reporter, word: &str, text: &Spanned<String>) -> Option<Verb> {
    let found = Verb::ALL.into_iter().find(|verb| verb.as_str() == word);
    if found.is_none() {
        let known = Verb::ALL.map(Verb::as_str);
        let help = match nearest(&word.to_ascii_uppercase(), known.into_iter()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("start the route with one of {}", known.join(", ")),
        };
        let message = match word {
            "" => "`route` is empty".to_owned(),
            word if word.starts_with('/') => "the route has no HTTP method".to_owned(),
            word => format!("unknown HTTP method `{word}`"),
        };
        reporter.report(Diagnostic::at(Code::UnknownVerb, text.span, message, help));
    }
    found
}

/// Returns the parameters of a path, or the problem with it.
fn parameters(path: &str) -> Result<Vec<RouteParam>, PathProblem> {
    let Some(segments) = path.strip_prefix('/') else {
        return Err(PathProblem::invalid(
            "the path does not start with `/`",
            FORM,
        ));
    };
    let mut params: Vec<RouteParam> = Vec::new();
    // Only the last segment may be empty, so that a path may end with `/`.
    let segments = segments.strip_suffix('/').unwrap_or(segments);
    if segments.is_empty() && path == "/" {
        return Ok(params);
    }
    for segment in segments.split('/') {
        for param in segments::parameters(segment)? {
            if params.iter().any(|known| known.wire == param.wire) {
                return Err(PathProblem {
                    code: Code::ParamTwice,
                    message: format!("the parameter `{}` is used twice", param.wire),
                    help: "rename one of the two parameters",
                });
            }
            params.push(param);
        }
    }
    Ok(params)
}
