//! Entries of the package that crates.io shows and checks: keywords, categories, license and URLs.

use crate::{
    diagnostic::{Code, Diagnostic},
    resolve::{head::base_url, reporter::Reporter},
    source::Spanned,
    syntax::PackageDecl,
};

/// Maximum number of keywords, and of categories.
const MOST_WORDS: usize = 5;

/// Maximum length of a keyword.
const LONGEST_KEYWORD: usize = 20;

/// Reports entries that crates.io does not accept.
pub(super) fn check(reporter: &Reporter, package: &PackageDecl) {
    let report = |at: &Spanned<String>, message: String, help: &str| {
        reporter.report(Diagnostic::at(Code::BadListing, at.span, message, help));
    };
    for (key, words) in [
        ("keywords", &package.keywords),
        ("categories", &package.categories),
    ] {
        if let Some(word) = words.get(MOST_WORDS) {
            let message = format!("crates.io accepts at most {MOST_WORDS} `{key}`");
            report(word, message, "remove the least important ones");
        }
    }
    for keyword in package.keywords.iter().filter(|word| !is_keyword(word)) {
        let message = format!("crates.io does not accept the keyword `{}`", keyword.value);
        let help = "use at most 20 ASCII letters, digits, `-`, `_` and `+`, and start with a letter or a digit";
        report(keyword, message, help);
    }
    for category in package.categories.iter().filter(|word| !is_category(word)) {
        let message = format!("crates.io has no category `{}`", category.value);
        let help = "write a category as in the address of its page, such as `api-bindings` or `web-programming::http-client`";
        report(category, message, help);
    }
    if let Some(license) = package.license.as_ref().filter(|text| !is_license(text)) {
        let message = format!("`{}` is not an SPDX license expression", license.value);
        let help = "write identifiers of https://spdx.org/licenses with `OR`, `AND` or `WITH` between them, such as `MIT OR Apache-2.0`";
        report(license, message, help);
    }
    let urls = [
        &package.repository,
        &package.homepage,
        &package.documentation,
    ];
    for url in urls
        .into_iter()
        .flatten()
        .filter(|url| !base_url::is_page(url))
    {
        let message = format!("`{}` is not the URL of a page", url.value);
        report(url, message, "write `https://`, a host and a path");
    }
}

fn is_keyword(word: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_+".contains(c);
    word.len() <= LONGEST_KEYWORD
        && word.starts_with(|c: char| c.is_ascii_alphanumeric())
        && word.chars().all(is_plain)
}

fn is_category(word: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let is_slug = |part: &str| !part.is_empty() && part.chars().all(is_plain);
    word.split("::").all(is_slug)
}

/// Returns `true` for identifiers with an operator between each two. Whether an identifier is known is left to crates.io.
fn is_license(expression: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-.+:".contains(c);
    let is_operator = |word: &str| ["AND", "OR", "WITH"].contains(&word);
    let spaced = expression.replace(['(', ')'], " ");
    let words: Vec<_> = spaced.split_whitespace().collect();
    let alternates = |(index, word): (usize, &&str)| {
        is_operator(word) == (index % 2 == 1) && word.chars().all(is_plain)
    };
    words.len() % 2 == 1
        && words.iter().enumerate().all(alternates)
        && expression.matches('(').count() == expression.matches(')').count()
}
