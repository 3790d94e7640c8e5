//! YAML as people write it: short mappings on one line, long texts folded.

use std::fmt::Write as _;

/// Width up to which a line may grow.
const WIDTH: usize = 120;

/// Value of YAML.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Yaml {
    /// Text, which is quoted where it must be.
    Text(String),
    /// Number or boolean, or a text that is legal as it is.
    Plain(String),
    /// List.
    List(Vec<Yaml>),
    /// Mapping.
    Map(Map),
}

/// Mapping, in the order in which its entries were added.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Map(Vec<Entry>);

#[derive(Clone, Debug, PartialEq)]
struct Entry {
    key: String,
    value: Yaml,
    comments: Vec<String>,
    spaced: bool,
    /// Whether the key is quoted if it is a number.
    is_text: bool,
}

impl Map {
    /// Adds an entry.
    pub(crate) fn add(&mut self, key: impl Into<String>, value: Yaml) {
        self.add_with(key, value, Vec::new());
    }

    /// Adds an entry with lines of comments above it.
    pub(crate) fn add_with(&mut self, key: impl Into<String>, value: Yaml, comments: Vec<String>) {
        self.0.push(Entry {
            key: key.into(),
            value,
            comments,
            spaced: false,
            is_text: false,
        });
    }

    /// Adds an entry with a blank line before it.
    pub(crate) fn add_spaced(&mut self, key: impl Into<String>, value: Yaml) {
        self.add(key, value);
        if let Some(entry) = self.0.last_mut() {
            entry.spaced = true;
        }
    }

    /// Adds an entry whose key is a text for all readers, even if it looks like a number.
    fn add_quoted(&mut self, key: impl Into<String>, value: Yaml) {
        self.add(key, value);
        if let Some(entry) = self.0.last_mut() {
            entry.is_text = true;
        }
    }

    /// Returns the number of entries.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// Adds a text, if there is one.
    pub(crate) fn add_text(&mut self, key: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.add(key, Yaml::Text(text.to_owned()));
        }
    }

    /// Returns the value of the only entry, if that has this key: the short form of the mapping.
    pub(crate) fn only(&self, key: &str) -> Option<Yaml> {
        match &self.0[..] {
            [only] if only.key == key => Some(only.value.clone()),
            _ => None,
        }
    }

    /// Puts a blank line before each entry but the first one.
    pub(crate) fn spaced(mut self) -> Self {
        for entry in self.0.iter_mut().skip(1) {
            entry.spaced = true;
        }
        self
    }

    /// Returns `true` if there is no entry.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

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

impl From<&serde_json::Value> for Yaml {
    fn from(value: &serde_json::Value) -> Self {
        use serde_json::Value;
        match value {
            Value::Null | Value::Bool(_) | Value::Number(_) => Self::Plain(value.to_string()),
            Value::String(text) => Self::text(text),
            Value::Array(items) => Self::List(items.iter().map(Self::from).collect()),
            Value::Object(entries) => {
                let mut map = Map::default();
                for (key, value) in entries {
                    map.add_quoted(key, value.into());
                }
                Self::Map(map)
            }
        }
    }
}

impl From<Map> for Yaml {
    fn from(map: Map) -> Self {
        Self::Map(map)
    }
}

impl Yaml {
    /// Returns the text.
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

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
}

impl Yaml {
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

/// Writes a text that does not fit on a line: folded if it is one paragraph, literal otherwise.
fn long_text(head: &str, indent: usize, text: &str, out: &mut String) {
    let pad = " ".repeat(indent);
    let is_odd = text.starts_with([' ', '\n'])
        || text.ends_with([' ', '\n'])
        || text.contains(['\t', '\r', '\u{85}', '\u{2028}', '\u{2029}', '\u{feff}'])
        || text.chars().any(|c| c.is_control() && c != '\n');
    if is_odd {
        let _ = writeln!(out, "{head} {}", quoted(text));
    } else if text.contains('\n') {
        let _ = writeln!(out, "{head} |-");
        for line in text.split('\n') {
            let line = line.trim_end();
            let pad = if line.is_empty() { "" } else { &pad };
            let _ = writeln!(out, "{pad}{line}");
        }
    } else if text.contains("  ") {
        let _ = writeln!(out, "{head} {}", scalar(text, false));
    } else {
        let _ = writeln!(out, "{head} >-");
        let mut line = String::new();
        for word in text.split(' ') {
            if !line.is_empty() && indent + line.chars().count() + word.chars().count() >= WIDTH {
                let _ = writeln!(out, "{pad}{line}");
                line.clear();
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        let _ = writeln!(out, "{pad}{line}");
    }
}

/// Returns a key. One with a `?` is quoted in a mapping on one line, because many tools read YAML 1.1.
fn key(key: &str, is_flow: bool) -> String {
    // HTTP statuses.
    if key.len() == 3 && key.chars().all(|c| c.is_ascii_digit()) {
        return key.to_owned();
    }
    let is_word = key
        .strip_suffix('?')
        .unwrap_or(key)
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || "_-./".contains(c));
    if is_flow
        && !key
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "_-./".contains(c))
        || !is_word
    {
        return quoted(key);
    }
    scalar(key, is_flow)
}

/// Returns a text on one line, in quotes if YAML would read it as something else.
fn scalar(text: &str, is_flow: bool) -> String {
    if is_plain(text, is_flow) {
        text.to_owned()
    } else {
        quoted(text)
    }
}

fn is_plain(text: &str, is_flow: bool) -> bool {
    let Some(first) = text.chars().next() else {
        return false;
    };
    let starts_well = first.is_alphabetic()
        || "_/(".contains(first)
        || first.is_ascii_digit() && text.contains(' ');
    let words = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];
    let is_word = words.contains(&text.to_ascii_lowercase().as_str());
    // Numbers and dates.
    let is_number = first.is_ascii_digit()
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || "+-.eE:_xXoT Z".contains(c));
    let is_structure = text.ends_with([' ', ':']) || text.contains(": ") || text.contains(" #");
    let ends_flow = is_flow && text.contains([',', '[', ']', '{', '}', '?', '"', '\'']);
    let is_hidden = text.chars().any(|c| c.is_control() || is_break(c));
    starts_well && !is_word && !is_number && !is_structure && !ends_flow && !is_hidden
}

/// Returns `true` for a character that some readers of YAML take for the end of a line, or drop.
fn is_break(c: char) -> bool {
    matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{feff}')
}

fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}') => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
