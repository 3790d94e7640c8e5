//! What people read: links that lead nowhere, and docs that are missing. It is checked on the syntax, where every
//! text stands once.

use super::{Context, Files, docs::broken_links};
use crate::{
    diagnostic::{Code, Diagnostic},
    source::{Span, Spanned},
    syntax::{Body, Entries, Field, Method, Model, Param, ResourceFile, Short},
};

type Text = Option<Spanned<String>>;

/// Checks all prose of a description.
pub(super) fn check(context: &mut Context, files: &Files) {
    if let Some(api) = &files.api {
        links(context, [&api.docs]);
        for (_, param) in &api.client_params.entries {
            links(context, [&param.docs]);
        }
    }
    if let Some(shared) = &files.shared {
        models(context, &shared.models);
    }
    for input in &files.resources {
        if let Some(resource) = &input.syntax {
            let start = Span {
                file: input.file,
                start: 0,
                end: 0,
            };
            self::resource(context, &input.stem, start, resource);
        }
    }
}

fn resource(context: &mut Context, name: &str, start: Span, resource: &ResourceFile) {
    links(context, [&resource.docs]);
    if resource.docs.is_none() {
        missing(context, start, "resource", name);
    }
    params(context, &resource.params);
    for (key, method) in &resource.methods.entries {
        self::method(context, key, method);
    }
    models(context, &resource.models);
}

fn method(context: &mut Context, key: &Spanned<String>, method: &Method) {
    links(context, [&method.docs, &method.deprecated]);
    if method.docs.is_none() {
        missing(context, key.span, "method", key);
    }
    params(context, &method.params);
    fields(context, &method.query);
    match &method.body {
        Some(Body::Fields(body)) => fields(context, body),
        Some(Body::Whole(_)) | None => {}
    }
}

fn models(context: &mut Context, models: &Entries<Model>) {
    for (key, model) in &models.entries {
        links(context, [&model.docs, &model.deprecated]);
        if model.docs.is_none() {
            missing(context, key.span, "model", key);
        }
        if let Some(fields) = &model.fields {
            self::fields(context, fields);
        }
        if let Some(variants) = &model.variants {
            let variants = &variants.entries;
            for (_, variant) in variants {
                links(context, [&variant.docs, &variant.deprecated]);
            }
            neighbours(
                context,
                variants
                    .iter()
                    .map(|(key, variant)| (key, variant.docs.is_some())),
            );
        }
        if let Some(values) = &model.values {
            let values = &values.0.entries;
            for (_, value) in values {
                links(context, [&value.docs, &value.deprecated]);
            }
            neighbours(
                context,
                values
                    .iter()
                    .map(|(key, value)| (key, value.docs.is_some())),
            );
        }
    }
}

fn params(context: &mut Context, params: &Entries<Short<Param>>) {
    for (_, param) in &params.entries {
        links(context, [&param.docs]);
    }
}

fn fields(context: &mut Context, fields: &Entries<Short<Field>>) {
    for (_, field) in &fields.entries {
        links(context, [&field.docs, &field.deprecated]);
    }
    neighbours(
        context,
        fields
            .entries
            .iter()
            .map(|(key, field)| (key, field.docs.is_some())),
    );
}

/// Fields are documented where some of their neighbours are. Where some are not, the first of these tells of all.
fn neighbours<'a>(
    context: &mut Context,
    documented: impl Iterator<Item = (&'a Spanned<String>, bool)>,
) {
    let (with, without): (Vec<_>, Vec<_>) = documented.partition(|(_, documented)| *documented);
    let (Some((first, _)), false) = (without.first(), with.is_empty()) else {
        return;
    };
    let message = match without.len() {
        1 => format!("`{}` has no docs, unlike its neighbours", first.value),
        count => format!(
            "`{}` and {} more have no docs, unlike their neighbours",
            first.value,
            count - 1
        ),
    };
    let help = "say what it is for in `docs:`";
    context.report(Diagnostic::at(Code::MissingDocs, first.span, message, help));
}

fn missing(context: &mut Context, span: Span, what: &str, name: &str) {
    let message = format!("the {what} `{name}` has no docs");
    let help = "say what it is for in `docs:`";
    context.report(Diagnostic::at(Code::MissingDocs, span, message, help));
}

fn links<'a>(context: &mut Context, texts: impl IntoIterator<Item = &'a Text>) {
    for text in texts.into_iter().flatten() {
        for link in broken_links(text) {
            let message = format!("this link leads nowhere: {}", link.reason);
            let help = "write a whole URL, such as `[title](https://example.com/page)`, or a name in backticks alone";
            context
                .report(Diagnostic::at(Code::BrokenLink, text.span, message, help).word(link.word));
        }
    }
}
