//! Parser for `text/event-stream` as the HTML standard (WHATWG) defines it, without I/O.
//!
//! It differs from the standard in one point: an event that is pending when the stream ends cleanly is delivered, not
//! dropped.

use std::fmt;
use std::time::Duration;

use bytes::{Buf, Bytes};

/// Byte order mark, which is ignored at the beginning of a stream.
const BOM: &[u8] = b"\xef\xbb\xbf";

/// Maximum delay before reconnecting. A longer one from the server is reduced to it.
const MAX_DELAY: Duration = Duration::from_secs(60);

/// Event before its data is decoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServerEvent {
    /// Name of the event; `message` if the server does not send one.
    pub name: String,
    /// Lines of data, joined by line feeds.
    pub data: String,
}

/// Error for an event that is larger than the limit. The rest of the event is skipped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EventTooLarge {
    /// Limit in bytes.
    pub limit: usize,
}

/// Incremental parser that accepts chunks of any size.
///
/// It buffers the lines of at most one event, up to the size limit. Comments are not buffered or counted.
pub struct Parser {
    limit: usize,
    /// Id of the last complete event that has one.
    last_event_id: String,
    /// Delay before reconnecting that the server requests.
    reconnect_delay: Option<Duration>,
    /// Number of bytes of the byte order mark that have been read; its length after other bytes were read.
    bom: usize,
    /// Whether the last line ended with a carriage return, so that a line feed that follows is part of its end.
    after_return: bool,
    block: Block,
}

/// Buffered part of the current event.
#[derive(Default)]
struct Block {
    /// Buffered part of the current line.
    line: Vec<u8>,
    /// Whether the current line is not buffered, because it is a comment or exceeds the limit.
    line_is_ignored: bool,
    /// Total size of the complete lines in bytes, without comments and line ends.
    size: usize,
    /// Whether the event is larger than the limit. Of its remaining lines, only the id is used.
    skipping: bool,
    name: Vec<u8>,
    /// Lines of data, each followed by a line feed; empty if there was none.
    data: Vec<u8>,
    id: Option<String>,
}

impl Parser {
    /// Creates a parser. `limit` is the maximum total size of the lines of an event, in bytes.
    #[must_use]
    pub fn new(limit: usize, last_event_id: String) -> Self {
        Self {
            limit,
            last_event_id,
            reconnect_delay: None,
            bom: 0,
            after_return: false,
            block: Block::default(),
        }
    }

    /// Consumes bytes up to the end of the next event. Returns `None` if all bytes are consumed and more are needed.
    ///
    /// # Errors
    /// Returns an error once for an event that is larger than the limit, as soon as the limit is exceeded.
    pub fn read(&mut self, bytes: &mut Bytes) -> Option<Result<ServerEvent, EventTooLarge>> {
        self.skip_bom(bytes);
        while !bytes.is_empty() {
            if std::mem::take(&mut self.after_return) && bytes[0] == b'\n' {
                bytes.advance(1);
                continue;
            }
            let end = bytes.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
            let line = bytes.split_to(end.unwrap_or(bytes.len()));
            let buffered = self.buffer(&line);
            let event = match end {
                Some(_) => {
                    self.after_return = bytes.get_u8() == b'\r';
                    self.end_line()
                }
                None => None,
            };
            if let Some(outcome) = buffered.err().map(Err).or(event.map(Ok)) {
                return Some(outcome);
            }
        }
        None
    }

    /// Ends the stream after a clean end of the response. Returns the pending event, if there is one.
    pub fn finish(&mut self) -> Option<ServerEvent> {
        let event = self.end_line().or_else(|| self.dispatch());
        self.restart();
        event
    }

    /// Drops the pending event and starts a new stream.
    pub fn restart(&mut self) {
        self.bom = 0;
        self.after_return = false;
        self.block = Block::default();
    }

    /// Returns the id of the last complete event that has one, with which a new stream can resume; empty if there is
    /// none.
    #[must_use]
    pub fn last_event_id(&self) -> &str {
        &self.last_event_id
    }

    /// Returns the delay before reconnecting that the server requests, at most 60 seconds.
    #[must_use]
    pub fn reconnect_delay(&self) -> Option<Duration> {
        self.reconnect_delay
    }

    /// Skips a byte order mark at the beginning of the stream. If only some of its bytes are there, they belong to the
    /// first line.
    fn skip_bom(&mut self, bytes: &mut Bytes) {
        while let (Some(bom_byte), Some(byte)) = (BOM.get(self.bom), bytes.first()) {
            if byte == bom_byte {
                bytes.advance(1);
                self.bom += 1;
            } else {
                self.block.line.extend_from_slice(&BOM[..self.bom]);
                self.bom = BOM.len();
            }
        }
    }

    /// Buffers a part of a line, unless it belongs to a comment or exceeds the limit.
    fn buffer(&mut self, piece: &[u8]) -> Result<(), EventTooLarge> {
        let block = &mut self.block;
        let is_comment = block.line.is_empty() && piece.first() == Some(&b':');
        if block.line_is_ignored || is_comment {
            block.line_is_ignored = true;
            return Ok(());
        }
        if block.size + block.line.len() + piece.len() <= self.limit {
            block.line.extend_from_slice(piece);
            return Ok(());
        }
        let already_reported = block.skipping;
        *block = Block {
            id: block.id.take(),
            line_is_ignored: true,
            skipping: true,
            ..Block::default()
        };
        if already_reported {
            Ok(())
        } else {
            Err(EventTooLarge { limit: self.limit })
        }
    }

    /// Processes a complete line. An empty line ends the event.
    fn end_line(&mut self) -> Option<ServerEvent> {
        if std::mem::take(&mut self.block.line_is_ignored) {
            return None;
        }
        if self.block.line.is_empty() {
            return self.dispatch();
        }
        if !self.block.skipping {
            self.block.size += self.block.line.len();
        }
        let line = std::mem::take(&mut self.block.line);
        self.field(line);
        None
    }

    /// Parses a line as a field. Unknown fields are ignored.
    fn field(&mut self, mut line: Vec<u8>) {
        let block = &mut self.block;
        let colon = line.iter().position(|byte| *byte == b':');
        let name = &line[..colon.unwrap_or(line.len())];
        let rest = colon.map_or(&[][..], |colon| &line[colon + 1..]);
        let value = rest.strip_prefix(b" ").unwrap_or(rest);
        let start = line.len() - value.len();
        match name {
            b"data" if !block.skipping => {
                if block.data.is_empty() {
                    // Most events have one line of data: its buffer is reused, so that it is not copied.
                    line.drain(..start);
                    block.data = line;
                } else {
                    block.data.extend_from_slice(value);
                }
                block.data.push(b'\n');
            }
            b"event" if !block.skipping => block.name = value.to_vec(),
            b"id" if !value.contains(&0) => block.id = Some(text(value.to_vec())),
            b"retry" => self.reconnect_delay = milliseconds(value).or(self.reconnect_delay),
            // The standard requires that unknown fields are ignored.
            _ => {}
        }
    }

    /// Completes the event: records its id, and returns it if it has data.
    fn dispatch(&mut self) -> Option<ServerEvent> {
        let Block {
            name, mut data, id, ..
        } = std::mem::take(&mut self.block);
        if let Some(id) = id {
            self.last_event_id = id;
        }
        data.pop()?;
        let name = if name.is_empty() {
            "message".to_owned()
        } else {
            text(name)
        };
        Some(ServerEvent {
            name,
            data: text(data),
        })
    }
}

impl fmt::Display for EventTooLarge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an event is larger than {} bytes", self.limit)
    }
}

impl std::error::Error for EventTooLarge {}

/// Converts bytes to text without a copy, unless they are not UTF-8.
fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes)
        .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

/// Parses a number of milliseconds, which must consist of digits only.
fn milliseconds(digits: &[u8]) -> Option<Duration> {
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    // A number that does not fit is larger than the maximum delay.
    let number = std::str::from_utf8(digits).ok()?.parse();
    Some(
        number
            .map_or(MAX_DELAY, Duration::from_millis)
            .min(MAX_DELAY),
    )
}
