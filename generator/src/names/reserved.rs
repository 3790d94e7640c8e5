//! Words that names must not be, because Rust or the emitted code uses them.

/// Keywords of every edition that may be written as raw identifiers.
pub(super) const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];

/// Keywords that may not even be raw identifiers.
pub(super) const NEVER: &[&str] = &["crate", "self", "super", "Self"];

/// Derive macros that a file has without an import.
pub(super) const DERIVE_MACROS: &[&str] = &[
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "Eq",
    "Hash",
    "Ord",
    "PartialEq",
    "PartialOrd",
];

/// Types and traits that files of models name, and those of the prelude, which `use models::*` would hide.
pub(super) const OF_MODELS: &[&str] = &[
    "AsRef",
    "BTreeMap",
    "Box",
    "Default",
    "Deserialize",
    "Deserializer",
    "Err",
    "From",
    "Into",
    "IntoIterator",
    "None",
    "Ok",
    "Option",
    "Result",
    "Self",
    "Serialize",
    "Serializer",
    "Some",
    "String",
    "Tagged",
    "Union",
    "UnknownNumber",
    "UnknownValue",
    "UnknownVariant",
    "Vec",
];

/// Types and traits that files of resources name, and thus no names of requests and handles.
pub(super) const OF_TYPES_IN_RESOURCES: &[&str] = &[
    "BTreeMap",
    "Into",
    "IntoIterator",
    "None",
    "Self",
    "Some",
    "String",
    "Vec",
];

/// Functions of a model.
pub(super) const OF_FIELDS: &[&str] = &["new", "set_if"];

/// Methods of a request.
pub(super) const OF_SETTERS: &[&str] = &[
    "body_field",
    "header",
    "idempotent",
    "into_future",
    "into_iter_blocking",
    "into_stream",
    "last_event_id",
    "max_retries",
    "optional",
    "parse",
    "prepare",
    "query_param",
    "send",
    "send_blocking",
    "set_if",
    "timeout",
    "to_curl",
    "total_timeout",
    "with_response",
];

/// Methods of a response.
pub(super) const OF_RESPONSES: &[&str] = &[
    "attempts",
    "clone",
    "fmt",
    "header_as",
    "header_text",
    "headers",
    "into",
    "into_data",
    "request_id",
    "status",
    "try_into",
];

/// Functions of a handle.
pub(super) const OF_METHODS: &[&str] = &["clone", "into", "new", "try_into"];

/// Methods of `Error`, public and private, and of the traits that it implements.
pub(super) const OF_ERRORS: &[&str] = &[
    "attempts",
    "body",
    "body_as",
    "borrow",
    "borrow_mut",
    "caused_by",
    "caused_by_shared",
    "cause",
    "clone",
    "configuration",
    "description",
    "field",
    "fmt",
    "fmt_cause",
    "fmt_status",
    "from",
    "has_error_status",
    "headers",
    "inner",
    "into",
    "is_api",
    "is_bad_request",
    "is_configuration",
    "is_conflict",
    "is_connection",
    "is_credentials",
    "is_decode",
    "is_file",
    "is_forbidden",
    "is_not_found",
    "is_rate_limited",
    "is_request",
    "is_retry_budget_exhausted",
    "is_server_error",
    "is_timeout",
    "is_unauthorized",
    "is_unprocessable",
    "is_upload",
    "is_wait_failed",
    "is_webhook",
    "kind",
    "message",
    "new",
    "operation",
    "provide",
    "request",
    "request_id",
    "retry_after",
    "source",
    "status",
    "to_string",
    "try_from",
    "try_into",
    "type_id",
    "with_attempts",
    "with_operation",
    "with_reply",
    "with_retry_budget_exhausted",
];

/// Words and variants of an enum.
pub(super) const OF_VARIANTS: &[&str] = &["Self", "Unknown", "VALUES"];

/// Words and variants of a field mask.
pub(super) const OF_MASK_PATHS: &[&str] = &["Self", "Other", "VALUES"];

/// Methods of the client, imports of its file, files beside those of the resources, and features of the crate beside
/// those of the resources.
pub(super) const OF_RESOURCES: &[&str] = &[
    "blocking",
    "builder",
    "chrono",
    "clone",
    "default",
    "from_env",
    "gzip",
    "http",
    "http2",
    "hyper",
    "into",
    "jiff",
    "lib",
    "main",
    "mod",
    "native_tls",
    "request",
    "reqwest",
    "resources",
    "runtime",
    "rustfmt",
    "rustls",
    "server",
    "shared",
    "std",
    "stream",
    "support",
    "testing",
    "time",
    "tracing",
    "try_into",
    "webhooks",
    "with",
];

/// Methods of a handle, and paths in its file, which begin with the names of crates and modules.
pub(super) const OF_NESTED_RESOURCES: &[&str] = &[
    "clone",
    "http",
    "into",
    "mod",
    "runtime",
    "serde_json",
    "std",
    "try_into",
];

/// Devices of Windows: there are no files with these names there, whatever their extension is.
pub(super) const DEVICES: &[&str] = &[
    "aux", "com0", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "con",
    "conin$", "conout$", "lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8",
    "lpt9", "nul", "prn",
];

/// Names in scope where examples and tests of the emitted crate refer to the crate itself.
pub(super) const IN_EXAMPLES: &[&str] = &["fixtures", "models", "sdk"];

/// Crates that the emitted crate depends on, as they are written in paths. Tests hold the list against the manifest of the
/// runtime.
pub(super) const DEPENDENCIES: &[&str] = &[
    "base64",
    "bytes",
    "chrono",
    "fastrand",
    "flate2",
    "form_urlencoded",
    "futures_core",
    "h2",
    "hmac",
    "http",
    "http_body",
    "httparse",
    "hyper",
    "hyper_util",
    "jiff",
    "native_tls",
    "percent_encoding",
    "reqwest",
    "rustls",
    "rustls_native_certs",
    "send_wrapper",
    "serde",
    "serde_json",
    "sha2",
    "socket2",
    "time",
    "tokio",
    "tokio_native_tls",
    "tokio_rustls",
    "tracing",
    "wasmtimer",
    "webpki_roots",
    "zeroize",
];

/// Methods of the builder of a client.
pub(super) const OF_CLIENT_PARAMS: &[&str] = &[
    "access_token",
    "allow_plain_http",
    "api_key",
    "base_url",
    "build",
    "client_id",
    "client_secret",
    "connect_timeout",
    "credentials",
    "header",
    "hooks",
    "max_event_bytes",
    "max_response_bytes",
    "max_retries",
    "missing_is_deleted",
    "new",
    "on_unknown",
    "password",
    "set_if",
    "timeout",
    "tls",
    "token_url",
    "total_timeout",
    "transport",
    "username",
    "webhook_secret",
    "wrap_transport",
];
