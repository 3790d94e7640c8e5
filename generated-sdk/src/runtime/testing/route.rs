//! Which method of the API a request is for.

use http::Method;

use crate::runtime::testing::rules::Route;

/// The routes that a path may take: those with the longest text outside of their parameters. There are several only
/// where the description has two methods for one route.
pub(crate) fn find(
    routes: &'static [&'static [&'static Route]],
    method: &Method,
    path: &str,
) -> Vec<&'static Route> {
    let routes = routes.iter().copied().flatten().copied();
    let mut fitting: Vec<_> = routes
        .filter(|route| route.method == *method && fits(route.path, path))
        .collect();
    let longest = fitting.iter().map(|route| literal_length(route.path)).max();
    fitting.retain(|route| Some(literal_length(route.path)) == longest);
    fitting
}

/// Whether a path is one of a template. Values are percent-encoded, so that none has a `/` or a `:`.
fn fits(template: &str, path: &str) -> bool {
    let (mut template, mut path) = (template.split('/'), path.split('/'));
    loop {
        match (template.next(), path.next()) {
            (None, None) => return true,
            (Some(due), Some(found)) if segment_fits(due, found) => {}
            (_, _) => return false,
        }
    }
}

/// Whether a segment is one of a template: `{id}:archive` has a value that is not empty, and then `:archive`.
fn segment_fits(template: &str, segment: &str) -> bool {
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

/// How much of a template is no parameter.
fn literal_length(template: &str) -> usize {
    let parameters = template.split('{').skip(1);
    let parameters = parameters.filter_map(|rest| rest.split_once('}'));
    template.len() - parameters.map(|(name, _)| name.len() + 2).sum::<usize>()
}
