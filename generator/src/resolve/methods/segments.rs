//! Segments of paths: text, with parameters in it.

use crate::{
    diagnostic::Code,
    urls::{is_dots, without_escapes},
};

/// Parameter of a route.
pub(super) struct RouteParam {
    /// Name on the wire.
    pub(super) wire: String,
    /// Whether slashes in its value are kept.
    pub(super) keeps_slashes: bool,
}

/// Problem of a path: its code, its message and its remedy.
pub(super) struct PathProblem {
    pub(super) code: Code,
    pub(super) message: String,
    pub(super) help: &'static str,
}

impl PathProblem {
    /// Creates a problem of the form of a path.
    pub(super) fn invalid(message: impl Into<String>, help: &'static str) -> Self {
        Self {
            code: Code::IllegalRoute,
            message: message.into(),
            help,
        }
    }
}

/// Returns the parameters of a segment, or the problem with the segment.
pub(super) fn parameters(segment: &str) -> Result<Vec<RouteParam>, PathProblem> {
    if segment.is_empty() {
        let message = "the path has an empty segment";
        return Err(PathProblem::invalid(message, "remove one `/`"));
    }
    let mut params: Vec<RouteParam> = Vec::new();
    let mut rest = segment;
    while let Some((literal, begun)) = rest.split_once('{') {
        let Some((name, after)) = begun.split_once('}') else {
            let message = format!("`{segment}` has no closing `}}`");
            return Err(PathProblem::invalid(message, "add `}`"));
        };
        check_literal(literal)?;
        let param = parameter(name)?;
        if let Some(before) = params.last().filter(|_| literal.is_empty()) {
            let message = format!("nothing separates `{{{}}}` from `{{{name}}}`", before.wire);
            let help = "write text between the two parameters, or make them one parameter";
            return Err(PathProblem::invalid(message, help));
        }
        params.push(param);
        rest = after;
    }
    check_literal(rest)?;
    let keeps_slashes = params.iter().any(|param| param.keeps_slashes);
    let is_alone = segment.starts_with('{') && params.len() == 1;
    if keeps_slashes && !(is_alone && (rest.is_empty() || rest.starts_with(':'))) {
        let message = format!("a parameter with `*` is only a part of the segment `{segment}`");
        let help =
            "make the whole segment a parameter, such as `/{path*}`; only `:verb` can follow it";
        return Err(PathProblem::invalid(message, help));
    }
    if is_dots(segment) {
        let message = format!("the segment `{segment}` is not allowed");
        return Err(PathProblem::invalid(message, "write the path without it"));
    }
    Ok(params)
}

/// Returns the parameter with this name between braces.
fn parameter(name: &str) -> Result<RouteParam, PathProblem> {
    let wire = name.strip_suffix('*');
    let keeps_slashes = wire.is_some();
    let wire = wire.unwrap_or(name);
    let is_legal = |c: char| c.is_ascii_alphanumeric() || "_-".contains(c);
    if wire.is_empty() || !wire.chars().all(is_legal) {
        let message = format!("`{{{name}}}` does not have a valid parameter name");
        let help = "use ASCII letters, digits, `_` and `-` for the name, and `*` at its end only";
        return Err(PathProblem::invalid(message, help));
    }
    Ok(RouteParam {
        wire: wire.to_owned(),
        keeps_slashes,
    })
}

/// Returns the problem with the text around parameters.
fn check_literal(literal: &str) -> Result<(), PathProblem> {
    let is_legal = |c: char| c.is_ascii_alphanumeric() || "-._~!$&'()*+,;=:@".contains(c);
    match without_escapes(literal).chars().find(|c| !is_legal(*c)) {
        Some('}') => Err(PathProblem::invalid(
            format!("`{literal}` has no opening `{{`"),
            "write a parameter as `{id}`",
        )),
        Some(bad) => Err(PathProblem::invalid(
            format!("`{}` is not allowed in a path", bad.escape_debug()),
            "percent-encode the character, such as `%C3%B6` for `ö`; describe query parameters in `query:`",
        )),
        None => Ok(()),
    }
}
