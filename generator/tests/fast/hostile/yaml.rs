//! YAML that expands to a large document, and invalid YAML.

use super::sound::{RESOURCE, refused, resource};
use std::fmt::Write as _;

#[test]
fn a_billion_laughs_are_refused() {
    let mut list = "docs: x\nx0: &a0 [ha, ha]\n".to_owned();
    let mut map = "docs: x\nx0: &a0 { k: ha }\n".to_owned();
    for level in 1..40 {
        let before = level - 1;
        let _ = writeln!(list, "x{level}: &a{level} [*a{before}, *a{before}]");
        let _ = writeln!(
            map,
            "x{level}: &a{level} {{ a: *a{before}, b: *a{before}, c: {{ <<: *a{before} }} }}"
        );
    }
    refused(&format!("{list}methods: *a39\n"));
    refused(&format!("{map}methods: *a39\n"));
    // Merge keys are limited as well.
    let mut merged = "m: &m0 { k: 1 }\n".to_owned();
    for level in 1..40 {
        let before = vec![format!("*m{}", level - 1); 9].join(", ");
        let _ = writeln!(
            merged,
            "x{level}: &m{level} {{ <<: [{before}], k{level}: 1 }}"
        );
    }
    refused(&format!("{merged}methods: *m39\n"));
}

#[test]
fn the_maximum_depth_fits_a_small_stack() {
    for levels in 40..70 {
        for (open, close) in [("[", "]"), ("{ a: ", " }")] {
            let deep = format!("{}1{}", open.repeat(levels), close.repeat(levels));
            let _ = resource(&format!(
                "docs: Pets.\nmethods:\n  see:\n    route: GET /\n    returns: json\n    example: {{ response: {deep} }}\n"
            ).replace("GET /", "GET /pets"));
            let _ = resource(&format!("docs: {deep}\n"));
        }
    }
}

#[test]
fn a_scalar_of_a_megabyte_is_shown_in_part() {
    let word = "ä".repeat(1 << 19);
    for text in [
        format!("docs: x\n{word}: 1\n"),
        format!("{RESOURCE}models: {{ A: {{ fields: {{ a: {word} }} }} }}\n"),
        format!("{RESOURCE}models: {{ A: {{ fields: {{ {word}: string }} }} }}\n"),
        format!("{RESOURCE}models: {{ {word}: {{ values: [A] }} }}\n"),
        format!("{RESOURCE}path: {word}\n"),
        format!("docs: x\nmethods: {{ feed: {{ route: {word} }} }}\n"),
        format!("docs: [{word}\n"),
    ] {
        refused(&text);
    }
}

#[test]
fn tags_and_directives_do_nothing() {
    for text in [
        "!!python/object/apply:os.system [true]\n",
        "docs: !include /etc/passwd\nmethods: { feed: { route: POST /feed } }\n",
        "docs: !!binary aGk=\nmethods: { feed: { route: POST /feed } }\n",
        "docs: ${HOME} $HOME `id`\nmethods: { feed: { route: POST /feed } }\n",
        "%YAML 9.9\n---\ndocs: x\n",
    ] {
        if let Ok(files) = resource(text) {
            assert!(
                !files.iter().any(|file| file.text.contains("root:x:")),
                "{text}"
            );
        }
    }
}
