//! What makes a repository dear.

use crate::hard::{Files, Hard};

/// Every case.
pub(crate) const CASES: &[Hard] = &[
    Hard { name: "folders in folders", size: 45, base: folders, head: None },
    Hard { name: "exemptions and modules", size: 2_000, base: exemptions, head: None },
    Hard { name: "directives", size: 20_000, base: directives, head: None },
    Hard { name: "announced modules", size: 2_000, base: announced, head: None },
    Hard { name: "regular expressions", size: 200, base: expressions, head: None },
    Hard { name: "patterns of a schema", size: 500, base: patterns, head: None },
    Hard { name: "names in other letters", size: 5_000, base: letters, head: None },
    Hard { name: "redirections and dead links", size: 4_000, base: redirections, head: None },
    Hard { name: "a renamed picture", size: 1_000, base: picture, head: Some(renamed_picture) },
    Hard { name: "reworded headings", size: 4_000, base: headings, head: Some(reworded) },
    Hard { name: "numbered anchors that move", size: 2_000, base: numbered, head: Some(numbered_anew) },
    Hard { name: "faults and silences that move", size: 4_000, base: faults, head: Some(moved_faults) },
];

fn file(path: &str, text: impl Into<String>) -> (String, String) {
    (path.to_owned(), text.into())
}

/// What `line` gives for each number below `count`.
fn lines(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).map(line).collect()
}

/// Forty pages in each; libgit2 puts no more than a hundred folders in each other into an index.
fn folders(count: usize) -> Files {
    let text = |at: usize| format!("# P\n\n[a](d/p0.md) [b](../p1.md) [c](d/absent{at}.md)\n");
    let pages = |at: usize| (0..40).map(move |page| (format!("{}p{page}.md", "d/".repeat(at)), text(at)));
    (0..count).flat_map(pages).collect()
}

fn exemptions(count: usize) -> Files {
    let exempt = lines(count, |at| format!("      - {{ module: Module {at}, reason: projet }}\n"));
    let config = format!(
        "content:\n  - name: m\n    files: ['*.md']\n    module: {{ node: heading, match: '^Module' }}\n    exempt:\n{exempt}"
    );
    let modules = lines(count, |at| format!("## Module {at}\n\n- Savoir {at}\n\n"));
    vec![file(".acquis.yaml", config), file("a.md", format!("# A\n\n{modules}"))]
}

fn directives(count: usize) -> Files {
    let comments = "<!-- acquis-disable-next-line link-missing-file: projet -->\n".repeat(count);
    vec![file("a.md", format!("# A\n\n{comments}\n[d](d.md)\n"))]
}

fn announced(count: usize) -> Files {
    let list = lines(count, |at| format!("- Module « semis {at} »\n"));
    let modules = lines(count, |at| {
        format!("**Module « semis {} » :**\n\n- Savoir {at}\n\nValidation des acquis par :\n- QCM\n\n", at + 1)
    });
    let text = format!("# A\n\nLes modules suivants :\n\n{list}\n{modules}");
    vec![file(".acquis.yaml", "extends: cloud-pi-native\n"), file("a.md", text)]
}

fn expressions(count: usize) -> Files {
    let pattern = |of: usize| format!("'(\\w{{1,20}}\\s{{0,3}}){{1,2}}{of}$'");
    let kinds = ["quiz", "practical", "oral", "written", "project", "other"];
    let kinds: Vec<String> = kinds.iter().enumerate().map(|(at, kind)| format!("{kind}: {}", pattern(at))).collect();
    let module = format!("module: {{ node: heading, match: {} }}, kinds: {{ {} }}", pattern(1), kinds.join(", "));
    let groups = lines(count, |at| format!("  - {{ name: g{at}, files: ['*.md'], {module} }}\n"));
    vec![file(".acquis.yaml", format!("content:\n{groups}")), file("a.md", "# A\n\nx\n")]
}

fn patterns(count: usize) -> Files {
    let config = "content:\n  - name: l\n    files: ['*.md']\n    front-matter: { schema: { type: object, properties: { t: { type: array, items: \
        { type: string, pattern: '^(?=a)(a|aa)+(?!b)$' } } } } }\n";
    let values = lines(count, |at| format!("- {}!{at}\n", "a".repeat(40)));
    vec![file(".acquis.yaml", config), file("a.md", format!("---\nt:\n{values}---\n\n# A\n"))]
}

fn letters(count: usize) -> Files {
    let page = |at: usize| (format!("pages/Page{at}.md"), format!("# P\n\n[a](page{}.MD)\n", (at * 7) % count));
    (0..count).map(page).collect()
}

fn redirections(count: usize) -> Files {
    let rules = lines(count, |at| format!("/old{at}/* /new{at}/:splat\n"));
    let links = lines(count, |at| format!("[a](/older{at}/page) [b](/new{at}/absent)\n\n"));
    vec![file("static/_redirects", rules), file("hugo.toml", "title = 'A'\n"), file("content/a.md", format!("# A\n\n{links}"))]
}

fn picture(count: usize) -> Files {
    let page = |at: usize| (format!("p/p{at}.md"), format!("# P{at}\n\n![logo](../logo.svg)\n"));
    (0..count).map(page).chain([file("logo.svg", drawing())]).collect()
}

fn renamed_picture(_: usize) -> Files {
    vec![file("logo.svg", ""), file("brand.svg", drawing())]
}

/// A megabyte.
fn drawing() -> String {
    format!("<svg>{}</svg>\n", lines(30_000, |at| format!("<path d=\"M{at} 0L{} 9\"/>\n", at * 31 % 977)))
}

fn headings(count: usize) -> Files {
    let links = lines(count, |at| format!("[p{at}](a.md#part-number-{at})\n\n"));
    vec![file("a.md", parts(count, "Part")), file("b.md", format!("# B\n\n{links}"))]
}

fn reworded(count: usize) -> Files {
    vec![file("a.md", parts(count, "Section"))]
}

fn parts(count: usize, word: &str) -> String {
    format!("# A\n\n{}", lines(count, |at| format!("## {word} number {at}\n\nText.\n\n")))
}

fn numbered(count: usize) -> Files {
    let links = lines(count, |at| format!("[{at}](a.md#notes-{})\n", at + 1));
    vec![file("a.md", format!("# A\n\n{}", notes(count + 2))), file("b.md", format!("# B\n\n{links}"))]
}

fn numbered_anew(count: usize) -> Files {
    vec![file("a.md", format!("# A\n\n## Avant\n\n### Notes\n\nTexte.\n\n{}", notes(count + 2)))]
}

fn notes(count: usize) -> String {
    lines(count, |at| format!("## Partie {at}\n\n### Notes\n\nTexte {at}.\n\n"))
}

fn faults(count: usize) -> Files {
    vec![file("a.md", format!("# A\n\n{}", faulty(count))), file("b.md", "# B\n\nTexte.\n")]
}

fn moved_faults(count: usize) -> Files {
    vec![file("a.md", "# A\n\nTexte.\n"), file("b.md", format!("# B\n\n{}", faulty(count)))]
}

fn faulty(count: usize) -> String {
    let silence = "<!-- acquis-disable-next-line link-missing-file: projet -->";
    lines(count, |at| {
        format!("Voir [le plan](plan.md) avant de semer.\n\n{silence}\nVoir [ceci](absent{}.md) ensuite.\n\n", at % 9)
    })
}
