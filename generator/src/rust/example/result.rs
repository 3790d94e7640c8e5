//! Results of calls in examples: the variable, and the statement that prints a field of it.

use crate::{
    model::{Api, Field, ModelId, Presence, Shape, Type},
    names::{self, Name},
    scalars::Scalar,
};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// Maximum number of structs around a field that is printed.
const MAX_DEPTH: usize = 3;

/// Returns the variable of a result: the name of its model, or `otherwise` if it is no struct.
pub(in crate::rust) fn variable(api: &Api, ty: &Type, otherwise: &str) -> Ident {
    match structure(api, ty) {
        Some(id) => names::ident(&api.models.get(id).name.value_name()),
        None => names::ident(otherwise),
    }
}

/// Returns the statement that prints a result, or a field of it.
pub(in crate::rust) fn print(api: &Api, ty: &Type, variable: &Ident) -> TokenStream {
    match field(api, ty) {
        Some(path) => quote!(println!("{}", #variable #path);),
        // A format string cannot name a raw identifier.
        None if variable.to_string().starts_with("r#") => quote!(println!("{:?}", #variable);),
        None => {
            let format = format!("{{{variable}:?}}");
            quote!(println!(#format);)
        }
    }
}

/// Returns the access to the field of a result that says most: the first required text in it that has an example, or the first
/// one of any kind.
pub(in crate::rust) fn field(api: &Api, ty: &Type) -> Option<TokenStream> {
    let id = structure(api, ty)?;
    let documented = path(api, id, &|field| field.example.is_some(), MAX_DEPTH);
    let path = documented.or_else(|| path(api, id, &|_| true, MAX_DEPTH))?;
    let path = path.iter().map(|name| name.ident());
    Some(quote!(#(.#path)*))
}

/// Returns the path of a required text in a struct.
fn path<'a>(
    api: &'a Api,
    id: ModelId,
    is_wanted: &dyn Fn(&Field) -> bool,
    depth: usize,
) -> Option<Vec<&'a Name>> {
    let fields = api.models.get(id).shape.fields().iter();
    let fields = fields.filter(|field| match field.presence {
        Presence::Required => {
            field.deprecated.is_none() && !field.is_rest && field.constant.is_none()
        }
        Presence::Optional => false,
    });
    let fields: Vec<_> = fields.collect();
    let own = fields
        .iter()
        .find(|field| matches!(field.ty, Type::Scalar(Scalar::String)) && is_wanted(field));
    if let Some(field) = own {
        return Some(vec![&field.name]);
    }
    let mut inner = fields.iter().filter(|_| depth > 1);
    inner.find_map(|field| {
        let mut path = path(api, structure(api, &field.ty)?, is_wanted, depth - 1)?;
        path.insert(0, &field.name);
        Some(path)
    })
}

/// Returns the model of a struct.
fn structure(api: &Api, ty: &Type) -> Option<ModelId> {
    match ty {
        Type::Model(id) => match api.models.get(*id).shape {
            Shape::Struct(_) => Some(*id),
            Shape::Enum(_) | Shape::Union(_) | Shape::Mask(_) => None,
        },
        Type::Scalar(_) | Type::Mask(_) | Type::List(_) | Type::Map(_) | Type::Nullable(_) => None,
    }
}
