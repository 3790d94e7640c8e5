//! Resources: a file each, with the handle, its requests, and what the runtime is told of its methods.

use super::{
    docs,
    features::cfg,
    method, models, request,
    types::{self, Home},
};
use crate::{
    model::{Api, HandleParam, Method, Resource, Type},
    scalars::Scalar,
};
use proc_macro2::TokenStream;
use quote::quote;

/// `resources.rs`.
pub(super) fn root(api: &Api) -> TokenStream {
    let mut modules: Vec<_> = api.top_resources().collect();
    modules.sort_by_key(|resource| resource.name.rust());
    let modules = modules.into_iter().map(|resource| {
        let (name, cfg) = (resource.name.ident(), cfg([resource.name.rust()]));
        quote!(#cfg pub mod #name;)
    });
    quote! {
        #![doc = " The resources: a module each, with a handle and a request for each of its methods."]
        #(#modules)*
    }
}

/// The file of a resource.
pub(super) fn file(api: &Api, resource: &Resource) -> TokenStream {
    let name = resource.name.type_ident();
    let accessor = resource.accessor();
    let first = resource
        .docs
        .0
        .first()
        .map_or_else(|| format!("Resource `{accessor}`."), Clone::clone);
    let module_docs = format!(" {first}");
    let mut lines = docs::lines(&resource.docs, &format!("The resource `{accessor}`."));
    lines.push(String::new());
    lines.push(giver(resource));
    let docs = docs::attributes(lines);
    let imports = imports(api, resource);
    let nested: Vec<_> = api.nested_in(resource).collect();
    let modules = nested.iter().map(|nested| nested.name.ident());
    let accessors = nested.iter().map(|nested| self::accessor(api, nested));
    let given = resource.params.iter().map(|param| {
        let name = param.name.ident();
        quote!(pub(crate) #name: String,)
    });
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
        let shape = request::shape(method);
        quote!(#operation #shape)
    });
    quote! {
        #![doc = #module_docs]
        #(pub mod #modules;)*

        #imports

        #docs
        #[derive(Clone, Debug)]
        pub struct #name {
            pub(crate) core: runtime::core::Core,
            #(#given)*
        }

        impl #name {
            #(#accessors)*
            #(#methods)*
        }

        #(#requests)*
        #(#operations)*
    }
}

/// Where the handle comes from.
fn giver(resource: &Resource) -> String {
    let name = resource.name.rust();
    match &resource.parent {
        Some(parent) => {
            let outer = parent.type_name();
            format!("[`{outer}::{name}`](super::{outer}::{name}) gives it.")
        }
        None => format!("[`Client::{name}`](crate::Client::{name}) gives it."),
    }
}

/// The method of a handle that gives the one of a nested resource.
fn accessor(api: &Api, nested: &Resource) -> TokenStream {
    let (name, handle) = (nested.name.ident(), nested.name.type_ident());
    let mut lines = docs::lines(
        &nested.docs,
        &format!("The resource `{}`.", nested.accessor()),
    );
    let described = nested.params.iter().filter_map(|param| {
        let docs = param.docs.0.first()?;
        Some(format!("- `{}`: {docs}", param.name.rust()))
    });
    let described: Vec<_> = described.collect();
    if !described.is_empty() {
        lines.push(String::new());
        lines.extend(described);
    }
    let docs = docs::attributes(lines);
    let arguments = nested.params.iter().map(|param| {
        let name = param.name.ident();
        let (ty, _) = types::argument(api, &param.ty, &name, Home::Elsewhere);
        quote!(#name: #ty)
    });
    let values = nested.params.iter().map(|param| given_value(api, param));
    quote! {
        #docs
        #[must_use]
        pub fn #name(&self, #(#arguments),*) -> #name::#handle {
            #name::#handle { core: self.core.clone(), #(#values),* }
        }
    }
}

/// What a handle keeps of a parameter that it is given: text, which is what a path is made of.
fn given_value(api: &Api, param: &HandleParam) -> TokenStream {
    let name = param.name.ident();
    let (_, value) = types::argument(api, &param.ty, &name, Home::Elsewhere);
    match &param.ty {
        Type::Scalar(Scalar::String) => quote!(#name: #value),
        Type::Scalar(scalar) if !scalar.row().into => quote!(#name: #name.to_string()),
        Type::Scalar(_) | Type::Model(_) | Type::Mask(_) | Type::List(_) | Type::Map(_) => {
            let ty = types::rust(api, &param.ty, Home::Elsewhere);
            quote!(#name: Into::<#ty>::into(#name).to_string())
        }
    }
}

fn imports(api: &Api, resource: &Resource) -> TokenStream {
    let own = resource.methods.iter().flat_map(Method::types);
    // What a nested handle is given stands in the method that makes it, which is here.
    let nested = api.nested_in(resource).flat_map(|nested| &nested.params);
    let types: Vec<_> = own.chain(nested.map(|param| &param.ty)).collect();
    let has_models = types.iter().any(|ty| ty.model().is_some());
    let models = if has_models {
        quote!(models, runtime)
    } else {
        quote!(runtime)
    };
    let methods = (!resource.methods.is_empty()).then(|| {
        quote!(
            use crate::runtime::request_methods::request_methods;
        )
    });
    let maps = types.into_iter().any(models::holds_map).then(|| {
        quote!(
            use std::collections::BTreeMap;
        )
    });
    quote!(use crate::{#models}; #methods #maps)
}
