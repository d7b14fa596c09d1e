//! What became of paths: renamed, deleted, not committed yet.

use super::*;
use acquis::git::{Change, Fate};
use std::collections::{BTreeMap, BTreeSet};

/// A text long enough to be known again when a line of it changes.
fn lines(word: &str) -> String {
    (0..20).map(|line| format!("{word} {line}\n")).collect()
}

fn fates(repository: &TestRepository, at: &At, missing: &[&str]) -> BTreeMap<String, Fate> {
    let missing: BTreeSet<String> = missing.iter().map(|path| (*path).to_owned()).collect();
    snapshot_in(repository.path(), at).fates(&missing)
}

/// The fate of `path` in few words.
fn fate(repository: &TestRepository, at: &At, path: &str) -> String {
    let Some(fate) = fates(repository, at, &[path]).remove(path) else { return "unknown".to_owned() };
    let change = match &fate.change {
        Change::Uncommitted => "uncommitted".to_owned(),
        Change::Commit { id, date } => {
            assert_eq!(date, "2024-01-02");
            repository.git(&["log", "-1", "--format=%s", id])
        }
    };
    match (&fate.to, &fate.last) {
        (Some(to), _) => format!("{to} after {} in {change}", fate.renames),
        (None, Some(last)) => format!("deleted as {last} in {change}"),
        (None, None) => format!("deleted in {change}"),
    }
}

fn head() -> At {
    At::Revision("HEAD".to_owned())
}

fn mv(repository: &TestRepository, from: &str, to: &str) {
    let target = repository.path().join(to);
    fs::create_dir_all(target.parent().unwrap()).unwrap();
    repository.git(&["mv", from, to]);
}

#[test]
fn renamed_moved_changed_and_deleted() {
    let repository = TestRepository::new();
    for name in ["same", "moved", "changed", "gone", "rewritten"] {
        repository.write(format!("{name}.md"), lines(name));
    }
    repository.write("docs/empty.md", "").write("docs/void.md", "");
    repository.commit("first");
    mv(&repository, "same.md", "new-name.md");
    mv(&repository, "moved.md", "deep/er/moved.md");
    repository.remove("changed.md").write("other.md", lines("changed").replace("changed 7", "something else"));
    repository.remove("rewritten.md").write("written-again.md", "nothing of it\n");
    repository.remove("docs/empty.md").write("docs/new-empty.md", "");
    repository.commit("rename");
    repository.remove("gone.md");
    repository.commit("delete");
    repository.write("later.md", "later");
    repository.commit("later");
    for at in [head(), At::WorkTree, At::Index] {
        assert_eq!(fate(&repository, &at, "same.md"), "new-name.md after 1 in rename");
        assert_eq!(fate(&repository, &at, "moved.md"), "deep/er/moved.md after 1 in rename");
        assert_eq!(fate(&repository, &at, "changed.md"), "other.md after 1 in rename");
        assert_eq!(fate(&repository, &at, "rewritten.md"), "deleted in rename");
        assert_eq!(fate(&repository, &at, "docs/empty.md"), "deleted in rename");
        assert_eq!(fate(&repository, &at, "gone.md"), "deleted in delete");
    }
    for never in ["never.md", "docs/never.md", "", "/", "../same.md", "same.md/x", "a/".repeat(5_000).as_str()] {
        assert_eq!(fate(&repository, &head(), never), "unknown");
    }
    // In an older snapshot nothing had happened yet.
    assert_eq!(fate(&repository, &At::Revision("HEAD~2".to_owned()), "gone.md"), "unknown");
}

#[test]
fn several_renames_are_followed_to_a_path_that_exists() {
    let repository = TestRepository::new();
    repository.write("a.md", lines("a")).write("x.md", lines("x"));
    repository.commit("first");
    for (from, to) in [("a.md", "b.md"), ("b.md", "c/d.md"), ("c/d.md", "e.md")] {
        mv(&repository, from, to);
        repository.commit(&format!("to {to}"));
    }
    mv(&repository, "x.md", "y.md");
    repository.commit("to y.md");
    repository.remove("y.md");
    repository.commit("no y.md");
    assert_eq!(fate(&repository, &head(), "a.md"), "e.md after 3 in to e.md");
    assert_eq!(fate(&repository, &head(), "c/d.md"), "e.md after 1 in to e.md");
    assert_eq!(fate(&repository, &head(), "x.md"), "deleted as y.md in no y.md");
    assert_eq!(fate(&repository, &head(), "y.md"), "deleted in no y.md");
}

#[test]
fn a_path_that_came_and_went_has_its_last_fate() {
    let repository = TestRepository::new();
    repository.write("a.md", lines("a"));
    repository.commit("first");
    mv(&repository, "a.md", "b.md");
    repository.commit("there");
    mv(&repository, "b.md", "a.md");
    repository.commit("and back");
    assert_eq!(fate(&repository, &head(), "b.md"), "a.md after 1 in and back");
    repository.remove("a.md");
    repository.commit("gone");
    assert_eq!(fate(&repository, &head(), "a.md"), "deleted in gone");
    assert_eq!(fate(&repository, &head(), "b.md"), "deleted as a.md in gone");
}

#[test]
fn folders_are_renamed_too() {
    let repository = TestRepository::new();
    for name in ["a", "b", "c"] {
        repository.write(format!("old/part/{name}.md"), lines(name));
    }
    repository.write("apart/x.md", lines("x")).write("apart/y.md", lines("y"));
    repository.commit("first");
    mv(&repository, "old", "new");
    mv(&repository, "apart/x.md", "one/x.md");
    mv(&repository, "apart/y.md", "two/z.md");
    repository.commit("folders");
    assert_eq!(fate(&repository, &head(), "old"), "new after 1 in folders");
    assert_eq!(fate(&repository, &head(), "old/part"), "new/part after 1 in folders");
    assert_eq!(fate(&repository, &head(), "old/part/b.md"), "new/part/b.md after 1 in folders");
    // Its files went to different places.
    assert_eq!(fate(&repository, &head(), "apart"), "deleted in folders");
}

#[test]
fn a_copy_is_no_rename_and_letter_case_is_one() {
    let repository = TestRepository::new();
    repository.write("a.md", lines("a")).write("Plan.md", lines("plan"));
    repository.commit("first");
    repository.write("copy.md", lines("a"));
    repository.commit("copy");
    repository.remove("a.md");
    mv(&repository, "Plan.md", "plan.md");
    repository.commit("remove");
    assert_eq!(fate(&repository, &head(), "a.md"), "deleted in remove");
    assert_eq!(fate(&repository, &head(), "Plan.md"), "plan.md after 1 in remove");
}

#[test]
fn of_equal_contents_the_one_of_the_same_name_is_meant() {
    let repository = TestRepository::new();
    repository.write("fr/a.md", lines("same")).write("fr/b.md", lines("same"));
    repository.commit("first");
    mv(&repository, "fr/a.md", "docs/fr/a.md");
    mv(&repository, "fr/b.md", "docs/fr/b.md");
    repository.commit("move");
    assert_eq!(fate(&repository, &head(), "fr/b.md"), "docs/fr/b.md after 1 in move");
    assert_eq!(fate(&repository, &head(), "fr/a.md"), "docs/fr/a.md after 1 in move");
}

#[test]
fn merges_are_not_blamed_for_what_a_branch_did() {
    let repository = TestRepository::new();
    repository.write("a.md", lines("a")).write("b.md", lines("b")).write("c.md", lines("c"));
    repository.commit("first");
    repository.git(&["checkout", "--quiet", "-b", "branch"]);
    mv(&repository, "a.md", "moved.md");
    repository.commit("on the branch");
    repository.git(&["checkout", "--quiet", "main"]);
    // The branch never had it: it did not delete it.
    repository.write("late.md", lines("late"));
    repository.commit("on main");
    repository.git(&["merge", "--quiet", "--no-ff", "-m", "merge", "branch"]);
    repository.git(&["checkout", "--quiet", "-b", "second"]);
    repository.commit("second");
    repository.git(&["checkout", "--quiet", "main"]);
    repository.commit("third");
    repository.git(&["merge", "--quiet", "--no-ff", "--no-commit", "second"]);
    repository.remove("c.md");
    repository.commit("merge that deletes");
    repository.remove("late.md");
    repository.commit("late");
    assert_eq!(fate(&repository, &head(), "a.md"), "moved.md after 1 in on the branch");
    assert_eq!(fate(&repository, &head(), "c.md"), "deleted in merge that deletes");
    assert_eq!(fate(&repository, &head(), "late.md"), "deleted in late");
    assert_eq!(fate(&repository, &head(), "b.md"), "unknown");
}

#[test]
fn a_shallow_clone_says_what_it_knows() {
    let repository = TestRepository::new();
    repository.write("early.md", lines("early")).write("late.md", lines("late"));
    repository.commit("first");
    repository.remove("early.md");
    repository.commit("early");
    repository.commit("between");
    repository.remove("late.md");
    repository.commit("late");
    let clone = repository.beside("shallow");
    let url = format!("file://{}", repository.path().display());
    repository.git(&["clone", "--quiet", "--depth", "2", &url, clone.to_str().unwrap()]);
    let missing: BTreeSet<String> = ["early.md", "late.md"].map(str::to_owned).into();
    let found = snapshot_in(&clone, &head()).fates(&missing);
    assert_eq!(found.keys().collect::<Vec<_>>(), ["late.md"]);
}

#[test]
fn what_is_not_committed_yet_counts() {
    let repository = TestRepository::new();
    repository.write("a.md", lines("a")).write("b.md", lines("b")).write("c.md", lines("c")).write("old/x.md", lines("x"));
    repository.write("first.md", lines("first"));
    repository.commit("first");
    mv(&repository, "first.md", "second.md");
    repository.commit("second");
    mv(&repository, "a.md", "staged.md");
    fs::rename(repository.path().join("b.md"), repository.path().join("moved.md")).unwrap();
    repository.write("moved.md", lines("b").replace("b 3", "else"));
    repository.remove("c.md");
    fs::rename(repository.path().join("old"), repository.path().join("new")).unwrap();
    mv(&repository, "second.md", "third.md");
    let objects = repository.git(&["count-objects"]);
    let at = At::WorkTree;
    assert_eq!(fate(&repository, &at, "a.md"), "staged.md after 1 in uncommitted");
    assert_eq!(fate(&repository, &at, "b.md"), "moved.md after 1 in uncommitted");
    assert_eq!(fate(&repository, &at, "c.md"), "deleted in uncommitted");
    assert_eq!(fate(&repository, &at, "old"), "new after 1 in uncommitted");
    assert_eq!(fate(&repository, &at, "first.md"), "third.md after 2 in uncommitted");
    assert_eq!(fate(&repository, &At::Index, "a.md"), "staged.md after 1 in uncommitted");
    // Nothing is written to the repository.
    assert_eq!(repository.git(&["count-objects"]), objects);
}

#[test]
fn a_search_that_may_cost_little_says_where_it_ended() {
    let repository = TestRepository::new();
    repository.write("early.md", lines("early")).write("late.md", lines("late")).commit("first");
    repository.remove("early.md").commit("early");
    for number in 0..40 {
        repository.write("other.md", format!("{number}\n")).commit(&format!("commit {number}"));
    }
    repository.remove("late.md").commit("late");
    let missing: BTreeSet<String> = ["early.md", "late.md", "never.md"].map(str::to_owned).into();
    let snapshot = snapshot_in(repository.path(), &head());
    let known = |bytes| snapshot.fates_within(&missing, bytes).known.into_keys().collect::<Vec<_>>();
    assert_eq!(known(10_000_000), ["early.md", "late.md"]);
    assert_eq!(snapshot.fates_within(&missing, 10_000_000).horizon, None, "all of it was read");
    let short = snapshot.fates_within(&missing, 30_000);
    assert_eq!(short.known.into_keys().collect::<Vec<_>>(), ["late.md"]);
    let horizon = short.horizon.unwrap();
    assert_eq!(horizon.unknown, 2);
    let Change::Commit { id, .. } = horizon.last else { panic!("a commit was looked at") };
    let last = repository.git(&["log", "-1", "--format=%s", &id]);
    assert!(last.starts_with("commit "), "{last}");
    // Nothing is sought any more: there is no end to tell of.
    let found: BTreeSet<String> = BTreeSet::from(["late.md".to_owned()]);
    assert_eq!(snapshot.fates_within(&found, 30_000).horizon, None);
}

#[test]
fn thousands_of_missing_paths_hide_none() {
    let repository = TestRepository::new();
    repository.write("z/gone.md", lines("gone")).write("z/old.md", lines("old")).commit("first");
    repository.remove("z/gone.md");
    mv(&repository, "z/old.md", "z/new.md");
    repository.commit("second");
    let mut missing: BTreeSet<String> = (0..5_000).map(|number| format!("z/{number}.md")).collect();
    missing.extend(["z/gone.md".to_owned(), "z/old.md".to_owned()]);
    let fates = snapshot_in(repository.path(), &head()).fates(&missing);
    assert_eq!(fates.keys().collect::<Vec<_>>(), ["z/gone.md", "z/old.md"]);
    assert_eq!(fates["z/old.md"].to.as_deref(), Some("z/new.md"));
}
