//! Waiting for a state of the result.

use crate::{
    model::{Api, Method, Returns, Wait, WaitCondition, WaitValue},
    rust::{docs, imports::Imports, literals, types},
};
use proc_macro2::TokenStream;
use quote::quote;

/// Returns the method of a request that waits, and the constant that describes the states to the runtime; nothing if it
/// has none.
pub(super) fn emit(api: &Api, method: &Method, imports: &Imports<'_>) -> TokenStream {
    let (Some(wait), Returns::Value(ty)) = (&method.wait, &method.returns) else {
        return TokenStream::new();
    };
    let (request, ty) = (method.request.ident(), types::rust(api, ty, imports));
    let docs = docs::attributes(lines(wait));
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
            pub fn wait(self) -> runtime::wait::Wait<#ty> {
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
fn lines(wait: &Wait) -> Vec<String> {
    let title = format!("Repeats the request until {}.", until(wait));
    let mut lines = vec![title, String::new()];
    if !wait.fail.is_empty() {
        let fail = described(&wait.fail, ", or ");
        lines.push(format!("The wait fails if {fail}."));
    }
    lines.push(format!(
        "The delay after the first request is at most {:?}, and later ones are longer. The wait takes at most {:?}. Both",
        wait.every, wait.most
    ));
    lines.push(
        "times can be set. The [`ErrorWithValue`](crate::ErrorWithValue) of a wait has the last value."
            .to_owned(),
    );
    lines
}

/// Returns the conditions that end a wait as text.
pub(in crate::rust) fn until(wait: &Wait) -> String {
    described(&wait.until, " and ")
}

/// Returns the conditions as text, such as `` `state` is `DONE` or `IDLE` ``.
fn described(conditions: &[WaitCondition], between: &str) -> String {
    let texts = conditions.iter().map(|condition| {
        let path = docs::code(&condition.path.join("."));
        let values: Vec<_> = condition.values.iter().filter_map(word).collect();
        format!("{path} is {}", values.join(" or "))
    });
    texts.collect::<Vec<_>>().join(between)
}

/// Returns a value as text; `None` for one that another value stands for.
fn word(value: &WaitValue) -> Option<String> {
    match value {
        WaitValue::Text(text) if text.is_empty() => Some("empty".to_owned()),
        WaitValue::Text(text) => Some(docs::code(text)),
        WaitValue::Integer(number) => Some(docs::code(&number.to_string())),
        WaitValue::Bool(boolean) => Some(docs::code(&boolean.to_string())),
        WaitValue::Missing => None,
    }
}
