//! Modules that are folders, from commit to commit.

use super::{err, figures, said};
use crate::common::TestRepository;
use serde_json::Value;

const CONFIG: &str = "content:
  - name: units
    files: ['u/*/*.md']
    module: { node: folder }
    competency: { node: item, under: { node: heading, match: ^Aims } }
    assessment: [{ node: heading, match: ^Quiz }, { node: file, path: '{dir}/quiz.yaml' }]
";

#[test]
fn a_folder_is_one_module_in_every_commit() {
    let repository = TestRepository::new();
    repository.write(".acquis.yaml", CONFIG).write("u/1/README.md", "# Bees\n").write("u/1/a.md", "## Aims\n\n- see\n");
    repository.commit("first");
    repository.write("u/2/a.md", "# A\n").write("u/1/b.md", "# B\n\n## Quiz\n\n- what?\n").commit("a quiz beside it");
    repository.write("u/2/quiz.yaml", "questions: [who?]\n").commit("a file of questions");
    repository.write("u/1/b.md", "# B\n").commit("the quiz goes");
    let mut command = repository.command(env!("CARGO_BIN_EXE_acquis"));
    let output = command.args(["coverage", "--history", "--format", "json"]).output().unwrap();
    let report: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {}", err(&output)));
    assert_eq!(figures(&report), ["first 0/1", "a quiz beside it 1/2", "a file of questions 2/2", "the quiz goes 1/2"]);
    assert_eq!(
        said(&report),
        [
            "first: appeared Bees unassessed",
            "a quiz beside it: gained Bees assessed",
            "a quiz beside it: appeared 2 unassessed",
            "a file of questions: gained 2 assessed",
            "the quiz goes: lost Bees unassessed",
        ]
    );
}
