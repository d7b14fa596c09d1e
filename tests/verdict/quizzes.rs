//! Assessments in files of their own, seen by a contribution: they are no documents, and judged like these.

use super::{TestRepository, report, verdict};
use std::path::Path;

const BROKEN: &str = "questions: [\n";
const GOOD: &str = "questions:\n  - Où ?\n  - Quand ?\n";

/// A repository whose quiz `caler.yaml` can't be read, as is known.
fn prints() -> TestRepository {
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/linked-quizzes-gaps");
    let repository = TestRepository::from_folder(&fixture);
    repository.commit("base");
    repository.git(&["checkout", "--quiet", "-B", "main"]);
    repository.git(&["checkout", "--quiet", "-b", "contribution"]);
    repository
}

#[test]
fn a_quiz_that_was_broken_already_is_not_the_contributions() {
    let repository = prints();
    repository.write("README.md", "# Estampes\n");
    repository.commit("docs: rename");
    assert_eq!(verdict(&repository, &["--base", "main"]), Vec::<String>::new());
    let (report, _) = report(repository.path(), &["--base", "main"]);
    assert_eq!(report["verdict"]["fixed"], 0);
}

#[test]
fn a_quiz_that_breaks_or_is_mended_is_told_although_its_page_does_not_change() {
    let repository = prints();
    repository.write("quiz/caler.yaml", GOOD).write("quiz/signer.yaml", BROKEN);
    let staged = ["--staged", "--base", "main"];
    let gone = ["fixed assessment-unknown-competency quiz/signer.yaml:1", "fixed assessment-unreadable quiz/caler.yaml:2"];
    repository.git(&["add", "."]);
    repository.write("quiz/signer.yaml", GOOD);
    let found = verdict(&repository, &staged);
    assert!(found.contains(&"new assessment-unreadable quiz/signer.yaml:1".to_owned()), "{found:?}");
    assert!(gone.iter().all(|gone| found.contains(&(*gone).to_owned())), "{found:?}");
    // What the index has is not what is on the disk.
    let found = verdict(&repository, &["--base", "main"]);
    assert!(!found.iter().any(|one| one.starts_with("new assessment-unreadable")), "{found:?}");
}

#[test]
fn a_quiz_leads_nowhere_outside_the_repository() {
    let repository = prints();
    std::fs::write(repository.beside("outside.yaml"), GOOD).unwrap();
    repository.remove("quiz/caler.yaml");
    repository.link("quiz/caler.yaml", "../../outside.yaml");
    let (report, code) = report(repository.path(), &[]);
    let found = super::said(&report);
    assert!(found.contains(&"new document-unreadable quiz/caler.yaml:1".to_owned()), "{found:?}");
    assert_eq!(code, 1);
}

#[test]
fn a_quiz_that_is_no_text_or_is_huge_is_told_once() {
    let repository = prints();
    repository.write("quiz/caler.yaml", b"questions: [\0]").write("quiz/presser.json", " ".repeat(5 << 20));
    let found = verdict(&repository, &[]);
    let about = |path: &str| found.iter().filter(|one| one.contains(path)).cloned().collect::<Vec<_>>();
    assert_eq!(about("quiz/caler.yaml"), ["new document-nul quiz/caler.yaml:1"]);
    assert_eq!(about("quiz/presser.json"), ["new document-unreadable quiz/presser.json:1"]);
}
