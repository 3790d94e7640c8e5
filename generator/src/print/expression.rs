//! Layout of expressions and types: on one line if they fit, otherwise broken at the calls of a chain, or inside of the
//! last group.

use super::{
    items::without_attributes,
    layout::{Layout, STEP, WIDTH, width},
    line::Line,
    piece::{PieceKind, Pieces},
};
use proc_macro2::Delimiter;

impl Layout<'_> {
    /// Prints an expression. `behind` is the number of characters that follow it on its last line.
    pub(super) fn expression(&mut self, pieces: Pieces, indent: usize, behind: usize) {
        if self.fits(pieces, behind) {
            self.text.push_str(self.line.text(pieces));
        } else {
            self.broken(pieces, indent, behind);
        }
    }

    /// Prints an expression on several lines.
    fn broken(&mut self, pieces: Pieces, indent: usize, behind: usize) {
        let line = self.line;
        if let Some(at) = assignment(line, pieces) {
            let from = line.only(at).to;
            self.text.push_str(line.text(Pieces { to: from, ..pieces }));
            self.text.push(' ');
            self.expression(Pieces { from, ..pieces }, indent, behind);
            return;
        }
        if let Some(links) = chain(line, pieces) {
            self.chain(pieces, &links, indent, behind);
            return;
        }
        match last_group(line, pieces) {
            Some(group) => self.broken_group(pieces, group, indent, behind),
            None => self.text.push_str(line.text(pieces)),
        }
    }

    /// Prints a chain of calls, with each on its line.
    fn chain(&mut self, pieces: Pieces, links: &[usize], indent: usize, behind: usize) {
        let line = self.line;
        let mut from = pieces.from;
        let mut link_indent = indent;
        for to in links.iter().copied().chain([pieces.to]) {
            if from > pieces.from {
                self.new_line(link_indent);
            }
            let link = Pieces { from, to };
            let behind = if to == pieces.to { behind } else { 0 };
            let start = self.text.len();
            match last_group(line, link).filter(|_| !self.fits(link, behind)) {
                Some(group) => self.broken_group(link, group, link_indent, behind),
                None => self.text.push_str(line.text(link)),
            }
            // Links behind a broken head are as far to the left as its end.
            if from == pieces.from && !self.text[start..].contains('\n') {
                link_indent += STEP;
            }
            from = to;
        }
    }

    /// Prints pieces with the content of one of their groups on lines of its own.
    pub(super) fn broken_group(
        &mut self,
        pieces: Pieces,
        group: usize,
        indent: usize,
        behind: usize,
    ) {
        let line = self.line;
        let (before, after) = line.around(pieces, group);
        let delimiter = line.kind(group);
        let text = line.word(group);
        self.text.push_str(before);
        self.text.push_str(&text[..1]);
        let elements = elements(line, line.inside(group));
        match elements.as_slice() {
            [only] if hugs(line, *only, delimiter, indent) => {
                self.broken(*only, indent, behind + 1 + after.len());
            }
            elements
                if delimiter == PieceKind::Group(Delimiter::Bracket)
                    && are_words(line, elements) =>
            {
                self.filled(elements, indent + STEP);
                self.new_line(indent);
            }
            elements => {
                let has_commas =
                    !before.ends_with('!') && !self.in_attribute && !line.has_no_commas(group);
                for (number, element) in elements.iter().enumerate() {
                    let has_comma = number + 1 < elements.len() || has_commas;
                    self.new_line(indent + STEP);
                    self.element(*element, indent + STEP, has_comma);
                }
                self.new_line(indent);
            }
        }
        self.text.push_str(&text[text.len() - 1..]);
        self.text.push_str(after);
    }

    /// Prints an element of a list, with its attributes.
    pub(super) fn element(&mut self, element: Pieces, indent: usize, has_comma: bool) {
        self.attributes(element, indent);
        let code = without_attributes(self.line, element);
        // Nothing may follow the rest of a struct.
        let has_comma = has_comma && !self.line.text(code).starts_with("..");
        self.expression(code, indent, usize::from(has_comma));
        if has_comma {
            self.text.push(',');
        }
    }

    /// Prints words, as many on each line as fit.
    fn filled(&mut self, elements: &[Pieces], indent: usize) {
        self.new_line(indent);
        for (number, element) in elements.iter().enumerate() {
            let text = self.line.text(*element);
            if number > 0 && self.column() + " ,".len() + width(text) > WIDTH {
                self.new_line(indent);
            } else if number > 0 {
                self.text.push(' ');
            }
            self.text.push_str(text);
            self.text.push(',');
        }
    }
}

/// Returns the elements of a list, between its commas.
pub(super) fn elements(line: &Line, pieces: Pieces) -> Vec<Pieces> {
    let mut elements = Vec::new();
    let (mut from, mut depth, mut in_closure) = (pieces.from, 0, false);
    for at in line.siblings(pieces) {
        match line.kind(at) {
            PieceKind::Less => depth += 1,
            PieceKind::Greater => depth -= 1,
            PieceKind::Operator => in_closure ^= line.word(at) == "|",
            PieceKind::Comma if depth == 0 && !in_closure => {
                elements.push(Pieces { from, to: at });
                from = at + 1;
            }
            _ => {}
        }
    }
    if from < pieces.to {
        elements.push(Pieces { from, ..pieces });
    }
    elements
}

/// Returns the `=` or `:` behind which a value starts.
fn assignment(line: &Line, pieces: Pieces) -> Option<usize> {
    let find = |kind| outer(line, pieces).find(|at| line.kind(*at) == kind);
    find(PieceKind::Equals).or_else(|| find(PieceKind::Colon))
}

/// Returns the pieces that are outside of `<…>`.
fn outer(line: &Line, pieces: Pieces) -> impl Iterator<Item = usize> {
    let mut depth = 0;
    line.siblings(pieces).filter(move |at| {
        match line.kind(*at) {
            PieceKind::Less => depth += 1,
            PieceKind::Greater => depth -= 1,
            _ => {}
        }
        depth == 0
    })
}

/// Returns the dots at which a chain is broken: those in front of calls, and behind the first one.
fn chain(line: &Line, pieces: Pieces) -> Option<Vec<usize>> {
    let siblings: Vec<_> = outer(line, pieces).collect();
    let is_dot = |at: &usize| line.kind(*at) == PieceKind::Dot;
    let is_group = |at: &usize| line.kind(*at) == PieceKind::Group(Delimiter::Parenthesis);
    let calls: Vec<_> = siblings.iter().filter(|at| is_group(at)).collect();
    if calls.len() < 2 {
        return None;
    }
    // The head ends in front of the first call of a method, or behind the call of a function.
    let mut words = siblings.windows(3);
    let is_call = |window: &[usize]| {
        is_dot(&window[0]) && (is_group(&window[2]) || line.word(window[2]) == "::")
    };
    let first =
        words.find(|window| is_call(window) || is_dot(&window[0]) && window[0] > *calls[0])?[0];
    Some(
        siblings
            .into_iter()
            .filter(|at| *at >= first && is_dot(at))
            .collect(),
    )
}

/// Returns the last group that is not empty.
fn last_group(line: &Line, pieces: Pieces) -> Option<usize> {
    let is_group =
        |at: &usize| matches!(line.kind(*at), PieceKind::Group(_)) && line.only(*at).to > at + 1;
    line.siblings(pieces).filter(is_group).last()
}

/// Returns `true` if the only element of a list starts on the line of the list, and ends on its last line.
fn hugs(line: &Line, element: Pieces, list: PieceKind, indent: usize) -> bool {
    let is_list = list != PieceKind::Group(Delimiter::Brace);
    let fits = !line.breaks(element) && indent + STEP + width(line.text(element)) < WIDTH;
    let ends_in_group = line
        .siblings(element)
        .last()
        .is_some_and(|at| Some(at) == last_group(line, element));
    let is_plain = chain(line, element).is_none() && assignment(line, element).is_none();
    is_list
        && !fits
        && ends_in_group
        && is_plain
        && without_attributes(line, element).from == element.from
}

/// Returns `true` if each element is a word or a literal.
fn are_words(line: &Line, elements: &[Pieces]) -> bool {
    elements.iter().all(|element| {
        let is_word = matches!(
            line.kind(element.from),
            PieceKind::Word | PieceKind::Literal
        );
        is_word && element.to == element.from + 1
    })
}
