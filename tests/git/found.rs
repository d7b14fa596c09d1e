//! Repositories of every shape, and what is said of those that cannot be read.

use super::*;

#[test]
fn sub_folder_and_linked_work_tree_find_their_repository() {
    let repository = TestRepository::new();
    repository.write("docs/été/a.md", "a").commit("first");
    let found = Repository::discover(&repository.path().join("docs/été")).unwrap();
    assert_eq!((found.workdir(), found.prefix()), (Some(repository.path()), "docs/été"));
    assert_eq!(paths(&found.snapshot(&At::WorkTree).unwrap()), ["docs/été/a.md"]);
    assert_eq!(Repository::discover(&repository.path().join(".git/refs")).unwrap().prefix(), "");

    repository.write(".git/info/exclude", "private.md\n");
    for (name, relative) in [("linked", "false"), ("related", "true")] {
        let linked = repository.beside(name);
        let setting = format!("worktree.useRelativePaths={relative}");
        repository.git(&["-c", &setting, "worktree", "add", "--quiet", "-b", name, linked.to_str().unwrap()]);
        fs::write(linked.join("new.md"), "").unwrap();
        fs::write(linked.join("private.md"), "").unwrap();
        let found = Repository::discover(&linked.join("docs")).unwrap();
        assert_eq!((found.workdir(), found.prefix()), (Some(&*linked), "docs"));
        let snapshot = found.snapshot(&At::WorkTree).unwrap();
        assert_eq!(paths(&snapshot), ["docs/été/a.md", "new.md"]);
        assert_eq!(text(&snapshot_in(&linked, &At::Index), "docs/été/a.md"), "a");
    }
}

#[test]
fn a_repository_knows_its_branch_and_where_it_is_published() {
    let repository = TestRepository::new();
    let found = || Repository::discover(repository.path()).unwrap();
    let home = || found().home().map(|name| name.page());
    assert_eq!((found().branch().as_deref(), home()), (Some("main"), None), "before the first commit");
    repository.git(&["remote", "add", "forge", "https://lea:secret@forge.test/jardin/potager.git"]);
    assert_eq!(home().as_deref(), Some("https://forge.test/jardin/potager"));
    repository.git(&["remote", "add", "other", "https://forge.test/lea/potager"]);
    assert_eq!(home(), None, "two names, and neither is said to be its own");
    repository.git(&["remote", "add", "origin", "git@github.com:jardin/potager"]);
    assert_eq!(home().as_deref(), Some("https://github.com/jardin/potager"));
    repository.commit("first");
    repository.git(&["checkout", "--quiet", "-b", "semis/été"]);
    assert_eq!(found().branch().as_deref(), Some("semis/été"));
    repository.git(&["checkout", "--quiet", "--detach"]);
    assert_eq!(found().branch(), None);
}

#[test]
fn what_is_no_readable_repository_says_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    for dir in [folder.path().to_owned(), folder.path().join("absent")] {
        let error = Repository::discover(&dir).unwrap_err();
        assert_eq!(error, GitError::NotARepository { dir });
        assert_says(&error, "git init");
    }
    let other_format = TestRepository::init(&["--object-format=sha256"]);
    assert_eq!(Repository::discover(other_format.path()).unwrap_err(), GitError::ObjectFormat);
    assert_says(&GitError::ObjectFormat, "SHA-256");

    let extended = TestRepository::new();
    extended.git(&["config", "core.repositoryFormatVersion", "1"]);
    extended.git(&["config", "extensions.partialClone", "origin"]);
    assert_says(&Repository::discover(extended.path()).unwrap_err(), "--unset extensions.partialClone");
    extended.git(&["config", "remote.origin.promisor", "true"]);
    extended.git(&["config", "--unset", "extensions.partialClone"]);
    Repository::discover(extended.path()).unwrap();
}

#[test]
fn index_forms_that_cannot_be_read_are_named_with_a_cure_that_works() {
    let split = TestRepository::new();
    split.write("a.md", "a").commit("first");
    split.git(&["config", "core.splitIndex", "true"]);
    split.git(&["update-index", "--split-index"]);
    let error = Repository::discover(split.path()).unwrap().snapshot(&At::WorkTree).unwrap_err();
    assert_says(&error, "`git config core.splitIndex false`");
    assert_says(&error, "`git update-index --no-split-index`");
    split.git(&["config", "core.splitIndex", "false"]);
    split.git(&["update-index", "--no-split-index"]);
    assert_eq!(paths(&work_tree(&split)), ["a.md"]);

    let sparse = TestRepository::new();
    sparse.write("a/a.md", "a").write("b/b.md", "b").commit("first");
    sparse.git(&["sparse-checkout", "set", "--cone", "--sparse-index", "a"]);
    let error = Repository::discover(sparse.path()).unwrap().snapshot(&At::WorkTree).unwrap_err();
    assert_says(&error, "`git sparse-checkout reapply --no-sparse-index`");
    sparse.git(&["sparse-checkout", "reapply", "--no-sparse-index"]);
    assert_eq!(paths(&work_tree(&sparse)), ["a/a.md", "b/b.md"]);
}

/// A clone with `--filter=blob:none` holds the contents of what it checked out, and no older ones.
#[test]
fn a_partial_clone_is_read_as_far_as_its_objects_go() {
    let origin = TestRepository::new();
    origin.git(&["config", "uploadpack.allowFilter", "true"]);
    origin.write("a.md", "old").commit("first");
    origin.write("a.md", "new").commit("second");
    let clone = origin.beside("partial");
    let url = format!("file://{}", origin.path().display());
    origin.git(&["clone", "--quiet", "--filter=blob:none", &url, clone.to_str().unwrap()]);
    for at in [At::WorkTree, At::Index, revision("HEAD")] {
        assert_eq!(text(&snapshot_in(&clone, &at), "a.md"), "new", "{at:?}");
    }
    let before = revision("HEAD~1");
    let snapshot = snapshot_in(&clone, &before);
    let error = snapshot.read(snapshot.get("a.md").unwrap()).unwrap_err();
    assert!(error.to_string().contains("`git fetch --refetch --no-filter`"), "{error}");
    origin.git(&["-C", clone.to_str().unwrap(), "fetch", "--quiet", "--refetch", "--no-filter"]);
    assert_eq!(text(&snapshot_in(&clone, &before), "a.md"), "old");
}

#[test]
fn sparse_checkout_reads_what_it_left_out_from_the_objects() {
    let repository = TestRepository::new();
    repository.write("a/a.md", "a").write("b/b.md", "b").commit("first");
    repository.git(&["sparse-checkout", "set", "--cone", "--no-sparse-index", "a"]);
    assert!(!repository.path().join("b/b.md").exists());
    let snapshot = work_tree(&repository);
    assert_eq!(paths(&snapshot), ["a/a.md", "b/b.md"]);
    assert_eq!(text(&snapshot, "b/b.md"), "b");
}

#[test]
fn submodules_are_one_entry_and_other_repositories_none() {
    let repository = TestRepository::new();
    let commit = repository.write("a.md", "").commit("first");
    repository.git(&["update-index", "--add", "--cacheinfo", &format!("160000,{commit},sub")]);
    repository.git(&["commit", "--quiet", "-m", "submodule"]);
    repository.write("sub/inside.md", "").write("nested/n.md", "");
    repository.git(&["init", "--quiet", "nested"]);
    for at in [At::WorkTree, At::Index, revision("HEAD")] {
        let snapshot = snapshot_in(repository.path(), &at);
        assert_eq!(paths(&snapshot), ["a.md", "sub"], "{at:?}");
        let entry = snapshot.get("sub").unwrap();
        assert_eq!((entry.kind, entry.blob_id()), (EntryKind::Submodule, None));
        assert_eq!(snapshot.read(entry), Err(ReadError::NotAFile));
    }
}
