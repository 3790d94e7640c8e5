//! Snippets about values that may be missing, or that may be newer than the crate.

use super::{
    choice::Choice,
    scaffold::{formatted, imports, outcome, with_client},
};
use crate::{
    model::{Api, Input, Method, Model, QueryStyle, Shape, Type},
    names::Name,
    rust::example::docs::call,
    scalars::Scalar,
};
use quote::quote;

/// Returns the snippet with a setter that depends on an `Option`: a text that filters a list.
pub(super) fn setter(api: &Api, choice: &Choice<'_>) -> Option<String> {
    let example = choice.list?;
    let (request, text) = (&example.method.request, text(example.method)?);
    let imports = imports(api, &["Client", "SetIf"]);
    imports.add(&format!(
        "{}::resources::{}",
        api.head.package.lib,
        request.rust()
    ));
    let (request, setter) = (request.ident(), text.ident());
    let variable = text.const_ident().to_string();
    let list = call(api, example.resource, example.method, &imports);
    let body = quote! {
        let #setter = std::env::var(#variable).ok();
        let page = #list.set_if(#setter, #request::#setter).await?;
        println!("{} items", page.items.len());
    };
    Some(formatted(&imports, &[with_client("optional", &body)]))
}

/// Returns the name of an optional text in the query that is not about pages.
fn text(method: &Method) -> Option<&Name> {
    let cursor = method.returns.pages().and_then(|pages| pages.next.param());
    let texts = method.optional_inputs().filter_map(|input| match input {
        Input::Query(query) => match query.style {
            QueryStyle::One(Type::Scalar(Scalar::String)) if query.deprecated.is_none() => {
                Some(&query.name)
            }
            QueryStyle::One(_)
            | QueryStyle::List(..)
            | QueryStyle::Deep(_)
            | QueryStyle::Pairs { .. } => None,
        },
        Input::Path(..) | Input::Header(_) | Input::Body(_) | Input::Whole(..) => None,
    });
    let mut texts = texts.filter(|name| Some(name.wire()) != cursor);
    texts.next()
}

/// Returns the snippet that compares an enum with a value that is newer than the crate.
pub(super) fn newer_value(api: &Api) -> Option<String> {
    let is_current = |model: &Model| model.deprecated.is_none() && !model.shape.has_deprecated();
    let mut enums = api.models.0.iter().filter_map(|model| match &model.shape {
        Shape::Enum(values) if is_current(model) => Some((model, values)),
        Shape::Enum(_) | Shape::Struct(_) | Shape::Union(_) | Shape::Mask(_) => None,
    });
    let (model, values) = enums.next()?;
    // Zero values come first.
    let known = values.get(1).or(values.first())?;
    let imports = imports(api, &[&format!("models::{}", model.name.rust())]);
    let (name, known) = (model.name.ident(), known.name.ident());
    let outcome = outcome();
    let function = quote! {
        fn newer() -> #outcome {
            let value: #name = "NEWER".parse()?;
            match value {
                #name::#known => println!("a known value"),
                other if other.as_str() == "NEWER" => println!("a newer value"),
                other => println!("an unknown value: {other}"),
            }
            Ok(())
        }
    };
    Some(formatted(&imports, &[function]))
}
