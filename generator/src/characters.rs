//! Characters that source code must not have, since editors do not show them.

/// Returns `true` for characters that are invisible or change the direction of text. rustc and Clippy refuse some of them in
/// comments and literals. Joiners and variation selectors are visible in what they join.
#[must_use]
pub fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{ad}'
                | '\u{61c}'
                | '\u{180e}'
                | '\u{200b}'
                | '\u{200e}'
                | '\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e007f}'
        )
}

/// Returns `true` if a text can be a name: it is not empty, and no character in it is hidden.
#[must_use]
pub fn is_name(text: &str) -> bool {
    !text.is_empty() && !text.contains(is_hidden)
}
