//! Scalars, with one row of facts for each.

mod canonical;

/// Type of the description language that is not a model, a list or a map.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scalar {
    /// `string`: a string.
    String,
    /// `bool`: `true` or `false`.
    Bool,
    /// `int32`: a 32-bit integer.
    Int32,
    /// `int64`: a 64-bit integer.
    Int64,
    /// `float`: a number.
    Float,
    /// `datetime`: a date-time, in RFC 3339 format on the wire.
    DateTime,
    /// `int64_text`: a 64-bit integer, a string on the wire.
    Int64Text,
    /// `duration`: a duration, such as `1.5s`.
    Duration,
    /// `bytes`: bytes, base64 on the wire.
    Bytes,
    /// `date`: a date, such as `2026-01-31`.
    Date,
    /// `time`: a local time of day, such as `09:30:00`.
    TimeOfDay,
    /// `unix_seconds`: a date-time, in seconds since 1970 on the wire.
    UnixSeconds,
    /// `unix_millis`: a date-time, in milliseconds since 1970 on the wire.
    UnixMillis,
    /// `rfc2822`: a date-time, in RFC 2822 format on the wire.
    Rfc2822,
    /// `uint64`: an unsigned 64-bit integer.
    Uint64,
    /// `decimal`: a decimal number with all its digits, a string or a number on the wire.
    Decimal,
    /// `uuid`: a UUID, a string on the wire.
    Uuid,
    /// `url`: an absolute URL, a string on the wire.
    Url,
    /// `base64url`: bytes, base64 in the alphabet for URLs on the wire.
    Base64Url,
    /// `json`: any JSON value.
    Json,
    /// `secret`: a string that is redacted in logs and errors.
    Secret,
    /// `label_filter`: `k=v` pairs joined by commas; in queries only.
    LabelFilter,
    /// `file`: content of a file; in request bodies only.
    File,
}

/// Facts about a scalar.
#[derive(Debug)]
pub struct ScalarRow {
    /// Name in the description.
    pub word: &'static str,
    /// Short description for documentation.
    pub title: &'static str,
    /// Rust type.
    pub rust: RustType,
    /// Form of a value in a path or a query.
    pub url: UrlForm,
    /// Whether a setter takes `impl Into<…>` of the type instead of the type itself.
    pub into: bool,
    /// Whether a missing value is read as a default value.
    pub has_zero: bool,
    /// Value for tests and examples where the description has none.
    pub default_sample: DefaultSample,
    /// Check of a value by the testing kit.
    pub rule: Rule,
}

/// Form of a value in a path or a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UrlForm {
    /// The string itself.
    Text,
    /// The output of `Display`.
    Display,
    /// `k=v` pairs, joined by commas.
    Pairs,
    /// None: the scalar is not allowed in a URL.
    Never,
}

impl Scalar {
    /// All scalars, in the order of the documentation.
    pub const ALL: [Self; 23] = [
        Self::String,
        Self::Bool,
        Self::Int32,
        Self::Int64,
        Self::Float,
        Self::DateTime,
        Self::Int64Text,
        Self::Duration,
        Self::Bytes,
        Self::Date,
        Self::TimeOfDay,
        Self::UnixSeconds,
        Self::UnixMillis,
        Self::Rfc2822,
        Self::Uint64,
        Self::Decimal,
        Self::Uuid,
        Self::Url,
        Self::Base64Url,
        Self::Json,
        Self::Secret,
        Self::LabelFilter,
        Self::File,
    ];

    /// Returns the scalar with a name in the description.
    #[must_use]
    pub fn find(word: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|scalar| scalar.row().word == word)
    }

    /// Returns `true` if a value must not be shown in logs and messages.
    #[must_use]
    pub fn is_secret(self) -> bool {
        matches!(self, Self::Secret)
    }

    /// Returns the facts about the scalar.
    #[must_use]
    pub fn row(self) -> &'static ScalarRow {
        match self {
            Self::String => &STRING,
            Self::Bool => &BOOL,
            Self::Int32 => &INT32,
            Self::Int64 => &INT64,
            Self::Float => &FLOAT,
            Self::DateTime => &DATETIME,
            Self::Int64Text => &INT64_TEXT,
            Self::Duration => &DURATION,
            Self::Bytes => &BYTES,
            Self::Date => &DATE,
            Self::TimeOfDay => &TIME_OF_DAY,
            Self::UnixSeconds => &UNIX_SECONDS,
            Self::UnixMillis => &UNIX_MILLIS,
            Self::Rfc2822 => &RFC2822,
            Self::Uint64 => &UINT64,
            Self::Decimal => &DECIMAL,
            Self::Uuid => &UUID,
            Self::Url => &URL,
            Self::Base64Url => &BASE64_URL,
            Self::Json => &JSON,
            Self::Secret => &SECRET,
            Self::LabelFilter => &LABEL_FILTER,
            Self::File => &FILE,
        }
    }
}

/// Rust type of a scalar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RustType {
    /// Primitive type, or type of the standard library's prelude.
    Builtin(&'static str),
    /// Type that the root of the emitted crate exports.
    Exported(&'static str),
    /// `serde_json::Value`.
    Json,
    /// Key and value as `(String, String)`.
    Pair,
}

impl RustType {
    /// Returns the type without its path, for documentation.
    #[must_use]
    pub fn short_name(self) -> &'static str {
        match self {
            Self::Builtin(name) | Self::Exported(name) => name,
            Self::Json => "Value",
            Self::Pair => "(String, String)",
        }
    }
}

/// Value that stands for one that is not documented.
#[derive(Clone, Copy, Debug)]
pub enum DefaultSample {
    /// The name of the field or parameter.
    Name,
    /// A value in JSON.
    Json(&'static str),
}

/// Check of a value by the testing kit.
#[derive(Clone, Copy, Debug)]
pub enum Rule {
    /// A variant of the kit's `ValueKind`.
    Kind(&'static str),
    /// The value must be one of its Rust type.
    Decoded,
}

const STRING: ScalarRow = ScalarRow {
    word: "string",
    title: "a string",
    rust: RustType::Builtin("String"),
    url: UrlForm::Text,
    into: true,
    has_zero: true,
    default_sample: DefaultSample::Name,
    rule: Rule::Kind("Text"),
};

const BOOL: ScalarRow = ScalarRow {
    word: "bool",
    title: "`true` or `false`",
    rust: RustType::Builtin("bool"),
    url: UrlForm::Display,
    into: false,
    has_zero: true,
    default_sample: DefaultSample::Json("true"),
    rule: Rule::Kind("Bool"),
};

const INT32: ScalarRow = ScalarRow {
    word: "int32",
    title: "a 32-bit integer",
    rust: RustType::Builtin("i32"),
    url: UrlForm::Display,
    into: true,
    has_zero: true,
    default_sample: DefaultSample::Json("1"),
    rule: Rule::Kind("Int32"),
};

const INT64: ScalarRow = ScalarRow {
    word: "int64",
    title: "a 64-bit integer",
    rust: RustType::Builtin("i64"),
    url: UrlForm::Display,
    into: true,
    has_zero: true,
    default_sample: DefaultSample::Json("1"),
    rule: Rule::Kind("Int64"),
};

const FLOAT: ScalarRow = ScalarRow {
    word: "float",
    title: "a number",
    rust: RustType::Builtin("f64"),
    url: UrlForm::Display,
    into: true,
    has_zero: true,
    default_sample: DefaultSample::Json("1.5"),
    rule: Rule::Kind("Number"),
};

const DATETIME: ScalarRow = ScalarRow {
    word: "datetime",
    title: "a date-time, in RFC 3339 format on the wire",
    rust: RustType::Exported("Timestamp"),
    url: UrlForm::Display,
    into: true,
    has_zero: false,
    default_sample: DefaultSample::Json("\"2026-01-01T00:00:00Z\""),
    rule: Rule::Kind("DateTime"),
};

const INT64_TEXT: ScalarRow = ScalarRow {
    word: "int64_text",
    title: "a 64-bit integer, a string on the wire",
    rust: RustType::Exported("Int64"),
    url: UrlForm::Display,
    into: true,
    has_zero: true,
    default_sample: DefaultSample::Json("\"1\""),
    rule: Rule::Kind("Int64Text"),
};

const DURATION: ScalarRow = ScalarRow {
    word: "duration",
    title: "a duration, such as `1.5s`",
    rust: RustType::Exported("SignedDuration"),
    url: UrlForm::Display,
    into: true,
    has_zero: true,
    default_sample: DefaultSample::Json("\"1.500s\""),
    rule: Rule::Kind("Duration"),
};

const BYTES: ScalarRow = ScalarRow {
    word: "bytes",
    title: "bytes, base64 on the wire",
    rust: RustType::Exported("Base64"),
    url: UrlForm::Never,
    into: true,
    has_zero: true,
    default_sample: DefaultSample::Json("\"Ynl0ZXM=\""),
    rule: Rule::Kind("Bytes"),
};

const DATE: ScalarRow = ScalarRow {
    word: "date",
    title: "a date, such as `2026-01-31`",
    rust: RustType::Exported("Date"),
    url: UrlForm::Display,
    into: true,
    has_zero: false,
    default_sample: DefaultSample::Json("\"2026-01-31\""),
    rule: Rule::Decoded,
};

const TIME_OF_DAY: ScalarRow = ScalarRow {
    word: "time",
    title: "a local time of day, such as `09:30:00`",
    rust: RustType::Exported("TimeOfDay"),
    url: UrlForm::Display,
    into: true,
    has_zero: false,
    default_sample: DefaultSample::Json("\"09:30:00\""),
    rule: Rule::Decoded,
};

const UNIX_SECONDS: ScalarRow = ScalarRow {
    word: "unix_seconds",
    title: "a date-time, in seconds since 1970 on the wire",
    rust: RustType::Exported("UnixSeconds"),
    url: UrlForm::Display,
    into: true,
    has_zero: false,
    default_sample: DefaultSample::Json("1767225600"),
    rule: Rule::Decoded,
};

const UNIX_MILLIS: ScalarRow = ScalarRow {
    word: "unix_millis",
    title: "a date-time, in milliseconds since 1970 on the wire",
    rust: RustType::Exported("UnixMillis"),
    url: UrlForm::Display,
    into: true,
    has_zero: false,
    default_sample: DefaultSample::Json("1767225600000"),
    rule: Rule::Decoded,
};

const RFC2822: ScalarRow = ScalarRow {
    word: "rfc2822",
    title: "a date-time, in RFC 2822 format on the wire",
    rust: RustType::Exported("Rfc2822"),
    url: UrlForm::Display,
    into: true,
    has_zero: false,
    default_sample: DefaultSample::Json("\"Thu, 1 Jan 2026 00:00:00 +0000\""),
    rule: Rule::Decoded,
};

const UINT64: ScalarRow = ScalarRow {
    word: "uint64",
    title: "an unsigned 64-bit integer",
    rust: RustType::Builtin("u64"),
    url: UrlForm::Display,
    into: true,
    has_zero: true,
    default_sample: DefaultSample::Json("1"),
    rule: Rule::Kind("Uint64"),
};

const DECIMAL: ScalarRow = ScalarRow {
    word: "decimal",
    title: "a decimal number with all its digits, a string or a number on the wire",
    rust: RustType::Exported("Decimal"),
    url: UrlForm::Display,
    into: true,
    has_zero: false,
    default_sample: DefaultSample::Json("\"12.50\""),
    rule: Rule::Decoded,
};

const UUID: ScalarRow = ScalarRow {
    word: "uuid",
    title: "a UUID, a string on the wire",
    rust: RustType::Exported("Uuid"),
    url: UrlForm::Display,
    into: true,
    has_zero: false,
    default_sample: DefaultSample::Json("\"67e55044-10b1-426f-9247-bb680e5fe0c8\""),
    rule: Rule::Decoded,
};

const URL: ScalarRow = ScalarRow {
    word: "url",
    title: "an absolute URL, a string on the wire",
    rust: RustType::Exported("Url"),
    url: UrlForm::Display,
    into: true,
    has_zero: false,
    default_sample: DefaultSample::Json("\"https://example.com/\""),
    rule: Rule::Decoded,
};

const BASE64_URL: ScalarRow = ScalarRow {
    word: "base64url",
    title: "bytes, base64 in the alphabet for URLs on the wire",
    rust: RustType::Exported("Base64Url"),
    url: UrlForm::Never,
    into: true,
    has_zero: true,
    default_sample: DefaultSample::Json("\"Ynl0ZXM\""),
    rule: Rule::Kind("Bytes"),
};

const JSON: ScalarRow = ScalarRow {
    word: "json",
    title: "any JSON value",
    rust: RustType::Json,
    url: UrlForm::Never,
    into: true,
    has_zero: true,
    default_sample: DefaultSample::Name,
    rule: Rule::Kind("Any"),
};

const SECRET: ScalarRow = ScalarRow {
    word: "secret",
    title: "a string that is redacted in logs and errors",
    rust: RustType::Exported("SecretString"),
    url: UrlForm::Never,
    into: true,
    has_zero: true,
    default_sample: DefaultSample::Name,
    rule: Rule::Kind("Secret"),
};

const LABEL_FILTER: ScalarRow = ScalarRow {
    word: "label_filter",
    title: "`k=v` pairs joined by commas; in queries only",
    rust: RustType::Pair,
    url: UrlForm::Pairs,
    into: true,
    has_zero: false,
    default_sample: DefaultSample::Json("\"key=value\""),
    rule: Rule::Kind("Pairs"),
};

const FILE: ScalarRow = ScalarRow {
    word: "file",
    title: "the content of a file; in request bodies only",
    rust: RustType::Exported("UploadContent"),
    url: UrlForm::Never,
    into: false,
    has_zero: false,
    default_sample: DefaultSample::Name,
    rule: Rule::Kind("File"),
};
