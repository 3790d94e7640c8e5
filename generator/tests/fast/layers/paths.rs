//! Paths in the tokens of a file.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// Returns all paths of two words or more, with the branches of `use` as separate paths. Skips `quote!`, whose tokens
/// belong to the emitted crate.
pub(super) fn paths(tokens: TokenStream) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    walk(tokens, &[], &mut found);
    found
}

/// Collects paths. `prefix` is the path before the braces around the tokens.
fn walk(tokens: TokenStream, prefix: &[String], found: &mut Vec<Vec<String>>) {
    let mut tokens = tokens.into_iter().peekable();
    let mut path = prefix.to_vec();
    let mut joined = !prefix.is_empty();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Ident(word) if joined => path.push(word.to_string()),
            TokenTree::Ident(word) => {
                finish(&mut path, prefix, found);
                path = vec![word.to_string()];
            }
            TokenTree::Punct(mark) if mark.as_char() == ':' && is_colon(tokens.peek()) => {
                tokens.next();
                joined = true;
                continue;
            }
            TokenTree::Punct(mark) if mark.as_char() == '!' && is_quote(&path) => {
                tokens.next();
            }
            TokenTree::Punct(mark) if mark.as_char() == ',' && !prefix.is_empty() => {
                finish(&mut path, prefix, found);
                path = prefix.to_vec();
                joined = true;
                continue;
            }
            TokenTree::Punct(_) | TokenTree::Literal(_) => {
                finish(&mut path, prefix, found);
                path.clear();
            }
            TokenTree::Group(group) if is_visibility(&group) => path.clear(),
            TokenTree::Group(group) => {
                let branches = joined && !path.is_empty() && group.delimiter() == Delimiter::Brace;
                let inner = if branches {
                    std::mem::take(&mut path)
                } else {
                    Vec::new()
                };
                finish(&mut path, prefix, found);
                path.clear();
                walk(group.stream(), &inner, found);
            }
        }
        joined = false;
    }
    finish(&mut path, prefix, found);
}

/// Adds a path that is complete. The prefix alone, behind the last comma in braces, is none.
fn finish(path: &mut Vec<String>, prefix: &[String], found: &mut Vec<Vec<String>>) {
    if path.len() > prefix.len().max(1) {
        found.push(std::mem::take(path));
    }
}

/// Returns `true` for the parentheses of `pub(in crate::rust)`, whose path is no import.
fn is_visibility(group: &Group) -> bool {
    let first = group.stream().into_iter().next();
    group.delimiter() == Delimiter::Parenthesis
        && matches!(first, Some(TokenTree::Ident(word)) if word == "in")
}

fn is_colon(token: Option<&TokenTree>) -> bool {
    matches!(token, Some(TokenTree::Punct(mark)) if mark.as_char() == ':')
}

fn is_quote(path: &[String]) -> bool {
    path.last()
        .is_some_and(|word| word == "quote" || word == "parse_quote")
}
