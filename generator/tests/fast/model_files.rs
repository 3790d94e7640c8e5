//! Files of models exist with the features of the resources that need them.

use crate::support::{folder, resolved};
use generator::{print::print, rust};
use serde_json::json;
use std::path::Path;

/// Describes five resources, which use shared models.
fn describe(spec: &Path) {
    let write = |file: &str, text: serde_json::Value| {
        folder::write(&spec.join(file), &text.to_string());
    };
    write(
        "api.yaml",
        json!({
            "name": "Zoo", "version": "1", "docs": "Zoo.", "package": { "name": "zoo", "version": "0.1.0" },
            "base_url": "https://zoo.example", "auth": "bearer",
        }),
    );
    let model = |field: &str| json!({ "docs": "Model.", "fields": { "value": field } });
    write(
        "shared.yaml",
        json!({ "models": {
            "OfAll": model("string"),
            "OfTwo": model("PartOfTwo"),
            "PartOfTwo": model("string"),
            "OfOne": model("PartOfTwo"),
            "OfNone": model("PartOfNone"),
            "PartOfNone": model("string"),
        } }),
    );
    let of_resources = [
        ("ants", "OfTwo"),
        ("bees", "OfOne"),
        ("cats", "OfAll"),
        ("dogs", "string"),
        ("emus", "Egg"),
    ];
    for (resource, ty) in of_resources {
        let mut text = json!({ "docs": "Animals.", "path": format!("/{resource}"), "methods": {
            "feed": { "route": "POST /", "docs": "Feeds.", "returns": "OfAll", "body": { "food": ty } },
        } });
        if resource == "emus" {
            text["models"] = json!({ "Egg": model("OfTwo") });
        }
        write(&format!("resources/{resource}.yaml"), text);
    }
}

#[test]
fn shared_models_exist_with_the_resources_that_need_them() {
    let spec = folder::temporary();
    describe(spec.path());
    let api = resolved::resolved(spec.path());
    let files = rust::files(&api);
    let text = |path: &str| {
        let file = files.iter().find(|file| file.path == path);
        let tokens = file.unwrap_or_else(|| panic!("no {path}")).tokens();
        print("header", tokens).expect("the tokens are Rust")
    };
    let always = text("src/models/shared.rs");
    for model in ["OfAll", "OfNone", "PartOfNone", "PartOfTwo"] {
        assert!(
            always.contains(&format!("pub struct {model} ")),
            "{model} is needed by many resources, or by none, which must not break it"
        );
    }
    for model in ["OfTwo", "OfOne", "Egg"] {
        assert!(!always.contains(&format!("pub struct {model} ")), "{model}");
    }
    let modules = text("src/models.rs");
    let conditions = [
        ("emus", r#"#[cfg(feature = "emus")] "#),
        ("shared", ""),
        (
            "shared_of_two",
            r#"#[cfg(any(feature = "ants", feature = "emus"))] "#,
        ),
        ("shared_of_one", r#"#[cfg(feature = "bees")] "#),
    ];
    let line: String = modules.replace('\n', " ");
    for (module, condition) in conditions {
        for item in [format!("mod {module};"), format!("pub use {module}::*;")] {
            assert!(line.contains(&format!("{condition}{item}")), "{modules}");
        }
    }
    assert!(!line.contains(")] mod shared;"), "{modules}");
}
