//! Resources: a file each, with the handle, its requests, and what the runtime is told of its methods.

use super::{docs, method, models, request};
use crate::model::{Api, Body, Kind, Resource, Type};
use proc_macro2::TokenStream;
use quote::quote;

/// `resources.rs`.
pub(super) fn root(api: &Api) -> TokenStream {
    let mut modules: Vec<_> = api.resources.iter().collect();
    modules.sort_by_key(|resource| resource.name.rust());
    let modules = modules.into_iter().map(|resource| {
        let name = resource.name.ident();
        quote!(pub mod #name;)
    });
    quote! {
        #![doc = " The resources: a module each, with a handle and a request for each of its methods."]
        #(#modules)*
    }
}

/// The file of a resource.
pub(super) fn file(api: &Api, resource: &Resource) -> TokenStream {
    let name = resource.name.type_ident();
    let accessor = resource.name.rust();
    let first = resource
        .docs
        .0
        .first()
        .map_or_else(|| format!("Resource `{accessor}`."), Clone::clone);
    let module_docs = format!(" {first}");
    let mut lines = docs::lines(&resource.docs, &format!("The resource `{accessor}`."));
    lines.push(String::new());
    lines.push(format!(
        "[`Client::{accessor}`](crate::Client::{accessor}) gives it."
    ));
    let docs = docs::attributes(lines);
    let imports = imports(resource);
    let methods = resource
        .methods
        .iter()
        .map(|method| method::emit(api, resource, method));
    let requests = resource
        .methods
        .iter()
        .map(|method| request::emit(api, resource, method));
    let operations = resource.methods.iter().map(|method| {
        let operation = method::operation(resource, method);
        let pages = request::page_shape(method);
        quote!(#operation #pages)
    });
    quote! {
        #![doc = #module_docs]
        #imports

        #docs
        #[derive(Clone, Debug)]
        pub struct #name {
            pub(crate) core: runtime::core::Core,
        }

        impl #name {
            #(#methods)*
        }

        #(#requests)*
        #(#operations)*
    }
}

fn imports(resource: &Resource) -> TokenStream {
    let models = resource.methods.iter().any(|method| {
        let returned = match &method.kind {
            Kind::Value(ty) => ty.model().is_some(),
            Kind::Pages(pages) => pages.item.model().is_some(),
            Kind::Nothing => false,
        };
        let query = method.query.iter().any(|query| match &query.style {
            crate::model::QueryStyle::One(ty) | crate::model::QueryStyle::Repeated(ty) => {
                ty.model().is_some()
            }
            crate::model::QueryStyle::Pairs { .. } => false,
        });
        let params = method.params.iter().any(|param| match &param.source {
            crate::model::ParamSource::Argument(ty) => ty.model().is_some(),
            crate::model::ParamSource::Client => false,
        });
        returned
            || query
            || params
            || method
                .body_fields()
                .iter()
                .any(|field| field.ty.model().is_some())
    });
    let maps = resource.methods.iter().any(|method| {
        let returned = match &method.kind {
            Kind::Value(ty) => models::holds_map(ty),
            Kind::Pages(pages) => models::holds_map(&pages.item),
            Kind::Nothing => false,
        };
        let sent = match &method.body {
            Body::None => false,
            Body::Fields(fields) => fields.iter().any(|field| is_map(&field.ty)),
        };
        returned || sent
    });
    let models = if models {
        quote!(models, runtime)
    } else {
        quote!(runtime)
    };
    let methods = (!resource.methods.is_empty()).then(|| {
        quote!(
            use crate::runtime::request_methods::request_methods;
        )
    });
    let maps = maps.then(|| {
        quote!(
            use std::collections::BTreeMap;
        )
    });
    quote!(use crate::{#models}; #methods #maps)
}

fn is_map(ty: &Type) -> bool {
    models::holds_map(ty)
}
