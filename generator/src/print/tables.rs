//! Layout of tables: calls of macros with rows in braces.

use super::{
    expression::elements,
    items::without_attributes,
    layout::{Layout, STEP},
    piece::{PieceKind, Pieces},
};
use proc_macro2::Delimiter;

impl Layout<'_> {
    /// Prints the call of a macro. Returns `false` if it has braces, but is no table.
    pub(super) fn call_of_macro(&mut self, code: Pieces) -> bool {
        let line = self.line;
        match line.siblings(code).last() {
            Some(braces) if line.kind(braces) == PieceKind::Group(Delimiter::Brace) => {
                self.table(code, braces)
            }
            _ => self.statement(code, 0),
        }
    }

    /// Prints a head, and each row on its line.
    fn table(&mut self, code: Pieces, braces: usize) -> bool {
        let line = self.line;
        let content = line.inside(braces);
        let rows = line
            .siblings(content)
            .last()
            .filter(|at| line.kind(*at) == PieceKind::Group(Delimiter::Brace));
        let Some(rows) = rows.filter(|rows| *rows > content.from) else {
            return false;
        };
        let (before, _) = line.around(code, braces);
        let (head, _) = line.around(without_attributes(line, content), rows);
        self.text.push_str(before);
        self.text.push('{');
        self.new_line(STEP);
        self.attributes(content, STEP);
        self.text.push_str(head);
        self.text.push('{');
        let rows = elements(line, line.inside(rows));
        for row in &rows {
            self.new_line(2 * STEP);
            self.attributes(*row, 2 * STEP);
            self.row(without_attributes(line, *row));
            self.text.push(',');
        }
        if !rows.is_empty() {
            self.new_line(STEP);
        }
        self.text.push_str("}\n}");
        true
    }

    /// Prints a row, on one line unless a list in brackets is too long for it.
    fn row(&mut self, row: Pieces) {
        let line = self.line;
        let is_list = |at: &usize| line.kind(*at) == PieceKind::Group(Delimiter::Bracket);
        let has_elements = |at: &usize| line.siblings(line.inside(*at)).next().is_some();
        let mut lists = line.siblings(row).filter(is_list).filter(has_elements);
        match lists.next() {
            Some(list) if !self.fits(row, ",".len()) => {
                self.broken_group(row, list, 2 * STEP, ",".len());
            }
            Some(_) | None => self.text.push_str(line.text(row)),
        }
    }
}
