//! What today's link checkers get wrong, one case each: what GitHub shows, unless the case has a site of its own.
#![allow(clippy::unwrap_used, reason = "what fails here fails the test")]

mod common;

use common::TestRepository;
use std::process::Command;

/// The findings on links that do not lead where they are meant to, `rule path target`, in a repository of `files`.
fn findings(files: &[(&str, &str)]) -> Vec<String> {
    let repository = TestRepository::new();
    for (path, text) in files {
        repository.write(path, text);
    }
    repository.commit("first");
    let mut command = Command::new(env!("CARGO_BIN_EXE_acquis"));
    command.current_dir(repository.path()).args(["check", "--format", "json"]).env_clear().env("LC_ALL", "C");
    let json: serde_json::Value = serde_json::from_slice(&command.output().unwrap().stdout).unwrap();
    let dead = |rule: &str| {
        ["link-missing", "link-case", "link-anchor", "link-outside", "link-backslash"].iter().any(|name| rule.starts_with(name))
    };
    let shown = |finding: &serde_json::Value| {
        let path = finding["path"].as_str().unwrap();
        let text = files.iter().find(|(name, _)| *name == path).unwrap().1;
        let at = |end: &str| finding[end]["offset"].as_u64().unwrap() as usize;
        format!("{} {path} {}", finding["rule"].as_str().unwrap(), &text[at("start")..at("end")])
    };
    let all = json["findings"].as_array().unwrap().iter();
    all.filter(|finding| dead(finding["rule"].as_str().unwrap())).map(shown).collect()
}

fn none(files: &[(&str, &str)]) {
    assert_eq!(findings(files), Vec::<String>::new());
}

#[test]
fn ids_of_raw_html_are_anchors() {
    none(&[(
        "a.md",
        "# A\n\n<span id=\"un\">x</span> <a id='deux'></a> <a name=trois></a>\n\n<div>\n<p ID=\"quatre\">\n</div>\n\n- [1](#un) [2](#deux) [3](#trois) [4](#quatre)\n",
    )]);
}

#[test]
fn ids_in_code_and_comments_are_none() {
    let text = "# A\n\n`<a id=\"un\">` <!-- <a id=\"deux\"></a> -->\n\n```html\n<a id=\"trois\"></a>\n```\n\n[1](#un) [2](#deux) [3](#trois)\n";
    let expected = ["#un", "#deux", "#trois"].map(|anchor| format!("link-missing-anchor a.md {anchor}"));
    assert_eq!(findings(&[("a.md", text)]), expected);
}

/// A heading and its anchor.
const HEADINGS: &[(&str, &str)] = &[
    ("Flux \\<Texte\\>", "flux-texte"),
    ("Semer &amp; planter", "semer--planter"),
    ("Mot&shy;cle", "motcle"),
    ("ढाँचा और दिशानिर्देश", "ढाँचा-और-दिशानिर्देश"),
    ("Référence\u{a0}: les outils", "référence-les-outils"),
    ("Bêcher\u{a0}", "bêcher"),
    ("La commande `semer --tout`", "la-commande-semer---tout"),
    ("![arrosoir](a.png) Arroser", "-arroser"),
    ("Récolter 🎉", "récolter-"),
    ("Tailler ##", "tailler"),
    ("Un [lien](a.png) et *de l’emphase*", "un-lien-et-de-lemphase"),
    ("snake_case et __gras__", "snake_case-et-gras"),
    ("移植", "移植"),
];

#[test]
fn headings_of_every_kind() {
    for (heading, anchor) in HEADINGS {
        let text = format!("# A\n\n## {heading}\n\n[1](#{anchor}) [2](#{anchor}-absent)\n");
        let found = findings(&[("a.md", &text), ("a.png", "")]);
        assert_eq!(found, [format!("link-missing-anchor a.md #{anchor}-absent")], "{heading}");
    }
}

#[test]
fn headings_without_a_slug_and_doubles() {
    none(&[("a.md", "# A\n\n## 🎉\n\n## Outils\n\n## Outils\n\n[1](#outils) [2](#outils-1)\n")]);
}

#[test]
fn fragments_may_be_percent_encoded() {
    let text = "# Gro\u{df}e \u{c4}nderungen\n\n[1](#gro%C3%9Fe-%C3%A4nderungen) [2](#gro\u{df}e-\u{e4}nderungen) [3](#gro%C3%9Fe-%C3%A4nderung%C3%A9)\n";
    assert_eq!(findings(&[("a.md", text)]), ["link-missing-anchor a.md #gro%C3%9Fe-%C3%A4nderung%C3%A9"]);
}

#[test]
fn references_have_fragments_too() {
    let text = "# A\n\n[un][1], [deux][], [trois]\n\n[1]: #absent\n[deux]: b.md#absent\n[trois]: b.md#b\n";
    let expected = ["link-missing-anchor a.md [un][1]", "link-missing-anchor a.md [deux]"];
    assert_eq!(findings(&[("a.md", text), ("b.md", "# B\n")]), expected);
}

#[test]
fn braces_after_a_heading_are_an_anchor_for_some() {
    let page = "# A\n\n## Semer {#semis}\n\n[1](#semis)\n";
    assert_eq!(findings(&[("a.md", page)]), ["link-missing-anchor a.md #semis"]);
    none(&[("hugo.toml", ""), ("content/a.md", page)]);
    none(&[("docs/.vitepress/config.js", "export default {}"), ("docs/a.md", page)]);
    none(&[("mkdocs.yml", "site_name: A\nmarkdown_extensions: [attr_list]\n"), ("docs/a.md", page)]);
    none(&[("_config.yml", "title: A\n"), ("a.md", "# A\n\n## Semer\n{: #semis}\n\n[1](#semis)\n")]);
}

#[test]
fn a_name_without_an_extension_is_that_file() {
    let found = findings(&[("a.md", "# A\n\n[1](LICENCE) [2](b) [3](b.html)\n"), ("LICENCE.md", ""), ("b.md", "# B\n")]);
    assert_eq!(found, ["LICENCE", "b", "b.html"].map(|target| format!("link-missing-file a.md {target}")));
    none(&[("a.md", "# A\n\n[1](LICENCE)\n"), ("LICENCE", "")]);
}

#[test]
fn html_is_a_page_of_mdbook_and_clean_urls_of_others() {
    none(&[("book.toml", ""), ("src/a.md", "# A\n\n[1](b.html#b)\n"), ("src/b.md", "# B\n")]);
    let found = findings(&[("book.toml", ""), ("src/a.md", "# A\n\n[1](b.html#non) [2](c.html)\n"), ("src/b.md", "# B\n")]);
    assert_eq!(found, ["link-missing-anchor src/a.md b.html#non", "link-missing-file src/a.md c.html"]);
    let vitepress = ("docs/.vitepress/config.js", "export default { cleanUrls: true }");
    none(&[vitepress, ("docs/a.md", "# A\n\n[1](b) [2](/b#b) [3](./b.html)\n"), ("docs/b.md", "# B\n")]);
}

#[test]
fn attributes_of_raw_html_are_links() {
    let text =
        "# A\n\n<img src=\"un.png\" alt=\"\"> <a href='deux.md'>x</a> <img srcset=\"trois.png 1x, quatre.png 2x\" alt=\"\">\n";
    let expected = ["un.png", "deux.md", "trois.png", "quatre.png"].map(|target| format!("link-missing-file a.md {target}"));
    assert_eq!(findings(&[("a.md", text)]), expected);
}

#[test]
fn what_is_code_is_no_link() {
    none(&[(
        "a.md",
        "# A\n\n`[1](absent.md)` `{url}`\n\n    [2](absent.md)\n\n- x\n\n      [3](absent.md)\n\n~~~\n[4](absent.md)\n~~~\n",
    )]);
    // A list and the end of a block of HTML make text of what looks indented.
    let text = "# A\n\n- x\n\n    [1](un.md)\n\n<div>\n\n[2](deux.md)\n\n</div>\n";
    assert_eq!(findings(&[("a.md", text)]), ["link-missing-file a.md un.md", "link-missing-file a.md deux.md"]);
}

#[test]
fn another_letter_case_is_said_with_a_fix() {
    let text = "# A\n\n[1](guide/B.md) [2](Guide/b.md#b)\n";
    let found = findings(&[("a.md", text), ("guide/b.md", "# B\n")]);
    assert_eq!(found, ["link-case-mismatch a.md guide/B.md", "link-case-mismatch a.md Guide/b.md#b"]);
}

#[test]
fn the_use_is_reported_and_the_definition_is_related() {
    let repository = TestRepository::new();
    repository.write("a.md", "# A\n\n[un][r] et [deux][r]\n\n[r]: absent.md\n").commit("first");
    let mut command = Command::new(env!("CARGO_BIN_EXE_acquis"));
    command.current_dir(repository.path()).args(["check", "--format", "json"]).env_clear().env("LC_ALL", "C");
    let json: serde_json::Value = serde_json::from_slice(&command.output().unwrap().stdout).unwrap();
    let lines = |finding: &serde_json::Value| (finding["start"]["line"].clone(), finding["related"][0]["start"]["line"].clone());
    let found: Vec<_> = json["findings"].as_array().unwrap().iter().map(lines).collect();
    assert_eq!(found, [(3.into(), 5.into()), (3.into(), 5.into())]);
}

#[test]
fn paths_are_read_as_addresses() {
    // Percent-encoding, a query, a folder, and the pages of the forge two levels above.
    none(&[
        ("docs/a.md", "# A\n\n[1](./b%20c.md?plain=1#b) [2](../docs/) [3](../../../issues/new) [4](/docs/b%20c.md)\n"),
        ("docs/b c.md", "# B\n"),
    ]);
}
