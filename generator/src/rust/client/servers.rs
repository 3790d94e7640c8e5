//! Methods of the builder for the URLs of servers and for their variables.

use crate::{
    model::{Head, Server, UrlVariable},
    rust::docs,
};
use proc_macro2::TokenStream;
use quote::quote;

/// Returns the methods.
pub(super) fn emit(head: &Head) -> TokenStream {
    let base_url = base_url(head);
    let servers = head.servers.iter().map(server);
    let variables = head.url_variables.iter().map(variable);
    quote! {
        #base_url
        #(#servers)*
        #(#variables)*
    }
}

fn base_url(head: &Head) -> TokenStream {
    let default = default(head.base_url.as_deref(), head.base_url_env.as_ref());
    let docs = docs::attributes([
        format!("Sets the base URL. {default}"),
        String::new(),
        "The routes are appended to its path.".to_owned(),
    ]);
    quote! {
        #docs
        pub fn base_url(mut self, base_url: impl Into<String>) -> Self {
            self.settings.base_url(base_url.into());
            self
        }
    }
}

fn server(server: &Server) -> TokenStream {
    let (name, word) = (server.method.ident(), server.method.rust());
    let of = server.method.wire().trim_end_matches("_url");
    let mut lines = docs::lines(
        &server.docs,
        &format!("Sets the URL of the server {}.", docs::code(of)),
    );
    lines.push(String::new());
    lines.push(default(Some(&server.url), server.env.as_ref()));
    let docs = docs::attributes(lines);
    quote! {
        #docs
        pub fn #name(mut self, url: impl Into<String>) -> Self {
            self.settings.url(#word, url.into());
            self
        }
    }
}

fn variable(variable: &UrlVariable) -> TokenStream {
    let (name, word) = (variable.name.ident(), variable.name.rust());
    let title = format!(
        "Sets {} in the URLs of the API.",
        docs::code(&format!("{{{}}}", variable.name.wire()))
    );
    let mut lines = docs::lines(&variable.docs, &title);
    lines.push(String::new());
    if !variable.values.is_empty() {
        let values = variable.values.iter().map(|value| docs::code(value));
        lines.push(format!("One of {}.", values.collect::<Vec<_>>().join(", ")));
    }
    let env = variable.env.as_ref();
    lines.push(match (env, &variable.default) {
        (Some(env), Some(default)) => format!(
            "Defaults to the environment variable `{env}`, or {}.",
            docs::code(default)
        ),
        (Some(env), None) => format!("Defaults to the environment variable `{env}`."),
        (None, Some(default)) => format!("Defaults to {}.", docs::code(default)),
        (None, None) => "It has no default.".to_owned(),
    });
    let docs = docs::attributes(lines);
    quote! {
        #docs
        pub fn #name(mut self, #name: impl Into<String>) -> Self {
            self.settings.url(#word, #name.into());
            self
        }
    }
}

/// Returns the sentence about the default of a URL.
fn default(url: Option<&str>, env: Option<&String>) -> String {
    // Braces are not allowed in a link.
    let url = url.map(|url| {
        if url.contains('{') {
            docs::code(url)
        } else {
            format!("<{url}>")
        }
    });
    match (env, url) {
        (Some(env), Some(url)) => {
            format!("Defaults to the environment variable `{env}`, or {url}.")
        }
        (Some(env), None) => format!("Defaults to the environment variable `{env}`."),
        (None, Some(url)) => format!("Defaults to {url}."),
        (None, None) => "It has no default.".to_owned(),
    }
}
