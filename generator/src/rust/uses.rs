//! What an API uses of all that the language has.

use crate::model::{
    Access, Api, Auth, Body, Content, Field, Kind, Next, Presence, QueryStyle, Resource, Shape,
    Type,
};

/// Whether requests carry a key in a header.
pub(super) fn has_key_auth(api: &Api) -> bool {
    match api.auth {
        Auth::Bearer { .. } | Auth::Header { .. } => true,
        Auth::None | Auth::Basic { .. } => false,
    }
}

/// Whether requests carry a user name and a password.
pub(super) fn has_basic_auth(api: &Api) -> bool {
    match api.auth {
        Auth::Basic { .. } => true,
        Auth::None | Auth::Bearer { .. } | Auth::Header { .. } => false,
    }
}

/// Whether some method gives pages.
pub(super) fn has_pages(api: &Api) -> bool {
    api.methods()
        .any(|method| matches!(method.kind, Kind::Pages(_)))
}

/// Whether some pages are found in a way.
pub(super) fn has_next(api: &Api, wanted: impl Fn(&Next) -> bool) -> bool {
    api.methods().any(|method| match &method.kind {
        Kind::Pages(pages) => wanted(&pages.next),
        Kind::Value(_) | Kind::Nothing | Kind::Events(_) => false,
    })
}

/// Whether some method gives a stream of events.
pub(super) fn has_events(api: &Api) -> bool {
    api.methods()
        .any(|method| matches!(method.kind, Kind::Events(_)))
}

/// Whether the API sends webhooks.
pub(super) fn has_webhooks(api: &Api) -> bool {
    api.webhooks.is_some()
}

/// Whether some model is a union.
pub(super) fn has_unions(api: &Api) -> bool {
    let mut models = api.models.0.iter();
    models.any(|model| matches!(model.shape, Shape::Union(_)))
}

/// Whether some field holds a union.
pub(super) fn has_union_fields(api: &Api) -> bool {
    has_union_field(api, Presence::Optional) || has_union_field(api, Presence::Required)
}

/// Whether some field of a presence holds a union.
pub(super) fn has_union_field(api: &Api, presence: Presence) -> bool {
    let mut fields = api.models.0.iter().flat_map(|model| model.shape.fields());
    fields.any(|field| field.presence == presence && api.models.is_union(&field.ty))
}

/// Whether some variant of a union has such a content.
pub(super) fn has_variant(api: &Api, wanted: impl Fn(&Content) -> bool) -> bool {
    let mut variants = api.models.0.iter().flat_map(|model| model.shape.variants());
    variants.any(|variant| wanted(&variant.content))
}

/// Whether a fake is declared for some resource.
pub(super) fn has_fakes(api: &Api) -> bool {
    api.resources.iter().any(|resource| resource.fake.is_some())
}

/// Whether some model that is sent has a field that only the API sets.
pub(super) fn has_read_only(api: &Api) -> bool {
    let mut models = api.models.0.iter();
    models.any(|model| model.outgoing && model.shape.fields().iter().any(is_read_only))
}

/// Whether a field is one that only the API sets.
pub(super) fn is_read_only(field: &Field) -> bool {
    match field.access {
        Access::ReadOnly => true,
        Access::ReadWrite => false,
    }
}

/// Whether a fixture has a value of a scalar type: some model requires one, or a union has one in front.
pub(super) fn has_model_scalar(api: &Api, word: &str) -> bool {
    let is_it = |ty: &Type| matches!(ty, Type::Scalar(scalar) if scalar.word == word);
    api.models.0.iter().any(|model| {
        let fields = model.shape.fields().iter();
        let mut required = fields.filter(|field| field.presence == Presence::Required);
        let first = match &model.shape {
            Shape::Union(union) => union.variants.first().map(|variant| &variant.content),
            Shape::Struct(_) | Shape::Enum(_) | Shape::Mask(_) => None,
        };
        required.any(|field| is_it(&field.ty))
            || matches!(first, Some(Content::Keyed(_, ty)) if is_it(ty))
    })
}

/// Whether some value is of a scalar type.
pub(super) fn has_scalar(api: &Api, word: &str) -> bool {
    let is_it = |ty: &Type| {
        let mut ty = ty;
        while let Type::List(item) | Type::Map(item) = ty {
            ty = item;
        }
        matches!(ty, Type::Scalar(scalar) if scalar.word == word)
    };
    let in_models = api
        .models
        .0
        .iter()
        .any(|model| model.shape.types().any(is_it));
    in_models || api.resources.iter().flat_map(Resource::types).any(is_it)
}

/// Whether some value is one of several words.
pub(super) fn has_words(api: &Api) -> bool {
    api.models.0.iter().any(|model| match model.shape {
        Shape::Enum(_) | Shape::Mask(_) => true,
        Shape::Struct(_) | Shape::Union(_) => false,
    })
}

/// Whether some field is its zero value where it is missing.
pub(super) fn is_lenient(api: &Api) -> bool {
    let is_it = |field: &Field| {
        field.presence == Presence::Required && !field.is_rest && api.models.has_zero(&field.ty)
    };
    let mut models = api.models.0.iter();
    models.any(|model| model.shape.fields().iter().any(is_it))
}

/// Whether the error model has more than the message.
pub(super) fn error_has_fields(api: &Api) -> bool {
    let Some(shape) = &api.error else {
        return false;
    };
    let fields = api.models.get(shape.model).shape.fields();
    fields
        .iter()
        .any(|field| [field.name.wire()] != *shape.message.as_slice())
}

/// Whether a query parameter has such a style.
pub(super) fn has_query(api: &Api, wanted: impl Fn(&QueryStyle) -> bool) -> bool {
    api.methods()
        .any(|method| method.query.iter().any(|query| wanted(&query.style)))
}

/// Whether a field of a request body has such a type.
pub(super) fn has_field(api: &Api, wanted: impl Fn(&Type) -> bool) -> bool {
    api.methods().any(|method| match &method.body {
        Body::None | Body::Whole(..) => false,
        Body::Fields(fields) => fields.iter().any(|field| wanted(&field.ty)),
    })
}
