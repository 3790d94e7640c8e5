//! A consumer outside of the workspace: it depends on the checked-in crate by its path, and uses it as its
//! documentation says, against a server on loopback.

use crate::{
    cargo,
    support::{folder, project},
};

#[test]
fn a_consumer_uses_the_crate() {
    let server = project::path("generator/runtime/tests/support/server.rs");
    let last = run("consumer", "src/server.rs", &folder::read(&server));
    assert_eq!(last, "the consumer is content");
}

/// Runs a program of the folder of tests, with one more source file, and gives the last line that it prints.
pub fn run(name: &str, source: &str, text: &str) -> String {
    let (tests, folder) = (project::tests(name), cargo::scratch(name));
    let sdk = project::path("generated-sdk");
    let manifest = folder::read(&tests.join("Cargo.template.toml"));
    // In single quotes TOML takes a path as it is, with the separators of any system.
    let manifest = manifest.replace("\"{sdk}\"", &format!("'{}'", sdk.display()));
    cargo::alone(|| {
        folder::write(&folder.join("Cargo.toml"), &manifest);
        folder::copy(&tests.join("src"), &folder.join("src"));
        folder::write(&folder.join(source), text);
        cargo::lock(&folder);
        let mut command = cargo::cargo(&folder, &["run", "--quiet"]);
        command
            .env("CADENYA_API_KEY", "key_from_env")
            .env("CADENYA_WORKSPACE_ID", "ws_env");
        // Without TLS there is no client for the API itself; nobody listens at this one.
        command.env("CADENYA_BASE_URL", "http://127.0.0.1:9");
        let said = cargo::succeed(&mut command);
        let last = said.trim_end().lines().last();
        last.expect("the program says how it went").to_owned()
    })
}
