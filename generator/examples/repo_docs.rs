//! Makes the documents of the repository that are made from the sources: the pages of the diagnostics as one document,
//! a picture of a message as it looks on a terminal, and the JSON Schemas for editors. A test says when one is out of
//! date.
//!
//! ```text
//! cargo run -p generator --example repo_docs
//! ```

use std::{
    error::Error,
    fs,
    path::{Path, PathBuf},
};

use anstyle_svg::Term;
use generator::{
    check,
    output::{self, File, Mode},
    reference,
};

/// The description that the message is about: a word is misspelled.
const BOOKS: &str = "\
docs: Books that a library lends.
path: /books
methods:
  list:
    route: GET
    docs: Lists the books.
    returns: list of Bok

models:
  Book:
    docs: A book.
    fields: { title: { type: string, docs: Title on the cover. } }
";
const API: &str = "\
name: Library
version: \"1\"
docs: Client for a library.
package: { name: library-client, version: 0.1.0 }
base_url: https://library.example
auth: bearer
";

fn main() -> Result<(), Box<dyn Error>> {
    write("docs", &[reference::diagnostics()])?;
    write("spec/schema", &reference::schemas())?;
    let picture = project("docs/diagnostic.svg")?;
    fs::write(&picture, diagnostic()?)?;
    println!("{}: written", picture.display());
    Ok(())
}

/// Makes a folder of the project hold the files.
fn write(folder: &str, files: &[File]) -> Result<(), Box<dyn Error>> {
    let folder = project(folder)?;
    let report = output::apply(&folder, files, Mode::Write)?;
    println!(
        "{}: {} files written, {} left alone",
        folder.display(),
        report.written.len(),
        report.unchanged
    );
    Ok(())
}

/// Draws a message of the generator as it looks on a terminal.
fn diagnostic() -> Result<String, Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let spec = folder.path().join("spec");
    fs::create_dir_all(spec.join("resources"))?;
    fs::write(spec.join("api.yaml"), API)?;
    fs::write(spec.join("resources/books.yaml"), BOOKS)?;
    let message = check(&spec).1.render(true);
    let message = message.replace(&format!("{}/", folder.path().display()), "");
    // The picture has a background, so that its colors are readable on light and dark pages.
    Ok(Term::new().render_svg(message.trim_end()))
}

/// A file or folder of the project.
fn project(name: &str) -> Result<PathBuf, Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent();
    Ok(root
        .ok_or("the generator is a folder of the project")?
        .join(name))
}
