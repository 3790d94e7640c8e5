//! Conversion of text from the server to a single line for logs.

/// Maximum number of characters of the result.
const MAX_CHARS: usize = 300;

/// Returns a text as one line: each run of whitespace, control and invisible characters becomes a space, and a text
/// that is too long is cut and ends with `…`.
pub(crate) fn one_line(text: &str) -> String {
    let mut line = String::new();
    let mut pending_space = false;
    for (count, character) in text.chars().enumerate() {
        if count == MAX_CHARS {
            line.push('…');
            break;
        }
        if character.is_whitespace() || character.is_control() || is_invisible(character) {
            pending_space = !line.is_empty();
        } else {
            if std::mem::take(&mut pending_space) {
                line.push(' ');
            }
            line.push(character);
        }
    }
    line
}

/// Returns `true` for characters that hide or reverse the text around them, and could so be used to forge a log line.
fn is_invisible(character: char) -> bool {
    matches!(character, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}
