//! A contribution that asks less of a document is told of it, by whatever means it does so: each case is files before, files
//! after, what is asked for, and what must be said.

use crate::common::TestRepository;
use crate::{report, said};

/// A module with its assessment, as the shipped profile reads it.
const MODULE: &str =
    "# Jardin\n\n**Module « semis » :**\n\n- Lire un sachet\n- Préparer une planche\n\n  Validation des acquis par :\n  - QCM\n";

/// Two of these pages are evidence of another profile.
const CHALLENGE: &str = "# Note\n\n::: challenge\n\nQuelles graines ?\n\n:::\n";

const EXEMPT: &str = "content:\n  - name: lessons\n    files: ['cours/*.md']\n    module: { node: file }\n    assessment: { node: heading, match: ^Quiz }\n    exempt:\n      - { files: 'cours/*', reason: on verra }\n";
const WIDER: &str = "content:\n  - name: lessons\n    files: ['cours/*.md']\n    module: { node: file }\n    assessment: [{ node: heading, match: ^Quiz }, { node: heading, match: ^Fin }]\n";

const BOTH: &str = "content:\n  - name: lessons\n    files: ['cours/*.md']\n    module: { node: file }\n    assessment: { node: heading, match: ^Quiz }\n    exempt:\n      - { module: Intro, files: 'cours/*', reason: on verra }\n";
const EITHER: &str = "content:\n  - name: lessons\n    files: ['cours/*.md']\n    module: { node: file }\n    assessment: { node: heading, match: ^Quiz }\n    exempt:\n      - { files: [Intro, 'cours/*'], reason: on verra }\n";
const FOLDERS: &str = "content:\n  - name: lessons\n    files: ['cours/*/*.md']\n    module: { node: folder }\n    assessment: { node: heading, match: ^Quiz }\n    exempt:\n      - { front-matter: { etat: brouillon }, reason: brouillon }\n";

struct Case<'a> {
    name: &'a str,
    before: &'a [(&'a str, &'a str)],
    /// With no text the file is removed.
    after: &'a [(&'a str, &'a str)],
    asked: &'a [&'a str],
    /// What must be said, among other things.
    said: &'a [&'a str],
}

const SHARED: &str = "rules: { link-missing-file: error }\n";
const GROUP: &str = "content:\n  - name: lessons\n    files: ['cours/*.md']\n    module: { node: file }\n    assessment: { node: heading, match: ^Quiz }\n";

const CASES: &[Case<'_>] = &[
    Case {
        name: "a file that the configuration extends asks less",
        before: &[(".acquis.yaml", "language: fr\nextends: ./ci/acquis.yaml\n"), ("ci/acquis.yaml", SHARED), ("a.md", "# A\n")],
        after: &[("ci/acquis.yaml", "rules: { link-missing-file: off }\n"), ("a.md", "# A\n\n[b](b.md)\n")],
        asked: &[],
        said: &["new checks-weakened .acquis.yaml:"],
    },
    Case {
        name: "a file that the configuration extends excludes all",
        before: &[(".acquis.yaml", "language: fr\nextends: ./ci/acquis.yaml\n"), ("ci/acquis.yaml", SHARED), ("a.md", "# A\n")],
        after: &[("ci/acquis.yaml", "rules: { link-missing-file: error }\nexclude: ['**']\n")],
        asked: &[],
        said: &["new checks-weakened .acquis.yaml:2"],
    },
    Case {
        name: "a rule is off for the very page that breaks it",
        before: &[(".acquis.yaml", "language: fr\n"), ("a.md", "# A\n")],
        after: &[
            (".acquis.yaml", "language: fr\noverrides:\n  - { files: a.md, rules: { link-missing-file: off } }\n"),
            ("a.md", "# A\n\n[b](b.md)\n"),
        ],
        asked: &[],
        said: &["new checks-weakened .acquis.yaml:3"],
    },
    Case {
        name: "a folder's modules are exempt, and one loses its quiz",
        before: &[(".acquis.yaml", GROUP), ("cours/a.md", "# A\n\n## Quiz\n\n- Quoi ?\n")],
        after: &[(".acquis.yaml", EXEMPT), ("cours/a.md", "# A\n")],
        asked: &[],
        said: &["new checks-weakened .acquis.yaml:7", "new module-lost-assessment cours/a.md:1"],
    },
    Case {
        name: "an exemption of the same words exempts more",
        before: &[(".acquis.yaml", BOTH), ("cours/a.md", "# A\n")],
        after: &[(".acquis.yaml", EITHER)],
        asked: &[],
        said: &["new checks-weakened .acquis.yaml:7"],
    },
    Case {
        name: "a draft beside a lesson exempts its folder",
        before: &[(".acquis.yaml", FOLDERS), ("cours/a/README.md", "# A\n\n## Quiz\n\n- Quoi ?\n")],
        after: &[("cours/b/README.md", "# B\n"), ("cours/b/z.md", "---\netat: brouillon\n---\n\n# Z\n")],
        asked: &[],
        said: &["new module-without-assessment cours/b/README.md:1"],
    },
    Case {
        name: "one description more of an assessment takes a mere link for one",
        before: &[(".acquis.yaml", GROUP), ("cours/a.md", "# A\n")],
        after: &[(".acquis.yaml", WIDER), ("cours/a.md", "# A\n\n## Fin\n\nTexte.\n")],
        asked: &[],
        said: &["new checks-weakened .acquis.yaml:5"],
    },
    Case {
        name: "a configuration that the command line names is one of its files",
        before: &[("ci/acquis.yaml", "fail-on: warning\n"), ("a.md", "# A\n")],
        after: &[("ci/acquis.yaml", "rules: { link-missing-file: off }\n"), ("a.md", "# A\n\n[b](b.md)\n")],
        asked: &["--config", "ci/acquis.yaml"],
        said: &["new checks-weakened ci/acquis.yaml:1"],
    },
    Case {
        name: "everything is excluded, and nothing wrong is added",
        before: &[(".acquis.yaml", "language: fr\n"), ("a.md", "# A\n")],
        after: &[(".acquis.yaml", "language: fr\nexclude: [\"**\"]\n")],
        asked: &[],
        said: &["new checks-weakened .acquis.yaml:2"],
    },
    Case {
        name: "the paths asked for do not hide what is asked less of others",
        before: &[(".acquis.yaml", "language: fr\n"), ("a.md", "# A\n"), ("docs/b.md", "# B\n")],
        after: &[(".acquis.yaml", "language: fr\nexclude: [a.md]\n"), ("docs/b.md", "# B\n\nTexte.\n")],
        asked: &["docs"],
        said: &["new checks-weakened .acquis.yaml:2"],
    },
    Case {
        name: "a first configuration sets a language, which ends no detection",
        before: &[("jardin.md", MODULE)],
        after: &[
            (".acquis.yaml", "language: fr\n"),
            ("jardin.md", "# Jardin\n\n**Module « semis » :**\n\n- Lire un sachet\n- Préparer une planche\n"),
        ],
        asked: &[],
        said: &["new module-lost-assessment jardin.md:3"],
    },
    Case {
        name: "a first configuration drops the profile that the documents chose",
        before: &[("jardin.md", MODULE)],
        after: &[(".acquis.yaml", "extends: []\n")],
        asked: &[],
        said: &["new checks-weakened .acquis.yaml:1"],
    },
    Case {
        name: "new pages are evidence of another profile, and the assessment goes",
        before: &[("jardin.md", MODULE)],
        after: &[
            ("notes/1.md", CHALLENGE),
            ("notes/2.md", CHALLENGE),
            ("jardin.md", "# Jardin\n\n**Module « semis » :**\n\n- Lire un sachet\n- Préparer une planche\n"),
        ],
        asked: &[],
        said: &["new module-lost-assessment jardin.md:3"],
    },
    Case {
        name: "the end of a silenced passage is removed",
        before: &[(
            "a.md",
            "# A\n\n<!-- acquis-disable link-missing-file: projet -->\n[b](b.md)\n<!-- acquis-enable -->\n\nFin.\n",
        )],
        after: &[("a.md", "# A\n\n<!-- acquis-disable link-missing-file: projet -->\n[b](b.md)\n\nFin.\n\n[c](c.md)\n")],
        asked: &[],
        said: &["new suppression-added a.md:3"],
    },
    Case {
        name: "the same at the end of the file, where nothing old is silenced",
        before: &[("a.md", "# A\n\n<!-- acquis-disable link-missing-file: projet -->\n[b](b.md)\n<!-- acquis-enable -->\n")],
        after: &[("a.md", "# A\n\n<!-- acquis-disable link-missing-file: projet -->\n[b](b.md)\n\n[c](c.md)\n")],
        asked: &[],
        said: &["new suppression-added a.md:3"],
    },
    Case {
        name: "a document takes the name of a text",
        before: &[("jardin.md", MODULE), (".acquis.yaml", "extends: cloud-pi-native\n")],
        after: &[("jardin.md", ""), ("jardin.txt", MODULE)],
        asked: &[],
        said: &["new checks-weakened jardin.txt:1"],
    },
    Case {
        name: "a document is archived",
        before: &[("jardin.md", MODULE)],
        after: &[("jardin.md", ""), ("archive/jardin.md", MODULE)],
        asked: &[],
        said: &["new checks-weakened archive/jardin.md:1"],
    },
    Case {
        name: "a module becomes code",
        before: &[("jardin.md", MODULE), (".acquis.yaml", "extends: cloud-pi-native\n")],
        after: &[("jardin.md", "# Jardin\n\n```text\n**Module « semis » :**\n\n- Lire un sachet\n```\n")],
        asked: &[],
        said: &["new checks-weakened jardin.md:4"],
    },
    Case {
        name: "front matter takes a document out of its group",
        before: &[
            (
                ".acquis.yaml",
                "content:\n  - { name: l, files: [\"*.md\"], module: { node: file }, front-matter: { match: { type: lecon } } }\n",
            ),
            ("a.md", "---\ntype: lecon\n---\n\n# Semis\n"),
        ],
        after: &[("a.md", "---\ntype: page\n---\n\n# Semis\n")],
        asked: &[],
        said: &["new checks-weakened a.md:"],
    },
    Case {
        name: "an option is loosened",
        before: &[(".acquis.yaml", "rules: { file-too-large: { max: 10 } }\n"), ("a.md", "# A\n")],
        after: &[(".acquis.yaml", "rules: { file-too-large: { max: 10000 } }\n")],
        asked: &[],
        said: &["new checks-weakened .acquis.yaml:1"],
    },
    Case {
        name: "a schema written in the configuration is emptied",
        before: &[
            (
                ".acquis.yaml",
                "content:\n  - name: l\n    files: [\"*.md\"]\n    front-matter: { schema: { required: [niveau] } }\n",
            ),
            ("a.md", "---\nniveau: 1\n---\n\n# A\n"),
        ],
        after: &[(".acquis.yaml", "content:\n  - name: l\n    files: [\"*.md\"]\n    front-matter: { schema: {} }\n")],
        asked: &[],
        said: &["new checks-weakened .acquis.yaml:4"],
    },
    Case {
        name: "the configuration moves into a folder",
        before: &[(".acquis.yaml", "rules: { link-text: error }\n"), ("a.md", "# A\n")],
        after: &[(".acquis.yaml", ""), ("docs/.acquis.yaml", "rules: { link-text: error }\n")],
        asked: &[],
        said: &["new checks-weakened .acquis.yaml:1"],
    },
];

#[test]
fn whoever_asks_less_of_a_document_is_told() {
    let mut wrong = Vec::new();
    for case in CASES {
        let repository = TestRepository::new();
        for (path, text) in case.before {
            repository.write(path, text);
        }
        repository.commit("base");
        repository.git(&["checkout", "--quiet", "-b", "contribution"]);
        for (path, text) in case.after {
            match text.is_empty() {
                true => drop(repository.remove(path)),
                false => drop(repository.write(path, text)),
            }
        }
        repository.commit("less");
        let arguments: Vec<&str> = ["--base", "main"].iter().chain(case.asked).copied().collect();
        let told = said(&report(repository.path(), &arguments).0);
        if !case.said.iter().all(|wanted| told.iter().any(|said| said.starts_with(wanted))) {
            wrong.push(format!("{}: wanted {:?}, said {told:?}", case.name, case.said));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What is moved, deleted whole, or asked more strictly is no news.
#[test]
fn whoever_asks_as_much_is_told_nothing() {
    let cases: [&[(&str, &str)]; 4] = [
        &[("jardin.md", ""), ("cours/jardin.md", MODULE)],
        &[("jardin.md", "")],
        &[(".acquis.yaml", "extends: cloud-pi-native\nrules: { link-text: error }\nfail-on: info\n")],
        &[(".acquis.yaml", "# Le jardin\nextends: cloud-pi-native\nlanguage: fr\n")],
    ];
    for after in cases {
        let repository = TestRepository::new();
        repository.write("jardin.md", MODULE).write("b.md", "# B\n").write(".acquis.yaml", "extends: cloud-pi-native\n");
        repository.commit("base");
        repository.git(&["checkout", "--quiet", "-b", "contribution"]);
        for (path, text) in after {
            match text.is_empty() {
                true => drop(repository.remove(path)),
                false => drop(repository.write(path, text)),
            }
        }
        repository.commit("as much");
        let told = said(&report(repository.path(), &["--base", "main"]).0);
        let weakened: Vec<&String> = told.iter().filter(|said| said.starts_with("new checks-weakened")).collect();
        assert!(weakened.is_empty(), "{after:?}: {told:?}");
    }
}
