//! Which parts of the runtime an API needs.

use crate::{
    model::{
        Api, Content, Next, Presence, QueryStyle, Returns, Shape, Type, Verb,
        queries::{
            error_has_fields, has_basic_auth, has_events, has_fakes, has_field, has_key_auth,
            has_model_scalar, has_next, has_pages, has_query, has_read_only, has_scalar,
            has_union_field, has_union_fields, has_unions, has_variant, has_webhooks, has_words,
            is_lenient,
        },
    },
    scalars::Scalar,
};

/// Whether an API needs a part of the runtime.
type Needed = fn(&Api) -> bool;

/// When a module is needed; what is not listed always is. Code that nothing uses would make the emitted crate
/// warn, and this table is what keeps it from that.
pub(super) const PARTS: &[(&str, Needed)] = &[
    ("auth_basic", has_basic_auth),
    ("auth_key", has_key_auth),
    ("base64", |api| has_scalar(api, Scalar::Bytes)),
    ("blocking_events", has_events),
    ("blocking_items", has_pages),
    ("client_params", |api| !api.head.client_params.is_empty()),
    ("error_fields", |api| error_has_fields(api)),
    ("event_outage", has_events),
    ("event_source", has_events),
    ("event_stream", has_events),
    ("events", has_events),
    ("field_mask", |api| {
        has_field(api, |ty| matches!(ty, Type::Mask(_)))
    }),
    ("int64", |api| has_scalar(api, Scalar::Int64Text)),
    ("items", has_pages),
    ("json_body", |api| {
        api.methods().any(|method| !method.body_fields().is_empty())
    }),
    ("json_entry", |api| {
        api.methods().any(|method| {
            method
                .body_fields()
                .iter()
                .any(|field| field.entry.is_some())
        })
    }),
    ("lenient", is_lenient),
    ("link_header", |api| {
        has_next(api, |next| matches!(next, Next::Link))
    }),
    ("next_cursor", |api| {
        has_next(api, |next| matches!(next, Next::Cursor { .. }))
    }),
    ("next_link", |api| {
        has_next(api, |next| matches!(next, Next::Link))
    }),
    ("next_number", |api| {
        has_next(api, |next| {
            matches!(next, Next::Page { .. } | Next::Offset { .. })
        })
    }),
    ("next_page", has_pages),
    ("nothing", |api| {
        api.methods()
            .any(|method| matches!(method.returns, Returns::Nothing))
    }),
    ("optional", |api| {
        api.methods().any(|method| {
            matches!(method.returns, Returns::Value(_)) && method.route.verb == Verb::Get
        })
    }),
    ("page_decode", has_pages),
    ("pages", has_pages),
    ("path", |api| {
        api.methods().any(|method| !method.params.is_empty())
    }),
    ("query", |api| {
        has_query(api, |style| matches!(style, QueryStyle::One(_)))
    }),
    ("query_entries", |api| {
        has_query(api, |style| matches!(style, QueryStyle::Pairs { .. }))
    }),
    ("query_list", |api| {
        has_query(api, |style| matches!(style, QueryStyle::Repeated(_)))
    }),
    ("read_only", has_read_only),
    ("secret_header", Api::authorizes),
    ("signed_duration", |api| has_scalar(api, Scalar::Duration)),
    ("testing_events", has_events),
    ("testing_fake", has_fakes),
    ("testing_fake_items", has_fakes),
    ("testing_pages", has_pages),
    ("testing_sample", |api| {
        has_model_scalar(api, Scalar::DateTime)
    }),
    ("timestamp", |api| has_scalar(api, Scalar::DateTime)),
    ("union_decode", has_unions),
    ("union_field", has_union_fields),
    ("union_flat", |api| {
        has_variant(api, |content| matches!(content, Content::Flat(_)))
    }),
    ("union_keyed", |api| {
        has_variant(
            api,
            |content| matches!(content, Content::Keyed(_, ty) if !api.models.has_zero(ty)),
        )
    }),
    ("union_optional", |api| {
        has_union_field(api, Presence::Optional)
    }),
    ("union_part", |api| {
        has_variant(api, |content| {
            matches!(content, Content::Flat(_) | Content::Keyed(..))
        })
    }),
    ("union_required", |api| {
        has_union_field(api, Presence::Required)
    }),
    ("union_value", |api| {
        has_variant(api, |content| {
            matches!(content, Content::Keyed(..) | Content::Empty(_))
        })
    }),
    ("union_zero", |api| {
        has_variant(
            api,
            |content| matches!(content, Content::Keyed(_, ty) if api.models.has_zero(ty)),
        )
    }),
    ("unknown_value", has_words),
    ("unknown_variant", has_unions),
    ("value", |api| {
        api.methods()
            .any(|method| matches!(method.returns, Returns::Value(_)))
    }),
    ("webhook", has_webhooks),
    ("webhook_verifier", has_webhooks),
    ("wire_enum", |api| {
        api.models
            .0
            .iter()
            .any(|model| matches!(model.shape, Shape::Enum(_)))
    }),
];

/// When a dependency or a feature of the runtime's manifest is needed; what is not listed always is.
pub(super) const ENTRIES: &[(&str, Needed)] = &[
    ("base64", |api| {
        has_scalar(api, Scalar::Bytes) || has_basic_auth(api) || has_webhooks(api)
    }),
    ("hmac", has_webhooks),
    ("sha2", has_webhooks),
    ("webhooks", has_webhooks),
];
