//! Layout of the bodies of functions.

use super::{
    layout::{Layout, STEP},
    line::Line,
    piece::{PieceKind, Pieces},
};
use proc_macro2::Delimiter;

/// Words of expressions whose layout is left to `prettyplease`.
const IRREGULAR: [&str; 13] = [
    "async", "break", "continue", "else", "fn", "for", "if", "impl", "loop", "match", "return",
    "unsafe", "while",
];

impl Layout<'_> {
    /// Prints the body of a function. Returns `false` if it is not regular.
    pub(super) fn body(&mut self, body: usize, indent: usize) -> bool {
        let line = self.line;
        if !is_regular(line, line.inside(body)) {
            return false;
        }
        let statements = statements(line, line.inside(body));
        if statements.is_empty() {
            self.text.push_str(" {}");
            return true;
        }
        self.text.push_str(" {");
        for statement in statements {
            self.new_line(indent + STEP);
            self.statement(statement, indent + STEP);
        }
        self.new_line(indent);
        self.text.push('}');
        true
    }

    /// Prints a statement, or an item that ends in a semicolon. Returns `true`.
    pub(super) fn statement(&mut self, pieces: Pieces, indent: usize) -> bool {
        let line = self.line;
        let last = line.siblings(pieces).last();
        match last.filter(|at| line.kind(*at) == PieceKind::Semicolon) {
            Some(to) => {
                self.expression(Pieces { to, ..pieces }, indent, ";".len());
                self.text.push(';');
            }
            None => self.expression(pieces, indent, 0),
        }
        true
    }
}

/// Returns the statements of a body.
fn statements(line: &Line, pieces: Pieces) -> Vec<Pieces> {
    let mut statements = Vec::new();
    let mut from = pieces.from;
    for at in line.siblings(pieces) {
        let to = line.only(at).to;
        if line.kind(at) == PieceKind::Semicolon || to == pieces.to {
            statements.push(Pieces { from, to });
            from = to;
        }
    }
    statements
}

/// Returns `true` if the layout of all statements is known: they hold no blocks and no attributes.
fn is_regular(line: &Line, pieces: Pieces) -> bool {
    let mut previous = None;
    line.siblings(pieces).all(|at| {
        let before = previous.replace(at);
        match line.kind(at) {
            PieceKind::Word => !IRREGULAR.contains(&line.word(at)),
            PieceKind::Group(delimiter) => {
                let is_struct = || before.is_some_and(|at| ends_type(line, at));
                (delimiter != Delimiter::Brace || is_struct() || is_json(line, before, at))
                    && is_regular(line, line.inside(at))
            }
            PieceKind::Attribute | PieceKind::Docs | PieceKind::Irregular => false,
            _ => true,
        }
    })
}

/// Returns `true` if a group in braces is an object of JSON, in a macro.
fn is_json(line: &Line, before: Option<usize>, group: usize) -> bool {
    let mut inside = line.siblings(line.inside(group)).map(|at| line.kind(at));
    match (inside.next(), inside.next()) {
        (Some(PieceKind::Literal), Some(PieceKind::Colon)) => true,
        (None, None) => {
            before.is_none_or(|at| matches!(line.kind(at), PieceKind::Colon | PieceKind::Comma))
        }
        _ => false,
    }
}

/// Returns `true` if the piece can be the end of the type in front of the fields of a struct.
fn ends_type(line: &Line, at: usize) -> bool {
    match line.kind(at) {
        PieceKind::Word => line.word(at).starts_with(char::is_uppercase),
        PieceKind::Greater => true,
        _ => false,
    }
}
