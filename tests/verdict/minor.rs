//! What is worth knowing and no more, told from what somebody would change.

use super::report;
use crate::common::TestRepository;

/// Where `rule` finds something in a repository that has these `files`, each with how grave that is; sorted.
fn found(files: &[(&str, &str)], rule: &str) -> Vec<String> {
    let repository = TestRepository::new();
    files.iter().for_each(|(path, text)| {
        repository.write(path, *text);
    });
    repository.commit("base");
    let (report, _) = report(repository.path(), &[]);
    let findings = report["findings"].as_array().unwrap().iter().filter(|finding| finding["rule"] == rule);
    let said = |at: &serde_json::Value| format!("{} {}", at["severity"].as_str().unwrap(), at["path"].as_str().unwrap());
    let mut all: Vec<String> = findings.map(said).collect();
    all.sort();
    all
}

#[test]
fn places_kept_among_exercises_labels_and_samples_are_told_for_information() {
    let table = "# Titre\n\n| Ruche | Poids |\n|---|---|\n| nord | 12 kg |\n| sud | ------ |\n";
    let files = [
        ("lecons/a.md", table),
        ("lecons/exercices/a.md", table),
        ("02-exercises/a.md", table),
        ("docs/etiquette.md", "# Titre\n\nÀ venir\n{: .etiquette .jaune }\n"),
        ("docs/attente.md", "# Titre\n\nÀ venir\n"),
        ("docs/support.md", "# Titre\n\n- **Support** : à venir\n- Une vidéo\n"),
        ("docs/outil/examples/a.md", "# Titre\n\nTODO: write this\n"),
        ("examples/a.md", "# Titre\n\nTODO: write this\n"),
    ];
    let expected = [
        "info 02-exercises/a.md",
        "info docs/etiquette.md",
        "info docs/outil/examples/a.md",
        "info docs/support.md",
        "info lecons/exercices/a.md",
        "warning docs/attente.md",
        "warning examples/a.md",
        "warning lecons/a.md",
    ];
    assert_eq!(found(&files, "content-placeholder"), expected);
}

#[test]
fn what_leads_too_high_is_told_how_to_come_down() {
    let repository = TestRepository::new();
    repository.write("docs/a.md", "# A\n\n[1](../../docs/b.md)\n\n[2](../../../voisin/b.md)\n");
    repository.write("docs/b.md", "# B\n");
    repository.commit("base");
    let (report, _) = report(repository.path(), &["--language", "en"]);
    let findings = report["findings"].as_array().unwrap().iter().filter(|finding| finding["rule"] == "link-outside");
    let helps: Vec<&str> = findings.map(|finding| finding["help"].as_str().unwrap()).collect();
    assert_eq!(helps, ["Remove the `../` too many.", "Give the full address (https://…)."]);
}
