//! What is read of the index is what the next commit will hold, whatever stands in the work tree. Git is the judge.

use super::*;
use std::fs::File;

/// What happens to `a.md`, `d/b.md` and `.gitattributes` before and after they are staged.
type Step = fn(&TestRepository);

const TEXT: &str = "# Ruche\n\nun $Id$ cadre\n";

fn nothing(_: &TestRepository) {}

/// What git would commit at `path`.
fn staged(repository: &TestRepository, path: &str) -> Vec<u8> {
    // Of a conflict, ours.
    let show = |name: String| repository.command("git").args(["cat-file", "blob", &name]).output().unwrap();
    let merged = show(format!(":{path}"));
    if merged.status.success() { merged.stdout } else { show(format!(":2:{path}")).stdout }
}

/// Writes other bytes, of which a look at the file says nothing: as many, at the same time.
fn disguise(repository: &TestRepository) {
    let path = repository.path().join("a.md");
    let time = fs::metadata(&path).unwrap().modified().unwrap();
    repository.write("a.md", TEXT.replace("cadre", "drace"));
    File::options().write(true).open(&path).unwrap().set_modified(time).unwrap();
    assert_eq!(fs::metadata(&path).unwrap().len(), TEXT.len() as u64);
}

fn attribute(repository: &TestRepository, line: &str) {
    repository.write(".gitattributes", format!("*.md {line}\n"));
}

fn filter(repository: &TestRepository) {
    attribute(repository, "filter=turned");
    for side in ["clean", "smudge"] {
        repository.git(&["config", &format!("filter.turned.{side}"), "tr a-z n-za-m"]);
    }
}

/// Lets git write the files anew, as a checkout does.
fn check_out(repository: &TestRepository) {
    for path in ["a.md", "d/b.md"] {
        repository.remove(path);
    }
    repository.git(&["checkout", "--quiet", "--", "."]);
}

/// As [`check_out`]; then nothing speaks of attributes any more, and git still takes the files for what it wrote.
fn check_out_and_forget(repository: &TestRepository) {
    check_out(repository);
    repository.remove(".gitattributes");
}

fn conflict(repository: &TestRepository) {
    repository.commit("base");
    repository.git(&["checkout", "--quiet", "-b", "other"]);
    repository.write("a.md", "theirs").commit("theirs");
    repository.git(&["checkout", "--quiet", "main"]);
    repository.write("a.md", "ours").commit("ours");
    assert!(!repository.command("git").args(["merge", "other"]).output().unwrap().status.success());
}

fn sparse(repository: &TestRepository) {
    repository.commit("first");
    repository.git(&["sparse-checkout", "set", "--no-cone", "/a.md"]);
    assert!(!repository.path().join("d").exists());
}

#[rustfmt::skip]
const CASES: [(&str, Step, Step); 19] = [
    ("as it was staged", nothing, nothing),
    ("edited", nothing, |r| { r.write("a.md", "other"); }),
    ("edited at once, as long as before", nothing, |r| { r.write("a.md", TEXT.replace("cadre", "piege")); }),
    ("edited, and dated back", nothing, disguise),
    ("removed", nothing, |r| { r.remove("a.md"); }),
    ("a folder in its place", nothing, |r| { r.remove("a.md").write("a.md/a.md", TEXT); }),
    ("other line endings", |r| attribute(r, "text eol=crlf"), check_out),
    ("other line endings, by an attribute that is gone", |r| attribute(r, "text eol=crlf"), check_out_and_forget),
    ("other line endings, by the user's settings", |r| { r.git(&["config", "core.autocrlf", "true"]); }, check_out),
    ("other line endings, by settings that are gone", |r| { r.git(&["config", "core.autocrlf", "true"]); },
        |r| { check_out(r); r.git(&["config", "--unset", "core.autocrlf"]); }),
    ("a filter", filter, check_out),
    ("a filter that is gone", filter, check_out_and_forget),
    ("the name of the content in it", |r| attribute(r, "ident"), check_out),
    ("another encoding", |r| { r.write("a.md", "\0#\0 \0R").write("d/b.md", "\0b"); attribute(r, "text working-tree-encoding=UTF-16BE"); }, check_out),
    ("assumed unchanged", nothing, |r| { r.git(&["update-index", "--assume-unchanged", "a.md"]); disguise(r); }),
    ("skipped in the work tree", nothing, |r| { r.git(&["update-index", "--skip-worktree", "a.md"]); disguise(r); }),
    ("announced", nothing, |r| { r.write("later.md", "later"); r.git(&["add", "--intent-to-add", "later.md"]); }),
    ("left out by a sparse checkout", nothing, sparse),
    ("in conflict", nothing, conflict),
];

#[test]
fn index_is_read_as_it_will_be_committed() {
    for (what, before, after) in CASES {
        let repository = TestRepository::new();
        repository.write("a.md", TEXT).write("d/b.md", "b\n");
        before(&repository);
        repository.git(&["add", "--all"]);
        after(&repository);
        assert_same(&repository, what);
        assert_eq!(repository.git(&["ls-files", "later.md"]).is_empty(), what != "announced");
    }
}

fn assert_same(repository: &TestRepository, what: &str) {
    let snapshot = snapshot_in(repository.path(), &At::Index);
    let documents: Vec<&str> = paths(&snapshot).into_iter().filter(|path| path.ends_with(".md")).collect();
    assert_eq!(documents, ["a.md", "d/b.md"], "{what}");
    for path in documents {
        assert_eq!(reading(&snapshot, path), Ok(staged(repository, path)), "{what}: {path}");
    }
}

/// Objects are slow: this is what makes a check of the index as fast as one of the work tree.
#[test]
fn what_is_on_the_disk_as_staged_is_read_there() {
    let repository = TestRepository::new();
    repository.write("a.md", TEXT).write("b.md", "b");
    repository.git(&["add", "--all"]);
    for path in ["a.md", "b.md"] {
        let id = repository.git(&["rev-parse", &format!(":{path}")]);
        repository.remove(format!(".git/objects/{}/{}", &id[..2], &id[2..]));
    }
    let snapshot = snapshot_in(repository.path(), &At::Index);
    repository.write("b.md", "c");
    assert_eq!(text(&snapshot, "a.md"), TEXT);
    assert!(matches!(reading(&snapshot, "b.md"), Err(ReadError::Object { .. })));
}

#[cfg(unix)]
#[test]
fn what_took_the_place_of_a_staged_file_is_not_read() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let replace: [(&str, Step); 4] = [
        ("a link to the same text", |r| {
            fs::write(r.beside("same.md"), TEXT).unwrap();
            symlink(r.beside("same.md"), r.remove("a.md").path().join("a.md")).unwrap();
        }),
        ("a folder that is a link", |r| {
            fs::rename(r.path().join("d"), r.beside("d")).unwrap();
            symlink(r.beside("d"), r.path().join("d")).unwrap();
        }),
        ("a pipe", |r| {
            assert!(r.remove("a.md").command("mkfifo").arg("a.md").status().unwrap().success());
        }),
        ("a file without rights", |r| {
            fs::set_permissions(r.path().join("a.md"), fs::Permissions::from_mode(0o000)).unwrap();
        }),
    ];
    for (what, step) in replace {
        let repository = TestRepository::new();
        repository.write("a.md", TEXT).write("d/b.md", "b\n");
        repository.git(&["add", "--all"]);
        step(&repository);
        assert_same(&repository, what);
    }
}
