//! Branches: a change is told once, where it was made.

use super::*;

/// A branch that adds an assessment while the main line adds a module in another file; joined by a merge.
fn joined() -> TestRepository {
    let repository = TestRepository::new();
    repository.write("a.md", page(&[("semis", false)]));
    commit_on(&repository, "01-01", "first");
    repository.git(&["checkout", "--quiet", "-b", "branch"]);
    repository.write("a.md", page(&[("semis", true)]));
    commit_on(&repository, "01-02", "gain");
    repository.git(&["checkout", "--quiet", "main"]);
    repository.write("b.md", page(&[("taille", true)]));
    commit_on(&repository, "01-03", "add");
    merge(&repository, "join");
    repository
}

fn merge(repository: &TestRepository, message: &str) {
    repository.git(&["merge", "--quiet", "--no-ff", "-m", message, "branch"]);
}

#[test]
fn a_merge_that_only_joins_says_nothing() {
    let repository = joined();
    let report = history(repository.path(), &[]);
    assert_eq!(
        said(&report),
        ["first: appeared semis unassessed", "gain: gained semis assessed", "add: appeared taille assessed"]
    );
    assert_eq!(figures(&report), ["first 0/1", "gain 1/1", "add 1/2", "join 2/2"]);
    let mainline: Vec<bool> =
        report["history"]["commits"].as_array().unwrap().iter().map(|commit| commit["mainline"].as_bool().unwrap()).collect();
    assert_eq!(mainline, [true, false, true, true]);
    assert_eq!(turns(&repository, &report), ["semis first gain", "taille add add"]);
}

#[test]
fn first_parents_show_what_a_merge_brings() {
    let repository = joined();
    let report = history(repository.path(), &["--first-parent"]);
    assert_eq!(
        said(&report),
        ["first: appeared semis unassessed", "add: appeared taille assessed", "join: gained semis assessed"]
    );
    assert_eq!(turns(&repository, &report), ["semis first join", "taille add add"]);
    assert_eq!(report["history"]["first_parent"], true);
}

#[test]
fn a_merge_is_told_of_what_it_changes_itself() {
    let repository = joined();
    repository.git(&["checkout", "--quiet", "branch"]);
    repository.write("c.md", "# C\n");
    commit_on(&repository, "01-05", "on the branch");
    repository.git(&["checkout", "--quiet", "main"]);
    repository.git(&["merge", "--quiet", "--no-ff", "--no-commit", "branch"]);
    repository.write("a.md", page(&[("semis", false)])).write("d.md", page(&[("greffe", true)]));
    commit_on(&repository, "01-06", "by hand");
    let report = history(repository.path(), &[]);
    let own: Vec<String> = said(&report).into_iter().filter(|line| line.starts_with("by hand")).collect();
    assert_eq!(own, ["by hand: lost semis unassessed", "by hand: appeared greffe assessed"]);
    assert_eq!(turns(&repository, &report), ["semis first by hand", "taille add add", "greffe by hand by hand"]);
}

#[test]
fn what_one_side_renamed_and_removed_is_not_told_again() {
    let repository = TestRepository::new();
    repository.write("a.md", page(&[("semis", true), ("taille", true)]));
    commit_on(&repository, "01-01", "first");
    repository.git(&["checkout", "--quiet", "-b", "branch"]);
    repository.write("a.md", page(&[("plantation", true)]));
    commit_on(&repository, "01-02", "rename and remove");
    repository.git(&["checkout", "--quiet", "main"]);
    repository.write("b.md", page(&[("greffe", false)]));
    commit_on(&repository, "01-03", "add");
    merge(&repository, "join");
    let report = history(repository.path(), &[]);
    assert_eq!(
        said(&report).into_iter().filter(|line| !line.contains("appeared")).collect::<Vec<_>>(),
        ["rename and remove: renamed semis to plantation", "rename and remove: removed taille"]
    );
    assert_eq!(turns(&repository, &report), ["plantation first first", "greffe add add"]);
}
