//! Sample values: what the wire tests send and the examples show. Strings are `sample`, numbers 1, enums their
//! first value; of nested objects the required fields.

use crate::{
    model::{
        Access, Api, Content, Field, ModelId, Pages, Presence, QueryParam, QueryStyle, Shape, Type,
        Union,
    },
    scalars::Scalar,
};
use proc_macro2::{TokenStream, TokenTree};
use quote::quote;
use serde_json::{Map, Value, json};

/// From this depth on, and once so many fields were sampled, lists of models stay empty: models that hold lists of
/// each other would make samples without end.
const MAX_DEPTH: usize = 8;
const MAX_FIELDS: usize = 500;

/// A value as the argument of a call.
pub(super) fn expression(api: &Api, ty: &Type) -> TokenStream {
    Sampler::new(api).expression(ty)
}

/// The same value in JSON, as it is sent.
pub(super) fn json(api: &Api, ty: &Type) -> Value {
    Sampler::new(api).json(ty, Way::Out)
}

/// A value in JSON, as the API would give it.
pub(super) fn reply(api: &Api, ty: &Type) -> Value {
    Sampler::new(api).json(ty, Way::In)
}

/// A page with one item.
pub(super) fn page(api: &Api, pages: &Pages) -> Value {
    let items = json!([reply(api, &pages.item)]);
    let keys = pages.items.iter().rev();
    keys.fold(items, |inner, key| {
        Value::Object(Map::from_iter([(key.clone(), inner)]))
    })
}

/// The pairs of a query parameter on the wire.
pub(super) fn query(api: &Api, query: &QueryParam) -> Vec<(String, String)> {
    let wire = query.name.wire().to_owned();
    let value = match &query.style {
        QueryStyle::One(ty) | QueryStyle::Repeated(ty) => text(&json(api, ty)),
        QueryStyle::Pairs { .. } => "sample=sample".to_owned(),
    };
    vec![(wire, value)]
}

/// A scalar as text.
pub(super) fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        value => value.to_string(),
    }
}

/// A value of a scalar in the very type in which it is kept.
pub(super) fn kept(scalar: Scalar) -> TokenStream {
    let value = (scalar.row().sample)();
    match scalar {
        Scalar::Bool | Scalar::Int32 | Scalar::Int64 | Scalar::Float | Scalar::DateTime => value,
        Scalar::String
        | Scalar::Int64Text
        | Scalar::Duration
        | Scalar::Bytes
        | Scalar::Json
        | Scalar::Secret
        | Scalar::LabelFilter => quote!(#value.into()),
    }
}

/// A type as it is named outside of the crate, where `models` and `Timestamp` are imported.
pub(super) fn outer_type(api: &Api, ty: &Type) -> TokenStream {
    Sampler::new(api).rust(ty)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    In,
    Out,
}

/// Remembers the models it is inside of, since lists may hold what they are part of.
struct Sampler<'a> {
    api: &'a Api,
    open: Vec<ModelId>,
    /// How many fields were sampled.
    fields: usize,
}

impl<'a> Sampler<'a> {
    fn new(api: &'a Api) -> Self {
        Self {
            api,
            open: Vec::new(),
            fields: 0,
        }
    }

    fn expression(&mut self, ty: &Type) -> TokenStream {
        match ty {
            Type::Scalar(scalar) => (scalar.row().sample)(),
            Type::Model(id) => self.model(*id),
            Type::Mask(id) => {
                let first = self.first_variant(*id);
                quote!([#first])
            }
            Type::List(item) if self.is_open(item) => self.empty(ty),
            Type::List(item) => {
                let item = self.item(item);
                quote!([#item])
            }
            // A value that it takes a call to make would be made, and thrown away.
            Type::Map(item) => match &**item {
                Type::Scalar(scalar) if scalar.row().has_zero => {
                    let value = (scalar.row().sample)();
                    quote!([("sample", #value); 0])
                }
                Type::Scalar(_) | Type::Model(_) | Type::Mask(_) | Type::List(_) | Type::Map(_) => {
                    self.empty(ty)
                }
            },
        }
    }

    /// A value as the item of a list: lists and maps that are items themselves are taken as they are kept.
    fn item(&mut self, ty: &Type) -> TokenStream {
        match ty {
            Type::List(item) if !self.is_open(item) => {
                let (item, value) = (self.rust(item), self.kept(item));
                quote!(Vec::<#item>::from([#value]))
            }
            Type::List(_) | Type::Map(_) => self.empty(ty),
            Type::Scalar(_) | Type::Model(_) | Type::Mask(_) => self.expression(ty),
        }
    }

    /// A value in the form in which it is kept: a text is no `String` yet.
    fn kept(&mut self, ty: &Type) -> TokenStream {
        let value = self.item(ty);
        let mut tokens = value.clone().into_iter();
        match (tokens.next(), tokens.next()) {
            (Some(TokenTree::Literal(text)), None) if text.to_string().ends_with('"') => {
                quote!(#value.into())
            }
            (_, _) => value,
        }
    }

    /// An empty list or map, with its type spelled out, since nothing in it tells it.
    fn empty(&self, ty: &Type) -> TokenStream {
        match ty {
            Type::List(item) => {
                let item = self.rust(item);
                quote!(Vec::<#item>::new())
            }
            Type::Map(item) => {
                let item = self.rust(item);
                quote!(std::collections::BTreeMap::<String, #item>::new())
            }
            Type::Scalar(_) | Type::Model(_) | Type::Mask(_) => TokenStream::new(),
        }
    }

    /// As [`outer_type`].
    fn rust(&self, ty: &Type) -> TokenStream {
        match ty {
            Type::Scalar(Scalar::DateTime) => quote!(Timestamp),
            Type::Scalar(scalar) => {
                let lib = crate::names::ident(&self.api.head.package.lib);
                let tokens = (scalar.row().rust)().into_iter().map(|token| match token {
                    TokenTree::Ident(word) if word == "crate" => TokenTree::Ident(lib.clone()),
                    token => token,
                });
                tokens.collect()
            }
            Type::Model(id) | Type::Mask(id) => self.model_path(*id),
            Type::List(item) => {
                let item = self.rust(item);
                quote!(Vec<#item>)
            }
            Type::Map(item) => {
                let item = self.rust(item);
                quote!(std::collections::BTreeMap<String, #item>)
            }
        }
    }

    /// Whether a type leads back to a model that the sample is inside of, or too far.
    fn is_open(&self, ty: &Type) -> bool {
        let far = self.open.len() >= MAX_DEPTH || self.fields >= MAX_FIELDS;
        ty.model().is_some_and(|id| far || self.open.contains(&id))
    }

    fn model(&mut self, id: ModelId) -> TokenStream {
        let path = self.model_path(id);
        match &self.api.models.get(id).shape {
            Shape::Struct(fields) => {
                let outgoing = self.api.models.get(id).outgoing;
                self.open.push(id);
                let arguments: Vec<_> = fields
                    .iter()
                    .filter(|field| field.is_argument(outgoing))
                    .map(|field| {
                        self.fields += 1;
                        self.expression(&field.ty)
                    })
                    .collect();
                self.open.pop();
                quote!(#path::new(#(#arguments),*))
            }
            Shape::Enum(_) | Shape::Mask(_) => self.first_variant(id),
            Shape::Union(union) => {
                self.open.push(id);
                let value = self.union(&path, union);
                self.open.pop();
                value
            }
        }
    }

    /// A union is its first variant.
    fn union(&mut self, path: &TokenStream, union: &Union) -> TokenStream {
        let Some(first) = union.variants.first() else {
            return quote!(#path);
        };
        let variant = first.name.ident();
        match &first.content {
            Content::Nothing | Content::Empty(_) => quote!(#path::#variant),
            Content::Keyed(_, ty) => {
                let value = self.kept_whole(ty);
                quote!(#path::#variant(#value))
            }
            Content::Flat(id) => {
                let value = self.model(*id);
                quote!(#path::#variant(#value))
            }
        }
    }

    /// A value in the very type in which it is kept.
    fn kept_whole(&mut self, ty: &Type) -> TokenStream {
        match ty {
            Type::Scalar(scalar) => kept(*scalar),
            Type::Model(_) | Type::Mask(_) | Type::List(_) | Type::Map(_) => self.item(ty),
        }
    }

    fn first_variant(&self, id: ModelId) -> TokenStream {
        let path = self.model_path(id);
        match &self.api.models.get(id).shape {
            Shape::Enum(values) | Shape::Mask(values) => match values.first() {
                Some(value) => {
                    let variant = value.name.ident();
                    quote!(#path::#variant)
                }
                None => quote!(#path::from("sample")),
            },
            Shape::Struct(_) | Shape::Union(_) => quote!(#path::new()),
        }
    }

    fn model_path(&self, id: ModelId) -> TokenStream {
        let name = self.api.models.get(id).name.ident();
        quote!(models::#name)
    }

    fn json(&mut self, ty: &Type, way: Way) -> Value {
        match ty {
            Type::Scalar(scalar) => {
                serde_json::from_str(scalar.row().sample_json).unwrap_or_default()
            }
            Type::Model(id) => match &self.api.models.get(*id).shape {
                Shape::Struct(fields) => {
                    self.open.push(*id);
                    let object = self.object(*id, fields, way);
                    self.open.pop();
                    object
                }
                Shape::Union(union) => {
                    self.open.push(*id);
                    let object = self.union_json(union, way);
                    self.open.pop();
                    object
                }
                Shape::Enum(_) | Shape::Mask(_) => self.first_wire(*id),
            },
            Type::Mask(id) => self.first_wire(*id),
            Type::List(item) if self.is_open(item) => json!([]),
            Type::List(item) => json!([self.json(item, way)]),
            Type::Map(_) => json!({}),
        }
    }

    fn union_json(&mut self, union: &Union, way: Way) -> Value {
        let mut object = Map::new();
        let Some(first) = union.variants.first() else {
            return Value::Object(object);
        };
        object.insert(union.tag.clone(), json!(first.name.wire()));
        match &first.content {
            Content::Nothing => {}
            Content::Empty(key) => {
                object.insert(key.clone(), json!({}));
            }
            Content::Keyed(key, ty) => {
                object.insert(key.clone(), self.json(ty, way));
            }
            Content::Flat(id) => {
                let fields = self.api.models.get(*id).shape.fields();
                if let Value::Object(fields) = self.object(*id, fields, way) {
                    object.extend(fields);
                }
            }
        }
        Value::Object(object)
    }

    fn object(&mut self, id: ModelId, fields: &[Field], way: Way) -> Value {
        let outgoing = self.api.models.get(id).outgoing;
        let mut object = Map::new();
        for field in fields
            .iter()
            .filter(|field| field.presence == Presence::Required && !field.is_rest)
        {
            let sent = !(outgoing && field.access == Access::ReadOnly);
            if sent || way == Way::In {
                self.fields += 1;
                object.insert(field.name.wire().to_owned(), self.json(&field.ty, way));
            }
        }
        Value::Object(object)
    }

    fn first_wire(&self, id: ModelId) -> Value {
        match &self.api.models.get(id).shape {
            Shape::Enum(values) | Shape::Mask(values) => {
                json!(values.first().map_or("sample", |value| value.name.wire()))
            }
            Shape::Struct(_) | Shape::Union(_) => json!({}),
        }
    }
}
