//! `api.yaml`: what holds for the whole API.

use super::{Context, docs::docs, models::text, names::Scope};
use crate::{
    diagnostic::{Code, Diagnostic},
    model::{Auth, ClientParam, ErrorShape, Head, Next, Package, Shape, Type, Webhooks},
    names::{Role, is_keyword},
    scalars::UrlForm,
    source::Spanned,
    syntax,
};
use std::time::Duration;

/// Contents of `api.yaml`: what stands in the API, and defaults for methods.
pub(super) struct ApiSettings {
    pub(super) head: Head,
    /// Pagination of methods that describe none of their own.
    pub(super) pagination: Option<(syntax::Pagination, Option<Next>)>,
    /// Housekeeping events of methods that describe none of their own.
    pub(super) housekeeping: Vec<String>,
}

/// What the language takes where `api.yaml` says nothing; `spec/README.md` lists these.
const TIMEOUT: Duration = Duration::from_secs(60);
const MAX_RETRIES: u32 = 2;
const RETRY_STATUSES: [u16; 7] = [408, 409, 429, 500, 502, 503, 504];
const REQUEST_ID: &str = "x-request-id";

/// Names that Cargo or crates.io keep back, beside Rust's keywords: crates of Rust, and devices of Windows.
const RESERVED_PACKAGES: [&str; 14] = [
    "test",
    "std",
    "core",
    "alloc",
    "proc_macro",
    "proc-macro",
    "nul",
    "con",
    "prn",
    "aux",
    "com1",
    "com2",
    "lpt1",
    "lpt2",
];

/// No call may be tried more often than this.
const RETRY_LIMIT: u32 = 10;

/// Resolves `api.yaml`.
pub(super) fn resolve(context: &mut Context, api: &syntax::ApiFile) -> ApiSettings {
    printable(context, &api.name, "the API's name");
    printable(context, &api.version, "the API's version");
    base_url(context, &api.base_url);
    let env = &api.env;
    let variables = [
        &env.api_key,
        &env.base_url,
        &env.username,
        &env.password,
        &env.webhook_secret,
    ];
    for variable in variables.into_iter().flatten() {
        check_env(context, variable);
    }
    check_env_use(context, api);
    let head = Head {
        name: api.name.value.clone(),
        version: api.version.value.clone(),
        docs: docs(api.docs.as_ref()),
        package: package(context, &api.package),
        base_url: api.base_url.trim_end_matches('/').to_owned(),
        base_url_env: text(api.env.base_url.as_ref()),
        auth: auth(context, api),
        client_params: client_params(context, api),
        timeout: api
            .timeout
            .as_ref()
            .and_then(|timeout| duration(context, timeout))
            .unwrap_or(TIMEOUT),
        max_retries: max_retries(context, api.retries.as_ref()),
        retry_statuses: retry_statuses(context, api.retries.as_ref()),
        request_id: request_id(context, api.request_id.as_ref()),
    };
    ApiSettings {
        head,
        pagination: api
            .pagination
            .clone()
            .map(|pagination| (pagination.clone(), context.next(&pagination))),
        housekeeping: api.events.as_ref().map(housekeeping).unwrap_or_default(),
    }
}

/// The names of events that are not decoded.
pub(super) fn housekeeping(events: &syntax::Events) -> Vec<String> {
    let names = events.housekeeping.iter();
    names.map(|name| name.value.clone()).collect()
}

/// What is sent to webhooks, once the models are known.
pub(super) fn webhooks(context: &mut Context, api: &syntax::ApiFile) -> Option<Webhooks> {
    let event = api.webhooks.as_ref()?;
    match context.value_type(event)? {
        Type::Model(id) if matches!(context.models[id.0].shape, Shape::Union(_)) => {
            Some(Webhooks {
                event: id,
                env: text(api.env.webhook_secret.as_ref()),
            })
        }
        Type::Model(_) | Type::Scalar(_) | Type::Mask(_) | Type::List(_) | Type::Map(_) => {
            context.report(Diagnostic::at(
                Code::BadWebhooks,
                event.span,
                "the events of webhooks are a union",
                "name a model with `tag:` and `variants:`, one for each event",
            ));
            None
        }
    }
}

fn auth(context: &mut Context, api: &syntax::ApiFile) -> Auth {
    match &api.auth {
        syntax::Auth::None => Auth::None,
        syntax::Auth::Bearer => Auth::Bearer {
            env: text(api.env.api_key.as_ref()),
        },
        syntax::Auth::Basic => Auth::Basic {
            username: text(api.env.username.as_ref()),
            password: text(api.env.password.as_ref()),
        },
        syntax::Auth::Header(name) => Auth::Header {
            name: header_name(context, name),
            env: text(api.env.api_key.as_ref()),
        },
    }
}

/// Reports variables of what the API does not have.
fn check_env_use(context: &mut Context, api: &syntax::ApiFile) {
    let (key, basic) = match &api.auth {
        syntax::Auth::None => (false, false),
        syntax::Auth::Bearer | syntax::Auth::Header(_) => (true, false),
        syntax::Auth::Basic => (false, true),
    };
    let uses = [
        (
            &api.env.api_key,
            key,
            "`auth: bearer` or `auth: { header: … }`",
        ),
        (&api.env.username, basic, "`auth: basic`"),
        (&api.env.password, basic, "`auth: basic`"),
        (
            &api.env.webhook_secret,
            api.webhooks.is_some(),
            "`webhooks:`",
        ),
    ];
    for (variable, used, of) in uses {
        if let Some(variable) = variable.as_ref().filter(|_| !used) {
            let message = format!("nothing reads the variable `{}`", variable.value);
            let help = format!("remove it; it belongs to {of}");
            context.report(Diagnostic::at(
                Code::VariableOfNothing,
                variable.span,
                message,
                help,
            ));
        }
    }
}

/// The shape of error bodies, once the models are known.
pub(super) fn error_shape(context: &mut Context, api: &syntax::ApiFile) -> Option<ErrorShape> {
    let shape = api.error.as_ref()?;
    let model = match context.value_type(&shape.model)? {
        Type::Model(id) => id,
        Type::Scalar(_) | Type::Mask(_) | Type::List(_) | Type::Map(_) => {
            context.report(Diagnostic::at(
                Code::BadError,
                shape.model.span,
                "an error's body is a model",
                "name a model with `fields:`",
            ));
            return None;
        }
    };
    let path = shape
        .message
        .as_ref()
        .map_or("message", |message| message.value.as_str());
    let message: Vec<_> = path.split('.').map(str::to_owned).collect();
    let mut at = model;
    for (depth, key) in message.iter().enumerate() {
        let fields = match &context.models[at.0].shape {
            Shape::Struct(fields) => fields.as_slice(),
            Shape::Enum(_) | Shape::Union(_) | Shape::Mask(_) => &[],
        };
        match fields
            .iter()
            .find(|field| field.name.wire() == key)
            .map(|field| &field.ty)
        {
            Some(Type::Model(inner)) if depth + 1 < message.len() => at = *inner,
            Some(Type::Scalar(scalar))
                if depth + 1 == message.len() && scalar.row().url == UrlForm::Text => {}
            Some(_) | None => {
                let span = shape
                    .message
                    .as_ref()
                    .map_or(shape.model.span, |message| message.span);
                let message = format!("the error's model has no text `{path}`");
                context.report(Diagnostic::at(
                    Code::BadError,
                    span,
                    message,
                    "name the field with the text for people in `message:`",
                ));
                return None;
            }
        }
    }
    Some(ErrorShape { model, message })
}

fn package(context: &mut Context, package: &syntax::Package) -> Package {
    let name = &package.name;
    let legal = name.len() <= 64
        && name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    let reserved =
        RESERVED_PACKAGES.contains(&name.to_ascii_lowercase().as_str()) || is_keyword(name);
    if !legal || reserved {
        let message = format!("crates.io takes no package `{}`", name.value);
        let help = if legal {
            "choose another name; Rust or Windows has something of its own that is called so"
        } else {
            "use at most 64 ASCII letters, digits, `-` and `_`, with a letter in front"
        };
        context.report(Diagnostic::at(Code::BadPackage, name.span, message, help));
    }
    if semver::Version::parse(&package.version).is_err() {
        let message = format!("`{}` is no version", package.version.value);
        context.report(Diagnostic::at(
            Code::BadVersion,
            package.version.span,
            message,
            "write three numbers, such as `0.1.0`",
        ));
    }
    let words = |words: &[Spanned<String>]| words.iter().map(|word| word.value.clone()).collect();
    Package {
        name: name.value.clone(),
        lib: name.replace('-', "_"),
        version: package.version.value.clone(),
        license: text(package.license.as_ref()),
        repository: text(package.repository.as_ref()),
        homepage: text(package.homepage.as_ref()),
        authors: words(&package.authors),
        keywords: words(&package.keywords),
        categories: words(&package.categories),
    }
}

/// A word that goes into a header has no room for more than visible ASCII and spaces, and one that stands in
/// documentation none for markup.
fn printable(context: &mut Context, word: &Spanned<String>, what: &str) {
    let plain = |c: char| (c.is_ascii_graphic() && !"<>[]`\\".contains(c)) || c == ' ';
    if word.trim().is_empty() || !word.chars().all(plain) {
        let message = format!("{what} must be visible ASCII text");
        context.report(Diagnostic::at(
            Code::BadHeader,
            word.span,
            message,
            "it is sent in the header `User-Agent`, and stands in documentation; write it in ASCII, without markup",
        ));
    }
}

fn base_url(context: &mut Context, url: &Spanned<String>) {
    let problem = match url.split_once("://") {
        Some(("https" | "http", rest)) => {
            let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
            if host.is_empty() || host.starts_with(':') {
                Some("it names no host")
            } else if host.contains('@') {
                Some("it carries a user")
            } else if url.contains(['?', '#']) {
                Some("it carries a query or a fragment")
            } else if !host
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || ".-:[]".contains(c))
                || !path
                    .chars()
                    .all(|c| c.is_ascii_alphanumeric() || "/-._~%".contains(c))
            {
                Some("it has a character that no URL may have")
            } else {
                None
            }
        }
        Some(_) | None => Some("it is not absolute"),
    };
    if let Some(problem) = problem {
        let help =
            "write a scheme, a host and perhaps a path, such as `https://api.example.com/v1`";
        context.report(Diagnostic::at(
            Code::BadBaseUrl,
            url.span,
            format!("a bad base URL: {problem}"),
            help,
        ));
    }
}

fn client_params(context: &mut Context, api: &syntax::ApiFile) -> Vec<ClientParam> {
    let mut scope = Scope::default();
    let mut params = Vec::new();
    for (key, param) in &api.client_params.entries {
        if let Some(env) = &param.env {
            check_env(context, env);
        }
        let Some(name) = context.name(Role::ClientParam, key, param.rust.as_ref()) else {
            continue;
        };
        if context.claim(&mut scope, "parameter", &name, key.span) {
            params.push(ClientParam {
                name,
                docs: docs(param.docs.as_ref()),
                env: text(param.env.as_ref()),
            });
        }
    }
    params
}

fn check_env(context: &mut Context, variable: &Spanned<String>) {
    let legal = variable.starts_with(|c: char| c.is_ascii_uppercase() || c == '_')
        && variable
            .chars()
            .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_');
    if !legal {
        let message = format!("`{}` is no name of an environment variable", variable.value);
        context.report(Diagnostic::at(
            Code::BadVariable,
            variable.span,
            message,
            "use capital letters, digits and `_`",
        ));
    }
}

fn duration(context: &mut Context, text: &Spanned<String>) -> Option<Duration> {
    let digits = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    let (number, unit) = text.split_at(digits);
    let milliseconds = match unit {
        "ms" => Some(1),
        "s" => Some(1000),
        "m" => Some(60_000),
        _ => None,
    };
    let number = number.parse::<u64>().ok().filter(|number| *number > 0);
    let duration = number
        .zip(milliseconds)
        .and_then(|(number, unit)| number.checked_mul(unit));
    if duration.is_none() {
        let message = format!("`{}` is no duration", text.value);
        context.report(Diagnostic::at(
            Code::BadDuration,
            text.span,
            message,
            "write a number and a unit: `500ms`, `60s` or `2m`",
        ));
    }
    duration.map(Duration::from_millis)
}

fn max_retries(context: &mut Context, retries: Option<&syntax::Retries>) -> u32 {
    let Some(retries) = retries else {
        return MAX_RETRIES;
    };
    if retries.max.value > RETRY_LIMIT {
        let message = format!("{} retries are too many", retries.max.value);
        context.report(Diagnostic::at(
            Code::BadRetries,
            retries.max.span,
            message,
            format!("allow 0 to {RETRY_LIMIT}"),
        ));
    }
    retries.max.value
}

fn retry_statuses(context: &mut Context, retries: Option<&syntax::Retries>) -> Vec<u16> {
    let Some(retries) = retries else {
        return RETRY_STATUSES.to_vec();
    };
    for (index, status) in retries.statuses.iter().enumerate() {
        let first = retries.statuses[..index]
            .iter()
            .find(|first| first.value == status.value);
        if let Some(first) = first {
            let message = format!("{} stands twice", status.value);
            let diagnostic =
                Diagnostic::at(Code::BadRetries, status.span, message, "remove one of them");
            context.report(diagnostic.other(first.span, "first here"));
        }
        if !(400..600).contains(&status.value) {
            let message = format!("{} is no status of an error", status.value);
            context.report(Diagnostic::at(
                Code::BadRetries,
                status.span,
                message,
                "list statuses from 400 to 599",
            ));
        }
    }
    retries.statuses.iter().map(|status| status.value).collect()
}

fn request_id(context: &mut Context, header: Option<&Spanned<String>>) -> String {
    header.map_or_else(
        || REQUEST_ID.to_owned(),
        |header| header_name(context, header),
    )
}

/// The name of a header in small letters; one that is none is reported.
fn header_name(context: &mut Context, header: &Spanned<String>) -> String {
    let legal = !header.is_empty()
        && header
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "-_".contains(c));
    if !legal {
        let message = format!("`{}` is no name of a header", header.value);
        context.report(Diagnostic::at(
            Code::BadHeader,
            header.span,
            message,
            "use ASCII letters, digits and `-`",
        ));
    }
    header.to_ascii_lowercase()
}
