//! Links, pipes, rights, owners and names as only Unix has them.

use super::*;
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, chown, symlink};

#[test]
fn links_are_links() {
    let repository = TestRepository::new();
    repository.write("a.md", "a").write("folder/f.md", "").write("replaced.md", "");
    let at = |name: &str| repository.path().join(name);
    symlink("a.md", at("link.md")).unwrap();
    symlink("/etc", at("outside")).unwrap();
    symlink("loop", at("loop")).unwrap();
    repository.commit("first");
    repository.remove("replaced.md");
    symlink("/etc/passwd", at("replaced.md")).unwrap();
    let expected = ["a.md", "folder/f.md", "link.md", "loop", "outside", "replaced.md"];
    for place in [At::WorkTree, At::Index, revision("HEAD")] {
        let snapshot = snapshot_in(repository.path(), &place);
        assert_eq!(paths(&snapshot), expected, "{place:?}");
        for (path, target) in [("link.md", "a.md"), ("outside", "/etc"), ("loop", "loop")] {
            let entry = snapshot.get(path).unwrap();
            assert_eq!(entry.kind, EntryKind::Link);
            assert_eq!(snapshot.link_target(entry).unwrap(), target);
            assert_eq!(snapshot.read(entry), Err(ReadError::NotAFile));
        }
        assert_eq!(snapshot.link_target(snapshot.get("a.md").unwrap()), Err(ReadError::NotAFile));
    }
    let snapshot = work_tree(&repository);
    assert_eq!(snapshot.get("replaced.md").unwrap().kind, EntryKind::Link);
    assert_eq!(snapshot.present_outside("outside/passwd"), None);
    assert!(!snapshot.is_ignored("outside/passwd"));
}

#[test]
fn no_path_is_read_through_a_linked_folder() {
    let repository = TestRepository::new();
    repository.write("d/secret.md", "ours").write("e/secret.md", "ours").commit("first");
    let elsewhere = repository.beside("elsewhere");
    fs::create_dir(&elsewhere).unwrap();
    fs::write(elsewhere.join("secret.md"), "not ours").unwrap();
    let replace = |name: &str| {
        fs::remove_dir_all(repository.path().join(name)).unwrap();
        symlink(&elsewhere, repository.path().join(name)).unwrap();
    };
    replace("d");
    let snapshot = work_tree(&repository);
    assert_eq!(paths(&snapshot), ["d", "e/secret.md"]);
    replace("e");
    assert_eq!(reading(&snapshot, "e/secret.md"), Err(ReadError::BehindLink));
}

#[test]
fn pipes_are_never_opened() {
    let repository = TestRepository::new();
    repository.write("a.md", "a").commit("first");
    repository.remove("a.md");
    for name in ["a.md", "new.md"] {
        assert!(repository.command("mkfifo").arg(name).status().unwrap().success());
    }
    let snapshot = work_tree(&repository);
    assert_eq!(paths(&snapshot), ["a.md"]);
    assert_eq!(reading(&snapshot, "a.md"), Err(ReadError::NotAFile));
}

#[test]
fn what_may_not_be_read_is_said() {
    let repository = TestRepository::new();
    repository.write("a.md", "a").write("closed/b.md", "b").commit("first");
    let allow = |path: &str, mode| {
        fs::set_permissions(repository.path().join(path), fs::Permissions::from_mode(mode)).unwrap();
    };
    allow("a.md", 0o000);
    allow("closed", 0o000);
    // The superuser reads everything: nothing to see then.
    let is_refused = fs::read(repository.path().join("a.md")).is_err();
    let snapshot = work_tree(&repository);
    assert_eq!(paths(&snapshot), ["a.md", "closed/b.md"]);
    if is_refused {
        assert!(matches!(reading(&snapshot, "a.md"), Err(ReadError::Unreadable { .. })));
        assert!(matches!(reading(&snapshot, "closed/b.md"), Err(ReadError::Unreadable { .. })));
        assert_eq!(snapshot.problems().len(), 1);
        assert_eq!(snapshot.problems()[0].path, "closed");
    }
    allow("closed", 0o755);
}

#[test]
fn every_name_survives() {
    let repository = TestRepository::new();
    let names: [&[u8]; 6] = [
        b"with space.md",
        b"new\nline.md",
        b"tab\t\"quote\".md",
        "\u{e9}t\u{e9}.md".as_bytes(),
        "e\u{301}te\u{301}.md".as_bytes(),
        b"b\\slash.md",
    ];
    for name in names {
        repository.write(OsStr::from_bytes(name), name);
    }
    let raw: &[u8] = b"d/caf\xe9.md";
    if cfg!(target_os = "linux") {
        repository.write(OsStr::from_bytes(raw), raw);
    }
    let check = |snapshot: &Snapshot| {
        assert_eq!(snapshot.entries().len(), names.len() + usize::from(cfg!(target_os = "linux")));
        for entry in snapshot.entries() {
            assert_eq!(snapshot.read(entry).unwrap(), entry.raw_path());
        }
        assert!(snapshot.entries().is_sorted_by_key(|entry| &entry.path));
        assert!(cfg!(not(target_os = "linux")) || snapshot.get("d/caf\\xE9.md").is_some());
    };
    check(&work_tree(&repository));
    repository.commit("first");
    for at in [At::WorkTree, At::Index, revision("HEAD")] {
        check(&snapshot_in(repository.path(), &at));
    }
}

#[test]
fn executable_files_are_told_apart() {
    let repository = TestRepository::new();
    repository.write("tracked.sh", "").write("plain.md", "");
    let run = fs::Permissions::from_mode(0o755);
    fs::set_permissions(repository.path().join("tracked.sh"), run.clone()).unwrap();
    repository.commit("first");
    repository.write("new.sh", "");
    fs::set_permissions(repository.path().join("new.sh"), run).unwrap();
    let kinds: Vec<_> = work_tree(&repository).entries().iter().map(|entry| entry.kind).collect();
    assert_eq!(kinds, [EntryKind::Executable, EntryKind::File, EntryKind::Executable]);
}

#[test]
fn repository_of_another_user_names_the_cure() {
    let repository = TestRepository::new();
    // Only the superuser can give a folder away.
    if chown(repository.path(), Some(54_321), None).is_err() || chown(repository.path().join(".git"), Some(54_321), None).is_err()
    {
        return;
    }
    let error = Repository::discover(repository.path()).unwrap_err();
    assert_eq!(error, GitError::NotOwner { dir: repository.path().to_owned() });
    assert_says(&error, "git config --global --add safe.directory");
}

#[test]
fn path_of_the_index_that_leads_outside_is_not_read() {
    let repository = TestRepository::new();
    repository.write("a.md", "a").commit("first");
    fs::write(repository.beside("xx"), "not ours").unwrap();
    // git refuses such a name; a hostile index is made by hand (same length, and no checksum).
    let index = repository.path().join(".git/index");
    let bytes = fs::read(&index).unwrap();
    let at = bytes.windows(4).position(|window| window == b"a.md").unwrap();
    let mut hostile = bytes;
    hostile[at..at + 4].copy_from_slice(b"../x");
    let end = hostile.len() - 20;
    hostile[end..].fill(0);
    fs::write(&index, hostile).unwrap();
    if let Ok(snapshot) = Repository::discover(repository.path()).unwrap().snapshot(&At::WorkTree) {
        for entry in snapshot.entries().iter().filter(|entry| entry.path.contains("..")) {
            assert_eq!(snapshot.read(entry), Err(ReadError::BehindLink));
        }
    }
}
