//! Files that are put into pages: what they ask of their own page, they ask of those.

use super::{unsure, wrong};

#[test]
fn a_part_asks_for_the_anchors_of_the_pages_that_it_is_put_into() {
    let quarto = [
        ("_quarto.yml", "project:\n  type: website\n"),
        ("a.qmd", "# A\n\n## Semer\n\n{{< include _dans.md >}}\n"),
        ("_dans.md", "## Dans\n\n{{< include _part.md >}}\n"),
        ("_part.md", "[1](#semer) [2](#dans) [3](#non)\n"),
        ("_seul.md", "[4](#semer)\n"),
        ("_cycle.md", "[5](#semer)\n\n{{< include _cycle.md >}}\n"),
    ];
    assert_eq!(wrong(&quarto), ["_part.md: #non: anchor non -"]);
    assert_eq!(unsure(&quarto), ["_cycle.md: #semer: Included", "_seul.md: #semer: Included"]);
}

#[test]
fn a_part_that_lies_beside_a_site_is_read_on_its_pages() {
    let files = [
        ("mkdocs.yml", "site_name: x\nmarkdown_extensions:\n  - pymdownx.snippets\n"),
        ("docs/a.md", "# A\n\n## Semer\n\n--8<-- \"fin/note.md\"\n"),
        ("docs/b.md", "# B\n\n## Récolter ?\n"),
        ("fin/note.md", "[1](#semer) [2](#non) [3](b.md#recolter)\n"),
        ("fin/seul.md", "[4](#semer)\n"),
    ];
    let expected = ["fin/note.md: #non: anchor non -", "fin/seul.md: #semer: anchor semer -"];
    assert_eq!(wrong(&files), expected);
    let sphinx = [
        ("conf.py", "extensions = ['myst_parser']\nmyst_heading_anchors = 3\nexclude_patterns = ['notes/*']\n"),
        ("a.md", "# A\n\n## Semer\n\n```{include} notes/n.md\n```\n"),
        ("notes/n.md", "[1](#semer) [2](#non)\n"),
    ];
    assert_eq!(wrong(&sphinx), ["notes/n.md: #non: anchor non -"]);
}
