//! Texts of `api.yaml` that contain code or markup.

use super::sound::{RESOURCE, described};
use serde_json::json;

const TEXTS: &[&str] = &[
    "../../etc/passwd",
    "crate",
    "a\nb",
    "\"#",
    "{}*/#![x]",
    "\u{202e}a",
    "<script>",
    "[a](javascript:b)\\",
];

#[test]
fn no_head_leaves_its_place() {
    for text in TEXTS {
        let good = json!({
            "name": "Zoo", "version": "1", "package": { "name": "zoo", "version": "0.1.0" },
            "base_url": "https://zoo.example", "auth": "bearer",
        });
        for key in [
            "name",
            "version",
            "base_url",
            "auth",
            "timeout",
            "request_id",
            "error",
        ] {
            let mut api = good.clone();
            api[key] = json!(text);
            let _ = described(&[
                ("api.yaml", &api.to_string()),
                ("resources/pets.yaml", RESOURCE),
            ]);
        }
        for key in ["name", "version", "license", "repository", "homepage"] {
            let mut api = good.clone();
            api["package"][key] = json!(format!("{text}\"\nbuild = \"evil.rs"));
            let _ = described(&[
                ("api.yaml", &api.to_string()),
                ("resources/pets.yaml", RESOURCE),
            ]);
            api["package"][key] = json!(text);
            let _ = described(&[
                ("api.yaml", &api.to_string()),
                ("resources/pets.yaml", RESOURCE),
            ]);
        }
        let mut api = good.clone();
        api["env"] = json!({ "api_key": text, "base_url": text });
        api["client_params"] = json!({ (*text): { "env": text } });
        api["pagination"] = json!({ "items": text, "next": text, "cursor": text });
        let pages = "docs: x\nmethods: { list: { route: GET /pets, returns: page of json } }\n";
        let _ = described(&[
            ("api.yaml", &api.to_string()),
            ("resources/pets.yaml", pages),
        ]);
    }
}

#[test]
fn the_manifest_has_the_texts() {
    let evil = "MIT\"\nbuild = \"evil.rs\"\n[dependencies]\nevil = \"1\u{7f}\u{1}\\";
    let api = json!({
        "name": "Zoo", "version": "1", "docs": evil, "base_url": "https://zoo.example", "auth": "bearer",
        "package": { "name": "zoo", "version": "0.1.0", "license": evil, "repository": evil, "homepage": evil,
                     "authors": [evil], "keywords": [evil], "categories": [evil] },
    });
    let files = described(&[
        ("api.yaml", &api.to_string()),
        ("resources/pets.yaml", RESOURCE),
    ]);
    if let Ok(files) = files {
        let manifest = files
            .iter()
            .find(|file| file.path == "Cargo.toml")
            .expect("there is a manifest");
        assert!(
            !manifest
                .text
                .lines()
                .any(|line| line.starts_with("build") || line.starts_with("evil")),
            "{}",
            manifest.text
        );
        assert!(!manifest.text.contains('\u{7f}'), "TOML wants it escaped");
    }
}
