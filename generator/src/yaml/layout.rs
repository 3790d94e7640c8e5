//! Layout of YAML: which values stand on one line.

use std::fmt::Write as _;

use super::text::{WIDTH, key, long_text, quoted, scalar};
use super::{Entry, Map, Yaml};

impl Map {
    /// Returns the document.
    pub(crate) fn print(&self) -> String {
        let mut out = String::new();
        self.block(0, &mut out);
        out
    }

    fn block(&self, indent: usize, out: &mut String) {
        for entry in &self.0 {
            entry.print(indent, out);
        }
    }

    /// Returns the mapping on one line, if it has neither comments nor long texts.
    fn flow(&self) -> Option<String> {
        let entries = self.0.iter().map(|entry| {
            let value = entry
                .comments
                .is_empty()
                .then(|| entry.value.flow())
                .flatten()?;
            Some(format!("{}: {value}", entry.key(true)))
        });
        let entries = entries.collect::<Option<Vec<_>>>()?;
        Some(if entries.is_empty() {
            "{}".to_owned()
        } else {
            format!("{{ {} }}", entries.join(", "))
        })
    }
}

impl Yaml {
    /// Returns the value on one line, if it fits in one.
    fn flow(&self) -> Option<String> {
        match self {
            Self::Text(text) if text.contains('\n') => None,
            Self::Text(text) => Some(scalar(text, true)),
            Self::Plain(text) => Some(text.clone()),
            Self::List(items) => {
                let items = items.iter().map(Self::flow).collect::<Option<Vec<_>>>()?;
                Some(format!("[{}]", items.join(", ")))
            }
            Self::Map(map) => map.flow(),
        }
    }

    /// Prints the value as an item of a list: on one line if it is short, else the first entry of a mapping behind the dash.
    fn print_item(&self, indent: usize, out: &mut String) {
        let pad = " ".repeat(indent);
        match (self.flow(), self) {
            (Some(line), _) if indent + line.len() < WIDTH => {
                let _ = writeln!(out, "{pad}- {line}");
            }
            (_, Self::Map(map)) if !map.is_empty() => {
                let mut block = String::new();
                map.block(indent + 2, &mut block);
                let _ = write!(out, "{pad}- {}", &block[indent + 2..]);
            }
            (_, Self::Text(text)) => long_text(&format!("{pad}-"), indent + 2, text, out),
            (line, _) => {
                let _ = writeln!(out, "{pad}- {}", line.unwrap_or_default());
            }
        }
    }
}

impl Entry {
    fn key(&self, is_flow: bool) -> String {
        if self.is_text && self.key.parse::<i64>().is_ok() {
            return quoted(&self.key);
        }
        key(&self.key, is_flow)
    }

    fn print(&self, indent: usize, out: &mut String) {
        if self.spaced {
            out.push('\n');
        }
        let pad = " ".repeat(indent);
        for comment in &self.comments {
            let _ = writeln!(out, "{pad}# {comment}");
        }
        let key = self.key(false);
        let head = format!("{pad}{key}:");
        if let Some(line) = self.line().filter(|line| head.len() + line.len() < WIDTH) {
            let _ = writeln!(out, "{head} {line}");
            return;
        }
        match &self.value {
            Yaml::Text(text) => long_text(&head, indent + 2, text, out),
            Yaml::Plain(text) => {
                let _ = writeln!(out, "{head} {text}");
            }
            Yaml::Map(map) if map.is_empty() => {
                let _ = writeln!(out, "{head} {{}}");
            }
            Yaml::List(items) if items.is_empty() => {
                let _ = writeln!(out, "{head} []");
            }
            Yaml::Map(map) => {
                let _ = writeln!(out, "{head}");
                map.block(indent + 2, out);
            }
            Yaml::List(items) => {
                let _ = writeln!(out, "{head}");
                for item in items {
                    item.print_item(indent + 2, out);
                }
            }
        }
    }

    /// Returns the value as it stands behind its key, if one line is enough for people to read it.
    fn line(&self) -> Option<String> {
        match &self.value {
            Yaml::Text(text) if text.contains('\n') => None,
            Yaml::Text(text) => Some(scalar(text, false)),
            // The parts of a file are never on one line.
            Yaml::Map(map)
                if map.0.iter().any(|entry| {
                    entry.spaced || matches!(&entry.value, Yaml::Map(inner) if inner.0.len() > 1)
                }) =>
            {
                None
            }
            value => value.flow(),
        }
    }
}
