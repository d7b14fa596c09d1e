//! What is read in small texts, trap by trap.

mod alternatives;
mod declared;
mod external;
mod folders;
mod named;
mod sections;

use super::*;
use crate::config::{ConfigFile, Overrides, load};

const GROUP: &str = r#"
content:
  - name: certification
    files: ["*.md"]
    announced: { node: item, under: { node: paragraph, match: 'modules suivants' } }
    module: { node: paragraph, match: '^Module\b', strong: true }
    objective: { node: line, match: '^Objectifs?\s*:' }
    competency: { node: item }
    assessment: { node: paragraph, match: '^Validation des acquis(?:\s+par\b|\s*:|\s*$)', min-items: 1 }
    kinds: { quiz: '\bQCM\b', practical: 'trava(?:il|ux) pratiques?', oral: '\boral\b|entretien', other: '^évaluation' }
"#;

fn curriculum_of(config: &str, texts: &[(&str, &str)]) -> Curriculum {
    let file = ConfigFile { path: ".acquis.yaml".to_owned(), text: config.to_owned() };
    let config = load(Some(&file), &Overrides::default(), &[]).unwrap();
    let models = Models::new(&config);
    let parse = |(path, text): &(&str, &str)| Document::parse(Source::new(*path, (*text).to_owned()));
    link(
        texts
            .iter()
            .map(parse)
            .flat_map(|document| models.read(&config.groups_for(document.source.path()).collect::<Vec<_>>(), &document))
            .collect(),
    )
}

/// Every module on lines of its own: `title | competencies, ! before those not assessed | items of each block`.
fn outline(curriculum: &Curriculum) -> String {
    let module = |module: &Module| {
        let competency = |one: &Competency| format!("{}{}", if one.assessed() { "" } else { "!" }, one.text.text);
        let item = |item: &Item| format!("{}={}", item.text.text, item.kind);
        let block = |one: &Assessment| format!("[{}]", one.items.iter().map(item).collect::<Vec<_>>().join("; "));
        let competencies: Vec<String> = module.competencies.iter().map(competency).collect();
        let blocks: Vec<String> = module.assessments.iter().map(block).collect();
        format!("{} | {} | {}", module.title.text, competencies.join("; "), blocks.join(" "))
    };
    curriculum.report.modules.iter().map(module).collect::<Vec<_>>().join("\n")
}

fn read_one(text: &str) -> String {
    outline(&curriculum_of(GROUP, &[("a.md", text)]))
}

#[test]
fn a_lesson_that_a_program_wrote_counts_once() {
    let config = GROUP.replace(r#"["*.md"]"#, r#"["*.md", "*.Rmd"]"#);
    let (lesson, other) = ("**Module « a » :**\n- b\n\nValidation des acquis :\n- QCM\n", "**Module « a » :**\n- b\n");
    let paths = |texts: &[(&str, &str)]| {
        let curriculum = curriculum_of(&config, texts);
        curriculum.report.modules.iter().map(|module| module.source.path().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(paths(&[("a.Rmd", lesson), ("a.md", other)]), ["a.Rmd"]);
    assert_eq!(paths(&[("a.Rmd", lesson), ("b.md", other)]), ["a.Rmd", "b.md"]);
    // A notebook that teaches another thing, or nothing, is another one.
    assert_eq!(paths(&[("a.Rmd", "**Module « c » :**\n- b\n"), ("a.md", other)]), ["a.Rmd", "a.md"]);
    assert_eq!(paths(&[("a.Rmd", "Rien.\n"), ("a.md", other)]), ["a.md"]);
}

#[test]
fn a_block_inside_the_last_item_closes_the_whole_group() {
    let text = "**Module « a\u{a0}» :**\n- b\n- c\n\n  Validation des acquis par : \n  - QCM\n  - Entretien\n- d\n";
    assert_eq!(read_one(text), "a | b; c; !d | [QCM=quiz; Entretien=oral]");
}

/// For every competency of the first module the assessments that assess it, and for every assessment its competencies.
fn traced(config: &str, texts: &[(&str, &str)]) -> (Vec<Vec<u32>>, Vec<Vec<usize>>) {
    let curriculum = curriculum_of(config, texts);
    let module = &curriculum.report.modules[0];
    let by = module.competencies.iter().map(|one| one.assessed_by.clone()).collect();
    (by, module.competencies_by_assessment())
}

#[test]
fn what_assesses_what_is_told_in_both_directions() {
    let text = "**Module a**\n- b\n- c\n\n  Validation des acquis par :\n  - QCM\n- d\n\n  Validation des acquis par :\n\n- e\n\n  Validation des acquis par :\n  - QCM\n- f\n";
    let (by, of) = traced(GROUP, &[("a.md", text)]);
    assert_eq!(by, [vec![0], vec![0], vec![], vec![2], vec![]]);
    assert_eq!(of, [vec![0, 1], vec![], vec![3]]);
    // A misspelt marker is no assessment, and those after it keep their numbers.
    let text = "**Module a**\n- b\n\n  Validation des acqis par :\n  - QCM\n- c\n\n  Validation des acquis par :\n  - QCM\n";
    assert_eq!(traced(GROUP, &[("a.md", text)]), (vec![vec![], vec![0]], vec![vec![1]]));
}

#[test]
fn a_file_that_assesses_a_module_assesses_all_of_it() {
    let config = "content:\n  - name: c\n    files: ['l/*.md']\n    module: { node: file }\n    competency: { node: item }\n    assessment: { node: file, path: 'e/{name}.md' }\n";
    let (by, of) = traced(config, &[("l/a.md", "# A\n\n- b\n- c\n"), ("e/a.md", "# E\n\n- d\n")]);
    assert_eq!((by, of), (vec![vec![0], vec![0]], vec![vec![0, 1]]));
    let (by, of) = traced(config, &[("l/a.md", "# A\n\n- b\n"), ("e/a.md", "# E\n")]);
    assert_eq!((by, of), (vec![vec![]], vec![vec![]]));
}

#[test]
fn challenges_practise_the_whole_module_within_bounds() {
    let config = "content:\n  - name: c\n    files: ['*.md']\n    module: { node: file }\n    competency: { node: item, under: { node: div, match: objectives } }\n    assessment: { node: div, match: challenge, min-items: 0 }\n";
    let text = "::: objectives\n- a\n- b\n:::\n\n::: challenge\nx\n:::\n\n::: challenge\ny\n:::\n";
    assert_eq!(traced(config, &[("a.md", text)]), (vec![vec![0, 1]; 2], vec![vec![0, 1]; 2]));
    let many = format!("::: objectives\n{}:::\n\n{}", "- a\n".repeat(3000), "::: challenge\nx\n:::\n\n".repeat(3000));
    let curriculum = curriculum_of(config, &[("a.md", &many)]);
    let pairs: usize = curriculum.report.modules[0].competencies.iter().map(|one| one.assessed_by.len()).sum();
    assert!((3000..=1 << 20).contains(&pairs), "{pairs}");
}

#[test]
fn items_are_lines_of_the_marker_and_lists_after_it() {
    let text = "**Module a**\n- b\n\n  Validation des acquis par :\n      travaux pratiques : \n        faire x\n        faire y\n      à l'oral : dire z\n\n  - QCM\n  - Appel à l'aide\n";
    let items = "[faire x=practical; faire y=practical; à l'oral : dire z=oral; QCM=quiz; Appel à l'aide=other]";
    assert_eq!(read_one(text), format!("a | b | {items}"));
}

#[test]
fn asides_do_not_end_the_lists_that_a_line_introduces() {
    let config = "content:\n  - name: c\n    files: ['*.md']\n    module: { node: file }\n    competency: { node: item, under: { node: paragraph, match: '^You learn' } }\n";
    let text =
        "You learn:\n\n- a\n\n> **Note**:\n>\n> - no\n\n- b\n\n<x-player url=\"v\"></x-player>\n\n- c\n- d\n\nReading:\n\n- no\n";
    let curriculum = curriculum_of(config, &[("a.md", text)]);
    let found: Vec<_> = curriculum.report.modules[0].competencies.iter().map(|one| one.text.text.as_str()).collect();
    assert_eq!(found, ["a", "b", "c", "d"]);
}

#[test]
fn an_item_may_stand_on_the_markers_line() {
    for marker in ["Validation des acquis par : QCM", "Validation des acquis par: QCM", "Validation des acquis par QCM"] {
        assert_eq!(read_one(&format!("**Module a**\n- b\n\n  {marker}\n")), "a | b | [QCM=quiz]", "{marker}");
    }
}

#[test]
fn prose_is_no_marker() {
    let prose = "Validation des acquis par le ministère et la région, selon les années.";
    assert_eq!(read_one(&format!("**Module a**\n- b\n\n{prose}\n\nLa validation des acquis par : x\n")), "a | !b | ");
}

#[test]
fn a_marker_without_blank_line_still_stands_by_itself() {
    assert_eq!(
        read_one("**Module a**\n- b\nValidation des acquis par :\n- QCM\n- Un exposé\n**Module c**\n"),
        "a | b | [QCM=quiz; Un exposé=other]\nc |  | "
    );
}

#[test]
fn the_next_competencies_are_no_items_of_an_empty_marker() {
    let text = "**Module a**\n- b\n\n  Validation des acquis par :\n\n- c\n- d\n\n  Validation des acquis par :\n  - QCM\n";
    assert_eq!(read_one(text), "a | !b; c; d | [] [QCM=quiz]");
}

#[test]
fn bullets_at_the_margin_belong_to_the_marker_that_needs_them() {
    let text = "**Module a**\n- b\n\n  Validation des acquis par :\n\n- QCM\n- Travaux pratiques : c\n";
    assert_eq!(read_one(text), "a | b | [QCM=quiz; Travaux pratiques : c=practical]");
}

#[test]
fn competencies_count_once() {
    let text = "**Module a**\n- (rappel):\n    - b\n    - c\n- d :\n    - e\n\nValidation des acquis par :\n- QCM\n";
    assert_eq!(read_one(text), "a | b; c; d : | [QCM=quiz]");
}

#[test]
fn competencies_may_be_plain_lines() {
    let text = "**Module a :**\nObjectif : o\n\nb ;\nc ;\n\nValidation des acquis par : \n    échange oral ;\n    un plan.\n\n**Module d**\nObjectif : p\n";
    let curriculum = curriculum_of(GROUP, &[("a.md", text)]);
    assert_eq!(outline(&curriculum), "a | b ;; c ; | [échange oral ;=oral; un plan.=other]\nd |  | ");
    assert_eq!(curriculum.report.modules[0].objective.as_ref().unwrap().text, "o");
}

#[test]
fn a_module_ends_with_its_section_and_not_with_a_list() {
    let text = "# t\n\n**Module a**\n- b\n\n### sous-partie\n\n- c\n\n# suite\n\n- d\n";
    assert_eq!(read_one(text), "a | !b; !c | ");
}

#[test]
fn kinds_come_from_labels_first() {
    let text = "**Module a**\n- b\n\n  Validation des acquis par :\n  - Évaluation : un entretien\n  - (Avancé) Travaux pratiques : c\n  - (Avancé) : d\n  - Travaux pratiques :\n    - e\n    - f\n";
    let items = "[Évaluation : un entretien=other; (Avancé) Travaux pratiques : c=practical; (Avancé) : d=practical; e=practical; f=practical]";
    assert_eq!(read_one(text), format!("a | b | {items}"));
}

#[test]
fn placeholders_assess_nothing() {
    let text = "**Module a**\n- b\n\n  Validation des acquis par :\n  - (à venir)\n  - …\n";
    let curriculum = curriculum_of(GROUP, &[("a.md", text)]);
    assert_eq!(curriculum.report.modules[0].assessments[0].lack, Some(Lack::Placeholders));
    assert_eq!(curriculum.report.summary().competencies_assessed, 0);
    assert!(!items::is_placeholder("À faire en binôme") && !items::is_placeholder("En construction en agilité"));
}

#[test]
fn a_misspelt_marker_closes_nothing_and_its_items_are_no_competencies() {
    let text = "**Module a**\n\nb ;\nc.\n\nValidation des acqis par :\n- QCM\n\n**Modul d**\n- e\n";
    let curriculum = curriculum_of(GROUP, &[("a.md", text)]);
    assert_eq!(outline(&curriculum), "a | !b ;; !c. | ");
    let misses: Vec<(NearKind, String)> = curriculum.near_misses.iter().map(|(_, miss)| (miss.kind, miss.corrected())).collect();
    assert_eq!(misses, [(NearKind::Module, "Module".to_owned()), (NearKind::Assessment, "Validation des acquis".to_owned())]);
}

#[test]
fn announced_titles_are_compared_loosely() {
    let text = "Les modules suivants :\n\n- Sol vivant (niveau 2)\n- Arrosage : avec l'eau de pluie\n- Module semence\n- Coaching\n\n**Module « sol vivant »**\n- a\n\n**Module « arrosage » :**\n- b\n\n**Module semences**\n- c\n\n**Module taille**\n- d\n";
    let curriculum = curriculum_of(GROUP, &[("a.md", text)]);
    let missing: Vec<&str> = curriculum.not_defined.iter().map(|(_, announced)| announced.title.as_str()).collect();
    assert_eq!(missing, ["Coaching"]);
    let more: Vec<&str> =
        curriculum.not_announced.iter().map(|(at, ..)| curriculum.report.modules[*at].title.text.as_str()).collect();
    assert_eq!(more, ["taille"]);
}

#[test]
fn exempt_modules_are_in_no_ratio() {
    let config = format!("{GROUP}    exempt: [{{ module: B, reason: r }}]\n");
    let text = "**Module a**\n- x\n\n  Validation des acquis par : QCM\n\n**Module b**\n- y\n- z\n";
    let summary = curriculum_of(&config, &[("a.md", text)]).report.summary();
    assert_eq!((summary.modules, summary.exempt, summary.competencies), (2, 1, 3));
    assert!(summary.module_ratio().full() && summary.competency_ratio().full());
    assert_eq!(summary.competency_ratio().percent(), Some(100.0));
}

#[test]
fn a_challenge_needs_its_solution() {
    let config = "content:\n  - name: c\n    files: ['*.md']\n    module: { node: file }\n    competency: { node: item, under: { node: div, match: objectives } }\n    assessment: { node: div, match: '\\bchallenge\\b', min-items: 0, requires: { node: div, match: solution } }\n";
    let text = "---\ntitle: t\n---\n::: objectives\n\n- a\n\n:::\n\n::: challenge\n\nb?\n\n:::: solution\n- c\n::::\n\n:::\n\n::: challenge\n\nd?\n\n:::\n\n::: chalenge\n\n:::\n";
    let curriculum = curriculum_of(config, &[("a.md", text)]);
    let lacks: Vec<Option<Lack>> = curriculum.report.modules[0].assessments.iter().map(|one| one.lack).collect();
    assert_eq!(lacks, [None, Some(Lack::Required)]);
    assert_eq!(outline(&curriculum), "t | a | [] []");
    assert_eq!(curriculum.near_misses.len(), 1);
}

#[test]
fn hostile_nesting_ends() {
    let deep: String = (0..3000).map(|depth| format!("{}- a :\n", " ".repeat(2 * (depth % 200)))).collect();
    read_one(&format!("**Module a**\n{deep}\nValidation des acquis par :\n{deep}"));
    read_one(&format!("**Module a**\n{}Validation des acquis par : QCM", "> ".repeat(5000)));
    read_one(&"**Module a**\n- Validation des acquis par :\n".repeat(2000));
}
