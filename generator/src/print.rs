//! Formatting of the emitted tokens.
//!
//! The formatter is `prettyplease`, so that the text depends neither on the toolchain nor on another process. It puts
//! no empty lines between items, but prints an *empty verbatim item* as an empty line: this module inserts such items.
//! The bodies of functions are left to `prettyplease`.

mod tables;

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::parse::{ParseStream, Parser};
use syn::{AttrStyle, Attribute, ImplItem, Item, ItemMod, TraitItem, Visibility, parse_quote};
use tables::Tables;

/// Maximum number of characters of an item in an error.
const EXCERPT: usize = 2_000;

/// Emitted tokens that are not Rust.
#[derive(Debug, thiserror::Error)]
#[error(
    "the generator emitted code that does not parse: {reason}\n{tokens}\nThis is a bug of the generator, please report it"
)]
pub struct PrintError {
    reason: String,
    tokens: String,
}

/// Parses the tokens of one file.
///
/// # Errors
///
/// If the tokens are not Rust, or Rust that the formatter does not know. Both are bugs of the generator;
/// the error shows the item.
pub fn parse(tokens: TokenStream) -> Result<syn::File, PrintError> {
    let mut offending = String::new();
    // The items are parsed one by one, as in `syn`, so that an error can show its item.
    let parser = |input: ParseStream| {
        let attrs = input.call(Attribute::parse_inner)?;
        let mut items = Vec::new();
        while !input.is_empty() {
            let start = input.cursor();
            let item = match input.parse() {
                Ok(item) if is_known(&item) => Ok(item),
                Ok(_) => Err(input.error("an item that the formatter does not know")),
                Err(error) => Err(error),
            };
            items.push(item.inspect_err(|_| offending = excerpt(start.token_stream()))?);
        }
        Ok(syn::File {
            shebang: None,
            frontmatter: None,
            attrs,
            items,
        })
    };
    let parsed = parser.parse2(tokens);
    parsed.map_err(|error| PrintError {
        reason: error.to_string(),
        tokens: offending,
    })
}

/// Prints a file below its `header`, one line that becomes a comment.
#[must_use]
pub fn print(header: &str, mut file: syn::File) -> String {
    let comment = format!(" {header}");
    file.items = with_empty_lines(&file.attrs, file.items);
    file.attrs.insert(0, parse_quote!(#![comment = #comment]));
    let mut tables = Tables::default();
    tables.take(&mut file.items);
    let mut text = tables.put_back(&prettyplease::unparse(&file));
    // No empty item can be inserted between two attributes, so the empty line below the header is inserted here.
    if let Some(end) = text.find('\n') {
        text.insert(end, '\n');
    }
    text
}

/// Returns `true` if the formatter knows the item: it panics on those that `syn` keeps as bare tokens.
fn is_known(item: &Item) -> bool {
    match item {
        Item::Verbatim(_) => false,
        Item::Impl(block) => !block
            .items
            .iter()
            .any(|item| matches!(item, ImplItem::Verbatim(_))),
        Item::Trait(block) => !block
            .items
            .iter()
            .any(|item| matches!(item, TraitItem::Verbatim(_))),
        Item::Mod(ItemMod {
            content: Some((_, items)),
            ..
        }) => items.iter().all(is_known),
        _ => true,
    }
}

/// Returns the text of the first item of `tokens`, up to the brace of its body or its semicolon.
fn excerpt(tokens: TokenStream) -> String {
    let mut ended = false;
    let item = tokens.into_iter().take_while(|token| {
        let goes_on = !ended;
        ended = match token {
            TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
            TokenTree::Punct(punct) => punct.as_char() == ';',
            TokenTree::Ident(_) | TokenTree::Literal(_) => false,
        };
        goes_on
    });
    let text = item.collect::<TokenStream>().to_string();
    match text.char_indices().nth(EXCERPT) {
        Some((end, _)) => format!("{} …", &text[..end]),
        None => text,
    }
}

/// Inserts empty lines between the items of a file or of an inline module, and after its inner attributes.
fn with_empty_lines(attrs: &[Attribute], items: Vec<Item>) -> Vec<Item> {
    let items = items.into_iter().map(with_empty_lines_inside).collect();
    let mut spaced = with_empty_between(items, Item::Verbatim, |previous, next| {
        let (previous, next) = (ItemGroup::of(previous), ItemGroup::of(next));
        previous != next || previous == ItemGroup::Definitions
    });
    let has_inner = attrs
        .iter()
        .any(|attr| matches!(attr.style, AttrStyle::Inner(_)));
    if has_inner && !spaced.is_empty() {
        spaced.insert(0, Item::Verbatim(TokenStream::new()));
    }
    spaced
}

/// Inserts empty lines between the items inside of an item.
fn with_empty_lines_inside(mut item: Item) -> Item {
    match &mut item {
        Item::Impl(block) => {
            let is_line = |item: &ImplItem| matches!(item, ImplItem::Const(_) | ImplItem::Type(_));
            let items = std::mem::take(&mut block.items);
            block.items =
                with_empty_between(items, ImplItem::Verbatim, |a, b| !is_line(a) || !is_line(b));
        }
        Item::Trait(block) => {
            let is_line =
                |item: &TraitItem| matches!(item, TraitItem::Const(_) | TraitItem::Type(_));
            let items = std::mem::take(&mut block.items);
            block.items = with_empty_between(items, TraitItem::Verbatim, |a, b| {
                !is_line(a) || !is_line(b)
            });
        }
        Item::Mod(ItemMod {
            attrs,
            content: Some((_, items)),
            ..
        }) => {
            *items = with_empty_lines(attrs, std::mem::take(items));
        }
        _ => {}
    }
    item
}

/// Inserts an empty item between neighbors for which `apart` returns `true`.
fn with_empty_between<T>(
    items: Vec<T>,
    verbatim: impl Fn(TokenStream) -> T,
    apart: impl Fn(&T, &T) -> bool,
) -> Vec<T> {
    let mut spaced: Vec<T> = Vec::with_capacity(items.len() * 2);
    for item in items {
        if spaced.last().is_some_and(|previous| apart(previous, &item)) {
            spaced.push(verbatim(TokenStream::new()));
        }
        spaced.push(item);
    }
    spaced
}

/// Group of an item. There is an empty line between groups, and between definitions.
#[derive(PartialEq)]
enum ItemGroup {
    Imports,
    Exports,
    Modules,
    Definitions,
}

impl ItemGroup {
    fn of(item: &Item) -> Self {
        match item {
            Item::Use(item) if matches!(item.vis, Visibility::Inherited) => Self::Imports,
            Item::Use(_) => Self::Exports,
            Item::Mod(ItemMod { content: None, .. }) => Self::Modules,
            _ => Self::Definitions,
        }
    }
}
