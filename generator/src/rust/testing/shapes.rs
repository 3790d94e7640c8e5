//! Shapes: the fields and variants of models, which the kit checks requests against.

use crate::{
    model::{
        Access, Api, Constant, Content, Discriminator, Field, Model, ModelFile, ModelId, Pattern,
        Presence, Shape, Tag, Type, Union,
    },
    names::ident,
    rust::{
        features::needed_cfg,
        imports::{Imports, PathStyle},
        literals, types, unions,
    },
    scalars::Rule,
};
use proc_macro2::TokenStream;
use quote::quote;

/// Returns the file that declares the files of shapes.
pub(super) fn root(files: &[ModelFile<'_>]) -> TokenStream {
    let names = files.iter().map(|file| ident(&file.module));
    let cfgs = files.iter().map(|file| needed_cfg(&file.needed));
    quote! {
        #![doc = " Fields and variants of the models that requests contain and fakes store."]
        #(#cfgs mod #names;)*
    }
}

/// Returns the shapes of a file of models.
pub(super) fn file(api: &Api, ids: &[ModelId]) -> TokenStream {
    let imports = Imports::new(PathStyle::Inside);
    imports.add("crate::testing::rules");
    let shapes = ids.iter().map(|id| {
        let ty = imports.model(api, *id);
        let shape = shape(api, api.models.get(*id), &imports);
        quote! {
            impl rules::Described for #ty {
                const SHAPE: rules::ModelShape = #shape;
            }
        }
    });
    let shapes: TokenStream = shapes.collect();
    quote! {
        #imports

        #shapes
    }
}

fn shape(api: &Api, model: &Model, imports: &Imports<'_>) -> TokenStream {
    match &model.shape {
        Shape::Struct(fields) => {
            let open = model.keeps_unknown || fields.iter().any(|field| field.is_rest);
            let fields = self::fields(api, fields, imports);
            quote!(rules::ModelShape::Object { fields: #fields, open: #open })
        }
        Shape::Union(union) => self::union(api, union, imports),
        // Enums and masks are text, and have no shape.
        Shape::Enum(_) | Shape::Mask(_) => TokenStream::new(),
    }
}

/// Returns the rules of fields.
pub(super) fn fields(api: &Api, fields: &[Field], imports: &Imports<'_>) -> TokenStream {
    let fields = fields.iter().filter(|field| !field.is_rest).map(|field| {
        let wire = field.name.wire();
        let kind = match &field.constant {
            Some(constant) => self::constant(constant, imports),
            None => kind(api, &field.ty, imports),
        };
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

/// Returns the kind of a value that is always the same.
pub(super) fn constant(constant: &Constant, imports: &Imports<'_>) -> TokenStream {
    imports.add("crate::testing::rules::ValueKind");
    let expected = format!("`{constant}`");
    let value = match constant {
        Constant::Text(text) => quote!(#text),
        Constant::Integer(number) => {
            let number = literals::integer(*number);
            return quote!(ValueKind::Decoded(|value| value.as_i64() == Some(#number), #expected));
        }
        Constant::Boolean(value) => quote!(#value),
    };
    quote!(ValueKind::Decoded(|value| *value == #value, #expected))
}

/// Returns the kind of a value.
pub(super) fn kind(api: &Api, ty: &Type, imports: &Imports<'_>) -> TokenStream {
    imports.add("crate::testing::rules::ValueKind");
    match ty {
        Type::Scalar(scalar) => match scalar.row().rule {
            Rule::Kind(kind) => {
                let kind = ident(kind);
                quote!(ValueKind::#kind)
            }
            Rule::Decoded => {
                let ty = types::scalar(*scalar, imports);
                quote!(ValueKind::decoded::<#ty>())
            }
        },
        Type::Mask(_) => quote!(ValueKind::Text),
        Type::Model(id) => match &api.models.get(*id).shape {
            shape if shape.is_integer_enum() => quote!(ValueKind::Int64),
            Shape::Enum(_) | Shape::Mask(_) => quote!(ValueKind::Text),
            Shape::Struct(_) | Shape::Union(_) => {
                let name = imports.model(api, *id);
                quote!(ValueKind::model::<#name>())
            }
        },
        Type::Nullable(ty) => {
            let kind = kind(api, ty, imports);
            quote!(ValueKind::Nullable(&#kind))
        }
        Type::List(item) => {
            let item = kind(api, item, imports);
            quote!(ValueKind::List(&#item))
        }
        Type::Map(item) => {
            let item = kind(api, item, imports);
            quote!(ValueKind::Map(&#item))
        }
    }
}

fn union(api: &Api, union: &Union, imports: &Imports<'_>) -> TokenStream {
    match &union.discriminator {
        Discriminator::Tag(tag) => tagged(api, union, tag, imports),
        Discriminator::Form(patterns) => one_of(api, union, patterns, imports),
    }
}

/// Returns the shape of a union without a tag.
fn one_of(
    api: &Api,
    union: &Union,
    patterns: &[(usize, Pattern)],
    imports: &Imports<'_>,
) -> TokenStream {
    imports.add("crate::runtime::values::one_of::pattern");
    let forms = patterns.iter().map(|(index, pattern)| {
        let pattern = unions::pattern(pattern);
        let kind = match &union.variants[*index].content {
            Content::Whole(ty) => kind(api, ty, imports),
            Content::Nothing | Content::Empty(_) | Content::Keyed(..) | Content::Flat(_) => {
                TokenStream::new()
            }
        };
        quote!(rules::FormRule { accepts: |value| pattern!(#pattern).matches(value), kind: #kind })
    });
    quote!(rules::ModelShape::OneOf(&[#(#forms),*]))
}

fn tagged(api: &Api, union: &Union, tag: &Tag, imports: &Imports<'_>) -> TokenStream {
    let path = &tag.path;
    let tag = if tag.is_integer {
        quote!(rules::TagRule::integer(&[#(#path),*]))
    } else {
        quote!(rules::TagRule::text(&[#(#path),*]))
    };
    let variants = union.variants.iter().map(|variant| {
        let word = variant.name.wire();
        let content = match &variant.content {
            Content::Nothing => quote!(Nothing),
            Content::Empty(key) => {
                imports.add("crate::testing::rules::ValueKind");
                quote!(Keyed(#key, ValueKind::Any))
            }
            Content::Keyed(key, ty) => {
                let kind = kind(api, ty, imports);
                quote!(Keyed(#key, #kind))
            }
            Content::Flat(id) => {
                let name = imports.model(api, *id);
                quote!(Flat(rules::shape_of::<#name>))
            }
            Content::Whole(ty) => {
                let kind = kind(api, ty, imports);
                quote!(Whole(#kind))
            }
        };
        quote!(rules::VariantRule { tag: #word, content: rules::ContentRule::#content })
    });
    quote!(rules::ModelShape::Union { tag: #tag, variants: &[#(#variants),*] })
}
