//! The runtime inside the emitted crate: its sources as they are, without the parts that the API does not use.

use crate::model::{Api, Body, Kind, ParamSource, Presence, QueryStyle, Shape, Type, Verb};

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
    "base64",
    "base_url",
    "blocking",
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
    "execute",
    "field_mask",
    "gzip_body",
    "headers",
    "hooks",
    "hyper_connector",
    "hyper_stream",
    "hyper_tls_native",
    "hyper_tls_rustls",
    "hyper_transport",
    "items",
    "json_body",
    "json_entry",
    "lenient",
    "nothing",
    "optional",
    "page_decode",
    "pages",
    "path",
    "prepare",
    "query",
    "query_entries",
    "query_list",
    "reply",
    "request",
    "request_methods",
    "reqwest_transport",
    "response",
    "retry",
    "retry_after",
    "sans_io",
    "secret",
    "secret_record",
    "settings",
    "spans",
    "target",
    "text",
    "timestamp",
    "track",
    "tracked",
    "transport",
    "transport_error",
    "unknown",
    "unknown_value",
    "value",
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
    ("base64", has_bytes),
    ("blocking_items", has_pages),
    ("client_params", |api| !api.client_params.is_empty()),
    ("error_fields", |api| error_has_fields(api)),
    ("field_mask", |api| {
        has_field(api, |ty| matches!(ty, Type::Mask(_)))
    }),
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
    ("timestamp", has_timestamps),
    ("unknown_value", has_words),
    ("value", |api| {
        api.methods()
            .any(|method| matches!(method.kind, Kind::Value(_)))
    }),
    ("wire_enum", |api| {
        api.models
            .0
            .iter()
            .any(|model| matches!(model.shape, Shape::Enum(_)))
    }),
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

/// The runtime's manifest without the dependencies that the API does not need.
#[must_use]
pub fn manifest(api: &Api) -> String {
    let mut lines: Vec<&str> = Vec::new();
    for line in MANIFEST.lines() {
        if line.starts_with("base64 = ") && !has_bytes(api) {
            // The line before is the dependency's reason.
            lines.pop();
        } else {
            lines.push(line);
        }
    }
    lines.into_iter().flat_map(|line| [line, "\n"]).collect()
}

/// The root without the declarations of what is left out.
fn root(left_out: &[&str]) -> String {
    let declares = |line: &str| {
        let module = line
            .strip_prefix("pub mod ")
            .and_then(|line| line.strip_suffix(';'));
        module.is_some_and(|module| left_out.contains(&module))
    };
    ROOT.lines()
        .filter(|line| !declares(line))
        .flat_map(|line| [line, "\n"])
        .collect()
}

/// Whether some method gives pages.
pub(super) fn has_pages(api: &Api) -> bool {
    api.methods()
        .any(|method| matches!(method.kind, Kind::Pages(_)))
}

/// Whether some value is bytes.
pub(super) fn has_bytes(api: &Api) -> bool {
    has_type(
        api,
        |ty| matches!(ty, Type::Scalar(scalar) if scalar.word == "bytes"),
    )
}

/// Whether some value is a moment.
pub(super) fn has_timestamps(api: &Api) -> bool {
    has_type(
        api,
        |ty| matches!(ty, Type::Scalar(scalar) if scalar.word == "datetime"),
    )
}

/// Whether some value is one of several words.
pub(super) fn has_words(api: &Api) -> bool {
    api.models.0.iter().any(|model| match model.shape {
        Shape::Enum(_) | Shape::Mask(_) => true,
        Shape::Struct(_) => false,
    })
}

fn is_lenient(api: &Api) -> bool {
    api.models.0.iter().any(|model| match &model.shape {
        Shape::Struct(fields) => fields
            .iter()
            .any(|field| field.presence == Presence::Required && api.models.has_zero(&field.ty)),
        Shape::Enum(_) | Shape::Mask(_) => false,
    })
}

fn error_has_fields(api: &Api) -> bool {
    let Some(shape) = &api.error else {
        return false;
    };
    match &api.models.get(shape.model).shape {
        Shape::Struct(fields) => fields
            .iter()
            .any(|field| [field.name.wire()] != *shape.message.as_slice()),
        Shape::Enum(_) | Shape::Mask(_) => false,
    }
}

fn has_query(api: &Api, wanted: impl Fn(&QueryStyle) -> bool) -> bool {
    api.methods()
        .any(|method| method.query.iter().any(|query| wanted(&query.style)))
}

fn has_field(api: &Api, wanted: impl Fn(&Type) -> bool) -> bool {
    api.methods().any(|method| match &method.body {
        Body::None => false,
        Body::Fields(fields) => fields.iter().any(|field| wanted(&field.ty)),
    })
}

/// Whether a type stands anywhere, be it as an item.
fn has_type(api: &Api, wanted: impl Fn(&Type) -> bool + Copy) -> bool {
    let anywhere = |ty: &Type| {
        let mut ty = ty;
        loop {
            match ty {
                _ if wanted(ty) => return true,
                Type::List(item) | Type::Map(item) => ty = item,
                Type::Scalar(_) | Type::Model(_) | Type::Mask(_) => return false,
            }
        }
    };
    let in_models = api.models.0.iter().any(|model| match &model.shape {
        Shape::Struct(fields) => fields.iter().any(|field| anywhere(&field.ty)),
        Shape::Enum(_) | Shape::Mask(_) => false,
    });
    let in_params = api
        .methods()
        .flat_map(|method| &method.params)
        .any(|param| match &param.source {
            ParamSource::Argument(ty) => anywhere(ty),
            ParamSource::Client => false,
        });
    let in_returns = api.methods().any(|method| match &method.kind {
        Kind::Value(ty) => anywhere(ty),
        Kind::Pages(pages) => anywhere(&pages.item),
        Kind::Nothing => false,
    });
    let in_query = has_query(api, |style| match style {
        QueryStyle::One(ty) | QueryStyle::Repeated(ty) => anywhere(ty),
        QueryStyle::Pairs { .. } => false,
    });
    in_models || in_params || in_returns || in_query || has_field(api, anywhere)
}
