//! Formatting of the emitted tokens.
//!
//! The text depends neither on the toolchain nor on another process. Most items are regular, and are laid out directly
//! from their tokens (`definitions`). The others, such as functions with a `match`, are parsed by `syn` and printed by
//! `prettyplease` (`parsed`).

mod attributes;
mod definitions;
mod expression;
mod items;
mod layout;
mod line;
mod parsed;
mod piece;
mod spacing;
mod statements;
mod tables;

pub use parsed::PrintError;

use layout::Layout;
use line::Line;
use proc_macro2::TokenStream;

/// Prints a file below its `header`, one line that becomes a comment.
///
/// # Errors
///
/// If the tokens are not Rust, or Rust that the formatter does not know. Both are bugs of the generator;
/// the error shows the item.
pub fn print(header: &str, tokens: TokenStream) -> Result<String, PrintError> {
    let line = Line::new(tokens);
    let mut layout = Layout {
        line: &line,
        text: format!("// {header}\n\n"),
        in_attribute: false,
    };
    layout.file()?;
    Ok(layout.text)
}
