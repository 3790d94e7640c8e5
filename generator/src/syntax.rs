//! The located syntax of a description: types that mirror the YAML, and the reader that fills them.
//!
//! | module | content |
//! |---|---|
//! | `known_keys` | keys of other places of the language |
//! | `language` | the types that mirror the YAML |
//! | `body_words` | words of `body_format` |
//! | `entries` | mappings with free keys |
//! | `foreign_keys` | keys of other languages, and what stands for them |
//! | `refused_values` | values that are refused on purpose, and what to do instead |
//! | `key_path` | paths from key to key |
//! | `shorthand` | values that may be written as one text |
//! | `unquoted` | texts that YAML may read as numbers |
//! | `tree` | the YAML of a file with its spans, not yet interpreted |
//! | `reader` | conversion of the tree to the types, with serde |
//! | `spans` | spans in the data model of serde |
//! | `recovery` | placeholders for values that cannot be read |
//! | `problem` | problems of reading, and suggestions |
//! | `schema` | JSON Schemas of the language, for editors |

mod body_words;
mod entries;
mod foreign_keys;
mod key_path;
mod known_keys;
mod language;
mod problem;
mod reader;
mod recovery;
mod refused_values;
#[cfg(feature = "schema")]
mod schema;
mod shorthand;
mod spans;
mod tree;
mod unquoted;

pub use body_words::{BODY_FORMATS, FORM_LISTS};
pub use entries::Entries;
pub use key_path::KeyPath;
pub use language::{
    AlternativeDecl, ApiFile, AuthDecl, BodyDecl, BodyFormatDecl, ClientParamDecl, EncodingDecl,
    EnumValueDecl, Env, ErrorDecl, EventsDecl, Example, FakeDecl, FieldDecl, HeaderAuthDecl,
    HeaderDecl, MethodAuthDecl, MethodDecl, MethodNamesDecl, ModelDecl, OAuth2Decl, PackageDecl,
    Pagination, ParamDecl, QueryAuthDecl, QueryStyleDecl, ResourceFile, Retries, SchemeDecl,
    SecretDecl, ServerDecl, SharedFile, SignatureDecl, TimeFormatDecl, TimestampDecl,
    UnknownFieldsDecl, UploadDecl, UrlVariableDecl, Values, VariantDecl, WaitDecl, WebhooksDecl,
};
pub use problem::{Problem, ProblemKind, nearest, suggest};
pub use reader::parse;
#[cfg(feature = "schema")]
pub use schema::schemas;
pub use shorthand::Shorthand;
pub use tree::{Node, NodeKind};
pub use unquoted::Unquoted;
