//! Spaces between the tokens of a line.

use super::piece::PieceKind;
use proc_macro2::Delimiter;

/// Words with a space behind them, whatever follows.
const KEYWORDS: [&str; 22] = [
    "as", "async", "by", "const", "dyn", "enum", "extern", "fn", "for", "impl", "in", "let", "mod",
    "move", "mut", "ref", "return", "static", "struct", "trait", "type", "use",
];

/// State between two tokens.
pub(super) struct Spacing {
    previous: Previous,
    /// Number of open `<`.
    angles: usize,
    /// Whether the parameters of a closure have begun.
    in_closure: bool,
}

/// Previous token.
#[derive(Clone, Copy, PartialEq)]
enum Previous {
    /// None: nothing precedes.
    Start,
    /// Operator that is joined with what follows.
    Joined,
    /// `::`, which joins a list of imports too.
    Path,
    Word,
    Keyword,
    /// `pub`, which joins the scope behind it.
    Visibility,
    Literal,
    /// End of a group, a type or an expression.
    End,
    /// `,` or `;`.
    Separator,
    /// Operator with a space behind it.
    Operator,
    /// `!` of a macro.
    Bang,
}

/// Operator, and its place.
pub(super) struct Operator {
    pub(super) text: &'static str,
    pub(super) kind: PieceKind,
    /// Whether there is a space in front of it.
    pub(super) is_apart: bool,
}

impl Spacing {
    pub(super) fn new() -> Self {
        Self {
            previous: Previous::Start,
            angles: 0,
            in_closure: false,
        }
    }

    /// Returns `true` if there is a space in front of a word or a literal, or of an operator in its place.
    pub(super) fn is_apart(&self) -> bool {
        match self.previous {
            Previous::Start | Previous::Joined | Previous::Path => false,
            Previous::Word
            | Previous::Keyword
            | Previous::Visibility
            | Previous::Literal
            | Previous::End
            | Previous::Separator
            | Previous::Operator
            | Previous::Bang => true,
        }
    }

    /// Returns `true` if there is a space in front of a group.
    pub(super) fn is_apart_from_group(&self, delimiter: Delimiter) -> bool {
        match (delimiter, self.previous) {
            (_, Previous::Start | Previous::Joined | Previous::Path) => false,
            (Delimiter::Brace, _)
            | (
                _,
                Previous::Keyword | Previous::Separator | Previous::Operator | Previous::Literal,
            ) => true,
            (_, Previous::Word | Previous::Visibility | Previous::End | Previous::Bang) => false,
        }
    }

    /// Returns `true` if braces are those of an import, whose names are joined with them.
    pub(super) fn is_in_path(&self) -> bool {
        self.previous == Previous::Path
    }

    /// Returns `true` if parentheses are those of a call or of parameters, not those of a tuple.
    pub(super) fn ends_callee(&self) -> bool {
        matches!(
            self.previous,
            Previous::Word | Previous::End | Previous::Bang
        )
    }

    /// Returns `true` if the tokens may end here.
    pub(super) fn may_end(&self) -> bool {
        let ends = match self.previous {
            Previous::Start
            | Previous::Word
            | Previous::Literal
            | Previous::End
            | Previous::Separator => true,
            Previous::Joined
            | Previous::Path
            | Previous::Keyword
            | Previous::Visibility
            | Previous::Operator
            | Previous::Bang => false,
        };
        ends && self.angles == 0 && !self.in_closure
    }

    /// Returns `true` if a `<` has no `>` yet, and forgets it.
    pub(super) fn has_open_angles(&mut self) -> bool {
        std::mem::take(&mut self.angles) > 0
    }

    pub(super) fn after_word(&mut self, word: &str) {
        self.previous = match word {
            "pub" => Previous::Visibility,
            word if KEYWORDS.contains(&word) => Previous::Keyword,
            _ => Previous::Word,
        };
    }

    pub(super) fn after_literal(&mut self) {
        self.previous = Previous::Literal;
    }

    pub(super) fn after_group(&mut self) {
        self.previous = Previous::End;
    }

    /// Moves behind the operator that starts with a character. `next` is the character behind it.
    pub(super) fn operator(&mut self, first: char, next: Option<char>) -> Operator {
        let in_value = match self.previous {
            Previous::Keyword | Previous::Separator | Previous::Operator => true,
            Previous::Start
            | Previous::Joined
            | Previous::Path
            | Previous::Word
            | Previous::Visibility
            | Previous::Literal
            | Previous::End
            | Previous::Bang => false,
        };
        let starts_value = in_value || !self.is_apart();
        let (is_path, is_word) = (self.is_in_path(), self.previous == Previous::Word);
        let one = single(first);
        let (text, kind, previous) = match (first, next) {
            (',', _) => (",", PieceKind::Comma, Previous::Separator),
            (';', _) => (";", PieceKind::Semicolon, Previous::Separator),
            ('?', _) => ("?", PieceKind::Question, Previous::End),
            ('.', Some('.')) => ("..", PieceKind::Operator, Previous::Joined),
            ('.', _) => (".", PieceKind::Dot, Previous::Joined),
            (':', Some(':')) => ("::", PieceKind::Operator, Previous::Path),
            (':', _) => (":", PieceKind::Colon, Previous::Operator),
            ('=', Some('>')) => ("=>", PieceKind::Operator, Previous::Operator),
            ('=', Some('=')) => ("==", PieceKind::Irregular, Previous::Operator),
            ('=', _) => ("=", PieceKind::Equals, Previous::Operator),
            ('-', Some('>')) => ("->", PieceKind::Operator, Previous::Operator),
            ('+', None) => ("+", PieceKind::Operator, Previous::Operator),
            ('*', _) if is_path => ("*", PieceKind::Operator, Previous::End),
            ('&' | '*' | '-', _) if starts_value => (one, PieceKind::Operator, Previous::Joined),
            ('\'', _) => ("'", PieceKind::Operator, Previous::Joined),
            ('!', None) if is_word => ("!", PieceKind::Bang, Previous::Bang),
            ('<', _) => ("<", PieceKind::Less, Previous::Joined),
            ('>', _) if self.angles > 0 => (">", PieceKind::Greater, Previous::End),
            ('|', Some('|')) if starts_value => ("||", PieceKind::Operator, Previous::Operator),
            ('|', _) if self.in_closure => ("|", PieceKind::Operator, Previous::Operator),
            ('|', _) if starts_value => ("|", PieceKind::Operator, Previous::Joined),
            (_, Some(_)) => (one, PieceKind::Irregular, Previous::Joined),
            (_, None) => (one, PieceKind::Irregular, Previous::Operator),
        };
        let is_apart = match text {
            "," | ";" | "?" | "." | ":" | "!" | ">" => false,
            ".." | "::" => in_value,
            // Parameters of `impl`, `fn` and `for` are joined with them.
            "<" => in_value && self.previous != Previous::Keyword,
            "|" if self.in_closure => false,
            _ => self.is_apart(),
        };
        match kind {
            PieceKind::Less => self.angles += 1,
            PieceKind::Greater => self.angles -= 1,
            _ => self.in_closure ^= text == "|",
        }
        self.previous = previous;
        Operator {
            text,
            kind,
            is_apart,
        }
    }
}

/// Returns an operator of one character. Operators that have no place in regular code are printed in such parts, so that none
/// is lost.
fn single(first: char) -> &'static str {
    const ALL: &str = "!#$%&*+-/<>@^|~";
    ALL.find(first).map_or("", |at| &ALL[at..=at])
}
