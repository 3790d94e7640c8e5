//! Examples in the documentation of methods. They compile as doctests, and run nothing.

use super::{documented, method, method::Input, sample};
use crate::{
    model::{Api, HandleParam, Method, Presence, QueryStyle, Resource, Returns, Type},
    names::Name,
    scalars::UrlForm,
};
use proc_macro2::{TokenStream, TokenTree};
use quote::quote;
use serde_json::Value;

/// The lines of a method's example, and of the documented answer.
pub(super) fn lines(api: &Api, resource: &Resource, method: &Method) -> Vec<String> {
    let mut lines = vec![
        String::new(),
        "# Example".to_owned(),
        "```no_run".to_owned(),
    ];
    let code = code(api, resource, method);
    let lib = &api.head.package.lib;
    for (name, path) in [("models", "models"), ("Timestamp", "Timestamp")] {
        if mentions(&code, name) {
            lines.push(format!("# use {lib}::{path};"));
        }
    }
    lines.push(format!(
        "# async fn example(client: {lib}::Client) -> Result<(), Box<dyn std::error::Error>> {{"
    ));
    lines.extend(statements(&code));
    lines.extend(["# Ok(())".to_owned(), "# }".to_owned(), "```".to_owned()]);
    lines.extend(shown("body", method.example_request.as_ref()));
    lines.extend(shown("answer", method.example_response.as_ref()));
    lines
}

/// Documented JSON as a block of its own.
fn shown(what: &str, json: Option<&Value>) -> Vec<String> {
    let Some(json) = json else { return Vec::new() };
    let json = serde_json::to_string_pretty(json).unwrap_or_default();
    let mut lines = vec![
        String::new(),
        format!("A documented {what}:"),
        "```json".to_owned(),
    ];
    lines.extend(documented::escaped(&json).lines().map(str::to_owned));
    lines.push("```".to_owned());
    lines
}

/// The sample of an argument or setter.
pub(super) fn argument(api: &Api, input: &Input<'_>) -> TokenStream {
    match input {
        Input::Path(_, ty) | Input::Whole(_, ty) => sample::expression(api, ty),
        Input::Query(query) => match &query.style {
            QueryStyle::One(ty) => sample::expression(api, ty),
            QueryStyle::Repeated(ty) => {
                let item = sample::expression(api, ty);
                quote!([#item])
            }
            QueryStyle::Pairs { .. } => quote!([("sample", "sample")]),
        },
        Input::Body(field) => sample::expression(api, &field.ty),
    }
}

/// The handle of a resource, from the client on. `given` is what a nested one is given.
pub(super) fn handle(
    resource: &Resource,
    given: impl Fn(&HandleParam) -> TokenStream,
) -> TokenStream {
    let name = resource.name.ident();
    match &resource.parent {
        Some(parent) => {
            let parent = parent.ident();
            let values = resource.params.iter().map(given);
            quote!(client.#parent().#name(#(#values),*))
        }
        None => quote!(client.#name()),
    }
}

/// An id has the parameter's name in examples.
fn id(api: &Api, name: &Name, ty: &Type) -> TokenStream {
    match ty {
        Type::Scalar(scalar) if scalar.row().url == UrlForm::Text => {
            let word = name.wire();
            quote!(#word)
        }
        Type::Scalar(_) | Type::Model(_) | Type::Mask(_) | Type::List(_) | Type::Map(_) => {
            sample::expression(api, ty)
        }
    }
}

/// Whether an identifier stands anywhere in the tokens.
pub(super) fn mentions(tokens: &TokenStream, word: &str) -> bool {
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == word,
        TokenTree::Group(group) => mentions(&group.stream(), word),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}

/// Whether the tokens name something inside of a module. A resource may be called like the module.
pub(super) fn mentions_inside_of(tokens: &TokenStream, module: &str) -> bool {
    let mut tokens = tokens.clone().into_iter().peekable();
    while let Some(token) = tokens.next() {
        let found = match token {
            TokenTree::Ident(ident) if ident == module => {
                matches!(tokens.peek(), Some(TokenTree::Punct(mark)) if mark.as_char() == ':')
            }
            TokenTree::Group(group) => mentions_inside_of(&group.stream(), module),
            TokenTree::Ident(_) | TokenTree::Punct(_) | TokenTree::Literal(_) => false,
        };
        if found {
            return true;
        }
    }
    false
}

/// A call as one would write it: ids have the parameter's name, and where nothing of the body is required, what
/// may be sent is shown.
fn code(api: &Api, resource: &Resource, method: &Method) -> TokenStream {
    let handle = handle(resource, |param| id(api, &param.name, &param.ty));
    let name = method.name.ident();
    let arguments = method::arguments(method)
        .into_iter()
        .map(|input| match input {
            Input::Path(param, ty) => id(api, &param.name, ty),
            input => argument(api, &input),
        });
    let fields = method.body_fields();
    let all_optional = fields
        .iter()
        .all(|field| field.presence == Presence::Optional);
    let setters = fields.iter().filter(|_| all_optional).map(|field| {
        let (name, sample) = (field.name.ident(), sample::expression(api, &field.ty));
        quote!(.#name(#sample))
    });
    let call = quote!(#handle.#name(#(#arguments),*) #(#setters)*);
    match &method.returns {
        Returns::Nothing => quote!(#call.await?;),
        Returns::Value(_) => quote! {
            let answer = #call.await?;
            println!("{answer:?}");
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

/// Statements as formatted lines.
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
