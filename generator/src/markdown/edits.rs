//! The changes that make a text safe, found by the parser that rustdoc uses.

use super::links::{BrokenLink, is_url};
use pulldown_cmark::{
    BrokenLink as Unresolved, CodeBlockKind, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd,
};
use std::ops::Range;

/// Languages that a code block may name; any other is shown as plain text.
const LANGUAGES: &[&str] = &["http", "json", "sh", "text", "yaml"];

/// Replacement of a range of the text.
#[derive(Debug)]
pub(super) struct Edit {
    pub(super) at: Range<usize>,
    pub(super) with: String,
}

/// Walk over the events of a text.
struct Walk<'a> {
    text: &'a str,
    edits: Vec<Edit>,
    broken: Vec<BrokenLink>,
    /// Number of links and images that are open.
    links: usize,
    /// Number of quotes, list items and footnotes that are open.
    containers: usize,
    /// Code block that is open.
    block: Option<Block>,
    /// End of the last URL that was found. Events before it belong to the URL.
    url_end: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Block {
    Fenced,
    Indented,
}

/// Returns the edits that make a text safe, and the broken links in it.
pub(super) fn edits(text: &str) -> (Vec<Edit>, Vec<BrokenLink>) {
    let mut walk = Walk {
        text,
        edits: Vec::new(),
        broken: Vec::new(),
        links: 0,
        containers: 0,
        block: None,
        url_end: 0,
    };
    // rustdoc looks up a link without a target among the items of the crate, so that each of them is treated as a link.
    let resolve = |_: Unresolved<'_>| Some((CowStr::Borrowed(""), CowStr::Borrowed("")));
    let parser = Parser::new_with_broken_link_callback(text, options(), Some(resolve));
    let mut events = parser.into_offset_iter();
    for (event, at) in events.by_ref() {
        walk.event(&event, at);
    }
    for (_, definition) in events.reference_definitions().iter() {
        walk.escape(definition.span.clone(), '[');
    }
    (walk.edits, walk.broken)
}

/// Returns the extensions of Markdown that rustdoc reads.
fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION
}

impl Walk<'_> {
    fn event(&mut self, event: &Event<'_>, at: Range<usize>) {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                self.block = Some(Block::Fenced);
                self.fenced(info, at);
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => {
                self.block = Some(Block::Indented);
            }
            Event::End(TagEnd::CodeBlock) => self.block = None,
            Event::Start(
                Tag::Link {
                    link_type,
                    dest_url,
                    ..
                }
                | Tag::Image {
                    link_type,
                    dest_url,
                    ..
                },
            ) => {
                self.links += 1;
                self.link(*link_type, dest_url, at);
            }
            Event::End(TagEnd::Link | TagEnd::Image) => self.links -= 1,
            Event::Start(Tag::BlockQuote(_) | Tag::Item) => self.containers += 1,
            Event::Start(Tag::FootnoteDefinition(_)) => {
                self.containers += 1;
                self.escape(at, '[');
            }
            Event::End(TagEnd::BlockQuote(_) | TagEnd::Item | TagEnd::FootnoteDefinition) => {
                self.containers -= 1;
            }
            Event::FootnoteReference(_) | Event::TaskListMarker(_) => self.escape(at, '['),
            Event::Html(_) | Event::InlineHtml(_) => self.escape_all(at, '<'),
            // The first line of a text is shown alone in places, where half of a code span would be text.
            Event::Code(_) if self.text[at.clone()].contains('\n') => self.escape_all(at, '`'),
            Event::Text(_) => match self.block {
                Some(Block::Indented) => self.outdent(at.start),
                Some(Block::Fenced) => {}
                None => {
                    self.footnotes(at.clone());
                    if self.links == 0 {
                        self.urls(at);
                    }
                }
            },
            // The remaining events are structure, such as paragraphs, lists and tables.
            _ => {}
        }
    }

    /// Replaces an unknown language of a code block, and closes a block that would extend to the end of the page. A block
    /// in a quote or a list ends with the quote or list.
    fn fenced(&mut self, info: &str, at: Range<usize>) {
        let block = &self.text[at.clone()];
        let mark = if block.starts_with('~') { '~' } else { '`' };
        let first = block.lines().next().unwrap_or_default();
        let length = first.len() - first.trim_start_matches(mark).len();
        if !LANGUAGES.contains(&info) {
            self.replace(at.start + length..at.start + first.len(), "text");
        }
        let closes = |line: &str| {
            let rest = line.trim();
            rest.len() >= length && rest.chars().all(|c| c == mark)
        };
        let closed = block.lines().skip(1).last().is_some_and(closes);
        if !closed && self.containers == 0 {
            let fence = &first[..length];
            self.replace(self.text.len()..self.text.len(), &format!("\n{fence}"));
        }
    }

    /// Turns a link into text unless it leads to an absolute URL.
    fn link(&mut self, link_type: LinkType, target: &str, at: Range<usize>) {
        let text = &self.text[at.clone()];
        let one_line = !text.contains('\n');
        let kept = match link_type {
            LinkType::Inline | LinkType::Autolink => one_line && is_url(target),
            LinkType::Reference
            | LinkType::ReferenceUnknown
            | LinkType::Collapsed
            | LinkType::CollapsedUnknown
            | LinkType::Shortcut
            | LinkType::ShortcutUnknown
            | LinkType::Email
            | LinkType::WikiLink { .. } => false,
        };
        if kept {
            return;
        }
        match link_type {
            LinkType::Inline if one_line => self.not_absolute(text, target),
            LinkType::ShortcutUnknown | LinkType::CollapsedUnknown | LinkType::ReferenceUnknown => {
                self.unknown(at.clone());
            }
            _ => {}
        }
        let bracket = if text.starts_with('<') { '<' } else { '[' };
        self.escape(at, bracket);
    }

    /// Reports brackets that were meant as a link.
    fn unknown(&mut self, at: Range<usize>) {
        let text = &self.text[at.clone()];
        let line = self.text[at.end..].lines().next().unwrap_or_default();
        let target = line.strip_prefix('(').and_then(|rest| rest.split_once(')'));
        if let Some((target, _)) = target {
            let whole = &self.text[at.start..at.end + target.len() + "()".len()];
            self.not_absolute(whole, target);
        } else if let Some((item, _)) = text
            .strip_prefix("[`")
            .and_then(|rest| rest.split_once("`]"))
        {
            self.broken.push(BrokenLink {
                word: format!("[`{item}`]"),
                reason: format!("there is no URL for `{item}`"),
            });
        }
    }

    fn not_absolute(&mut self, whole: &str, target: &str) {
        self.broken.push(BrokenLink {
            word: whole.to_owned(),
            reason: format!("`{target}` is not an absolute URL"),
        });
    }

    /// Escapes references to footnotes that do not exist. Clippy suspects that their text is missing.
    fn footnotes(&mut self, at: Range<usize>) {
        for (found, _) in self.text[at.clone()].match_indices('[') {
            let found = at.start + found;
            // An event may end between the characters.
            let (before, rest) = self.text.split_at(found);
            let backslashes = before.len() - before.trim_end_matches('\\').len();
            if rest.starts_with("[^") && backslashes % 2 == 0 {
                self.replace(found..found, "\\");
            }
        }
    }

    /// Puts bare URLs in angle brackets, as rustdoc wants them.
    fn urls(&mut self, at: Range<usize>) {
        let mut from = at.start.max(self.url_end);
        while from < at.end {
            let rest = &self.text[from..at.end];
            let starts = [rest.find("https://"), rest.find("http://")];
            let Some(start) = starts.into_iter().flatten().min() else {
                return;
            };
            // A URL may go on behind the event, which ends at an underscore or an ampersand.
            let start = from + start;
            let url = &self.text[start..];
            let end = url
                .find(|c: char| c.is_whitespace() || "<>`\"'()[]{}|\\^“”’".contains(c))
                .unwrap_or(url.len());
            let url = url[..end].trim_end_matches(['.', ',', ';', ':', '!', '?']);
            from = start + url.len();
            self.url_end = from;
            if is_url(url) {
                self.replace(start..from, &format!("<{url}>"));
            } else {
                self.broken.push(BrokenLink {
                    word: url.to_owned(),
                    reason: "the URL is not valid".to_owned(),
                });
            }
        }
    }

    /// Removes the indentation of a line of a code block, which makes text of it.
    fn outdent(&mut self, start: usize) {
        let before = self.text[..start].trim_end_matches(' ').len();
        let line = &self.text[start..];
        let after = start + line.len() - line.trim_start_matches(' ').len();
        let margin = before == 0 || self.text[..before].ends_with('\n');
        self.replace(before..after, if margin { "" } else { " " });
    }

    fn escape(&mut self, at: Range<usize>, mark: char) {
        if let Some(found) = self.text[at.clone()].find(mark) {
            let at = at.start + found;
            self.replace(at..at, "\\");
        }
    }

    fn escape_all(&mut self, at: Range<usize>, mark: char) {
        for (found, _) in self.text[at.clone()].match_indices(mark) {
            let at = at.start + found;
            self.replace(at..at, "\\");
        }
    }

    fn replace(&mut self, at: Range<usize>, with: &str) {
        self.edits.push(Edit {
            at,
            with: with.to_owned(),
        });
    }
}
