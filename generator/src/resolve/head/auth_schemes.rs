//! Authentication schemes.

use super::{
    base_url,
    described_auth::Described,
    environment::check_name,
    header::{HeaderContent, own_header_name},
};
use crate::{
    diagnostic::{Code, Diagnostic},
    model::{API_KEY, AUTHORIZATION, KeyPlace, KeyScheme, OAuth2, Scheme},
    names::Role,
    resolve::{
        files::text,
        names::name_of,
        reporter::Reporter,
        scope::{Named, Scope},
    },
    source::{Span, Spanned},
    syntax,
};

/// Name of an access token among the credentials of a provider, if another scheme has the usual name.
const ACCESS_TOKEN: &str = "access_token";

/// Collector of the schemes of an API, without those that are described twice.
pub(super) struct Collector<'a> {
    reporter: &'a Reporter,
    api: &'a syntax::ApiFile,
    /// Names of methods of the builder.
    scope: &'a mut Scope,
    schemes: Vec<Scheme>,
}

impl<'a> Collector<'a> {
    pub(super) fn new(
        reporter: &'a Reporter,
        api: &'a syntax::ApiFile,
        scope: &'a mut Scope,
    ) -> Self {
        Self {
            reporter,
            api,
            scope,
            schemes: Vec::new(),
        }
    }

    /// Returns the schemes.
    pub(super) fn finish(mut self) -> Vec<Scheme> {
        let is_usual = |scheme: &Scheme| matches!(scheme, Scheme::Key(KeyScheme { method, .. }) if method == API_KEY);
        if self.schemes.iter().any(is_usual) {
            for scheme in &mut self.schemes {
                if let Scheme::OAuth2(oauth2) = scheme {
                    oauth2.token = ACCESS_TOKEN;
                }
            }
        }
        self.schemes
    }

    /// Returns the index of a scheme. `outer` is the key around one that is no scheme.
    pub(super) fn scheme(
        &mut self,
        span: Span,
        described: &Described<'_>,
        outer: &str,
    ) -> Option<usize> {
        match described {
            Described::Bearer => {
                let place = KeyPlace::Header {
                    name: AUTHORIZATION.to_owned(),
                    prefix: "Bearer ".to_owned(),
                };
                self.key(span, place, None, None)
            }
            Described::Header(header) => {
                let prefix = header.prefix.as_ref();
                let place = KeyPlace::Header {
                    name: own_header_name(self.reporter, &header.name, HeaderContent::ApiKey),
                    prefix: prefix.map(|prefix| self.prefix(prefix)).unwrap_or_default(),
                };
                self.key(
                    header.name.span,
                    place,
                    header.rust.as_ref(),
                    header.env.as_ref(),
                )
            }
            Described::Query(query) => self.query(query),
            Described::Basic => Some(self.index_or_add(
                |scheme| matches!(scheme, Scheme::Basic { .. }),
                |collector| Scheme::Basic {
                    username: text(collector.api.env.username.as_ref()),
                    password: text(collector.api.env.password.as_ref()),
                },
            )),
            Described::OAuth2(decl) => self.oauth2(span, *decl),
            Described::None => {
                let message = format!("`none` has no effect in `{outer}`");
                self.report(span, &message, "remove it");
                None
            }
            Described::Any(_) | Described::All(_) => {
                let message = format!("`{outer}` contains another combination");
                let help = "`any` may contain schemes, `none` and `all`, and `all` only schemes";
                self.report(span, &message, help);
                None
            }
        }
    }

    /// Returns the index of a key in the query.
    fn query(&mut self, query: &syntax::QueryAuthDecl) -> Option<usize> {
        let (name, rust, env) = (&query.name, query.rust.as_ref(), query.env.as_ref());
        if name.trim().is_empty() {
            let help = "write the name of the query parameter, such as `api_key`";
            self.report(name.span, "a query parameter needs a name", help);
        }
        self.key(name.span, KeyPlace::Query(name.value.clone()), rust, env)
    }

    /// Reports `any` or `all` with fewer than two schemes.
    pub(super) fn check_number(&self, key: &str, span: Span, number: usize) {
        if number < 2 {
            let message = format!("`{key}` has fewer than two schemes");
            let help = "write a single scheme without it, such as `auth: bearer`";
            self.report(span, &message, help);
        }
    }

    /// Reports a scheme in the place of one with which it is combined.
    pub(super) fn check_place(&self, span: Span, scheme: usize, others: &[usize]) {
        let place = |index: usize| (self.schemes[index].header(), self.schemes[index].query());
        if others.iter().any(|other| place(*other) == place(scheme)) {
            let place = match place(scheme) {
                (Some(header), _) => format!("header `{header}`"),
                (None, query) => format!("query parameter `{}`", query.unwrap_or_default()),
            };
            let message = format!("`all` has two schemes in the {place}");
            self.report(
                span,
                &message,
                "remove one, or write `any` if a request has one of them",
            );
        }
    }

    pub(super) fn report(&self, span: Span, message: &str, help: &str) {
        self.reporter
            .report(Diagnostic::at(Code::BadAuth, span, message, help));
    }

    /// Returns the index of a key.
    fn key(
        &mut self,
        span: Span,
        place: KeyPlace,
        rust: Option<&Spanned<String>>,
        env: Option<&Spanned<String>>,
    ) -> Option<usize> {
        let is_bare = rust.is_none() && env.is_none();
        let known = self
            .schemes
            .iter()
            .position(|scheme| is_same(scheme, &place, is_bare));
        if let Some(known) = known {
            let extra = rust.or(env);
            if let Some(extra) = extra.filter(|_| !self.has_same_names(known, rust, env)) {
                let help = "write `rust:` and `env:` only once, where it is described first";
                self.report(
                    extra.span,
                    "the key is already described with other names",
                    help,
                );
            }
            return Some(known);
        }
        if let Some(env) = env {
            check_name(self.reporter, env);
        }
        let method = match rust {
            None => API_KEY.to_owned(),
            Some(rust) => {
                let name = name_of(self.reporter, Role::ClientParam, rust, rust.span, None)?;
                if !self
                    .scope
                    .claim(self.reporter, Named::Fixed, &name, rust.span)
                {
                    return None;
                }
                name.rust().to_owned()
            }
        };
        let is_taken =
            |scheme: &Scheme| matches!(scheme, Scheme::Key(other) if other.method == method);
        if self.schemes.iter().any(is_taken) {
            let message = format!("another key is already set by `{method}` of the builder");
            let help = "give one of them another name with `rust:`, such as `{ header: { name: X-App-Key, rust: app_key } }`";
            self.report(span, &message, help);
            return None;
        }
        let usual = self.api.env.api_key.as_ref().filter(|_| method == API_KEY);
        self.schemes.push(Scheme::Key(KeyScheme {
            place,
            env: text(env.or(usual)),
            method,
        }));
        Some(self.schemes.len() - 1)
    }

    fn has_same_names(
        &self,
        known: usize,
        rust: Option<&Spanned<String>>,
        env: Option<&Spanned<String>>,
    ) -> bool {
        let Scheme::Key(known) = &self.schemes[known] else {
            return false;
        };
        rust.is_none_or(|rust| rust.value == known.method)
            && env.is_none_or(|env| Some(&env.value) == known.env.as_ref())
    }

    /// Returns the index of the scheme with a token server.
    fn oauth2(&mut self, span: Span, decl: Option<&syntax::OAuth2Decl>) -> Option<usize> {
        let mut schemes = self.schemes.iter();
        let known = schemes.position(|scheme| matches!(scheme, Scheme::OAuth2(_)));
        let Some(decl) = decl else {
            if known.is_none() {
                let help =
                    "describe it with `auth: { oauth2: … }` in `api.yaml`, alone or in `any`";
                self.report(span, "the API has no token server", help);
            }
            return known;
        };
        if known.is_some() {
            self.report(span, "the API has two token servers", "remove one of them");
            return known;
        }
        let env = &self.api.env;
        self.schemes.push(Scheme::OAuth2(OAuth2 {
            token_url: self.token_url(&decl.token_url),
            scopes: self.scopes(&decl.scopes),
            credentials_in_body: decl
                .credentials_in_body
                .as_ref()
                .is_some_and(|in_body| in_body.value),
            token: API_KEY,
            id: text(env.client_id.as_ref()),
            secret: text(env.client_secret.as_ref()),
        }));
        Some(self.schemes.len() - 1)
    }

    fn index_or_add(
        &mut self,
        is_it: impl Fn(&Scheme) -> bool,
        scheme: impl FnOnce(&Self) -> Scheme,
    ) -> usize {
        self.schemes.iter().position(is_it).unwrap_or_else(|| {
            let scheme = scheme(self);
            self.schemes.push(scheme);
            self.schemes.len() - 1
        })
    }

    /// Resolves the text before a key.
    fn prefix(&self, prefix: &Spanned<String>) -> String {
        let is_plain = |c: char| c.is_ascii_graphic() || c == ' ';
        if prefix.trim_start() != prefix.value || prefix.is_empty() || !prefix.chars().all(is_plain)
        {
            let message = format!("no header can begin with `{}`", prefix.escape_debug());
            let help =
                "write printable ASCII that does not begin with a space, such as `\"Token \"`";
            self.reporter
                .report(Diagnostic::at(Code::BadHeader, prefix.span, message, help));
        }
        prefix.value.clone()
    }

    fn token_url(&self, url: &Spanned<String>) -> String {
        base_url::check(self.reporter, "token_url", url, url);
        url.value.clone()
    }

    /// Resolves scopes, which are separated by spaces on the wire (RFC 6749, section 3.3).
    fn scopes(&self, scopes: &[Spanned<String>]) -> String {
        let is_legal = |c: char| c.is_ascii_graphic() && c != '"' && c != '\\';
        for scope in scopes {
            if scope.is_empty() || !scope.chars().all(is_legal) {
                let message = format!("`{}` is not a scope", scope.escape_debug());
                let help = "write each scope as an item of the list, without spaces and quotes";
                self.reporter
                    .report(Diagnostic::at(Code::BadScope, scope.span, message, help));
            }
        }
        let scopes: Vec<_> = scopes.iter().map(|scope| scope.value.as_str()).collect();
        scopes.join(" ")
    }
}

/// Returns `true` if a scheme is the key in a place. A place whose key has neither a prefix nor names stands for any key in
/// its header.
fn is_same(scheme: &Scheme, place: &KeyPlace, is_bare: bool) -> bool {
    let Scheme::Key(key) = scheme else {
        return false;
    };
    match (&key.place, place) {
        (KeyPlace::Header { name: known, .. }, KeyPlace::Header { name, prefix })
            if is_bare && prefix.is_empty() =>
        {
            known == name
        }
        (known, place) => known == place,
    }
}
