//! `cargo xtask init` and `cargo xtask new`: files to start from.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Arg, ArgMatches, Command};
use generator::{output, scaffold};

use crate::project;
use crate::schemas;
use crate::terminal::{exit, print, print_error, status};

/// Exit codes of both commands, for the help.
const EXIT_CODES: &str = "\
Exit codes:
  0  success
  2  nothing was written: a file already exists, or a name is wrong";

/// Returns the command line of `init`.
pub fn init_command() -> Command {
    Command::new("init")
        .about("Start a description")
        .long_about(
            "Start a description: `api.yaml`, a resource with the usual methods, and the schemas for editors\n\n\
             Run `cargo xtask generate` to generate the crate. Then edit the files, and add resources with `new`.",
        )
        .after_help(EXIT_CODES)
        .args([
            project::spec_option(),
            option("name", "NAME", "The name of the API").default_value("Example"),
            option("package", "NAME", "The name of the crate [default: the name of the API with `-client`]"),
            option("base-url", "URL", "The base URL of the API").default_value("https://api.example.com"),
            option("auth", "AUTH", "How callers authenticate: `bearer`, `basic`, `none`, or the name of a header").default_value("bearer"),
            option("resource", "RESOURCE", "The first resource").default_value("items"),
        ])
}

/// Returns the command line of `new`.
pub fn new_command() -> Command {
    Command::new("new")
        .about("Add a resource to the description")
        .long_about(
            "Add a resource to the description: a file with the usual methods and a model\n\n\
             A list has the pagination of `api.yaml`. Then edit the file.",
        )
        .after_help(EXIT_CODES)
        .args([
            Arg::new("resource").value_name("RESOURCE").required(true).help("The name of the resource, such as `gift_cards`, or `shelves/books` for one that is nested"),
            project::spec_option(),
            option("path", "PATH", "The path of its routes [default: its name]"),
            option("model", "MODEL", "The name of its model [default: the name of one item, such as `GiftCard`]"),
            option("methods", "METHODS", "Its methods, with commas between them [default: list,create,retrieve,update,delete]").value_delimiter(','),
        ])
}

fn option(name: &'static str, value: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).value_name(value).help(help)
}

/// Runs `init`.
pub fn run_init(options: &ArgMatches) -> ExitCode {
    exit(init(options))
}

/// Runs `new`.
pub fn run_new(options: &ArgMatches) -> ExitCode {
    exit(new(options))
}

fn init(options: &ArgMatches) -> Result<ExitCode, String> {
    let spec = options
        .get_one::<PathBuf>("spec")
        .cloned()
        .unwrap_or_else(|| PathBuf::from("spec"));
    let text = |name: &str| options.get_one::<String>(name).cloned().unwrap_or_default();
    if spec.join("api.yaml").exists() {
        return Err(format!(
            "`{}` already has a description\nhelp: add a resource to it with `cargo xtask new RESOURCE`",
            spec.display()
        ));
    }
    let name = text("name");
    let package = options.get_one::<String>("package").cloned();
    let package = package.unwrap_or_else(|| scaffold::package_name(&name));
    let api = scaffold::api(&scaffold::ApiOutline {
        name,
        package,
        base_url: text("base-url"),
        auth: text("auth"),
    });
    let resource = scaffold::ResourceOutline {
        name: text("resource"),
        path: None,
        model: None,
        methods: Vec::new(),
    };
    let file = scaffold::resource(&resource, &api)?;
    let mut files = vec![
        ("api.yaml".to_owned(), api),
        (format!("resources/{}.yaml", resource.name), file),
    ];
    check(&spec, &files)?;
    files.extend(schemas::files());
    write(&spec, &files)?;
    Ok(ExitCode::SUCCESS)
}

fn new(options: &ArgMatches) -> Result<ExitCode, String> {
    let spec = project::spec(options)?;
    let text = |name: &str| options.get_one::<String>(name).cloned();
    let api = fs::read_to_string(spec.join("api.yaml")).map_err(|error| {
        format!(
            "cannot read `{}`: {error}\nhelp: start a description with `cargo xtask init`",
            spec.join("api.yaml").display()
        )
    })?;
    let methods = options
        .get_many::<String>("methods")
        .into_iter()
        .flatten()
        .cloned()
        .collect();
    let resource = scaffold::ResourceOutline {
        name: text("resource").unwrap_or_default(),
        path: text("path"),
        model: text("model"),
        methods,
    };
    let file = scaffold::resource(&resource, &api)?;
    let name = format!("resources/{}.yaml", resource.name);
    if spec.join(&name).exists() {
        return Err(format!("`{}` already exists", spec.join(&name).display()));
    }
    write(&spec, &[(name, file)])?;
    // Problems are reported, but the new file is kept, so that it can be edited.
    let (_, findings) = generator::check(&spec);
    print_error(&findings.format(generator::Format::Human));
    Ok(ExitCode::SUCCESS)
}

/// Refuses files that do not form a valid description.
fn check(spec: &Path, files: &[(String, String)]) -> Result<(), String> {
    let files = files.iter().cloned().collect();
    let findings = generator::check_files(spec, &files);
    if findings.errors() == 0 {
        return Ok(());
    }
    Err(format!(
        "these options do not give a valid description\n{}",
        findings.format(generator::Format::Short).trim_end()
    ))
}

/// Writes files, none of which may exist.
fn write(spec: &Path, files: &[(String, String)]) -> Result<(), String> {
    if let Some((name, _)) = files.iter().find(|(name, _)| spec.join(name).exists()) {
        return Err(format!("`{}` already exists", spec.join(name).display()));
    }
    let new = files.iter().cloned().collect();
    output::replace(spec, &BTreeMap::new(), &new).map_err(|error| error.to_string())?;
    for (name, _) in files {
        print(&status("Wrote", &spec.join(name).display().to_string()));
    }
    Ok(())
}
