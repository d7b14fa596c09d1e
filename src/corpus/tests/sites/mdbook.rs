//! mdBook.

use super::{absent_anchor, names, unsure, wrong};

#[test]
fn mdbook_writes_html_for_markdown() {
    let files = [
        ("livre/book.toml", "[book]\nsrc = 'pages'\n[output.html.redirect]\n'vieux.html' = 'a.html'\n"),
        ("livre/pages/SUMMARY.md", "[A](a.md) [B](b/README.md) [C](c.md)\n"),
        (
            "livre/pages/a.md",
            "# A\n[1](b/index.html) [2](b/) [3](a.html#a) [4](no.html) [5](vieux.html) [6](../../LICENSE.md) [7](/x/) [8](../std/index.html) [9](print.html) [10](b/README.md) [11](d/)\n",
        ),
        ("livre/pages/b/README.md", "[1](../a.html) [2](index.html) [3](./)\n"),
        ("livre/pages/d/x.png", ""),
        ("LICENSE.md", ""),
    ];
    assert_eq!(names(&files), ["mdBook (livre/pages)"]);
    let expected = [
        "livre/pages/SUMMARY.md: c.md: missing livre/pages/c.md -",
        "livre/pages/a.md: no.html: no page on mdBook (livre/pages)",
        "livre/pages/a.md: ../../LICENSE.md: not on mdBook (livre/pages), LICENSE.md",
        "livre/pages/a.md: d/: not on mdBook (livre/pages), livre/pages/d",
    ];
    assert_eq!(wrong(&files), expected);
}

#[test]
fn mdbook_adds_no_anchors_for_included_code() {
    let configuration = [("book.toml", "")];
    let says = |body: &str| absent_anchor(&configuration, "src/semer.md", body);
    assert!(says("```rust\n{{#include ../a.rs}}\n```"));
    assert!(says("Écrivez `{{#include a.md}}`."));
}

#[test]
fn mdbook_reads_its_list_of_chapters_as_names_of_files() {
    let files = [
        ("book.toml", ""),
        (
            "src/SUMMARY.md",
            "# Livre\n\n- [A](a.md)\n- [A, fin](a.md#fin)\n- [À venir]()\n- [B](<b c.md>)\n- [B](b%20c.md)\n- [C](./d/README.md)\n- [D](/a.md)\n- [E](#fin)\n",
        ),
        (
            "src/a.md",
            "# A\n\n## Fin\n\n[1](a.md#fin) [2](d/index.html) [3](index.html) [4](d/print.html) [5](d/README.md#c) [6](index.md)\n",
        ),
        ("src/b c.md", "# B\n"),
        ("src/d/README.md", "# C\n\n[1](../a.md#non)\n"),
    ];
    let expected = [
        "src/SUMMARY.md: a.md#fin: missing src/a.md#fin a.md",
        "src/SUMMARY.md: /a.md: no page on mdBook (src)",
        "src/SUMMARY.md: #fin: missing src/#fin -",
        "src/a.md: d/print.html: no page on mdBook (src)",
        "src/a.md: index.md: missing src/index.md -",
        "src/d/README.md: ../a.md#non: anchor non -",
    ];
    assert_eq!(wrong(&files), expected);
}

#[test]
fn mdbook_puts_files_into_its_pages() {
    let files = [
        ("book.toml", ""),
        ("src/SUMMARY.md", "- [A](a.md)\n- [B](b.md)\n"),
        (
            "src/a.md",
            "# A\n\n{{#include parties/p.md}}\n\n[1](#part) [2](#deux) [3](#absent)\n\n```rust\n{{#rustdoc_include ../code/x.rs:12:14}}\n{{#include ../code/y.rs:ancre}}\n```\n\n{{#playground ../code/z.rs editable}}\n\n\\{{#include montré.md}} {{#include montré.md}}\n\n{{#include ../../dehors.md}}\n",
        ),
        ("src/parties/p.md", "## Part\n\n{{#include ../../commun/q.md}}\n\n[1](q.md) [2](b.md)\n"),
        ("commun/q.md", "## Deux\n"),
        ("src/b.md", "# B\n\n{{#include ../notice.txt}}\n\n[1](#licence) [2](#b)\n"),
        ("notice.txt", "Licence\n=======\n"),
        ("code/x.rs", ""),
    ];
    let expected = [
        "src/a.md: #absent: anchor absent -",
        "src/a.md: ../code/y.rs: missing code/y.rs -",
        "src/a.md: ../code/z.rs: missing code/z.rs -",
        "src/a.md: ../../dehors.md: outside",
        "src/parties/p.md: q.md: missing src/parties/q.md ../../commun/q.md",
    ];
    assert_eq!(wrong(&files), expected);
    let open = ["src/b.md: #licence: Inserted(\"include\")"];
    assert_eq!(unsure(&files), open);
}

#[test]
fn mdbook_preprocessors_reach_what_they_bring() {
    let page = "# A\n\n[1](#absent) [2](#admonition-note) [3](b.html)\n\n```admonish note id=\"mien\"\nx\n```\n\n[4](#mien)\n\n{{#quiz a.toml}}\n";
    let of = |name: &str| {
        let config = format!("[preprocessor.{name}]\n");
        unsure(&[
            ("book.toml", config.as_str()),
            ("src/SUMMARY.md", "- [A](a.md)\n"),
            ("src/a.md", page),
            ("src/a.toml", "absent = 'admonition note'"),
        ])
    };
    let none: [&str; 0] = [];
    assert_eq!(of("svgbob"), none);
    assert_eq!(of("admonish"), ["src/a.md: #admonition-note: Plugin(\"admonish\")"]);
    let brought = ["src/a.md: #absent: Inserted(\"{{#quiz\")", "src/a.md: #admonition-note: Inserted(\"{{#quiz\")"];
    assert_eq!(of("quiz"), brought);
    assert_eq!(of("own").len(), 3);
}

#[test]
fn mdbook_has_files_that_its_link_checker_leaves_out() {
    let files = [
        ("book.toml", "[output.linkcheck]\nexclude = ['livre.pdf', 'crates\\.io', 'plans/livre.zip']\n"),
        ("src/SUMMARY.md", "- [A](g/a.md)\n"),
        ("src/g/a.md", "# A\n\n[1](../livre.pdf) [2](livre.pdf) [3](../plans/livre.zip) [4](../autre.zip)\n"),
    ];
    let expected = ["src/g/a.md: livre.pdf: missing src/g/livre.pdf -", "src/g/a.md: ../autre.zip: missing src/autre.zip -"];
    assert_eq!(wrong(&files), expected);
}

#[test]
fn mdbook_whose_configuration_is_not_read_says_little() {
    let files = [("book.toml", "[book\n"), ("src/SUMMARY.md", "- [A](a.md)\n"), ("src/a.md", "[1](#x) [2](b.html) [3](c.md)\n")];
    assert_eq!(names(&files), ["mdBook (src)"]);
    assert_eq!(wrong(&files), ["src/a.md: c.md: missing src/c.md -"]);
}
