//! Examples in the documentation of methods. They compile as doctests, and are not run.

use super::{by_status, call, compact, json, result, sample};
use crate::{
    model::{
        Api, HeaderParam, Input, Method, ModelId, Presence, QueryParam, Resource, ResultEnum,
        Returns,
    },
    rust::imports::{Imports, PathStyle},
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
    let paths = imports.paths();
    lines.extend(paths.iter().map(|path| format!("use {path};")));
    lines.extend((!paths.is_empty()).then(String::new));
    lines.push(format!(
        "# async fn example(client: {lib}::Client) -> Result<(), Box<dyn std::error::Error>> {{"
    ));
    lines.extend(statements(&code));
    lines.extend(["# Ok(())".to_owned(), "# }".to_owned(), "```".to_owned()]);
    lines.extend(documented("request body", method.example_request.as_ref()));
    lines.extend(documented("response", method.example_response.as_ref()));
    lines
}

/// Returns the lines of a value in JSON; none for a model that no method returns and that has no example itself.
pub(in crate::rust) fn of_model(api: &Api, id: ModelId) -> Vec<String> {
    let model = api.models.get(id);
    let is_shown = model.is_returned && model.has_example;
    if !is_shown && model.example.is_none() {
        return Vec::new();
    }
    let text = compact::text(&sample::model(api, id).json());
    let mut lines = ["", "# Example", "```json"].map(str::to_owned).to_vec();
    lines.extend(json::escaped(&text).lines().map(str::to_owned));
    lines.push("```".to_owned());
    lines
}

/// Returns the lines of documented JSON.
fn documented(kind: &str, json: Option<&Value>) -> Vec<String> {
    let Some(json) = json else { return Vec::new() };
    let text = compact::text(json);
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
    let fields = method.body_fields();
    let all_optional = fields
        .iter()
        .all(|field| field.presence == Presence::Optional || field.constant.is_some());
    let is_documented = method.example_request.is_some();
    let is_set = |input: &Input<'_>| match input {
        Input::Body(field) if all_optional || is_documented => field.deprecated.is_none(),
        Input::Query(QueryParam {
            deprecated: Some(_),
            ..
        })
        | Input::Header(HeaderParam {
            deprecated: Some(_),
            ..
        }) => false,
        Input::Path(..)
        | Input::Query(_)
        | Input::Header(_)
        | Input::Body(_)
        | Input::Whole(..) => call::example(input).is_some(),
    };
    call::call(api, resource, method, is_set, imports)
}

/// Returns the statements of an example: a call, and code that prints the result.
pub(in crate::rust) fn usage(
    api: &Api,
    resource: &Resource,
    method: &Method,
    imports: &Imports<'_>,
) -> TokenStream {
    let call = call(api, resource, method, imports);
    let printed = |ty, otherwise| {
        let name = result::variable(api, ty, otherwise);
        let print = result::print(api, ty, &name);
        (name, print)
    };
    match &method.returns {
        Returns::Nothing => quote!(#call.await?;),
        Returns::Value(ty) => {
            let (name, print) = printed(ty, "response");
            quote! {
                let #name = #call.await?;
                #print
            }
        }
        Returns::ByStatus(by_status) => match by_status.result() {
            ResultEnum::Outcome(ty) => {
                let (name, print) = printed(ty, "response");
                quote! {
                    let outcome = #call.await?;
                    if let Some(#name) = outcome.ready() {
                        #print
                    }
                }
            }
            ResultEnum::Own(name) => {
                let arms = by_status::arms(api, (name, by_status), imports);
                quote!(match #call.await? { #(#arms)* })
            }
        },
        Returns::Text => quote! {
            let text = #call.await?;
            println!("{text}");
        },
        Returns::Redirect => quote! {
            let url = #call.await?;
            println!("{url}");
        },
        Returns::Download => quote! {
            let mut download = #call.await?;
            while let Some(chunk) = download.try_next().await? {
                println!("{} bytes", chunk.len());
            }
        },
        Returns::Pages(pages) => {
            let (name, print) = printed(&pages.item, "item");
            quote! {
                let mut items = #call.into_stream();
                while let Some(#name) = items.try_next().await? {
                    #print
                }
            }
        }
        Returns::Lines(lines) => {
            let (name, print) = printed(&lines.item, "line");
            quote! {
                let mut lines = #call.await?;
                while let Some(#name) = lines.try_next().await? {
                    #print
                }
            }
        }
        Returns::Events(events) => {
            let (name, print) = printed(&events.item, "event");
            quote! {
                let mut events = #call.await?;
                while let Some(#name) = events.try_next().await? {
                    #print
                }
            }
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
