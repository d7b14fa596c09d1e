//! HonKit and GitBook.

use super::{names, unsure, wrong};

#[test]
fn honkit_reads_paths_of_files() {
    let files = [
        ("book.json", "{\"root\": \"livre\", \"plugins\": [\"-search\", \"anchors@1.0\"]}"),
        ("livre/SUMMARY.md", "[A](a.md)\n[B](b/README.md)\n"),
        (
            "livre/a.md",
            "# A\n[1](/b/README.md) [2](b/) [3](b/index.html) [4](a.html) [5](rien/) [6](img/x.png) ![7](/img/p.png) [8](../LICENSE) [9](non.md) <img src=\"img/p.png\"> [10](#absent) [11]({{book.x}}/y)\n\nLa {{ book.version }}\n\n{% if x %}y{% endif %}\n",
        ),
        ("livre/b/README.md", "# B\n\n{% include \"/part.md\" %}\n\n[1](#semis) [2](#absent)\n"),
        ("livre/part.md", "## Semis\n"),
        ("livre/img/p.png", ""),
        ("LICENSE", ""),
    ];
    assert_eq!(names(&files), ["HonKit (livre)"]);
    let expected = [
        "livre/a.md: rien/: no page on HonKit (livre)",
        "livre/a.md: img/x.png: missing livre/img/x.png -",
        "livre/a.md: ../LICENSE: not on HonKit (livre), LICENSE",
        "livre/a.md: non.md: missing livre/non.md -",
        "livre/a.md: #absent: anchor absent -",
        "livre/b/README.md: #absent: anchor absent -",
    ];
    assert_eq!(wrong(&files), expected);
    assert_eq!(unsure(&files), ["livre/a.md: {{book.x}}/y: Template"]);
}

#[test]
fn honkit_has_a_book_for_each_language() {
    let files = [
        ("book.json", "{}"),
        ("LANGS.md", "* [fr](fr/)\n* [en](en/)\n"),
        ("fr/README.md", ""),
        ("en/README.md", ""),
        ("fr/SUMMARY.md", "[A](a.md)\n"),
        ("fr/a.md", "[1](/b.md) [2](/fr/b.md) [3](../en/b.md)\n"),
        ("fr/b.md", ""),
        ("en/b.md", "{% mystère %}\n\n[1](#absent) absent\n"),
    ];
    assert_eq!(wrong(&files), ["fr/a.md: /fr/b.md: no page on HonKit"]);
    assert_eq!(unsure(&files), ["en/b.md: #absent: Inserted(\"{% mystère\")"]);
}

#[test]
fn gitbook_marks_the_links_that_are_dead() {
    let files = [
        (".gitbook.yaml", "root: ./manuel/\nredirects:\n  ancien: b.md\n"),
        ("manuel/SUMMARY.md", "[A](a.md)\n"),
        (
            "manuel/a.md",
            "# A\n[1](broken-reference) [2](/broken/pages/GWUO) [3](b.md) [4](c.md) [5](/ancien) [6](dossier/)\n\n![7](.gitbook/assets/p.png) <img src=\"../manuel/.gitbook/assets/q.png\">\n\n{% content-ref url=\"b.md\" %}\nx\n{% endcontent-ref %}\n\n{% content-ref url=\"non.md\" %}\nx\n{% endcontent-ref %}\n\n{% include \".gitbook/includes/n.md\" %}\n\n{% hint style=\"info\" %}\nx\n{% endhint %}\n\n[8](#absent) [9](#note) [10](#le-rôle)\n\n<details>\n\n<summary>Le <b>rôle</b></summary>\n\nx\n\n</details>\n\n<picture><source srcset=\".gitbook/assets/p (1).png\"></picture>\n",
        ),
        ("manuel/b.md", "# B\n"),
        ("manuel/dossier/x.md", ""),
        ("manuel/.gitbook/assets/p.png", ""),
        ("manuel/.gitbook/assets/p (1).png", ""),
        ("manuel/.gitbook/includes/n.md", "## Note\n"),
    ];
    assert_eq!(names(&files), ["GitBook (manuel)"]);
    let expected = [
        "manuel/a.md: broken-reference: marked as broken",
        "manuel/a.md: /broken/pages/GWUO: marked as broken",
        "manuel/a.md: c.md: missing manuel/c.md -",
        "manuel/a.md: ../manuel/.gitbook/assets/q.png: missing manuel/.gitbook/assets/q.png -",
        "manuel/a.md: #absent: anchor absent -",
        "manuel/a.md: non.md: no page on GitBook (manuel)",
    ];
    assert_eq!(wrong(&files), expected);
}

#[test]
fn gitbook_is_told_by_its_folder() {
    let files = [("SUMMARY.md", "[A](a.md)\n"), (".gitbook/assets/p.png", ""), ("a.md", "[1](b.md)\n")];
    assert_eq!(names(&files), ["GitBook"]);
    assert_eq!(wrong(&files), ["a.md: b.md: missing b.md -"]);
}

#[test]
fn gitbook_makes_anchors_of_letters_without_accents() {
    let page =
        "# Anchors\n\n## Qu'est-ce que l\u{2019}été ?\n\n## CI/CD & œufs\n\n## 1. Semer en v2.0\n\n## Semer\n\n## Semer\n\n";
    let links = "[1](#quest-ce-que-lete) [2](#cicd-oeufs) [3](#cicd-and-oeufs) [4](#id-1.-semer-en-v2.0) [5](#1-semer-en-v20) [6](#semer-1) [7](#arrosage) [8](#qu-est-ce-que-l-ete)\n";
    let page = format!("{page}{links}");
    let files = [(".gitbook.yaml", ""), ("SUMMARY.md", "[A](a.md)\n"), ("a.md", page.as_str())];
    assert_eq!(wrong(&files), ["a.md: #arrosage: anchor arrosage -"]);
    assert_eq!(unsure(&files), ["a.md: #qu-est-ce-que-l-ete: Renderer"]);
}
