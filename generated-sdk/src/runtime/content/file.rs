//! Files that are read in chunks, on a thread that may block.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::PathBuf;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::Frame;
use tokio::task::{JoinHandle, spawn_blocking};

/// Maximum size of a chunk.
const CHUNK_SIZE: u64 = 64 * 1024;

/// Body that is the content of a file.
pub(crate) struct FileBody(FileState);

enum FileState {
    Open(File),
    Reading(JoinHandle<io::Result<(File, Bytes)>>),
    Ended,
}

/// Opens a file. Returns it with its size, which pipes and devices do not have; to open one may take forever.
#[inline]
pub(crate) async fn open(path: PathBuf) -> io::Result<(FileBody, u64)> {
    let opened = spawn_blocking(move || {
        if !fs::metadata(&path)?.is_file() {
            return Err(io::Error::other("this is not a regular file"));
        }
        let file = File::open(path)?;
        let length = file.metadata()?.len();
        Ok((FileBody(FileState::Open(file)), length))
    });
    opened.await.map_err(io::Error::other)?
}

#[inline]
fn read(mut file: File) -> io::Result<(File, Bytes)> {
    let mut chunk = Vec::new();
    file.by_ref().take(CHUNK_SIZE).read_to_end(&mut chunk)?;
    Ok((file, chunk.into()))
}

impl http_body::Body for FileBody {
    type Data = Bytes;
    type Error = io::Error;

    #[inline]
    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        loop {
            match std::mem::replace(&mut self.0, FileState::Ended) {
                FileState::Open(file) => {
                    self.0 = FileState::Reading(spawn_blocking(move || read(file)));
                }
                FileState::Reading(mut reading) => {
                    let Poll::Ready(read) = Pin::new(&mut reading).poll(cx) else {
                        self.0 = FileState::Reading(reading);
                        return Poll::Pending;
                    };
                    let (file, chunk) = read.map_err(io::Error::other)??;
                    if chunk.is_empty() {
                        return Poll::Ready(None);
                    }
                    self.0 = FileState::Open(file);
                    return Poll::Ready(Some(Ok(Frame::data(chunk))));
                }
                FileState::Ended => return Poll::Ready(None),
            }
        }
    }
}
