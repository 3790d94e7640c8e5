//! Splitting of a body into lines, without I/O.

use bytes::{Buf as _, Bytes};

/// Splitter that accepts chunks of any size. It buffers at most one line, up to the size limit.
pub struct LineSplitter {
    limit: usize,
    /// Buffered part of the current line.
    line: Vec<u8>,
    /// Whether the rest of the current line is skipped, because it is too long.
    skipping: bool,
}

/// Error for a line that is longer than the limit. The rest of the line is skipped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineTooLong;

impl LineSplitter {
    /// Creates a splitter. `limit` is the maximum size of a line in bytes.
    #[must_use]
    pub fn new(limit: usize) -> Self {
        Self {
            limit,
            line: Vec::new(),
            skipping: false,
        }
    }

    /// Consumes bytes up to the end of the next line, which may be empty. Returns `None` if all bytes are consumed and more
    /// are needed.
    ///
    /// # Errors
    /// Returns an error once for a line that is longer than the limit, as soon as the limit is exceeded.
    pub fn read(&mut self, bytes: &mut Bytes) -> Option<Result<Vec<u8>, LineTooLong>> {
        while !bytes.is_empty() {
            let end = bytes.iter().position(|byte| *byte == b'\n');
            let piece = bytes.split_to(end.unwrap_or(bytes.len()));
            if end.is_some() {
                bytes.advance(1);
            }
            let was_skipping = self.skipping;
            let is_too_long = !was_skipping && self.line.len() + piece.len() > self.limit;
            self.skipping = end.is_none() && (was_skipping || is_too_long);
            if is_too_long {
                self.line = Vec::new();
            } else if !was_skipping {
                self.line.extend_from_slice(&piece);
            }
            if is_too_long {
                return Some(Err(LineTooLong));
            }
            if end.is_some() && !was_skipping {
                return Some(Ok(self.take()));
            }
        }
        None
    }

    /// Returns the last line at the end of the body, if it does not end with a line feed.
    pub fn finish(&mut self) -> Option<Vec<u8>> {
        let is_rest = !self.line.is_empty() && !self.skipping;
        is_rest.then(|| self.take())
    }

    /// Takes the buffered line, without the carriage return at its end.
    fn take(&mut self) -> Vec<u8> {
        let mut line = std::mem::take(&mut self.line);
        if line.last() == Some(&b'\r') {
            line.pop();
        }
        line
    }
}
