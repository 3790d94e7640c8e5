//! Questions about an API.

use super::{
    api::Api,
    auth::{API_KEY, KeyPlace, KeyScheme, Scheme},
    method::{Method, Returns},
    models::{Models, Shape},
    pages::{Next, Pages},
    query::QueryStyle,
    resource::Resource,
    statuses::StatusMeaning,
    types::{Access, Field, ModelId, Presence, Type},
    union::Union,
};
use crate::scalars::Scalar;
use std::collections::BTreeSet;

impl Api {
    /// Returns the resources that are not nested.
    pub fn top_resources(&self) -> impl Iterator<Item = &Resource> {
        self.resources
            .iter()
            .filter(|resource| resource.parent.is_none())
    }

    /// Returns the resources that are nested in another.
    pub fn nested_in(&self, outer: &Resource) -> impl Iterator<Item = &Resource> {
        self.resources.iter().filter(|resource| {
            resource.parent.as_ref().is_some_and(|parent| {
                outer.parent.is_none() && parent.name.rust() == outer.name.rust()
            })
        })
    }

    /// Returns `true` if a missing value of the type is read as its zero value.
    #[must_use]
    pub fn reads_missing_as_zero(&self, ty: &Type) -> bool {
        self.head.omits_defaults && self.models.has_zero(ty)
    }

    /// Returns the methods of all resources.
    pub fn methods(&self) -> impl Iterator<Item = &Method> {
        self.resources.iter().flat_map(|resource| &resource.methods)
    }

    /// Returns `true` if requests carry credentials.
    #[must_use]
    pub fn authorizes(&self) -> bool {
        !self.head.auth.schemes.is_empty()
    }

    /// Returns `true` if the API has secrets: credentials, secret values, or webhooks.
    #[must_use]
    pub fn has_secrets(&self) -> bool {
        let in_models = self.models.0.iter().any(|model| model.holds_secret);
        let in_calls = self.methods().flat_map(Method::types).any(Type::is_secret);
        self.authorizes() || self.webhooks.is_some() || in_models || in_calls
    }

    /// Returns `true` if a model, method, parameter or field is deprecated.
    #[must_use]
    pub fn has_deprecated(&self) -> bool {
        let models = self
            .models
            .0
            .iter()
            .any(|model| model.deprecated.is_some() || model.shape.has_deprecated());
        let methods = self.methods().any(|method| {
            method.deprecated.is_some()
                || method.query.iter().any(|query| query.deprecated.is_some())
                || method
                    .headers
                    .iter()
                    .any(|header| header.deprecated.is_some())
                || method
                    .body_fields()
                    .iter()
                    .any(|field| field.deprecated.is_some())
        });
        models || methods
    }
}

/// Returns the models that can be reached from `start`, these included. `next` returns the models that a model leads
/// to.
pub fn reachable<I>(
    start: impl IntoIterator<Item = ModelId>,
    mut next: impl FnMut(ModelId) -> I,
) -> BTreeSet<ModelId>
where
    I: IntoIterator<Item = ModelId>,
{
    let mut open: Vec<_> = start.into_iter().collect();
    let mut reached = BTreeSet::new();
    while let Some(id) = open.pop() {
        if reached.insert(id) {
            open.extend(next(id));
        }
    }
    reached
}

impl Models {
    /// Returns the models of `start` and all models that they are made of.
    pub fn reachable(&self, start: impl IntoIterator<Item = ModelId>) -> BTreeSet<ModelId> {
        reachable(start, |id| self.get(id).shape.models())
    }
}

/// Returns `true` if requests carry a key in a header.
#[must_use]
pub fn has_key_auth(api: &Api) -> bool {
    let is_in_header = |scheme: &Scheme| match scheme {
        Scheme::Key(KeyScheme { place, .. }) => matches!(place, KeyPlace::Header { .. }),
        Scheme::OAuth2(_) => true,
        Scheme::Basic { .. } => false,
    };
    api.head.auth.schemes.iter().any(is_in_header) || has_query_keys(api)
}

/// Returns `true` if requests carry a key in the query.
#[must_use]
pub fn has_query_keys(api: &Api) -> bool {
    api.head.auth.query().next().is_some()
}

/// Returns `true` if a provider of credentials may need names for them.
#[must_use]
pub fn has_named_credentials(api: &Api) -> bool {
    let schemes = &api.head.auth.schemes;
    let is_named = |scheme: &Scheme| matches!(scheme, Scheme::Key(KeyScheme { method, .. }) if method != API_KEY);
    schemes.len() > 1 || schemes.iter().any(is_named)
}

/// Returns `true` if requests carry a user name and a password.
#[must_use]
pub fn has_basic_auth(api: &Api) -> bool {
    let mut schemes = api.head.auth.schemes.iter();
    schemes.any(|scheme| matches!(scheme, Scheme::Basic { .. }))
}

/// Returns `true` if a client connects to several hosts.
#[must_use]
pub fn has_several_hosts(api: &Api) -> bool {
    !api.head.servers.is_empty() || has_oauth2(api)
}

/// Returns `true` if access tokens come from a token server.
#[must_use]
pub fn has_oauth2(api: &Api) -> bool {
    let mut schemes = api.head.auth.schemes.iter();
    schemes.any(|scheme| matches!(scheme, Scheme::OAuth2(_)))
}

/// Returns `true` if a method has other credentials than the API.
#[must_use]
pub fn has_own_auth(api: &Api) -> bool {
    api.methods().any(|method| method.settings.auth.is_some())
}

/// Returns `true` if calls of a method have an idempotency key.
#[must_use]
pub fn has_idempotency_keys(api: &Api) -> bool {
    api.methods().any(|method| method.idempotency_key.is_some())
}

/// Returns `true` if a query parameter has keys inside of it.
#[must_use]
pub fn has_nested_query(api: &Api) -> bool {
    let mut params = api.methods().flat_map(|method| &method.query);
    params.any(|param| matches!(param.style, QueryStyle::Deep(_)))
}

/// Returns `true` if a method has request headers.
#[must_use]
pub fn has_headers(api: &Api) -> bool {
    let mut methods = api.methods();
    has_idempotency_keys(api)
        || methods.any(|method| !method.headers.is_empty() || !method.settings.headers.is_empty())
}

/// Returns `true` if headers of responses have methods.
#[must_use]
pub fn has_response_headers(api: &Api) -> bool {
    !api.head.response_headers.is_empty()
}

/// Returns `true` if a method can wait for a state.
#[must_use]
pub fn has_waits(api: &Api) -> bool {
    api.methods().any(|method| method.wait.is_some())
}

/// Returns `true` if a method sends a form.
#[must_use]
pub fn has_forms(api: &Api) -> bool {
    api.methods().any(|method| method.body_format.is_form())
}

/// Returns `true` if a method sends a body in parts.
#[must_use]
pub fn has_multiparts(api: &Api) -> bool {
    api.methods()
        .any(|method| method.body_format.is_multipart())
}

/// Returns `true` if a method sends a body that is or may contain a file.
#[must_use]
pub fn has_file_bodies(api: &Api) -> bool {
    api.methods().any(|method| method.body_format.has_files())
}

/// Returns `true` if a method sends text that is not JSON.
#[must_use]
pub fn has_text_bodies(api: &Api) -> bool {
    api.methods().any(|method| method.body_format.is_text())
}

/// Returns `true` if content is uploaded after the call of a method.
#[must_use]
pub fn has_uploads(api: &Api) -> bool {
    api.methods().any(|method| method.upload.is_some())
}

/// Returns `true` if a method returns pages.
#[must_use]
pub fn has_pages(api: &Api) -> bool {
    returns(api, |returns| matches!(returns, Returns::Pages(_)))
}

/// Returns `true` if a method returns pages of a kind of pagination.
#[must_use]
pub fn has_next(api: &Api, wanted: impl Fn(&Next) -> bool) -> bool {
    has_pages_with(api, |pages| wanted(&pages.next))
}

/// Returns `true` if a method returns pages with a property.
#[must_use]
pub fn has_pages_with(api: &Api, wanted: impl Fn(&Pages) -> bool) -> bool {
    api.methods()
        .filter_map(|method| method.returns.pages())
        .any(wanted)
}

/// Returns `true` if a method returns a result of a kind.
#[must_use]
pub fn returns(api: &Api, wanted: impl Fn(&Returns) -> bool) -> bool {
    api.methods().any(|method| wanted(&method.returns))
}

/// Returns `true` if a method returns text, at least with one status.
#[must_use]
pub fn has_texts(api: &Api) -> bool {
    has_meaning(api, StatusMeaning::Text)
}

/// Returns `true` if a method returns a download, at least with one status.
#[must_use]
pub fn has_downloads(api: &Api) -> bool {
    has_meaning(api, StatusMeaning::Download)
}

/// Returns `true` if a method returns the location of a redirect, at least with one status.
#[must_use]
pub fn has_redirects(api: &Api) -> bool {
    has_meaning(api, StatusMeaning::Redirect)
}

/// Returns `true` if a method returns `Outcome`.
#[must_use]
pub fn has_outcomes(api: &Api) -> bool {
    returns(
        api,
        |returns| matches!(returns, Returns::ByStatus(by_status) if by_status.own_enum().is_none()),
    )
}

/// Returns `true` if a method returns an enum of its own.
#[must_use]
pub fn has_result_enums(api: &Api) -> bool {
    api.methods().any(|method| method.result_enum().is_some())
}

/// Returns `true` if a response of a method has a meaning.
#[must_use]
pub fn has_meaning(api: &Api, meaning: StatusMeaning) -> bool {
    returns(api, |returns| returns.has(meaning))
}

/// Returns `true` if the status of a method says which kind of response it is.
#[must_use]
pub fn has_several_kinds(api: &Api) -> bool {
    returns(api, |returns| matches!(returns, Returns::ByStatus(_)))
}

/// Returns `true` if the events of a method are not simply JSON.
#[must_use]
pub fn has_event_rules(api: &Api) -> bool {
    returns(
        api,
        |returns| matches!(returns, Returns::Events(events) if !events.rules.is_empty()),
    )
}

/// Returns `true` if a method returns a stream of lines.
#[must_use]
pub fn has_lines(api: &Api) -> bool {
    returns(api, |returns| matches!(returns, Returns::Lines(_)))
}

/// Returns `true` if the API has methods.
#[must_use]
pub fn has_methods(api: &Api) -> bool {
    api.methods().next().is_some()
}

/// Returns `true` if a method returns a stream of events.
#[must_use]
pub fn has_events(api: &Api) -> bool {
    returns(api, |returns| matches!(returns, Returns::Events(_)))
}

/// Returns `true` if the API sends webhooks whose signatures it describes itself.
#[must_use]
pub fn has_own_signatures(api: &Api) -> bool {
    let webhooks = api.webhooks.as_ref();
    webhooks.is_some_and(|webhooks| webhooks.signature.is_some())
}

/// Returns `true` if the API sends webhooks.
#[must_use]
pub fn has_webhooks(api: &Api) -> bool {
    api.webhooks.is_some()
}

/// Returns `true` if a model is a union of a kind.
#[must_use]
pub fn has_union(api: &Api, wanted: impl Fn(&Union) -> bool) -> bool {
    let mut models = api.models.0.iter();
    models.any(|model| match &model.shape {
        Shape::Union(union) => wanted(union),
        Shape::Struct(_) | Shape::Enum(_) | Shape::Mask(_) => false,
    })
}

/// Returns `true` if a model has a field that always has the same value.
#[must_use]
pub fn has_constants(api: &Api) -> bool {
    let mut fields = api.models.0.iter().flat_map(|model| model.shape.fields());
    fields.any(|field| field.constant.is_some())
}

/// Returns `true` if a model has a field that may be missing, `null` or a value.
#[must_use]
pub fn has_nullable(api: &Api) -> bool {
    let mut fields = api.models.0.iter().flat_map(|model| model.shape.fields());
    fields.any(is_three_valued)
}

/// Returns `true` if a field may be missing, `null` or a value.
#[must_use]
pub fn is_three_valued(field: &Field) -> bool {
    field.presence == Presence::Optional && field.ty.is_nullable()
}

/// Returns `true` if a model keeps fields that are not described.
#[must_use]
pub fn keeps_unknown_fields(api: &Api) -> bool {
    api.models.0.iter().any(|model| model.keeps_unknown)
}

/// Returns `true` if a model contains itself, in a box.
#[must_use]
pub fn has_boxes(api: &Api) -> bool {
    api.models.0.iter().any(|model| {
        let mut fields = model.shape.fields().iter();
        let mut variants = model.shape.variants().iter();
        fields.any(|field| field.is_boxed) || variants.any(|variant| variant.is_boxed)
    })
}

/// Returns `true` if a resource has a fake.
#[must_use]
pub fn has_fakes(api: &Api) -> bool {
    api.resources.iter().any(|resource| resource.fake.is_some())
}

/// Returns `true` if the Rust field is an `Option`. An empty union is decoded as `None`, even if it is required.
#[must_use]
pub fn is_option(models: &Models, field: &Field) -> bool {
    match field.presence {
        Presence::Optional => true,
        Presence::Required => field.ty.is_nullable() || models.is_tagged_union(&field.ty),
    }
}

/// Returns the field that a conversion between structs takes for `wanted`: the one of the same name.
#[must_use]
pub fn counterpart<'a>(fields: &'a [Field], wanted: &Field) -> Option<&'a Field> {
    let mut fields = fields.iter();
    fields.find(|field| {
        field.name.wire() == wanted.name.wire()
            && field.is_rest == wanted.is_rest
            && field.constant.is_none()
    })
}

/// Returns `true` if only the API sets a field.
#[must_use]
pub fn is_read_only(field: &Field) -> bool {
    match field.access {
        Access::ReadOnly => true,
        Access::ReadWrite => false,
    }
}

/// Returns `true` if the API has a value of a scalar.
#[must_use]
pub fn has_scalar(api: &Api, wanted: Scalar) -> bool {
    let is_it = |ty: &Type| {
        let mut ty = ty;
        while let Type::List(item) | Type::Map(item) | Type::Nullable(item) = ty {
            ty = item;
        }
        matches!(ty, Type::Scalar(scalar) if *scalar == wanted)
    };
    let in_models = api
        .models
        .0
        .iter()
        .any(|model| model.shape.types().any(is_it));
    in_models || api.resources.iter().flat_map(Resource::types).any(is_it)
}

/// Returns `true` if a model is an enum of integers.
#[must_use]
pub fn has_integer_enums(api: &Api) -> bool {
    let mut models = api.models.0.iter();
    models.any(|model| model.shape.is_integer_enum())
}

/// Returns `true` if a model is an enum of words or a field mask.
#[must_use]
pub fn has_words(api: &Api) -> bool {
    api.models.0.iter().any(|model| match &model.shape {
        shape if shape.is_integer_enum() => false,
        Shape::Enum(_) | Shape::Mask(_) => true,
        Shape::Struct(_) | Shape::Union(_) => false,
    })
}
