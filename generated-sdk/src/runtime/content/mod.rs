//! Content that is read while it is sent: bytes, files and streams.
//!
//! The functions of this folder are `#[inline]`, so that they are compiled only in the programs that send content.

pub mod body;
#[cfg(feature = "hyper")]
pub mod file;
pub mod meter;
pub mod time_limit;

use std::fmt;
#[cfg(feature = "hyper")]
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;

use crate::runtime::content::meter::{Meter, Progress};
use crate::runtime::error::{BoxError, Error};
use crate::runtime::transport::body::Body;

/// Content of a file that is sent: bytes, a file or a stream.
///
/// Clones share a stream, which is sent once.
#[derive(Clone)]
pub struct UploadContent {
    source: Source,
    file_name: Option<String>,
    content_type: Option<String>,
    on_progress: Option<Arc<Mutex<Progress>>>,
}

#[derive(Clone)]
enum Source {
    Bytes(Bytes),
    #[cfg(feature = "hyper")]
    Path(PathBuf),
    /// Stream, and its number of bytes. There is no stream once it was sent.
    Stream(Arc<Mutex<Option<Body>>>, u64),
}

impl UploadContent {
    /// Returns content that is in memory.
    pub fn bytes(bytes: impl Into<Bytes>) -> Self {
        Self::of(Source::Bytes(bytes.into()))
    }

    /// Returns the content of a file, which is opened when it is sent, and again for each attempt. It is read in chunks while
    /// it is sent. Its file name is the last part of the path.
    #[cfg(feature = "hyper")]
    #[cfg_attr(docsrs, doc(cfg(feature = "hyper")))]
    pub fn path(path: impl Into<PathBuf>) -> Self {
        Self::of(Source::Path(path.into()))
    }

    /// Returns content that is read in chunks while it is sent, with its number of bytes. It is never sent again.
    pub fn stream<B>(body: B, content_length: u64) -> Self
    where
        B: http_body::Body<Data = Bytes, Error: Into<BoxError>> + Send + 'static,
    {
        let body = Arc::new(Mutex::new(Some(Body::new(body))));
        Self::of(Source::Stream(body, content_length))
    }

    /// Sets the file name that is sent with the content in a form.
    #[must_use]
    pub fn file_name(mut self, name: impl Into<String>) -> Self {
        self.file_name = Some(name.into());
        self
    }

    /// Sets the media type that is sent with the content, unless the API chooses it. It is `application/octet-stream` by
    /// default, whatever the file name is.
    #[must_use]
    pub fn content_type(mut self, media_type: impl Into<String>) -> Self {
        self.content_type = Some(media_type.into());
        self
    }

    /// Sets a function that is called with the number of bytes of the content that have been passed to the connection, and
    /// the total number. It begins again at 0 if the content is sent again. It must not block.
    #[must_use]
    pub fn on_progress(mut self, on_progress: impl FnMut(u64, u64) + Send + 'static) -> Self {
        self.on_progress = Some(Arc::new(Mutex::new(Box::new(on_progress))));
        self
    }

    #[inline]
    fn of(source: Source) -> Self {
        Self {
            source,
            file_name: None,
            content_type: None,
            on_progress: None,
        }
    }

    /// Returns `true` if the content can be read more than once.
    #[inline]
    pub(crate) fn is_repeatable(&self) -> bool {
        match &self.source {
            Source::Bytes(_) => true,
            #[cfg(feature = "hyper")]
            Source::Path(_) => true,
            Source::Stream(..) => false,
        }
    }

    /// Returns the content if it is in memory.
    #[inline]
    pub(crate) fn in_memory(&self) -> Option<Bytes> {
        match &self.source {
            Source::Bytes(bytes) => Some(bytes.clone()),
            #[cfg(feature = "hyper")]
            Source::Path(_) => None,
            Source::Stream(..) => None,
        }
    }

    /// Returns the path of the content if it is a file.
    #[inline]
    pub(crate) fn file_path(&self) -> Option<String> {
        match &self.source {
            #[cfg(feature = "hyper")]
            Source::Path(path) => Some(path.display().to_string()),
            Source::Bytes(_) | Source::Stream(..) => None,
        }
    }

    /// Returns the file name: the one that was set, or that of the file.
    #[inline]
    pub(crate) fn name(&self) -> Option<String> {
        match (&self.file_name, &self.source) {
            (Some(name), _) => Some(name.clone()),
            #[cfg(feature = "hyper")]
            (None, Source::Path(path)) => path
                .file_name()
                .map(|name| name.to_string_lossy().into_owned()),
            (None, Source::Bytes(_) | Source::Stream(..)) => None,
        }
    }

    /// Returns the media type that was set.
    #[inline]
    pub(crate) fn media_type(&self) -> Option<&str> {
        self.content_type.as_deref()
    }

    /// Returns a meter that reports the progress of the content.
    #[inline]
    pub(crate) fn meter(&self) -> Meter {
        Meter::new(self.progress())
    }

    /// Returns the function that is called with the progress.
    #[inline]
    pub(crate) fn progress(&self) -> Option<Progress> {
        let shared = self.on_progress.clone()?;
        Some(Box::new(move |sent, total| {
            let mut on_progress = shared.lock().unwrap_or_else(PoisonError::into_inner);
            on_progress(sent, total);
        }))
    }

    /// Returns the content as a body, and its number of bytes.
    #[inline]
    pub(crate) async fn open(&self) -> Result<(Body, u64), Error> {
        match &self.source {
            Source::Bytes(bytes) => Ok((Body::from(bytes.clone()), bytes.len() as u64)),
            #[cfg(feature = "hyper")]
            Source::Path(path) => {
                let (file, length) = file::open(path.clone()).await.map_err(|error| {
                    Error::request("the file of the upload cannot be opened").caused_by(error)
                })?;
                Ok((Body::new(file), length))
            }
            Source::Stream(body, length) => {
                let body = body.lock().unwrap_or_else(PoisonError::into_inner).take();
                match body {
                    Some(body) => Ok((body, *length)),
                    None => Err(Error::request("the stream of the upload was sent already")),
                }
            }
        }
    }
}

impl fmt::Debug for UploadContent {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UploadContent").finish_non_exhaustive()
    }
}
