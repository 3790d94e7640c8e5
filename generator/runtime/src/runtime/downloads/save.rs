//! Downloads into files, which are written on a thread that may block.

use std::fs::{File, OpenOptions};
use std::io::{self, Write as _};
use std::path::PathBuf;

use bytes::Bytes;
use tokio::task::spawn_blocking;

use crate::runtime::downloads::download::Download;
use crate::runtime::error::Error;
use crate::runtime::error::kind::ErrorKind;

impl Download {
    /// Writes the rest of the body into a file. Returns the number of bytes that were read.
    ///
    /// The file has a temporary name in the same folder until it is complete. Then it is renamed, and replaces a file of
    /// the same name. Nothing is left of a download that fails or is dropped.
    ///
    /// # Errors
    /// Returns the same errors as [`try_next`](Self::try_next), and one of the kind [`ErrorKind::File`] if the file cannot be
    /// written.
    #[cfg_attr(docsrs, doc(cfg(feature = "hyper")))]
    pub async fn save_to(mut self, path: impl Into<PathBuf>) -> Result<u64, Error> {
        let path = path.into();
        let created = run(move || PartialFile::create(path)).await;
        let mut file = created.map_err(|error| self.unwritable(error))?;
        while let Some(chunk) = self.try_next().await? {
            let written = run(move || file.write(&chunk)).await;
            file = written.map_err(|error| self.unwritable(error))?;
        }
        let completed = run(move || file.complete()).await;
        completed.map_err(|error| self.unwritable(error))?;
        Ok(self.received())
    }

    /// Returns the error for a file that cannot be written.
    fn unwritable(&self, error: io::Error) -> Error {
        let detail = format!("the file of the download cannot be written: {error}");
        self.error(ErrorKind::File, detail).caused_by(error)
    }
}

/// Runs a function on a thread that may block.
async fn run<T: Send + 'static>(
    write: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> io::Result<T> {
    spawn_blocking(write).await.map_err(io::Error::other)?
}

impl Error {
    /// Returns `true` if the file of a download could not be written.
    #[must_use]
    pub fn is_file(&self) -> bool {
        self.kind() == ErrorKind::File
    }
}

/// File that is not complete. It has a temporary name, and is removed when it is dropped.
struct PartialFile {
    file: File,
    path: Temporary,
    target: PathBuf,
}

/// Path of a file that is removed when this is dropped.
struct Temporary(PathBuf);

impl PartialFile {
    fn create(target: PathBuf) -> io::Result<Self> {
        if target.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        let name = format!(".download-{:016x}.partial", fastrand::u64(..));
        let path = target.with_file_name(name);
        let file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&path)?;
        Ok(Self {
            file,
            path: Temporary(path),
            target,
        })
    }

    fn write(mut self, chunk: &Bytes) -> io::Result<Self> {
        self.file.write_all(chunk)?;
        Ok(self)
    }

    /// Gives the file its name. Its content is on the disk before, so that the name never stands for a part of it.
    fn complete(self) -> io::Result<()> {
        self.file.sync_all()?;
        drop(self.file);
        std::fs::rename(&self.path.0, &self.target)
    }
}

/// Nothing is there any more after the file was renamed.
impl Drop for Temporary {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}
