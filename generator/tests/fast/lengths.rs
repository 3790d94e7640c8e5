//! Length of functions and of `quote!` blocks in sources that are written by hand. Longer ones are split by concept.

use crate::{
    helpers,
    support::{folder, project},
};

/// Folders of the sources.
const FOLDERS: &[&str] = &["generator/src", "generator/runtime/src", "xtask/src"];

/// Maximum number of lines of a function, without its documentation and attributes.
const MAX_FUNCTION: usize = 60;

/// Maximum number of lines of a `quote!`.
const MAX_QUOTE: usize = 40;

#[test]
fn functions_and_quotes_are_short() {
    let mut blocks = 0;
    let mut long = Vec::new();
    for folder in FOLDERS {
        for file in folder::files(&project::path(folder)) {
            if file.extension().is_none_or(|extension| extension != "rs") {
                continue;
            }
            let place = helpers::inside(&project::path(""), &file);
            for block in blocks_of(&folder::read(&file)) {
                blocks += 1;
                let Block { line, what, lines } = block;
                let max = match what {
                    What::Function => MAX_FUNCTION,
                    What::Quote => MAX_QUOTE,
                };
                if lines > max {
                    long.push(format!(
                        "{place}:{line}: {what:?} of {lines} lines, more than {max}"
                    ));
                }
            }
        }
    }
    assert!(blocks > 1_000, "most sources are missing");
    assert!(
        long.is_empty(),
        "split these by concept:\n{}\n",
        long.join("\n")
    );
}

/// Tests the counting of lines, on which the test above relies.
#[test]
fn lengths_are_counted_from_the_first_line_to_the_last() {
    let text = "
        /// Documentation.
        #[must_use]
        pub(super) const fn long(
            a: u8,
        ) -> u8 {
            let tokens = quote! {
                fn inner() {

                }
            };
            let short = quote!(x);
            f(quote!(
                y
            ));
        }

        trait Without {
            fn body(
                &self,
            );
            async fn of_one_line() {}
        }
    ";
    let blocks = blocks_of(text);
    let found: Vec<_> = blocks
        .iter()
        .map(|block| (block.line, block.what, block.lines))
        .collect();
    let expected = [
        (4, What::Function, 13),
        (7, What::Quote, 5),
        (8, What::Function, 3),
        (13, What::Quote, 3),
        (19, What::Function, 3),
    ];
    assert_eq!(found, expected);
}

/// A function or a `quote!` of several lines.
struct Block {
    /// Number of its first line.
    line: usize,
    what: What,
    /// Number of its lines.
    lines: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    Function,
    Quote,
}

/// Finds the blocks of a source. It relies on the indentation, which rustfmt checks: what a line opens ends at the next
/// line that is indented as much and closes it.
fn blocks_of(text: &str) -> Vec<Block> {
    let lines: Vec<_> = text.lines().collect();
    let mut blocks = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let (what, closes): (_, fn(&str) -> bool) = if opens_function(line) {
            (What::Function, |line| {
                line.starts_with('}') || (line.starts_with(')') && line.ends_with(';'))
            })
        } else if opens_quote(line) {
            (What::Quote, |line| line.starts_with(['}', ')', ']']))
        } else {
            continue;
        };
        let end = lines[index + 1..]
            .iter()
            .position(|next| indentation(next) == indentation(line) && closes(next.trim_start()));
        let Some(end) = end else { continue };
        blocks.push(Block {
            line: index + 1,
            what,
            lines: end + 2,
        });
    }
    blocks
}

/// Returns `true` if a line is the first of a function that has a body of several lines.
fn opens_function(line: &str) -> bool {
    let mut words = line.split_whitespace().skip_while(|word| {
        word.starts_with("pub") || ["async", "const", "default", "unsafe"].contains(word)
    });
    words.next() == Some("fn") && line.ends_with(['{', '(', '>'])
}

/// Returns `true` if a line ends with the opening delimiter of a `quote!`.
fn opens_quote(line: &str) -> bool {
    let before = line.trim_end_matches(['{', '(', '[', ' ']);
    before.ends_with("quote!") && before.len() < line.trim_end().len()
}

fn indentation(line: &str) -> usize {
    line.len() - line.trim_start().len()
}
