//! Documents that are generated from the sources are up to date.

use crate::support::project;
use generator::{
    output::{self, Mode},
    reference,
};

#[test]
fn the_document_of_the_diagnostics_is_up_to_date() {
    let report = output::apply(
        &project::path("docs"),
        &[reference::diagnostics()],
        Mode::Check,
    );
    let report = report.unwrap_or_else(|error| panic!("{error}"));
    assert!(
        report.is_up_to_date(),
        "\n{}\nrun:\n    cargo run -p generator --example repo_docs\n",
        report.diff
    );
}

#[test]
fn the_schemas_are_up_to_date() {
    let report = output::apply(
        &project::path("spec/schema"),
        &reference::schemas(),
        Mode::Check,
    );
    let report = report.unwrap_or_else(|error| panic!("{error}"));
    assert!(
        report.is_up_to_date(),
        "\n{}\nrun:\n    cargo run -p generator --example repo_docs\n",
        report.diff
    );
}

#[test]
fn links_of_the_table_lead_to_sections() {
    let document = reference::diagnostics().text;
    let slug = |heading: &str| {
        let kept = heading
            .to_lowercase()
            .chars()
            .filter(|c| c.is_alphanumeric() || " -_".contains(*c))
            .collect::<String>();
        kept.replace(' ', "-")
    };
    let headings: Vec<_> = document
        .lines()
        .filter_map(|line| line.strip_prefix("## "))
        .map(slug)
        .collect();
    let links: Vec<_> = document
        .split("](#")
        .skip(1)
        .filter_map(|rest| rest.split_once(')'))
        .map(|(link, _)| link)
        .collect();
    assert_eq!(links, headings);
}
