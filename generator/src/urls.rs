//! Rules for URLs, of descriptions and of documents that are imported.

mod base_url;
mod path;
mod template;

pub(crate) use base_url::base_url_problem;
pub(crate) use path::{is_dots, without_escapes};
pub(crate) use template::{UrlTemplate, is_url_part, template};
