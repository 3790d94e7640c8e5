//! Signatures of what the tables of emitted files define, from the macros of the runtime.

use crate::support::{folder, project};

/// Macros with tables of setters, and the file of each in the sources of the runtime.
const MACROS: [(&str, &str); 2] = [
    ("\nrequest_setters! {", "request/setters.rs"),
    ("\nsetters! {", "json/setters.rs"),
];

/// Returns the signatures of all setters and conversions in the tables of a file.
pub fn signatures(text: &str) -> String {
    let mut signatures = conversions(text);
    for (start, file) in MACROS {
        let path = project::path("generator/runtime/src/runtime").join(file);
        let source = folder::read(&path);
        for table in text.split(start).skip(1) {
            let rows = table.lines().take_while(|line| !line.starts_with('}'));
            for signature in rows.filter_map(|row| signature(&source, row.trim())) {
                signatures.push_str(&signature);
                signatures.push('\n');
            }
        }
    }
    signatures
}

/// Returns the signature of the setter in a row such as `name: into String => query "name",`.
fn signature(source: &str, row: &str) -> Option<String> {
    let (setter, rest) = row.split_once(": ")?;
    let (form, rest) = rest.split_once(' ')?;
    let ends = [" => ", " as ", ","]
        .into_iter()
        .filter_map(|end| rest.find(end));
    let ty = &rest[..ends.min()?];
    let mut arm = arm_of(source, &format!("(@{form} "))?;
    if !arm.contains("pub fn") {
        // It passes the row on to an arm that several forms share.
        let (_, row) = arm.split_once("!(@")?;
        let (shared, _) = row.split_once(' ')?;
        arm = arm_of(source, &format!("(@{shared} $"))?;
    }
    let signature = &arm[arm.find("pub fn")?..];
    let signature = &signature[..signature.find(" {")?];
    let names = ["$setter", "$field", "$entry"];
    let signature = names.iter().fold(signature.to_owned(), |text, name| {
        text.replace(name, setter)
    });
    let paths = ["::core::convert::", "::core::iter::", "::std::string::"];
    let signature = paths
        .iter()
        .fold(signature, |text, path| text.replace(path, ""));
    Some(signature.replace("$ty", ty))
}

/// Returns the arm of a macro that begins with a text.
fn arm_of<'a>(source: &'a str, start: &str) -> Option<&'a str> {
    let (_, arm) = source.split_once(start)?;
    let (arm, _) = arm.split_once("\n    };")?;
    Some(arm)
}

/// Returns the conversions in tables of unions, whose rows end in ` from Content,`.
fn conversions(text: &str) -> String {
    let mut conversions = String::new();
    for table in text.split("tagged_union! {").skip(1) {
        let mut lines = table.lines().map(str::trim).skip(1);
        let name = lines
            .next()
            .and_then(|head| head.split_once(' '))
            .map_or("", |(name, _)| name);
        let contents = lines
            .take_while(|line| *line != "}")
            .filter_map(|row| row.split_once(" from "));
        for (_, content) in contents {
            let content = content.trim_end_matches(',');
            conversions.extend(["impl From<", content, "> for ", name, " {\n"]);
        }
    }
    conversions
}
