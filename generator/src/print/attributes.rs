//! Layout of attributes and documentation.

use super::{
    items::is_attribute,
    layout::{Layout, WIDTH},
    piece::{PieceKind, Pieces},
};
use std::borrow::Cow;

impl Layout<'_> {
    /// Prints the attributes in front of an item, each on its line, up to the place of the item.
    pub(super) fn attributes(&mut self, pieces: Pieces, indent: usize) {
        let line = self.line;
        for at in line
            .siblings(pieces)
            .take_while(|at| is_attribute(line, *at))
        {
            self.attribute(at, indent);
            self.new_line(indent);
        }
    }

    /// Prints an attribute.
    pub(super) fn attribute(&mut self, at: usize, indent: usize) {
        let line = self.line;
        let is_inner = line.word(at).starts_with("#!");
        if line.kind(at) == PieceKind::Docs {
            let literal = line
                .siblings(line.inside(at + 1))
                .last()
                .map_or("", |at| line.word(at));
            let mark = if is_inner { "//!" } else { "///" };
            self.docs(mark, literal, indent);
        } else if line.word(at).len() + indent <= WIDTH {
            self.text.push_str(line.word(at));
        } else {
            self.text.push_str(if is_inner { "#!" } else { "#" });
            self.in_attribute = true;
            self.broken_group(line.only(at + 1), at + 1, indent, 0);
            self.in_attribute = false;
        }
    }

    /// Prints the documentation in a literal.
    fn docs(&mut self, mark: &str, literal: &str, indent: usize) {
        for (number, line) in unescaped(literal).split('\n').enumerate() {
            if number > 0 {
                self.new_line(indent);
            }
            self.text.push_str(mark);
            self.text.push_str(line);
        }
    }
}

/// Returns the value of a string literal.
fn unescaped(literal: &str) -> Cow<'_, str> {
    let plain = literal
        .strip_prefix('"')
        .filter(|text| !text.contains('\\'));
    let text = literal.strip_prefix("r\"").or(plain);
    match text.and_then(|text| text.strip_suffix('"')) {
        Some(text) => Cow::Borrowed(text),
        None => {
            let parsed = syn::parse_str::<syn::LitStr>(literal);
            Cow::Owned(parsed.map_or_else(|_| literal.to_owned(), |literal| literal.value()))
        }
    }
}
