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

/// Returns `true` if a path matches a template. Values are percent-encoded, so they contain no `/` or `:`.
fn matches(template: &str, path: &str) -> bool {
    let (mut template, mut path) = (template.split('/'), path.split('/'));
    loop {
        match (template.next(), path.next()) {
            (None, None) => return true,
            (Some(expected), Some(actual)) if segment_matches(expected, actual) => {}
            (_, _) => return false,
        }
    }
}

/// Returns `true` if a segment matches one of a template: `{id}:archive` is a value that is not empty, followed by
/// `:archive`.
fn segment_matches(template: &str, segment: &str) -> bool {
    match template
        .strip_prefix('{')
        .and_then(|rest| rest.split_once('}'))
    {
        Some((_, verb)) => segment
            .strip_suffix(verb)
            .is_some_and(|value| !value.is_empty() && !value.contains(':')),
        None => template == segment,
    }
}

/// Returns the length of a template without its parameters.
fn literal_length(template: &str) -> usize {
    let parameters = template.split('{').skip(1);
    let parameters = parameters.filter_map(|rest| rest.split_once('}'));
    template.len() - parameters.map(|(name, _)| name.len() + 2).sum::<usize>()
}
