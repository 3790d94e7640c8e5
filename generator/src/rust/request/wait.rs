//! Waiting for a state of the result.

use crate::{
    model::{Api, Method, Returns, Wait, WaitCondition, WaitValue},
    rust::{docs, imports::Imports, literals, types, value_path::ValuePath},
};
use proc_macro2::TokenStream;
use quote::quote;
use serde_json::Value as Json;

/// Returns the method of a request that waits, and the constant that describes the states to the runtime; nothing if it
/// has none.
pub(super) fn emit(api: &Api, method: &Method, imports: &Imports<'_>) -> TokenStream {
    let (Some(wait), Returns::Value(ty)) = (&method.wait, &method.returns) else {
        return TokenStream::new();
    };
    let (request, ty) = (method.request.ident(), types::rust(api, ty, imports));
    let call = imports.exported("Wait");
    let docs = docs::attributes(lines(api, method, wait));
    let (until, fail) = (conditions(&wait.until), conditions(&wait.fail));
    let (every, most) = (
        literals::duration(wait.every),
        literals::duration(wait.most),
    );
    quote! {
        impl #request {
            const WAIT: runtime::wait::shape::WaitShape = runtime::wait::shape::WaitShape {
                until: #until,
                fail: #fail,
                every: std::time::#every,
                most: std::time::#most,
            };

            #docs
            #[inline]
            pub fn wait(self) -> #call<#ty> {
                self.request.wait(&Self::WAIT)
            }
        }
    }
}

fn conditions(conditions: &[WaitCondition]) -> TokenStream {
    let conditions = conditions.iter().map(|condition| {
        let path = &condition.path;
        let values = condition.values.iter().map(value);
        quote!(runtime::wait::shape::Condition { path: &[#(#path),*], values: &[#(#values),*] })
    });
    quote!(&[#(#conditions),*])
}

fn value(value: &WaitValue) -> TokenStream {
    let variant = match value {
        WaitValue::Text(text) => quote!(Text(#text)),
        WaitValue::Integer(number) => {
            let number = literals::integer(*number);
            quote!(Integer(#number))
        }
        WaitValue::Bool(boolean) => quote!(Bool(#boolean)),
        WaitValue::Missing => quote!(Missing),
    };
    quote!(runtime::wait::shape::WaitValue::#variant)
}

/// Returns the documentation of the method that waits.
fn lines(api: &Api, method: &Method, wait: &Wait) -> Vec<String> {
    let mut lines = until(api, method, wait, "Repeats the request until".to_owned());
    lines.push(String::new());
    if !wait.fail.is_empty() {
        let title = "The wait fails if".to_owned();
        let between = (",", "or");
        lines.extend(described(api, method, title, &wait.fail, between));
    }
    lines.push(format!(
        "The delay after the first request is at most {:?}, and later ones are longer. The wait takes at most {:?}.",
        wait.every, wait.most
    ));
    lines.push(
        "`every` and `at_most` change them. The [`ErrorWithValue`](crate::ErrorWithValue) of a wait has the last value."
            .to_owned(),
    );
    lines
}

/// Returns a sentence about the conditions that end a wait, of which `title` is the beginning.
pub(in crate::rust) fn until(
    api: &Api,
    method: &Method,
    wait: &Wait,
    title: String,
) -> Vec<String> {
    described(api, method, title, &wait.until, ("", "and"))
}

/// Returns a sentence about conditions, such as `` … `state` is `State::Done` or `State::Idle`. ``. `between` are the sign and
/// the word between two conditions.
fn described(
    api: &Api,
    method: &Method,
    title: String,
    conditions: &[WaitCondition],
    between: (&str, &str),
) -> Vec<String> {
    let mut words = vec![title];
    for (index, condition) in conditions.iter().enumerate() {
        let path = ValuePath::new(api, method, &condition.path);
        let mut before = format!("{} is", path.code());
        if let (Some(last), true) = (words.last_mut(), index > 0) {
            last.push_str(between.0);
            before = format!("{} {before}", between.1);
        }
        for value in &condition.values {
            if let Some(value) = word(api, &path, value) {
                words.push(format!("{before} {value}"));
                "or".clone_into(&mut before);
            }
        }
    }
    if let Some(last) = words.last_mut() {
        last.push('.');
    }
    docs::wrapped(words)
}

/// Returns a value as text, with a link if it is a variant of an enum; `None` for one that another value stands for.
fn word(api: &Api, path: &ValuePath<'_>, value: &WaitValue) -> Option<String> {
    let json = match value {
        WaitValue::Text(text) => text.as_str().into(),
        WaitValue::Integer(number) => (*number).into(),
        WaitValue::Bool(boolean) => (*boolean).into(),
        WaitValue::Missing => return None,
    };
    if let Some((model, variant)) = path.variant(api, &json) {
        let variant = format!("{}::{}", model.name.rust(), variant.name.rust());
        return Some(format!("[`{variant}`](crate::models::{variant})"));
    }
    Some(match json {
        Json::String(text) if text.is_empty() => "empty".to_owned(),
        Json::String(text) => docs::code(&text),
        other => docs::code(&other.to_string()),
    })
}
