//! `README.md`, which is also the front page of the crate's documentation.
//!
//! The text is a template, whose placeholders are filled in from the API. A section is left out if the API has no value
//! for one of its placeholders.

use super::{
    counts::counts,
    features,
    runtime_manifest::{Commented, RuntimeManifest, commented},
};
use crate::{
    markdown,
    model::{Api, Method, Scheme, queries},
};
use std::time::Duration;
use toml_edit::Item;

const TEMPLATE: &str = include_str!("README.template.md");

/// Returns the text of `README.md`. `snippets` are the names and the code of the snippets that the API supports.
pub(super) fn text(api: &Api, runtime: &RuntimeManifest, snippets: &[(&str, String)]) -> String {
    let template = choose(TEMPLATE, |condition| holds(api, condition));
    fill(&template, |placeholder| {
        match placeholder.strip_prefix("snippet.") {
            Some(name) => {
                let (_, code) = snippets.iter().find(|(snippet, _)| *snippet == name)?;
                Some(code.trim_end().to_owned())
            }
            None => value(api, runtime, placeholder),
        }
    })
}

/// Returns `true` if a condition of the template holds.
fn holds(api: &Api, condition: &str) -> bool {
    match condition {
        "lists" => queries::has_pages(api),
        "downloads" => queries::has_downloads(api),
        "optional" => api.methods().any(Method::has_optional),
        unknown => unreachable!("the template has no condition `{unknown}`"),
    }
}

/// Returns the value of a placeholder that is not code.
fn value(api: &Api, runtime: &RuntimeManifest, placeholder: &str) -> Option<String> {
    let head = &api.head;
    let value = match placeholder {
        "package" => head.package.name.clone(),
        "docs" => match head.docs.0.as_slice() {
            [] => format!("Client for the {} API.", head.name),
            lines => lines.join("\n"),
        },
        "version" => head.version.clone(),
        "api" => head.name.clone(),
        "counts" => counts(api),
        "configuration" => configuration(api),
        "retried" => retried(&head.retry_statuses),
        "max_retries" => times(head.max_retries),
        "timeout" => seconds(head.timeout),
        "features" => features::rows(api, runtime),
        "dependencies" => dependencies(runtime),
        unknown => unreachable!("the template has no placeholder `{unknown}`"),
    };
    (!value.is_empty()).then_some(value)
}

/// Keeps the texts whose condition holds, which are written as `{{if condition}}text{{end}}`.
fn choose(template: &str, holds: impl Fn(&str) -> bool) -> String {
    let mut pieces = template.split("{{if ");
    let mut chosen = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (condition, rest) = piece.split_once("}}").unwrap_or((piece, ""));
        let (text, rest) = rest.split_once("{{end}}").unwrap_or((rest, ""));
        if holds(condition) {
            chosen.push_str(text);
        }
        chosen.push_str(rest);
    }
    chosen
}

/// Fills in placeholders, which are written as `{{name}}`. Sections begin with headings of the second level or below.
fn fill(template: &str, value: impl Fn(&str) -> Option<String>) -> String {
    let mut text = String::new();
    for section in sections(template) {
        if let Some(filled) = fill_section(section, &value) {
            text.push_str(&filled);
        }
    }
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}

fn sections(template: &str) -> Vec<&str> {
    let headings = template.match_indices("\n##").map(|(at, _)| at + 1);
    let starts: Vec<_> = [0]
        .into_iter()
        .chain(headings)
        .chain([template.len()])
        .collect();
    let sections = starts.windows(2);
    sections.map(|ends| &template[ends[0]..ends[1]]).collect()
}

fn fill_section(section: &str, value: impl Fn(&str) -> Option<String>) -> Option<String> {
    let mut pieces = section.split("{{");
    let mut filled = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (placeholder, rest) = piece.split_once("}}").unwrap_or((piece, ""));
        filled.push_str(&value(placeholder)?);
        filled.push_str(rest);
    }
    Some(filled)
}

/// Returns the rows of the table of settings.
fn configuration(api: &Api) -> String {
    let head = &api.head;
    let mut rows = Vec::new();
    let mut row = |name: &str, variable: Option<&String>, meaning: &str| {
        let variable = variable.map_or_else(|| "–".to_owned(), |variable| format!("`{variable}`"));
        rows.push(format!("| `{name}` | {variable} | {meaning} |"));
    };
    for scheme in &head.auth.schemes {
        match scheme {
            Scheme::Key(key) => row(&key.method, key.env.as_ref(), "API key."),
            Scheme::OAuth2(oauth2) => {
                let meaning = "Id of the client at the token server.";
                row("client_id", oauth2.id.as_ref(), meaning);
                row(
                    "client_secret",
                    oauth2.secret.as_ref(),
                    "Secret of the client.",
                );
            }
            Scheme::Basic { username, password } => {
                row("username", username.as_ref(), "User name.");
                row("password", password.as_ref(), "Password.");
            }
        }
    }
    if let Some(webhooks) = &api.webhooks {
        let meaning = "Secret with which webhooks are signed.";
        row("webhook_secret", webhooks.env.as_ref(), meaning);
    }
    let meaning = match &head.base_url {
        Some(url) => format!("Base URL of the API; default: {}.", url_text(url)),
        None => "Base URL of the API.".to_owned(),
    };
    row("base_url", head.base_url_env.as_ref(), &meaning);
    for server in &head.servers {
        let of = server.method.wire().trim_end_matches("_url");
        let url = url_text(&server.url);
        let meaning = format!("URL of the server `{of}`; default: {url}.");
        row(server.method.rust(), server.env.as_ref(), &meaning);
    }
    for variable in &head.url_variables {
        let docs = variable.docs.0.first().map_or("", String::as_str);
        let name = variable.name.rust();
        row(name, variable.env.as_ref(), &markdown::cell(docs));
    }
    for param in &head.client_params {
        let docs = param.docs.0.first().map_or("", String::as_str);
        row(param.name.rust(), param.env.as_ref(), &markdown::cell(docs));
    }
    rows.join("\n")
}

/// Returns a URL as a link, or as code if it has variables.
fn url_text(url: &str) -> String {
    if url.contains('{') {
        format!("`{url}`")
    } else {
        format!("<{url}>")
    }
}

/// Names the failures after which a request is retried.
fn retried(statuses: &[u16]) -> String {
    let statuses: Vec<_> = statuses.iter().map(ToString::to_string).collect();
    match statuses.as_slice() {
        [] => "connection errors".to_owned(),
        [status] => format!("connection errors and the status {status}"),
        [statuses @ .., last] => {
            let statuses = statuses.join(", ");
            format!("connection errors and the statuses {statuses} and {last}")
        }
    }
}

fn seconds(duration: Duration) -> String {
    match duration.as_secs_f64() {
        1.0 => "1 second".to_owned(),
        seconds => format!("{seconds} seconds"),
    }
}

fn times(count: u32) -> String {
    match count {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        count => format!("{count} times"),
    }
}

/// Returns the rows of the table of dependencies, with the comments of the manifest.
fn dependencies(runtime: &RuntimeManifest) -> String {
    let everywhere = commented(&runtime.dependencies).map(|row| {
        let is_optional = row.item.get("optional").and_then(Item::as_bool);
        let when = if is_optional == Some(true) {
            ", optional"
        } else {
            ""
        };
        dependency(&row, when)
    });
    let (_, in_browsers) = &runtime.in_browsers;
    let only_in_browsers = commented(in_browsers)
        .filter(|row| !runtime.dependencies.contains_key(row.name))
        .map(|row| dependency(&row, ", in browsers"));
    let rows: Vec<_> = everywhere.chain(only_in_browsers).collect();
    rows.join("\n")
}

fn dependency(row: &Commented<'_>, when: &str) -> String {
    format!("| `{}`{when} | {} |", row.name, row.comment)
}
