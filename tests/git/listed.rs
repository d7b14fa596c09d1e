//! Which paths a work tree, an index and a commit hold.

use super::*;

#[test]
fn work_tree_is_tracked_and_not_ignored() {
    let repository = TestRepository::new();
    repository.write(".gitignore", "build/\n*.log\n!keep.log\n").write(".git/info/exclude", "private.md\n");
    repository.write("b.md", "b").write("a/a.md", "a").write("gone.md", "").write("tracked.log", "t").write("moved.md", "");
    repository.git(&["add", "-f", "tracked.log"]);
    repository.commit("first");
    repository.remove("gone.md").write("new.md", "n").write("x.log", "").write("build/out.md", "").write("private.md", "");
    repository.write(".hidden/h.md", "").write(".ignore", "b.md\n").write("keep.log", "");
    // A folder took the place of a file.
    repository.remove("moved.md").write("moved.md/inside.md", "");

    let snapshot = work_tree(&repository);
    let expected =
        [".gitignore", ".hidden/h.md", ".ignore", "a/a.md", "b.md", "keep.log", "moved.md/inside.md", "new.md", "tracked.log"];
    assert_eq!(paths(&snapshot), expected);
    assert_eq!(snapshot.kind(), SnapshotKind::WorkTree);
    assert_eq!(snapshot.commit(), Some(&*repository.git(&["rev-parse", "HEAD"])));
    assert_eq!(snapshot.get("b.md").unwrap().state, EntryState::Tracked);
    assert_eq!(snapshot.get("tracked.log").unwrap().state, EntryState::Tracked);
    assert_eq!(snapshot.get("new.md").unwrap().state, EntryState::Untracked);
    assert_eq!(text(&snapshot, "a/a.md"), "a");

    assert!(snapshot.is_ignored("x.log") && snapshot.is_ignored("build/out.md") && snapshot.is_ignored("private.md"));
    assert!(snapshot.is_ignored("absent.log") && snapshot.is_ignored("deep/build/") && snapshot.is_ignored("build"));
    assert!(!snapshot.is_ignored("tracked.log") && !snapshot.is_ignored("absent.md") && !snapshot.is_ignored("../x.log"));
    assert_eq!(snapshot.present_outside("build/out.md"), Some(OnDisk::File));
    assert_eq!(snapshot.present_outside("build/"), Some(OnDisk::Folder));
    for absent in ["absent.md", "../repository/b.md", "", "build/./out.md"] {
        assert_eq!(snapshot.present_outside(absent), None, "{absent}");
    }
}

#[test]
fn excludes_file_of_the_configuration_counts() {
    let repository = TestRepository::new();
    let excludes = repository.beside("excludes");
    fs::write(&excludes, "*.tmp\n/only-root.md\nshared.md\n").unwrap();
    repository.git(&["config", "core.excludesFile", excludes.to_str().unwrap()]);
    repository.write("a.tmp", "").write("only-root.md", "").write("d/only-root.md", "").write("shared.md", "");
    repository.write(".gitignore", "!shared.md\n");
    assert_eq!(paths(&work_tree(&repository)), [".gitignore", "d/only-root.md", "shared.md"]);
}

#[test]
fn index_is_what_would_be_committed() {
    let repository = TestRepository::new();
    repository.write("a.md", "committed").write("b.md", "b");
    let head = repository.commit("first");
    repository.write("a.md", "staged");
    repository.git(&["add", "a.md"]);
    repository.write("a.md", "on the disk").write("later.md", "").write("untracked.md", "");
    repository.git(&["add", "--intent-to-add", "later.md"]);
    repository.git(&["rm", "--quiet", "--cached", "b.md"]);

    let snapshot = snapshot_in(repository.path(), &At::Index);
    assert_eq!((snapshot.kind(), snapshot.commit()), (SnapshotKind::Index, Some(&*head)));
    assert_eq!(paths(&snapshot), ["a.md"]);
    assert_eq!(text(&snapshot, "a.md"), "staged");
    let id = repository.git(&["rev-parse", ":a.md"]);
    assert_eq!(snapshot.get("a.md").unwrap().blob_id().unwrap().to_string(), id);
    assert_eq!(snapshot.present_outside("untracked.md"), Some(OnDisk::File));
    assert!(!snapshot.is_ignored("untracked.md"));

    let snapshot = work_tree(&repository);
    assert_eq!(text(&snapshot, "a.md"), "on the disk");
    assert_eq!(snapshot.get("later.md").unwrap().state, EntryState::Tracked);
    assert_eq!(snapshot.get("b.md").unwrap().state, EntryState::Untracked);
}

#[test]
fn conflicted_path_counts_once() {
    let repository = TestRepository::new();
    repository.write("a.md", "base");
    repository.commit("base");
    repository.git(&["checkout", "--quiet", "-b", "other"]);
    repository.write("a.md", "theirs");
    repository.commit("theirs");
    repository.git(&["checkout", "--quiet", "main"]);
    repository.write("a.md", "ours");
    repository.commit("ours");
    assert!(!repository.command("git").args(["merge", "--quiet", "other"]).output().unwrap().status.success());

    let snapshot = snapshot_in(repository.path(), &At::Index);
    assert_eq!(paths(&snapshot), ["a.md"]);
    assert_eq!(text(&snapshot, "a.md"), "ours");
    let snapshot = work_tree(&repository);
    assert_eq!(paths(&snapshot), ["a.md"]);
    assert!(text(&snapshot, "a.md").contains("<<<<<<<"));
}

#[test]
fn any_name_of_a_commit_is_read_without_a_checkout() {
    let repository = TestRepository::new();
    repository.write("a/b/c.md", "one").write("z.md", "").write("a.md", "");
    let first = repository.commit("first");
    repository.git(&["tag", "-a", "-m", "tag", "v1"]);
    repository.write("a/b/c.md", "two");
    repository.commit("second");
    repository.write("a/b/c.md", "on the disk").write("untracked.md", "");
    for name in ["HEAD~1", "v1", "main^", &first, &first[..9], "v1^{commit}"] {
        let snapshot = snapshot_in(repository.path(), &revision(name));
        assert_eq!((snapshot.kind(), snapshot.commit()), (SnapshotKind::Commit, Some(&*first)), "{name}");
        assert_eq!(paths(&snapshot), ["a.md", "a/b/c.md", "z.md"]);
        assert_eq!(text(&snapshot, "a/b/c.md"), "one");
        assert_eq!(snapshot.present_outside("untracked.md"), None);
    }
}

#[test]
fn what_names_no_commit_is_said() {
    let repository = TestRepository::new();
    let found = Repository::discover(repository.path()).unwrap();
    let no_commit = found.snapshot(&revision("HEAD")).unwrap_err();
    assert_eq!(no_commit, GitError::NoCommit { revision: "HEAD".into() });
    repository.write("a.md", "a");
    assert_eq!(found.snapshot(&At::WorkTree).unwrap().commit(), None);
    assert_eq!(paths(&found.snapshot(&At::WorkTree).unwrap()), ["a.md"]);
    repository.git(&["add", "a.md"]);
    let index = snapshot_in(repository.path(), &At::Index);
    assert_eq!((index.commit(), paths(&index)), (None, vec!["a.md"]));

    repository.commit("first");
    for name in ["absent", "", "a..b", "HEAD~1", "\u{1b}[31m"] {
        let error = found.snapshot(&revision(name)).unwrap_err();
        assert_eq!(error, GitError::UnknownRevision { revision: name.into(), shallow: false });
        assert!(!error.message(Language::Fr).contains('\u{1b}'));
    }
    let error = found.snapshot(&revision("HEAD:a.md")).unwrap_err();
    assert_eq!(error, GitError::NotACommit { revision: "HEAD:a.md".into() });
}

#[test]
fn shallow_clone_has_snapshots_and_says_what_is_cut() {
    let repository = TestRepository::new();
    repository.write("a.md", "1").commit("first");
    repository.write("a.md", "2").commit("second");
    let clone = repository.beside("clone");
    let url = format!("file://{}", repository.path().display());
    repository.git(&["clone", "--quiet", "--depth=1", &url, clone.to_str().unwrap()]);
    assert_eq!(text(&snapshot_in(&clone, &revision("HEAD")), "a.md"), "2");
    let error = Repository::discover(&clone).unwrap().snapshot(&revision("HEAD~1")).unwrap_err();
    assert_says(&error, "fetch-depth: 0");
}

#[test]
fn bare_repository_asks_for_a_revision() {
    let repository = TestRepository::new();
    repository.write("a.md", "a").commit("first");
    let bare = repository.beside("bare.git");
    repository.git(&["clone", "--quiet", "--bare", ".", bare.to_str().unwrap()]);
    let found = Repository::discover(&bare).unwrap();
    assert_eq!((found.workdir(), found.prefix()), (None, ""));
    for at in [At::WorkTree, At::Index] {
        assert_says(&found.snapshot(&at).unwrap_err(), "--rev");
    }
    assert_eq!(text(&found.snapshot(&revision("main")).unwrap(), "a.md"), "a");
}
