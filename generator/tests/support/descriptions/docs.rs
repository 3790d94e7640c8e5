//! Random documentation: Markdown that is wrong, unclosed or hostile, and characters that editors and terminals misread.

use super::names::Names;

/// Texts that documentation is made of.
const TEXTS: [&str; 42] = [
    "Docs.",
    "A sentence with `code`, a [link](https://docs.example/a_%28b%29), and *emphasis*",
    "[Client], [text] and [0]",
    "https://docs.example/path?a=b#c and <https://docs.example>.",
    "`unclosed",
    "``two ` ticks``",
    "*/ /* //! ///",
    "\"quoted\" \\ 'single' {braces} {0} $dollar$ #[test] #![no_std]",
    "ends with a backslash \\",
    "<b>bold</b> <T> <script>alert(1)</script> </code></pre><img src=x onload=alert(1)>",
    "<!-- a comment",
    "&amp; &lt; &nbsp; &#0; &bogus;",
    "\u{202e}bidi\u{2066} \u{200b}\u{feff}\u{7} and a\ttab",
    "Grüße, 日本語, e\u{301}, 👩‍👩‍👧, İ, \u{a0}\u{2028}end",
    "CamelCaseWord, snake_case_word, std::vec::Vec, a.b.c() and SCREAMING_CASE",
    "two spaces at the end  ",
    "~struck~ ~~out~~ ^up^ _under_ __strong__ ***both***",
    "![image](https://docs.example/x.png) [^1]",
    "e.g. this, i.e. that, etc.. See §1.2.3",
    "2 < 3 && 3 > 2 || !x",
    "\n\n```\nfenced();\n```\n\n",
    "\n\n```rust\npanic!(\"this must not run\");\n```\n\n",
    "\n\n```rust,should_panic\n",
    "\n\n~~~compile_fail\nnor.this\n~~~\n\n",
    "\n\n````\n```\n````\n\n",
    "\n\n    fn indented() { not_code }\n\n",
    "\n\n> quoted\n>     fn deep() { not_code }\n>\n> more\n\n",
    "\n- a list\n  lazy\n    - nested\n        fn deeper() { not_code }\n\n- [ ] task\n",
    "\n* one\n+ two\n10. ten\n1) one\n",
    "\n| a | b |\n| - | - |\n| 1 | 2 `|` |\n",
    "a | b\n--|--\n1",
    "\n# Heading\n",
    "\n# Errors\n\n# Panics\n\n# Safety\n",
    "\nTitle\n===\n\nSubtitle\n---\n",
    "\n---\n***\n___\n",
    "\n[one]: https://docs.example\n[Client]: nowhere\n",
    "\n[^1]: A footnote.\n",
    "\n<details>\n<summary>S</summary>\n",
    "\r\ncarriage\rreturns\r\n",
    "line\nline\n\n\n\nline",
    "   leading spaces",
    "\\n \\u{41} \\x41 %s %d {{}}",
];

/// Returns documentation: most often a sentence, and otherwise several texts, one of them rarely very long.
pub fn docs(names: &mut Names<'_>) -> String {
    if names.random.once_in(3) {
        return "Docs of this.".to_owned();
    }
    let mut docs = String::new();
    for _ in 0..=names.random.below(3) {
        if !docs.is_empty() {
            docs.push_str(names.random.pick(&[" ", "\n", "\n\n"]));
        }
        match names.random.below(24) {
            0 => docs.push_str(&"word ".repeat(300)),
            1 => docs.push_str(&"x".repeat(400)),
            2 => docs.push_str(&names.any()),
            _ => docs.push_str(names.random.pick(&TEXTS)),
        }
    }
    docs
}
