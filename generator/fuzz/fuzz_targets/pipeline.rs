//! Any text as a description: it gives messages or a crate, and never a panic.
//!
//! The bytes are up to three files, apart at lines of `%%%`: `api.yaml`, `shared.yaml` and a resource.

#![no_main]

use generator::{
    Format, compile,
    source::{FileId, SourceFile, Sources},
};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let mut parts = text.splitn(3, "\n%%%\n").map(|part| format!("{part}\n"));
    let mut sources = Sources::default();
    sources.api = parts.next().map(|text| add(&mut sources, "api.yaml", text));
    sources.shared = parts.next().map(|text| add(&mut sources, "shared.yaml", text));
    let resource = parts.next().map(|text| add(&mut sources, "resources/things.yaml", text));
    sources.resources.extend(resource);
    match compile(sources, Vec::new()) {
        Ok(generated) => assert!(generated.files.iter().all(|file| !file.path.contains(".."))),
        Err(findings) => {
            let text = [Format::Human, Format::Short, Format::Json, Format::Github].map(|format| findings.format(format));
            assert!(!findings.is_empty() && !text.concat().contains("a bug of the generator"), "{text:?}");
        }
    }
});

fn add(sources: &mut Sources, name: &str, text: String) -> FileId {
    let stem = name.rsplit('/').next().unwrap_or(name).trim_end_matches(".yaml");
    sources.add(SourceFile {
        path: name.to_owned(),
        name: name.to_owned(),
        stem: stem.to_owned(),
        text,
    })
}
