//! Content of uploads.

use std::fmt;
#[cfg(feature = "hyper")]
use std::path::PathBuf;

use bytes::Bytes;

use crate::runtime::error::{BoxError, Error};
use crate::runtime::transport::body::Body;
#[cfg(feature = "hyper")]
use crate::runtime::upload::file;

/// Content of an upload: bytes, a file or a stream.
pub struct UploadContent(Source);

enum Source {
    Bytes(Bytes),
    #[cfg(feature = "hyper")]
    Path(PathBuf),
    /// Stream, and its number of bytes. There is no stream once it was sent.
    Stream(Option<Body>, u64),
}

impl UploadContent {
    /// Returns content that is in memory.
    pub fn bytes(bytes: impl Into<Bytes>) -> Self {
        Self(Source::Bytes(bytes.into()))
    }

    /// Returns the content of a file, which is opened once the URL is known, and again for each attempt. It is read in chunks
    /// while it is sent.
    #[cfg(feature = "hyper")]
    #[cfg_attr(docsrs, doc(cfg(feature = "hyper")))]
    pub fn path(path: impl Into<PathBuf>) -> Self {
        Self(Source::Path(path.into()))
    }

    /// Returns content that is read in chunks while it is sent, with its number of bytes. It is never sent again.
    pub fn stream<B>(body: B, content_length: u64) -> Self
    where
        B: http_body::Body<Data = Bytes, Error: Into<BoxError>> + Send + 'static,
    {
        Self(Source::Stream(Some(Body::new(body)), content_length))
    }

    /// Returns `true` if the content can be read more than once.
    pub(crate) fn is_repeatable(&self) -> bool {
        match &self.0 {
            Source::Bytes(_) => true,
            #[cfg(feature = "hyper")]
            Source::Path(_) => true,
            Source::Stream(..) => false,
        }
    }

    /// Returns the content if it is in memory.
    pub(crate) fn in_memory(&self) -> Option<Bytes> {
        match &self.0 {
            Source::Bytes(bytes) => Some(bytes.clone()),
            #[cfg(feature = "hyper")]
            Source::Path(_) => None,
            Source::Stream(..) => None,
        }
    }

    /// Returns the content as a body, and its number of bytes.
    pub(crate) async fn open(&mut self) -> Result<(Body, u64), Error> {
        match &mut self.0 {
            Source::Bytes(bytes) => Ok((Body::from(bytes.clone()), bytes.len() as u64)),
            #[cfg(feature = "hyper")]
            Source::Path(path) => {
                let (file, length) = file::open(path.clone()).await.map_err(|error| {
                    Error::request("the file of the upload cannot be opened").caused_by(error)
                })?;
                Ok((Body::new(file), length))
            }
            Source::Stream(body, length) => match body.take() {
                Some(body) => Ok((body, *length)),
                None => Err(Error::request("the stream of the upload was sent already")),
            },
        }
    }
}

impl fmt::Debug for UploadContent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UploadContent").finish_non_exhaustive()
    }
}
