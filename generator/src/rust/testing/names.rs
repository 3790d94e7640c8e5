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

/// Returns the path of the constant that describes the pages of a request.
pub(super) fn pages(request: &Name) -> TokenStream {
    let request = request.ident();
    quote!(<crate::methods::#request as crate::runtime::pages::builder::HasPages>::PAGES)
}

/// Returns the path of the constant that describes the lines of a request.
pub(super) fn lines(request: &Name) -> TokenStream {
    let request = request.ident();
    quote!(<crate::methods::#request as crate::runtime::lines::builder::HasLines>::LINES)
}

/// Returns the path of the constant that describes the events of a request.
pub(super) fn events(request: &Name) -> TokenStream {
    let request = request.ident();
    quote!(<crate::methods::#request as crate::runtime::events::builder::HasEvents>::EVENTS)
}
