//! Running Cargo on crates outside of the workspace.

use crate::support::{folder, project};
use std::{
    env,
    ffi::OsString,
    fs::{self, File},
    path::{Path, PathBuf},
    process::{Command, Output},
    sync::{LazyLock, Mutex, PoisonError},
};

/// The features of an emitted crate that the tests build: all that its README shows, and none of TLS, which would cost
/// more than the rest together.
pub const FEATURES: [&str; 2] = [
    "--no-default-features",
    "--features=blocking,hyper,reqwest,stream,resources,testing,tracing,webhooks",
];

/// The same without what a small API does not have.
pub const SMALL_FEATURES: [&str; 2] = [
    "--no-default-features",
    "--features=hyper,stream,resources,testing,tracing",
];

/// One run of Cargo at a time: they would only wait for each other's locks. The file keeps other processes away
/// that test with the same target folder; the system opens it again when this process ends.
static TURN: LazyLock<Mutex<File>> = LazyLock::new(|| {
    // Cargo made the folder when it built this program; a cleaner may have been here since.
    fs::create_dir_all(scratch("")).expect("the target folder can be written");
    let file = File::create(scratch("lock")).expect("the folder for test data can be written");
    file.lock().expect("the file can be locked");
    Mutex::new(file)
});

/// A place below the folder that Cargo keeps for tests. It stays, so that a second run has less to build.
pub fn scratch(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}

/// The target folder of the project. Dependencies that it has built with the same features serve here as well.
fn target() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).parent();
    folder
        .expect("the folder for test data is in the target folder")
        .to_owned()
}

/// Does something while no other test uses the folder.
pub fn alone<T>(work: impl FnOnce() -> T) -> T {
    // A test that failed in its turn has said so; the others go on.
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    work()
}

/// Gives a folder the versions of dependencies that the workspace has, so that nothing is downloaded.
pub fn lock(folder: &Path) {
    folder::write(
        &folder.join("Cargo.lock"),
        &folder::read(&project::path("Cargo.lock")),
    );
}

/// A command of Cargo in a folder. All share what they build.
pub fn cargo(folder: &Path, arguments: &[&str]) -> Command {
    let program = env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
    let mut command = Command::new(program);
    command
        .current_dir(folder)
        .args(arguments)
        .env("CARGO_TARGET_DIR", target());
    // It is not needed to see whether a test passes, and costs time and space.
    command.env("CARGO_INCREMENTAL", "0");
    command
        .env("CARGO_NET_OFFLINE", "true")
        .env("CARGO_TERM_COLOR", "never");
    // What Cargo, or Clippy, has told this process is not meant for its child.
    for variable in [
        "RUSTFLAGS",
        "CARGO_ENCODED_RUSTFLAGS",
        "RUSTDOCFLAGS",
        "RUSTC_WORKSPACE_WRAPPER",
        "CLIPPY_ARGS",
    ] {
        command.env_remove(variable);
    }
    // The servers are on this machine, whatever proxy leads out of it.
    for variable in ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"] {
        command
            .env_remove(variable)
            .env_remove(variable.to_ascii_lowercase());
    }
    command
}

/// Has Clippy look at what a command builds, so that linting costs no build of its own. Commands that are to share what
/// they build all need this. Warnings do not end the build; the output has them in every run.
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
        // Flags of the compiler would have dependencies built again. Clippy's own are set like this by `cargo clippy`.
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
