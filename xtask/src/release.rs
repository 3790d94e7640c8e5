//! `cargo xtask release`: the next version of the crate. It publishes nothing.

mod workflow;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgMatches, Command};
use generator::compare::{Comparison, Verdict, next_version};
use generator::output::{self, Mode};
use generator::release::{CHANGELOG, with_entry, with_version};
use generator::{UpdateError, Updated, Warnings};

use crate::terminal::{EXIT_CODES, FAILED, exit, print, status};
use crate::{diff, process, project, report, versions};

const LONG_ABOUT: &str = "\
Prepare the next version of the crate, and publish nothing

Compares the description with that of the last release, the tag `v` and the version in `api.yaml`. The verdict gives the next
version: below 1.0, a major change raises the second number, and all others the third one.

Writes `version` in `api.yaml`, an entry in `CHANGELOG.md` beside it, which becomes that of the crate, and the crate. Then
builds the package, and prints the commands that commit, tag and publish it. Edit the entry before you commit.";

const EXAMPLES: &str = "\
Examples:
  cargo xtask release --dry-run
      The next version and its entry in the changelog; nothing is written.
  cargo xtask release --version 1.0.0
      A higher version than the changes need.
  cargo xtask release --workflow github
      Only a workflow for GitHub that publishes the crate when a tag is pushed.";

/// Returns the command line of `release`.
pub fn command() -> Command {
    let flag = |name: &'static str| Arg::new(name).long(name).action(ArgAction::SetTrue);
    Command::new("release")
        .about("Prepare the next version of the crate, and publish nothing")
        .long_about(LONG_ABOUT)
        .after_help(format!("{EXAMPLES}\n\n{EXIT_CODES}"))
        .args([
            project::spec_option(),
            project::out_option(),
            flag("dry-run")
                .help("Write nothing; show the next version and its entry in the changelog"),
            Arg::new("since").long("since").value_name("REVISION").help(
                "Revision of the last release [default: the tag `v` and the version in `api.yaml`]",
            ),
            Arg::new("version")
                .long("version")
                .value_name("VERSION")
                .help("The next version; one that the changes forbid is refused"),
            flag("allow-dirty")
                .help("Release even if files of the description or the crate are not committed"),
            Arg::new("workflow")
                .long("workflow")
                .value_name("HOST")
                .value_parser(PossibleValuesParser::new(["github"]))
                .help("Only write a workflow that publishes the crate when a tag is pushed"),
        ])
}

/// Runs the command.
pub fn run(options: &ArgMatches) -> ExitCode {
    exit(try_run(options))
}

fn try_run(options: &ArgMatches) -> Result<ExitCode, String> {
    let (spec, out) = (project::spec(options)?, project::out(options));
    if options.contains_id("workflow") {
        workflow::write(&spec, &out)?;
        return Ok(ExitCode::SUCCESS);
    }
    release(options, &spec, &out)
}

/// Prepares a release. Problems of a description are reported.
fn release(options: &ArgMatches, spec: &Path, out: &Path) -> Result<ExitCode, String> {
    let is_dry = options.get_flag("dry-run");
    let Some(new) = versions::read("new", &spec.display().to_string(), spec)? else {
        return Ok(ExitCode::from(FAILED));
    };
    let since = since(options, new.package_version())?;
    if !is_dry && !options.get_flag("allow-dirty") {
        check_committed(&[spec, out])?;
    }
    let Some(old) = versions::read("old", &since, spec)? else {
        return Ok(ExitCode::from(FAILED));
    };
    let comparison = old.compare(&new);
    print(&status("Verdict", &diff::summary(&comparison)));
    let asked = options.get_one::<String>("version").map(String::as_str);
    let Some(version) = version(old.package_version(), comparison.verdict, asked)? else {
        print(&status(
            "Finished",
            &format!("nothing has changed since {since}"),
        ));
        return Ok(ExitCode::SUCCESS);
    };
    print(&status(
        "Version",
        &format!("{version}, after {}", old.package_version()),
    ));
    let files = files(spec, new.package_name(), &version, &comparison)?;
    if is_dry {
        print(&format!("\n## {version}\n\n{}", comparison.to_markdown()));
        return Ok(ExitCode::SUCCESS);
    }
    write(spec, out, &files)?;
    print(&next_commands(spec, out, &version));
    Ok(ExitCode::SUCCESS)
}

/// Returns the revision of the last release.
fn since(options: &ArgMatches, version: &str) -> Result<String, String> {
    if let Some(since) = options.get_one::<String>("since") {
        return Ok(since.clone());
    }
    let tag = format!("v{version}");
    if versions::has_tag(&tag) {
        return Ok(tag);
    }
    Err(format!(
        "there is no tag `{tag}` for the version in `api.yaml`, so there is nothing to compare with\nhelp: name the last release with `--since REVISION`; for the first one, publish version {version} as it is, and run `git tag {tag}`"
    ))
}

fn check_committed(folders: &[&Path]) -> Result<(), String> {
    let files = versions::uncommitted(folders)?;
    if files.is_empty() {
        return Ok(());
    }
    Err(format!(
        "these files are not committed:\n  {}\nhelp: commit them, or pass `--allow-dirty`",
        files.join("\n  ")
    ))
}

/// Returns the next version; `None` if there is nothing to release.
fn version(
    old: &str,
    verdict: Option<Verdict>,
    asked: Option<&str>,
) -> Result<Option<String>, String> {
    let broken =
        |error| format!("`{old}` is not a version: {error}\nhelp: correct `version` in `api.yaml`");
    let lowest = next_version(old, verdict.unwrap_or(Verdict::Patch)).map_err(broken)?;
    match (asked, verdict) {
        (None, None) => Ok(None),
        (None, Some(_)) => Ok(Some(lowest.to_string())),
        (Some(asked), _) if generator::compare::is_at_least(asked, &lowest) => {
            Ok(Some(asked.to_owned()))
        }
        (Some(asked), _) => Err(format!(
            "the version cannot be {asked}: the changes since {old} are {}\nhelp: choose {lowest} or a higher version, or leave `--version` out",
            verdict.map_or("none", Verdict::word)
        )),
    }
}

/// Returns the new texts of the files of the description, with the old ones.
fn files(
    spec: &Path,
    package: &str,
    version: &str,
    comparison: &Comparison,
) -> Result<[BTreeMap<String, String>; 2], String> {
    let path = spec.join("api.yaml");
    let api = fs::read_to_string(&path)
        .map_err(|error| format!("cannot read `{}`: {error}", path.display()))?;
    let new = with_version(&api, version).ok_or_else(|| {
        format!(
            "cannot find `version` of `package` in `{}`\nhelp: write it as text",
            path.display()
        )
    })?;
    let changelog = fs::read_to_string(spec.join(CHANGELOG)).ok();
    let entry = with_entry(
        changelog.as_deref(),
        package,
        version,
        &comparison.to_markdown(),
    );
    let mut old = BTreeMap::from([("api.yaml".to_owned(), api)]);
    old.extend(changelog.map(|text| (CHANGELOG.to_owned(), text)));
    let new = BTreeMap::from([("api.yaml".to_owned(), new), (CHANGELOG.to_owned(), entry)]);
    Ok([old, new])
}

/// Writes the files of the description and the crate, and builds the package.
fn write(
    spec: &Path,
    out: &Path,
    [old, new]: &[BTreeMap<String, String>; 2],
) -> Result<(), String> {
    output::replace(spec, old, new).map_err(|error| error.to_string())?;
    for name in new.keys() {
        print(&status("Wrote", &spec.join(name).display().to_string()));
    }
    let updated = generator::update(spec, out, Mode::Write, Warnings::Allow);
    let Updated { report, .. } = updated.map_err(|failure| match failure {
        UpdateError::Spec(findings) => findings.render(true),
        UpdateError::Output(failure) => failure.to_string(),
    })?;
    print(&report::wrote(out, &report));
    process::cargo(out, &["package", "--allow-dirty"]).map_err(|problem| {
        format!("{problem}\nhelp: the new version is written, but is no package yet; correct the description, and run `cargo xtask generate`")
    })
}

/// Returns the commands that publish the version.
fn next_commands(spec: &Path, out: &Path, version: &str) -> String {
    let (spec, out) = (spec.display(), out.display());
    format!(
        "\nNothing is published yet. Read the entry in {spec}/{CHANGELOG}, and then run:\n\n\
         \x20 git add {spec} {out}\n\
         \x20 git commit --message \"Release {version}\"\n\
         \x20 git tag v{version}\n\
         \x20 cargo publish --manifest-path {out}/Cargo.toml\n\
         \x20 git push origin HEAD v{version}\n\n\
         If a workflow publishes the crate when a tag is pushed, leave `cargo publish` out.\n"
    )
}
