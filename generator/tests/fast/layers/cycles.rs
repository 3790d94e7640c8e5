//! Import cycles between files.

use super::{paths::paths, sources};
use std::collections::{BTreeMap, BTreeSet};

/// Source folders, each with the pairs of files that may import each other, and the reason.
const ROOTS: &[(&str, &[(&str, &str)])] = &[
    ("generator/runtime/src/runtime", &[]),
    ("generator/src", &[]),
    ("xtask/src", &[]),
];

#[test]
fn files_do_not_import_each_other_in_circles() {
    for (root, allowed) in ROOTS {
        let files = sources(root);
        assert!(files.len() > 5, "the sources of {root} are elsewhere now");
        let imports = imports(root, &files);
        let found = cycles(&imports);
        let names: Vec<_> = found.iter().map(|cycle| cycle.join(", ")).collect();
        let allowed: Vec<_> = allowed.iter().map(|(cycle, _)| *cycle).collect();
        let edges = found.iter().flat_map(|cycle| inside(&imports, cycle));
        let edges: Vec<_> = edges.collect();
        assert_eq!(
            names,
            allowed,
            "import cycles in {root}:\n{}\n",
            edges.join("\n")
        );
    }
}

/// Returns the imports between the modules of a cycle, one line each.
fn inside(imports: &BTreeMap<String, BTreeSet<String>>, cycle: &[String]) -> Vec<String> {
    let of = |from: &String| imports.get(from).into_iter().flatten();
    let edges = cycle.iter().flat_map(|from| {
        of(from)
            .filter(|to| cycle.contains(to))
            .map(move |to| format!("{from} -> {to}"))
    });
    edges.collect()
}

/// Tests the search for cycles, on which the test above relies.
#[test]
fn cycles_are_found() {
    let file = |module: &str, path: &str| {
        let words = |path: &str| path.split("::").map(str::to_owned).collect::<Vec<_>>();
        (module.to_owned(), words(module), vec![words(path)])
    };
    let files = [
        file("a", "crate::b::c::Item"),
        file("b::c", "super::d::Item"),
        file("b::d", "crate::a::Item"),
        file("e", "e::f::Item"),
        file("e::f", "crate::b::c::Item"),
    ];
    let found = cycles(&imports("", &files));
    assert_eq!(found, [["a", "b::c", "b::d"]]);
    // Behind the last comma in braces stands no import of the module itself.
    let text = "use super::{d::Item, g::{One, Two},};";
    let words = |path: &[&str]| path.iter().map(|word| (*word).to_owned()).collect();
    let siblings = [
        file("e", "f::Item"),
        file("e::d", "std::fmt"),
        (
            "e::f".to_owned(),
            words(&["e", "f"]),
            paths(text.parse().expect("tokens")),
        ),
        file("e::g", "std::fmt"),
    ];
    assert!(cycles(&imports("", &siblings)).is_empty());
    let both = [file("e", "f::Item"), file("e::f", "super::Item")];
    assert_eq!(cycles(&imports("", &both)), [["e", "e::f"]]);
}

/// Returns the files that each file imports, all as module paths.
pub(super) fn imports(root: &str, files: &[super::Source]) -> BTreeMap<String, BTreeSet<String>> {
    // The folder `runtime` is a module of the crate, and its root is in the folder above.
    let base: &[&str] = if root.ends_with("src/runtime") {
        &["runtime"]
    } else {
        &[]
    };
    let modules: BTreeSet<_> = files
        .iter()
        .map(|(_, module, _)| module.join("::"))
        .collect();
    let imports = files.iter().map(|(_, module, paths)| {
        let own = module.join("::");
        let targets = paths
            .iter()
            .filter_map(|path| target(&modules, base, module, path))
            .filter(|target| *target != own);
        (own.clone(), targets.collect())
    });
    imports.collect()
}

/// Returns the module that a path leads to, if it is one of `modules`.
fn target(
    modules: &BTreeSet<String>,
    base: &[&str],
    module: &[String],
    path: &[String],
) -> Option<String> {
    let up = path.iter().take_while(|word| *word == "super").count();
    let absolute = match path.first()?.as_str() {
        "crate" if path.len() > base.len() && path[1..].iter().zip(base).all(|(a, b)| a == b) => {
            path[1 + base.len()..].to_vec()
        }
        "crate" => return None,
        "super" => [&module[..module.len().checked_sub(up)?], &path[up..]].concat(),
        "self" => [module, &path[1..]].concat(),
        child => {
            let inside = [module, path].concat();
            let child = [module, &[child.to_owned()]].concat().join("::");
            modules.contains(&child).then_some(inside)?
        }
    };
    let mut ends = (1..=absolute.len())
        .rev()
        .map(|end| absolute[..end].join("::"));
    ends.find(|path| modules.contains(path))
}

/// Returns the groups of modules that lead to each other.
pub(super) fn cycles(imports: &BTreeMap<String, BTreeSet<String>>) -> Vec<Vec<String>> {
    let reached: BTreeMap<_, _> = imports
        .keys()
        .map(|from| (from, reach(imports, from)))
        .collect();
    let mut groups = BTreeSet::new();
    for (from, to) in &reached {
        let group: Vec<_> = to
            .iter()
            .filter(|other| reached.get(other).is_some_and(|back| back.contains(*from)))
            .cloned()
            .collect();
        if group.len() > 1 {
            groups.insert(group);
        }
    }
    groups.into_iter().collect()
}

/// Returns all modules that can be reached from one by imports.
fn reach(imports: &BTreeMap<String, BTreeSet<String>>, from: &str) -> BTreeSet<String> {
    let mut open = vec![from];
    let mut reached = BTreeSet::new();
    while let Some(module) = open.pop() {
        for next in imports.get(module).into_iter().flatten() {
            if reached.insert(next.clone()) {
                open.push(next);
            }
        }
    }
    reached
}
