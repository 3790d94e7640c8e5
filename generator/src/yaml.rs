//! YAML as people write it: short mappings on one line, long texts folded.

mod layout;
mod text;

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
}
