//! Names: casing, keywords and reserved words. No other module handles these.
//!
//! The Rust name of a model, of a value of an enum and of each type that belongs to a resource follows the Rust API
//! guidelines: an acronym counts as one word, so that `APIKey` becomes `ApiKey`. A spelling that the description gives is
//! taken as it is.

mod reserved;

use crate::characters::is_hidden;
use heck::{ToKebabCase, ToLowerCamelCase, ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};
use proc_macro2::{Ident, Span};
use reserved::{KEYWORDS, NEVER};

/// Feature of webhooks.
pub const WEBHOOKS_FEATURE: &str = "webhooks";

/// Feature of the runtime for downloads, which only the resources with such a method turn on.
pub const DOWNLOAD_FEATURE: &str = "__download";

/// Feature of the runtime for streams of events, which only the resources with such a method turn on.
pub const EVENTS_FEATURE: &str = "__events";

/// Feature of the runtime for streams of lines, which only the resources with such a method turn on.
pub const LINES_FEATURE: &str = "__lines";

/// Feature of the runtime for uploads, which only the resources with such a method turn on.
pub const UPLOAD_FEATURE: &str = "__upload";

/// Feature of the runtime for waiting, which only the resources with such a method turn on.
pub const WAIT_FEATURE: &str = "__wait";

/// Feature of the runtime for what waits, uploads and pages by their last item share, which only the resources with such a
/// method turn on.
pub const STEPS_FEATURE: &str = "__steps";

/// Feature of the runtime for base64, which only the resources with such a value turn on.
pub const BASE64_FEATURE: &str = "__base64";

/// Feature of the runtime for durations, which only the resources with such a value turn on.
pub const DURATION_FEATURE: &str = "__duration";

/// Feature of the runtime for 64-bit integers that are strings, which only the resources with such a value turn on.
pub const INT64_FEATURE: &str = "__int64";

/// Feature of the runtime for unions, which only the resources with such a value turn on.
pub const UNION_FEATURE: &str = "__union";

/// Returns `true` for a feature that only other features turn on.
#[must_use]
pub fn is_internal(feature: &str) -> bool {
    feature.starts_with("__")
}

/// Role of a name. It decides casing, and which words are reserved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A field of a model, and its setter.
    Field,
    /// A setter of a request, for a query parameter, a body field or a path parameter.
    Setter,
    /// A method of a resource.
    Method,
    /// The request of a method: a type.
    Request,
    /// A model.
    Model,
    /// A value of an enum.
    Variant,
    /// A path of a field mask.
    MaskPath,
    /// A resource: a module, and an accessor on the client.
    Resource,
    /// A resource that is nested in another one: a module and an accessor of the outer handle.
    NestedResource,
    /// The handle of a resource: a type.
    Handle,
    /// A parameter of the client: a method of its builder.
    ClientParam,
    /// A header of responses: a method of `Response`.
    ResponseHeader,
}

impl Role {
    /// Returns the words that the emitted code uses in the same place.
    fn reserved(self) -> &'static [&'static str] {
        match self {
            Self::Field => reserved::OF_FIELDS,
            Self::Setter => reserved::OF_SETTERS,
            Self::Method => reserved::OF_METHODS,
            Self::Request | Self::Handle => reserved::OF_TYPES_IN_RESOURCES,
            Self::Model => reserved::OF_MODELS,
            Self::Variant => reserved::OF_VARIANTS,
            Self::MaskPath => reserved::OF_MASK_PATHS,
            Self::Resource => reserved::OF_RESOURCES,
            Self::NestedResource => reserved::OF_NESTED_RESOURCES,
            Self::ClientParam => reserved::OF_CLIENT_PARAMS,
            Self::ResponseHeader => reserved::OF_RESPONSES,
        }
    }

    fn case(self, word: &str) -> String {
        if self.is_type() {
            word.to_upper_camel_case()
        } else {
            word.to_snake_case()
        }
    }

    /// Returns `true` if the name itself is written like the name of a type.
    #[must_use]
    pub fn is_type(self) -> bool {
        match self {
            Self::Model | Self::Variant | Self::MaskPath | Self::Request | Self::Handle => true,
            Self::Field
            | Self::Setter
            | Self::Method
            | Self::Resource
            | Self::NestedResource
            | Self::ClientParam
            | Self::ResponseHeader => false,
        }
    }

    /// Returns `true` if a file has the name.
    fn is_file(self) -> bool {
        match self {
            Self::Resource | Self::NestedResource => true,
            Self::Field
            | Self::Setter
            | Self::Method
            | Self::Request
            | Self::Model
            | Self::Variant
            | Self::MaskPath
            | Self::Handle
            | Self::ClientParam
            | Self::ResponseHeader => false,
        }
    }
}

/// Name on the wire and in Rust. It is made once, by its role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    wire: String,
    rust: String,
}

/// Reason why a name is not allowed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NameError {
    /// It is not a Rust identifier, even in the right casing.
    Illegal,
    /// Rust, or the emitted code, reserves the word.
    Reserved(String),
    /// A file would have the name, which Windows does not allow.
    Device(String),
    /// Its form on the wire has characters that source code must not have.
    Unprintable,
    /// It is the name of a model in the description, but is not written like the name of a type.
    NotUpperCamel(String),
    /// Its Rust spelling is given, but not in the casing of its role.
    Casing(String),
}

impl Name {
    /// Creates a name by its role. `spelled` is the Rust spelling, if the description gives one.
    ///
    /// # Errors
    /// If the name is not a legal and free identifier.
    pub fn new(role: Role, wire: &str, spelled: Option<&str>) -> Result<Self, NameError> {
        // A value of an enum may be the empty text, if it has a Rust name.
        let may_be_empty = role == Role::Variant && spelled.is_some();
        if wire.is_empty() && !may_be_empty || wire.contains(is_hidden) {
            return Err(NameError::Unprintable);
        }
        if role == Role::Model {
            check_model(wire)?;
        }
        let rust = spelled.map_or_else(|| role.case(wire), str::to_owned);
        if role.is_file() && (is_device(wire) || is_device(&rust)) {
            return Err(NameError::Device(rust));
        }
        if !is_identifier(&rust) {
            return Err(NameError::Illegal);
        }
        if NEVER.contains(&rust.as_str()) || role.reserved().contains(&rust.as_str()) {
            return Err(NameError::Reserved(rust));
        }
        let cased = if role.is_type() {
            upper_camel(&rust)
        } else {
            rust.to_snake_case()
        };
        if spelled.is_some() && rust != cased {
            return Err(NameError::Casing(cased));
        }
        Ok(Self {
            wire: wire.to_owned(),
            rust,
        })
    }

    /// Returns the name with another form on the wire.
    #[must_use]
    pub fn with_wire(self, wire: String) -> Self {
        Self { wire, ..self }
    }

    /// Returns the form on the wire.
    #[must_use]
    pub fn wire(&self) -> &str {
        &self.wire
    }

    /// Returns the Rust form, without `r#`.
    #[must_use]
    pub fn rust(&self) -> &str {
        &self.rust
    }

    /// Returns the identifier, raw if the name is a keyword.
    #[must_use]
    pub fn ident(&self) -> Ident {
        ident(&self.rust)
    }

    /// Returns the name of the function that returns a value of the type that has the name.
    #[must_use]
    pub fn value_name(&self) -> String {
        match self.rust.to_snake_case() {
            word if NEVER.contains(&word.as_str()) => format!("{word}_value"),
            word => word,
        }
    }

    /// Returns the identifier of the constant that belongs to the name.
    #[must_use]
    pub fn const_ident(&self) -> Ident {
        ident(&self.rust.to_shouty_snake_case())
    }
}

/// Returns `true` if the word is a keyword.
#[must_use]
pub fn is_keyword(word: &str) -> bool {
    KEYWORDS.contains(&word) || NEVER.contains(&word)
}

/// Returns `true` if a derive macro has the name, so that it may mean the macro where a type was meant.
#[must_use]
pub fn is_derive_macro(word: &str) -> bool {
    reserved::DERIVE_MACROS.contains(&word)
}

/// Returns `true` if the emitted crate depends on a crate with this name, which is written as in paths.
#[must_use]
pub fn is_dependency(word: &str) -> bool {
    reserved::DEPENDENCIES.contains(&word)
}

/// Returns `true` if examples or tests of the emitted crate use the name for something else than the crate itself.
#[must_use]
pub fn is_in_examples(word: &str) -> bool {
    reserved::IN_EXAMPLES.contains(&word)
}

/// Returns `true` if the emitted type `Error` has a method with this name.
#[must_use]
pub fn is_method_of_errors(word: &str) -> bool {
    reserved::OF_ERRORS.contains(&word)
}

/// Returns a word without the ending of a plural: `box` for `boxes`, `city` for `cities`.
#[must_use]
pub fn singular(word: &str) -> String {
    let endings = ["ches", "shes", "sses", "xes"];
    if endings.iter().any(|ending| word.ends_with(ending)) {
        return word[..word.len() - 2].to_owned();
    }
    let city = word.strip_suffix("ies").filter(|stem| stem.len() > 2);
    let plural = || {
        let stem = word.strip_suffix('s');
        stem.filter(|stem| stem.len() > 2 && !stem.ends_with('s'))
    };
    match city {
        Some(stem) => format!("{stem}y"),
        None => plural().unwrap_or(word).to_owned(),
    }
}

/// Returns words in the casing of other languages: `listBooks` for `list_books`.
#[must_use]
pub fn lower_camel(words: &str) -> String {
    words.to_lower_camel_case()
}

/// Returns words in the casing of Rust functions: `list_books` for `listBooks`.
#[must_use]
pub fn snake(words: &str) -> String {
    words.to_snake_case()
}

/// Returns words as people write them: `list books` for `list_books`.
#[must_use]
pub fn spaced(words: &str) -> String {
    let words = words.split('_').filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// Returns the name of the package of an API: `pet-store-client` for `Pet Store!`.
#[must_use]
pub fn package_name(title: &str) -> String {
    // In lower case, so that the capitals inside of a name such as `GitHub` do not break it.
    let words = title.to_ascii_lowercase();
    let words = words
        .replace(|c: char| !c.is_ascii_alphanumeric(), " ")
        .to_kebab_case();
    let prefix = match words.chars().next() {
        None => return "client".to_owned(),
        // A package cannot begin with a digit.
        Some(first) if first.is_ascii_digit() => "n",
        Some(_) => "",
    };
    let words: String = prefix.chars().chain(words.chars()).take(50).collect();
    format!("{}-client", words.trim_end_matches('-'))
}

/// Returns an identifier of a legal word, raw if it is a keyword.
#[must_use]
pub fn ident(word: &str) -> Ident {
    if KEYWORDS.contains(&word) {
        Ident::new_raw(word, Span::call_site())
    } else {
        Ident::new(word, Span::call_site())
    }
}

/// Checks the name of a model in the description. It is written like that of a type, so that it differs from all scalars.
fn check_model(word: &str) -> Result<(), NameError> {
    if !is_identifier(word) {
        return Err(NameError::Illegal);
    }
    match upper_camel(word) {
        cased if cased == word => Ok(()),
        cased => Err(NameError::NotUpperCamel(cased)),
    }
}

/// Returns `true` if the word is the name of a device of Windows.
fn is_device(word: &str) -> bool {
    reserved::DEVICES.contains(&word.to_ascii_lowercase().as_str())
}

/// Returns the word in the casing of types. Runs of capitals stay, as in `APIKey`.
#[must_use]
pub fn upper_camel(word: &str) -> String {
    let mut cased = String::with_capacity(word.len());
    let mut upper = true;
    for c in word.chars() {
        if c == '_' {
            upper = true;
        } else if upper {
            cased.push(c.to_ascii_uppercase());
            upper = false;
        } else {
            cased.push(c);
        }
    }
    cased
}

/// Returns `true` if a word is an ASCII identifier: rustc warns about many others.
fn is_identifier(word: &str) -> bool {
    let mut chars = word.chars();
    chars
        .next()
        .is_some_and(|c| c.is_ascii_alphabetic() || c == '_')
        && chars.all(|c| c.is_ascii_alphanumeric() || c == '_')
        && word.contains(|c: char| c != '_')
}
