//! What a whole repository does is told as an info, and a contribution's findings stay what they are.

use super::{report, said};
use crate::common::TestRepository;
use serde_json::Value;

const SKIP: &str = "# Titre\n\n### Outils\n\nUne bêche.\n";
const SOUND: &str = "# Titre\n\n## Outils\n\nUne bêche.\n";

/// A repository of twelve pages, of which so many skip a level.
fn pages(skips: usize) -> TestRepository {
    let repository = TestRepository::new();
    for at in 0..12 {
        repository.write(format!("{at:02}.md"), if at < skips { SKIP } else { SOUND });
    }
    repository.commit("base");
    repository.git(&["checkout", "--quiet", "-b", "contribution"]);
    repository
}

/// The severities of the findings of `rule`, each once.
fn severities(report: &Value, rule: &str) -> Vec<String> {
    let findings = report["findings"].as_array().unwrap().iter().filter(|finding| finding["rule"] == rule);
    let mut all: Vec<String> = findings.map(|finding| finding["severity"].as_str().unwrap().to_owned()).collect();
    all.dedup();
    all
}

#[test]
fn what_one_page_in_five_does_is_a_habit() {
    let rule = "heading-skipped-level";
    assert_eq!(severities(&report(pages(2).path(), &[]).0, rule), ["warning"]);
    let habit = pages(3);
    assert_eq!(severities(&report(habit.path(), &[]).0, rule), ["info"]);
    // What the configuration says of the rule is what it is.
    habit.write(".acquis.yaml", "rules: { heading-skipped-level: error }\n");
    assert_eq!(severities(&report(habit.path(), &[]).0, rule), ["error"]);
}

#[test]
fn a_habit_makes_no_finding_new_or_old() {
    let repository = pages(2);
    repository.write("11.md", SKIP);
    repository.commit("habit");
    let (found, _) = report(repository.path(), &["--base", "main"]);
    assert_eq!(said(&found), ["new heading-skipped-level 11.md:3"], "{found:#}");
    assert_eq!(severities(&found, "heading-skipped-level"), ["info"]);
}

#[test]
fn who_takes_the_last_assessment_away_is_told_gravely() {
    let repository = TestRepository::new();
    for at in 1..4 {
        let text = format!("---\ntitle: Semer {at}\nteaching: 10\nexercises: 5\n---\n\n::: objectives\n\n- Semer\n\n:::\n");
        repository.write(format!("episodes/0{at}.md"), text);
    }
    repository.write("learners/a.md", "---\ntitle: A\n---\n\n::: challenge\n\nSemez.\n\n::: solution\n\nOui.\n\n:::\n\n:::\n");
    let whole = "---\ntitle: Récolter\nteaching: 10\nexercises: 5\n---\n\n::: objectives\n\n- Récolter\n\n:::\n";
    let challenge = "\n::: challenge\n\nRécoltez.\n\n::: solution\n\nOui.\n\n:::\n\n:::\n";
    repository.write("episodes/04.md", format!("{whole}{challenge}"));
    repository.commit("base");
    assert_eq!(severities(&report(repository.path(), &[]).0, "module-without-assessment"), ["error"]);
    repository.git(&["checkout", "--quiet", "-b", "contribution"]);
    repository.write("episodes/04.md", whole);
    repository.commit("no more");
    assert_eq!(severities(&report(repository.path(), &[]).0, "module-without-assessment"), ["error"]);
    let (found, code) = report(repository.path(), &["--base", "main"]);
    assert_eq!(said(&found), ["new module-lost-assessment episodes/04.md:1"], "{found:#}");
    assert_eq!(code, 1);
    // Not even with another name.
    repository.git(&["mv", "episodes/04.md", "episodes/05.md"]);
    repository
        .write("episodes/05.md", "---\ntitle: Tailler\nteaching: 10\nexercises: 5\n---\n\n::: objectives\n\n- Tailler\n\n:::\n");
    repository.commit("another");
    let (found, code) = report(repository.path(), &["--base", "main"]);
    assert_eq!(code, 1, "{found:#}");
}

#[test]
fn what_nobody_reads_as_a_page_is_told_for_information() {
    let repository = TestRepository::new();
    let link = "# Titre\n\n[perdu](perdu.md)\n";
    for path in ["tests/fixtures/a.md", "archive/b.md", "node_modules/x/README.md", "_templates/c.md", "notes.Rmd", "notes.md"] {
        repository.write(path, link);
    }
    repository.write("livre/d.Rmd", "# Titre\n");
    repository.write("livre/docs/d.md", link);
    repository.commit("base");
    let (found, code) = report(repository.path(), &[]);
    let all = found["findings"].as_array().unwrap().iter().map(|finding| (&finding["path"], &finding["severity"]));
    let grave: Vec<_> = all.filter(|(_, severity)| *severity == "error").map(|(path, _)| path.as_str().unwrap()).collect();
    assert_eq!((grave, code), (vec!["notes.Rmd"], 1), "{found:#}");
}
