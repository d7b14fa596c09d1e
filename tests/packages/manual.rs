//! The manual pages: one a command and a language, made of the help.

use crate::{has, is_fresh, share};
use acquis::cli::command;
use acquis::language::Language;
use clap_mangen::Man;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::Command;

const LANGUAGES: [(Language, &str); 2] = [(Language::En, "man/man1"), (Language::Fr, "man/fr/man1")];

/// The headings that are the generator's own, in French; the others are those of the help.
const HEADINGS: [(&str, &str); 2] = [("NAME", "NOM"), ("EXTRA", "NOTES")];

/// Every page: where it stands and what it says.
fn pages() -> Vec<(PathBuf, Vec<u8>)> {
    let mut pages = Vec::new();
    for (language, folder) in LANGUAGES {
        let mut whole = command(language);
        whole.build();
        let own = whole.get_subcommands().filter(|inner| inner.get_name() != "help").cloned();
        let own: Vec<_> = own.map(|inner| (format!("acquis-{}", inner.get_name()), inner)).collect();
        for (name, inner) in [("acquis".to_owned(), whole)].into_iter().chain(own) {
            let path = share().join(folder).join(format!("{name}.1"));
            let inner = inner.display_name(&name);
            // A page is of a version, which the file would have to be renewed for.
            let man = Man::new(inner.version("")).title(name.to_uppercase()).source("acquis").manual("acquis");
            let mut page = Vec::new();
            man.render(&mut page).unwrap();
            pages.push((path, headed(&page, language)));
        }
    }
    pages
}

/// A page with its headings in the language, and without the one of its version.
fn headed(page: &[u8], language: Language) -> Vec<u8> {
    let mut text = String::from_utf8(page.to_vec()).unwrap();
    text = text.split("\n.SH VERSION\n").next().unwrap().trim_end().to_owned() + "\n";
    for (en, fr) in HEADINGS {
        let own = if language == Language::Fr { fr } else { if en == "EXTRA" { "NOTES" } else { en } };
        text = text.replace(&format!(".SH {en}\n"), &format!(".SH {own}\n"));
    }
    // The help writes a colon after its headings, and French a no-break space before one.
    let lines = text.lines().map(|line| if line.starts_with(".SH") { line.replace('\u{a0}', "") } else { line.to_owned() });
    lines.map(|line| line + "\n").collect::<String>().into_bytes()
}

#[test]
fn the_manual_is_what_the_help_says() {
    let pages = pages();
    let mut known = BTreeSet::new();
    for (path, text) in &pages {
        is_fresh(path, text);
        known.insert(path.clone());
    }
    for (_, folder) in LANGUAGES {
        for item in std::fs::read_dir(share().join(folder)).unwrap() {
            let path = item.unwrap().path();
            assert!(known.contains(&path), "{}: there is no such command", path.display());
        }
    }
}

#[test]
fn mandoc_reads_every_page() {
    // It has no option that says its version.
    if Command::new("mandoc").arg("/dev/null").output().is_err() {
        println!("skipped: mandoc is not installed");
        return;
    }
    for (path, _) in pages() {
        let output = Command::new("mandoc").args(["-K", "utf-8", "-T", "lint", "-W", "error"]).arg(&path).output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success(), "{said}");
    }
}

#[test]
fn man_shows_accents() {
    if !has("man") {
        return;
    }
    let page = share().join("man/fr/man1/acquis-check.1");
    let output =
        Command::new("man").args(["-E", "UTF-8", "-l"]).arg(page).env("MANWIDTH", "80").env("LC_ALL", "C.UTF-8").output();
    let text = String::from_utf8(output.unwrap().stdout).unwrap();
    assert!(text.contains("Vérifie les documents") && text.contains("NOM"), "{text}");
}
