//! Servers of an API, and variables in their URLs.

use super::{base_url, environment::check_name};
use crate::{
    diagnostic::{Code, Diagnostic},
    model::{Server, UrlVariable},
    names::Role,
    resolve::{
        docs::docs,
        files::text,
        names::name_of,
        reporter::Reporter,
        scope::{Named, Scope},
    },
    source::{Span, Spanned},
    syntax::{self, UrlVariableDecl},
    urls::{UrlTemplate, is_url_part, template},
};
use std::collections::HashSet;

/// Name of the server of the base URL.
pub(in crate::resolve) const DEFAULT: &str = "default";

/// Resolves `servers:` and `variables:`, and checks all URLs.
pub(super) fn servers(
    reporter: &Reporter,
    api: &syntax::ApiFile,
    scope: &mut Scope,
) -> (Vec<Server>, Vec<UrlVariable>) {
    let mut used = HashSet::new();
    if let Some(url) = &api.base_url {
        check_url(reporter, api, "base_url", url, &mut used);
    }
    let mut servers = Vec::new();
    for (key, server) in &api.servers.entries {
        check_url(reporter, api, "url", &server.url, &mut used);
        servers.extend(self::server(reporter, key, server, scope));
    }
    let mut variables = Vec::new();
    for (key, variable) in &api.variables.entries {
        if !used.contains(&key.value) {
            let message = format!("no URL has the variable `{}`", key.value);
            let help = format!("remove it, or write `{{{}}}` in `base_url`", key.value);
            report(reporter, key.span, message, &help);
        }
        variables.extend(self::variable(reporter, key, variable, scope));
    }
    (servers, variables)
}

fn server(
    reporter: &Reporter,
    key: &Spanned<String>,
    server: &syntax::ServerDecl,
    scope: &mut Scope,
) -> Option<Server> {
    if let Some(env) = &server.env {
        check_name(reporter, env);
    }
    if key.value == DEFAULT {
        let message = "the server `default` is that of `base_url`".to_owned();
        report(reporter, key.span, message, "write its URL as `base_url:`");
    }
    let word = format!("{}_url", key.value);
    let method = name_of(reporter, Role::ClientParam, &word, key.span, None)?;
    scope
        .claim(reporter, Named::Fixed, &method, key.span)
        .then(|| Server {
            method,
            docs: docs(server.docs.as_ref()),
            url: server.url.trim_end_matches('/').to_owned(),
            env: text(server.env.as_ref()),
        })
}

fn variable(
    reporter: &Reporter,
    key: &Spanned<String>,
    variable: &UrlVariableDecl,
    scope: &mut Scope,
) -> Option<UrlVariable> {
    if let Some(env) = &variable.env {
        check_name(reporter, env);
    }
    for text in variable.values.iter().chain(&variable.default) {
        if !is_url_part(text) {
            let message = format!("`{}` cannot be a part of a URL", text.escape_debug());
            let help = "write letters, digits, `-`, `_`, `.` and `~`";
            report(reporter, text.span, message, help);
        }
    }
    let is_known = |text: &str| variable.values.iter().any(|known| known.value == text);
    let default = variable.default.as_ref();
    if let Some(odd) = default.filter(|text| !variable.values.is_empty() && !is_known(text)) {
        let message = format!("the default `{}` is none of the values", odd.value);
        report(
            reporter,
            odd.span,
            message,
            "add it to `values:`, or write one of them",
        );
    }
    let rust = variable.rust.as_ref();
    let name = name_of(reporter, Role::ClientParam, &key.value, key.span, rust)?;
    scope
        .claim(reporter, Named::Parameter, &name, key.span)
        .then(|| UrlVariable {
            name,
            docs: docs(variable.docs.as_ref()),
            env: text(variable.env.as_ref()),
            default: text(default),
            values: variable
                .values
                .iter()
                .map(|text| text.value.clone())
                .collect(),
        })
}

/// Checks a URL, and adds its variables to `used`.
fn check_url(
    reporter: &Reporter,
    api: &syntax::ApiFile,
    key: &str,
    url: &Spanned<String>,
    used: &mut HashSet<String>,
) {
    let UrlTemplate { plain, variables } = match template(&url.value) {
        Ok(template) => template,
        Err(after) => {
            let variable = after.split(['/', '.', ':']).next().unwrap_or_default();
            let message = format!("`{{{variable}` in `{key}` has no closing `}}`");
            let help = format!("write `{{{variable}}}`");
            return report(reporter, url.span, message, &help);
        }
    };
    for (name, chooses_host) in variables {
        let mut all = api.variables.entries.iter();
        let variable = all.find(|(key, _)| key.value == name);
        used.insert(name.to_owned());
        match variable {
            None => {
                let message = format!("`{{{name}}}` in `{key}` is described nowhere");
                let help =
                    format!("add `{name}:` to `variables:`, such as `{name}: {{ docs: … }}`");
                report(reporter, url.span, message, &help);
            }
            Some((_, variable)) if chooses_host && variable.values.is_empty() => {
                let message =
                    format!("`{{{name}}}` in `{key}` would let its value choose any host");
                let help = "write at least `.example.com` behind it, or list its `values:`; without `base_url`, callers give the whole URL";
                report(reporter, url.span, message, help);
            }
            Some(_) => {}
        }
    }
    base_url::check(reporter, key, url, &plain);
}

fn report(reporter: &Reporter, span: Span, message: String, help: &str) {
    reporter.report(Diagnostic::at(Code::BadServer, span, message, help));
}
