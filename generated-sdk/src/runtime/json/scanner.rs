//! Tokens of a JSON text. The text is read once, and strings without escapes are not copied.

use std::borrow::Cow;
use std::cell::Cell;

use crate::runtime::json::escapes::{plain_length, unescape};
use crate::runtime::json::flaw::{DEEPEST, Flaw};

/// JSON text, and the position up to which it has been read.
pub struct Scanner<'a> {
    text: &'a str,
    at: Cell<usize>,
    depth: Cell<usize>,
    has_replaced: Cell<bool>,
}

/// Kind of a value.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Null,
    Boolean,
    Number,
    Text,
    Array,
    Object,
}

/// Number as it is written.
#[derive(Clone, Copy)]
pub struct Number<'a> {
    pub(crate) text: &'a str,
    /// Whether it has neither a fraction nor an exponent.
    pub(crate) is_integer: bool,
}

impl<'a> Scanner<'a> {
    /// Creates a scanner at the beginning of a text.
    pub(crate) fn new(text: &'a str) -> Self {
        Self {
            text,
            at: Cell::new(0),
            depth: Cell::new(0),
            has_replaced: Cell::new(false),
        }
    }

    /// Returns the position in bytes.
    pub(crate) fn position(&self) -> usize {
        self.at.get()
    }

    /// Returns to a position.
    pub(crate) fn rewind(&self, position: usize) {
        self.at.set(position);
    }

    /// Returns the text from a position up to the current one.
    pub(crate) fn text_since(&self, position: usize) -> &'a str {
        self.text.get(position..self.at.get()).unwrap_or_default()
    }

    /// Returns `true` if a string contained half of a surrogate pair since the last call.
    pub(crate) fn take_replaced(&self) -> bool {
        self.has_replaced.take()
    }

    /// Skips white space, and returns the next byte without reading it.
    #[inline]
    fn peek(&self) -> Result<u8, Flaw> {
        let bytes = self.text.as_bytes();
        let mut at = self.at.get();
        loop {
            match bytes.get(at) {
                Some(b' ' | b'\n' | b'\t' | b'\r') => at += 1,
                Some(byte) => {
                    self.at.set(at);
                    return Ok(*byte);
                }
                None => {
                    self.at.set(at);
                    return Err(Flaw::Incomplete);
                }
            }
        }
    }

    /// Moves behind a byte that has been seen.
    #[inline]
    fn advance(&self) {
        self.at.set(self.at.get() + 1);
    }

    /// Returns the kind of the next value.
    #[inline]
    pub(crate) fn kind(&self) -> Result<Kind, Flaw> {
        match self.peek()? {
            b'"' => Ok(Kind::Text),
            b'{' => Ok(Kind::Object),
            b'[' => Ok(Kind::Array),
            b'-' | b'0'..=b'9' => Ok(Kind::Number),
            b'n' => Ok(Kind::Null),
            b't' | b'f' => Ok(Kind::Boolean),
            _ => Err(Flaw::Malformed),
        }
    }

    /// Fails if anything but white space follows.
    pub(crate) fn end(&self) -> Result<(), Flaw> {
        match self.peek() {
            Err(_) => Ok(()),
            Ok(_) => Err(Flaw::Malformed),
        }
    }

    /// Begins an array or an object. Returns `false` if it is empty, which also ends it.
    #[inline]
    pub(crate) fn begin(&self, close: u8) -> Result<bool, Flaw> {
        self.advance();
        if self.peek()? == close {
            self.advance();
            return Ok(false);
        }
        Ok(true)
    }

    /// Reads what follows a value. Returns `false` at the end of the array or object.
    #[inline]
    pub(crate) fn has_next(&self, close: u8) -> Result<bool, Flaw> {
        let byte = self.peek()?;
        if byte != b',' && byte != close {
            return Err(Flaw::Malformed);
        }
        self.advance();
        Ok(byte == b',')
    }

    /// Counts a level of nesting. Each is ended with [`leave`](Self::leave).
    #[inline]
    pub(crate) fn enter(&self) -> Result<(), Flaw> {
        if self.depth.get() >= DEEPEST {
            return Err(Flaw::TooDeep);
        }
        self.depth.set(self.depth.get() + 1);
        Ok(())
    }

    /// Ends a level of nesting.
    #[inline]
    pub(crate) fn leave(&self) {
        self.depth.set(self.depth.get() - 1);
    }

    /// Fails if a value that was read is nested too deeply.
    pub(crate) fn limit(&self, nesting: usize) -> Result<(), Flaw> {
        if self.depth.get() + nesting > DEEPEST {
            return Err(Flaw::TooDeep);
        }
        Ok(())
    }

    /// Reads a key if it is this name, which has no characters that are escaped.
    #[inline]
    pub(crate) fn is_key(&self, name: &str) -> Result<bool, Flaw> {
        if self.peek()? != b'"' {
            return Err(Flaw::Malformed);
        }
        let start = self.at.get() + 1;
        let end = start + name.len();
        let bytes = self.text.as_bytes();
        let is_key =
            bytes.get(end) == Some(&b'"') && bytes.get(start..end) == Some(name.as_bytes());
        if is_key {
            self.at.set(end + 1);
        }
        Ok(is_key)
    }

    /// Reads a key.
    pub(crate) fn key(&self) -> Result<Cow<'a, str>, Flaw> {
        match self.peek()? {
            b'"' => self.string(),
            _ => Err(Flaw::Malformed),
        }
    }

    /// Reads the colon behind a key.
    #[inline]
    pub(crate) fn colon(&self) -> Result<(), Flaw> {
        match self.peek()? {
            b':' => self.advance(),
            _ => return Err(Flaw::Malformed),
        }
        Ok(())
    }

    /// Reads a string, whose quote has been seen.
    #[inline]
    pub(crate) fn string(&self) -> Result<Cow<'a, str>, Flaw> {
        let start = self.at.get() + 1;
        let rest = self.text.get(start..).unwrap_or_default();
        let length = plain_length(rest.as_bytes());
        if rest.as_bytes().get(length) == Some(&b'"') {
            self.at.set(start + length + 1);
            return Ok(Cow::Borrowed(rest.get(..length).unwrap_or_default()));
        }
        let (string, length, has_replaced) = unescape(rest)?;
        if has_replaced {
            self.has_replaced.set(true);
        }
        self.at.set(start + length);
        Ok(Cow::Owned(string))
    }

    /// Reads `null`, whose first letter has been seen.
    pub(crate) fn null(&self) -> Result<(), Flaw> {
        self.word("null")
    }

    /// Reads `true` or `false`, whose first letter has been seen.
    pub(crate) fn boolean(&self) -> Result<bool, Flaw> {
        let value = self.peek()? == b't';
        self.word(if value { "true" } else { "false" })?;
        Ok(value)
    }

    fn word(&self, word: &str) -> Result<(), Flaw> {
        let at = self.at.get();
        let rest = self.text.get(at..).unwrap_or_default();
        if rest.starts_with(word) {
            self.at.set(at + word.len());
            Ok(())
        } else if word.starts_with(rest) {
            Err(Flaw::Incomplete)
        } else {
            Err(Flaw::Malformed)
        }
    }

    /// Reads a number, whose first character has been seen.
    pub(crate) fn number(&self) -> Result<Number<'a>, Flaw> {
        let start = self.at.get();
        if self.is_next(b"-") {
            self.advance();
        }
        if self.is_next(b"0") {
            self.advance();
        } else {
            self.digits()?;
        }
        let integer_end = self.at.get();
        if self.is_next(b".") {
            self.advance();
            self.digits()?;
        }
        if self.is_next(b"eE") {
            self.advance();
            if self.is_next(b"+-") {
                self.advance();
            }
            self.digits()?;
        }
        Ok(Number {
            text: self.text_since(start),
            is_integer: self.at.get() == integer_end,
        })
    }

    /// Returns `true` if the next byte is one of these.
    fn is_next(&self, bytes: &[u8]) -> bool {
        let next = self.text.as_bytes().get(self.at.get());
        next.is_some_and(|byte| bytes.contains(byte))
    }

    /// Reads one or more digits.
    fn digits(&self) -> Result<(), Flaw> {
        let start = self.at.get();
        let rest = self.text.as_bytes().get(start..).unwrap_or_default();
        let end = rest.iter().position(|byte| !byte.is_ascii_digit());
        let length = end.unwrap_or(rest.len());
        self.at.set(start + length);
        match (length, rest.is_empty()) {
            (0, true) => Err(Flaw::Incomplete),
            (0, false) => Err(Flaw::Malformed),
            _ => Ok(()),
        }
    }
}
