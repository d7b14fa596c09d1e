//! Assessments that name the competencies that they assess.

use super::*;

const IDS: &str = r#"
content:
  - name: c
    files: ["*.md"]
    module: { node: heading, match: '^Module\b' }
    competency: { node: item, id: '^(C\d+(?:\.\d+)?)\s*[:.–-]' }
    assessment:
      node: paragraph
      match: '^Validation des acquis(?:\s+par\b|\s*:|\s*$)'
      assesses: { match: '\(([^)]*)\)', front-matter: assesses }
    kinds: { quiz: '\bQCM\b' }
"#;

/// The competencies of the first module with ids `C1`, `C2`…, an assessment of which begins with `marker`: those that
/// it assesses, and the names that are unknown, each with its place.
fn named(front: &str, marker: &str) -> (Vec<usize>, Vec<String>) {
    let text = format!(
        "{front}## Module a\n- C1 : lire\n- C2 : écrire un manifeste\n- C3 : compter\n- C4 : lire, écrire et compter\n\n{marker}\n- QCM\n"
    );
    let curriculum = curriculum_of(IDS, &[("a.md", &text)]);
    let unknown = curriculum.unknown_names.iter();
    let unknown = unknown.map(|one| {
        assert_eq!(one.source.text()[one.name.span.range()], *one.name.text);
        format!("{}@{}", one.name.text, one.source.position(one.name.span.start).column)
    });
    (curriculum.report.modules[0].competencies_by_assessment().remove(0), unknown.collect())
}

#[test]
fn names_are_ids_texts_and_ranges() {
    for (names, assessed) in [
        ("(C1)", &[0][..]),
        ("(C1, C3)", &[0, 2]),
        ("(c1 et C3)", &[0, 2]),
        ("(C1 / C3)", &[0, 2]),
        ("(C1\u{a0};  C3)", &[0, 2]),
        ("(C2 à C4)", &[1, 2, 3]),
        ("(C2-C3)", &[1, 2]),
        ("(écrire un manifeste)", &[1]),
        ("(Lire et compter)", &[0, 2]),
        ("(lire, écrire et compter)", &[3]),
        ("(C1 : lire)", &[0]),
    ] {
        let found = named("", &format!("Validation des acquis {names} par :"));
        assert_eq!(found, (assessed.to_vec(), vec![]), "{names}");
    }
}

#[test]
fn what_is_no_name_leaves_the_place_to_decide() {
    for marker in ["par :", "(30 min) par :", "() par :", "par : QCM (C1)", "(voir l'annexe) par :"] {
        assert_eq!(named("", &format!("Validation des acquis {marker}")), (vec![0, 1, 2, 3], vec![]), "{marker}");
    }
}

#[test]
fn unknown_names_are_told_at_their_place() {
    let found = named("", "Validation des acquis (C1, C9) par :");
    assert_eq!(found, (vec![0], vec!["C9@28".to_owned()]));
    assert_eq!(named("", "Validation des acquis (écrire un manifest) par :"), (vec![], vec!["écrire un manifest@24".to_owned()]));
    let found = named("---\nassesses: [C1, \"chanter, danser\"]\n---\n", "Validation des acquis par :");
    assert_eq!(found, (vec![0], vec!["chanter, danser@17".to_owned()]));
}

#[test]
fn front_matter_names_for_markers_that_name_nothing() {
    assert_eq!(named("---\nassesses: [C1, 'compter']\n---\n", "Validation des acquis par :"), (vec![0, 2], vec![]));
    assert_eq!(named("---\nassesses: C1, C3\n---\n", "Validation des acquis par :"), (vec![0, 2], vec![]));
    assert_eq!(named("---\nassesses: [C1]\n---\n", "Validation des acquis (C2) par :"), (vec![1], vec![]));
    assert_eq!(named("---\nassesses: [\n---\n", "Validation des acquis par :"), (vec![0, 1, 2, 3], vec![]));
}

#[test]
fn a_block_that_names_ends_what_those_after_it_close() {
    let text = "## Module a\n- C1 : lire\n- C2 : écrire\n\nValidation des acquis (C1) par :\n- QCM\n\nSuite\n\n- C3 : compter\n\nValidation des acquis par :\n- QCM\n\nValidation des acquis (C1) par :\n";
    let (by, of) = traced(IDS, &[("a.md", text)]);
    // The last one has no items: it names, and assesses nothing.
    assert_eq!((by, of), (vec![vec![0], vec![], vec![1]], vec![vec![0], vec![2], vec![]]));
}

#[test]
fn names_of_one_file_are_those_of_any_module_that_it_assesses() {
    let text = "---\nassesses: [C1, C2, C3]\n---\n## Module a\n- C1 : lire\n\nValidation des acquis par : QCM\n\n## Module b\n- C2 : écrire\n\nValidation des acquis par : QCM\n";
    let curriculum = curriculum_of(IDS, &[("a.md", text)]);
    assert_eq!(outline(&curriculum), "a | C1 : lire | [QCM=other]\nb | C2 : écrire | [QCM=other]".replace("other", "quiz"));
    let unknown: Vec<&str> = curriculum.unknown_names.iter().map(|one| &*one.name.text).collect();
    assert_eq!(unknown, ["C3"]);
}

#[test]
fn headings_divs_and_other_files_name_too() {
    let of = |assessment: &str| {
        format!(
            "content:\n  - name: c\n    files: ['*.md']\n    module: {{ node: file }}\n    competency: {{ node: item, id: '^C\\d', under: {{ node: heading, match: '^But' }} }}\n    assessment: {assessment}\n"
        )
    };
    let heading = of("{ node: heading, match: '^Quiz$', assesses: { match: '[–-]\\s*(.+)$' } }");
    let text = "## But\n- C1 lire\n- C2 écrire\n\n## Quiz – C2\n- a ?\n";
    assert_eq!(traced(&heading, &[("a.md", text)]).1, [vec![1]]);
    let div = of("{ node: div, match: quiz, min-items: 0, assesses: { match: 'assesses=\"([^\"]*)\"' } }");
    let text = "## But\n- C1 lire\n- C2 écrire\n\n## Suite\n\n::: {.quiz assesses=\"C1 C2\"}\n\na ?\n\n:::\n\n::: {.quiz assesses=\"C2\"}\n\na ?\n\n:::\n";
    assert_eq!(traced(&div, &[("a.md", text)]).1, [vec![0, 1], vec![1]]);
    let file = of("{ node: file, path: 'e/{name}.md', assesses: { front-matter: assesses } }");
    let texts = [("a.md", "## But\n- C1 lire\n- C2 écrire\n"), ("e/a.md", "---\nassesses: C2\n---\n# E\n- a ?\n")];
    assert_eq!(traced(&file, &texts).1, [vec![1]]);
    // The module's own file may say so too.
    let texts = [("a.md", "---\nassesses: C1\n---\n## But\n- C1 lire\n- C2 écrire\n"), ("e/a.md", "# E\n- a ?\n")];
    assert_eq!(traced(&file, &texts).1, [vec![0]]);
}

#[test]
fn hostile_names_end() {
    let items: String = (0..2000).map(|at| format!("- C{at} : a\n")).collect();
    let names = "C0 à C999, ".repeat(2000);
    let text = format!("## Module a\n{items}\n{}", format!("Validation des acquis ({names}) par : QCM\n\n").repeat(3));
    assert!(curriculum_of(IDS, &[("a.md", &text)]).unknown_names.is_empty());
}
