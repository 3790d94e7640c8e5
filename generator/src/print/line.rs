//! Tokens on one line: their text, and the place of each token in it.

use super::{
    piece::{Piece, PieceKind, Pieces},
    spacing::Spacing,
};
use proc_macro2::{Delimiter, Group, Punct, Spacing as Joining, TokenTree};
use std::fmt::Write as _;

/// Tokens as text on one line. It is valid Rust, whatever the tokens are.
#[derive(Default)]
pub(super) struct Line {
    text: String,
    pieces: Vec<Piece>,
}

impl Line {
    /// Writes tokens on one line.
    pub(super) fn new(tokens: impl IntoIterator<Item = TokenTree>) -> Self {
        let mut line = Self::default();
        line.add(tokens.into_iter(), false);
        line
    }

    pub(super) fn all(&self) -> Pieces {
        Pieces {
            from: 0,
            to: self.pieces.len(),
        }
    }

    /// Returns the pieces inside of a group.
    pub(super) fn inside(&self, group: usize) -> Pieces {
        Pieces {
            from: group + 1,
            to: self.pieces[group].next,
        }
    }

    /// Returns the indices of pieces, without those inside of them.
    pub(super) fn siblings(&self, pieces: Pieces) -> impl Iterator<Item = usize> + Clone {
        let first = (pieces.from < pieces.to).then_some(pieces.from);
        std::iter::successors(first, move |at| {
            Some(self.pieces[*at].next).filter(|next| *next < pieces.to)
        })
    }

    pub(super) fn kind(&self, at: usize) -> PieceKind {
        self.pieces[at].kind
    }

    /// Returns a piece, alone.
    pub(super) fn only(&self, at: usize) -> Pieces {
        Pieces {
            from: at,
            to: self.pieces[at].next,
        }
    }

    /// Returns the text of pieces.
    pub(super) fn text(&self, pieces: Pieces) -> &str {
        match (self.siblings(pieces).next(), self.siblings(pieces).last()) {
            (Some(first), Some(last)) => {
                &self.text[self.pieces[first].start..self.pieces[last].end]
            }
            _ => "",
        }
    }

    /// Returns the text of pieces in front of one of them, and behind it.
    pub(super) fn around(&self, pieces: Pieces, at: usize) -> (&str, &str) {
        let last = self.siblings(pieces).last().unwrap_or(at);
        let (start, end) = (self.pieces[pieces.from].start, self.pieces[last].end);
        (
            &self.text[start..self.pieces[at].start],
            &self.text[self.pieces[at].end..end],
        )
    }

    /// Returns the text of a piece.
    pub(super) fn word(&self, at: usize) -> &str {
        &self.text[self.pieces[at].start..self.pieces[at].end]
    }

    /// Returns `true` if a comma would make a tuple of a group: of a value or type in parentheses.
    pub(super) fn has_no_commas(&self, group: usize) -> bool {
        let mut inner = self.siblings(self.inside(group));
        self.pieces[group].is_operand && !inner.any(|at| self.kind(at) == PieceKind::Comma)
    }

    /// Returns `true` if pieces cannot stand on one line.
    pub(super) fn breaks(&self, pieces: Pieces) -> bool {
        self.siblings(pieces).any(|at| self.pieces[at].breaks)
    }

    /// Returns `true` if the layout of all pieces is known.
    pub(super) fn is_regular(&self, pieces: Pieces) -> bool {
        let mut pieces = self.pieces[pieces.from..pieces.to].iter();
        !pieces.any(|piece| piece.kind == PieceKind::Irregular)
    }

    /// Adds tokens. Returns `true` if they cannot stand on one line.
    fn add(&mut self, tokens: impl Iterator<Item = TokenTree>, is_tuple: bool) -> bool {
        let mut spacing = Spacing::new();
        let mut tokens = tokens.peekable();
        let (mut breaks, mut commas) = (false, 0);
        while let Some(token) = tokens.next() {
            match token {
                TokenTree::Ident(ident) => {
                    let start = self.start(spacing.is_apart());
                    // Writing to a string does not fail.
                    let _ = write!(self.text, "{ident}");
                    spacing.after_word(&self.text[start..]);
                    self.push(PieceKind::Word, start);
                }
                TokenTree::Literal(literal) => {
                    let start = self.start(spacing.is_apart());
                    let _ = write!(self.text, "{literal}");
                    spacing.after_literal();
                    self.push(PieceKind::Literal, start);
                }
                TokenTree::Group(group) => breaks |= self.group(group, &mut spacing),
                TokenTree::Punct(punct) => match (punct.as_char(), tokens.peek()) {
                    ('#', Some(TokenTree::Group(_) | TokenTree::Punct(_))) => {
                        let start = self.start(spacing.is_apart());
                        self.attribute(start, &mut tokens);
                        spacing.after_group();
                        breaks = true;
                    }
                    // A comma at the end depends on the layout. That of a tuple with one element is part of it.
                    (',', None) if commas > 0 || !is_tuple => {}
                    (first, next) => {
                        commas += usize::from(first == ',');
                        if self.operator(&punct, next, &mut spacing) {
                            tokens.next();
                        }
                    }
                },
            }
        }
        if !spacing.may_end() {
            self.push(PieceKind::Irregular, self.text.len());
        }
        breaks
    }

    /// Adds an operator. Returns `true` if the next token is part of it.
    fn operator(&mut self, punct: &Punct, next: Option<&TokenTree>, spacing: &mut Spacing) -> bool {
        let next = match next {
            Some(TokenTree::Punct(next)) if punct.spacing() == Joining::Joint => {
                Some(next.as_char())
            }
            _ => None,
        };
        let operator = spacing.operator(punct.as_char(), next);
        let start = self.start(operator.is_apart);
        self.text.push_str(operator.text);
        self.push(operator.kind, start);
        operator.text.len() == 2
    }

    /// Adds a space where there is one, and returns where the next piece starts.
    fn start(&mut self, is_apart: bool) -> usize {
        if is_apart {
            self.text.push(' ');
        }
        self.text.len()
    }

    /// Adds a piece that ends at the end of the text.
    fn push(&mut self, kind: PieceKind, start: usize) {
        let next = self.pieces.len() + 1;
        self.pieces.push(Piece {
            kind,
            start,
            end: self.text.len(),
            next,
            breaks: false,
            is_operand: false,
        });
    }

    /// Ends the piece at an index, after its inner pieces.
    fn close(&mut self, at: usize, breaks: bool) {
        let next = self.pieces.len();
        let piece = &mut self.pieces[at];
        (piece.end, piece.next, piece.breaks) = (self.text.len(), next, breaks);
    }

    /// Adds a group. Returns `true` if it cannot stand on one line.
    fn group(&mut self, group: Group, spacing: &mut Spacing) -> bool {
        let delimiter = group.delimiter();
        let start = self.start(spacing.is_apart_from_group(delimiter));
        let (open, close) = match delimiter {
            Delimiter::Parenthesis => ("(", ")"),
            Delimiter::Bracket => ("[", "]"),
            Delimiter::Brace if spacing.is_in_path() => ("{", "}"),
            Delimiter::Brace => ("{ ", " }"),
            // A group without delimiters is a fragment of a macro, which emission does not use.
            Delimiter::None => ("", ""),
        };
        let is_tuple = delimiter == Delimiter::Parenthesis && !spacing.ends_callee();
        let at = self.pieces.len();
        self.text.push_str(open);
        let opened = self.text.len();
        self.push(PieceKind::Group(delimiter), start);
        self.pieces[at].is_operand = is_tuple;
        let stream = group.stream();
        // The stream is then the only one, so that its tokens are moved, not cloned.
        drop(group);
        let breaks = self.add(stream.into_iter(), is_tuple);
        if self.text.len() == opened {
            self.text
                .truncate(opened - open.len() + open.trim_end().len());
            self.text.push_str(close.trim_start());
        } else {
            self.text.push_str(close);
        }
        self.close(at, breaks);
        if delimiter == Delimiter::Brace && spacing.has_open_angles() {
            self.push(PieceKind::Irregular, self.text.len());
        }
        spacing.after_group();
        breaks
    }

    /// Adds an attribute, whose `#` was taken.
    fn attribute(&mut self, start: usize, tokens: &mut impl Iterator<Item = TokenTree>) {
        let at = self.pieces.len();
        self.text.push('#');
        self.push(PieceKind::Attribute, start);
        let mut next = tokens.next();
        if let Some(TokenTree::Punct(punct)) = &next {
            self.text.push(punct.as_char());
            next = tokens.next();
        }
        if let Some(TokenTree::Group(group)) = next {
            self.group(group, &mut Spacing::new());
        } else {
            self.push(PieceKind::Irregular, self.text.len());
        }
        if self.is_docs(at + 1) {
            self.pieces[at].kind = PieceKind::Docs;
        }
        self.close(at, true);
    }

    /// Returns `true` if the group of an attribute, at an index, is `[doc = "…"]`.
    fn is_docs(&self, at: usize) -> bool {
        match self.pieces.get(at..) {
            Some([_, word, equals, literal]) => {
                self.text[word.start..word.end] == *"doc"
                    && equals.kind == PieceKind::Equals
                    && literal.kind == PieceKind::Literal
            }
            _ => false,
        }
    }
}
