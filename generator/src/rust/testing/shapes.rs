//! What models are made of, as the testing kit is told of it.

use crate::{
    model::{Access, Api, Content, Field, ModelId, Presence, Shape, Type, Union},
    names,
};
use proc_macro2::TokenStream;
use quote::quote;

/// The models that the kit has to know: those that requests carry, and those that fakes keep. They are in order.
pub(super) fn described(api: &Api) -> Vec<ModelId> {
    let outgoing = (0..api.models.0.len()).map(ModelId);
    let outgoing = outgoing.filter(|id| api.models.get(*id).outgoing);
    let kept = api
        .resources
        .iter()
        .filter_map(|resource| resource.fake.as_ref());
    let start = outgoing.chain(kept.map(|fake| fake.item));
    let is_object = |id: &ModelId| match api.models.get(*id).shape {
        Shape::Struct(_) | Shape::Union(_) => true,
        Shape::Enum(_) | Shape::Mask(_) => false,
    };
    let reached = api.models.reachable(start).into_iter();
    reached.filter(is_object).collect()
}

/// The shapes of a file of models.
pub(super) fn file(api: &Api, ids: &[ModelId]) -> TokenStream {
    let shapes = ids.iter().map(|id| {
        let model = api.models.get(*id);
        let name = model.name.ident();
        let shape = match &model.shape {
            Shape::Struct(fields) => {
                let open = fields.iter().any(|field| field.is_rest);
                let fields = self::fields(api, fields);
                quote!(rules::Shape::Object { fields: #fields, open: #open })
            }
            Shape::Union(union) => self::union(api, union),
            // Words are text.
            Shape::Enum(_) | Shape::Mask(_) => TokenStream::new(),
        };
        quote! {
            impl rules::Described for models::#name {
                const SHAPE: rules::Shape = #shape;
            }
        }
    });
    quote! {
        use crate::{models, testing::rules};

        #(#shapes)*
    }
}

/// The rules of fields.
pub(super) fn fields(api: &Api, fields: &[Field]) -> TokenStream {
    let fields = fields.iter().filter(|field| !field.is_rest).map(|field| {
        let (wire, kind) = (field.name.wire(), kind(api, &field.ty));
        let presence = match field.presence {
            Presence::Required => quote!(required),
            Presence::Optional => quote!(optional),
        };
        let read_only = match field.access {
            Access::ReadOnly => quote!(.read_only()),
            Access::ReadWrite => TokenStream::new(),
        };
        quote!(rules::FieldRule::#presence(#wire, #kind) #read_only)
    });
    quote!(&[#(#fields),*])
}

/// What a value is.
pub(super) fn kind(api: &Api, ty: &Type) -> TokenStream {
    match ty {
        Type::Scalar(scalar) => {
            let rule = names::ident(scalar.row().rule);
            quote!(rules::Kind::#rule)
        }
        Type::Mask(_) => quote!(rules::Kind::Text),
        Type::Model(id) => match api.models.get(*id).shape {
            Shape::Enum(_) | Shape::Mask(_) => quote!(rules::Kind::Text),
            Shape::Struct(_) | Shape::Union(_) => {
                let name = api.models.get(*id).name.ident();
                quote!(rules::Kind::Model(rules::shape_of::<models::#name>))
            }
        },
        Type::List(item) => {
            let item = kind(api, item);
            quote!(rules::Kind::List(&#item))
        }
        Type::Map(item) => {
            let item = kind(api, item);
            quote!(rules::Kind::Map(&#item))
        }
    }
}

fn union(api: &Api, union: &Union) -> TokenStream {
    let tag = &union.tag;
    let variants = union.variants.iter().map(|variant| {
        let word = variant.name.wire();
        let content = match &variant.content {
            Content::Nothing => quote!(Nothing),
            Content::Empty(key) => quote!(Keyed(#key, rules::Kind::Any)),
            Content::Keyed(key, ty) => {
                let kind = kind(api, ty);
                quote!(Keyed(#key, #kind))
            }
            Content::Flat(id) => {
                let name = api.models.get(*id).name.ident();
                quote!(Flat(rules::shape_of::<models::#name>))
            }
        };
        quote!(rules::VariantRule { tag: #word, content: rules::ContentRule::#content })
    });
    quote!(rules::Shape::Union { tag: #tag, variants: &[#(#variants),*] })
}
