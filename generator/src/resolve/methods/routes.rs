//! Routes of methods. The path of the resource comes before the path of the route.

use crate::{
    diagnostic::{Code, Diagnostic},
    model::{Route, Verb},
    resolve::reporter::Reporter,
    source::Spanned,
    syntax::nearest,
};

/// Remedy for a route that does not have the form of one.
const FORM: &str = "write an HTTP method and a path, such as `GET /{id}` or `POST /{id}:archive`";

/// Problem of a path: its code, its message and its remedy.
struct PathProblem {
    code: Code,
    message: String,
    help: &'static str,
}

/// Resolves the route of a method. Returns it with the names of its parameters in order.
pub(super) fn route(
    reporter: &Reporter,
    base: Option<&Spanned<String>>,
    text: &Spanned<String>,
) -> Option<(Route, Vec<String>)> {
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
fn parameters(path: &str) -> Result<Vec<String>, PathProblem> {
    let Some(segments) = path.strip_prefix('/') else {
        return invalid("the path does not start with `/`", FORM);
    };
    let mut params: Vec<String> = Vec::new();
    // Only the last segment may be empty, so that a path may end with `/`.
    let segments = segments.strip_suffix('/').unwrap_or(segments);
    if segments.is_empty() && path == "/" {
        return Ok(params);
    }
    for segment in segments.split('/') {
        if let Some(param) = parameter(segment)? {
            if params.iter().any(|known| known == param) {
                return Err(PathProblem {
                    code: Code::ParamTwice,
                    message: format!("the parameter `{param}` is used twice"),
                    help: "rename one of the two parameters",
                });
            }
            params.push(param.to_owned());
        }
    }
    Ok(params)
}

/// Returns the parameter of a segment, if it has one, or the problem with the segment.
fn parameter(segment: &str) -> Result<Option<&str>, PathProblem> {
    if segment.is_empty() {
        return invalid("the path has an empty segment", "remove one `/`");
    }
    let (param, literal) = match segment.strip_prefix('{') {
        Some(rest) => match rest.split_once('}') {
            Some((param, literal)) => (Some(param), literal),
            None => return invalid(format!("`{segment}` has no closing `}}`"), "add `}`"),
        },
        None => (None, segment),
    };
    if let Some(param) = param {
        let is_legal = |c: char| c.is_ascii_alphanumeric() || "_-".contains(c);
        if param.is_empty() || !param.chars().all(is_legal) {
            let message = format!("`{{{param}}}` does not have a valid parameter name");
            return invalid(
                message,
                "use ASCII letters, digits, `_` and `-` for the name",
            );
        }
        if !literal.is_empty() && !literal.starts_with(':') {
            let message = format!("`{literal}` follows a parameter in the same segment");
            return invalid(
                message,
                "make the whole segment a parameter, and let callers pass all of it; only `:verb` can follow a parameter",
            );
        }
    }
    let plain = literal.replace("%2e", ".").replace("%2E", ".");
    if plain == "." || plain == ".." {
        return invalid(
            format!("the segment `{literal}` is not allowed"),
            "write the path without it",
        );
    }
    let is_legal = |c: char| c.is_ascii_alphanumeric() || "-._~!$&'()*+,;=:@".contains(c);
    match without_escapes(literal).chars().find(|c| !is_legal(*c)) {
        Some('{' | '}') => invalid(
            format!("`{segment}` is not a whole parameter"),
            "make the whole segment a parameter, such as `/{id}`, and let callers pass all of it",
        ),
        Some(bad) => invalid(
            format!("`{}` is not allowed in a path", bad.escape_debug()),
            "percent-encode the character, such as `%C3%B6` for `ö`; describe query parameters in `query:`",
        ),
        None => Ok(param),
    }
}

/// Returns a text without its percent-encoded bytes.
fn without_escapes(text: &str) -> String {
    let mut parts = text.split('%');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let is_escape = part.len() > 1 && part.bytes().take(2).all(|b| b.is_ascii_hexdigit());
        match part.get(2..).filter(|_| is_escape) {
            Some(rest) => plain.push_str(rest),
            None => {
                plain.push('%');
                plain.push_str(part);
            }
        }
    }
    plain
}

fn invalid<T>(message: impl Into<String>, help: &'static str) -> Result<T, PathProblem> {
    Err(PathProblem {
        code: Code::IllegalRoute,
        message: message.into(),
        help,
    })
}
