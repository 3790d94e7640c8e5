//! A consumer outside of the workspace: it depends on the checked-in crate by its path, and uses it as its
//! documentation says, against a server on loopback.

use crate::{
    cargo,
    support::{folder, project},
};

#[test]
fn a_consumer_uses_the_crate() {
    let folder = cargo::scratch("consumer");
    let sdk = project::path("generated-sdk");
    let manifest = folder::read(&project::tests("consumer/Cargo.template.toml"));
    // In single quotes TOML takes a path as it is, with the separators of any system.
    let manifest = manifest.replace("\"{sdk}\"", &format!("'{}'", sdk.display()));
    cargo::alone(|| {
        folder::write(&folder.join("Cargo.toml"), &manifest);
        folder::copy(&project::tests("consumer/src"), &folder.join("src"));
        let server = project::path("generator/runtime/tests/support/server.rs");
        folder::write(&folder.join("src/server.rs"), &folder::read(&server));
        cargo::lock(&folder);
        let mut command = cargo::cargo(&folder, &["run", "--quiet"]);
        command
            .env("CADENYA_API_KEY", "key_from_env")
            .env("CADENYA_WORKSPACE_ID", "ws_env");
        // Without TLS there is no client for the API itself; nobody listens at this one.
        command.env("CADENYA_BASE_URL", "http://127.0.0.1:9");
        let said = cargo::succeed(&mut command);
        assert_eq!(
            said.trim_end().lines().last(),
            Some("the consumer is content"),
            "{said}"
        );
    });
}
