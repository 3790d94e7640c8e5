//! Pieces of a line: tokens, attributes, and operators of several characters.

use proc_macro2::Delimiter;

/// Neighboring pieces, with all that is inside of them.
#[derive(Clone, Copy)]
pub(super) struct Pieces {
    pub(super) from: usize,
    pub(super) to: usize,
}

/// Token, attribute, or operator of several characters.
#[derive(Clone, Copy)]
pub(super) struct Piece {
    pub(super) kind: PieceKind,
    /// Place in the text.
    pub(super) start: usize,
    pub(super) end: usize,
    /// Index of the next piece that is not inside of this one.
    pub(super) next: usize,
    /// Whether it cannot stand on one line, since there is an attribute in it.
    pub(super) breaks: bool,
    /// Whether it is a value or type in parentheses, or a tuple, rather than what a call or a function takes.
    pub(super) is_operand: bool,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum PieceKind {
    Word,
    Literal,
    Group(Delimiter),
    /// `#[…]` or `#![…]`. The group is inside of it.
    Attribute,
    /// `#[doc = "…"]` or `#![doc = "…"]`. The literal is inside of it.
    Docs,
    Comma,
    Semicolon,
    Dot,
    Colon,
    Equals,
    /// `!` of a macro.
    Bang,
    Less,
    Greater,
    Question,
    /// Any other operator of regular code.
    Operator,
    /// Operator that has no place in regular code, or end of tokens that have no place there.
    Irregular,
}
