//! Bugs, killed runs, runs at the same time and folders that cannot be written.

use super::*;

#[test]
fn paths_that_lead_elsewhere_are_bugs() {
    let folder = folder();
    let bad = [
        "",
        "/etc/x",
        "..",
        "../x",
        "src/../../x",
        "./x",
        "src//x",
        "src/",
        "a\\b",
        "c:x",
        "a\nb",
        ".generated",
        ".generated.new/x",
    ];
    for path in bad {
        let error = refusal(folder.path(), &[("fine", ""), (path, "")]);
        assert!(
            matches!(error, OutputError::BadPath { .. }),
            "{path:?}: {error}"
        );
    }
    let error = refusal(folder.path(), &[("twice", "1"), ("twice", "2")]);
    assert!(error.to_string().contains("twice"), "{error}");
    assert_eq!(names(folder.path()), [""; 0]);
}

#[test]
fn the_next_run_completes_a_run_that_was_killed_at_any_point() {
    let old: &[(&str, &str)] = &[("a", "1"), ("b/gone", "1"), ("c", "1")];
    let new: &[(&str, &str)] = &[("a", "2"), ("c", "1"), ("d/e", "2")];
    let expected = {
        let folder = folder();
        write(folder.path(), new);
        snapshot(folder.path())
    };
    // The steps of a run in order, from writing the staging folder to the final list.
    let steps: &[fn(&Path)] = &[
        |out| put(out, ".generated.new/0", "half of a fi"),
        |out| put(out, ".generated.new/1", "2"),
        |out| {
            let list = fs::read_to_string(out.join(".generated")).unwrap();
            put(out, ".generated", &(list + "d/e\n"));
        },
        |out| fs::create_dir(out.join("d")).unwrap(),
        |out| put(out, "d/e", "2"),
        |out| put(out, "a", "2"),
        |out| fs::remove_file(out.join("b/gone")).unwrap(),
        |out| fs::remove_dir(out.join("b")).unwrap(),
    ];
    for killed_after in 0..=steps.len() {
        let folder = folder();
        write(folder.path(), old);
        put(folder.path(), "mine", "mine");
        steps[..killed_after]
            .iter()
            .for_each(|step| step(folder.path()));
        write(folder.path(), new);
        let mut found = snapshot(folder.path());
        assert_eq!(found.remove("mine").as_deref(), Some(&b"mine"[..]));
        // A folder whose only file the killed run has removed may stay, because nothing tells who created it.
        found.remove("b/");
        assert_eq!(found, expected, "killed after step {killed_after}");
    }
}

#[test]
fn the_staging_folder_of_a_killed_run_is_removed_even_without_changes() {
    let folder = folder();
    write(folder.path(), SDK);
    let whole = snapshot(folder.path());
    put(folder.path(), ".generated.new/0", "half of a fi");
    assert!(write(folder.path(), SDK).is_up_to_date());
    assert_eq!(snapshot(folder.path()), whole);
}

#[test]
fn runs_at_the_same_time_do_not_mix() {
    let folder = folder();
    let emitted = |run: usize| {
        let own = (format!("src/own_{run}.rs"), format!("{run}\n"));
        let shared = (0..40).map(|index| (format!("src/{index}.rs"), format!("{run}\n")));
        let file = |(path, text)| File { path, text };
        shared.chain([own]).map(file).collect::<Vec<_>>()
    };
    std::thread::scope(|scope| {
        for run in 0..8 {
            let (out, files) = (folder.path(), emitted(run));
            scope.spawn(move || {
                for _ in 0..5 {
                    apply(out, &files, Mode::Write).expect("each run succeeds");
                }
            });
        }
    });
    let winner = fs::read_to_string(folder.path().join("src/0.rs")).unwrap();
    let winner = winner
        .trim()
        .parse()
        .expect("the file holds the number of a run");
    assert!(
        apply(folder.path(), &emitted(winner), Mode::Check)
            .unwrap()
            .is_up_to_date()
    );
    // 41 files, their folder and the list.
    assert_eq!(names(folder.path()).len(), 43);
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_is_named_with_a_remedy() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder();
    write(folder.path(), SDK);
    let set = |mode| fs::set_permissions(folder.path(), fs::Permissions::from_mode(mode)).unwrap();
    set(0o555);
    // The superuser can write in spite of the permissions, so that there is nothing to test.
    let is_refused = fs::write(folder.path().join("probe"), "").is_err();
    let (same, different) = (
        apply(folder.path(), &files(SDK), Mode::Write),
        apply(folder.path(), &files(&SDK[..1]), Mode::Write),
    );
    set(0o755);
    assert!(same.is_ok_and(|report| report.is_up_to_date()));
    if is_refused {
        let message = different.expect_err("the folder is read-only").to_string();
        assert!(message.contains(".generated.new"), "{message}");
        assert!(message.contains("choose another folder"), "{message}");
        assert_eq!(write(folder.path(), SDK).written, [""; 0]);
    }
}

#[test]
fn a_failure_in_the_staging_folder_changes_nothing() {
    let folder = folder();
    write(folder.path(), SDK);
    let before = snapshot(folder.path());
    // A file in place of the staging folder makes the write fail for every user, including root.
    put(folder.path(), ".generated.new", "");
    let error =
        apply(folder.path(), &files(&SDK[..1]), Mode::Write).expect_err("no staging folder");
    assert!(error.to_string().contains(".generated.new"), "{error}");
    fs::remove_file(folder.path().join(".generated.new")).unwrap();
    assert_eq!(snapshot(folder.path()), before);
}
