//! The items of a file, a module or an `impl`: where each ends, and which have an empty line between them.

use super::{
    line::Line,
    piece::{PieceKind, Pieces},
};
use proc_macro2::Delimiter;

/// Item with its attributes.
#[derive(Clone, Copy)]
pub(super) struct Item {
    pub(super) pieces: Pieces,
    /// The item without its attributes.
    pub(super) code: Pieces,
    pub(super) kind: ItemKind,
    pub(super) is_public: bool,
}

#[derive(Clone, Copy, PartialEq)]
pub(super) enum ItemKind {
    Use,
    Mod,
    Type,
    /// `static` or `const`.
    Constant,
    /// `struct` or `enum`.
    Definition,
    /// `impl`.
    Block,
    Function,
    /// Call of a macro.
    Macro,
    Other,
}

/// Returns the inner attributes of a file or a block, and its items.
pub(super) fn split(line: &Line, pieces: Pieces) -> (Vec<usize>, Vec<Item>) {
    let is_inner = |at: &usize| is_attribute(line, *at) && line.word(*at).starts_with("#!");
    let inner: Vec<_> = line.siblings(pieces).take_while(is_inner).collect();
    let mut from = inner.last().map_or(pieces.from, |at| line.only(*at).to);
    let mut items = Vec::new();
    while from < pieces.to {
        let item = item(line, Pieces { from, ..pieces });
        from = item.pieces.to;
        items.push(item);
    }
    (inner, items)
}

/// Returns `true` if the piece is an attribute.
pub(super) fn is_attribute(line: &Line, at: usize) -> bool {
    matches!(line.kind(at), PieceKind::Attribute | PieceKind::Docs)
}

/// Returns pieces without the attributes in front of them.
pub(super) fn without_attributes(line: &Line, pieces: Pieces) -> Pieces {
    let first = line.siblings(pieces).find(|at| !is_attribute(line, *at));
    Pieces {
        from: first.unwrap_or(pieces.to),
        ..pieces
    }
}

/// Returns the first item of pieces.
fn item(line: &Line, pieces: Pieces) -> Item {
    let code = without_attributes(line, pieces);
    let mut siblings = line.siblings(code).peekable();
    let is_public = siblings.next_if(|at| line.word(*at) == "pub").is_some();
    if is_public {
        // The scope of `pub(crate)`.
        siblings.next_if(|at| line.kind(*at) == PieceKind::Group(Delimiter::Parenthesis));
    }
    let mut words = siblings.clone().map(|at| line.word(at));
    let kind = match (words.next(), words.next()) {
        (Some("const" | "async"), Some("fn" | "async")) | (Some("fn"), _) => ItemKind::Function,
        (Some("use"), _) => ItemKind::Use,
        (Some("mod"), _) => ItemKind::Mod,
        (Some("type"), _) => ItemKind::Type,
        (Some("static" | "const"), _) => ItemKind::Constant,
        (Some("struct" | "enum"), _) => ItemKind::Definition,
        (Some("impl"), _) => ItemKind::Block,
        (Some(_), Some("!")) => ItemKind::Macro,
        _ => ItemKind::Other,
    };
    let braces_end = match kind {
        ItemKind::Use | ItemKind::Type | ItemKind::Constant => false,
        ItemKind::Mod
        | ItemKind::Definition
        | ItemKind::Block
        | ItemKind::Function
        | ItemKind::Macro
        | ItemKind::Other => true,
    };
    let end = siblings.find(|at| match line.kind(*at) {
        PieceKind::Semicolon => true,
        PieceKind::Group(Delimiter::Brace) => braces_end,
        _ => false,
    });
    let to = end.map_or(pieces.to, |at| line.only(at).to);
    Item {
        pieces: Pieces { to, ..pieces },
        code: Pieces { to, ..code },
        kind,
        is_public,
    }
}

impl Item {
    /// Returns `true` if the item is a type or a constant, which stand without empty lines in an `impl`.
    pub(super) fn is_constant(self) -> bool {
        match self.kind {
            ItemKind::Type | ItemKind::Constant => true,
            ItemKind::Use
            | ItemKind::Mod
            | ItemKind::Definition
            | ItemKind::Block
            | ItemKind::Function
            | ItemKind::Macro
            | ItemKind::Other => false,
        }
    }

    /// Returns `true` if there is an empty line between the item and the next one.
    pub(super) fn is_apart(self, next: Self, line: &Line) -> bool {
        let (previous, next) = (self.group(line), next.group(line));
        previous != next || previous == ItemGroup::Definitions
    }

    fn group(self, line: &Line) -> ItemGroup {
        match self.kind {
            ItemKind::Use if self.is_public => ItemGroup::Exports,
            ItemKind::Use => ItemGroup::Imports,
            ItemKind::Mod
                if line
                    .siblings(self.code)
                    .last()
                    .is_some_and(|at| line.kind(at) == PieceKind::Semicolon) =>
            {
                ItemGroup::Modules
            }
            ItemKind::Mod
            | ItemKind::Type
            | ItemKind::Constant
            | ItemKind::Definition
            | ItemKind::Block
            | ItemKind::Function
            | ItemKind::Macro
            | ItemKind::Other => ItemGroup::Definitions,
        }
    }
}

/// Group of items. There is an empty line between groups, and between definitions.
#[derive(PartialEq)]
enum ItemGroup {
    Imports,
    Exports,
    Modules,
    Definitions,
}
