//! Routes: `GET /{id}` behind the path of the resource.

use crate::{
    diagnostic::{Code, Diagnostic},
    model::{Route, Verb},
    resolve::reporter::Reporter,
    source::Spanned,
    syntax::nearest,
};

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
    let path = format!(
        "{}{}",
        base.map_or("", |base| base.trim_end_matches('/')),
        suffix.trim()
    );
    match parameters(&path) {
        Ok(params) => Some((Route { verb: verb?, path }, params)),
        // A text that does not even begin like a route has got its message.
        Err(_) if verb.is_none() => None,
        Err((code, problem)) => {
            let help = "write a method and a path, such as `GET /{id}` or `POST /{id}:archive`";
            let diagnostic = Diagnostic::at(
                code,
                text.span,
                format!("an illegal route: {problem}"),
                help,
            );
            reporter.report(match base {
                Some(base) => diagnostic
                    .label(format!("this makes `{path}`"))
                    .other(base.span, "the resource's path"),
                None => diagnostic,
            });
            None
        }
    }
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
            "" => "an empty route".to_owned(),
            word if word.starts_with('/') => "the route has no HTTP method".to_owned(),
            word => format!("unknown HTTP method `{word}`"),
        };
        reporter.report(Diagnostic::at(Code::UnknownVerb, text.span, message, help));
    }
    found
}
/// Returns the parameters of a path, or the problem with it.
fn parameters(path: &str) -> Result<Vec<String>, (Code, String)> {
    let illegal = |reason: String| Err((Code::IllegalRoute, reason));
    if !path.starts_with('/') {
        return illegal("the path does not start with `/`".to_owned());
    }
    let mut params: Vec<String> = Vec::new();
    if path == "/" {
        return Ok(params);
    }
    for segment in path[1..].split('/') {
        if segment.is_empty() {
            return illegal("a part of the path is empty".to_owned());
        }
        let (param, literal) = match segment.strip_prefix('{') {
            Some(rest) => match rest.split_once('}') {
                Some((param, literal)) => (Some(param), literal),
                None => return illegal(format!("`{{` is not closed in `{segment}`")),
            },
            None => (None, segment),
        };
        if let Some(param) = param {
            if param.is_empty()
                || !param
                    .chars()
                    .all(|c| c.is_ascii_alphanumeric() || "_-".contains(c))
            {
                return illegal(format!("`{param}` is no name of a parameter"));
            }
            if params.iter().any(|known| known == param) {
                return Err((
                    Code::ParamTwice,
                    format!("the parameter `{param}` stands twice"),
                ));
            }
            params.push(param.to_owned());
            if !literal.is_empty() && !literal.starts_with(':') {
                return illegal(format!(
                    "`{literal}` stands behind a parameter; only `:verb` may"
                ));
            }
        }
        if literal == "." || literal == ".." {
            return illegal(format!("`{literal}` would leave the path"));
        }
        if let Some(bad) = literal
            .chars()
            .find(|c| !c.is_ascii_alphanumeric() && !"-._~!$&'()*+,;=:@".contains(*c))
        {
            return illegal(format!("`{}` may not stand in a path", bad.escape_debug()));
        }
    }
    Ok(params)
}
