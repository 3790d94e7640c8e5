//! Wire tests of the emitted crate: every method calls a real server on loopback. The test compares the request that
//! arrives with the description, and decodes the documented response.

mod by_status;
mod credentials;
mod expected;
mod form;
mod multipart;
mod pages;
mod percent;
mod request;
mod response;
mod stream;
mod support;

use crate::{
    model::{Api, Method, Resource},
    rust::{
        docs,
        features::resource_cfg,
        file::{API_YAML, RustFile},
        imports::{Imports, PathStyle},
        lints,
    },
};
use proc_macro2::TokenStream;
use quote::quote;

/// Returns the files of the tests; none if the API has no methods.
pub(super) fn files(api: &Api) -> Vec<RustFile<'_>> {
    let resources: Vec<_> = with_methods(api).collect();
    if resources.is_empty() {
        return Vec::new();
    }
    let mut files = vec![
        RustFile::new("tests/wire/main.rs", API_YAML, || root(api)),
        RustFile::new("tests/wire/support.rs", API_YAML, || support::file(api)),
    ];
    files.extend(resources.into_iter().map(|resource| {
        let path = format!("tests/wire/{}.rs", resource.module());
        RustFile::new(path, &resource.source, || file(api, resource))
    }));
    files
}

/// Returns the resources that have methods.
fn with_methods(api: &Api) -> impl Iterator<Item = &Resource> {
    let resources = api.resources.iter();
    resources.filter(|resource| !resource.methods.is_empty())
}

/// Returns `tests/wire/main.rs`.
fn root(api: &Api) -> TokenStream {
    // The server is written by hand and formatted by rustfmt, the emitted files are not.
    let mut modules = vec![
        ("server".to_owned(), TokenStream::new()),
        ("support".to_owned(), quote!(#[rustfmt::skip])),
    ];
    modules.extend(with_methods(api).map(|resource| {
        let cfg = resource_cfg(resource);
        (resource.module(), quote!(#cfg #[rustfmt::skip]))
    }));
    modules.sort_by(|(a, _), (b, _)| a.cmp(b));
    let modules = modules.into_iter().map(|(module, attributes)| {
        let module = crate::names::ident(&module);
        quote!(#attributes mod #module;)
    });
    let deprecated = docs::allow_deprecated(api);
    let types = lints::of_the_api();
    quote! {
        #![doc = " Wire tests: each method calls a server on loopback, and the request and the decoded response are checked."]
        #types
        #deprecated
        #(#modules)*
    }
}

/// Returns the tests of a resource.
fn file(api: &Api, resource: &Resource) -> TokenStream {
    let imports = Imports::new(PathStyle::Outside(&api.head.package.lib));
    imports.add("crate::support");
    let tests = resource.methods.iter();
    let tests: TokenStream = tests
        .map(|method| test(api, resource, method, &imports))
        .collect();
    quote! {
        #imports

        #tests
    }
}

/// Returns the test of a method.
fn test(api: &Api, resource: &Resource, method: &Method, imports: &Imports<'_>) -> TokenStream {
    let name = method.name.ident();
    let call = request::call(api, resource, method, imports);
    let check = request::check(api, resource, method);
    let headers = request::headers(api, method);
    let credentials = credentials::of_method(api, method);
    let response = response::of(api, method);
    let (reply, server, checks) = (&response.reply, &response.server, &response.checks);
    let awaited = response.awaited(&call);
    let others = by_status::others(api, method, &call);
    quote! {
        #[tokio::test]
        async fn #name() -> support::TestResult {
            #reply
            let (server, client) = #server.await;
            #awaited
            #check;
            #(support::check_header(&server, #headers);)*
            #credentials
            #checks
            #others
            Ok(())
        }
    }
}
