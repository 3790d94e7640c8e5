//! Large descriptions, and small ones that would give large crates.

use super::sound::{API, RESOURCE, accepted, described, outcome, refused, resource};
use crate::support::folder;
use std::fmt::Write as _;

/// Formats lines, one for each number.
fn many(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).fold(String::new(), |mut text, number| {
        let _ = writeln!(text, "{}", line(number));
        text
    })
}

const CALL: &str =
    "docs: Pets.\nmethods:\n  see: { route: POST /pets, body: { one: M0 }, returns: M0 }\n";

#[test]
fn a_chain_of_ten_thousand_models_is_refused_where_it_nests() {
    let chain = many(10_000, |n| {
        format!("  M{n}: {{ fields: {{ next: M{} }} }}", n + 1)
    });
    let messages = refused(&format!(
        "{CALL}models:\n{chain}  M10000: {{ fields: {{ a: string }} }}\n"
    ));
    assert!(messages.contains("deep"), "{messages}");
}

#[test]
fn a_chain_of_lists_is_cut_off_in_samples() {
    for of in ["list of", "list of list of", "map of"] {
        let chain = many(1_000, |n| {
            format!("  M{n}: {{ fields: {{ next: {of} M{} }} }}", n + 1)
        });
        accepted(&format!(
            "{CALL}models:\n{chain}  M1000: {{ fields: {{ a: string }} }}\n"
        ));
    }
}

#[test]
fn models_that_double_are_refused_or_cut_off() {
    for of in ["", "list of "] {
        let chain = many(60, |n| {
            format!(
                "  M{n}: {{ fields: {{ a: {of}M{next}, b: {of}M{next} }} }}",
                next = n + 1
            )
        });
        let outcome = resource(&format!(
            "{CALL}models:\n{chain}  M60: {{ fields: {{ a: string }} }}\n"
        ));
        assert_eq!(outcome.is_ok(), !of.is_empty());
    }
}

#[test]
fn models_that_all_hold_each_other_are_refused_or_cut_off() {
    for of in ["", "list of "] {
        let fields = |of: &str| {
            (0..40)
                .map(|n| format!("f{n}: {of}M{n}"))
                .collect::<Vec<_>>()
                .join(", ")
        };
        let models = many(40, |n| {
            format!("  M{n}: {{ fields: {{ {} }} }}", fields(of))
        });
        let outcome = resource(&format!("{CALL}models:\n{models}"));
        assert_eq!(outcome.is_ok(), !of.is_empty());
    }
}

#[test]
fn thousands_of_everything_are_a_crate_or_a_message() {
    let fields = many(2_000, |n| format!("      f{n}: string"));
    let _ = resource(&format!("{CALL}models:\n  M0:\n    fields:\n{fields}"));
    let values = many(2_000, |n| format!("      - V{n}"));
    accepted(
        &format!("{CALL}models:\n  M0:\n    values:\n{values}")
            .replace("returns: M0", "returns: string"),
    );
    let models = many(1_000, |n| format!("  M{n}: {{ fields: {{ a: string }} }}"));
    accepted(&format!("{CALL}models:\n{models}"));
    let methods = many(1_000, |n| {
        format!("  see{n}: {{ route: 'GET /pets/{{id}}/{n}', query: {{ 'a?': string }} }}")
    });
    accepted(&format!("docs: Pets.\nmethods:\n{methods}"));
}

#[test]
fn thousands_of_mistakes_are_counted() {
    let models = many(1_000, |n| {
        format!("  M{n:04}: {{ fields: {{ a: N{n:04}, b: Stirng }} }}")
    });
    let messages = refused(&format!("{CALL}models:\n{models}").replace("M0,", "M0000,"));
    assert!(messages.contains("more"), "{messages}");
    let wrong: String = many(5_000, |n| format!("k{n}: {n}"));
    refused(&wrong);
}

#[test]
fn masks_do_not_explode() {
    // Each level has ten fields of the next one, and none of the names is a valid Rust name.
    for (key, spelled) in [("f", ""), ("ä", "rust: f")] {
        let fields = |next: usize| {
            let fields = (0..10).map(|n| {
                let rust = if spelled.is_empty() {
                    String::new()
                } else {
                    format!(", {spelled}{n}")
                };
                format!("{key}{n}?: {{ type: M{next}{rust} }}")
            });
            fields.collect::<Vec<_>>().join(", ")
        };
        let models = many(12, |n| {
            format!("  M{n}: {{ fields: {{ {} }} }}", fields(n + 1))
        });
        let head =
            "docs: Pets.\nmethods:\n  see: { route: POST /pets, body: { m: field mask of M0 } }\n";
        refused(&format!(
            "{head}models:\n{models}  M12: {{ fields: {{ a: string }} }}\n"
        ));
    }
    // Many masks, each of which is within the limit.
    let nested = many(5, |n| {
        format!(
            "  N{n}: {{ fields: {{ a: N{next}, b: N{next}, c: N{next} }} }}",
            next = n + 1
        )
    });
    let models = many(2_000, |n| {
        format!("  M{n}: {{ fields: {{ a: N0, b: N1 }} }}")
    });
    let methods = many(2_000, |n| {
        format!("  see{n}: {{ route: POST /pets/{n}, body: {{ m: field mask of M{n} }} }}")
    });
    let text = format!(
        "docs: Pets.\nmethods:\n{methods}models:\n{nested}  N5: {{ fields: {{ a: string }} }}\n{models}"
    );
    let _ = resource(&text);
}

#[test]
fn the_cost_of_examples_is_linear() {
    let fields = many(400, |n| {
        format!("      field{n}?: {{ type: string, docs: The field with a number. }}")
    });
    let items = vec!["{}"; 20_000].join(", ");
    accepted(&format!(
        "docs: Pets.\nmethods:\n  see:\n    route: GET /pets\n    returns: list of M0\n    example: {{ response: [{items}] }}\n\
         models:\n  M0:\n    fields:\n{fields}"
    ));
}

#[test]
fn thousands_of_files_are_read() {
    let outcome = outcome(|spec| {
        folder::write(&spec.join("api.yaml"), API);
        for number in 0..1_000 {
            folder::write(
                &spec.join(format!("resources/r{number}.yaml")),
                &format!("oops{number}: 1\n{RESOURCE}"),
            );
        }
    });
    assert!(outcome.is_err());
    assert!(described(&[("api.yaml", API)]).is_err());
}
