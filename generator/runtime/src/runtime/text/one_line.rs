//! Text from outside, made fit for one line of a log.

/// The most characters of foreign text that a message repeats.
const MAX_CHARS: usize = 300;

/// One line: runs of whitespace and control characters become a space, and what is too long is cut.
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

/// Marks that turn or hide the text around them, and so can forge a line of a log.
fn is_invisible(character: char) -> bool {
    matches!(character, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}
