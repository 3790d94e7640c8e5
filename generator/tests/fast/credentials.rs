//! Emitted tests give credentials to a client, and expect those of each method in their places.

use crate::support::{folder, project};

/// A client redacts the credentials that it has, and knows no others.
#[test]
fn errors_repeat_the_credentials_that_the_client_has() {
    let named = "{ query: { name: own, rust: own_key } }";
    let all = "{ all: [{ header: X-A }, { header: { name: X-B, rust: b } }] }";
    let cases = [
        ("none", format!("{{ any: [{named}, none] }}"), ".own_key"),
        (named, "none".to_owned(), ".own_key"),
        ("{ header: X-A }", named.to_owned(), "|.own_key"),
        (named, "{ header: X-A }".to_owned(), ".own_key|"),
        ("none", format!("{{ any: [none, {all}] }}"), "|.b"),
        ("basic", format!("{{ any: [{all}, basic] }}"), "|.b"),
    ];
    for (of_api, of_method, endings) in cases {
        let credentials = endings
            .split('|')
            .map(|ending| format!("c4n4ry.credential{ending}"));
        let credentials: Vec<_> = credentials.collect();
        let api = emitted(of_api, &of_method, "tests/canaries/api.rs");
        let error = format!("format!(\"{{text}} {}\")", credentials.join(" "));
        assert!(api.contains(&error), "{of_api}, {of_method}:\n{api}");
        for credential in credentials {
            let setter = format!("(\"{credential}\")");
            assert!(api.contains(&setter), "{of_api}, {of_method}:\n{api}");
        }
    }
}

/// A provider returns the credentials of all schemes, because errors repeat them.
#[test]
fn a_provider_returns_the_credentials_that_errors_repeat() {
    let own = "{ header: { name: X-Own, rust: own } }";
    let tests = emitted("bearer", own, "tests/canaries/credentials.rs");
    let given = "Credentials::api_key(\"c4n4ry.credential\").and(Credentials::named(\"own\", \"c4n4ry.credential.own\"))";
    let tests = tests.split_whitespace().collect::<String>();
    let given = given.split_whitespace().collect::<String>();
    assert!(tests.contains(&given), "{tests}");
}

/// A header and a query parameter may have the same name, and that of a parameter is percent-encoded in a URL.
#[test]
fn wire_tests_find_credentials_in_their_places() {
    let query = "{ query: { name: 'a[b]', rust: second } }";
    let all = format!("{{ all: [{{ header: a }}, {query}] }}");
    let tests = emitted(&all, query, "tests/wire/x.rs");
    for check in [
        "support::check_credentials(&server, &[(\"a\", \"key\")]);",
        "support::check_credentials(&server, &[]);",
        "support::check_keys(&server, &[(\"a%5Bb%5D\", \"key.second\")]);",
    ] {
        assert!(tests.contains(check), "{check}\n{tests}");
    }
    let support = emitted(&all, query, "tests/wire/support.rs");
    let keys = "const KEYS: &[&str] = &[\"a%5Bb%5D\"];";
    assert!(support.contains(keys), "{support}");
}

/// Returns a file of an API with two methods, of which one has its own authentication.
fn emitted(of_api: &str, of_method: &str, file: &str) -> String {
    let spec = folder::temporary();
    let api = format!(
        "name: Small\nversion: '1'\npackage: {{ name: small, version: 0.0.0 }}\nbase_url: http://localhost:1\nauth: {of_api}\n"
    );
    let methods = format!(
        "path: /x\nmethods:\n  get: {{ route: GET }}\n  set: {{ route: PUT, auth: {of_method} }}\n"
    );
    folder::write(&spec.path().join("api.yaml"), &api);
    folder::write(&spec.path().join("resources/x.yaml"), &methods);
    let mut files = project::generated(spec.path()).files.into_iter();
    let found = files.find(|emitted| emitted.path == file);
    found.map(|found| found.text).unwrap_or_default()
}
