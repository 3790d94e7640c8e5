//! The checked-in crate matches the description, and a check reports differences.

use crate::{
    helpers,
    support::{folder, project},
};
use generator::output::{self, Mode};

const COMMAND: &str = "cargo xtask generate";

#[test]
fn the_crate_is_up_to_date() {
    let generated = helpers::sdk();
    let report = output::apply(
        &project::path("generated-sdk"),
        &generated.files,
        Mode::Check,
    );
    let report = report.unwrap_or_else(|error| panic!("{error}"));
    assert!(
        report.is_up_to_date(),
        "\n{}\ngenerated-sdk/ is out of date; run:\n    {COMMAND}\n",
        report.diff
    );
}

#[test]
fn a_deleted_crate_is_restored_byte_for_byte() {
    let (checked_in, out) = (project::path("generated-sdk"), folder::temporary());
    let generated = helpers::sdk();
    output::apply(out.path(), &generated.files, Mode::Write)
        .unwrap_or_else(|error| panic!("{error}"));
    let written = folder::files(out.path());
    assert_eq!(
        written.len(),
        generated.files.len() + 1,
        "the emitted files and the list of them"
    );
    for file in written {
        let name = helpers::inside(out.path(), &file);
        assert!(
            folder::read(&checked_in.join(&name)) == folder::read(&file),
            "{name} differs; run:\n    {COMMAND}\n"
        );
    }
}

#[test]
fn a_new_field_shows_in_the_check() {
    let (spec, out) = (folder::temporary(), folder::temporary());
    folder::copy(&project::path("spec"), spec.path());
    let before = project::generated(spec.path());
    output::apply(out.path(), &before.files, Mode::Write).unwrap_or_else(|error| panic!("{error}"));

    let file = spec.path().join("resources/workspace_secrets.yaml");
    let (old, new) = (
        "value?: { type: secret",
        "rotationNote?: string\n      value?: { type: secret",
    );
    let text = folder::read(&file);
    assert_eq!(
        text.matches(old).count(),
        1,
        "the field is added to the description"
    );
    folder::write(&file, &text.replace(old, new));

    let after = project::generated(spec.path());
    let report = output::apply(out.path(), &after.files, Mode::Check)
        .unwrap_or_else(|error| panic!("{error}"));
    assert!(!report.is_up_to_date());
    // The model is in one file, together with the field masks that have the field; the testing kit has one file each for
    // the fixture and the shape of the model. Nothing else may change.
    assert_eq!(
        report.written,
        [
            "src/models/workspace_secrets.rs",
            "src/testing/fixtures/workspace_secrets.rs",
            "src/testing/shapes/workspace_secrets.rs",
        ]
    );
    assert_eq!(report.removed, [""; 0]);
    for line in [
        "+    pub rotation_note: Option<String>,",
        "+    /// `spec.rotationNote`",
        "+    SpecRotationNote,",
    ] {
        assert!(
            report.diff.lines().any(|found| found == line),
            "no `{line}` in:\n{}",
            report.diff
        );
    }
    assert_eq!(project::generated(spec.path()).files, after.files);
    let untouched = output::apply(out.path(), &before.files, Mode::Check)
        .unwrap_or_else(|error| panic!("{error}"));
    assert!(untouched.is_up_to_date(), "the check has written files");
}
