//! Modules of several files, and files that an id leads to.

use super::external::curriculum_with;
use super::*;

fn read(said: &str, files: &[(&str, &str)]) -> (String, Vec<String>) {
    let config = format!("content:\n  - name: c\n    files: ['*/*.md', 'a.md']\n{said}    kinds: {{ quiz: quiz }}\n");
    let (curriculum, _) = curriculum_with(&config, files);
    let place = |module: &Module| {
        let others = module.assessments.iter().filter_map(|one| Some(one.source.as_ref()?.path().to_owned()));
        [module.source.path().to_owned()].into_iter().chain(others).collect::<Vec<_>>().join(" ")
    };
    (outline(&curriculum), curriculum.report.modules.iter().map(place).collect())
}

/// Files, the outline of what is read in them, and the files of each module, its own first.
type Case = (&'static [(&'static str, &'static str)], &'static str, &'static [&'static str]);

#[test]
fn all_files_of_a_folder_are_one_module() {
    let said = "    module: { node: folder }
    competency: { node: item, under: { node: heading, match: ^Aims } }
    assessment: { node: heading, match: ^Quiz }
";
    let cases: [Case; 6] = [
        // Its title, competencies and quiz in three files.
        (
            &[
                ("w-1/README.md", "# Bees\n"),
                ("w-1/b.md", "# B\n\n## Aims\n\n- see\n- hear\n"),
                ("w-1/quiz.md", "# Q\n\n## Quiz\n\n- what?\n"),
            ],
            "Bees | see; hear | [what?=quiz]",
            &["w-1/b.md w-1/quiz.md"],
        ),
        // Without a file that presents it, it has the folder's name.
        (&[("w-1/b.md", "# B\n"), ("w-1/c.md", "# C\n\n## Quiz\n")], "W 1 |  | []", &["w-1/b.md w-1/c.md"]),
        (&[("w_1/b.md", "# B\n\n## Aims\n\n- see\n")], "W 1 | !see | ", &["w_1/b.md"]),
        // The file that presents it comes first, whatever its name.
        (
            &[
                ("w/a.md", "## Aims\n\n- see\n"),
                ("w/_index.en.md", "---\ntitle: Hive\n---\n\n## Aims\n\n- hear\n\n## Quiz\n\n- a\n"),
            ],
            "Hive | hear | [a=quiz]",
            &["w/_index.en.md"],
        ),
        // Folders are apart; a file at the root is a folder of its own.
        (
            &[("w/a.md", "# A\n"), ("x/a.md", "# B\n\n## Quiz\n\n- a\n"), ("a.md", "# C\n")],
            "C |  | \nW |  | \nX |  | [a=quiz]",
            &["a.md", "w/a.md", "x/a.md"],
        ),
        // Quizzes by place close what they close in their file; one of another file assesses all.
        (
            &[("w/README.md", "# W\n\n## Aims\n\n- see\n"), ("w/b.md", "## Quiz\n\n- a\n"), ("w/c.md", "## Quiz\n\n- b\n")],
            "W | see | [a=quiz] [b=quiz]",
            &["w/README.md w/b.md w/c.md"],
        ),
    ];
    for (files, expected, places) in cases {
        let (outline, found) = read(said, files);
        assert_eq!(
            (outline.as_str(), found.as_slice()),
            (expected, places.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>().as_slice())
        );
    }
}

#[test]
fn a_folder_is_chosen_by_its_name_and_assessed_by_files() {
    let said = "    module: { node: folder, match: '^w-' }
    assessment: [{ node: link, target: '**/*.json' }, { node: file, path: '{dir}/quiz.yaml' }]
";
    let quiz = "{\"questions\": [\"what?\"]}";
    let files = [
        ("w-1/README.md", "# A\n"),
        ("w-1/b.md", "[q](q.json)\n"),
        ("w-1/q.json", quiz),
        ("w-2/a.md", "# A\n"),
        ("w-2/b.md", "# B\n"),
        ("w-2/quiz.yaml", "questions: [who?, how?]\n"),
        ("x/a.md", "# X\n"),
    ];
    let (outline, places) = read(said, &files);
    assert_eq!(outline, "A |  | [what?=quiz]\nW 2 |  | [who?=quiz; how?=quiz]");
    assert_eq!(places, ["w-1/README.md w-1/q.json", "w-2/a.md w-2/quiz.yaml"]);
}

#[test]
fn a_path_is_made_of_what_the_id_holds() {
    let said = "    module: { node: heading, match: '^Module', id: '\\b(M\\d+)' }
    assessment: { node: file, path: '{dir}/quiz/{id}.md' }
";
    let files = [
        ("w/a.md", "## Module M1 Bees\n\n## Module M2 Hives\n\n## Module Swarms\n"),
        ("w/quiz/M1.md", "# Quiz\n\n- a\n"),
        ("w/quiz/M2.md", "# Quiz\n\nTODO\n"),
    ];
    assert_eq!(read(said, &files).0, "M1 Bees |  | [a=quiz]\nM2 Hives |  | [TODO=quiz]\nSwarms |  | ");
}
