//! The snippets of the README: each becomes a function of a crate outside of the workspace, which runs them all.

use crate::{
    consumer,
    support::{folder, project},
};
use std::fmt::Write;

#[test]
fn every_snippet_of_the_readme_runs() {
    let readme = folder::read(&project::path("README.md"));
    let blocks = blocks(&readme);
    assert!(blocks.len() > 10, "the README has lost its snippets");
    let last = consumer::run("readme", "src/snippets.rs", &functions(&blocks));
    assert_eq!(last, "the README is right");
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
