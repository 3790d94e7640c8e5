//! Hostile descriptions give diagnostics or a crate, within limits, and write nothing outside of the output folder.

mod documentation;
mod files;
mod head;
mod limits;
mod literals;
mod masses;
mod sound;
mod yaml;

use crate::{
    helpers,
    support::{folder, project},
};
use generator::{
    Code, Findings, Generated, generate,
    output::{self, Mode},
};
use std::{fs, panic, path::Path, thread, time::Duration};

/// Stack of the main thread on some systems.
const STACK: usize = 2 << 20;

/// Maximum time on a processor for any description.
const LONGEST: Duration = Duration::from_secs(10);

const METHODS: &str = "path: /x\nmethods:\n  get: { route: GET }\n";

/// Runs the generator on a valid description after `change` has changed it.
fn run(change: impl FnOnce(&Path) + Send + 'static) -> Result<Generated, Findings> {
    let ran = thread::Builder::new().stack_size(STACK).spawn(|| {
        let spec = folder::temporary();
        folder::write(
            &spec.path().join("api.yaml"),
            &folder::read(&project::tests("ui/api.yaml")),
        );
        change(spec.path());
        let started = processor_time();
        let generated = generate(spec.path());
        let spent = processor_time().zip(started);
        let spent = spent.map(|(now, started)| now.saturating_sub(started));
        assert!(
            spent.is_none_or(|spent| spent < LONGEST),
            "it took {spent:?}"
        );
        if let Err(findings) = &generated {
            assert!(
                !findings.render(true).contains("a bug of the generator"),
                "{}",
                findings.render(false)
            );
        }
        generated
    });
    let ran = ran.expect("the system has room for a thread").join();
    ran.unwrap_or_else(|panic| panic::resume_unwind(panic))
}

/// Returns the time that this thread ran on a processor, which other work of the machine does not change; `None` if the
/// system does not tell.
fn processor_time() -> Option<Duration> {
    let times = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds = times.split(' ').next()?.parse().ok()?;
    Some(Duration::from_nanos(nanoseconds))
}

/// Runs the generator on a resource.
fn resource(text: impl Into<Vec<u8>>) -> Result<Generated, Findings> {
    let text = text.into();
    run(move |spec| {
        fs::create_dir_all(spec.join("resources")).expect("the folder can be created");
        fs::write(spec.join("resources/things.yaml"), text).expect("the file can be written");
    })
}

/// Returns the codes of the diagnostics.
fn codes(result: Result<Generated, Findings>) -> Vec<Code> {
    let findings = result.expect_err("this description is accepted");
    findings
        .diagnostics()
        .iter()
        .map(|found| found.code)
        .collect()
}

/// Fails unless every Rust file can be parsed, and all files are inside of the output folder.
fn is_sound(generated: &Generated) {
    for file in &generated.files {
        let bad = file.path.starts_with('/') || file.path.split('/').any(|part| part == "..");
        assert!(!bad, "{}", file.path);
        if Path::new(&file.path)
            .extension()
            .is_some_and(|found| found == "rs")
            && helpers::is_new(file)
        {
            syn::parse_file(&file.text).unwrap_or_else(|error| panic!("{}: {error}", file.path));
        }
    }
}

#[test]
fn bytes_that_are_not_text_are_refused() {
    assert_eq!(
        codes(resource(b"docs: \xff\xfe\n".as_slice())),
        [Code::NotUtf8]
    );
    assert!(
        !codes(resource(format!("docs: a\0b\n{METHODS}"))).is_empty(),
        "NUL"
    );
    is_sound(&resource(format!("\u{feff}{METHODS}")).expect("a byte order mark is ignored"));
    is_sound(&resource(METHODS.replace('\n', "\r\n")).expect("line endings are equivalent"));
}

#[cfg(unix)]
#[test]
fn links_that_go_in_circles_are_refused() {
    let circle = run(|spec| {
        fs::create_dir(spec.join("resources")).expect("the folder can be created");
        let file = spec.join("resources/things.yaml");
        std::os::unix::fs::symlink(&file, &file).expect("the link can be created");
    });
    assert_eq!(codes(circle), [Code::Unreadable]);
    let device = run(|spec| {
        fs::create_dir(spec.join("resources")).expect("the folder can be created");
        let file = spec.join("resources/things.yaml");
        std::os::unix::fs::symlink("/dev/zero", file).expect("the link can be created");
    });
    assert_eq!(codes(device), [Code::Unreadable]);
}

const NAMES: &[&str] = &[
    "../../etc/passwd",
    "/etc/passwd",
    "r#crate",
    "crate",
    "🦀",
    "\u{202e}evil",
    "a\u{200b}b",
    "a b",
    "a;b",
    "a\"b",
    "a\\b",
    "a{b",
    "*/",
    "\"#",
    "#![allow(x)]",
    "`",
    "'",
    "<script>",
    "a\tb",
    "a\nb",
    "",
    "_",
    "__",
    "-",
    "0",
    "self",
    "Self",
];

#[test]
fn names_stay_names() {
    for name in NAMES {
        let key = serde_json::to_string(name).expect("text is JSON");
        for text in [
            format!("{METHODS}models: {{ {key}: {{ fields: {{ a: string }} }} }}"),
            format!("{METHODS}models: {{ A: {{ fields: {{ {key}: string }} }} }}"),
            format!("{METHODS}models: {{ A: {{ values: [{key}] }} }}"),
            format!("{METHODS}models: {{ A: {{ prefix: {key}, values: [A] }} }}"),
            format!(
                "{METHODS}models: {{ A: {{ fields: {{ a: {{ type: string, wire: {key}, rust: b }} }} }} }}"
            ),
            format!(
                "{METHODS}models: {{ A: {{ fields: {{ b: {{ type: string, rust: {key} }} }} }} }}"
            ),
            format!("methods: {{ {key}: {{ route: GET /x }} }}"),
            format!("methods: {{ a: {{ route: GET /x, rust: {key} }} }}"),
            format!("methods: {{ a: {{ route: GET /x, query: {{ {key}: string }} }} }}"),
            format!("methods: {{ a: {{ route: {key} }} }}"),
            format!("path: {key}\nmethods: {{ a: {{ route: GET }} }}"),
            format!("methods: {{ a: {{ route: GET /x, returns: {key} }} }}"),
        ] {
            if let Ok(generated) = resource(text) {
                is_sound(&generated);
            }
        }
    }
}

#[test]
fn files_named_like_paths_stay_in_their_folder() {
    for name in [
        "..", "...", "a b", "r#crate", "🦀", "crate", "mod", "con", "main",
    ] {
        let stem = name.to_owned();
        let generated =
            run(move |spec| folder::write(&spec.join(format!("resources/{stem}.yaml")), METHODS));
        let Ok(generated) = generated else { continue };
        is_sound(&generated);
        let parent = folder::temporary();
        let out = parent.path().join("out");
        output::apply(&out, &generated.files, Mode::Write)
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(folder::entries(parent.path()), [out], "{name}");
    }
}

#[test]
fn docs_stay_docs() {
    let docs = [
        "*/ fn main() {}",
        "\"#] fn x() {}",
        "` `` ``` ````",
        "#![no_std]",
        "```rust\npanic!()\n",
        "~~~\n```\n",
        "</pre>",
        "\u{202e}\u{2066}",
        "\u{7}\u{1b}[31m",
        "\\",
        "\"\"\"",
        "[a]: b\n[a]",
        "&amp;&#x202e;",
        "{}{0}{:?}",
        "//! x\n/// y",
        "    indented\n\tmore",
        "\u{85}\u{2028}\u{2029}",
        "| a |\n| - |",
    ];
    let lines = "a line\n".repeat(1000);
    for docs in docs.into_iter().chain([lines.as_str()]) {
        let docs = serde_json::to_string(docs).expect("text is JSON");
        let text = format!(
            "docs: {docs}\nmethods:\n  a:\n    route: GET /{{id}}\n    docs: {docs}\n    deprecated: {docs}\n    params: {{ id: {docs} }}\n    \
             returns: A\nmodels:\n  A: {{ docs: {docs}, fields: {{ a: {{ type: B, docs: {docs} }} }} }}\n  B: {{ values: {{ X: {docs} }} }}\n"
        );
        let generated =
            resource(text).unwrap_or_else(|findings| panic!("{docs}: {}", findings.render(false)));
        is_sound(&generated);
        for file in generated
            .files
            .iter()
            .filter(|file| file.path.contains("things"))
        {
            let code = file
                .text
                .lines()
                .filter(|line| !line.trim_start().starts_with("//") && !line.contains("note ="));
            let code: Vec<_> = code.collect();
            for word in ["fn main()", "no_std", "panic!", "fn x()"] {
                assert!(
                    !code.iter().any(|line| line.contains(word)),
                    "{word} became code in {}",
                    file.path
                );
            }
        }
    }
}
