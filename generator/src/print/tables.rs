//! Layout of tables: calls of macros with rows in braces, which `prettyplease` would print as one paragraph.

use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;
use std::fmt::Write as _;
use syn::{Item, MacroDelimiter};

/// The tables of a file. While it is printed, a word stands for each.
#[derive(Default)]
pub(super) struct Tables(Vec<String>);

impl Tables {
    /// Takes the tables out of the items.
    pub(super) fn take(&mut self, items: &mut [Item]) {
        for item in items {
            let Item::Macro(item) = item else { continue };
            if let (MacroDelimiter::Brace(_), Some(text)) =
                (&item.mac.delimiter, layout(&item.mac.tokens))
            {
                item.mac.tokens =
                    Ident::new(&placeholder(self.0.len()), Span::call_site()).to_token_stream();
                self.0.push(text);
            }
        }
    }

    /// Puts the tables back into the printed text.
    pub(super) fn put_back(&self, text: &str) -> String {
        let mut rest = text;
        let mut whole = String::with_capacity(text.len() * 2);
        for (index, table) in self.0.iter().enumerate() {
            let Some((before, behind)) = rest.split_once(&placeholder(index)) else {
                continue;
            };
            whole.push_str(before.trim_end());
            whole.push_str(table);
            rest = behind.trim_start();
        }
        whole + rest
    }
}

fn placeholder(index: usize) -> String {
    format!("__table_{index}__")
}

/// Returns the text of a table between the braces of the macro: a head, and one line for each row. `None` if the
/// tokens are not of that form.
fn layout(tokens: &TokenStream) -> Option<String> {
    let mut head: Vec<_> = tokens.clone().into_iter().collect();
    let Some(TokenTree::Group(rows)) = head.pop() else {
        return None;
    };
    if rows.delimiter() != Delimiter::Brace || head.is_empty() {
        return None;
    }
    let rows: Vec<_> = rows.stream().into_iter().collect();
    let mut text = format!("\n    {} {{", line(&head));
    for row in rows.split(is_comma).filter(|row| !row.is_empty()) {
        // Writing to a string does not fail.
        let _ = write!(text, "\n        {},", line(row));
    }
    let end = if rows.is_empty() { "}\n" } else { "\n    }\n" };
    Some(text + end)
}

fn is_comma(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == ',')
}

/// Returns tokens on one line, as a person would write them.
fn line(tokens: &[TokenTree]) -> String {
    let mut text = String::new();
    let mut previous: Option<&TokenTree> = None;
    for token in tokens {
        let joins = match (previous, token) {
            (Some(_), TokenTree::Punct(punct)) => punct.as_char() == ':',
            (None, _) | (Some(TokenTree::Ident(_)), TokenTree::Group(_)) => true,
            (Some(_), TokenTree::Ident(_) | TokenTree::Literal(_) | TokenTree::Group(_)) => false,
        };
        if !joins {
            text.push(' ');
        }
        text.push_str(&token.to_string());
        previous = Some(token);
    }
    text
}
