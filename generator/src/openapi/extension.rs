//! The extension `x-sdk`: what `OpenAPI` cannot say, in the words of the description language.

use serde_json::{Map, Value};

/// Key of the extension, in every object that has one.
pub(crate) const KEY: &str = "x-sdk";

/// Object that has an extension.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ExtendedObject {
    /// The document.
    Api,
    /// A security scheme.
    Scheme,
    /// The response of errors.
    Error,
    /// The webhook.
    Webhook,
    /// A tag, which is a resource.
    Resource,
    /// An operation, which is a method.
    Method,
    /// The media type of a body.
    Body,
    /// A response without a value.
    Status,
    /// A parameter.
    Parameter,
    /// A header of responses.
    ResponseHeader,
    /// A schema under `components`.
    Model,
    /// A property.
    Field,
    /// An alternative of `oneOf` or `anyOf`, which is a variant of a union.
    Variant,
    /// The schema of a field mask.
    Mask,
}

impl ExtendedObject {
    /// All places, in the order of the documentation.
    pub(crate) const ALL: [Self; 14] = [
        Self::Api,
        Self::Scheme,
        Self::Error,
        Self::Webhook,
        Self::Resource,
        Self::Method,
        Self::Body,
        Self::Status,
        Self::Parameter,
        Self::ResponseHeader,
        Self::Model,
        Self::Field,
        Self::Variant,
        Self::Mask,
    ];

    /// Returns the name of the place in the documentation.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Api => "document",
            Self::Scheme => "security scheme",
            Self::Error => "response of errors",
            Self::Webhook => "webhook",
            Self::Resource => "tag",
            Self::Method => "operation",
            Self::Body => "media type",
            Self::Status => "response",
            Self::Parameter => "parameter",
            Self::ResponseHeader => "header of responses",
            Self::Model => "model",
            Self::Field => "property",
            Self::Variant => "variant",
            Self::Mask => "field mask",
        }
    }

    /// Returns the keys that the extension may have there.
    pub(crate) fn keys(self) -> &'static [&'static str] {
        match self {
            Self::Api => OF_API,
            Self::Scheme => &["prefix", "rust", "env", "credentials_in_body"],
            Self::Error => &["message"],
            Self::Webhook => &["signature"],
            Self::Resource => &["path", "params", "methods", "fake"],
            Self::Method => OF_METHODS,
            Self::Body => &["lists", "example"],
            Self::Status => &["meaning"],
            Self::Parameter => &[
                "required",
                "style",
                "entry",
                "example",
                "deprecated",
                "rust",
            ],
            Self::ResponseHeader => &["rust"],
            Self::Model => OF_MODELS,
            Self::Field => &["entry", "example", "deprecated", "rust"],
            Self::Variant => &["variant", "deprecated", "rust"],
            Self::Mask => &["mask"],
        }
    }
}

/// Keys of the extension of the document.
const OF_API: &[&str] = &[
    "package",
    "env",
    "servers",
    "variables",
    "client_params",
    "timeout",
    "retries",
    "headers",
    "accepts",
    "request_id",
    "omits_defaults",
];

/// Keys of the extension of an operation.
const OF_METHODS: &[&str] = &[
    "methods",
    "path",
    "returns",
    "pagination",
    "events",
    "wait",
    "upload",
    "timeout",
    "retries",
    "idempotent",
    "idempotency",
    "server",
    "accepts",
    "hidden",
    "deprecated",
    "rust",
];

/// Keys of the extension of a schema under `components`.
const OF_MODELS: &[&str] = &[
    "resource",
    "from",
    "tag",
    "prefix",
    "values",
    "example",
    "unknown_fields",
    "allow",
    "deprecated",
    "rust",
];

/// Extension of one object.
#[derive(Debug)]
pub(crate) struct Extension {
    place: ExtendedObject,
    entries: Map<String, Value>,
}

impl Extension {
    /// Returns an extension without entries.
    pub(crate) fn new(place: ExtendedObject) -> Self {
        Self {
            place,
            entries: Map::new(),
        }
    }

    /// Adds a value, if there is one.
    pub(crate) fn add<T: Into<Value>>(&mut self, key: &'static str, value: Option<T>) -> &mut Self {
        debug_assert!(
            self.place.keys().contains(&key),
            "`{key}` is no key of {:?}",
            self.place
        );
        if let Some(value) = value {
            self.entries.insert(key.to_owned(), value.into());
        }
        self
    }

    /// Returns the extension of an object, without keys that it may not have there; these come second.
    pub(crate) fn read(place: ExtendedObject, object: &Map<String, Value>) -> (Self, Vec<&str>) {
        let entries = object.get(KEY).and_then(Value::as_object);
        let entries = entries.into_iter().flatten();
        let (known, unknown): (Vec<_>, Vec<_>) =
            entries.partition(|(key, _)| place.keys().contains(&key.as_str()));
        let known = known.into_iter();
        let entries = known.map(|(key, value)| (key.clone(), value.clone()));
        let extension = Self {
            place,
            entries: entries.collect(),
        };
        (
            extension,
            unknown.into_iter().map(|(key, _)| key.as_str()).collect(),
        )
    }

    /// Returns a value.
    pub(crate) fn get(&self, key: &'static str) -> Option<&Value> {
        debug_assert!(
            self.place.keys().contains(&key),
            "`{key}` is no key of {:?}",
            self.place
        );
        self.entries.get(key)
    }

    /// Returns a text.
    pub(crate) fn text(&self, key: &'static str) -> Option<&str> {
        self.get(key).and_then(Value::as_str)
    }

    /// Adds the extension to an object, unless it is empty. Extensions of an object at several places become one.
    pub(crate) fn attach(self, object: &mut Map<String, Value>) {
        if self.entries.is_empty() {
            return;
        }
        let old = object.shift_remove(KEY);
        let mut all = match old {
            Some(Value::Object(old)) => old,
            _ => Map::new(),
        };
        all.extend(self.entries);
        object.insert(KEY.to_owned(), Value::Object(all));
    }
}
