//! Conversion of documentation text to safe Markdown.

use crate::support::random::Random;
use generator::markdown::{BrokenLink, broken_links, safe};
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};

/// Pieces of Markdown. Texts made of them have all constructs, and most mistakes.
const PIECES: &[&str] = &[
    "a",
    " ",
    "    ",
    "\n",
    "\n\n",
    "`",
    "```",
    "````",
    "~~~",
    "<",
    ">",
    "<b>",
    "</b>",
    "<!--",
    "-->",
    "<?",
    "[",
    "]",
    "(",
    ")",
    "](",
    "[^a]",
    "]: ",
    "!",
    "\\",
    "- ",
    "1. ",
    "> ",
    "* ",
    "# ",
    "---\n",
    "| a | b |\n| - | - |\n",
    "_",
    "*",
    "~",
    "&lt;",
    "&#96;",
    "rust",
    "text",
    "https://a.example/b",
    "http://",
    "javascript:x",
    "'",
    "\"",
    "x@y.example",
    "<https://a.example>",
    "- [ ] ",
    "\u{a0}",
    "é",
];

/// Returns the first part of a text that rustdoc would run, pass on as HTML, or turn into a link of its own.
fn harm(text: &str) -> Option<String> {
    let unresolved = |_: pulldown_cmark::BrokenLink<'_>| Some(("unresolved".into(), "".into()));
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION;
    let parser = Parser::new_with_broken_link_callback(text, options, Some(unresolved));
    for (event, at) in parser.into_offset_iter() {
        let harmless = match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented))
            | Event::Html(_)
            | Event::InlineHtml(_) => false,
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                ["http", "json", "sh", "text", "yaml"].contains(&&*info)
            }
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                dest_url.starts_with("https://") || dest_url.starts_with("http://")
            }
            _ => true,
        };
        if !harmless {
            return Some(text[at].to_owned());
        }
    }
    None
}

/// Returns the first text, of those made of a text, that is harmful where it is emitted.
fn harm_of(text: &str) -> Option<String> {
    let lines = safe(text);
    let whole = lines.join("\n");
    // Some places show only the first line, others add text at the end.
    let first = lines.first().into_iter();
    let first = first.flat_map(|line| [line.clone(), format!("- `id`: {line}")]);
    let more = format!("{whole}\n\n```text\n<b>\n```");
    let mut emitted = [whole, more].into_iter().chain(first);
    emitted.find_map(|emitted| Some(format!("{:?} in {emitted:?}", harm(&emitted)?)))
}

/// Leaves out all pieces without which the text is still harmful.
fn shortened(mut pieces: Vec<&str>) -> Vec<&str> {
    for at in (0..pieces.len()).rev() {
        let piece = pieces.remove(at);
        if harm_of(&pieces.concat()).is_none() {
            pieces.insert(at, piece);
        }
    }
    pieces
}

#[test]
fn any_text_becomes_harmless() {
    for seed in 0..2_000 {
        let mut random = Random::new(seed);
        let pieces: Vec<_> = (0..random.below(24)).map(|_| random.pick(PIECES)).collect();
        if harm_of(&pieces.concat()).is_some() {
            let text = shortened(pieces).concat();
            panic!(
                "seed {seed}: of {text:?}, {}",
                harm_of(&text).unwrap_or_default()
            );
        }
    }
}

#[test]
fn safe_markdown_is_not_changed() {
    let text = "A [link](https://a.example/b_(c) \"title\"), `code <b>` and *more*:\n\n- one\n\n  ```json\n  {}\n  ```\n\n> quoted\n\n| a | b |\n| - | - |\n| 1 | 2 |";
    assert_eq!(safe(text).join("\n"), text);
    assert_eq!(broken_links(text), []);
}

#[test]
fn unsafe_markdown_becomes_text() {
    let cases = [
        ("<b>bold</b>", "\\<b>bold\\</b>"),
        ("see [Client] and [x][y]", "see \\[Client] and \\[x]\\[y]"),
        ("[a]: https://a.example", "\\[a]: <https://a.example>"),
        ("```rust\npanic!()", "```text\npanic!()\n```"),
        ("a\n\n    panic!()", "a\n\npanic!()"),
        (
            "https://a.example/b_c?d=e&f=g.",
            "<https://a.example/b_c?d=e&f=g>.",
        ),
        ("`a\nb`", "\\`a\nb\\`"),
        ("[a\nb](https://a.example)", "\\[a\nb](<https://a.example>)"),
        ("- [ ] task", "- \\[ ] task"),
        ("a [^1], b^2 and \\[^3]", "a \\[^1], b^2 and \\[^3]"),
        ("a [^1]\n\n[^1]: b", "a \\[^1]\n\n\\[^1]: b"),
        (
            "a [b [^1]](https://a.example)",
            "a \\[b \\[^1]](<https://a.example>)",
        ),
        (
            "hidden\u{200b}\u{ad}\u{2060}\u{feff} \u{202e}marks\u{7}",
            "hidden marks",
        ),
        (
            "joined 👩\u{200d}👧 and ❤\u{fe0f}",
            "joined 👩\u{200d}👧 and ❤\u{fe0f}",
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(safe(text).join("\n"), expected);
    }
}

#[test]
fn broken_links_are_reported() {
    let cases = [
        (
            "[a](b.html)",
            "[a](b.html)",
            "`b.html` is not an absolute URL",
        ),
        (
            "[a](https://a.example/b c)",
            "[a](https://a.example/b c)",
            "`https://a.example/b c` is not an absolute URL",
        ),
        ("[`Pet`]", "[`Pet`]", "there is no URL for `Pet`"),
        (
            "https://ö.example",
            "https://ö.example",
            "the URL is not valid",
        ),
    ];
    for (text, word, reason) in cases {
        let link = BrokenLink {
            word: word.to_owned(),
            reason: reason.to_owned(),
        };
        assert_eq!(broken_links(text), [link]);
    }
}
