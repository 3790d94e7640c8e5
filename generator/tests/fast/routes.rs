//! Paths of routes: the path of the resource, followed by the path of the route.

use crate::support::{folder, resolved::resolved};

/// The path of a resource, a route, and the whole path.
const PATHS: &[(&str, &str, &str)] = &[
    ("/books", "GET", "/books"),
    ("/books", "GET /{id}", "/books/{id}"),
    ("/books", "GET /{id}:sell", "/books/{id}:sell"),
    ("/books", "POST :search", "/books:search"),
    // A slash at the end is kept.
    ("/books/", "GET", "/books/"),
    ("/books", "GET /", "/books/"),
    ("/books", "GET /{id}/", "/books/{id}/"),
    ("/books/", "GET /{id}/", "/books/{id}/"),
    ("/books/", "POST :search", "/books/:search"),
    ("/books/", "POST /{id}:sell/", "/books/{id}:sell/"),
    // There is one slash between the two paths.
    ("/books/", "GET /", "/books/"),
    ("/books/", "GET /{id}", "/books/{id}"),
    ("/books/", "GET {id}", "/books/{id}"),
    ("/books/", "GET all", "/books/all"),
    // Percent-encoded bytes are part of the path.
    ("/gr%C3%B6sse", "GET /{id}/%2A", "/gr%C3%B6sse/{id}/%2A"),
    // The root.
    ("/", "GET", "/"),
    ("/", "GET /", "/"),
    ("/", "GET /{id}", "/{id}"),
    ("/", "GET {id}/", "/{id}/"),
    ("", "GET /", "/"),
    ("", "GET /{id}/", "/{id}/"),
];

/// Paths with an empty segment, or without a slash at the beginning.
const WRONG: &[(&str, &str)] = &[
    ("/books//", "GET"),
    ("/books", "GET //"),
    ("/books", "GET //{id}"),
    ("/books/", "GET //{id}"),
    ("/books", "GET /{id}//"),
    ("//", "GET"),
    ("//books", "GET"),
    ("/", "GET //"),
    ("books/", "GET"),
    ("", "GET"),
    ("", "GET books"),
    ("", "GET //"),
];

/// Paths with other mistakes.
const ILLEGAL: &[(&str, &str)] = &[
    ("/books", "GET /%2e%2E"),
    ("/books", "GET /a%2"),
    ("/books", "GET /a%zz"),
    ("/books", "GET /%"),
    ("/books", "GET /ö"),
];

#[test]
fn illegal_characters_and_dots_are_refused() {
    for (base, route) in ILLEGAL {
        let spec = describe(base, route);
        let (_, findings) = generator::check(spec.path());
        assert_eq!(findings.errors(), 1, "`{base}` and `{route}`");
    }
}

#[test]
fn slashes_at_the_end_of_a_path_are_kept() {
    for (base, route, expected) in PATHS {
        let spec = describe(base, route);
        let api = resolved(spec.path());
        let paths: Vec<_> = api.methods().map(|method| &method.route.path).collect();
        assert_eq!(paths, [expected], "`{base}` and `{route}`");
    }
}

#[test]
fn empty_segments_are_refused() {
    for (base, route) in WRONG {
        let spec = describe(base, route);
        let (_, findings) = generator::check(spec.path());
        assert_eq!(findings.errors(), 1, "`{base}` and `{route}`");
        let text = findings.render(false);
        assert!(
            text.contains("error[E035]: invalid route: the path"),
            "{text}"
        );
    }
}

fn describe(base: &str, route: &str) -> tempfile::TempDir {
    let spec = folder::temporary();
    let head = "name: Books\nversion: \"1\"\npackage: { name: books, version: 0.0.0 }\nbase_url: http://localhost:1\nauth: none\n";
    folder::write(&spec.path().join("api.yaml"), head);
    let path = if base.is_empty() {
        String::new()
    } else {
        format!("path: {base}\n")
    };
    let resource = format!(
        "docs: Books.\n{path}methods: {{ call: {{ route: \"{route}\", docs: Calls. }} }}\n"
    );
    folder::write(&spec.path().join("resources/books.yaml"), &resource);
    spec
}
