//! The folders of the runtime: each imports only those above it.

use super::sources;
use crate::support::{folder, project};

/// The folders, in an order in which each imports only those above it.
const FOLDERS: &[&str] = &[
    "time",
    "text",
    "secret",
    "error",
    // Unions are decoded in parts, and their errors have a path in the whole document.
    "json",
    "values",
    "transport",
    "auth",
    "config",
    "client",
    "content",
    "request",
    "send",
    "call",
    "downloads",
    "wait",
    "upload",
    "pages",
    "events",
    "lines",
    "webhooks",
    "testing",
];

/// The documentation of the runtime tells readers of an emitted crate, which has no such test, the same order.
#[test]
fn the_documentation_lists_the_folders_in_the_same_order() {
    let text = folder::read(&project::path("generator/runtime/src/runtime/mod.rs"));
    let docs: String = text
        .lines()
        .map_while(|line| line.strip_prefix("//!"))
        .collect();
    let (_, list) = docs.split_once("in this order").expect("the order");
    let folders: Vec<_> = list.split('`').skip(1).step_by(2).collect();
    assert_eq!(folders, FOLDERS);
}

#[test]
fn a_folder_imports_only_folders_above_it() {
    let mut wrong = Vec::new();
    let mut seen = 0;
    for (place, module, paths) in sources("generator/runtime/src/runtime") {
        let Some(folder) = module.first() else {
            continue;
        };
        let Some(own) = position(folder) else {
            wrong.push(format!(
                "{place}: the folder `{folder}` is not in the table"
            ));
            continue;
        };
        for path in &paths {
            match path
                .iter()
                .map(String::as_str)
                .collect::<Vec<_>>()
                .as_slice()
            {
                ["crate", "runtime", import, ..] => {
                    seen += 1;
                    if position(import).is_none_or(|position| position > own) {
                        wrong.push(format!("{place}: `{folder}` imports `{import}`"));
                    }
                }
                ["crate" | "super", ..] => wrong.push(format!(
                    "{place}: `{}` is not written as `crate::runtime::…`",
                    path.join("::")
                )),
                _ => {}
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
    assert!(seen > 300, "imports are written in another way now");
}

fn position(folder: &str) -> Option<usize> {
    FOLDERS.iter().position(|name| *name == folder)
}

/// Clocks and timers differ between platforms, so that only the folder `time` uses those of Tokio and of the standard
/// library.
#[test]
fn only_one_folder_uses_clocks_and_timers() {
    let mut wrong = Vec::new();
    let mut uses = 0;
    for (place, module, paths) in sources("generator/runtime/src/runtime") {
        let is_clock = |path: &&Vec<String>| {
            let words: Vec<_> = path.iter().map(String::as_str).collect();
            let (first, last) = (words.first(), words.last());
            let is_tokio = first == Some(&"tokio") && words.get(1) == Some(&"time");
            let is_instant = first == Some(&"std") && last == Some(&"Instant");
            let is_now =
                words.ends_with(&["SystemTime", "now"]) || words.ends_with(&["Utc", "now"]);
            is_tokio || is_instant || is_now
        };
        for path in paths.iter().filter(is_clock) {
            uses += 1;
            if module.first().is_none_or(|folder| folder != "time") {
                wrong.push(format!("{place}: `{}`", path.join("::")));
            }
        }
    }
    assert!(uses > 2, "the folder `time` is written in another way now");
    assert!(
        wrong.is_empty(),
        "use `crate::runtime::time` in place of:\n{}\n",
        wrong.join("\n")
    );
}
