//! Optional: needed by an API with streams of events, together with `event_source.rs` and `event_stream.rs`. The
//! grammar of `text/event-stream`, as WHATWG's HTML standard has it, without I/O.
//!
//! It differs in one place: an event that a clean end of the stream leaves without its empty line is given, not dropped.

use std::fmt;
use std::time::Duration;

use bytes::{Buf, Bytes};

/// What may stand at the beginning of a stream, once, and means nothing.
const BOM: &[u8] = b"\xef\xbb\xbf";

/// A server that asks for a longer pause gets this.
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

/// What the generator says of a method's events.
#[derive(Clone, Copy, Debug)]
pub struct EventShape {
    /// The names of events that carry no data for the caller. They are not decoded; their ids count.
    pub housekeeping: &'static [&'static str],
}

/// An event as it arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServerEvent {
    /// What the server calls it: `message`, if it does not say.
    pub name: String,
    /// Its lines of data, with line feeds between them.
    pub data: String,
}

/// An event was larger than the limit. The rest of it is skipped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EventTooLarge {
    /// The limit in bytes.
    pub limit: usize,
}

/// Makes events of bytes, however these are cut.
///
/// It holds the lines of one event at most, and these only up to a limit. Comments are not held, and do not count.
pub struct Parser {
    limit: usize,
    /// The checkpoint: the id of the last event that is complete.
    last_event_id: String,
    /// The pause before reconnecting that the server asks for.
    pause: Option<Duration>,
    /// How much of the byte order mark has been seen; all of it, once something else came.
    bom: usize,
    /// The last line ended with a carriage return, so a line feed that comes next belongs to it.
    after_return: bool,
    block: Block,
}

/// The event that is arriving.
#[derive(Default)]
struct Block {
    /// The line that is arriving, and whether it is none that has to be kept.
    line: Vec<u8>,
    line_is_dropped: bool,
    /// What the complete lines come to, comments and line ends left out.
    size: usize,
    /// The event is over the limit: of what is left of it, only the id matters.
    skipping: bool,
    name: Vec<u8>,
    /// The lines of data, each with a line feed behind it; empty if there was none.
    data: Vec<u8>,
    id: Option<String>,
}

impl Parser {
    /// A parser that refuses events beyond a limit, which is counted over the lines of an event.
    #[must_use]
    pub fn new(limit: usize, last_event_id: String) -> Self {
        Self {
            limit,
            last_event_id,
            pause: None,
            bom: 0,
            after_return: false,
            block: Block::default(),
        }
    }

    /// Takes bytes up to the end of the next event; `None` if all are taken and more are needed.
    ///
    /// # Errors
    /// An event is larger than the limit. This is told once, as soon as it is clear.
    pub fn read(&mut self, bytes: &mut Bytes) -> Option<Result<ServerEvent, EventTooLarge>> {
        self.skip_bom(bytes);
        while !bytes.is_empty() {
            if std::mem::take(&mut self.after_return) && bytes[0] == b'\n' {
                bytes.advance(1);
                continue;
            }
            let end = bytes.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
            let line = bytes.split_to(end.unwrap_or(bytes.len()));
            let kept = self.keep(&line);
            let event = match end {
                Some(_) => {
                    self.after_return = bytes.get_u8() == b'\r';
                    self.end_line()
                }
                None => None,
            };
            if let Some(outcome) = kept.err().map(Err).or(event.map(Ok)) {
                return Some(outcome);
            }
        }
        None
    }

    /// The stream has come to a clean end, which completes what was pending.
    pub fn finish(&mut self) -> Option<ServerEvent> {
        let event = self.end_line().or_else(|| self.dispatch());
        self.restart();
        event
    }

    /// The stream has broken: what was pending is dropped, and a new stream follows.
    pub fn restart(&mut self) {
        self.bom = 0;
        self.after_return = false;
        self.block = Block::default();
    }

    /// The id of the last complete event that had one, from which a new stream may go on; empty if there is none.
    #[must_use]
    pub fn last_event_id(&self) -> &str {
        &self.last_event_id
    }

    /// How long the server asks to wait before reconnecting, at most 60 seconds.
    #[must_use]
    pub fn pause(&self) -> Option<Duration> {
        self.pause
    }

    /// Takes the byte order mark off the beginning of the stream. Bytes that only begin like it belong to the first line.
    fn skip_bom(&mut self, bytes: &mut Bytes) {
        while let (Some(wanted), Some(byte)) = (BOM.get(self.bom), bytes.first()) {
            if byte == wanted {
                bytes.advance(1);
                self.bom += 1;
            } else {
                self.block.line.extend_from_slice(&BOM[..self.bom]);
                self.bom = BOM.len();
            }
        }
    }

    /// Keeps a piece of a line, unless it is of a comment or over the limit.
    fn keep(&mut self, piece: &[u8]) -> Result<(), EventTooLarge> {
        let block = &mut self.block;
        let is_comment = block.line.is_empty() && piece.first() == Some(&b':');
        if block.line_is_dropped || is_comment {
            block.line_is_dropped = true;
            return Ok(());
        }
        if block.size + block.line.len() + piece.len() <= self.limit {
            block.line.extend_from_slice(piece);
            return Ok(());
        }
        let told = block.skipping;
        *block = Block {
            id: block.id.take(),
            line_is_dropped: true,
            skipping: true,
            ..Block::default()
        };
        if told {
            Ok(())
        } else {
            Err(EventTooLarge { limit: self.limit })
        }
    }

    /// The line is complete. The empty one ends an event.
    fn end_line(&mut self) -> Option<ServerEvent> {
        if std::mem::take(&mut self.block.line_is_dropped) {
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

    /// Reads a line as a field. What is no known field is ignored.
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
                    // Most events have one line of data: it becomes the data, and there are never two copies of it.
                    line.drain(..start);
                    block.data = line;
                } else {
                    block.data.extend_from_slice(value);
                }
                block.data.push(b'\n');
            }
            b"event" if !block.skipping => block.name = value.to_vec(),
            b"id" if !value.contains(&0) => block.id = Some(text(value.to_vec())),
            b"retry" => self.pause = milliseconds(value).or(self.pause),
            // The names are the server's, and any may come.
            _ => {}
        }
    }

    /// The event is complete: its id becomes the checkpoint, and it is given if it has data.
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

/// Text, whose bytes are copied only if they are no UTF-8.
fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes)
        .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

/// A number of milliseconds: digits and nothing else.
fn milliseconds(digits: &[u8]) -> Option<Duration> {
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    // What does not fit is larger than the longest pause in any case.
    let number = std::str::from_utf8(digits).ok()?.parse();
    Some(
        number
            .map_or(LONGEST_PAUSE, Duration::from_millis)
            .min(LONGEST_PAUSE),
    )
}
