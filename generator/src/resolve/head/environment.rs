//! Environment variables of the API.

use crate::{
    diagnostic::{Code, Diagnostic},
    resolve::reporter::Reporter,
    source::Spanned,
    syntax,
};

/// Reports variables with an illegal name, and variables that nothing reads.
pub(super) fn check(reporter: &Reporter, api: &syntax::ApiFile) {
    let env = &api.env;
    let variables = [
        &env.api_key,
        &env.base_url,
        &env.username,
        &env.password,
        &env.webhook_secret,
    ];
    for variable in variables.into_iter().flatten() {
        check_name(reporter, variable);
    }
    check_use(reporter, api);
}

/// Reports variables of features that the API does not have.
fn check_use(reporter: &Reporter, api: &syntax::ApiFile) {
    let (key, basic) = match &api.auth {
        syntax::AuthDecl::None => (false, false),
        syntax::AuthDecl::Bearer | syntax::AuthDecl::Header(_) => (true, false),
        syntax::AuthDecl::Basic => (false, true),
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
            reporter.report(Diagnostic::at(
                Code::VariableOfNothing,
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
        let message = format!("`{}` is no name of an environment variable", variable.value);
        reporter.report(Diagnostic::at(
            Code::BadVariable,
            variable.span,
            message,
            "use capital letters, digits and `_`",
        ));
    }
}
