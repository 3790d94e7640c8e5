//! Documentation of methods: route, result, parameters, errors, an example, and aliases for the search of rustdoc.

use crate::{
    model::{Api, ByStatus, Input, Method, Resource, ResultEnum, Returns, Type},
    names,
    rust::{body_format, docs, example, request, value_path::ValuePath},
    scalars::RustType,
};
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::BTreeSet;

/// Documentation of a path parameter whose slashes are kept.
const SLASHES: &str = "Slashes in it separate segments of the path.";

/// Returns the attributes of a method.
pub(super) fn attributes(api: &Api, resource: &Resource, method: &Method) -> TokenStream {
    let route = format!("{} {}", method.route.verb.as_str(), method.route.path);
    let title = format!("Calls {}.", docs::code(&method.route.path));
    let mut lines = docs::lines(&method.docs, &title);
    lines.extend([String::new(), format!("`{route}`")]);
    lines.extend(result(api, method));
    lines.extend(body_format::docs(method));
    lines.extend(arguments(method));
    lines.extend(options(method));
    lines.extend(wait(api, method));
    lines.extend(upload(api, method));
    lines.extend(
        [
            "",
            "# Errors",
            "Returns an [`Error`](crate::Error) if the call fails, after its [retries](crate#retries).",
        ]
        .map(str::to_owned),
    );
    lines.extend(example::docs::lines(api, resource, method));
    let docs = docs::attributes(lines);
    let aliases = aliases(resource, method, route);
    let aliases = aliases.into_iter();
    quote!(#docs #[doc(alias(#(#aliases),*))])
}

/// Returns the lines about the result.
fn result(api: &Api, method: &Method) -> Vec<String> {
    let request = method.request.rust();
    let line = match &method.returns {
        Returns::Nothing => return Vec::new(),
        Returns::Value(ty) => format!("Returns {}.", linked(api, ty)),
        Returns::ByStatus(by_status) => by_status_line(api, by_status),
        Returns::Text => "Returns the response body as text.".to_owned(),
        Returns::Download => {
            "Returns a [`Download`](crate::Download), from which the response body is read."
                .to_owned()
        }
        Returns::Redirect => {
            "Returns the URL to which the API redirects. The redirect is not followed.".to_owned()
        }
        Returns::Pages(pages) => {
            let envelope = pages.envelope.as_ref();
            let envelope = envelope
                .map(|envelope| format!(" with {} as its `envelope`", linked(api, envelope)))
                .unwrap_or_default();
            format!(
                "Returns a [`Page`](crate::Page) of {}{envelope}; [`into_stream`]({request}::into_stream()) iterates over all \
                 pages.",
                linked(api, &pages.item)
            )
        }
        Returns::Lines(lines) => format!(
            "Returns a [`LineStream`](crate::LineStream) of {}.",
            linked(api, &lines.item)
        ),
        Returns::Events(events) => format!(
            "Returns an [`EventStream`](crate::EventStream) of {}.",
            linked(api, &events.item)
        ),
    };
    vec![String::new(), line]
}

/// Returns the line about a result whose kind depends on the status.
fn by_status_line(api: &Api, by_status: &ByStatus) -> String {
    let result = match by_status.result() {
        ResultEnum::Outcome(ty) => format!("[`Outcome`](crate::Outcome) of {}", linked(api, ty)),
        ResultEnum::Own(name) => format!("[`{}`]", name.rust()),
    };
    let variants = by_status.variants();
    let variants = variants.iter().map(|variant| {
        let name = variant.kind.variant();
        format!("`{name}` for {}", request::statuses(variant))
    });
    let variants: Vec<_> = variants.collect();
    format!("Returns an {result}: {}.", variants.join(", "))
}

/// Returns a type in words, with a link.
fn linked(api: &Api, ty: &Type) -> String {
    match ty {
        Type::Scalar(scalar) => match scalar.row().rust {
            RustType::Builtin(name) => format!("`{name}`"),
            RustType::Exported(name) => format!("[`{name}`](crate::{name})"),
            RustType::Json => "`serde_json::Value`".to_owned(),
            RustType::Pair => "`(String, String)`".to_owned(),
        },
        Type::Model(id) | Type::Mask(id) => {
            let name = api.models.get(*id).name.rust();
            format!("[`{name}`](crate::models::{name})")
        }
        Type::Nullable(ty) => format!("{} or `None`", linked(api, ty)),
        Type::List(item) => format!("a list of {}", linked(api, item)),
        Type::Map(item) => format!("a map of {}", linked(api, item)),
    }
}

/// Returns a list of the arguments that have a description.
fn arguments(method: &Method) -> Vec<String> {
    let inputs = method.required_inputs();
    let items = inputs.iter().filter_map(|input| {
        let line = input.docs().and_then(|docs| docs.0.first());
        let keeps_slashes = matches!(input, Input::Path(param, _) if param.keeps_slashes);
        let line = match (line, keeps_slashes) {
            (line, false) => line?.clone(),
            (Some(line), true) => format!("{line} {SLASHES}"),
            (None, true) => SLASHES.to_owned(),
        };
        Some(format!("- `{}`: {line}", input.name().rust()))
    });
    let mut lines: Vec<_> = items.collect();
    if !lines.is_empty() {
        lines.splice(0..0, ["", "Arguments:"].map(str::to_owned));
    }
    lines
}

/// Returns the lines with links to the setters of the request.
fn options(method: &Method) -> Vec<String> {
    let names: Vec<_> = method.setters().collect();
    if names.is_empty() {
        return Vec::new();
    }
    let request = docs::link_to_type(method.request.rust());
    let links = names.iter().enumerate().map(|(index, name)| {
        let name = name.rust();
        let end = if index + 1 < names.len() { "," } else { "." };
        format!("[`{name}`]({request}#method.{name}){end}")
    });
    let words = ["Optional parameters:".to_owned()].into_iter().chain(links);
    let mut lines = docs::wrapped(words);
    lines.insert(0, String::new());
    lines
}

/// Returns the line about waiting for a state of the result.
fn wait(api: &Api, method: &Method) -> Vec<String> {
    let Some(wait) = &method.wait else {
        return Vec::new();
    };
    let title = format!(
        "[`wait`]({}::wait()) repeats the request until",
        method.request.rust()
    );
    let mut lines = request::until(api, method, wait, title);
    lines.insert(0, String::new());
    lines
}

/// Returns the line about the upload of content.
fn upload(api: &Api, method: &Method) -> Vec<String> {
    let link = format!("[`upload`]({}::upload())", method.request.rust());
    match &method.upload {
        Some(upload) => vec![
            String::new(),
            format!(
                "{link} sends the request, and then content to the URL in {}.",
                ValuePath::new(api, method, &upload.url).code()
            ),
        ],
        None => Vec::new(),
    }
}

/// Returns the words of the API by which the search of rustdoc finds the method: its route, and its name with that of the
/// resource.
fn aliases(resource: &Resource, method: &Method, route: String) -> BTreeSet<String> {
    let words = format!("{}_{}", method.name.rust(), resource.module());
    let aliases = [route, names::lower_camel(&words), names::spaced(&words)];
    // rustdoc refuses quotes, and a name that the item has already.
    let is_allowed = |alias: &String| {
        let is_plain = |c: char| !matches!(c, '"' | '\'') && (c == ' ' || !c.is_whitespace());
        alias.chars().all(is_plain) && alias.trim() == alias && alias != method.name.rust()
    };
    aliases.into_iter().filter(is_allowed).collect()
}
