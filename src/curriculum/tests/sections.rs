//! Headings that announce an assessment, with nothing under them.

use super::*;

fn empty(text: &str) -> Vec<String> {
    curriculum_of(GROUP, &[("a.md", text)]).empty_sections.into_iter().map(|(_, text)| text.text).collect()
}

const MODULE: &str = "**Module a**\n- b\n\n  Validation des acquis par :\n  - QCM\n\n";

#[test]
fn what_names_a_way_of_assessing_and_has_nothing_is_told() {
    for (text, wanted) in [
        ("## QCM\n", &["QCM"][..]),
        ("## QCM\n\n## Suite\n\nTexte.\n", &["QCM"]),
        ("## 1. QCM\n\n---\n\n# Suite\n", &["1. QCM"]),
        ("## (Avancé) QCM du module\n\n<!-- plus tard -->\n\n## Oral\n", &["(Avancé) QCM du module", "Oral"]),
        ("## Validation des acquis\n", &["Validation des acquis"]),
        ("## QCM\n\nTexte.\n\n## Oral\n\n- a\n", &[]),
        ("## QCM\n\n### Première partie\n\nTexte.\n", &[]),
        ("## QCM\n\n<Quiz id=\"1\" />\n", &[]),
        ("## Le QCM d'hier\n\n## Morale\n", &[]),
        ("> ## QCM\n", &[]),
    ] {
        assert_eq!(empty(&format!("{MODULE}{text}")), wanted, "{text}");
    }
}

#[test]
fn without_modules_only_the_marker_announces() {
    assert_eq!(empty("## QCM\n\n## Validation des acquis\n"), ["Validation des acquis"]);
}

#[test]
fn what_takes_anything_names_nothing_and_modules_are_told_as_such() {
    let config = "content:\n  - name: c\n    files: ['*.md']\n    module: { node: heading, level: 2 }\n    assessment: { node: heading, level: 3, match: '^Quiz$' }\n    kinds: { practical: '.', project: '^Projets?\\b' }\n    exempt: [{ module: libre, reason: r }]\n";
    let text = "## Projet\n\n### Quiz\n\n### Notes\n\n### Projet final\n\n## libre\n\n### Projet\n";
    let curriculum = curriculum_of(config, &[("a.md", text)]);
    let found: Vec<&str> = curriculum.empty_sections.iter().map(|(_, text)| &*text.text).collect();
    // The empty quiz is an assessment that says so itself.
    assert_eq!(found, ["Projet final"]);
    assert_eq!(curriculum.report.modules[0].assessments[0].lack, Some(Lack::Items));
}
