//! What tests prepare for a resource: a method of the server for each method, and the fake.

use super::{fixtures, resource_cfg, shapes, with_methods};
use crate::{
    model::{
        Api, Body, Fake, FakeFilter, Method, ParamSource, Presence, QueryStyle, Resource, Returns,
        Type, Verb,
    },
    names::{self, Name},
    rust::{
        docs, example, sample,
        types::{self, Home},
    },
    scalars::Scalar,
};
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

/// `testing/resources.rs`.
pub(super) fn root(api: &Api) -> TokenStream {
    let mut resources: Vec<_> = with_methods(api).collect();
    resources.sort_by_key(|resource| resource.module());
    let cfgs: Vec<_> = resources
        .iter()
        .map(|resource| resource_cfg(resource))
        .collect();
    let names: Vec<_> = resources
        .iter()
        .map(|resource| names::ident(&resource.module()))
        .collect();
    quote! {
        #![doc = " What tests prepare for each resource, and what is known of its requests."]
        #(#cfgs mod #names;)*

        use super::rules::Route;

        /// The methods of all resources.
        pub(super) static ROUTES: &[&[&Route]] = &[#(#cfgs #names::ROUTES),*];
    }
}

/// The file of a resource.
pub(super) fn file(api: &Api, resource: &Resource) -> TokenStream {
    let shown = resource
        .methods
        .iter()
        .find(|method| has_example(api, resource, method));
    let methods = resource.methods.iter().map(|method| {
        let example = shown.filter(|shown| std::ptr::eq(*shown, method));
        let example = example.map(|method| self::example(api, resource, method));
        on(
            api,
            resource,
            method,
            example.as_deref().unwrap_or_default(),
        )
    });
    let fake = resource
        .fake
        .as_ref()
        .map(|fake| self::fake(api, resource, fake));
    let fake_shape = resource
        .fake
        .as_ref()
        .map(|fake| fake_shape(api, resource, fake));
    let routes = resource
        .methods
        .iter()
        .map(|method| route(api, resource, method));
    let names = resource
        .methods
        .iter()
        .map(|method| route_ident(&method.name));
    let items = quote! {
        impl testing::Server {
            #(#methods)*
            #fake
        }

        pub(super) static ROUTES: &[&rules::Route] = &[#(&#names),*];
        #(#routes)*
        #fake_shape
    };
    let models = example::mentions(&items, "models").then(|| quote!(models,));
    let maps = example::mentions(&items, "BTreeMap").then(|| {
        quote!(
            use std::collections::BTreeMap;
        )
    });
    quote! {
        use crate::{#models testing::{self, rules}};
        #maps

        #items
    }
}

/// What a method gives.
fn result(method: &Method) -> Option<&Type> {
    match &method.returns {
        Returns::Nothing => None,
        Returns::Value(ty) => Some(ty),
        Returns::Pages(pages) => Some(&pages.item),
        Returns::Events(events) => Some(&events.item),
    }
}

/// The static with the route of a method.
fn route_ident(name: &Name) -> Ident {
    format_ident!("{}_ROUTE", name.const_ident().to_string())
}

/// The method of the server that prepares the replies of a method.
fn on(api: &Api, resource: &Resource, method: &Method, example: &[String]) -> TokenStream {
    let name = on_ident(resource, method);
    let (route, statics) = (route_ident(&method.name), statics(resource));
    let handle = resource.name.type_name();
    let call = method.name.rust();
    // Links name keywords plainly.
    let place = resource_path(resource).replace("r#", "");
    let mut lines = vec![format!(
        "Prepares the replies of [`{handle}::{call}`](crate::resources::{place}::{handle}::{call})."
    )];
    lines.extend_from_slice(example);
    let docs = docs::attributes(lines);
    let ty = result(method).map(|ty| types::rust(api, ty, Home::Elsewhere));
    let (kind, call) = match &method.returns {
        Returns::Nothing => (quote!(testing::Nothing), quote!(on_nothing(&#route))),
        Returns::Value(_) => (quote!(testing::Value<#ty>), quote!(on_value(&#route))),
        Returns::Events(_) => (quote!(testing::Events<#ty>), quote!(on_events(&#route))),
        Returns::Pages(_) => {
            let pages = format_ident!("{}_PAGES", method.name.const_ident().to_string());
            (
                quote!(testing::Pages<#ty>),
                quote!(on_pages(&#route, &#statics::#pages)),
            )
        }
    };
    quote! {
        #docs
        #[must_use]
        pub fn #name(&self) -> testing::On<#kind> {
            self.server.#call
        }
    }
}

/// The method of the server that prepares the replies of a method.
pub(in crate::rust) fn on_ident(resource: &Resource, method: &Method) -> Ident {
    names::ident(&format!("on_{}_{}", resource.module(), method.name.rust()))
}

/// The module of a resource, as documentation names it.
fn resource_path(resource: &Resource) -> String {
    let words = resource.parent.iter().chain([&resource.name]);
    let words: Vec<_> = words.map(|name| name.ident().to_string()).collect();
    words.join("::")
}

/// The module of a resource, where its statics are.
fn statics(resource: &Resource) -> TokenStream {
    let parent = resource.parent.iter().map(Name::ident);
    let name = resource.name.ident();
    quote!(crate::resources::#(#parent::)*#name)
}

/// What the kit is told of a method.
fn route(api: &Api, resource: &Resource, method: &Method) -> TokenStream {
    let constant = route_ident(&method.name);
    let name = format!("{}.{}", resource.accessor(), method.name.rust());
    let verb = names::ident(method.route.verb.as_str());
    let path = &method.route.path;
    let query = method.query.iter().map(|query| {
        let wire = query.name.wire();
        let required = query.presence == Presence::Required;
        let (kind, repeated) = match &query.style {
            QueryStyle::One(ty) => (shapes::kind(api, ty), false),
            QueryStyle::Repeated(ty) => (shapes::kind(api, ty), true),
            QueryStyle::Pairs { .. } => (quote!(rules::Kind::Pairs), false),
        };
        quote!(rules::QueryRule { name: #wire, kind: #kind, required: #required, repeated: #repeated })
    });
    let body = match &method.body {
        Body::None => quote!(rules::BodyRule::None),
        Body::Fields(fields) => {
            let fields = shapes::fields(api, fields);
            quote!(rules::BodyRule::Fields(#fields))
        }
        Body::Whole(_, ty) => {
            let kind = shapes::kind(api, ty);
            quote!(rules::BodyRule::Whole(#kind))
        }
    };
    quote! {
        static #constant: rules::Route = rules::Route {
            name: #name,
            method: http::Method::#verb,
            path: #path,
            query: &[#(#query),*],
            body: #body,
        };
    }
}

/// The method of the server that installs the fake.
fn fake(api: &Api, resource: &Resource, fake: &Fake) -> TokenStream {
    let module = resource.module();
    let name = names::ident(&format!("fake_{module}"));
    let item = api.models.get(fake.item);
    let (model, fixture) = (item.name.ident(), fixtures::ident(item));
    let five = [
        &fake.create,
        &fake.list,
        &fake.retrieve,
        &fake.update,
        &fake.delete,
    ];
    let five = five.map(|name| docs::code(name.rust())).join(", ");
    let docs = docs::attributes([
        format!("Lets a fake answer {five} of `{}`: it keeps what it is given.", resource.accessor()),
        String::new(),
        "An update changes what its mask lists, else all that was sent; what was deleted is not found.".to_owned(),
        "Replies that are prepared besides come first, and are used up.".to_owned(),
    ]);
    quote! {
        #docs
        #[allow(clippy::must_use_candidate, reason = "what the fake keeps need not be looked at")]
        pub fn #name(&self) -> testing::Fake<models::#model> {
            self.server.fake(&FAKE, &testing::fixtures::#fixture())
        }
    }
}

/// What the kit is told of the fake.
fn fake_shape(api: &Api, resource: &Resource, fake: &Fake) -> TokenStream {
    let prefix = resource.module();
    let model = api.models.get(fake.item).name.ident();
    let statics = statics(resource);
    let pages = format_ident!("{}_PAGES", fake.list.const_ident().to_string());
    let [create, list, retrieve, update, delete] = [
        &fake.create,
        &fake.list,
        &fake.retrieve,
        &fake.update,
        &fake.delete,
    ]
    .map(route_ident);
    let id = &fake.id;
    let aliases = fake
        .aliases
        .iter()
        .map(|(text, path)| quote!((#text, &[#(#path),*])));
    let filters = fake.filters.iter().map(|filter| {
        let FakeFilter {
            param,
            path,
            starts,
        } = filter;
        quote!(rules::Filter { param: #param, path: &[#(#path),*], starts: #starts })
    });
    let ignores = &fake.ignores;
    let option = |word: &Option<String>| match word {
        Some(word) => quote!(Some(#word)),
        None => quote!(None),
    };
    let (limit, mask) = (option(&fake.limit), option(&fake.mask));
    quote! {
        static FAKE: rules::FakeShape = rules::FakeShape {
            name: #prefix,
            create: &#create,
            list: &#list,
            retrieve: &#retrieve,
            update: &#update,
            delete: &#delete,
            page: &#statics::#pages,
            item: <models::#model as rules::Described>::SHAPE,
            id: &[#(#id),*],
            aliases: &[#(#aliases),*],
            limit: #limit,
            filters: &[#(#filters),*],
            ignores: &[#(#ignores),*],
            mask: #mask,
        };
    }
}

/// Whether a call of a method is short enough to be shown: a `GET` of one model by an id.
fn has_example(api: &Api, resource: &Resource, method: &Method) -> bool {
    let is_text = |ty: &Type| matches!(ty, Type::Scalar(Scalar::String));
    let params = method.params.iter().all(|param| match &param.source {
        ParamSource::Argument(ty) => is_text(ty),
        ParamSource::Client => true,
        ParamSource::Handle => false,
    });
    let required = method
        .query
        .iter()
        .any(|query| query.presence == Presence::Required);
    let model = match &method.returns {
        Returns::Value(Type::Model(id)) => Some(api.models.get(*id)),
        Returns::Value(_) | Returns::Nothing | Returns::Pages(_) | Returns::Events(_) => None,
    };
    resource.parent.is_none()
        && method.route.verb == Verb::Get
        && method.deprecated.is_none()
        && params
        && !required
        && model.is_some()
}

/// The lines of an example, which runs as a doctest.
fn example(api: &Api, resource: &Resource, method: &Method) -> Vec<String> {
    let Some(Type::Model(id)) = result(method) else {
        return Vec::new();
    };
    let lib = &api.head.package.lib;
    let fixture = fixtures::ident(api.models.get(*id));
    let on = on_ident(resource, method);
    let (handle, call) = (resource.name.ident(), method.name.ident());
    let arguments = method
        .params
        .iter()
        .filter_map(|param| match &param.source {
            ParamSource::Argument(ty) => Some(sample::expression(api, ty).to_string()),
            ParamSource::Client | ParamSource::Handle => None,
        });
    let arguments: Vec<_> = arguments.collect();
    let arguments = arguments.join(", ");
    vec![
        String::new(),
        "# Example".to_owned(),
        "```".to_owned(),
        "# #[tokio::main(flavor = \"current_thread\")]".to_owned(),
        format!("# async fn main() -> Result<(), {lib}::Error> {{"),
        format!("use {lib}::testing::{{Server, fixtures}};"),
        String::new(),
        "let server = Server::new();".to_owned(),
        format!("server.{on}().reply(fixtures::{fixture}());"),
        String::new(),
        format!("let answer = server.client().{handle}().{call}({arguments}).await?;"),
        format!("assert_eq!(answer, fixtures::{fixture}());"),
        "assert_eq!(server.requests().len(), 1);".to_owned(),
        "# Ok(())".to_owned(),
        "# }".to_owned(),
        "```".to_owned(),
    ]
}
