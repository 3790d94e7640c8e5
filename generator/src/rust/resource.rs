//! Resources: a file for each, with the handle, the requests, and the statics that describe its methods.

use super::{
    docs,
    features::cfg,
    handle_field::param_field,
    imports::{Imports, PathStyle},
    method, request,
    types::{self, Argument},
};
use crate::{
    model::{Api, HandleParam, Resource, Type},
    names::{self, Name},
    scalars::Scalar,
};
use proc_macro2::TokenStream;
use quote::quote;

/// Returns `resources.rs`.
pub(super) fn root(api: &Api) -> TokenStream {
    let mut modules: Vec<_> = api.top_resources().collect();
    modules.sort_by_key(|resource| resource.name.rust());
    let exports = modules.iter().flat_map(|resource| {
        let nested = api.nested_in(resource);
        std::iter::once(*resource).chain(nested).map(exports)
    });
    let exports: TokenStream = exports.collect();
    let modules = modules.iter().map(|resource| {
        let (name, cfg) = (resource.name.ident(), cfg([resource.name.rust()]));
        quote!(#cfg pub mod #name;)
    });
    let imported = format!(
        " All of these types have names of their own, and can be imported from here{}.",
        example(api)
    );
    quote! {
        #![doc = " Resources of the API. The module of a resource has a handle with its methods, and a request type for each method."]
        //!
        #![doc = #imported]
        #(#modules)*

        #exports
    }
}

/// Returns an example of a type that is imported, that of the first method.
fn example(api: &Api) -> String {
    let mut methods = api.methods().filter(|method| !method.hidden);
    methods.next().map_or_else(String::new, |method| {
        format!(", such as `resources::{}`", method.request.rust())
    })
}

/// Returns the declaration that exports the handle and the requests of a resource.
fn exports(resource: &Resource) -> TokenStream {
    let cfg = cfg([resource.top().rust()]);
    let parent = resource.parent.iter().map(|parent| parent.name.ident());
    let (name, handle) = (resource.name.ident(), resource.handle.rust());
    let path = quote!(#(#parent::)*#name);
    let methods = resource.methods.iter();
    let own = methods.flat_map(|method| [Some(&method.request), method.result_enum()]);
    let mut types: Vec<_> = own.flatten().map(Name::rust).chain([handle]).collect();
    types.sort_unstable();
    let types = types.into_iter().map(names::ident);
    // A list of all types would be above that of the modules in the documentation.
    quote! {
        #cfg
        #[doc(hidden)]
        pub use #path::{#(#types),*};
    }
}

/// Returns the file of a resource.
pub(super) fn file(api: &Api, resource: &Resource) -> TokenStream {
    let accessor = resource.accessor();
    let first = resource.docs.0.first();
    let title = first.map_or_else(|| format!("Resource `{accessor}`."), Clone::clone);
    let module_docs = format!(" {title}");
    let modules = api.nested_in(resource).map(|nested| nested.name.ident());
    let hides_models = api
        .nested_in(resource)
        .any(|nested| nested.name.rust() == "models");
    let imports = Imports::new(if hides_models {
        PathStyle::Absolute
    } else {
        PathStyle::Inside
    });
    let handle = handle(api, resource, &imports);
    let methods = &resource.methods;
    let requests: TokenStream = methods
        .iter()
        .map(|method| request::emit(api, resource, method, &imports))
        .collect();
    let operations = method::operations(resource, &imports);
    let shapes = methods.iter().map(request::shape);
    quote! {
        #![doc = #module_docs]
        #(pub mod #modules;)*

        #imports

        #handle
        #requests
        #operations
        #(#shapes)*
    }
}

/// Returns the handle of a resource.
fn handle(api: &Api, resource: &Resource, imports: &Imports<'_>) -> TokenStream {
    imports.add("crate::runtime");
    let name = resource.handle.ident();
    let accessor = resource.accessor();
    let mut lines = docs::lines(&resource.docs, &format!("Resource `{accessor}`."));
    lines.push(String::new());
    lines.push(origin(resource));
    let docs = docs::attributes(lines);
    let fields = resource.params.iter().map(|param| {
        let name = param_field(&param.name);
        quote!(pub(crate) #name: String,)
    });
    let accessors = api
        .nested_in(resource)
        .map(|nested| self::accessor(api, nested, imports));
    let methods = resource
        .methods
        .iter()
        .map(|method| method::emit(api, resource, method, imports));
    quote! {
        #docs
        #[derive(Clone, Debug)]
        pub struct #name {
            pub(crate) core: runtime::client::Core,
            #(#fields)*
        }

        impl #name {
            #(#accessors)*
            #(#methods)*
        }
    }
}

/// Returns the sentence that says which method returns the handle.
fn origin(resource: &Resource) -> String {
    let name = resource.name.rust();
    match &resource.parent {
        Some(parent) => {
            let outer = parent.handle.rust();
            format!("Returned by [`{outer}::{name}`](super::{outer}::{name}).")
        }
        None => format!("Returned by [`Client::{name}`](crate::Client::{name})."),
    }
}

/// Returns the method of a handle that returns the handle of a nested resource.
fn accessor(api: &Api, nested: &Resource, imports: &Imports<'_>) -> TokenStream {
    let (name, handle) = (nested.name.ident(), nested.handle.ident());
    let mut lines = docs::lines(
        &nested.docs,
        &format!("Returns the resource `{}`.", nested.accessor()),
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
        let Argument { ty, .. } = types::argument(api, &param.ty, &name, imports);
        quote!(#name: #ty)
    });
    let values = nested
        .params
        .iter()
        .map(|param| handle_field(api, param, imports));
    quote! {
        #docs
        #[must_use]
        pub fn #name(&self #(, #arguments)*) -> #name::#handle {
            #name::#handle { core: self.core.clone(), #(#values),* }
        }
    }
}

/// Returns the field of a handle with a parameter, as text for the path.
fn handle_field(api: &Api, param: &HandleParam, imports: &Imports<'_>) -> TokenStream {
    let (name, field) = (param.name.ident(), param_field(&param.name));
    let Argument { value, .. } = types::argument(api, &param.ty, &name, imports);
    match &param.ty {
        Type::Scalar(Scalar::String) => quote!(#field: #value),
        Type::Scalar(scalar) if !scalar.row().into => quote!(#field: #name.to_string()),
        Type::Scalar(_)
        | Type::Model(_)
        | Type::Mask(_)
        | Type::List(_)
        | Type::Map(_)
        | Type::Nullable(_) => {
            let ty = types::rust(api, &param.ty, imports);
            quote!(#field: Into::<#ty>::into(#name).to_string())
        }
    }
}
