//! Authentication in the forms of `api.yaml` and of methods, as one.

use crate::{
    source::{Span, Spanned},
    syntax::{self, AuthDecl, MethodAuthDecl},
};

/// Authentication as `api.yaml` or a method describes it.
pub(super) enum Described<'a> {
    None,
    Bearer,
    Basic,
    Header(&'a syntax::HeaderAuthDecl),
    Query(&'a syntax::QueryAuthDecl),
    /// Tokens; without a server, from that of `api.yaml`.
    OAuth2(Option<&'a syntax::OAuth2Decl>),
    Any(Vec<(Span, Described<'a>)>),
    All(Vec<(Span, Described<'a>)>),
}

/// Returns the authentication in `api.yaml`.
pub(super) fn of_api(decl: &AuthDecl) -> Described<'_> {
    match decl {
        AuthDecl::None => Described::None,
        AuthDecl::Bearer => Described::Bearer,
        AuthDecl::Basic => Described::Basic,
        AuthDecl::Header(header) => Described::Header(header),
        AuthDecl::Query(query) => Described::Query(query),
        AuthDecl::Oauth2(oauth2) => Described::OAuth2(Some(oauth2)),
        AuthDecl::Any(decls) => Described::Any(each(decls, of_api)),
        AuthDecl::All(decls) => Described::All(each(decls, of_api)),
    }
}

/// Returns the authentication of a method.
pub(super) fn of_method(decl: &MethodAuthDecl) -> Described<'_> {
    match decl {
        MethodAuthDecl::None => Described::None,
        MethodAuthDecl::Bearer => Described::Bearer,
        MethodAuthDecl::Basic => Described::Basic,
        MethodAuthDecl::Header(header) => Described::Header(header),
        MethodAuthDecl::Query(query) => Described::Query(query),
        MethodAuthDecl::Oauth2 => Described::OAuth2(None),
        MethodAuthDecl::Any(decls) => Described::Any(each(decls, of_method)),
        MethodAuthDecl::All(decls) => Described::All(each(decls, of_method)),
    }
}

/// Returns each part of a combination with its place.
fn each<'a, T>(
    decls: &'a [Spanned<T>],
    described: fn(&'a T) -> Described<'a>,
) -> Vec<(Span, Described<'a>)> {
    let decls = decls.iter();
    decls
        .map(|decl| (decl.span, described(&decl.value)))
        .collect()
}
