//! Canary tests are emitted for the secrets that an API has, and for no others.

use crate::support::{folder, project};
use std::{collections::BTreeSet, path::Path};

#[test]
fn an_api_without_secrets_has_no_canaries() {
    let (canaries, manifest) = emitted(&project::tests("apis/weather"));
    assert_eq!(canaries, BTreeSet::new());
    assert!(!manifest.contains("canaries"), "{manifest}");
}

#[test]
fn credentials_alone_have_canaries() {
    let (canaries, manifest) = emitted(&project::tests("apis/press"));
    let expected = [
        "api",
        "canary",
        "credentials",
        "error",
        "main",
        "sends",
        "spans",
        "webhook_secret",
    ];
    assert_eq!(canaries, expected.map(str::to_owned).into());
    assert!(
        manifest.contains("required-features = [\"resources\", \"testing\", \"webhooks\"]"),
        "{manifest}"
    );
}

/// Requests of other methods have no credentials.
#[test]
fn credentials_of_a_single_method_have_canaries() {
    let spec = folder::temporary();
    let api = "name: Small\nversion: '1'\npackage: { name: small, version: 0.0.0 }\n\
               base_url: http://localhost:1\nauth: none\n";
    let resource = "path: /x\nmethods:\n  set: { route: PUT, auth: { header: X-Key } }\n";
    folder::write(&spec.path().join("api.yaml"), api);
    folder::write(&spec.path().join("resources/x.yaml"), resource);
    let (canaries, _) = emitted(spec.path());
    let expected = [
        "api",
        "canary",
        "credentials",
        "error",
        "main",
        "sends",
        "spans",
    ];
    assert_eq!(canaries, expected.map(str::to_owned).into());
}

/// Read-only secrets are not sent. Models without a secret of their own are checked in responses.
#[test]
fn secrets_have_canaries_where_they_are_and_where_they_go() {
    let spec = folder::temporary();
    let api = "name: Small\nversion: '1'\npackage: { name: small, version: 0.0.0 }\n\
               base_url: http://localhost:1\nauth: none\n";
    let resource = "path: /x\nmethods:\n  set: { route: PUT, body: Outer, returns: Outer }\n\
                    models:\n  Outer: { fields: { 'inner?': Inner } }\n  \
                    Inner: { fields: { 'key?': { type: secret, read_only: true } } }\n";
    folder::write(&spec.path().join("api.yaml"), api);
    folder::write(&spec.path().join("resources/x.yaml"), resource);
    let (canaries, _) = emitted(spec.path());
    let expected = [
        "api",
        "canary",
        "error",
        "main",
        "model",
        "models",
        "resources",
        "resources/x",
        "returns",
        "returns_value",
        "spans",
    ];
    assert_eq!(canaries, expected.map(str::to_owned).into());
    let files = project::generated(spec.path()).files;
    let text = |path: &str| {
        let file = files.iter().find(|file| file.path == path);
        file.map(|file| file.text.as_str()).unwrap_or_default()
    };
    let models = text("tests/canaries/models.rs");
    assert!(models.contains("c4n4ry.Inner.key"), "{models}");
    assert!(!models.contains("Outer"), "{models}");
    let calls = text("tests/canaries/resources/x.rs");
    assert!(calls.contains("c4n4ry.Inner.key"), "{calls}");
    assert!(!calls.contains("sends"), "{calls}");
}

/// Returns the modules of the canary tests of a description, and the manifest.
fn emitted(spec: &Path) -> (BTreeSet<String>, String) {
    let files = project::generated(spec).files;
    let canaries = files.iter().filter_map(|file| {
        let module = file.path.strip_prefix("tests/canaries/")?;
        module.strip_suffix(".rs").map(str::to_owned)
    });
    let manifest = files.iter().find(|file| file.path == "Cargo.toml");
    let manifest = manifest.expect("there is a manifest").text.clone();
    (canaries.collect(), manifest)
}
