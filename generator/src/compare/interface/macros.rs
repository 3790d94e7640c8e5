//! Items that macros of the runtime define.

use super::{item::Member, signature::compact};
use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// Items of a macro: the owner, the member and the signature of each.
type Items = Vec<(String, Member, String)>;

/// Returns the items that the call of a macro defines. A macro that is not known is an item itself, so that no difference is
/// lost.
pub(super) fn items(name: &str, tokens: TokenStream) -> Items {
    match name {
        "object" => setters(tokens, true),
        "request_setters" | "setters" => setters(tokens, false),
        "tagged_union" | "one_of" => conversions(tokens),
        // The description of the requests, and the implementations of enums, whose values are in their declarations.
        "operations" | "string_enum" | "integer_enum" | "field_mask_enum" | "by_status"
        | "by_status_replies" => Vec::new(),
        _ => vec![(format!("{name}!"), Member::Itself, compact(&tokens))],
    }
}

/// Returns the setters of `setter: form Type => place`, or of the fields in the table of a model: `field: kind "wire" => form
/// Type`.
fn setters(tokens: TokenStream, is_table: bool) -> Items {
    let owner = owner(&tokens);
    let setters = entries(tokens).into_iter().filter_map(|entry| {
        let colon = entry.iter().position(|token| is_punct(token, ':'))?;
        let name = entry.get(colon.checked_sub(1)?)?.to_string();
        let (before, behind) = split_at_arrow(&entry[colon + 1..]);
        let value = if is_table { behind? } else { before };
        let member = Member::Function(name.trim_start_matches("r#").to_owned());
        Some((owner.clone(), member, setter(value)))
    });
    setters.collect()
}

/// Returns what is before and behind `=>`.
fn split_at_arrow(words: &[TokenTree]) -> (&[TokenTree], Option<&[TokenTree]>) {
    let mut pairs = words.windows(2);
    match pairs.position(|pair| is_punct(&pair[0], '=') && is_punct(&pair[1], '>')) {
        Some(at) => (&words[..at], Some(&words[at + 2..])),
        None => (words, None),
    }
}

/// Returns the signature of a setter, whose form and type are written as `form Type`.
fn setter(words: &[TokenTree]) -> String {
    let words = without_attributes(words);
    let form = words.first().map(ToString::to_string).unwrap_or_default();
    let ty = signature(words.get(1..).unwrap_or_default());
    let arguments = match form.as_str() {
        "value" => format!(", {ty}"),
        "into" | "boxed" => format!(", impl Into<{ty}>"),
        "list" | "each" | "joined" | "files" | "mask" => {
            format!(", impl IntoIterator<Item = impl Into<{ty}>>")
        }
        "map" => {
            format!(", impl IntoIterator<Item = (impl Into<String>, impl Into<{ty}>)>")
        }
        "pairs" => format!(", impl IntoIterator<Item = (impl Into<{ty}>, impl Into<{ty}>)>"),
        "pair" => format!(", impl Into<{ty}>, impl Into<{ty}>"),
        "entry" => format!(", impl Into<String>, impl Into<{ty}>"),
        "value_entry" => format!(", impl Into<String>, {ty}"),
        "list_entry" => {
            format!(", impl Into<String>, impl IntoIterator<Item = impl Into<{ty}>>")
        }
        "null" | "clear" => String::new(),
        form => format!(", {form} {ty}"),
    };
    format!("fn(self{arguments}) -> Self")
}

/// Returns the conversions of variants, which are written as `from Type`.
fn conversions(tokens: TokenStream) -> Items {
    let owner = owner(&tokens);
    let conversions = entries(tokens).into_iter().filter_map(|entry| {
        let from = entry.iter().position(|token| is_word(token, "from"))?;
        let member = Member::Trait(format!("From<{}>", signature(&entry[from + 1..])));
        Some((owner.clone(), member, String::new()))
    });
    conversions.collect()
}

/// Returns the first word that is no attribute, without `r#`.
fn owner(tokens: &TokenStream) -> String {
    let words = tokens.clone().into_iter().find_map(|token| match token {
        TokenTree::Ident(word) => Some(word.to_string()),
        TokenTree::Group(_) | TokenTree::Punct(_) | TokenTree::Literal(_) => None,
    });
    words.unwrap_or_default()
}

/// Returns the entries of the last block in braces.
fn entries(tokens: TokenStream) -> Vec<Vec<TokenTree>> {
    let blocks = tokens.into_iter().filter_map(|token| match token {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => Some(group.stream()),
        TokenTree::Group(_) | TokenTree::Ident(_) | TokenTree::Punct(_) | TokenTree::Literal(_) => {
            None
        }
    });
    blocks.last().map(split).unwrap_or_default()
}

/// Splits tokens at the commas that are not inside of angle brackets.
fn split(tokens: TokenStream) -> Vec<Vec<TokenTree>> {
    let mut entries = vec![Vec::new()];
    let mut depth = 0_usize;
    let mut is_after_equals = false;
    for token in tokens {
        match &token {
            TokenTree::Punct(punct) if punct.as_char() == '<' => depth += 1,
            TokenTree::Punct(punct) if punct.as_char() == '>' && !is_after_equals => {
                depth = depth.saturating_sub(1);
            }
            TokenTree::Punct(punct) if punct.as_char() == ',' && depth == 0 => {
                entries.push(Vec::new());
                continue;
            }
            TokenTree::Punct(_)
            | TokenTree::Group(_)
            | TokenTree::Ident(_)
            | TokenTree::Literal(_) => {}
        }
        is_after_equals = is_punct(&token, '=');
        if let Some(entry) = entries.last_mut() {
            entry.push(token);
        }
    }
    entries.retain(|entry| !entry.is_empty());
    entries
}

/// Returns words as text, without what follows `as`.
fn signature(words: &[TokenTree]) -> String {
    let end = words.iter().position(|word| is_word(word, "as"));
    let words = &words[..end.unwrap_or(words.len())];
    compact(&words.iter().cloned().collect::<TokenStream>())
}

/// Returns words without the attributes before them.
fn without_attributes(words: &[TokenTree]) -> &[TokenTree] {
    match words {
        [hash, TokenTree::Group(_), rest @ ..] if is_punct(hash, '#') => without_attributes(rest),
        _ => words,
    }
}

fn is_word(token: &TokenTree, word: &str) -> bool {
    matches!(token, TokenTree::Ident(ident) if ident == word)
}

fn is_punct(token: &TokenTree, c: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == c)
}
