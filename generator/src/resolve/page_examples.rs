//! Documented pages, which must have the paths of their `pagination`.

use super::{files::Files, pagination::as_one_key, reporter::Reporter};
use crate::{
    diagnostic::{Code, Diagnostic},
    source::Spanned,
    syntax::{KeyPath, MethodDecl, Node, NodeKind, Pagination},
};

/// Reports paths of `pagination` that no documented page has. A page with nothing but items may leave out what leads to the
/// next page, because it may be the last one.
pub(super) fn check(reporter: &Reporter, files: &Files) {
    let common = files.api.as_ref().and_then(|api| api.pagination.as_ref());
    let mut common_pages = Vec::new();
    let resources = files.resources.iter();
    let resources = resources.filter_map(|resource| resource.syntax.as_ref());
    let methods = resources.flat_map(|resource| &resource.methods.entries);
    for (_, method) in methods {
        let Some(page) = page(method) else { continue };
        match &method.pagination {
            Some(own) => check_paths(reporter, own, &[page]),
            None => common_pages.push(page),
        }
    }
    if let Some(common) = common {
        check_paths(reporter, common, &common_pages);
    }
}

/// Returns the documented response of a method that returns pages.
fn page(method: &MethodDecl) -> Option<&Node> {
    let returns = method.returns.as_ref()?;
    let mut words = returns.split_whitespace();
    let is_page = words.next() == Some("page");
    let example = method.example.as_ref().filter(|_| is_page)?;
    example.response.as_ref()
}

fn check_paths(reporter: &Reporter, pagination: &Pagination, pages: &[&Node]) {
    for (key, path) in pagination.body_paths() {
        let Some(path) = path else { continue };
        let without: Vec<_> = pages
            .iter()
            .filter(|page| !has(page, path.keys()))
            .collect();
        let wrong = match (key, &pagination.items) {
            ("items", _) | (_, None) => without.first(),
            (_, Some(items)) if without.len() == pages.len() => {
                without.iter().find(|page| has_more(page, items.keys()))
            }
            (_, Some(_)) => None,
        };
        if let Some(page) = wrong {
            reporter.report(missing(key, path, page, without.len()));
        }
    }
}

/// Returns `true` if a page has something beside its items.
fn has_more(page: &Node, items: &[String]) -> bool {
    let (NodeKind::Map(entries), [key, rest @ ..]) = (&page.kind, items) else {
        return false;
    };
    let mut entries = entries.iter();
    entries.any(|(found, value)| found.value != *key || has_more(value, rest))
}

fn missing(key: &str, path: &Spanned<KeyPath>, page: &Node, pages: usize) -> Diagnostic {
    let message = match pages {
        1 => format!(
            "the documented page does not have the path `{}`",
            path.value
        ),
        _ => format!("no documented page has the path `{}`", path.value),
    };
    // A key may contain the dots that separate keys in the short form.
    let joined = path.keys().join(".");
    let help = if path.keys().len() > 1 && has(page, std::slice::from_ref(&joined)) {
        as_one_key(key, &joined)
    } else {
        format!("correct the path in `{key}:`, or add it to the example")
    };
    Diagnostic::at(Code::BadPagination, page.span, message, help)
        .label("the documented page")
        .other(path.span, format!("path of `{key}`"))
}

/// Returns `true` if a document has a value at a path.
fn has(page: &Node, keys: &[String]) -> bool {
    let found = keys.iter().try_fold(page, |node, key| node.member(key));
    found.is_some()
}
