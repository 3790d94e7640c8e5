//! Paths of values in the result of a method, as programs write them.

use super::docs;
use crate::model::{Api, EnumValue, Field, Method, Model, Returns, Shape, Type};
use serde_json::Value as Json;

/// Path of a value in the result of a method: the fields that lead to it.
pub(super) struct ValuePath<'a>(Vec<&'a Field>);

impl<'a> ValuePath<'a> {
    /// Returns the path with these keys, each of which is a field of a struct.
    pub(super) fn new(api: &'a Api, method: &'a Method, keys: &[String]) -> Self {
        let mut ty = match &method.returns {
            Returns::Value(ty) => Some(ty),
            Returns::Nothing
            | Returns::ByStatus(_)
            | Returns::Text
            | Returns::Download
            | Returns::Redirect
            | Returns::Pages(_)
            | Returns::Events(_)
            | Returns::Lines(_) => None,
        };
        let fields = keys.iter().map_while(|key| {
            let mut fields = model(api, ty?)?.shape.fields().iter();
            let field = fields.find(|field| !field.is_rest && field.name.wire() == key)?;
            ty = Some(&field.ty);
            Some(field)
        });
        Self(fields.collect())
    }

    /// Returns the path in Rust, as Markdown.
    pub(super) fn code(&self) -> String {
        let names: Vec<_> = self.0.iter().map(|field| field.name.rust()).collect();
        docs::code(&names.join("."))
    }

    /// Returns the enum and the variant of a value at the path; `None` if it is no enum.
    pub(super) fn variant(&self, api: &'a Api, value: &Json) -> Option<(&'a Model, &'a EnumValue)> {
        let model = model(api, &self.0.last()?.ty)?;
        let values = match &model.shape {
            Shape::Enum(values) => values,
            Shape::Struct(_) | Shape::Union(_) | Shape::Mask(_) => return None,
        };
        let variant = values.iter().find(|known| known.json() == *value)?;
        Some((model, variant))
    }

    /// Returns the example of the value.
    pub(super) fn example(&self) -> Option<&'a Json> {
        self.0.last()?.example.as_ref()
    }
}

/// Returns the model of a type that is a model itself.
fn model<'a>(api: &'a Api, ty: &Type) -> Option<&'a Model> {
    match ty {
        Type::Model(id) => Some(api.models.get(*id)),
        Type::Scalar(_) | Type::Mask(_) | Type::List(_) | Type::Map(_) | Type::Nullable(_) => None,
    }
}
