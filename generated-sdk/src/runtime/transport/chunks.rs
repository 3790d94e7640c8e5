//! Chunks of a body as one buffer.

use bytes::{Bytes, BytesMut};

/// Chunks that have been read of a body. A body that arrives in one chunk is not copied.
#[derive(Default)]
pub(crate) struct Chunks {
    first: Bytes,
    rest: BytesMut,
}

impl Chunks {
    /// Returns the number of bytes.
    pub(crate) fn len(&self) -> usize {
        self.first.len() + self.rest.len()
    }

    /// Adds a chunk. The second one reserves space for the number of bytes that are `announced`.
    pub(crate) fn push(&mut self, chunk: Bytes, announced: usize) {
        if self.len() == 0 {
            self.first = chunk;
            return;
        }
        if self.rest.is_empty() {
            self.rest.reserve(announced.max(self.first.len()));
            self.rest
                .extend_from_slice(&std::mem::take(&mut self.first));
        }
        self.rest.extend_from_slice(&chunk);
    }

    /// Returns all bytes.
    pub(crate) fn into_bytes(self) -> Bytes {
        if self.rest.is_empty() {
            self.first
        } else {
            self.rest.freeze()
        }
    }
}
