//! Descriptions of events for the runtime.

use crate::model::{EventRules, EventTexts, Events, Lines, Method, NameTag};
use proc_macro2::TokenStream;
use quote::quote;

/// Returns the implementation that describes the events of a method.
pub(super) fn shape(method: &Method, events: &Events) -> TokenStream {
    let request = method.request.ident();
    let housekeeping = &events.housekeeping;
    let rules = rules(&events.rules);
    quote! {
        impl runtime::events::builder::HasEvents for crate::methods::#request {
            const EVENTS: &'static runtime::events::shape::EventShape = &runtime::events::shape::EventShape {
                housekeeping: &[#(#housekeeping),*],
                rules: #rules,
            };
        }
    }
}

/// Returns the implementation that describes the lines of a method.
pub(super) fn line_shape(method: &Method, lines: &Lines) -> TokenStream {
    let request = method.request.ident();
    let (is_text, error_field) = (lines.is_text, &lines.error_field);
    quote! {
        impl runtime::lines::builder::HasLines for crate::methods::#request {
            const LINES: &'static runtime::lines::stream::LineShape = &runtime::lines::stream::LineShape {
                is_text: #is_text,
                error_field: &[#(#error_field),*],
            };
        }
    }
}

/// Returns the rules for events that are not simply JSON.
fn rules(rules: &EventRules) -> TokenStream {
    if rules.is_empty() {
        return quote!(None);
    }
    let done = match &rules.done {
        Some(done) => quote!(Some(#done)),
        None => quote!(None),
    };
    let EventRules {
        heartbeats,
        errors,
        error_field,
        ..
    } = rules;
    let texts = match &rules.texts {
        EventTexts::All => quote!(All),
        EventTexts::Named(names) => quote!(Named(&[#(#names),*])),
    };
    let tag = match &rules.tag {
        Some(tag) => {
            let tag = name_tag(tag);
            quote!(Some(#tag))
        }
        None => quote!(None),
    };
    quote! {
        Some(&runtime::events::rules::Rules {
            done: #done,
            heartbeats: &[#(#heartbeats),*],
            errors: &[#(#errors),*],
            error_field: &[#(#error_field),*],
            texts: runtime::events::rules::Texts::#texts,
            tag: #tag,
        })
    }
}

fn name_tag(tag: &NameTag) -> TokenStream {
    let key = &tag.key;
    let keyed = tag.keyed.iter().map(|(tag, key)| quote!((#tag, #key)));
    quote!(runtime::events::rules::NameTag { key: #key, keyed: &[#(#keyed),*] })
}
