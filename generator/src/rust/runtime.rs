//! The runtime inside the emitted crate: its sources as they are, without the parts that the API does not use.

use crate::model::{
    Access, Api, Auth, Body, Content, Field, Kind, Next, Presence, QueryStyle, Resource, Shape,
    Type, Verb,
};

/// The runtime's manifest; the emitted crate's dependencies are read from it.
const MANIFEST: &str = include_str!("../../runtime/Cargo.toml");

/// The loopback server of the emitted tests.
const SERVER: &str = include_str!("../../runtime/tests/support/server.rs");

macro_rules! sources {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../runtime/src/", $name, ".rs")))),*]
    };
}

/// All modules of the runtime.
const SOURCES: &[(&str, &str)] = sources![
    "api",
    "attempt",
    "auth",
    "auth_basic",
    "auth_key",
    "base64",
    "base_url",
    "blocking",
    "blocking_events",
    "blocking_items",
    "body",
    "budget",
    "call",
    "client_params",
    "configure",
    "core",
    "custom",
    "curl",
    "decode",
    "decode_failure",
    "error",
    "error_display",
    "error_fields",
    "error_kind",
    "error_predicates",
    "error_reply",
    "event_outage",
    "event_source",
    "event_stream",
    "events",
    "execute",
    "field_mask",
    "gzip_body",
    "headers",
    "hooks",
    "hyper_body",
    "hyper_connection",
    "hyper_connector",
    "hyper_idle",
    "hyper_outgoing",
    "hyper_pool",
    "hyper_stream",
    "hyper_tls_native",
    "hyper_tls_rustls",
    "hyper_transport",
    "int64",
    "items",
    "json_body",
    "json_entry",
    "lenient",
    "link_header",
    "next_cursor",
    "next_link",
    "next_number",
    "next_page",
    "nothing",
    "optional",
    "page_decode",
    "pages",
    "path",
    "prepare",
    "query",
    "query_entries",
    "query_list",
    "read_only",
    "redact",
    "reply",
    "request",
    "request_methods",
    "reqwest_transport",
    "response",
    "retry",
    "retry_after",
    "sans_io",
    "secret",
    "secret_header",
    "secret_record",
    "settings",
    "signed_duration",
    "spans",
    "target",
    "testing_answer",
    "testing_check",
    "testing_events",
    "testing_fake",
    "testing_fake_items",
    "testing_kind",
    "testing_on",
    "testing_pages",
    "testing_request",
    "testing_reveal",
    "testing_route",
    "testing_rules",
    "testing_sample",
    "testing_server",
    "text",
    "timestamp",
    "track",
    "tracked",
    "transport",
    "transport_error",
    "union_decode",
    "union_field",
    "union_flat",
    "union_keyed",
    "union_optional",
    "union_part",
    "union_required",
    "union_value",
    "union_zero",
    "unknown",
    "unknown_value",
    "unknown_variant",
    "value",
    "webhook",
    "webhook_verifier",
    "watch",
    "wire_enum",
];

/// The root of the runtime, which declares its modules.
const ROOT: &str = include_str!("../../runtime/src/lib.rs");

/// Whether an API needs a part of the runtime.
type Needed = fn(&Api) -> bool;

/// When a module is needed; what is not listed always is. Code that nothing uses would make the emitted crate
/// warn, and this table is what keeps it from that.
const PARTS: &[(&str, Needed)] = &[
    ("auth_basic", has_basic_auth),
    ("auth_key", has_key_auth),
    ("base64", |api| has_scalar(api, "bytes")),
    ("blocking_events", has_events),
    ("blocking_items", has_pages),
    ("client_params", |api| !api.client_params.is_empty()),
    ("error_fields", |api| error_has_fields(api)),
    ("event_outage", has_events),
    ("event_source", has_events),
    ("event_stream", has_events),
    ("events", has_events),
    ("field_mask", |api| {
        has_field(api, |ty| matches!(ty, Type::Mask(_)))
    }),
    ("int64", |api| has_scalar(api, "int64_text")),
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
            .any(|method| matches!(method.kind, Kind::Nothing))
    }),
    ("optional", |api| {
        api.methods()
            .any(|method| matches!(method.kind, Kind::Value(_)) && method.route.verb == Verb::Get)
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
    ("secret_header", |api| {
        has_key_auth(api) || has_basic_auth(api)
    }),
    ("signed_duration", |api| has_scalar(api, "duration")),
    ("testing_events", has_events),
    ("testing_fake", has_fakes),
    ("testing_fake_items", has_fakes),
    ("testing_pages", has_pages),
    ("testing_sample", |api| has_model_scalar(api, "datetime")),
    ("timestamp", |api| has_scalar(api, "datetime")),
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
            .any(|method| matches!(method.kind, Kind::Value(_)))
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
const ENTRIES: &[(&str, Needed)] = &[
    ("base64", |api| {
        has_scalar(api, "bytes") || has_basic_auth(api) || has_webhooks(api)
    }),
    ("hmac", has_webhooks),
    ("sha2", has_webhooks),
    ("webhooks", has_webhooks),
];

/// The files of the runtime in the emitted crate, with their texts.
#[must_use]
pub fn files(api: &Api) -> Vec<(String, String)> {
    let left_out: Vec<_> = PARTS
        .iter()
        .filter(|(_, needed)| !needed(api))
        .map(|(name, _)| *name)
        .collect();
    let sources = SOURCES.iter().filter(|(name, _)| !left_out.contains(name));
    let mut files: Vec<_> = sources
        .map(|(name, text)| (format!("src/runtime/{name}.rs"), (*text).to_owned()))
        .collect();
    files.push(("src/runtime/mod.rs".to_owned(), root(&left_out)));
    if api.methods().next().is_some() {
        files.push(("tests/wire/server.rs".to_owned(), SERVER.to_owned()));
    }
    files
}

/// The runtime's manifest without the dependencies and features that the API does not need.
#[must_use]
pub fn manifest(api: &Api) -> String {
    let unneeded = |line: &str| {
        let entry = line.split_once(" = ").map(|(name, _)| name);
        let row = ENTRIES.iter().find(|(name, _)| Some(*name) == entry);
        row.is_some_and(|(_, needed)| !needed(api))
    };
    // Its reason stands in the lines above an entry.
    without(MANIFEST, unneeded)
}

/// The root without the declarations of what is left out.
fn root(left_out: &[&str]) -> String {
    let declares = |line: &str| {
        let module = line
            .strip_prefix("pub mod ")
            .and_then(|line| line.strip_suffix(';'));
        module.is_some_and(|module| left_out.contains(&module))
    };
    // The feature that a module needs stands in the attribute above it.
    without(ROOT, declares)
}

/// A text without some of its lines, and without those above them that begin with `#`.
fn without(text: &str, unwanted: impl Fn(&str) -> bool) -> String {
    let mut lines: Vec<&str> = Vec::new();
    for line in text.lines() {
        if unwanted(line) {
            while lines.pop_if(|above| above.starts_with('#')).is_some() {}
        } else {
            lines.push(line);
        }
    }
    lines.into_iter().flat_map(|line| [line, "\n"]).collect()
}

/// Whether requests carry a key in a header.
fn has_key_auth(api: &Api) -> bool {
    match api.auth {
        Auth::Bearer { .. } | Auth::Header { .. } => true,
        Auth::None | Auth::Basic { .. } => false,
    }
}

/// Whether requests carry a user name and a password.
fn has_basic_auth(api: &Api) -> bool {
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
fn has_next(api: &Api, wanted: impl Fn(&Next) -> bool) -> bool {
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
fn has_webhooks(api: &Api) -> bool {
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

fn has_union_field(api: &Api, presence: Presence) -> bool {
    let mut fields = api.models.0.iter().flat_map(|model| model.shape.fields());
    fields.any(|field| field.presence == presence && api.models.is_union(&field.ty))
}

fn has_variant(api: &Api, wanted: impl Fn(&Content) -> bool) -> bool {
    let mut variants = api.models.0.iter().flat_map(|model| model.shape.variants());
    variants.any(|variant| wanted(&variant.content))
}

/// Whether a fake is declared for some resource.
pub(super) fn has_fakes(api: &Api) -> bool {
    api.resources.iter().any(|resource| resource.fake.is_some())
}

/// Whether some model that is sent has a field that only the API sets.
fn has_read_only(api: &Api) -> bool {
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
fn has_model_scalar(api: &Api, word: &str) -> bool {
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

fn is_lenient(api: &Api) -> bool {
    let is_it = |field: &Field| {
        field.presence == Presence::Required && !field.is_rest && api.models.has_zero(&field.ty)
    };
    let mut models = api.models.0.iter();
    models.any(|model| model.shape.fields().iter().any(is_it))
}

fn error_has_fields(api: &Api) -> bool {
    let Some(shape) = &api.error else {
        return false;
    };
    let fields = api.models.get(shape.model).shape.fields();
    fields
        .iter()
        .any(|field| [field.name.wire()] != *shape.message.as_slice())
}

fn has_query(api: &Api, wanted: impl Fn(&QueryStyle) -> bool) -> bool {
    api.methods()
        .any(|method| method.query.iter().any(|query| wanted(&query.style)))
}

fn has_field(api: &Api, wanted: impl Fn(&Type) -> bool) -> bool {
    api.methods().any(|method| match &method.body {
        Body::None | Body::Whole(..) => false,
        Body::Fields(fields) => fields.iter().any(|field| wanted(&field.ty)),
    })
}
