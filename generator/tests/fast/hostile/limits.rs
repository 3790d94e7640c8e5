//! Limits of depth and size.

use super::{METHODS, codes, is_sound, resource, run};
use generator::Code;
use std::fs::{self, File};

#[test]
fn depth_is_bounded() {
    for (open, close) in [("[", "]"), ("{a: ", "}"), ("- ", ""), ("? ", "")] {
        let text = format!("docs: {}{}", open.repeat(10_000), close.repeat(10_000));
        assert!(!codes(resource(text)).is_empty(), "{open}");
        let text = format!("{}{}", open.repeat(10_000), close.repeat(10_000));
        assert!(!codes(resource(text)).is_empty(), "{open}");
    }
    let lines = (0..10_000).map(|depth| format!("{}a:\n", " ".repeat(depth)));
    let blocks: String = lines.take(3000).collect();
    assert!(!codes(resource(blocks)).is_empty());
}

#[test]
fn types_are_bounded() {
    let text = format!(
        "{METHODS}models: {{ A: {{ fields: {{ a: {}string }} }} }}",
        "list of ".repeat(100_000)
    );
    assert_eq!(codes(resource(text)), [Code::TypeTooDeep]);
}

/// Aliases are read up to a limit, beyond which a description is refused: without one, the second list would have more
/// items than any memory can hold.
#[test]
fn aliases_are_bounded() {
    let response = |levels: usize| {
        let lists = (1..=levels).map(|level| {
            let item = format!("*a{}, ", level - 1);
            format!("\n        k{level}: &a{level} [{}]", item.repeat(10))
        });
        let lists: String = lists.collect();
        format!(
            "methods:\n  get:\n    route: GET /x\n    returns: json\n    example:\n      response:\n        k0: &a0 [x]{lists}\n"
        )
    };
    is_sound(&resource(response(2)).expect("a few aliases are allowed"));
    assert_eq!(codes(resource(response(40))), [Code::TooLarge]);
    assert!(
        !codes(resource("docs: &a [*a]\n")).is_empty(),
        "an alias of itself"
    );
}

#[test]
fn size_is_bounded() {
    let sparse = run(|spec| {
        fs::create_dir(spec.join("resources")).expect("the folder can be created");
        let file =
            File::create(spec.join("resources/things.yaml")).expect("the file can be created");
        file.set_len(200 << 20).expect("the file can be sparse");
    });
    assert_eq!(codes(sparse), [Code::Unreadable]);
    let long = format!("docs: {}\n{METHODS}", "a".repeat(1 << 20));
    is_sound(&resource(long).expect("long docs are allowed"));
    let name = format!(
        "{METHODS}models: {{ {}: {{ fields: {{}} }} }}",
        "A".repeat(1 << 20)
    );
    let message = resource(name).map_or_else(|findings| findings.render(false).len(), |_| 0);
    assert!(message < 20_000, "a message of {message} bytes");
}

#[test]
fn large_descriptions_are_accepted() {
    let fields: Vec<String> = (0..3000)
        .map(|index| format!("      f{index}: string\n"))
        .collect();
    let models: Vec<String> = (0..1500)
        .map(|index| format!("  M{index}: {{ fields: {{ a: string }} }}\n"))
        .collect();
    is_sound(
        &resource(format!(
            "{METHODS}models:\n  A:\n    fields:\n{}{}",
            fields.concat(),
            models.concat()
        ))
        .expect("the description is valid"),
    );
}

#[test]
fn masks_are_bounded() {
    let models: Vec<String> = (0..6)
        .map(|level| {
            let fields: Vec<String> = (0..12)
                .map(|field| format!("f{field}?: M{}, ", level + 1))
                .collect();
            format!("  M{level}: {{ fields: {{ {} }} }}\n", fields.concat())
        })
        .collect();
    let text = format!(
        "methods: {{ a: {{ route: PATCH /x, body: {{ m: M0, mask: field mask of M0 }} }} }}\nmodels:\n{}  M6: {{ fields: {{ a: string }} }}\n",
        models.concat()
    );
    assert_eq!(codes(resource(text)), [Code::BadMask]);
}

#[test]
fn chains_of_models_do_not_use_up_the_stack() {
    let models: Vec<String> = (0..5000)
        .map(|index| format!("  M{index}: {{ fields: {{ a: M{} }} }}\n", index + 1))
        .collect();
    let chain = format!(
        "methods: {{ a: {{ route: PATCH /x, body: {{ m: M0 }}, returns: M0 }} }}\nmodels:\n{}  M5000: {{ fields: {{ a: string }} }}\n",
        models.concat()
    );
    assert_eq!(codes(resource(chain)), [Code::TypeTooDeep]);
}
