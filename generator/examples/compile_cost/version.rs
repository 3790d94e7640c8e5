//! A version of the emitted crate, with a consumer, in a workspace of its own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use crate::builds::{Build, Subject};
use crate::shared::{Result, cargo, cargo_seconds, package_name, project, read, resource};

/// Folder of the emitted crate.
const CRATE: &str = "generated-sdk";

/// Program that calls five methods.
const CONSUMER: &str = "spec/bench/consumer.rs";

/// Origin of a version.
pub enum Source {
    Revision(String),
    WorkingTree,
}

pub struct Version {
    name: String,
    /// Name of the emitted package.
    package: String,
    /// Name of the consumer. It differs between versions, and so do the folders of both packages: otherwise Cargo would
    /// take one version for the other, because they share the folder for build output.
    consumer: &'static str,
    resource: String,
    /// Folder of the workspace.
    folder: PathBuf,
    /// Folder for build output, which all versions share.
    target: PathBuf,
}

impl Version {
    /// Creates the workspace in `folder`.
    pub fn create(folder: &Path, source: &Source) -> Result<Self> {
        let (name, consumer) = match source {
            Source::Revision(revision) => (format!("`{revision}`"), "revision"),
            Source::WorkingTree => ("working tree".to_owned(), "working-tree"),
        };
        let workspace = folder.join(consumer);
        if workspace.exists() {
            fs::remove_dir_all(&workspace)?;
        }
        fs::create_dir_all(workspace.join(consumer).join("src"))?;
        copy(source, &workspace)?;
        let sdk = format!("{CRATE}-{consumer}");
        fs::rename(workspace.join(CRATE), workspace.join(&sdk))?;
        let package = package_name(&workspace.join(&sdk))?;
        fs::write(
            workspace.join("Cargo.toml"),
            format!(
                "[workspace]\nmembers = [\"{sdk}\", \"{consumer}\"]\nresolver = \"3\"\n\n\
                 [profile.release]\nstrip = true\n"
            ),
        )?;
        fs::write(
            workspace.join(consumer).join("Cargo.toml"),
            format!(
                "[package]\nname = \"{consumer}\"\nedition = \"2024\"\n\n[dependencies]\n\
                 {package} = {{ path = \"../{sdk}\" }}\n\
                 tokio = {{ version = \"1\", features = [\"net\", \"rt\", \"time\"] }}\n"
            ),
        )?;
        Ok(Self {
            name,
            package,
            consumer,
            resource: resource()?,
            folder: workspace,
            target: folder.join("target"),
        })
    }

    /// Returns the name of the version in messages and in the table.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Builds all dependencies of `builds`, with sources that are empty, so that nothing else takes time.
    pub fn build_dependencies(&self, builds: &[Build]) -> Result<()> {
        let library = self.library();
        let sources = fs::read(&library)?;
        fs::write(&library, "#![allow(missing_docs)]\n")?;
        fs::write(self.program(), "fn main() {}\n")?;
        for build in builds {
            cargo(&self.folder, &self.target, &self.arguments(build))?;
        }
        fs::write(&library, sources)?;
        fs::write(self.program(), read(CONSUMER)?)?;
        Ok(())
    }

    /// Returns the CPU seconds of a build.
    pub fn measure(&self, build: &Build) -> Result<f64> {
        match build.subject {
            Subject::AllResources | Subject::OneResource => touch(&self.library())?,
            Subject::Consumer => {
                touch(&self.library())?;
                touch(&self.program())?;
            }
            Subject::TouchedConsumer => touch(&self.program())?,
        }
        cargo_seconds(&self.folder, &self.target, &self.arguments(build))
    }

    /// Returns the size of the consumer's release binary in KB.
    pub fn binary_kb(&self) -> Result<f64> {
        let binary = self.target.join("release").join(self.consumer);
        let bytes = u32::try_from(fs::metadata(binary)?.len())?;
        Ok(f64::from(bytes) / 1000.0)
    }

    fn arguments(&self, build: &Build) -> String {
        build.arguments(&self.package, self.consumer, &self.resource)
    }

    fn library(&self) -> PathBuf {
        let sdk = format!("{CRATE}-{}", self.consumer);
        self.folder.join(sdk).join("src/lib.rs")
    }

    fn program(&self) -> PathBuf {
        self.folder.join(self.consumer).join("src/main.rs")
    }
}

/// Copies the emitted crate and `Cargo.lock` to the folder `to`.
fn copy(source: &Source, to: &Path) -> Result<()> {
    let root = project(".");
    match source {
        Source::Revision(revision) => {
            let archive = to.join("archive.tar");
            run(Command::new("git")
                .args(["archive", "--output"])
                .arg(&archive)
                .args([revision, CRATE, "Cargo.lock"])
                .current_dir(root))?;
            run(Command::new("tar").arg("-xf").arg(archive).current_dir(to))
        }
        Source::WorkingTree => run(Command::new("cp")
            .args(["-R", CRATE, "Cargo.lock"])
            .arg(to)
            .current_dir(root)),
    }
}

/// Sets the time of modification to now, so that Cargo builds the file again.
fn touch(path: &Path) -> Result<()> {
    let file = fs::File::options().write(true).open(path)?;
    Ok(file.set_modified(SystemTime::now())?)
}

fn run(command: &mut Command) -> Result<()> {
    if command.status()?.success() {
        return Ok(());
    }
    Err(format!("{command:?} failed").into())
}
