//! Items that are not regular: parsed by `syn`, and printed by `prettyplease`.
//!
//! `prettyplease` puts no empty lines between items, but prints an *empty verbatim item* as an empty line: this module
//! inserts such items. The bodies of functions are left to `prettyplease`.

use proc_macro2::TokenStream;
use syn::{AttrStyle, Attribute, File, ImplItem, Item, ItemMod, TraitItem, Visibility};

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

/// Prints an item.
pub(super) fn item(code: &str) -> Result<String, PrintError> {
    let item = syn::parse_str::<Item>(code).map_err(|error| refusal(code, &error.to_string()))?;
    if !is_known(&item) {
        return Err(refusal(code, "an item that the formatter does not know"));
    }
    let items = vec![with_empty_lines_inside(item)];
    Ok(prettyplease::unparse(&File {
        shebang: None,
        frontmatter: None,
        attrs: Vec::new(),
        items,
    }))
}

/// Prints a member of an `impl`, without a line break behind it.
pub(super) fn member(code: &str) -> Result<String, PrintError> {
    let block = item(&format!("impl T {{ {code} }}"))?;
    let lines = block
        .split_once('\n')
        .and_then(|(_, lines)| lines.strip_suffix("\n}\n"));
    Ok(lines.unwrap_or_default().to_owned())
}

fn refusal(code: &str, reason: &str) -> PrintError {
    let mut tokens = code.to_owned();
    if let Some((end, _)) = code.char_indices().nth(EXCERPT) {
        tokens.truncate(end);
        tokens.push_str(" …");
    }
    PrintError {
        reason: reason.to_owned(),
        tokens,
    }
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
