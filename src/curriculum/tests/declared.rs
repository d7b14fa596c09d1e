//! Figures in front matter, held against what the page has.

use super::external::curriculum_with;
use super::*;

/// `key value≠counted` of every figure that is wrong.
fn wrong(declared: &str, front: &str, body: &str) -> Vec<String> {
    let config = format!(
        "content:\n  - name: c\n    files: ['l/*.md']\n    module: {{ node: heading, level: 2 }}\n    competency: {{ node: item }}\n    assessment: {{ node: heading, level: 3, match: '^Quiz' }}\n    declared: {declared}\n    exempt: [{{ module: libre, reason: r }}]\n"
    );
    let text = format!("---\n{front}\n---\n{body}");
    told(&curriculum_with(&config, &[("l/a.md", &text)]).0)
}

fn told(curriculum: &Curriculum) -> Vec<String> {
    let miscounts = curriculum.miscounts.iter();
    let told = miscounts.map(|one| {
        assert_eq!(one.source.text()[one.figure.place.range()], one.figure.value.to_string());
        format!("{} {}≠{}", one.figure.declared.key, one.figure.value, one.counted)
    });
    told.collect()
}

const PAGE: &str = "## a\n- b\n- c\n### Quiz\n- d ?\n- e ?\n- TODO\n## f\n- g\n### Quiz\n- h ?\n";

#[test]
fn numbers_are_those_of_all_modules_of_the_page() {
    for (counts, right) in [("modules", 2), ("competencies", 3), ("assessments", 2), ("items", 3)] {
        let declared = format!("[{{ key: n, counts: {counts} }}]");
        assert_eq!(wrong(&declared, &format!("n: {right}"), PAGE), Vec::<String>::new(), "{counts}");
        assert_eq!(wrong(&declared, "n: 7", PAGE), [format!("n 7≠{right}")], "{counts}");
        assert_eq!(wrong(&declared, "n: -1", PAGE), [format!("n -1≠{right}")], "{counts}");
    }
}

#[test]
fn of_another_measure_only_none_and_some_are_compared() {
    let declared = "[{ key: n, counts: assessments, as: any }]";
    assert_eq!(wrong(declared, "n: 45", PAGE), Vec::<String>::new());
    assert_eq!(wrong(declared, "n: 0", PAGE), ["n 0≠2"]);
    assert_eq!(wrong(declared, "n: 0", "## libre\n- a\n"), Vec::<String>::new());
    assert_eq!(wrong(declared, "n: 5", "## libre\n- a\n"), ["n 5≠0"]);
}

#[test]
fn what_is_no_figure_or_told_otherwise_is_left() {
    let declared = "[{ key: n, counts: items }]";
    for front in ["n: trois", "n: '3 questions'", "n:", "n: [1]", "m: 9", "n: 1.5", "n: ["] {
        assert_eq!(wrong(declared, front, PAGE), Vec::<String>::new(), "{front}");
    }
    // That the module has no assessment is told at the module.
    assert_eq!(wrong(declared, "n: 4", "## a\n- b\n"), Vec::<String>::new());
    assert_eq!(wrong(declared, "n: 4", "Rien.\n"), Vec::<String>::new());
    assert_eq!(wrong("[{ key: n, counts: modules }]", "n: 4", "Rien.\n"), ["n 4≠0"]);
}

#[test]
fn a_quiz_says_how_many_questions_it_has() {
    let config = "content:\n  - name: c\n    files: ['l/*.md']\n    module: { node: file }\n    assessment: { node: link, target: 'q/*' }\n    declared: [{ key: count, counts: items }]\n";
    let page = "# A\n\n[a](../q/a.yaml) [b](../q/b.md)\n";
    let texts = [("l/a.md", page), ("q/a.yaml", "count: 3\nquestions: [a, b]\n"), ("q/b.md", "---\ncount: 1\n---\n- a\n- b\n")];
    assert_eq!(told(&curriculum_with(config, &texts).0), ["count 3≠2", "count 1≠2"]);
}
