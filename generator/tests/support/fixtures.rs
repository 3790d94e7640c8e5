//! Test of the fixtures of an emitted crate. One that calls itself would overflow the stack of a program.

use crate::support::folder;
use generator::Generated;
use std::path::Path;

/// Beginning of the test.
const HEAD: &str = "\
//! Each fixture returns.
#![cfg(all(feature = \"resources\", feature = \"testing\"))]
";

/// Writes a test of all fixtures to the folder of a crate.
pub fn write_test(folder: &Path, generated: &Generated) {
    let mut files = generated.files.iter();
    let manifest = files.find(|file| file.path == "Cargo.toml");
    let package = package(&manifest.expect("a crate has a manifest").text).replace('-', "_");
    let files = generated.files.iter();
    let files = files.filter(|file| file.path.starts_with("src/testing/fixtures/"));
    let names = files.flat_map(|file| file.text.lines().filter_map(name));
    let tests = names.map(|name| {
        let call = format!("{package}::testing::fixtures::{name}()");
        format!("\n#[test]\nfn {name}() {{\n    let _ = {call};\n}}\n")
    });
    let test = tests.fold(HEAD.to_owned(), |text, test| text + &test);
    folder::write(&folder.join("tests/fixtures.rs"), &test);
}

/// Returns the name of the package of a manifest.
pub fn package(manifest: &str) -> &str {
    let mut lines = manifest.lines();
    let name = lines.find_map(|line| line.strip_prefix("name = "));
    name.expect("a package has a name").trim_matches('"')
}

/// Returns the name of the fixture that a line declares.
fn name(line: &str) -> Option<&str> {
    let declaration = line.strip_prefix("pub fn ")?;
    declaration.split_once('(').map(|(name, _)| name)
}
