//! Fakes: the method that installs one, and its description.

use super::names;
use crate::{
    model::{Api, Fake, FakeFilter, Resource},
    rust::{docs, imports::Imports, literals, statics},
};
use proc_macro2::TokenStream;
use quote::quote;

/// Returns the method of the server that installs the fake.
pub(super) fn server_method(
    api: &Api,
    resource: &Resource,
    fake: &Fake,
    imports: &Imports<'_>,
) -> TokenStream {
    let name = names::fake_method(resource);
    let item = api.models.get(fake.item);
    let (model, fixture) = (imports.model(api, fake.item), names::fixture(item));
    let five = [
        &fake.create,
        &fake.list,
        &fake.retrieve,
        &fake.update,
        &fake.delete,
    ];
    let [first @ .., last] = five.map(|name| docs::code(name.rust()));
    let five = format!("{} and {last}", first.join(", "));
    let docs = docs::attributes([
        format!("Installs a fake of `{}`, which stores items in memory and handles {five}.", resource.accessor()),
        String::new(),
        "An update changes the fields in its mask, or all fields in its body if it has no mask. Requests for a deleted item".to_owned(),
        "receive status 404. Replies that are prepared for these methods take precedence, and are used once.".to_owned(),
    ]);
    quote! {
        #docs
        #[allow(clippy::must_use_candidate, reason = "a test need not inspect the items of the fake")]
        pub fn #name(&self) -> testing::Fake<#model> {
            self.server.fake(&FAKE, &testing::fixtures::#fixture())
        }
    }
}

/// Returns the static that describes the fake.
pub(super) fn shape(
    api: &Api,
    resource: &Resource,
    fake: &Fake,
    imports: &Imports<'_>,
) -> TokenStream {
    let prefix = resource.module();
    let model = imports.model(api, fake.item);
    let pages = names::pages(&fake.list_request);
    let [create, list, retrieve, update, delete] = [
        &fake.create,
        &fake.list,
        &fake.retrieve,
        &fake.update,
        &fake.delete,
    ]
    .map(statics::route);
    let id = &fake.id;
    let aliases = fake
        .aliases
        .iter()
        .map(|(text, path)| quote!((#text, &[#(#path),*])));
    let filters = fake.filters.iter().map(filter);
    let ignores = &fake.ignores;
    let limit = literals::option(fake.limit.as_ref());
    let mask = literals::option(fake.mask.as_ref());
    let omits_defaults = api.head.omits_defaults;
    quote! {
        static FAKE: rules::FakeShape = rules::FakeShape {
            name: #prefix,
            create: &#create,
            list: &#list,
            retrieve: &#retrieve,
            update: &#update,
            delete: &#delete,
            page: #pages,
            item: <#model as rules::Described>::SHAPE,
            id: &[#(#id),*],
            aliases: &[#(#aliases),*],
            limit: #limit,
            filters: &[#(#filters),*],
            ignores: &[#(#ignores),*],
            mask: #mask,
            omits_defaults: #omits_defaults,
        };
    }
}

fn filter(filter: &FakeFilter) -> TokenStream {
    let FakeFilter {
        param,
        path,
        starts,
    } = filter;
    quote!(rules::Filter { param: #param, path: &[#(#path),*], starts: #starts })
}
