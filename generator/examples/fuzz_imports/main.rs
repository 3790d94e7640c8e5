//! Imports documents that are changed at random: `cargo run --release -p generator --example fuzz_imports -- --minutes 30`.
//!
//! Parts of the documents in `tests/import`, and of those given as arguments, are removed, copied to other places and
//! replaced by odd values. An import must end within seconds, with an error or with a description without errors.

#[path = "../../tests/support/random.rs"]
mod random;

use generator::{
    Format,
    import::{Settings, import},
};
use random::Random;
use serde_json::{Value, json};
use std::{
    env, fs,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

/// Longest time that an import may take.
const LIMIT: Duration = Duration::from_secs(10);

/// Texts that are odd in one place or another.
const TEXTS: &[&str] = &[
    "",
    " ",
    "?",
    "a?",
    "***",
    "#",
    "#/",
    "#/components/schemas/Book",
    "#/paths",
    "null",
    "true",
    "1",
    "-1",
    "a: b",
    "a #b",
    "'",
    "\"",
    "\\",
    "{id}",
    "/{id}/{id}",
    "a/b",
    "~0~1",
    "type",
    "self",
    "new",
    "aux",
    "\u{202e}",
    "\n",
    "- a",
    "object",
    "array",
    "string",
    "integer",
    "date-time",
    "binary",
    "application/json",
    "multipart/form-data",
    "text/event-stream",
    "query",
    "path",
    "header",
    "[a](b)",
    "<p>",
    "```",
    "$ref",
    "oneOf",
    "Error",
    "Client",
    "String",
];

fn main() {
    let words: Vec<_> = env::args().skip(1).collect();
    let option = |name: &str, default: u64| {
        let at = words.iter().position(|word| word == name);
        at.and_then(|at| words.get(at + 1)?.parse().ok())
            .unwrap_or(default)
    };
    let minutes = option("--minutes", 1);
    let first = option("--seed", 1);
    let documents = documents(words.iter().filter(|word| word.contains('/')));
    let folder = env::temp_dir().join(format!("fuzz-imports-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("the temporary folder can be made");
    let started = Instant::now();
    let (mut seed, mut described, mut findings) = (first, 0_u32, 0_u32);
    while started.elapsed() < Duration::from_secs(60 * minutes) && findings < 10 {
        let mut random = Random::new(seed);
        let mut document = documents[random.below(documents.len())].clone();
        for _ in 0..=random.below(6) {
            mutate(&mut document, &mut random);
        }
        let file = folder.join("document.json");
        fs::write(&file, document.to_string()).expect("the file can be written");
        match run(&file) {
            Ok(is_described) => described += u32::from(is_described),
            Err(problem) => {
                findings += 1;
                let kept = folder.join(format!("{seed}.json"));
                fs::write(&kept, document.to_string()).expect("the file can be written");
                println!("seed {seed}: {problem}\n{}", kept.display());
            }
        }
        seed += 1;
    }
    println!(
        "{} documents up to seed {}, {described} descriptions, {findings} findings",
        seed - first,
        seed - 1
    );
    std::process::exit(i32::from(findings > 0));
}

/// Imports a document and checks what it becomes. Returns `true` if there is a description.
fn run(file: &Path) -> Result<bool, String> {
    let started = Instant::now();
    let imported = std::panic::catch_unwind(|| import(file, &Settings::default()));
    if started.elapsed() > LIMIT {
        return Err(format!("the import took {:?}", started.elapsed()));
    }
    match imported {
        Err(_) => Err("the import panicked".to_owned()),
        Ok(Err(_)) => Ok(false),
        Ok(Ok(imported)) => {
            let found = generator::check_files(Path::new("spec"), &imported.files);
            if found.errors() == 0 {
                Ok(true)
            } else {
                Err(found.format(Format::Human))
            }
        }
    }
}

/// Returns the documents of the tests, and others.
fn documents<'a>(others: impl Iterator<Item = &'a String>) -> Vec<Value> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import");
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the documents are there")
        .map(|entry| entry.expect("it can be read").path())
        .flat_map(|folder| [folder.join("document.yaml"), folder.join("document.json")])
        .filter(|file| file.exists())
        .collect();
    files.sort();
    files.extend(others.map(PathBuf::from));
    let read = |file: &PathBuf| {
        let text = fs::read_to_string(file).expect("the document can be read");
        if text.starts_with('{') {
            serde_json::from_str(&text).expect("it is JSON")
        } else {
            serde_yaml::from_str(&text).expect("it is YAML")
        }
    };
    files.iter().map(read).collect()
}

/// Changes a value somewhere in a document.
fn mutate(document: &mut Value, random: &mut Random) {
    let copy = pick(document, random).clone();
    let place = pick_mut(document, random);
    match random.below(7) {
        0 => *place = copy,
        1 => *place = Value::Null,
        2 => *place = json!(random.pick(TEXTS)),
        3 => *place = json!({ "$ref": random.pick(TEXTS) }),
        4 => match place {
            Value::Object(entries) => {
                let keys: Vec<_> = entries.keys().cloned().collect();
                if !keys.is_empty() {
                    entries.remove(&keys[random.below(keys.len())]);
                }
            }
            Value::Array(items) => drop(items.pop()),
            other => *other = json!([]),
        },
        5 => {
            if let Value::Object(entries) = place {
                entries.insert(random.pick(TEXTS).to_owned(), copy);
            }
        }
        _ => {
            if let Value::Object(entries) = place {
                let keys = [
                    "allOf",
                    "oneOf",
                    "anyOf",
                    "nullable",
                    "enum",
                    "const",
                    "required",
                    "type",
                    "items",
                    "additionalProperties",
                ];
                let value = if random.once_in(2) {
                    json!([copy])
                } else {
                    copy
                };
                entries.insert(random.pick(&keys).to_owned(), value);
            }
        }
    }
}

/// Returns a value somewhere in a document.
fn pick<'v>(value: &'v Value, random: &mut Random) -> &'v Value {
    let inner: Vec<&Value> = match value {
        Value::Object(entries) => entries.values().collect(),
        Value::Array(items) => items.iter().collect(),
        _ => Vec::new(),
    };
    if inner.is_empty() || random.once_in(8) {
        return value;
    }
    pick(inner[random.below(inner.len())], random)
}

fn pick_mut<'v>(value: &'v mut Value, random: &mut Random) -> &'v mut Value {
    let count = match value {
        Value::Object(entries) => entries.len(),
        Value::Array(items) => items.len(),
        _ => 0,
    };
    if count == 0 || random.once_in(8) {
        return value;
    }
    let index = random.below(count);
    let inner = match value {
        Value::Object(entries) => entries.values_mut().nth(index),
        Value::Array(items) => items.get_mut(index),
        _ => None,
    };
    pick_mut(inner.expect("there are that many"), random)
}
