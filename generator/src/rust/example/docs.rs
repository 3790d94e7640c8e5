//! Examples in the documentation of methods. They compile as doctests, and are not run.

use super::{call, expression, json};
use crate::{
    model::{Api, Input, Method, Presence, Resource, Returns, Type},
    names::Name,
    rust::imports::{Imports, PathStyle},
    scalars::UrlForm,
};
use proc_macro2::TokenStream;
use quote::quote;
use serde_json::Value;

/// Returns the lines of a method's example, and of the documented request and response.
pub(in crate::rust) fn lines(api: &Api, resource: &Resource, method: &Method) -> Vec<String> {
    let lib = &api.head.package.lib;
    let imports = Imports::new(PathStyle::Outside(lib));
    let code = usage(api, resource, method, &imports);
    let mut lines = vec![
        String::new(),
        "# Example".to_owned(),
        "```no_run".to_owned(),
    ];
    let paths = imports.paths().into_iter();
    lines.extend(paths.map(|path| format!("# use {path};")));
    lines.push(format!(
        "# async fn example(client: {lib}::Client) -> Result<(), Box<dyn std::error::Error>> {{"
    ));
    lines.extend(statements(&code));
    lines.extend(["# Ok(())".to_owned(), "# }".to_owned(), "```".to_owned()]);
    lines.extend(documented("request body", method.example_request.as_ref()));
    lines.extend(documented("response", method.example_response.as_ref()));
    lines
}

/// Returns the lines of documented JSON.
fn documented(kind: &str, json: Option<&Value>) -> Vec<String> {
    let Some(json) = json else { return Vec::new() };
    let text = serde_json::to_string_pretty(json).unwrap_or_default();
    let mut lines = vec![
        String::new(),
        format!("Example {kind}:"),
        "```json".to_owned(),
    ];
    lines.extend(json::escaped(&text).lines().map(str::to_owned));
    lines.push("```".to_owned());
    lines
}

/// Returns a call with its required arguments. If nothing of the body is required, the call sets all of it.
pub(in crate::rust) fn call(
    api: &Api,
    resource: &Resource,
    method: &Method,
    imports: &Imports<'_>,
) -> TokenStream {
    let handle = call::handle_with(resource, |param| id(api, &param.name, &param.ty, imports));
    let name = method.name.ident();
    let required = method.required_inputs();
    let arguments = required.iter().map(|input| match input {
        Input::Path(param, ty) => id(api, &param.name, ty, imports),
        Input::Query(_) | Input::Header(_) | Input::Body(_) | Input::Whole(..) => {
            call::argument(api, input, imports)
        }
    });
    let fields = method.body_fields();
    let all_optional = fields
        .iter()
        .all(|field| field.presence == Presence::Optional);
    let setters = fields.iter().filter(|_| all_optional).map(|field| {
        let value = expression::of_type(api, &field.ty, imports);
        let name = field.name.ident();
        quote!(.#name(#value))
    });
    quote!(#handle.#name(#(#arguments),*) #(#setters)*)
}

/// Returns the statements of an example: a call, and code that prints the result.
pub(in crate::rust) fn usage(
    api: &Api,
    resource: &Resource,
    method: &Method,
    imports: &Imports<'_>,
) -> TokenStream {
    let call = call(api, resource, method, imports);
    match &method.returns {
        Returns::Nothing => quote!(#call.await?;),
        Returns::Value(_) => quote! {
            let response = #call.await?;
            println!("{response:?}");
        },
        Returns::Pages(_) => quote! {
            let mut items = #call.into_stream();
            while let Some(item) = items.try_next().await? {
                println!("{item:?}");
            }
        },
        Returns::Events(_) => quote! {
            let mut events = #call.await?;
            while let Some(event) = events.try_next().await? {
                println!("{event:?}");
            }
        },
    }
}

/// Returns the sample of a path parameter: for a text, the name of the parameter.
fn id(api: &Api, name: &Name, ty: &Type, imports: &Imports<'_>) -> TokenStream {
    match ty {
        Type::Scalar(scalar) if scalar.row().url == UrlForm::Text => {
            let word = name.wire();
            quote!(#word)
        }
        Type::Scalar(_) | Type::Model(_) | Type::Mask(_) | Type::List(_) | Type::Map(_) => {
            expression::of_type(api, ty, imports)
        }
    }
}

/// Returns statements as formatted lines.
fn statements(code: &TokenStream) -> Vec<String> {
    let Ok(file) = syn::parse2(quote!(fn example() { #code })) else {
        return Vec::new();
    };
    let text = prettyplease::unparse(&file);
    let inner = text.lines().skip(1).filter(|line| *line != "}");
    inner
        .map(|line| line.strip_prefix("    ").unwrap_or(line).to_owned())
        .collect()
}
