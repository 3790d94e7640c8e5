//! Credentials, and the environment variables that they are read from.

use super::{
    base_url,
    header::{HeaderContent, own_header_name},
};
use crate::{
    diagnostic::{Code, Diagnostic},
    model::Auth,
    resolve::{files::text, reporter::Reporter},
    source::Spanned,
    syntax,
};

/// Resolves `auth:`.
pub(super) fn auth(reporter: &Reporter, api: &syntax::ApiFile) -> Auth {
    match &api.auth {
        syntax::AuthDecl::None => Auth::None,
        syntax::AuthDecl::Bearer => Auth::Bearer {
            env: text(api.env.api_key.as_ref()),
        },
        syntax::AuthDecl::Basic => Auth::Basic {
            username: text(api.env.username.as_ref()),
            password: text(api.env.password.as_ref()),
        },
        syntax::AuthDecl::Header(header) => Auth::Header {
            name: own_header_name(reporter, &header.name, HeaderContent::ApiKey),
            prefix: header
                .prefix
                .as_ref()
                .map(|prefix| self::prefix(reporter, prefix))
                .unwrap_or_default(),
            env: text(api.env.api_key.as_ref()),
        },
        syntax::AuthDecl::Oauth2(oauth2) => Auth::OAuth2 {
            token_url: token_url(reporter, &oauth2.token_url),
            scopes: scopes(reporter, &oauth2.scopes),
            credentials_in_body: oauth2
                .credentials_in_body
                .as_ref()
                .is_some_and(|in_body| in_body.value),
            id: text(api.env.client_id.as_ref()),
            secret: text(api.env.client_secret.as_ref()),
        },
    }
}

/// Resolves the text before a key.
fn prefix(reporter: &Reporter, prefix: &Spanned<String>) -> String {
    let is_plain = |c: char| c.is_ascii_graphic() || c == ' ';
    if prefix.trim_start() != prefix.value || prefix.is_empty() || !prefix.chars().all(is_plain) {
        let message = format!("no header can begin with `{}`", prefix.escape_debug());
        let help = "write printable ASCII that does not begin with a space, such as `\"Token \"`";
        reporter.report(Diagnostic::at(Code::BadHeader, prefix.span, message, help));
    }
    prefix.value.clone()
}

fn token_url(reporter: &Reporter, url: &Spanned<String>) -> String {
    base_url::check(reporter, "token_url", url, url);
    url.value.clone()
}

/// Resolves scopes, which are separated by spaces on the wire (RFC 6749, section 3.3).
fn scopes(reporter: &Reporter, scopes: &[Spanned<String>]) -> String {
    let is_legal = |c: char| c.is_ascii_graphic() && c != '"' && c != '\\';
    for scope in scopes {
        if scope.is_empty() || !scope.chars().all(is_legal) {
            let message = format!("`{}` is not a scope", scope.escape_debug());
            let help = "write each scope as an item of the list, without spaces and quotes";
            reporter.report(Diagnostic::at(Code::BadScope, scope.span, message, help));
        }
    }
    let scopes: Vec<_> = scopes.iter().map(|scope| scope.value.as_str()).collect();
    scopes.join(" ")
}
