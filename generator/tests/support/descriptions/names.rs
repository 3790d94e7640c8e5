//! Random names: words of emitted crates, of Rust and of file systems, in the usual cases.

use crate::support::random::Random;
use proc_macro2::{TokenStream, TokenTree};
use std::collections::BTreeSet;

/// Words that mean something to Rust, to its prelude or to its tools.
const RUST: &str = "as async await become box break const continue crate do dyn else enum extern false final fn for gen if \
    impl in let loop macro match mod move mut override priv pub raw ref return safe self Self static struct super trait true \
    try type typeof union unsafe unsized use virtual where while yield macro_rules auto default \
    Option Some None Result Ok Err Vec Box String ToString ToOwned Into From TryFrom TryInto AsRef AsMut Iterator IntoIterator \
    Extend Default Clone Copy Send Sync Sized Drop Unpin Fn FnMut FnOnce PartialEq Eq PartialOrd Ord Debug Hash Future \
    IntoFuture drop format vec println assert panic todo bool char str u8 i32 i64 f64 usize u64 std core alloc test main lib \
    derive serde serde_json http bytes tokio rustfmt clippy doc cfg allow tests examples benches build src target";

/// Names of files that some systems do not have, and names that are common in APIs.
const OTHER: &str = "aux con nul prn com1 lpt1 index readme license cargo error errors status message code details kind body \
    headers request response data id name value key values keys items next cursor page limit offset created_at updated_at \
    webhook webhooks event events stream list create retrieve update delete get set new build builder client config token \
    secret password user account path query param params header url uri method route timeout retries send unknown other \
    additional label labels tag tags field fields mask state version format count size length is_empty iter collect clone \
    eq cmp hash fmt into from as_str to_string into_iter";

/// Endings with which emission makes names of its own.
const ENDINGS: [&str; 12] = [
    "_pages", "_events", "_route", "_field", "s", "_1", "_request", "_list", "_new", "_builder",
    "_by_id", "_error",
];

/// Names on the wire from which no Rust name follows, or one that says nothing.
const ODD: [&str; 40] = [
    "",
    " ",
    "*",
    "-",
    "_",
    "__",
    "1",
    "2XL",
    "007",
    "-1",
    "1.5",
    "true",
    "null",
    "~",
    "a b",
    " a ",
    "a.b",
    "a..b",
    ".",
    "@odata.nextLink",
    "$ref",
    "#",
    "a:b",
    "a?",
    "a/b~1",
    "%20",
    "a&b=c",
    "a\nb",
    "\t",
    "\"quoted\"",
    "it's",
    "\\",
    "{x}",
    "[0]",
    "<b>",
    "`tick`",
    "Größe",
    "日本語",
    "\u{202e}x",
    "👍",
];

/// Words for names.
pub struct Vocabulary {
    emitted: Vec<String>,
    rust: Vec<&'static str>,
    other: Vec<&'static str>,
}

impl Vocabulary {
    /// Returns all words in snake case, those of the lists above first.
    pub fn all(&self) -> Vec<String> {
        let lists = self.rust.iter().chain(&self.other).copied();
        let words = lists.chain(self.emitted.iter().map(String::as_str));
        let mut known = BTreeSet::new();
        let words = words.map(snake);
        words.filter(|word| known.insert(word.clone())).collect()
    }

    /// Returns the words for names, with the identifiers of emitted Rust files.
    pub fn new<'a>(files: impl IntoIterator<Item = &'a str>) -> Self {
        let mut words = BTreeSet::new();
        for text in files {
            if let Ok(tokens) = text.parse() {
                collect(tokens, &mut words);
            }
        }
        Self {
            emitted: words.into_iter().collect(),
            rust: RUST.split_whitespace().collect(),
            other: OTHER.split_whitespace().collect(),
        }
    }
}

fn collect(tokens: TokenStream, words: &mut BTreeSet<String>) {
    for token in tokens {
        match token {
            TokenTree::Ident(word) => {
                words.insert(word.to_string().trim_start_matches("r#").to_owned());
            }
            TokenTree::Group(group) => collect(group.stream(), words),
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

/// Source of names.
pub struct Names<'a> {
    vocabulary: &'a Vocabulary,
    /// Words that are used again and again, so that unlike things have names that are alike.
    favourites: Vec<String>,
    pub random: &'a mut Random,
}

/// Number of words that are used again and again in one description.
const FAVOURITES: usize = 12;

impl<'a> Names<'a> {
    pub fn new(vocabulary: &'a Vocabulary, random: &'a mut Random) -> Self {
        let mut names = Self {
            vocabulary,
            favourites: Vec::new(),
            random,
        };
        names.favourites = (0..FAVOURITES).map(|_| names.any()).collect();
        names
    }

    /// Returns a word, now and then with an ending, and rarely many words.
    fn word(&mut self) -> String {
        if self.random.once_in(60) {
            let words: Vec<_> = (0..8).map(|_| self.any()).collect();
            return words.join("_");
        }
        let word = if self.random.once_in(3) {
            self.favourites[self.random.below(FAVOURITES)].clone()
        } else {
            self.any()
        };
        if self.random.once_in(8) {
            format!("{word}{}", self.random.pick(&ENDINGS))
        } else {
            word
        }
    }

    /// Returns a word of the vocabulary, in the case in which it is found.
    pub fn any(&mut self) -> String {
        let words = self.vocabulary;
        match self.random.below(8) {
            0..=3 => words.emitted[self.random.below(words.emitted.len())].clone(),
            4 | 5 => self.random.pick(&words.rust).to_owned(),
            _ => self.random.pick(&words.other).to_owned(),
        }
    }

    /// Returns a name on the wire that is no word, or no word that Rust can have.
    pub fn odd(&mut self) -> String {
        match self.random.below(8) {
            0 => format!("{}{}", self.any(), self.random.pick(&ODD)),
            1 => "long ".repeat(40),
            _ => self.random.pick(&ODD).to_owned(),
        }
    }

    /// Returns a name on the wire, in any case.
    pub fn wire(&mut self) -> String {
        let word = self.word();
        match self.random.below(8) {
            0 => camel(&word),
            1 => pascal(&word),
            2 => word.to_uppercase(),
            3 => word.replace('_', "-"),
            4 => format!("@{word}.{}", self.random.below(3)),
            _ => word,
        }
    }

    /// Returns a name of a method or a resource.
    pub fn snake(&mut self) -> String {
        snake(&self.word())
    }

    /// Returns the name of a parameter in a path.
    pub fn camel(&mut self) -> String {
        camel(&self.word())
    }

    /// Returns the name of a model.
    pub fn pascal(&mut self) -> String {
        pascal(&self.word())
    }
}

fn parts(word: &str) -> impl Iterator<Item = String> {
    let snake = snake(word);
    let parts: Vec<_> = snake
        .split('_')
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect();
    parts.into_iter()
}

pub(super) fn pascal(word: &str) -> String {
    let capital = |part: String| part[..1].to_uppercase() + &part[1..];
    let name: String = parts(word).map(capital).collect();
    if name.is_empty() {
        "X".to_owned()
    } else {
        name
    }
}

pub(super) fn camel(word: &str) -> String {
    let name = pascal(word);
    name[..1].to_lowercase() + &name[1..]
}

fn snake(word: &str) -> String {
    let mut name = String::new();
    let mut previous = '_';
    for letter in word.chars().filter(char::is_ascii) {
        if letter.is_ascii_uppercase() && previous.is_ascii_lowercase() {
            name.push('_');
        }
        name.push(letter.to_ascii_lowercase());
        previous = letter;
    }
    let name = name.trim_matches('_');
    if name.is_empty() {
        "x".to_owned()
    } else {
        name.to_owned()
    }
}
