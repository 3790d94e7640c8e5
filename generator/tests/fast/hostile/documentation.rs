//! Documentation that contains code or markup.

use super::sound::{API, accepted, described, resource};
use crate::support::folder;
use serde_json::{Map, Value, json};

/// Fences of all forms, HTML, links, and text that could end a comment.
const DOCS: &[&str] = &[
    "```\npanic!()\n```",
    "```rust\npanic!()\n```",
    "```rust,should_panic\npanic!()",
    "~~~\npanic!()\n~~~",
    "```text\n   ```\n```rust\npanic!()\n```",
    "```text\n ```\n\n    panic!()\n```",
    "````text\n```\n````\n```rust\npanic!()",
    "~~~text\n```\n~~~\n```rust\npanic!()\n~~~",
    "- a\n\n  ```\n  panic!()\n  ```",
    "- a\n\n      panic!()",
    "- ```rust\n  panic!()\n  ```",
    "1. ~~~rust\n   panic!()\n   ~~~",
    "> ```rust\n> panic!()\n> ```",
    ">     panic!()",
    "> > - 1)      panic!()",
    "-\n\n      panic!()",
    "text\n\n    panic!()",
    "text\n\n\tpanic!()",
    "\u{1}    panic!()",
    "- \tpanic!()",
    "\u{a0}    panic!()",
    "\\```rust\npanic!()\n```",
    "\\~~~rust\npanic!()\n~~~",
    "\\\\```rust\npanic!()\n\\\\```",
    "`\u{1}``rust\npanic!()\n`\u{202e}``",
    "`` ` ``` rust\n```",
    "<pre><code class=\"rust\">panic!()</code></pre>",
    "<script>alert(1)</script>",
    "\\<script>alert(1)</script>",
    "\\\\<script>alert(1)</script>",
    "\\`<script>alert(1)</script>`",
    "`\\`<script>alert(1)</script>`",
    "<!-- ``` -->",
    "[a](javascript:alert(1))",
    "\\[a\\](javascript:alert(1))",
    "[a\n](javascript:alert(1))",
    "![a](data:text/html,x)",
    "[a]: javascript:alert(1)\n[a]",
    "\\[a\\]: javascript:alert(1)\n\n\\[a\\]",
    "[^a]\n\n[^a]:\n\n        panic!()",
    "<javascript:alert(1)>",
    "https://a.example/`<b>`",
    "*/ /* */ \"# \"## `#![no_std]` #![allow(all)] #!/bin/sh",
    "{} {0} {x:?} {{ }} $crate $x %s \\u{7} \\n \\",
    "\r// \u{85} \u{2028}fn a() {}",
    "\u{feff}\u{202e}\u{2066}\u{200f}\u{61c}right to left",
    "👩‍👩‍👧‍👦 é \u{301}",
    "a  \u{1}\n  \u{2}\nb",
    "\\",
    "`",
    "]]]]]]](((((((<<<<<<<*******_______",
];

/// Formats descriptions that have a text at every place where text is allowed.
fn everywhere(docs: &str) -> [(&'static str, String); 3] {
    let api = json!({
        "name": "Zoo", "version": "1", "docs": docs, "package": { "name": "zoo", "version": "0.1.0" },
        "base_url": "https://zoo.example", "auth": "bearer",
        "client_params": { "zoo": { "docs": docs } },
    });
    let shared = json!({ "models": {
        "Pet": { "docs": docs, "deprecated": docs, "fields": {
            "name": { "type": "string", "docs": docs, "deprecated": docs },
            "tags?": { "type": "map of string", "entry": "tag", "docs": docs },
            "kind": "Kind",
        } },
        "Kind": { "docs": docs, "values": { "CAT": { "docs": docs, "deprecated": docs }, "DOG": docs } },
    } });
    let resource = json!({
        "docs": docs, "path": "/{zoo}/pets", "params": { "id": { "docs": docs } },
        "methods": { "feed": {
            "route": "POST /{id}:feed", "docs": docs, "deprecated": docs, "returns": "Pet",
            "query": { "limit?": { "type": "int32", "docs": docs } },
            "body": { "food": { "type": "string", "docs": docs }, "of?": { "type": "field mask of Pet", "docs": docs } },
            "example": {
                "request": { "food": docs },
                "response": { "name": docs, "kind": "CAT", "tags": { docs: docs } },
            },
        } },
    });
    [
        ("api.yaml", api.to_string()),
        ("shared.yaml", shared.to_string()),
        ("resources/pets.yaml", resource.to_string()),
    ]
}

#[test]
fn no_text_becomes_code_or_markup() {
    for docs in DOCS {
        let files = everywhere(docs);
        let files: Vec<_> = files
            .iter()
            .map(|(path, text)| (*path, text.as_str()))
            .collect();
        if let Err(messages) = described(&files) {
            // Only broken links are a reason to refuse a text.
            assert!(messages.contains("link"), "{docs:?}\n{messages}");
        }
    }
}

/// Tests pairs of texts, because the second may close what the first opens. Texts that are refused alone are skipped.
#[test]
fn no_two_texts_together_become_code_or_markup() {
    let call =
        |docs: String, at: usize| json!({ "route": format!("POST /feed/{at}"), "docs": docs });
    let is_right = |docs: &&&str| {
        let methods = json!({ "feed": call((**docs).to_owned(), 0) });
        resource(&json!({ "methods": methods }).to_string()).is_ok()
    };
    let right: Vec<_> = DOCS.iter().filter(is_right).collect();
    assert!(right.len() > 40, "{} texts are left", right.len());
    let pairs = right
        .iter()
        .flat_map(|first| right.iter().map(move |second| format!("{first}\n{second}")));
    let methods = pairs
        .enumerate()
        .map(|(at, docs)| (format!("feed{at}"), call(docs, at)));
    let methods: Map<String, Value> = methods.collect();
    accepted(&json!({ "methods": methods }).to_string());
}

#[test]
fn a_megabyte_of_text_is_emitted() {
    let word = "a".repeat(1 << 20);
    let files = accepted(&format!(
        "docs: {word}\nmethods: {{ feed: {{ route: POST /feed }} }}\n"
    ));
    assert!(files.iter().any(|file| file.text.contains(&word)));
}

#[test]
fn examples_are_copied_and_nothing_else_is() {
    let place = folder::temporary();
    let text = "fn main() { panic!(\"*/ \\\"#\") }\n";
    folder::write(&place.path().join("x"), text);
    let files = described(&[
        ("api.yaml", API),
        ("resources/pets.yaml", super::sound::RESOURCE),
        ("examples/pets.rs", text),
        ("examples/evil.txt", "evil"),
    ]);
    let files = files.unwrap_or_else(|messages| panic!("{messages}"));
    assert!(
        files
            .iter()
            .any(|file| file.path == "examples/pets.rs" && file.text == text)
    );
    assert!(!files.iter().any(|file| file.path.contains("evil")));
}
