//! Shapes of pages.

use crate::{
    model::{CursorSource, Method, Next, NumberEnd, PageParamPlace, Pages},
    rust::literals,
};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// Returns the implementation that describes the pages of a method to the runtime.
pub(super) fn shape(method: &Method, pages: &Pages) -> TokenStream {
    let request = method.request.ident();
    let items = &pages.items;
    let next = next(pages);
    quote! {
        impl runtime::pages::builder::HasPages for crate::methods::#request {
            const PAGES: &'static runtime::pages::shape::PageShape = &runtime::pages::shape::PageShape {
                items: &[#(#items),*],
                next: &#next,
            };
        }
    }
}

fn next(pages: &Pages) -> TokenStream {
    let param = |param: &str| {
        let place = match pages.place {
            PageParamPlace::Query => quote!(Query(#param)),
            PageParamPlace::BodyText => quote!(Body(&runtime::pages::body_param::BodyText(#param))),
            PageParamPlace::BodyNumber => {
                quote!(Body(&runtime::pages::body_param::BodyNumber(#param)))
            }
        };
        quote!(runtime::pages::param::PageParam::#place)
    };
    let more = |more: &Option<Vec<String>>| literals::path(more.as_deref().unwrap_or_default());
    match &pages.next {
        Next::Cursor {
            source,
            param: name,
            more: path,
        } => {
            let (param, more) = (param(name), more(path));
            match source {
                CursorSource::Body(path) => {
                    let path = literals::path(path);
                    quote!(runtime::pages::cursor::Cursor { path: #path, param: #param, more: #more })
                }
                CursorSource::Header(header) => quote! {
                    runtime::pages::header::HeaderCursor { header: #header, param: #param, more: #more }
                },
                CursorSource::LastItem(id) => {
                    let id = literals::path(id);
                    quote!(runtime::pages::last_item::LastItem { id: #id, param: #param, more: #more })
                }
            }
        }
        Next::Page {
            param: name,
            first,
            end,
        } => number(&param(name), *first, false, end),
        Next::Offset { param: name, end } => number(&param(name), 0, true, end),
        Next::Link => quote!(runtime::pages::link::Link),
        Next::Url { path, more: end } => {
            let (path, more) = (literals::path(path), more(end));
            quote!(runtime::pages::url::NextUrl { path: #path, more: #more })
        }
    }
}

fn number(param: &TokenStream, first: u32, counts_items: bool, end: &NumberEnd) -> TokenStream {
    let first = Literal::u32_unsuffixed(first);
    let end = match end {
        NumberEnd::Empty => quote!(Empty),
        NumberEnd::More(path) => {
            let path = literals::path(path);
            quote!(More(#path))
        }
        NumberEnd::Pages(path) => {
            let path = literals::path(path);
            quote!(Pages(#path))
        }
        NumberEnd::Total(path) => {
            let path = literals::path(path);
            quote!(Total(#path))
        }
    };
    quote! {
        runtime::pages::number::Number {
            param: #param,
            first: #first,
            counts_items: #counts_items,
            end: runtime::pages::number::NumberEnd::#end,
        }
    }
}
