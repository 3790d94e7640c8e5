//! Round trips of random values of every model of the real description. A crate decodes them with the emitted types, encodes
//! them and compares the result. It reads the values from a file, so that it is compiled once.

use crate::{
    cargo::FEATURES,
    emitted, new_resource,
    random_values::{Fill, Pair, Values},
    support::{folder, project, resolved::resolved},
};
use generator::model::{Api, ModelId, Shape};
use serde_json::json;
use std::{fmt::Write as _, path::Path};

/// Folder of the crate in the scratch workspace.
pub const MEMBER: &str = "round-trips";

/// Minimum number of values of a model; a union with many variants has more.
const VALUES: usize = 24;

/// Writes the crate that decodes and encodes: files that are written by hand, a table of all models, and their values. It
/// uses the crate that also has the new resources.
pub fn emit(out: &Path) {
    let spec = folder::temporary();
    new_resource::describe(spec.path());
    let api = resolved(spec.path());
    let files = [
        ("Cargo.toml", manifest(&api)),
        ("tests/round_trips/table.rs", table(&api)),
        ("values.jsonl", values(&api)),
        (
            "tests/round_trips/main.rs",
            folder::read(&project::tests("round_trips/main.rs")),
        ),
        (
            "tests/round_trips/changes.rs",
            folder::read(&project::tests("round_trips/changes.rs")),
        ),
    ];
    for (name, text) in files {
        folder::write(&out.join(name), &text);
    }
}

fn manifest(api: &Api) -> String {
    let features: Vec<_> = FEATURES[1]
        .trim_start_matches("--features=")
        .split(',')
        .collect();
    format!(
        "[package]\nname = \"{MEMBER}\"\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n[dependencies]\n\
         {} = {{ path = \"../{}\", default-features = false, features = {features:?} }}\n\
         serde = \"1\"\nserde_json = \"1\"\n",
        api.head.package.name,
        new_resource::MEMBER,
    )
}

/// Returns the models that are decoded.
fn models(api: &Api) -> impl Iterator<Item = ModelId> {
    let ids = (0..api.models.0.len()).map(ModelId);
    ids.filter(|id| match api.models.get(*id).shape {
        Shape::Struct(_) | Shape::Enum(_) | Shape::Union(_) => true,
        Shape::Mask(_) => false,
    })
}

fn table(api: &Api) -> String {
    let mut text = format!(
        "//! All models, each with the function that decodes and encodes it.\n\nuse crate::{{Back, back}};\nuse {}::models;\n\n\
         /// The table.\n#[rustfmt::skip]\npub const TABLE: &[(&str, Back)] = &[\n",
        api.head.package.lib
    );
    for id in models(api) {
        let name = &api.models.get(id).name;
        let _ = writeln!(
            text,
            "    ({:?}, back::<models::{}>),",
            name.rust(),
            name.ident()
        );
    }
    text + "];\n"
}

/// Formats one line of JSON for each value.
fn values(api: &Api) -> String {
    let mut text = String::new();
    for id in models(api) {
        let model = api.models.get(id);
        let variants = model.shape.variants().len() + 1;
        for number in 0..VALUES.max(variants * 4) {
            let fill = match number / variants {
                0 => Fill::None,
                1 => Fill::All,
                _ => Fill::Some,
            };
            let seed = u64::try_from(id.0 * 1000 + number).expect("the numbers are small");
            let Pair { there, back } = Values::new(api, seed, fill).model(id, number % variants);
            let is_word = matches!(model.shape, Shape::Enum(_));
            // Unknown values are kept with their white space.
            let word_for_word = is_word || (variants > 1 && number % variants == variants - 1);
            let name = model.name.rust();
            // The JSON is a string, so that reading the line does not change it.
            let line = json!([name, there.to_string(), back.to_string(), word_for_word]);
            let _ = writeln!(text, "{line}");
        }
    }
    text
}

#[test]
fn every_model_keeps_random_values() {
    emitted::has_passed("every_value_comes_back");
}

#[test]
fn changed_values_are_refused_or_invent_nothing() {
    emitted::has_passed("changed_values_are_refused_with_a_path_or_invent_nothing");
}
