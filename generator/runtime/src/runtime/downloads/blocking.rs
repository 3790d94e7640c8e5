//! Blocking downloads, for programs that are not asynchronous.

use std::fmt;
#[cfg(feature = "hyper")]
use std::path::PathBuf;

use bytes::Bytes;

use crate::runtime::downloads::download::Download;
use crate::runtime::error::Error;
use crate::runtime::transport::blocking::block_on;

/// Blocking iterator over the chunks of a download, for programs that are not asynchronous. Dropping it closes the
/// connection.
#[must_use = "an iterator does nothing until it is used"]
pub struct BlockingChunks(Download);

impl Download {
    /// Reads the whole body, and blocks the current thread until it has arrived.
    ///
    /// # Errors
    /// Returns the same errors as [`bytes`](Self::bytes).
    pub fn bytes_blocking(self) -> Result<Bytes, Error> {
        block_on(self.bytes())?
    }

    /// Writes the body into a file, and blocks the current thread until it is complete. Returns the number of bytes.
    ///
    /// # Errors
    /// Returns the same errors as [`save_to`](Self::save_to).
    #[cfg(feature = "hyper")]
    #[cfg_attr(docsrs, doc(cfg(feature = "hyper")))]
    pub fn save_to_blocking(self, path: impl Into<PathBuf>) -> Result<u64, Error> {
        block_on(self.save_to(path))?
    }

    /// Converts the download into an iterator that blocks the current thread until the next chunk has arrived.
    pub fn into_iter_blocking(self) -> BlockingChunks {
        BlockingChunks(self)
    }
}

impl Iterator for BlockingChunks {
    type Item = Result<Bytes, Error>;

    fn next(&mut self) -> Option<Result<Bytes, Error>> {
        let chunk = block_on(self.0.try_next());
        chunk.and_then(|chunk| chunk).transpose()
    }
}

impl fmt::Debug for BlockingChunks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("BlockingChunks").field(&self.0).finish()
    }
}
