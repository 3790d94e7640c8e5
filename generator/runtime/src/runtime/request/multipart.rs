//! Multipart bodies: `multipart/form-data`.
//!
//! Each field is a part: text as it is, numbers and booleans as text, `null` as an empty one, objects as JSON. A list has a
//! part for each item, with the same name; an empty list has none. Files come last.

use std::fmt::Write as _;
use std::sync::Arc;

use bytes::Bytes;
use serde_json::value::RawValue;

use crate::runtime::content::UploadContent;
use crate::runtime::error::Error;
use crate::runtime::request::content_body::{ContentBody, ContentPart};
use crate::runtime::request::file_body::{contents, header};
use crate::runtime::request::format::{BodyFormat, BodyValues, EncodedBody};
use crate::runtime::request::idempotency::random_key;
use crate::runtime::text::media_types::OCTET_STREAM;

/// Format of multipart bodies.
pub const MULTIPART: BodyFormat = BodyFormat::new("multipart/form-data", encode);

/// File name of content that has none. Without a file name, servers take a part for a text.
const UNNAMED: &str = "file";

/// Returns a body in parts.
fn encode(values: BodyValues<'_>) -> Result<EncodedBody, Error> {
    let mut parts = Multipart::new();
    for (name, json) in values.fields {
        parts
            .push_field(name, json)
            .map_err(|_| Error::request(format!("the body field `{name}` is not valid JSON")))?;
    }
    for (name, content) in contents(values) {
        parts.push_file(name, content)?;
    }
    parts.finish()
}

/// Multipart body under construction.
struct Multipart {
    boundary: String,
    parts: Vec<ContentPart>,
    /// Bytes after the last content.
    text: String,
    curl: Vec<(&'static str, String)>,
}

impl Multipart {
    fn new() -> Self {
        Self {
            // Nobody can put a boundary into content that is random for each call.
            boundary: format!("form-{}", random_key()),
            parts: Vec::new(),
            text: String::new(),
            curl: Vec::new(),
        }
    }

    /// Adds a field that is serialized as JSON.
    fn push_field(&mut self, name: &str, json: &str) -> serde_json::Result<()> {
        match json.trim_start().bytes().next() {
            Some(b'[') => {
                let items: Vec<&RawValue> = serde_json::from_str(json)?;
                for item in items {
                    self.push_value(name, item.get())?;
                }
                Ok(())
            }
            Some(_) | None => self.push_value(name, json),
        }
    }

    /// Adds a part with a value that is serialized as JSON.
    fn push_value(&mut self, name: &str, json: &str) -> serde_json::Result<()> {
        match json.trim_start().bytes().next() {
            Some(b'{' | b'[') => {
                self.curl.push((
                    "--form",
                    format!("{}={};type=application/json", escaped(name), quoted(json)),
                ));
                self.push_text(name, "\r\nContent-Type: application/json", json);
            }
            Some(b'"') => {
                let text: String = serde_json::from_str(json)?;
                self.push_plain(name, &text);
            }
            Some(b'n') => self.push_plain(name, ""),
            Some(_) | None => self.push_plain(name, json.trim()),
        }
        Ok(())
    }

    fn push_plain(&mut self, name: &str, text: &str) {
        self.curl
            .push(("--form-string", format!("{}={text}", escaped(name))));
        self.push_text(name, "", text);
    }

    fn push_text(&mut self, name: &str, headers: &str, text: &str) {
        self.push_head(&format!("name=\"{}\"{headers}", escaped(name)));
        self.text.push_str(text);
        self.text.push_str("\r\n");
    }

    /// Adds the head of a part.
    fn push_head(&mut self, head: &str) {
        let boundary = &self.boundary;
        let head = format!("--{boundary}\r\nContent-Disposition: form-data; {head}\r\n\r\n");
        self.text.push_str(&head);
    }

    fn push_file(&mut self, name: &str, content: &UploadContent) -> Result<(), Error> {
        let media_type = content.media_type().unwrap_or(OCTET_STREAM);
        header(media_type)?;
        let file_name = content.name().unwrap_or_else(|| UNNAMED.to_owned());
        let (name, file_name) = (escaped(name), escaped(&file_name));
        self.push_head(&format!(
            "name=\"{name}\"; filename=\"{file_name}\"\r\nContent-Type: {media_type}"
        ));
        let path = content.file_path().unwrap_or_else(|| file_name.clone());
        let path = quoted(&path);
        self.curl.push((
            "--form",
            format!("{name}=@{path};type={media_type};filename=\"{file_name}\""),
        ));
        self.parts
            .push(ContentPart::Bytes(Bytes::from(std::mem::take(
                &mut self.text,
            ))));
        self.parts.push(ContentPart::content(content.clone()));
        self.text.push_str("\r\n");
        Ok(())
    }

    fn finish(mut self) -> Result<EncodedBody, Error> {
        let Self { boundary, text, .. } = &mut self;
        let _ = write!(text, "--{boundary}--\r\n");
        let media_type = format!("multipart/form-data; boundary={boundary}");
        self.parts.push(ContentPart::Bytes(Bytes::from(self.text)));
        let body = ContentBody::new(self.parts, self.curl);
        Ok(EncodedBody::Streamed(
            Arc::new(body),
            Some(header(&media_type)?),
        ))
    }
}

/// Escapes a name in quotes, by the rules of the HTML standard.
fn escaped(name: &str) -> String {
    name.replace('\n', "%0A")
        .replace('\r', "%0D")
        .replace('"', "%22")
}

/// Returns a value in quotes, as `curl` reads it in `--form`.
fn quoted(value: &str) -> String {
    format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))
}
