//! What a contribution can't do unseen: turn off what would speak of it.

use crate::common::TestRepository;
use crate::{acquis, garden, report, said, verdict};
use serde_json::Value;

#[test]
fn a_contribution_can_not_turn_checks_off_unseen() {
    let repository = TestRepository::new();
    repository.write("a.md", "# A\n\nTexte.\n").write(".acquis.yaml", "fail-on: warning\n").commit("base");
    repository.git(&["checkout", "--quiet", "-b", "contribution"]);
    repository.write("a.md", "# A\n\n[rien](rien.md)\n");
    repository.write(".acquis.yaml", "rules:\n  link-missing-file: off\n");
    repository.commit("quiet");
    let (report, code) = report(repository.path(), &["--base", "main"]);
    // The rule, the severity that fails, and what would have been found.
    let at = |line: u32| format!("new checks-weakened .acquis.yaml:{line}");
    assert_eq!(said(&report), [at(1), at(1), at(2)]);
    assert_eq!(report["verdict"]["hidden"][0]["rule"], "link-missing-file");
    assert_eq!(code, 0, "warnings: seen, and the exit code is that of the new findings");
    let text = acquis(repository.path(), &["check", "--base", "main", "--language", "en"]);
    let text = String::from_utf8_lossy(&text.stdout).into_owned();
    assert!(text.contains("lowers the rule link-missing-file: error → off"), "{text}");
}

#[test]
fn a_suppression_is_no_mend() {
    let repository = garden();
    let silenced = "# Dette\n\n<!-- acquis-disable-next-line link-missing-file: plan à venir -->\nVoir [le plan](plan.md).\n";
    repository.write("dette.md", silenced);
    repository.commit("silence");
    assert_eq!(verdict(&repository, &["--base", "main"]), ["new suppression-added dette.md:3"]);
}

/// What a contribution says of itself that makes `config` of `before` (none where it is empty), beside a dead link.
fn told_of_configuration(before: &str, config: &str) -> (Vec<String>, Value) {
    let repository = TestRepository::new();
    repository.write("a.md", "# A\n\nTexte.\n");
    if !before.is_empty() {
        repository.write(".acquis.yaml", before);
    }
    repository.commit("base");
    repository.git(&["checkout", "--quiet", "-b", "contribution"]);
    repository.write("a.md", "# A\n\n[rien](rien.md)\n").write(".acquis.yaml", config);
    repository.commit("quiet");
    let report = report(repository.path(), &["--base", "main"]).0;
    (said(&report), report)
}

#[test]
fn the_rule_that_tells_of_weakened_checks_can_not_be_turned_off_unseen() {
    let off = "rules:\n  checks-weakened: off\n  link-missing-file: off\n";
    for before in ["language: fr\n", ""] {
        let (said, report) = told_of_configuration(before, off);
        for line in [2, 3] {
            assert!(said.contains(&format!("new checks-weakened .acquis.yaml:{line}")), "{before:?}: {said:?}");
        }
        assert_eq!(report["verdict"]["hidden"][0]["rule"], "link-missing-file", "{before:?}");
    }
}

#[test]
fn a_first_configuration_that_asks_for_nothing_less_is_no_news() {
    let (said, _) = told_of_configuration("", "language: fr\n");
    assert_eq!(said, ["new link-missing-file a.md:3"]);
}

#[test]
fn a_baseline_and_a_configuration_together_hide_nothing_unseen() {
    let repository = TestRepository::new();
    repository.write("a.md", "# A\n\nTexte.\n").write(".acquis.yaml", "language: fr\n").commit("base");
    repository.git(&["checkout", "--quiet", "-b", "contribution"]);
    repository.write("a.md", "# A\n\n[rien](rien.md)\n");
    assert!(acquis(repository.path(), &["baseline"]).status.success());
    repository.write(".acquis.yaml", "rules: { link-missing-file: off }\n");
    repository.commit("quiet");
    let report = report(repository.path(), &["--base", "main"]).0;
    assert_eq!(report["verdict"]["hidden"][0]["rule"], "link-missing-file", "{report:#}");
}

#[test]
fn a_changed_schema_is_told() {
    let repository = TestRepository::new();
    let config = "content:\n  - { name: fiches, files: [\"*.md\"], front-matter: { schema: schemas/page.json } }\n";
    repository.write(".acquis.yaml", config).write("a.md", "---\nniveau: 1\n---\n\n# A\n");
    repository.write("schemas/page.json", "{ \"properties\": { \"niveau\": { \"type\": \"integer\" } } }\n").commit("base");
    repository.git(&["checkout", "--quiet", "-b", "contribution"]);
    repository.write("schemas/page.json", "{}\n").write("a.md", "---\nniveau: un\n---\n\n# A\n");
    repository.commit("loosen");
    let (told, code) = report(repository.path(), &["--base", "main"]);
    // The schema, and what it would have said as it was.
    assert_eq!((said(&told), code), (vec!["new checks-weakened schemas/page.json:1".to_owned(); 2], 0));
    let hidden: Vec<_> = told["verdict"]["hidden"].as_array().unwrap().iter().map(|f| (&f["rule"], &f["path"])).collect();
    assert_eq!(hidden, [(&"front-matter-schema".into(), &"a.md".into())]);
    // Of a file that is gone with the setting that named it, the same.
    repository.write(".acquis.yaml", "language: fr\n").remove("schemas/page.json").commit("drop");
    let told = report(repository.path(), &["--base", "main"]).0;
    assert_eq!(told["verdict"]["hidden"].as_array().unwrap().len(), 1, "{:?}", said(&told));
}

#[test]
fn a_schema_that_asks_for_more_hides_nothing_and_a_broken_one_is_mended() {
    let repository = TestRepository::new();
    let config = "content:\n  - { name: fiches, files: [\"*.md\"], front-matter: { schema: schemas/page.json } }\n";
    repository.write(".acquis.yaml", config).write("a.md", "---\nniveau: 1\n---\n\n# A\n");
    repository.write("schemas/page.json", "{}\n").commit("base");
    repository.git(&["checkout", "--quiet", "-b", "contribution"]);
    repository.write("schemas/page.json", "{ \"required\": [\"duree\"] }\n").write("b.md", "---\nniveau: 2\n---\n\n# B\n");
    repository.commit("ask for more");
    let told = report(repository.path(), &["--base", "main"]).0;
    assert_eq!(said(&told), ["new front-matter-schema b.md:1", "new checks-weakened schemas/page.json:1"]);
    assert_eq!(told["verdict"]["hidden"], serde_json::json!([]));
    repository.git(&["checkout", "--quiet", "main"]);
    repository.write("schemas/page.json", "{ broken\n").commit("broken");
    repository.git(&["checkout", "--quiet", "-b", "mended"]);
    repository.write("schemas/page.json", "{}\n").commit("mend");
    assert_eq!(verdict(&repository, &["--base", "main"]), ["new checks-weakened schemas/page.json:1"]);
}
