//! What is worth knowing and no more, told from what somebody would change.

use super::report;
use crate::common::TestRepository;

/// Where `rule` finds something in a repository that has these `files`, each with how grave that is; sorted.
pub(super) fn found(files: &[(&str, &str)], rule: &str) -> Vec<String> {
    let repository = TestRepository::new();
    files.iter().for_each(|(path, text)| {
        repository.write(path, *text);
    });
    repository.commit("base");
    let (report, _) = report(repository.path(), &[]);
    let findings = report["findings"].as_array().unwrap().iter().filter(|finding| finding["rule"] == rule);
    let said = |at: &serde_json::Value| format!("{} {}", at["severity"].as_str().unwrap(), at["path"].as_str().unwrap());
    let mut all: Vec<String> = findings.map(said).collect();
    all.sort();
    all
}

#[test]
fn places_kept_among_exercises_labels_and_samples_are_told_for_information() {
    let table = "# Titre\n\n| Ruche | Poids |\n|---|---|\n| nord | 12 kg |\n| sud | ------ |\n";
    let files = [
        ("lecons/a.md", table),
        ("lecons/exercices/a.md", table),
        ("02-exercises/a.md", table),
        ("docs/etiquette.md", "# Titre\n\nÀ venir\n{: .etiquette .jaune }\n"),
        ("docs/attente.md", "# Titre\n\nÀ venir\n"),
        ("docs/support.md", "# Titre\n\n- **Support** : à venir\n- Une vidéo\n"),
        ("docs/outil/examples/a.md", "# Titre\n\nTODO: write this\n"),
        ("examples/a.md", "# Titre\n\nTODO: write this\n"),
        ("docs/plan.md", "# Titre\n\n## TODO\n\nLes ruches du nord doivent être repeintes.\n\n## Suite\n"),
        ("docs/vide.md", "# Titre\n\n## TODO\n\n## Suite\n"),
    ];
    let expected = [
        "info 02-exercises/a.md",
        "info docs/etiquette.md",
        "info docs/outil/examples/a.md",
        "info docs/plan.md",
        "info docs/support.md",
        "info lecons/exercices/a.md",
        "warning docs/attente.md",
        "warning docs/vide.md",
        "warning examples/a.md",
        "warning lecons/a.md",
    ];
    assert_eq!(found(&files, "content-placeholder"), expected);
}

#[test]
fn what_leads_too_high_is_told_how_to_come_down() {
    let repository = TestRepository::new();
    repository.write("docs/a.md", "# A\n\n[1](../../docs/b.md)\n\n[2](../../../voisin/b.md)\n");
    repository.write("docs/b.md", "# B\n");
    repository.commit("base");
    let (report, _) = report(repository.path(), &["--language", "en"]);
    let findings = report["findings"].as_array().unwrap().iter().filter(|finding| finding["rule"] == "link-outside");
    let helps: Vec<&str> = findings.map(|finding| finding["help"].as_str().unwrap()).collect();
    assert_eq!(helps, ["Remove the `../` too many.", "Give the full address (https://…)."]);
}

#[test]
fn what_markdownlint_is_told_to_let_pass_is_told_for_information() {
    let page = "# Titre\n\n### Outils\n\nUne bêche.\n\n![](a.png)\n";
    let files = [
        (".markdownlint-cli2.jsonc", "{\n  // On purpose.\n  \"config\": { \"MD001\": false, \"no-alt-text\": false, },\n}\n"),
        ("a.png", "x"),
        ("a.md", page),
        ("cours/.markdownlint.yaml", "MD045: false\nheading-increment: true\n"),
        ("cours/deep/a.png", "x"),
        ("cours/deep/a.md", page),
        ("autre/.markdownlint.json", "{ \"default\": false }\n"),
        ("autre/a.png", "x"),
        ("autre/a.md", page),
    ];
    let expected = ["info a.md", "warning autre/a.md", "warning cours/deep/a.md"];
    assert_eq!(found(&files, "heading-skipped-level"), expected);
    assert_eq!(found(&files, "image-alt-missing"), ["info a.md", "info cours/deep/a.md", "warning autre/a.md"]);
    // A contribution can't turn off what it breaks.
    let repository = TestRepository::new();
    repository.write("b.md", "# Titre\n");
    repository.commit("base");
    repository.git(&["checkout", "--quiet", "-b", "contribution"]);
    repository.write(".markdownlint.json", "{ \"MD001\": false }\n").write("b.md", "# Titre\n\n### Outils\n\nUne bêche.\n");
    repository.commit("more");
    let (report, _) = report(repository.path(), &["--base", "main"]);
    let finding =
        report["findings"].as_array().unwrap().iter().find(|finding| finding["rule"] == "heading-skipped-level").unwrap();
    assert_eq!(finding["severity"], "warning");
}

#[test]
fn pictures_of_a_page_that_a_site_is_tried_on_are_told_for_information() {
    let files = [
        ("a.png", "x"),
        ("docs/index-test.md", "# Titre\n\n![](../a.png)\n"),
        ("docs/evier.md", "---\ntitle: Markdown kitchen sink\n---\n\n![](../a.png)\n"),
        ("docs/page.md", "# A sample page\n\n![](../a.png)\n"),
        ("docs/lecon.md", "# Demo of a hive\n\n![](../a.png)\n"),
        ("docs/latest.md", "# Titre\n\n![](../a.png)\n"),
    ];
    let expected =
        ["info docs/evier.md", "info docs/index-test.md", "info docs/page.md", "warning docs/latest.md", "warning docs/lecon.md"];
    assert_eq!(found(&files, "image-alt-missing"), expected);
}

#[test]
fn each_title_of_a_chapter_begins_a_page_of_a_book() {
    let titles = "# Semer {-}\n\nEn mars.\n\n# Récolter {.unnumbered}\n\nEn août.\n";
    let files = [
        ("listed/_bookdown.yml", "rmd_files: [index.Rmd, a.md]\n"),
        ("listed/index.Rmd", titles),
        ("listed/a.md", titles),
        ("listed/left.Rmd", titles),
        ("all/_bookdown.yml", "book_filename: potager\n"),
        ("all/a.Rmd", titles),
        ("all/README.md", titles),
        ("quarto/_quarto.yml", "project:\n  type: book\n"),
        ("quarto/a.qmd", titles),
        ("all/code.Rmd", "# Semer\n\n# lire\ncarnet = open()\n\n# compter\nlen = 3\n"),
    ];
    let found = found(&files, "heading-several-titles");
    assert_eq!(found, ["info listed/left.Rmd", "warning all/README.md", "warning all/code.Rmd", "warning quarto/a.qmd"]);
}

#[test]
fn a_folder_has_habits_of_its_own() {
    let titles = "# Semer\n\nEn mars.\n\n# Récolter\n\nEn août.\n";
    let mut files = Vec::new();
    for at in 0..40 {
        files.push((format!("fr/{at}.md"), if at < 3 { titles } else { "# Titre\n" }));
    }
    for at in 0..10 {
        files.push((format!("es/cours/{at}.md"), if at < 5 { titles } else { "# Titre\n" }));
    }
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), *text)).collect();
    let found = found(&files, "heading-several-titles");
    let grave: Vec<&String> = found.iter().filter(|found| found.starts_with("warning")).collect();
    assert_eq!(found.len(), 8, "{found:?}");
    assert_eq!(grave, ["warning fr/0.md", "warning fr/1.md", "warning fr/2.md"]);
}

#[test]
fn links_and_pictures_that_something_beside_them_explains_are_told_for_information() {
    let files = [
        ("seul.md", "# Titre\n\n[](https://video.example.org/semis)\n"),
        ("phrase.md", "# Titre\n\nVoir [](https://video.example.org/semis).\n"),
        ("fichier.md", "# Titre\n\n[](phrase.md)\n"),
    ];
    assert_eq!(found(&files, "link-text-empty"), ["info seul.md", "warning fichier.md", "warning phrase.md"]);
    let picture = |after: &str| format!("# Titre\n\n![](https://example.org/plan.png){after}\n");
    let texts = [
        picture("\n*Le plan du jardin*"),
        picture("\n\n_Le plan_"),
        picture("\n<figcaption>Le plan</figcaption>"),
        picture("\n\nLe *plan*"),
        picture("\n**Attention**"),
    ];
    let files: Vec<(&str, &str)> =
        ["a.md", "b.md", "c.md", "d.md", "e.md"].into_iter().zip(texts.iter().map(String::as_str)).collect();
    let expected = ["info a.md", "info b.md", "info c.md", "warning d.md", "warning e.md"];
    assert_eq!(found(&files, "image-alt-missing"), expected);
}

#[test]
fn a_deck_of_jupyter_has_a_title_a_slide() {
    let cell = |title: &str| format!("+++ {{\"slideshow\": {{\"slide_type\": \"slide\"}}}}\n\n# {title}\n\nTexte.\n\n");
    let deck = format!("{}{}", cell("Un"), cell("Deux"));
    let files = [("deck.md", deck.as_str()), ("page.md", "# Un\n\nTexte.\n\n# Deux\n")];
    assert_eq!(found(&files, "heading-several-titles"), ["warning page.md"]);
}

#[test]
fn a_target_that_shows_how_links_are_written_is_told_for_information() {
    let files = [("guide.md", "# Guide\n\nÉcrivez les liens ainsi : [titre](URL).\n"), ("plan.md", "# Plan\n\n[plan](URLS)\n")];
    assert_eq!(found(&files, "link-missing-file"), ["error plan.md", "info guide.md"]);
}

#[test]
fn subtitles_numbers_and_forgotten_copies_are_no_slips_of_order() {
    let files = [
        ("sous-titre.md", "# Le jardin\n# Plans et semis\n\nTexte.\n"),
        ("deux.md", "# Le jardin\n\nTexte.\n\n# Plans\n"),
        ("deux - copie.md", "# Le jardin\n\nTexte.\n\n# Plans\n"),
        ("deux (1).md", "# Le jardin\n\nTexte.\n\n# Plans\n"),
        ("lot (2).md", "# Le jardin\n\nTexte.\n\n# Plans\n"),
        ("site/.vitepress/config.ts", "export default {}\n"),
        ("site/public/notes.md", "# Le jardin\n\nTexte.\n\n# Plans\n"),
        ("public/cours/notes.md", "# Le jardin\n\nTexte.\n\n# Plans\n"),
    ];
    let expected = [
        "info deux (1).md",
        "info deux - copie.md",
        "info site/public/notes.md",
        "info sous-titre.md",
        "warning deux.md",
        "warning lot (2).md",
        "warning public/cours/notes.md",
    ];
    assert_eq!(found(&files, "heading-several-titles"), expected);
    let files = [
        ("numeros.md", "# Exercices\n\n### 1-\n\nSemer.\n\n### 2-\n\nArroser.\n"),
        ("mots.md", "# Exercices\n\n### Semer\n\nTexte.\n"),
    ];
    assert_eq!(found(&files, "heading-skipped-level"), ["info numeros.md", "warning mots.md"]);
}

#[test]
fn what_git_crypt_encrypted_is_told_for_information() {
    let repository = TestRepository::new();
    repository.write("secret.md", b"\0GITCRYPT\0\x01\x02".as_slice());
    repository.write("casse.md", b"# A\0\n".as_slice());
    repository.commit("base");
    let (report, _) = report(repository.path(), &["--language", "en"]);
    let said = |at: &serde_json::Value| format!("{} {}", at["severity"].as_str().unwrap(), at["message"].as_str().unwrap());
    let told: Vec<String> = report["findings"].as_array().unwrap().iter().map(said).collect();
    assert_eq!(told[1], "info This file is encrypted with git-crypt. It was not checked.");
    assert!(told[0].starts_with("error This file holds a NUL byte"), "{told:?}");
}

#[test]
fn a_badge_without_a_target_is_told_for_information() {
    let badge = "# Titre\n\n[![Semis](https://badges.example.org/badge/semis.svg)]()\n";
    let files = [("badge.md", badge), ("plan.md", "# Titre\n\n[plan]()\n")];
    assert_eq!(found(&files, "link-empty"), ["info badge.md", "warning plan.md"]);
}

#[test]
fn banners_landing_pages_and_what_is_kept_aside_are_told_for_information() {
    let files = [
        ("a.md", "![](https://example.org/plan.png)\n\n# Le jardin\n"),
        ("b.md", "Bonjour.\n\n![](https://example.org/plan.png)\n\n# Le jardin\n"),
    ];
    assert_eq!(found(&files, "image-alt-missing"), ["info a.md", "warning b.md"]);
    let files = [
        ("README.md", "# Le jardin\n\n#### Semer\n\nTexte.\n\n#### Arroser\n"),
        ("plan.md", "# Le jardin\n\n#### Semer\n\nTexte.\n\n#### Arroser\n"),
        ("cours_backup/plan.md", "# Le jardin\n\n#### Semer\n\nTexte.\n"),
    ];
    assert_eq!(found(&files, "heading-skipped-level"), ["info README.md", "warning plan.md"]);
    let files = [
        ("tests/livre/plan.md", "# Plan\n\nTODO: écrire\n"),
        ("cours/plan.md", "# Plan\n\nTODO: écrire\n"),
        ("cours/notes.md", "# Notes\n\n1. Créez un fichier (à compléter) pour les semis.\n"),
    ];
    assert_eq!(found(&files, "content-placeholder"), ["info tests/livre/plan.md", "warning cours/plan.md"]);
    let section = |number: u32| format!("# Partie {number}\n\n### Un détail\n\nTexte.\n\n");
    let parts: String = (1..5).map(section).collect();
    assert_eq!(found(&[("parties.md", &parts)], "heading-several-titles"), ["info parties.md"]);
}
