//! Conversion of documentation text to safe Markdown.

use generator::markdown::{BrokenLink, broken_links, safe};
use proptest::prelude::*;
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

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn any_text_becomes_harmless(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..24)) {
        let text = pieces.concat();
        let lines = safe(&text);
        let whole = lines.join("\n");
        prop_assert_eq!(harm(&whole), None, "{:?} became {:?}", text, whole);
        // Some places show only the first line, others add text at the end.
        if let Some(first) = lines.first() {
            prop_assert_eq!(harm(first), None, "{:?} became {:?}", text, whole);
            let item = format!("- `id`: {first}");
            prop_assert_eq!(harm(&item), None, "{:?} became {:?}", text, whole);
        }
        let more = format!("{whole}\n\n```text\n<b>\n```");
        prop_assert_eq!(harm(&more), None, "{:?} became {:?}", text, whole);
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
