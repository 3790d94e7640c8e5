//! Draws a message of the generator as it looks on a terminal: `docs/diagnostic.svg`, which the README shows.
//!
//! ```text
//! cargo run -p generator --example picture
//! ```

use std::{error::Error, fs, path::Path};

use anstyle_svg::Term;
use generator::check;

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
    fields: { title: { type: string, docs: What it is called. } }
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
    let folder = tempfile::tempdir()?;
    let spec = folder.path().join("spec");
    fs::create_dir_all(spec.join("resources"))?;
    fs::write(spec.join("api.yaml"), API)?;
    fs::write(spec.join("resources/books.yaml"), BOOKS)?;
    let message = check(&spec).1.render(true);
    let message = message.replace(&format!("{}/", folder.path().display()), "");
    // A background of its own keeps the colours readable, whatever page the picture is on.
    let picture = Term::new().render_svg(message.trim_end());
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .ok_or("the generator is a folder of the project")?;
    fs::write(root.join("docs/diagnostic.svg"), picture)?;
    Ok(())
}
