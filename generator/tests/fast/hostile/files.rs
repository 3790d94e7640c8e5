//! Pipes, devices, folders in place of files, and links in circles.
#![cfg(unix)]

use super::sound::{API, RESOURCE, outcome};
use crate::support::folder;
use std::{fs, os::unix::fs::symlink, path::Path, process::Command};

/// Returns the diagnostics of a valid folder after a change.
fn refused(change: impl FnOnce(&Path)) -> String {
    let outcome = outcome(|spec| {
        folder::write(&spec.join("api.yaml"), API);
        folder::write(&spec.join("resources/pets.yaml"), RESOURCE);
        change(spec);
    });
    outcome.expect_err("it is to be refused")
}

#[test]
fn links_in_circles_are_refused() {
    refused(|spec| {
        symlink("loop.yaml", spec.join("resources/loop.yaml")).expect("links are possible");
    });
    refused(|spec| symlink("..", spec.join("resources/up.yaml")).expect("links are possible"));
    refused(|spec| {
        symlink("nowhere", spec.join("resources/gone.yaml")).expect("links are possible");
    });
    refused(|spec| {
        fs::remove_dir_all(spec.join("resources")).expect("the folder is there");
        symlink("resources", spec.join("resources")).expect("links are possible");
    });
}

#[test]
fn pipes_devices_and_folders_are_refused() {
    for name in ["api.yaml", "resources/birds.yaml", "examples/birds.rs"] {
        refused(|spec| {
            let _ = fs::remove_file(spec.join(name));
            fs::create_dir_all(spec.join(name)).expect("a folder can be made");
        });
        // Nothing ever writes to these pipes.
        refused(|spec| {
            let _ = fs::remove_file(spec.join(name));
            fs::create_dir_all(spec.join("examples")).expect("a folder can be made");
            let made = Command::new("mkfifo").arg(spec.join(name)).status();
            assert!(made.expect("`mkfifo` is installed").success());
        });
        refused(|spec| {
            let _ = fs::remove_file(spec.join(name));
            fs::create_dir_all(spec.join("examples")).expect("a folder can be made");
            symlink("/dev/zero", spec.join(name)).expect("links are possible");
        });
    }
}
