//! Assessments in files of their own: linked, or found by a path.

use super::*;
use crate::document::Dialect;
use std::sync::Arc;

/// The learning content of these files; those that are no documents are read when a module asks for them.
pub(super) fn curriculum_with(config: &str, texts: &[(&str, &str)]) -> (Curriculum, Vec<Arc<str>>) {
    let file = ConfigFile { path: ".acquis.yaml".to_owned(), text: config.to_owned() };
    let config = load(Some(&file), &Overrides::default(), &[]).unwrap_or_else(|errors| panic!("{errors:#?}"));
    let models = Models::new(&config);
    let documents = texts.iter().filter(|(path, _)| path.ends_with(".md"));
    let parse = |(path, text): &(&str, &str)| Document::parse(Source::new(*path, (*text).to_owned()));
    let read = |document: Document| models.read(&config.groups_for(document.source.path()).collect::<Vec<_>>(), &document);
    let mut found: Vec<Found> = documents.map(parse).flat_map(read).collect();
    let wanted = models.wanted(&found);
    for path in &wanted {
        let Some((_, text)) = texts.iter().find(|(known, _)| *known == &**path) else { continue };
        found.extend(models.read_file(path, Some(Source::new(Arc::clone(path), (*text).to_owned())), Dialect::Gfm));
    }
    (link(found), wanted)
}

const LINKS: &str = r#"
content:
  - name: c
    files: ["l/*.md"]
    module: { node: heading, level: 2 }
    competency: { node: item, id: '^C\d' }
    assessment: { node: link, target: "**/quiz/*.{yaml,json,md}", assesses: { front-matter: assesses } }
    kinds: { oral: '\boral\b' }
"#;

const QUIZ: &str = "title: Vrai ou faux\nquestions:\n  - question: Où ?\n  - { text: \"Quand, à l'oral ?\" }\n  - Comment ?\n";

#[test]
fn a_linked_quiz_assesses_the_module_and_its_line_is_no_competency() {
    let text = "## a\n\n- b\n- c\n- [Le quiz](../quiz/a.yaml)\n\nEncore le [quiz](../quiz/a.yaml).\n\n## d\n\nQuiz : [d](/quiz/d.json#x)\n\n- e\n";
    let json = "[\"Un ?\", {\"title\": \"Deux ?\"}]";
    let (curriculum, wanted) = curriculum_with(LINKS, &[("l/a.md", text), ("quiz/a.yaml", QUIZ), ("quiz/d.json", json)]);
    assert_eq!(
        outline(&curriculum),
        "a | b; c | [Où ?=quiz; Quand, à l'oral ?=oral; Comment ?=quiz]\nd | e | [Un ?=quiz; Deux ?=quiz]"
    );
    assert_eq!(wanted.iter().map(|path| &**path).collect::<Vec<_>>(), ["quiz/a.yaml", "quiz/d.json"]);
    let assessment = &curriculum.report.modules[0].assessments[0];
    let source = assessment.source.as_ref().unwrap();
    assert_eq!((source.path(), &*assessment.marker.text), ("quiz/a.yaml", "Vrai ou faux"));
    assert_eq!(&source.text()[assessment.items[1].text.span.range()], "{ text: \"Quand, à l'oral ?\" }");
}

#[test]
fn a_link_in_the_text_of_a_competency_assesses_that_one() {
    let text = "## a\n\n- b\n- c ([quiz](../quiz/a.yaml))\n- d\n";
    let (curriculum, _) = curriculum_with(LINKS, &[("l/a.md", text), ("quiz/a.yaml", QUIZ)]);
    let assessed: Vec<bool> = curriculum.report.modules[0].competencies.iter().map(Competency::assessed).collect();
    assert_eq!(assessed, [false, true, false]);
}

#[test]
fn what_is_missing_broken_or_empty_assesses_nothing() {
    let lack = |path: &str, text: &str| {
        let page = format!("## a\n\n- b\n\n[Quiz](../{path})\n");
        let files = [("l/a.md", &*page), (path, text)];
        let (curriculum, _) = curriculum_with(LINKS, if text == "-" { &files[..1] } else { &files });
        let module = &curriculum.report.modules[0];
        assert_eq!(module.assessed(), module.competencies[0].assessed());
        (module.assessments[0].lack, curriculum.faults.len())
    };
    assert_eq!(lack("quiz/a.yaml", QUIZ), (None, 0));
    assert_eq!(lack("quiz/a.yaml", "-"), (Some(Lack::File), 0));
    assert_eq!(lack("quiz/a.yaml", "questions: ["), (Some(Lack::File), 1));
    assert_eq!(lack("quiz/a.json", "{\"questions\": [1}"), (Some(Lack::File), 1));
    assert_eq!(lack("quiz/a.yaml", "questions: []"), (Some(Lack::Items), 0));
    assert_eq!(lack("quiz/a.yaml", "questions: [TODO]"), (Some(Lack::Placeholders), 0));
    assert_eq!(lack("quiz/a.yaml", "other: 1"), (Some(Lack::Items), 0));
    assert_eq!(lack("quiz/a.yaml", ""), (Some(Lack::Items), 0));
    assert_eq!(lack("quiz/a.md", "# Quiz\n\n- Où ?\n"), (None, 0));
    assert_eq!(lack("quiz/a.md", "# Quiz\n"), (Some(Lack::Items), 0));
    let bomb = "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\nquestions: [*d,*d,*d,*d,*d,*d,*d]\n";
    assert_eq!(lack("quiz/a.yaml", bomb), (Some(Lack::File), 1));
}

#[test]
fn a_quiz_names_what_it_assesses() {
    let text = "## a\n\n- C1 b\n- C2 c\n\n[Quiz](../quiz/a.yaml)\n\n## d\n\n- C3 e\n\n[Quiz](../quiz/a.yaml)\n";
    let quiz = format!("assesses: [C2, C3, C7]\n{QUIZ}");
    let (curriculum, _) = curriculum_with(LINKS, &[("l/a.md", text), ("quiz/a.yaml", &quiz)]);
    let modules = &curriculum.report.modules;
    assert_eq!(
        (modules[0].competencies_by_assessment(), modules[1].competencies_by_assessment()),
        (vec![vec![1]], vec![vec![0]])
    );
    let unknown = curriculum.unknown_names.iter().map(|one| (one.source.path(), &*one.name.text));
    assert_eq!(unknown.collect::<Vec<_>>(), [("quiz/a.yaml", "C7")]);
}

#[test]
fn links_that_lead_out_of_the_repository_are_none() {
    let text = "## a\n\n- b\n\n[Quiz](../../quiz/a.yaml) [q](https://example.org/quiz/a.yaml) ![q](../quiz/a.yaml)\n";
    let (curriculum, wanted) = curriculum_with(LINKS, &[("l/a.md", text), ("quiz/a.yaml", QUIZ)]);
    assert!(wanted.is_empty() && curriculum.report.modules[0].assessments.is_empty() && curriculum.orphans.is_empty());
}

#[test]
fn a_path_leads_to_a_quiz_of_data() {
    let config = "content:\n  - name: c\n    files: ['l/*.md']\n    module: { node: file }\n    competency: { node: item }\n    assessment: { node: file, path: 'q/{name}.json', questions: /quiz/items, min-items: 2 }\n";
    let of = |json: &str| {
        let (curriculum, _) = curriculum_with(config, &[("l/a.md", "# A\n\n- b\n"), ("q/a.json", json)]);
        let module = &curriculum.report.modules[0];
        (module.assessments[0].lack, module.competencies[0].assessed())
    };
    assert_eq!(of("{\"quiz\": {\"items\": [\"a\", \"b\"]}}"), (None, true));
    assert_eq!(of("{\"quiz\": {\"items\": {\"q1\": \"a\", \"q2\": \"b\"}}}"), (None, true));
    assert_eq!(of("{\"quiz\": {\"items\": [\"a\"]}}"), (Some(Lack::Few { found: 1, asked: 2 }), false));
    let (curriculum, wanted) = curriculum_with(config, &[("l/a.md", "# A\n\n- b\n")]);
    let module = &curriculum.report.modules[0];
    assert_eq!(
        (wanted.len(), module.assessments.len(), module.assessed_by.first().map(String::as_str)),
        (1, 0, Some("q/a.json"))
    );
}

#[test]
fn one_file_may_hold_the_assessments_of_many_modules() {
    let config = "content:\n  - name: c\n    files: ['concepts/*/about.md']\n    module: { node: file, id: '^concepts/([^/]+)/' }\n    assessment:\n      node: file\n      path: config.json\n      each: { at: '/exercises/*/*', modules: [/concepts/*, /practices/*], title: /name }\n    kinds: { practical: '.' }\n";
    let json = "{\"exercises\": {\"concept\": [{\"name\": \"Ruche\", \"concepts\": [\"a\"]}],\n\"practice\": [{\"name\": \"Miel\", \"practices\": [\"a\", \"b\"]}, {\"name\": \"Cire\"}]}}";
    let page = |name: &str| (format!("concepts/{name}/about.md"), format!("# {name}\n"));
    let pages: Vec<(String, String)> = ["a", "b", "c"].map(page).into();
    let mut texts: Vec<(&str, &str)> = pages.iter().map(|(path, text)| (&**path, &**text)).collect();
    texts.push(("config.json", json));
    let (curriculum, _) = curriculum_with(config, &texts);
    assert_eq!(outline(&curriculum), "a |  | [Ruche=practical] [Miel=practical]\nb |  | [Miel=practical]\nc |  | ");
    let last = &curriculum.report.modules[2];
    // The file is there: what it lacks is an exercise.
    assert_eq!((last.id.as_deref(), last.assessed_by.len()), (Some("c"), 0));
}
