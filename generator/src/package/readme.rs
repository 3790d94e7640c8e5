//! `README.md`, which is the crate's front page on docs.rs as well. Its Rust is compiled as doctests.

use super::{
    counts,
    runtime_manifest::{RuntimeManifest, commented},
};
use crate::{
    markdown,
    model::{Api, Auth, Method, Resource, Returns},
};
use std::fmt::Write as _;
use toml_edit::Item;

/// `README.md`.
pub(super) fn text(api: &Api, runtime: &RuntimeManifest) -> String {
    let mut text = format!("# {}\n\n", api.head.package.name);
    for line in &api.head.docs.0 {
        let _ = writeln!(text, "{line}");
    }
    let _ = write!(
        text,
        "\nVersion {} of the {} API, typed: {}, which `api.md` lists.\nThis crate is generated; do not edit it.\n\n```sh\ncargo add {}\ncargo add tokio --features macros,rt\n```\n",
        api.head.version,
        api.head.name,
        counts(api),
        api.head.package.name,
    );
    quick_start(&mut text, api);
    configuration(&mut text, api);
    text.push_str(ERRORS);
    retries(&mut text, api);
    if api
        .methods()
        .any(|method| matches!(method.returns, Returns::Pages(_)))
    {
        text.push_str(PAGES);
    }
    features(&mut text, api);
    dependencies(&mut text, runtime);
    text
}

const ERRORS: &str = "
## Errors

Every call gives a `Result` with one `Error`, which is one pointer wide. It prints as one line that says what was
called, what came back and how often it was tried; `status()`, `message()`, `request_id()`, `attempts()` and
predicates such as `is_not_found()` say it to programs. Neither its `Display` nor its `Debug` shows bodies or keys.
";

const PAGES: &str = "
## Pages

A list is a request with three uses: await it for one page, ask the page for `next_page()`, or turn the request
`into_stream()`, which walks all items of all pages. After an error the stream can be polled again; it retries the
same page. `resume_cursor()` says where to go on after a restart.
";

const FEATURES: &str = "
## Features

| feature | default | what it brings |
| --- | --- | --- |
| `hyper` | yes | the default transport, a pooled HTTP/1.1 client; without it, give the builder a `Transport` of yours |
| `rustls` | yes | TLS for the default transport, with the platform's roots |
| `stream` | yes | `futures_core::Stream` for streams of items |
| `testing` | no | an API inside of your tests: typed replies, fakes, fixtures, and requests that are held against the description |
";

fn features(text: &mut String, api: &Api) {
    text.push_str(FEATURES);
    let resources = api
        .top_resources()
        .map(|resource| format!("`{}`", resource.name.rust()));
    let resources: Vec<_> = resources.collect();
    if !resources.is_empty() {
        let _ = writeln!(
            text,
            "| `resources` | yes | all of the resources. Each is a feature, too, with its methods and the models that they need, so that a crate which uses two compiles two: {} |",
            resources.join(", ")
        );
    }
}

fn quick_start(text: &mut String, api: &Api) {
    let lib = &api.head.package.lib;
    let _ = write!(
        text,
        "\n## Quick start\n\n```rust,no_run\nuse {lib}::{{Client, Error}};\n\n\
         #[tokio::main(flavor = \"current_thread\")]\nasync fn main() -> Result<(), Error> {{\n    \
         let client = Client::from_env()?;\n"
    );
    let first = api.top_resources().find_map(|resource| {
        Some((
            resource,
            resource.methods.iter().find(|method| is_simple(method))?,
        ))
    });
    if let Some((resource, method)) = first {
        call(text, resource, method);
    }
    text.push_str("    Ok(())\n}\n```\n");
}

/// Returns `true` if a call of a method needs no arguments.
fn is_simple(method: &Method) -> bool {
    method.required_inputs().is_empty()
}

fn call(text: &mut String, resource: &Resource, method: &Method) {
    let call = format!(
        "client.{}().{}()",
        resource.name.ident(),
        method.name.ident()
    );
    let _ = match &method.returns {
        Returns::Pages(_) => write!(
            text,
            "    let mut items = {call}.into_stream();\n    \
             while let Some(item) = items.try_next().await? {{\n        println!(\"{{item:?}}\");\n    }}\n"
        ),
        Returns::Value(_) => write!(
            text,
            "    let answer = {call}.await?;\n    println!(\"{{answer:?}}\");\n"
        ),
        Returns::Events(_) => write!(
            text,
            "    let mut events = {call}.await?;\n    \
             while let Some(event) = events.try_next().await? {{\n        println!(\"{{event:?}}\");\n    }}\n"
        ),
        Returns::Nothing => writeln!(text, "    {call}.await?;"),
    };
}

fn configuration(text: &mut String, api: &Api) {
    text.push_str(
        "\n## Configuration\n\nWhat a call says counts first, then what the builder says, then the environment.\n\n\
         | builder | variable | what it is |\n| --- | --- | --- |\n",
    );
    let variable = |env: &Option<String>| {
        env.as_ref()
            .map_or_else(|| "–".to_owned(), |env| format!("`{env}`"))
    };
    let mut row = |name: &str, env: &Option<String>, what: &str| {
        let _ = writeln!(text, "| `{name}` | {} | {what} |", variable(env));
    };
    match &api.head.auth {
        Auth::None => {}
        Auth::Bearer { env } | Auth::Header { env, .. } => row("api_key", env, "The API key."),
        Auth::Basic { username, password } => {
            row("username", username, "The name of the user.");
            row("password", password, "The password.");
        }
    }
    if let Some(webhooks) = &api.webhooks {
        row(
            "webhook_secret",
            &webhooks.env,
            "The secret that webhooks are signed with.",
        );
    }
    let url = &api.head.base_url;
    let _ = writeln!(
        text,
        "| `base_url` | {} | Where the API answers; <{url}> otherwise. |",
        variable(&api.head.base_url_env)
    );
    for param in &api.head.client_params {
        let docs = markdown::cell(param.docs.0.first().map_or("", String::as_str));
        let _ = writeln!(
            text,
            "| `{}` | {} | {docs} |",
            param.name.rust(),
            variable(&param.env)
        );
    }
}

fn retries(text: &mut String, api: &Api) {
    let statuses: Vec<_> = api
        .head
        .retry_statuses
        .iter()
        .map(ToString::to_string)
        .collect();
    let _ = write!(
        text,
        "\n## Retries\n\n\
         GET, HEAD, PUT and DELETE are tried again after connection errors and the statuses\n\
         {}: {} times, unless the client or the call says otherwise.\n\
         POST and PATCH are tried again only where the request surely never ran, unless the call says\n\
         `idempotent(true)` or sets `max_retries`. Pauses are random, up to a bound that grows from half a second to\n\
         eight; `Retry-After` counts more. A budget for each client keeps retries from making an outage worse.\n\
         One attempt may take {:?}.\n",
        statuses.join(", "),
        api.head.max_retries,
        api.head.timeout,
    );
}

/// Lists the dependencies with the reasons that stand above them in the manifest.
fn dependencies(text: &mut String, runtime: &RuntimeManifest) {
    text.push_str("\n## Dependencies\n\n| crate | why it is here |\n| --- | --- |\n");
    for entry in commented(&runtime.dependencies) {
        let optional = entry.item.get("optional").and_then(Item::as_bool);
        let optional = if optional == Some(true) {
            ", optional"
        } else {
            ""
        };
        let _ = writeln!(text, "| `{}`{optional} | {} |", entry.name, entry.comment);
    }
}
