//! The same description gives the same bytes, in every folder, at any time, and with any number of threads.

use crate::{
    helpers,
    support::{folder, project, zoo},
};
use generator::output::File;
use rayon::ThreadPoolBuilder;

#[test]
fn two_runs_in_two_folders_give_equal_bytes() {
    let (one, two) = (folder::temporary(), folder::temporary());
    zoo::describe(one.path());
    zoo::describe(two.path());
    let (first, second) = (
        project::generated(one.path()).files,
        project::generated(two.path()).files,
    );
    same(&first, &second);
    for file in &first {
        let path = one.path().to_string_lossy();
        assert!(
            !file.text.contains(&*path),
            "{} holds the path of the machine",
            file.path
        );
    }
}

#[test]
fn the_number_of_threads_does_not_matter() {
    let run = |threads| {
        let pool = ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .expect("threads can be started");
        pool.install(|| helpers::generate_zoo().files)
    };
    same(&run(1), &run(4));
}

/// Descriptions with the line endings of other systems give the same crate.
#[test]
fn ends_of_lines_do_not_matter() {
    let (unix, windows) = (folder::temporary(), folder::temporary());
    zoo::describe(unix.path());
    for file in folder::files(unix.path()) {
        let text = folder::read(&file).replace('\n', "\r\n");
        folder::write(
            &windows.path().join(helpers::inside(unix.path(), &file)),
            &text,
        );
    }
    same(
        &project::generated(unix.path()).files,
        &project::generated(windows.path()).files,
    );
}

fn same(one: &[File], two: &[File]) {
    let paths = |files: &[File]| {
        files
            .iter()
            .map(|file| file.path.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(paths(one), paths(two));
    for (one, two) in one.iter().zip(two) {
        assert!(
            one.text == two.text,
            "{} differs:\n{}",
            one.path,
            crate::blessed::diff(&one.path, &one.text, &two.text)
        );
    }
}
