//! Help that says what to write: the marker that would count, the line that looks like it, the key that was meant.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking, its helpers too")]

mod common;

use common::TestRepository;
use serde_json::Value;

const CONFIGURATION: &str = r"content:
  - name: lessons
    files: ['*.md']
    front-matter: { schema: schemas/page.json }
    sections:
      - { match: '^Introduction$', level: 2 }
      - { match: '^Quiz$', level: 2 }
    module: { node: file }
    objective: { node: line, match: '^Objectifs?\s*:' }
    assessment: { node: heading, match: '^Quiz$', level: 2, min-items: 2 }
";

const SCHEMA: &str = r#"{
  "type": "object",
  "required": ["title", "order"],
  "properties": {
    "title": { "type": "string" },
    "order": { "type": "integer" }
  }
}
"#;

/// Rule, page, and what is told in English and in French (no-break spaces as `~`): the message of front matter, else the help.
const CASES: &[(&str, &str, &str, &str)] = &[
    (
        "module-without-assessment",
        "---\ntitle: A\norder: 1\n---\n\n# A\n\n## Introduction\n\nBees.\n",
        "End the module with “## Quiz”, followed by a list of at least 2 items, or declare it exempt (`exempt`) with a reason.",
        "Terminez le module par «~## Quiz~», suivi d'une liste d'au moins 2 éléments, ou dispensez-le (`exempt`) en donnant la raison.",
    ),
    (
        "module-without-assessment",
        "# A\n\n## Introduction\n\n## Modalités d'évaluation :\n\n- QCM\n",
        "Line 5 (“Modalités d'évaluation :”) looks like one and does not count: its words are not those of the configuration. Write “## Quiz”, followed by a list of at least 2 items.",
        "La ligne 5 («~Modalités d'évaluation :~») y ressemble et ne compte pas~: ses mots ne sont pas ceux de la configuration. Écrivez «~## Quiz~», suivi d'une liste d'au moins 2 éléments.",
    ),
    (
        "module-without-assessment",
        "# A\n\n## Introduction\n\n- Faire un exercice\n\n**Quiz**\n\n1. Un\n2. Deux\n",
        "Line 7 (“Quiz”) looks like one and does not count: it is no heading of level 2. Write “## Quiz”, followed by a list of at least 2 items.",
        "La ligne 7 («~Quiz~») y ressemble et ne compte pas~: ce n'est pas un titre de niveau 2. Écrivez «~## Quiz~», suivi d'une liste d'au moins 2 éléments.",
    ),
    (
        "module-without-objective",
        "# A\n\nBut the bees are calm.\n",
        "Add “Objectif: …” below the module's title.",
        "Ajoutez sous le titre du module «~Objectif~: …~».",
    ),
    (
        "module-without-objective",
        "# A\n\nFinalité de la leçon : ouvrir la ruche.\n",
        "Line 3 (“Finalité de la leçon : ouvrir la ruche.”) looks like one and does not count: its words are not those of the configuration. Write “Objectif: …”.",
        "La ligne 3 («~Finalité de la leçon : ouvrir la ruche.~») y ressemble et ne compte pas~: ses mots ne sont pas ceux de la configuration. Écrivez «~Objectif~: …~».",
    ),
    (
        "heading-section-missing",
        "# A\n\n**Introduction**\n\n## Quiz\n\n1. Un\n2. Deux\n",
        "Line 3 (“Introduction”) looks like it and does not count: it is no heading. Write “## Introduction”.",
        "La ligne 3 («~Introduction~») y ressemble et ne compte pas~: ce n'est pas un titre. Écrivez «~## Introduction~».",
    ),
    (
        "front-matter-schema",
        "---\ntitel: A\norder: 1\n---\n\n# A\n",
        "The front matter does not follow its schema (schemas/page.json:5): the key `titel` is probably `title`, which is missing.",
        "L'en-tête ne suit pas son schéma (schemas/page.json:5)~: la clé «~titel~» est sans doute «~title~», qui manque.",
    ),
    (
        "front-matter-schema",
        "---\ntitle: A\norder: un\n---\n\n# A\n",
        "The front matter does not follow its schema (schemas/page.json:6): order: this must be a whole number, not a text.",
        "L'en-tête ne suit pas son schéma (schemas/page.json:6)~: order~: il faut un nombre entier, et non un texte.",
    ),
];

#[test]
fn help_says_what_to_write() {
    for (rule, page, en, fr) in CASES {
        let files = [(".acquis.yaml", CONFIGURATION), ("schemas/page.json", SCHEMA), ("a.md", page)];
        let repository = TestRepository::from_files(&files);
        for (language, expected) in [("en", en), ("fr", fr)] {
            let mut command = repository.command(env!("CARGO_BIN_EXE_acquis"));
            let output = command.args(["check", "--language", language, "--format", "json"]).output().unwrap();
            let report: Value = serde_json::from_slice(&output.stdout).unwrap();
            let found: Vec<&Value> =
                report["findings"].as_array().unwrap().iter().filter(|finding| finding["rule"] == *rule).collect();
            let told = |finding: &&Value| {
                let key = if *rule == "front-matter-schema" { "message" } else { "help" };
                finding[key].as_str().unwrap_or_default().replace('\u{a0}', "~")
            };
            let told: Vec<String> = found.iter().map(told).collect();
            assert!(told.iter().any(|told| told == expected), "{rule} ({language}):\n{expected}\n{told:#?}");
        }
    }
}
