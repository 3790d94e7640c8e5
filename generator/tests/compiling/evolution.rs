//! Promises of `docs/evolution.md`: programs still compile once the real description has more in it, and wrong uses of
//! models do not compile. The crate with the two new resources is emitted from this description, so that all consumers,
//! and the snippets of the README, use it. The README is also tested with the real crate.

use crate::{
    emitted,
    new_resource::MEMBER,
    support::{folder, project},
    workspace::WORKSPACE,
};
use std::path::Path;

/// Addition to the real description.
struct Addition {
    /// File of the description, the path of the key below which a line is added, and the line.
    file: &'static str,
    below: &'static str,
    added: &'static str,
    /// File of the emitted crate that shows the addition, and its line.
    emitted: &'static str,
    line: &'static str,
}

/// A required field of each of two models that only responses contain, one without a default value; optional parts of
/// requests and of a model in them; values in the middle of enums, and a variant at the beginning of a union.
const ADDITIONS: &[Addition] = &[
    Addition {
        file: "resources/agents.yaml",
        below: "models/Agent/fields",
        added: "zone: { type: string, docs: Zone of the agent. }",
        emitted: "src/models/agents.rs",
        line: "pub zone: String,",
    },
    Addition {
        file: "resources/agents.yaml",
        below: "models/AgentInfo/fields",
        added: "countedAt: { type: datetime, docs: Time of the count. }",
        emitted: "src/models/agents.rs",
        line: "pub counted_at: crate::Timestamp,",
    },
    Addition {
        file: "resources/agents.yaml",
        below: "methods/create/body",
        added: "memo?: { type: string, docs: Memo about the agent. }",
        emitted: "src/resources/agents.rs",
        line: "memo: into String => body \"memo\",",
    },
    Addition {
        file: "resources/agents.yaml",
        below: "methods/list/query",
        added: "zone?: { type: string, docs: Zone of the agents to return. }",
        emitted: "src/resources/agents.rs",
        line: "zone: into String => query \"zone\",",
    },
    Addition {
        file: "shared.yaml",
        below: "models/CreateResourceMetadata/fields",
        added: "memo?: { type: string, docs: Memo about the resource. }",
        emitted: "src/models/shared.rs",
        line: "pub memo: Option<String>,",
    },
    Addition {
        file: "resources/agents.yaml",
        below: "models/AgentState/values/UNSPECIFIED",
        added: "PAUSED: The agent starts no objectives.",
        emitted: "src/models/agents.rs",
        line: "Paused: \"STATE_PAUSED\",",
    },
    Addition {
        file: "shared.yaml",
        below: "models/ProfileSpecType/values/UNSPECIFIED",
        added: "GUEST: A guest.",
        emitted: "src/models/shared.rs",
        line: "Guest: \"PROFILE_TYPE_GUEST\",",
    },
    Addition {
        file: "resources/objectives.yaml",
        below: "models/ObjectiveEventData/variants",
        added: "userLeft: { type: empty, docs: A user left. }",
        emitted: "src/models/objectives.rs",
        line: "UserLeft,",
    },
];

/// Adds to a copy of the real description.
pub fn evolve(spec: &Path) {
    for addition in ADDITIONS {
        let path = spec.join(addition.file);
        let text = folder::read(&path);
        let mut lines: Vec<_> = text.lines().map(str::to_owned).collect();
        let mut at = 0;
        for (depth, key) in addition.below.split('/').enumerate() {
            let key = format!("{}{key}:", "  ".repeat(depth));
            let below = lines[at..].iter().position(|line| line.starts_with(&key));
            at += below.unwrap_or_else(|| panic!("{}: no {}", addition.file, addition.below)) + 1;
        }
        lines.insert(at, format!("      {}", addition.added));
        folder::write(&path, &(lines.join("\n") + "\n"));
    }
}

#[test]
fn a_larger_description_leaves_programs_compiling() {
    for addition in ADDITIONS {
        let is_in = |root: &Path| {
            let text = folder::read(&root.join(addition.emitted));
            text.lines().any(|line| line.trim() == addition.line)
        };
        let line = addition.line;
        assert!(is_in(&WORKSPACE.root.join(MEMBER)), "`{line}` is emitted");
        assert!(!is_in(&project::path("generated-sdk")), "`{line}` is new");
    }
    emitted::has_passed("a_consumer_uses_the_crate");
    emitted::has_passed("every_snippet_of_the_readme_runs");
}

/// The doctests of the consumer fail to compile, each beside a right use of the same names that compiles.
#[test]
fn wrong_uses_do_not_compile() {
    let passed = emitted::doctests();
    for (item, wrong) in [
        ("swapped", 3),
        ("unknown", 3),
        ("exhaustive", 3),
        ("positional", 2),
    ] {
        let of_item =
            |line: &&str| line.starts_with("test consumer/src/lib.rs - ") && line.contains(item);
        let lines: Vec<_> = passed.lines().filter(of_item).collect();
        let refused = lines
            .iter()
            .filter(|line| line.ends_with(" - compile fail ... ok"));
        assert_eq!(refused.count(), wrong, "{item}: {lines:?}\n{passed}");
        let compiled = lines
            .iter()
            .filter(|line| line.ends_with(" - compile ... ok"));
        assert_eq!(compiled.count(), 1, "{item}: {lines:?}\n{passed}");
    }
}
