//! Descriptions of N resources, cloned from one in `spec/`.

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use crate::shared::{Result, read, resource};

/// The heading below which a file describes its models, to its end.
const MODELS: &str = "\nmodels:\n";

/// Writes a description of `size` resources to the folder `spec`.
///
/// A clone has its own name, path and models: those of the resource, and those of `shared.yaml` that it needs. Only the
/// models of errors are one for all, and there are no webhooks.
pub fn write(spec: &Path, size: usize) -> Result<()> {
    let resource = resource()?;
    let text = read(&format!("spec/resources/{resource}.yaml"))?;
    let api = without_webhooks(&read("spec/api.yaml")?);
    let shared = read("spec/shared.yaml")?;
    let (_, shared) = shared
        .split_once(MODELS)
        .ok_or("shared.yaml has no models")?;
    let (_, own) = text
        .split_once(MODELS)
        .ok_or("the resource has no models")?;
    let blocks = blocks(shared);
    let common = needed(&blocks, &api);
    let cloned: String = needed(&blocks, &text);
    let clone = format!("{}\n{cloned}", text.trim_end());
    let words = own
        .lines()
        .chain(cloned.lines())
        .filter_map(model)
        .chain([resource.as_str()]);
    let words = words.collect::<Vec<_>>();

    fs::create_dir_all(spec.join("resources"))?;
    fs::write(spec.join("api.yaml"), &api)?;
    fs::write(
        spec.join("shared.yaml"),
        format!("{}{common}", MODELS.trim_start()),
    )?;
    for number in 1..=size {
        let path = spec.join(format!("resources/{resource}_{number}.yaml"));
        fs::write(path, renamed(&clone, &words, number))?;
    }
    Ok(())
}

/// The head without what the API sends to webhooks, which other resources describe.
fn without_webhooks(api: &str) -> String {
    let is_about = |line: &&str| line.trim_start().starts_with("webhook");
    let lines = api.split_inclusive('\n');
    lines.filter(|line| !is_about(line)).collect()
}

/// The models of a file, each with its name and its text.
fn blocks(models: &str) -> Vec<(&str, String)> {
    let mut blocks: Vec<(&str, String)> = Vec::new();
    for line in models.split_inclusive('\n') {
        if let Some(name) = model(line.trim_end()) {
            blocks.push((name, String::new()));
        }
        if let Some((_, text)) = blocks.last_mut() {
            text.push_str(line);
        }
    }
    blocks
}

/// The models that a text names, and those that these name in turn.
fn needed(blocks: &[(&str, String)], text: &str) -> String {
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let mut open = vec![text];
    let mut there = vec![false; blocks.len()];
    while let Some(text) = open.pop() {
        let words: HashSet<_> = text.split(|c| !is_word(c)).collect();
        for (index, (name, block)) in blocks.iter().enumerate() {
            if words.contains(name) && !std::mem::replace(&mut there[index], true) {
                open.push(block);
            }
        }
    }
    let needed = blocks.iter().zip(there).filter(|(_, there)| *there);
    needed.map(|((_, block), _)| block.as_str()).collect()
}

/// The name of the model that starts on a line.
fn model(line: &str) -> Option<&str> {
    let name = line.strip_prefix("  ")?.strip_suffix(':')?;
    name.starts_with(|c: char| c.is_ascii_uppercase())
        .then_some(name)
}

/// The text with a number behind each of the words, as the casing of the word has it.
fn renamed(text: &str, words: &[&str], number: usize) -> String {
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let mut renamed = String::with_capacity(text.len() + text.len() / 8);
    let mut rest = text;
    while let Some(start) = rest.find(is_word) {
        let (before, word) = rest.split_at(start);
        let end = word.find(|c| !is_word(c)).unwrap_or(word.len());
        let (word, after) = word.split_at(end);
        renamed.push_str(before);
        renamed.push_str(word);
        if words.contains(&word) {
            let is_snake = word.starts_with(|c: char| c.is_ascii_lowercase());
            renamed.push_str(if is_snake { "_" } else { "" });
            renamed.push_str(&number.to_string());
        }
        rest = after;
    }
    renamed + rest
}
