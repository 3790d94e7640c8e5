//! Runs of Cargo on crates outside of the workspace.

use crate::support::{folder, project};
use std::{
    env,
    ffi::OsString,
    fs::{self, File},
    path::{Path, PathBuf},
    process::{Command, Output},
    sync::{LazyLock, Mutex, PoisonError},
};

/// Features of an emitted crate that the tests build: all that its README shows, except for TLS and `reqwest`, whose
/// dependencies take longer to build than all others. `consumers` has an ignored test of `reqwest`.
pub const FEATURES: [&str; 2] = [
    "--no-default-features",
    "--features=blocking,hyper,stream,resources,testing,tracing,webhooks",
];

/// The same features, without those that a small API does not have.
pub const SMALL_FEATURES: [&str; 2] = [
    "--no-default-features",
    "--features=hyper,stream,resources,testing,tracing",
];

/// Lock for one run of Cargo at a time. The file lock excludes other processes that test with the same target folder; the
/// system releases it when this process ends.
static TURN: LazyLock<Mutex<File>> = LazyLock::new(|| {
    // Cargo creates the folder when it builds this program, but it may have been deleted since.
    fs::create_dir_all(scratch("")).expect("the target folder can be written");
    let file = File::create(scratch("lock")).expect("the folder for test data can be written");
    file.lock().expect("the file can be locked");
    Mutex::new(file)
});

/// Returns a path in the folder that Cargo has for tests. The folder stays, so that a second run has less to build.
pub fn scratch(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}

/// Returns the target folder of the project, so that dependencies with the same features are built once.
fn target() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).parent();
    folder
        .expect("the folder for test data is in the target folder")
        .to_owned()
}

/// Calls a function while no other test uses the folder.
pub fn alone<T>(work: impl FnOnce() -> T) -> T {
    // A failed test has reported its error; the others continue.
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    work()
}

/// Copies the lock file of the workspace to a folder, so that nothing is downloaded.
pub fn lock(folder: &Path) {
    folder::write(
        &folder.join("Cargo.lock"),
        &folder::read(&project::path("Cargo.lock")),
    );
}

/// Creates a command of Cargo in a folder. All commands share a target folder.
pub fn cargo(folder: &Path, arguments: &[&str]) -> Command {
    let program = env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
    let mut command = Command::new(program);
    command
        .current_dir(folder)
        .args(arguments)
        .env("CARGO_TARGET_DIR", target());
    // Tests do not need it, and it costs time and space.
    command.env("CARGO_INCREMENTAL", "0");
    command
        .env("CARGO_NET_OFFLINE", "true")
        .env("CARGO_TERM_COLOR", "never");
    // Variables that Cargo or Clippy has set for this process must not affect the child.
    for variable in [
        "RUSTFLAGS",
        "CARGO_ENCODED_RUSTFLAGS",
        "RUSTDOCFLAGS",
        "RUSTC_WORKSPACE_WRAPPER",
        "CLIPPY_ARGS",
    ] {
        command.env_remove(variable);
    }
    // The servers are on this machine, so that no proxy is used.
    for variable in ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"] {
        command
            .env_remove(variable)
            .env_remove(variable.to_ascii_lowercase());
    }
    command
}

/// Makes a command lint the crates that it builds, so that linting needs no build of its own. All commands that share builds
/// need this. Warnings do not end the build; the output has them in every run.
pub fn linted(mut command: Command) -> Command {
    let cargo = command.get_program().to_owned();
    let beside =
        Path::new(&cargo).with_file_name(format!("clippy-driver{}", env::consts::EXE_SUFFIX));
    let driver = if beside.is_file() {
        beside
    } else {
        PathBuf::from("clippy-driver")
    };
    command
        .env("RUSTC_WORKSPACE_WRAPPER", driver)
        // Flags of the compiler would rebuild the dependencies. `cargo clippy` passes its own flags like this.
        .env("CLIPPY_ARGS", "-Wclippy::pedantic__CLIPPY_HACKERY__");
    command
}

/// Output of a command.
pub struct Said {
    pub is_success: bool,
    pub stdout: String,
    pub stderr: String,
}

/// Runs a command.
pub fn run(command: &mut Command) -> Said {
    let Output {
        status,
        stdout,
        stderr,
    } = command.output().expect("Cargo can be run");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Said {
        is_success: status.success(),
        stdout: text(&stdout),
        stderr: format!("{command:?}: {status}\n{}", text(&stderr)),
    }
}

/// Runs a command, which must succeed, and returns its standard output.
pub fn succeed(command: &mut Command) -> String {
    let said = run(command);
    assert!(said.is_success, "{}\n{}", said.stderr, said.stdout);
    said.stdout
}
