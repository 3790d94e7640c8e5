//! Warnings about documentation: broken links and missing docs. This module checks the syntax, which has every text once.

use crate::{
    diagnostic::{Code, Diagnostic},
    markdown,
    resolve::{files::Files, reporter::Reporter},
    source::{Span, Spanned},
    syntax::{
        BodyDecl, Entries, FieldDecl, MethodDecl, ModelDecl, ParamDecl, ResourceFile, Shorthand,
    },
};

type Text = Option<Spanned<String>>;

/// Checks all documentation of a description.
pub(super) fn check(reporter: &Reporter, files: &Files) {
    if let Some(api) = &files.api {
        links(reporter, [&api.docs]);
        for (_, param) in &api.client_params.entries {
            links(reporter, [&param.docs]);
        }
    }
    if let Some(shared) = &files.shared {
        models(reporter, &shared.models);
    }
    for input in &files.resources {
        if let Some(resource) = &input.syntax {
            self::resource(reporter, &input.stem, input.start(), resource);
        }
    }
}

fn resource(reporter: &Reporter, name: &str, start: Span, resource: &ResourceFile) {
    links(reporter, [&resource.docs]);
    if resource.docs.is_none() {
        missing(reporter, start, "resource", name);
    }
    params(reporter, &resource.params);
    fields(reporter, &resource.query);
    for (key, method) in &resource.methods.entries {
        self::method(reporter, key, method);
    }
    models(reporter, &resource.models);
}

fn method(reporter: &Reporter, key: &Spanned<String>, method: &MethodDecl) {
    links(reporter, [&method.docs, &method.deprecated]);
    if method.docs.is_none() {
        missing(reporter, key.span, "method", key);
    }
    params(reporter, &method.params);
    fields(reporter, &method.query);
    match &method.body {
        Some(BodyDecl::Fields(body)) => fields(reporter, body),
        Some(BodyDecl::Whole(_)) | None => {}
    }
}

fn models(reporter: &Reporter, models: &Entries<ModelDecl>) {
    for (key, model) in &models.entries {
        links(reporter, [&model.docs, &model.deprecated]);
        if model.docs.is_none() {
            missing(reporter, key.span, "model", key);
        }
        if let Some(fields) = &model.fields {
            self::fields(reporter, fields);
        }
        if let Some(variants) = &model.variants {
            let variants = &variants.entries;
            for (_, variant) in variants {
                links(reporter, [&variant.docs, &variant.deprecated]);
            }
            siblings(
                reporter,
                variants
                    .iter()
                    .map(|(key, variant)| (key, variant.docs.is_some())),
            );
        }
        if let Some(values) = &model.values {
            let values = &values.entries.entries;
            for (_, value) in values {
                links(reporter, [&value.docs, &value.deprecated]);
            }
            siblings(
                reporter,
                values
                    .iter()
                    .map(|(key, value)| (key, value.docs.is_some())),
            );
        }
    }
}

fn params(reporter: &Reporter, params: &Entries<Shorthand<ParamDecl>>) {
    for (_, param) in &params.entries {
        links(reporter, [&param.docs]);
    }
}

fn fields(reporter: &Reporter, fields: &Entries<Shorthand<FieldDecl>>) {
    for (_, field) in &fields.entries {
        links(reporter, [&field.docs, &field.deprecated]);
    }
    // A constant says all there is to say about it.
    let entries = fields.entries.iter();
    let varying = entries.filter(|(_, field)| field.constant.is_none());
    siblings(
        reporter,
        varying.map(|(key, field)| (key, field.docs.is_some())),
    );
}

/// Reports fields without docs, if others next to them have docs. One diagnostic names the first and counts the rest.
fn siblings<'a>(
    reporter: &Reporter,
    documented: impl Iterator<Item = (&'a Spanned<String>, bool)>,
) {
    let (with, without): (Vec<_>, Vec<_>) = documented.partition(|(_, documented)| *documented);
    let (Some((first, _)), false) = (without.first(), with.is_empty()) else {
        return;
    };
    let message = match without.len() {
        1 => format!(
            "`{}` has no `docs`, but others next to it have one",
            first.value
        ),
        count => format!(
            "`{}` and {} more have no `docs`, but others next to them have one",
            first.value,
            count - 1
        ),
    };
    let help = "describe it in `docs:`";
    reporter.report(Diagnostic::at(Code::MissingDocs, first.span, message, help));
}

fn missing(reporter: &Reporter, span: Span, kind: &str, name: &str) {
    let message = format!("the {kind} `{name}` has no `docs`");
    let help = "describe it in `docs:`";
    reporter.report(Diagnostic::at(Code::MissingDocs, span, message, help));
}

fn links<'a>(reporter: &Reporter, texts: impl IntoIterator<Item = &'a Text>) {
    for text in texts.into_iter().flatten() {
        for link in markdown::broken_links(text) {
            let message = format!("broken link: {}", link.reason);
            let help = "write an absolute URL, such as `[title](https://example.com/page)`; write a name in backticks, without brackets";
            reporter
                .report(Diagnostic::at(Code::BrokenLink, text.span, message, help).word(link.word));
        }
    }
}
