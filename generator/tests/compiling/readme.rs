//! The snippets of the README: each becomes a function of a crate outside of the workspace, which runs them all.

use crate::{
    cargo,
    support::{folder, project},
};
use std::fmt::Write;

#[test]
fn every_snippet_of_the_readme_runs() {
    let folder = cargo::scratch("readme");
    let readme = folder::read(&project::path("README.md"));
    let sdk = project::path("generated-sdk");
    let manifest = folder::read(&project::tests("readme/Cargo.template.toml"));
    // In single quotes TOML takes a path as it is, with the separators of any system.
    let manifest = manifest.replace("\"{sdk}\"", &format!("'{}'", sdk.display()));
    let blocks = blocks(&readme);
    assert!(blocks.len() > 10, "the README has lost its snippets");
    cargo::alone(|| {
        folder::write(&folder.join("Cargo.toml"), &manifest);
        folder::copy(&project::tests("readme/src"), &folder.join("src"));
        folder::write(&folder.join("src/snippets.rs"), &functions(&blocks));
        cargo::lock(&folder);
        let mut command = cargo::cargo(&folder, &["run", "--quiet"]);
        command
            .env("CADENYA_API_KEY", "key_from_env")
            .env("CADENYA_WORKSPACE_ID", "ws_env");
        // Without TLS there is no client for the API itself; nobody listens at this one, and nobody is called.
        command.env("CADENYA_BASE_URL", "http://127.0.0.1:9");
        let said = cargo::succeed(&mut command);
        assert_eq!(said.trim_end().lines().last(), Some("the README is right"));
    });
}

/// The blocks of Rust, none left out, with the lines that they begin at.
fn blocks(readme: &str) -> Vec<(usize, &str)> {
    let starts = readme.match_indices("```rust");
    let blocks = starts.map(|(start, fence)| {
        let line = readme[..start].lines().count() + 1;
        let (info, block) = readme[start + fence.len()..]
            .split_once('\n')
            .expect("a line ends");
        assert_eq!(info, "", "line {line}: this block would not be tested");
        let (block, _) = block.split_once("```").expect("a block ends");
        (line, block)
    });
    blocks.collect()
}

/// A function for each block, and one that runs them all.
fn functions(blocks: &[(usize, &str)]) -> String {
    let mut text = "//! The snippets of the README, named after the lines that they begin at.\n\
        #![allow(unused, reason = \"a snippet shows more than it uses\")]\n\n\
        use generated_sdk::{Client, HeaderMap, models::*};\n\
        type Outcome = Result<(), Box<dyn std::error::Error>>;\n\n"
        .to_owned();
    let head = "client: &Client, body: &[u8], headers: &HeaderMap";
    for (line, block) in blocks {
        let _ = writeln!(
            text,
            "async fn line_{line}({head}) -> Outcome {{\n{block}Ok(())\n}}\n"
        );
    }
    let _ = writeln!(text, "pub async fn run_all({head}) -> Outcome {{");
    for (line, _) in blocks {
        let _ = writeln!(
            text,
            "println!(\"line {line}\");\nline_{line}(client, body, headers).await?;"
        );
    }
    text.push_str("Ok(())\n}\n");
    text
}
