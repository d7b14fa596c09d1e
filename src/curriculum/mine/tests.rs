use super::*;
use crate::document::{Document, Source};

fn page(path: &str, text: &str) -> Page {
    Page::of(&Document::parse(Source::new(path, text.to_owned())))
}

/// Globs, what is left out, lessons, those without an assessment.
type Proposed = (Vec<String>, Vec<String>, usize, Vec<String>);

/// What is proposed for files with these texts.
fn proposed(files: &[(&str, &str)]) -> Option<Proposed> {
    let pages: Vec<Page> = files.iter().map(|(path, text)| page(path, text)).collect();
    let found = propose(&pages)?;
    let without = found.without.iter().map(|path| path.to_string()).collect();
    Some((found.files, found.exclude, found.of, without))
}

#[test]
fn the_same_name_is_counted_once_a_page() {
    let pages = [
        page("a.md", "# A\n\n## 1. Quiz\n\n## 2. Quiz\n"),
        page("b.md", "# B\n\n### quiz\n\n## Exercises\n"),
        page("c.md", "# C\n\n## Words\n\n**Quiz** of the day\n\nA **quiz**.\n"),
        page("d.md", "# D\n\n::: challenge\n\nTry.\n\n:::\n"),
    ];
    let found = assessments(&pages);
    let brief: Vec<_> = found.iter().map(|one| (one.form, one.text.as_str(), one.pages.len(), one.line)).collect();
    let expected = [
        (Form::Heading, "Quiz", 2, 3),
        (Form::Heading, "Exercises", 1, 5),
        (Form::Bold, "Quiz", 1, 5),
        (Form::Div, "challenge", 1, 3),
    ];
    assert_eq!(brief.len(), expected.len());
    assert!(expected.iter().all(|one| brief.contains(one)), "{brief:?}");
}

const QUIZ: &str = "# T\n\n## Quiz\n\n- a\n";
const GOALS: &str = "# T\n\n## Learning goals\n\n- a\n";
const TEXT: &str = "# T\n\nText.\n";

#[test]
fn pages_of_one_name_in_folders_of_one_depth() {
    let files = [
        ("README.md", TEXT),
        ("w1/l1/README.md", QUIZ),
        ("w1/l2/README.md", QUIZ),
        ("w2/l1/README.md", QUIZ),
        ("w2/l2/README.md", TEXT),
        ("w2/l1/notes.md", TEXT),
    ];
    let found = proposed(&files).unwrap();
    assert_eq!(found, (vec!["w[0-9]*/*/README.md".to_owned()], vec![], 4, vec!["w2/l2/README.md".to_owned()]));
}

#[test]
fn what_is_kept_or_translated_is_no_lesson() {
    let files = [
        ("README.md", TEXT),
        ("docs/en/1.md", QUIZ),
        ("docs/en/2.md", QUIZ),
        ("docs/en/3.md", GOALS),
        ("docs/fr/1.md", QUIZ),
        ("docs/fr/2.md", QUIZ),
        ("docs/archive/0.md", QUIZ),
    ];
    let (globs, exclude, of, without) = proposed(&files).unwrap();
    assert_eq!((globs, of, without), (vec!["docs/en/[0-9]*.md".to_owned()], 3, vec!["docs/en/3.md".to_owned()]), "{exclude:?}");
}

#[test]
fn a_curriculum_without_any_assessment() {
    let numbered: Vec<String> = (1..=4).flat_map(|n| (1..=3).map(move |m| format!("0{n}-api/0{m}-page.md"))).collect();
    let mut files: Vec<(&str, &str)> = numbered.iter().map(|path| (path.as_str(), TEXT)).collect();
    // Numbers alone are no curriculum.
    assert_eq!(proposed(&files), None);
    files.push(("README.md", "# Formation C\n"));
    files.extend(["01-api/README.md", "02-api/README.md", "03-api/README.md"].map(|path| (path, TEXT)));
    let pages: Vec<Page> = files.iter().map(|(path, text)| page(path, text)).collect();
    assert!(pages.iter().any(|page| page.training), "{pages:?}");
    let (globs, exclude, of, without) = proposed(&files).unwrap();
    assert_eq!((globs, exclude), (vec!["[0-9]*/[0-9]*.md".to_owned()], vec![]));
    assert_eq!((of, without.len()), (12, 12));
}

#[test]
fn two_pages_are_no_form() {
    assert_eq!(proposed(&[("a.md", QUIZ), ("b.md", QUIZ), ("c.md", TEXT), ("d.md", TEXT)]), None);
    assert_eq!(proposed(&[]), None);
}

#[test]
fn assessments_in_files_of_their_own() {
    let cases: &[(&[&str], &str, usize)] = &[
        (&["lessons/a.md", "lessons/a-quiz.md", "lessons/b.md", "lessons/b-quiz.md", "lessons/c.md"], "{dir}/{name}-quiz.md", 2),
        (&["l1/README.md", "l1/quiz.md", "l2/README.md", "l2/quiz.md", "l3/README.md"], "{dir}/quiz.md", 2),
        (&["cours/a.md", "cours/b.md", "cours/c.md", "exercices/a.md", "exercices/b.md"], "exercices/{name}.md", 2),
    ];
    for (paths, template, with) in cases {
        let pages: Vec<Page> = paths
            .iter()
            .map(|path| page(path, if path.contains("quiz") || path.contains("exer") { TEXT } else { GOALS }))
            .collect();
        let found = propose(&pages).unwrap();
        let ways: Vec<_> = found.ways.iter().map(|way| (way.form, way.words.concat())).collect();
        assert_eq!(ways, [(Form::File, (*template).to_owned())], "{paths:?} {found:?}");
        assert_eq!((found.of, found.of - found.without.len()), (3, *with), "{paths:?} {found:?}");
    }
}

#[test]
fn a_series_of_lessons_among_other_pages() {
    let modules: Vec<String> = (1..=9).map(|n| format!("modules/m{}/lessons/lesson0{n}_x.md", n % 3 + 1)).collect();
    let copies = (1..=9).map(|n| format!("site_src/m{}/lesson0{n}.md", n % 3 + 1));
    let others = ["docs/setup.md", "docs/faq.md", "modules/m1/notes.md", "assessments/midterm-1.md"].map(str::to_owned);
    let paths: Vec<String> = modules.into_iter().chain(copies).chain(others).collect();
    let files: Vec<(&str, &str)> =
        paths.iter().map(|path| (path.as_str(), if path.contains("lesson0") { QUIZ } else { TEXT })).collect();
    let (globs, _, of, without) = proposed(&files).unwrap();
    assert_eq!((globs, of, without), (vec!["modules/*/lessons/lesson[0-9]*.md".to_owned()], 9, vec![]));
    let dated: Vec<String> = (10..=30).map(|n| format!("plans/2026-05-{n}-x.md")).collect();
    assert_eq!(proposed(&dated.iter().map(|path| (path.as_str(), TEXT)).collect::<Vec<_>>()), None);
}
