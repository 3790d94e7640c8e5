//! The emitted package: its name, version and the rest of its manifest.

mod listing;

use crate::{
    diagnostic::{Code, Diagnostic},
    model::Package,
    names::{is_dependency, is_in_examples, is_keyword},
    resolve::{files::text, reporter::Reporter},
    source::Spanned,
    syntax,
};

/// Names that Cargo or crates.io reserve, besides the keywords of Rust: crates of Rust, and devices of Windows.
const RESERVED_PACKAGES: [&str; 14] = [
    "test",
    "std",
    "core",
    "alloc",
    "proc_macro",
    "proc-macro",
    "nul",
    "con",
    "prn",
    "aux",
    "com1",
    "com2",
    "lpt1",
    "lpt2",
];

/// Resolves `package:`.
pub(super) fn package(reporter: &Reporter, package: &syntax::PackageDecl) -> Package {
    let name = &package.name;
    let legal = name.len() <= 64
        && name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    let reserved =
        RESERVED_PACKAGES.contains(&name.to_ascii_lowercase().as_str()) || is_keyword(name);
    if !legal || reserved {
        let message = format!(
            "crates.io does not accept the package name `{}`",
            name.value
        );
        let help = if legal {
            "choose another name: Rust, Cargo or Windows reserves this one"
        } else {
            "use at most 64 ASCII letters, digits, `-` and `_`, and start with a letter"
        };
        reporter.report(Diagnostic::at(Code::BadPackage, name.span, message, help));
    }
    let word = name.replace('-', "_").to_ascii_lowercase();
    let taken = if is_dependency(&word) {
        Some("the generated crate depends on a crate with the name")
    } else if is_in_examples(&word) {
        Some("examples of the generated crate have something else with the name")
    } else {
        None
    };
    if let Some(taken) = taken {
        let message = format!("{taken} `{}`", name.value);
        let help = format!("choose another name, such as `{}-client`", name.value);
        reporter.report(Diagnostic::at(Code::BadPackage, name.span, message, help));
    }
    if semver::Version::parse(&package.version).is_err() {
        let message = format!("`{}` is not a valid version", package.version.value);
        reporter.report(Diagnostic::at(
            Code::BadVersion,
            package.version.span,
            message,
            "write three numbers with dots between them, such as `0.1.0`",
        ));
    }
    listing::check(reporter, package);
    let words = |words: &[Spanned<String>]| words.iter().map(|word| word.value.clone()).collect();
    Package {
        name: name.value.clone(),
        lib: name.replace('-', "_"),
        version: package.version.value.0.clone(),
        license: text(package.license.as_ref()),
        repository: text(package.repository.as_ref()),
        homepage: text(package.homepage.as_ref()),
        documentation: text(package.documentation.as_ref()),
        authors: words(&package.authors),
        keywords: words(&package.keywords),
        categories: words(&package.categories),
    }
}
