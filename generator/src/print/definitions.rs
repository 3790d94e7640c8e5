//! Layout of items. Those that are not regular are printed by `parsed`.

use super::{
    expression::elements,
    items::{self, Item, ItemKind},
    layout::{Layout, STEP},
    parsed::{self, PrintError},
    piece::{PieceKind, Pieces},
};
use proc_macro2::Delimiter;

impl Layout<'_> {
    /// Prints the inner attributes and the items of a file.
    pub(super) fn file(&mut self) -> Result<(), PrintError> {
        let line = self.line;
        let (inner, items) = items::split(line, line.all());
        for at in &inner {
            self.attribute(*at, 0);
            self.text.push('\n');
        }
        let mut previous: Option<Item> = None;
        for item in items {
            if previous.map_or(!inner.is_empty(), |previous| previous.is_apart(item, line)) {
                self.text.push('\n');
            }
            let start = self.text.len();
            if self.item(item)? {
                self.text.push('\n');
            } else {
                self.text.truncate(start);
                self.text.push_str(&parsed::item(line.text(item.pieces))?);
            }
            previous = Some(item);
        }
        Ok(())
    }

    /// Prints an item. Returns `false` if it is not regular.
    fn item(&mut self, item: Item) -> Result<bool, PrintError> {
        // Members of a block that are not regular are printed one by one.
        let is_regular = item.kind == ItemKind::Block || self.line.is_regular(item.pieces);
        if !is_regular {
            return Ok(false);
        }
        self.attributes(item.pieces, 0);
        Ok(match item.kind {
            ItemKind::Use => self.statement(item.code, 0),
            ItemKind::Type => self.alias(item.code, 0),
            ItemKind::Constant => self.constant(item.code, 0),
            ItemKind::Mod => self.ends_in_semicolon(item.code) && self.statement(item.code, 0),
            ItemKind::Definition => self.definition(item.code),
            ItemKind::Block => return self.block(item.code),
            ItemKind::Function => self.function(item.code, 0),
            ItemKind::Macro => self.call_of_macro(item.code),
            ItemKind::Other => false,
        })
    }

    /// Prints a struct or an enum.
    fn definition(&mut self, code: Pieces) -> bool {
        let Some((head, body)) = self.head_and_body(code) else {
            return self.ends_in_semicolon(code) && self.statement(code, 0);
        };
        let line = self.line;
        self.text.push_str(line.text(head));
        let elements = elements(line, line.inside(body));
        if elements.is_empty() {
            self.text.push_str(" {}");
            return true;
        }
        self.text.push_str(" {");
        for element in elements {
            self.new_line(STEP);
            self.element(element, STEP, true);
        }
        self.text.push_str("\n}");
        true
    }

    /// Prints an `impl`.
    fn block(&mut self, code: Pieces) -> Result<bool, PrintError> {
        let Some((head, body)) = self
            .head_and_body(code)
            .filter(|(head, _)| self.line.is_regular(*head))
        else {
            return Ok(false);
        };
        let line = self.line;
        self.text.push_str(line.text(head));
        let (inner, members) = items::split(line, line.inside(body));
        if !inner.is_empty() || members.is_empty() {
            self.text.push_str(" {}");
            return Ok(inner.is_empty());
        }
        self.text.push_str(" {");
        let mut previous: Option<Item> = None;
        for member in members {
            if previous.is_some_and(|previous| !(previous.is_constant() && member.is_constant())) {
                self.text.push('\n');
            }
            previous = Some(member);
            let start = self.text.len();
            if !self.member(member) {
                self.text.truncate(start);
                self.text.push('\n');
                self.text
                    .push_str(&parsed::member(line.text(member.pieces))?);
            }
        }
        self.text.push_str("\n}");
        Ok(true)
    }

    /// Prints a member of an `impl`. Returns `false` if it is not regular.
    fn member(&mut self, member: Item) -> bool {
        if !self.line.is_regular(member.pieces) {
            return false;
        }
        self.new_line(STEP);
        self.attributes(member.pieces, STEP);
        match member.kind {
            ItemKind::Type => self.alias(member.code, STEP),
            ItemKind::Constant => self.constant(member.code, STEP),
            ItemKind::Function => self.function(member.code, STEP),
            ItemKind::Use
            | ItemKind::Mod
            | ItemKind::Definition
            | ItemKind::Block
            | ItemKind::Macro
            | ItemKind::Other => false,
        }
    }

    /// Prints a `static` or `const`. Returns `false` if it has no value.
    fn constant(&mut self, code: Pieces, indent: usize) -> bool {
        let line = self.line;
        let has_value = line
            .siblings(code)
            .any(|at| line.kind(at) == PieceKind::Equals);
        has_value && self.statement(code, indent)
    }

    /// Prints a type alias, with each argument of the type on a line of its own if it is long.
    fn alias(&mut self, code: Pieces, indent: usize) -> bool {
        let text = self.line.text(code);
        let arguments = text
            .split_once('<')
            .and_then(|(ty, rest)| Some((ty, rest.strip_suffix(">;")?)));
        match arguments {
            Some((ty, arguments)) if !self.fits(code, 0) => {
                self.text.push_str(ty);
                self.text.push('<');
                for argument in at_commas(arguments) {
                    self.new_line(indent + STEP);
                    self.text.push_str(argument);
                    self.text.push(',');
                }
                self.new_line(indent);
                self.text.push_str(">;");
                true
            }
            _ => self.statement(code, indent),
        }
    }

    /// Prints a function. Returns `false` if its body is not regular.
    fn function(&mut self, code: Pieces, indent: usize) -> bool {
        let Some((head, body)) = self.head_and_body(code) else {
            return false;
        };
        self.signature(head, indent);
        self.body(body, indent)
    }

    /// Prints the head of a function, with a parameter on each line if it is long.
    fn signature(&mut self, head: Pieces, indent: usize) {
        let line = self.line;
        let is_parameters = |at: &usize| line.kind(*at) == PieceKind::Group(Delimiter::Parenthesis);
        // The scope of `pub(crate)` precedes the parameters.
        let mut groups = line
            .siblings(head)
            .filter(is_parameters)
            .skip_while(|at| *at < head.from + 2);
        match groups.next() {
            Some(group) if !self.fits(head, " {".len()) => {
                self.broken_group(head, group, indent, " {".len());
            }
            _ => self.text.push_str(line.text(head)),
        }
    }

    /// Returns the pieces in front of the braces in which an item ends, and the braces.
    fn head_and_body(&self, code: Pieces) -> Option<(Pieces, usize)> {
        let body = self.line.siblings(code).last()?;
        let is_body = self.line.kind(body) == PieceKind::Group(Delimiter::Brace);
        is_body.then_some((Pieces { to: body, ..code }, body))
    }

    /// Returns `true` if the item ends in a semicolon.
    fn ends_in_semicolon(&self, code: Pieces) -> bool {
        let last = self.line.siblings(code).last();
        last.is_some_and(|at| self.line.kind(at) == PieceKind::Semicolon)
    }
}

/// Splits the arguments of a type at the commas that are not inside of one.
fn at_commas(arguments: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0_usize;
    let is_between = move |c: char| {
        match c {
            '<' | '(' | '[' => depth += 1,
            '>' | ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        c == ',' && depth == 0
    };
    arguments.split(is_between).map(str::trim)
}
