//! Environment variables of the API.

use crate::{
    diagnostic::{Code, Diagnostic},
    model::{API_KEY, Scheme},
    resolve::reporter::Reporter,
    source::Spanned,
    syntax,
};

/// Reports variables with an invalid name, and variables that are never read.
pub(super) fn check(reporter: &Reporter, api: &syntax::ApiFile) {
    let env = &api.env;
    let variables = [
        &env.api_key,
        &env.base_url,
        &env.username,
        &env.password,
        &env.client_id,
        &env.client_secret,
        &env.webhook_secret,
    ];
    for variable in variables.into_iter().flatten() {
        check_name(reporter, variable);
    }
}

/// Reports variables of features that the API does not have.
pub(super) fn check_use(reporter: &Reporter, api: &syntax::ApiFile, schemes: &[Scheme]) {
    let usual = api.env.api_key.as_deref();
    let has_key = schemes.iter().any(
        |scheme| matches!(scheme, Scheme::Key(key) if key.method == API_KEY && key.env.as_ref() == usual),
    );
    let is_basic = schemes
        .iter()
        .any(|scheme| matches!(scheme, Scheme::Basic { .. }));
    let is_oauth2 = schemes
        .iter()
        .any(|scheme| matches!(scheme, Scheme::OAuth2(_)));
    let oauth2 = "`auth: { oauth2: … }`";
    let env = &api.env;
    let has_webhooks = api.webhooks.is_some();
    let auth_with_key = "`auth: bearer`, `auth: { header: … }` or `auth: { query: … }`";
    let uses = [
        ("api_key", &env.api_key, has_key, auth_with_key),
        ("username", &env.username, is_basic, "`auth: basic`"),
        ("password", &env.password, is_basic, "`auth: basic`"),
        ("client_id", &env.client_id, is_oauth2, oauth2),
        ("client_secret", &env.client_secret, is_oauth2, oauth2),
        (
            "webhook_secret",
            &env.webhook_secret,
            has_webhooks,
            "`webhooks:`",
        ),
    ];
    for (key, variable, used, of) in uses {
        if let Some(variable) = variable.as_ref().filter(|_| !used) {
            let message = format!(
                "the environment variable `{}` is never read",
                variable.value
            );
            let help = format!("remove `{key}:`; only {of} reads it");
            reporter.report(Diagnostic::at(
                Code::VariableUnused,
                variable.span,
                message,
                help,
            ));
        }
    }
}

/// Reports a name that no environment variable can have.
pub(super) fn check_name(reporter: &Reporter, variable: &Spanned<String>) {
    let legal = variable.starts_with(|c: char| c.is_ascii_uppercase() || c == '_')
        && variable
            .chars()
            .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_');
    if !legal {
        let message = format!(
            "`{}` is not a valid name of an environment variable",
            variable.value
        );
        reporter.report(Diagnostic::at(
            Code::BadVariable,
            variable.span,
            message,
            "use capital letters, digits and `_`, and do not start with a digit",
        ));
    }
}
