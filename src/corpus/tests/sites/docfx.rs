//! docfx.

use super::{names, unsure, wrong};

#[test]
fn docfx_reads_paths_from_the_page_and_from_its_root() {
    let files = [
        (
            "site/docfx.json",
            "{\"metadata\": [{\"dest\": \"api\"}], \"build\": {\"content\": [{\"files\": \"**/*.md\"}], \"resource\": [{\"src\": \"../schemas\", \"files\": [\"*.json\"]}]}}",
        ),
        (
            "site/docs/a.md",
            "# A\n\n## [Linux](#tab/linux)\n\n[1](~/docs/b.md) [2](~/docs/non.md) [3](b.md?tabs=linux#tab/linux) [4](xref:Un.Nom) [5](../api/Un.html) [6](../../schemas/x.json) [7](../../LICENSE) [8](b) [9](non.md) [10](#absent) [11](/ailleurs/) ![12](~/img/p.png)\n",
        ),
        ("site/docs/b.md", "# B\n\n[!INCLUDE [x](~/includes/n.md)]\n\n[1](#note) [2](#absent)\n"),
        ("site/includes/n.md", "## Note\n\n[1](../docs/b.md) [2](non.md)\n"),
        ("schemas/x.json", ""),
        ("LICENSE", ""),
    ];
    assert_eq!(names(&files), ["docfx (site)"]);
    let dead: Vec<String> = wrong(&files);
    let expected = [
        "site/docs/a.md: ~/docs/non.md",
        "site/docs/a.md: ../../LICENSE",
        "site/docs/a.md: non.md",
        "site/docs/a.md: #absent",
        "site/docs/a.md: ~/img/p.png",
        "site/docs/b.md: #absent",
        "site/includes/n.md: non.md",
    ];
    assert_eq!(dead.len(), expected.len(), "{dead:?}");
    assert!(dead.iter().zip(expected).all(|(found, start)| found.starts_with(start)), "{dead:?}");
    assert_eq!(unsure(&files), ["site/docs/a.md: ../api/Un.html: Made", "site/docs/a.md: /ailleurs/: NoSite"]);
}

#[test]
fn builds_of_microsoft_mind_no_letter_case_and_know_what_moved() {
    let files = [
        (".openpublishing.publish.config.json", "{\"dependent_repositories\": [{\"path_to_root\": \"exemples\"}]}"),
        (
            "listes/.openpublishing.redirection.x.json",
            "{\"redirections\": [{\"source_path\": \"../site/docs/vieux.md\", \"redirect_url\": \"/x\"}]}",
        ),
        ("site/docfx.json", "{}"),
        ("site/docs/a.md", "# A\n\n[1](About/B.md) [2](vieux.md) [3](~/exemples/x.cs) [4](non.md)\n"),
        ("site/docs/about/b.md", ""),
    ];
    let expected = ["site/docs/a.md: About/B.md: case about/b.md", "site/docs/a.md: non.md: missing site/docs/non.md -"];
    assert_eq!(wrong(&files), expected);
    assert_eq!(unsure(&files), ["site/docs/a.md: ~/exemples/x.cs: Module(\"exemples\")"]);
}

#[test]
fn a_backslash_parts_folders_for_docfx_and_in_browsers() {
    let page = "[1](..\\b.md) ![2](img\\p.png) [3](img\\non.png) <img src=\"img\\p.png\" alt=\"x\">\n";
    let others = [("site/b.md", "# B\n"), ("site/docs/img/p.png", "")];
    let files = |config| [(config, "{}"), ("site/docs/a.md", page), others[0], others[1]];
    assert_eq!(wrong(&files("site/docfx.json")).len(), 1, "{:?}", wrong(&files("site/docfx.json")));
    // The others leave a tag as it is.
    assert_eq!(wrong(&files("site/.vitepress/config.js")).len(), 3);
    assert_eq!(wrong(&files("x.json")).len(), 4);
}

#[test]
fn a_path_from_the_root_of_a_site_is_no_path_beside_it() {
    let files = [("en/docfx.json", "{}"), ("en/a.md", ""), ("jp/b.md", "[1](~/a.md) [2](a.md)\n")];
    assert_eq!(unsure(&files), ["jp/b.md: ~/a.md: OtherSite"]);
    assert_eq!(wrong(&files).len(), 1);
    assert_eq!(wrong(&files[1..]).len(), 2);
}
