//! Files in request bodies, and bodies that are a file.

use std::sync::Arc;

use http::HeaderValue;

use crate::runtime::content::UploadContent;
use crate::runtime::error::Error;
use crate::runtime::request::Request;
use crate::runtime::request::content_body::{ContentBody, ContentPart};
use crate::runtime::request::format::{BodyFormat, BodyValues, EncodedBody};
use crate::runtime::text::media_types::OCTET_STREAM;

/// Format of a file that is sent as it is.
pub const FILE: BodyFormat = BodyFormat::new(OCTET_STREAM, encode);

/// Name of a file that is the whole body.
const WHOLE: &str = "body";

impl Request {
    /// Sets a file of the body, by its wire name.
    pub fn file<T: Into<UploadContent>>(&mut self, name: &'static str, content: T) {
        self.file_list(name, [content]);
    }

    /// Sets the files of the body with a wire name.
    pub fn file_list<T: Into<UploadContent>>(
        &mut self,
        name: &'static str,
        contents: impl IntoIterator<Item = impl Into<T>>,
    ) {
        self.files.retain(|(other, _)| *other != name);
        for content in contents {
            let content: T = content.into();
            let content: UploadContent = content.into();
            self.files.push((name, Arc::new(content)));
        }
    }

    /// Sets the body to a file.
    pub fn whole_file<T: Into<UploadContent>>(&mut self, content: T) {
        self.file(WHOLE, content);
    }
}

/// Returns the files of a body.
pub(crate) fn contents(
    values: BodyValues<'_>,
) -> impl Iterator<Item = (&'static str, &UploadContent)> {
    values.files.iter().filter_map(|(name, content)| {
        let content = content.downcast_ref::<UploadContent>()?;
        Some((*name, content))
    })
}

/// Returns a media type as a header.
///
/// # Errors
/// Returns an error if it is not a valid header. The error does not contain it.
pub(crate) fn header(media_type: &str) -> Result<HeaderValue, Error> {
    let header = HeaderValue::from_str(media_type);
    header.map_err(|_| Error::request("the content type of the upload is not valid"))
}

/// Returns the body that is a file.
fn encode(values: BodyValues<'_>) -> Result<EncodedBody, Error> {
    if !values.fields.is_empty() {
        let reason = "the body is a file, so `body_field` cannot add to it";
        return Err(Error::request(reason));
    }
    let Some((_, content)) = contents(values).next() else {
        return Err(Error::request("the body has no file"));
    };
    let path = content.file_path().or_else(|| content.name());
    let path = format!("@{}", path.as_deref().unwrap_or(WHOLE));
    let parts = vec![ContentPart::content(content.clone())];
    let body = ContentBody::new(parts, vec![("--data-binary", path)]);
    let media_type = content.media_type().map(header).transpose()?;
    Ok(EncodedBody::Streamed(Arc::new(body), media_type))
}
