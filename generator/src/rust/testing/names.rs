//! Names in the kit, and the resources that have them.

use crate::{
    model::{Api, Method, Model, Resource},
    names::{self, Name},
};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// Returns the resources that have methods.
pub(super) fn with_methods(api: &Api) -> impl Iterator<Item = &Resource> {
    let resources = api.resources.iter();
    resources.filter(|resource| !resource.methods.is_empty())
}

/// Returns the method of the server that prepares the replies of a method.
pub(in crate::rust) fn server_method(resource: &Resource, method: &Method) -> Ident {
    names::ident(&format!("on_{}_{}", resource.module(), method.name.rust()))
}

/// Returns the method of the server that installs the fake of a resource.
pub(in crate::rust) fn fake_method(resource: &Resource) -> Ident {
    names::ident(&format!("fake_{}", resource.module()))
}

/// Returns the function with the fixture of a model.
pub(in crate::rust) fn fixture(model: &Model) -> Ident {
    names::ident(&model.name.value_name())
}

/// Returns the path of the constant that describes the pages of a method.
pub(super) fn pages(resource: &Resource, method: &Name) -> TokenStream {
    let parent = resource.parent.iter().map(Name::ident);
    let name = resource.name.ident();
    let request = method.type_ident();
    quote!(crate::resources::#(#parent::)*#name::#request::PAGES)
}

/// Returns the module of a resource, as documentation names it: without `r#`.
pub(super) fn module_in_docs(resource: &Resource) -> String {
    let names = resource.parent.iter().chain([&resource.name]);
    let names: Vec<_> = names.map(Name::rust).collect();
    names.join("::")
}
