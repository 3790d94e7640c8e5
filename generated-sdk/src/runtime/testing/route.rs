//! Routing of requests to methods of the API.

use http::Method;

use crate::runtime::testing::rules::Route;

/// Returns the routes that match a path: those with the most text outside of their parameters. There are several only
/// if the description has several methods for one route.
pub(crate) fn find(
    routes: &'static [&'static [&'static Route]],
    method: &Method,
    path: &str,
) -> Vec<&'static Route> {
    let routes = routes.iter().copied().flatten().copied();
    let mut matching: Vec<_> = routes
        .filter(|route| route.method == *method && matches(route.path, path))
        .collect();
    let longest = matching
        .iter()
        .map(|route| literal_length(route.path))
        .max();
    matching.retain(|route| Some(literal_length(route.path)) == longest);
    matching
}

/// Returns `true` if a path matches a template. Values are percent-encoded, so they contain no `:`, and a `/` only if it is
/// kept.
fn matches(template: &str, path: &str) -> bool {
    let Some((literal, rest)) = template.split_once('{') else {
        return template == path;
    };
    let Some((name, rest)) = rest.split_once('}') else {
        return false;
    };
    let Some(path) = path.strip_prefix(literal) else {
        return false;
    };
    let ends: &[char] = if name.ends_with('*') {
        &[':']
    } else {
        &[':', '/']
    };
    let longest = path.find(ends).unwrap_or(path.len());
    let mut lengths = (1..=longest).filter(|length| path.is_char_boundary(*length));
    lengths.any(|length| matches(rest, &path[length..]))
}

/// Returns the length of a template without its parameters.
fn literal_length(template: &str) -> usize {
    let parameters = template.split('{').skip(1);
    let parameters = parameters.filter_map(|rest| rest.split_once('}'));
    template.len() - parameters.map(|(name, _)| name.len() + 2).sum::<usize>()
}
