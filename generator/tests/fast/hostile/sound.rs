//! Runs of the generator on hostile descriptions. The result is diagnostics or a crate, within a time limit, on a small
//! stack, and never with code from texts of the description.

use crate::{helpers, support::folder};
use generator::{
    generate,
    output::{self, File, Mode},
};
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};
use rayon::ThreadPoolBuilder;
use std::{path::Path, sync::mpsc, thread, time::Duration};
use syn::visit::{self, Visit};

/// Start of `api.yaml`; tests replace `{…}`.
pub const API: &str = "\
name: Zoo
version: \"1\"
package: { name: zoo, version: 0.1.0 }
base_url: https://zoo.example
auth: bearer
pagination: { items: items, next: next, cursor: cursor }
";

/// Smallest resource.
pub const RESOURCE: &str = "docs: Pets.\nmethods: { feed: { route: POST /feed, docs: Feeds. } }\n";

/// Stack of a thread, as small as on some systems.
const STACK: usize = 2 << 20;

/// Maximum time for any description, even on a busy machine and without optimization.
const PATIENCE: Duration = Duration::from_secs(60);

/// Languages that code blocks in the documentation may have. Only the generator's own examples are compiled.
const SHOWN: &[&str] = &["http", "json", "sh", "text", "yaml"];

/// Allowed beginnings of links: to the web, and to items of the crate.
const LINKS: &[&str] = &["https://", "http://", "crate::", "super::", "Self::"];

/// Files of a crate, or the diagnostics.
pub type Outcome = Result<Vec<File>, String>;

/// Runs the generator on a resource.
pub fn resource(text: &str) -> Outcome {
    described(&[("api.yaml", API), ("resources/pets.yaml", text)])
}

/// Runs the generator on the files of a whole description.
pub fn described(files: &[(&str, &str)]) -> Outcome {
    outcome(|spec| {
        for (path, text) in files {
            folder::write(&spec.join(path), text);
        }
    })
}

/// Runs the generator on a folder, with a small stack and a time limit. Inspects the crate, and writes it to check that no
/// file is outside of its folder.
pub fn outcome(lay_out: impl FnOnce(&Path)) -> Outcome {
    let place = folder::temporary();
    let spec = place.path().join("spec");
    folder::write(&place.path().join("canary"), "sings");
    lay_out(&spec);
    let (told, heard) = mpsc::channel();
    let from = spec.clone();
    let pool = ThreadPoolBuilder::new().num_threads(2).stack_size(STACK);
    let pool = pool.build().expect("threads can be started");
    thread::spawn(move || {
        let run = || generate(&from).map_err(|failure| failure.render(false));
        let outcome = pool.install(run).map(|generated| generated.files);
        let _ = told.send(outcome);
    });
    let outcome = heard.recv_timeout(PATIENCE);
    let outcome = outcome.expect("the run ends in time, and without a panic");
    match &outcome {
        Ok(files) => {
            // Most files of a small crate are those of every crate, and need to be examined once.
            let files = files.iter().filter(|file| helpers::is_new(file));
            let files: Vec<_> = files.cloned().collect();
            inspect(&files);
            output::apply(&place.path().join("out"), &files, Mode::Write)
                .expect("it can be written");
        }
        Err(messages) => {
            assert!(!messages.contains("a bug of the generator"), "{messages}");
            assert!(
                messages.len() < 4 << 20,
                "{} bytes of messages",
                messages.len()
            );
        }
    }
    let found = folder::entries(place.path());
    let names: Vec<_> = found.iter().map(|path| folder::stem(path)).collect();
    assert!(
        names
            .iter()
            .all(|name| ["canary", "out", "spec"].contains(&name.as_str())),
        "{names:?}"
    );
    assert_eq!(folder::read(&place.path().join("canary")), "sings");
    outcome
}

/// Returns the crate of a resource that must be accepted.
pub fn accepted(text: &str) -> Vec<File> {
    resource(text).unwrap_or_else(|messages| panic!("{messages}"))
}

/// Returns the diagnostics of a resource that must be refused.
pub fn refused(text: &str) -> String {
    resource(text).expect_err("it is to be refused")
}

/// Returns `true` if a file is a Rust file.
pub fn is_rust(file: &File) -> bool {
    let extension = Path::new(&file.path).extension();
    extension.is_some_and(|found| found == "rs")
}

/// Fails unless every Rust file can be parsed, and documentation has no code except for the generator's own.
fn inspect(files: &[File]) {
    for file in files {
        if is_rust(file) {
            let parsed = syn::parse_file(&file.text)
                .unwrap_or_else(|error| panic!("{}: {error}\n{}", file.path, file.text));
            Documentation(&file.path).visit_file(&parsed);
        }
        if file.path == "README.md" {
            harmless(&file.path, &file.text);
        }
    }
}

/// Reads the doc comments of a file, as rustdoc would.
struct Documentation<'a>(&'a str);

impl<'ast> Documentation<'_> {
    fn of(&self, attributes: &'ast [syn::Attribute]) {
        let mut text = String::new();
        for attribute in attributes {
            if let syn::Meta::NameValue(meta) = &attribute.meta
                && meta.path.is_ident("doc")
                && let syn::Expr::Lit(syn::ExprLit {
                    lit: syn::Lit::Str(line),
                    ..
                }) = &meta.value
            {
                let line = line.value();
                text.push_str(line.strip_prefix(' ').unwrap_or(&line));
                text.push('\n');
            }
        }
        // The runtime does not depend on the description.
        if !self.0.starts_with("src/runtime/") {
            harmless(self.0, &text);
        }
    }
}

macro_rules! documented {
    ($($visit:ident: $item:ident),* $(,)?) => {
        impl<'ast> Visit<'ast> for Documentation<'_> {
            $(fn $visit(&mut self, item: &'ast syn::$item) {
                self.of(&item.attrs);
                visit::$visit(self, item);
            })*
        }
    };
}

documented! {
    visit_field: Field, visit_file: File, visit_impl_item_fn: ImplItemFn, visit_item_enum: ItemEnum,
    visit_item_fn: ItemFn, visit_item_mod: ItemMod, visit_item_struct: ItemStruct, visit_item_use: ItemUse,
    visit_variant: Variant,
}

/// Fails if Markdown has code that rustdoc would run, HTML, or a misleading link.
fn harmless(path: &str, text: &str) {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION;
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        let why = match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => "a code block by indentation",
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                let example = ["no_run", "rust,no_run"].contains(&&*info)
                    && ["Client", "client: ", "Webhooks", "::models::"]
                        .iter()
                        .any(|own| text[range.clone()].contains(own));
                // Examples of the testing kit run, because they need no network. They consist of names and samples.
                let kit = path.starts_with("src/testing")
                    && info.is_empty()
                    && text[range.clone()].contains("testing::");
                if example || kit || SHOWN.contains(&&*info) {
                    continue;
                }
                "a code block that would be run"
            }
            Event::Html(_) | Event::InlineHtml(_) => "HTML",
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. })
                if dest_url.contains(':')
                    && !LINKS.iter().any(|start| dest_url.starts_with(start))
                    && !is_method(&dest_url) =>
            {
                "a link that is none of the web"
            }
            _ => continue,
        };
        panic!("{path}: {why}: {}\nin\n{text}", &text[range]);
    }
}

/// Returns `true` if a link leads to a method of a type, which rustdoc resolves.
fn is_method(link: &str) -> bool {
    let path = link
        .strip_suffix("()")
        .and_then(|path| path.split_once("::"));
    let is_word = |word: &str| word.chars().all(|c| c.is_alphanumeric() || c == '_');
    path.is_some_and(|(ty, name)| {
        ty.starts_with(char::is_uppercase) && is_word(ty) && is_word(name)
    })
}
