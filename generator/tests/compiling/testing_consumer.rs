//! A service outside of the workspace that tests itself with the testing kit of the emitted crate.

use crate::{
    cargo, crates,
    support::{folder, project},
};

#[test]
fn promise_26_a_service_tests_itself_without_a_network() {
    let folder = cargo::scratch("testing_consumer");
    let manifest = folder::read(&project::tests("testing_consumer/Cargo.template.toml"));
    cargo::alone(|| {
        crates::emit(&project::path("spec"), &folder.join("sdk"));
        folder::write(
            &folder.join("Cargo.toml"),
            &manifest.replace("{sdk}", "sdk"),
        );
        let source = folder::read(&project::tests("testing_consumer/src/lib.rs"));
        assert!(
            source.lines().count() < 60,
            "the service and its tests are small"
        );
        folder::write(&folder.join("src/lib.rs"), &source);
        cargo::lock(&folder);
        let passed = cargo::succeed(&mut cargo::cargo(&folder, &["test", "--lib"]));
        assert!(passed.contains("2 passed"), "{passed}");
    });
}
