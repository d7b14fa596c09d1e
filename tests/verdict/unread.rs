//! What stands in files that no site makes pages of, or that are no lessons, is told for information.

use super::minor::found;

const PAGE: &str = "# Titre\n\n#### Outils\n\nUne bêche.\n";
const PICTURE: &str = "# Titre\n\n![](https://example.org/a.png)\n";
const PLAIN: &str = "# Titre\n\nUne bêche.\n";

/// Which of the pages in `files` are told to have a fault, and how grave that is.
fn skipped(files: &[(&str, &str)]) -> Vec<String> {
    found(files, "heading-skipped-level")
}

#[test]
fn jupyter_book_may_make_pages_of_what_its_table_lists_alone() {
    let table =
        "format: jb-book\nroot: index\nparts:\n  - chapters:\n      - file: a\n        sections:\n          - glob: sous/*\n";
    let mut files = vec![
        ("livre/_config.yml", "only_build_toc_files: true\n"),
        ("livre/_toc.yml", table),
        ("livre/index.md", PAGE),
        ("livre/a.md", PAGE),
        ("livre/sous/b.md", PAGE),
        ("livre/sous/deep/c.md", PAGE),
        ("livre/hors.md", PAGE),
        ("livre/README.md", PLAIN),
    ];
    let left = ["info livre/hors.md", "info livre/sous/deep/c.md"];
    let read = ["warning livre/a.md", "warning livre/index.md", "warning livre/sous/b.md"];
    assert_eq!(skipped(&files), [left.as_slice(), read.as_slice()].concat());
    files[0].1 = "only_build_toc_files: false\nexclude_patterns: [\"sous/deep\", \"ho*.md\"]\n";
    assert_eq!(skipped(&files), [left.as_slice(), read.as_slice()].concat());
    files[0].1 = "title: x\n";
    assert_eq!(skipped(&files).iter().filter(|found| found.starts_with("warning")).count(), 5);
}

#[test]
fn sphinx_and_mystmd_leave_out_what_they_are_told_to() {
    let conf = "extensions = [\n    'myst_parser',\n]\nexclude_patterns = ['_build', \"notes/**\"]  # built\n";
    let mut files = vec![("docs/conf.py", conf), ("docs/a.md", PAGE), ("docs/notes/b.md", PAGE)];
    assert_eq!(skipped(&files), ["info docs/notes/b.md", "warning docs/a.md"]);
    files[0].1 = "extensions = ['myst_parser', 'sphinx_external_toc']\nexternal_toc_exclude_missing = True\n";
    files.push(("docs/_toc.yml", "root: a\n"));
    assert_eq!(skipped(&files), ["info docs/notes/b.md", "warning docs/a.md"]);
    files[0].1 = "extensions = ['myst_parser', 'sphinx_external_toc']\n";
    assert_eq!(skipped(&files), ["warning docs/a.md", "warning docs/notes/b.md"]);
    files[0] = (
        "docs/myst.yml",
        "project:\n  toc:\n    - title: x\n      children:\n        - file: a.md\n        - pattern: 'n*/c.md'\n",
    );
    files[3] = ("docs/notes/c.md", PAGE);
    assert_eq!(skipped(&files), ["info docs/notes/b.md", "warning docs/a.md", "warning docs/notes/c.md"]);
    files[0].1 = "project:\n  exclude: notes/b.md\n";
    assert_eq!(skipped(&files), ["info docs/notes/b.md", "warning docs/a.md", "warning docs/notes/c.md"]);
}

#[test]
fn docusaurus_passes_over_names_that_begin_with_a_mark() {
    let config = "module.exports = { presets: [['classic', { docs: { path: 'docs' }, blog: {} }]] };\n";
    let mut files = vec![
        ("docusaurus.config.js", config),
        ("docs/a.md", "# Titre\n\nimport Part from './\\_part.md';\n\n<Part />\n\n![](https://example.org/a.png)\n"),
        ("docs/_part.md", PICTURE),
        ("docs/_seul.mdx", PICTURE),
        ("docs/_vieux/b.md", PICTURE),
        ("docs/brouillons/c.md", PICTURE),
        ("i18n/fr/docusaurus-plugin-content-docs/current/_vieux/b.md", PICTURE),
    ];
    let grave = |files: &[(&str, &str)]| {
        let found =
            found(files, "image-alt-missing").into_iter().filter_map(|found| found.strip_prefix("warning ").map(str::to_owned));
        found.collect::<Vec<_>>().join(" ")
    };
    assert_eq!(grave(&files), "docs/_part.md docs/a.md docs/brouillons/c.md");
    files[0].1 = "module.exports = { presets: [['classic', { docs: { path: 'docs', exclude: ['brouillons/**'] } }]] };\n";
    assert_eq!(
        grave(&files),
        "docs/_part.md docs/_seul.mdx docs/_vieux/b.md docs/a.md i18n/fr/docusaurus-plugin-content-docs/current/_vieux/b.md"
    );
    files[0].1 = "module.exports = { presets: [['classic', { docs: { path: 'docs', exclude: others } }]] };\n";
    assert!(grave(&files).contains("docs/_vieux/b.md"), "{}", grave(&files));
}

#[test]
fn quarto_passes_over_names_that_begin_with_a_mark() {
    let files = [
        ("_quarto.yml", "project:\n  type: website\n"),
        ("a.qmd", "# Titre\n\n{{< include _part.qmd >}}\n"),
        ("_part.qmd", PICTURE),
        ("_seul.qmd", PICTURE),
        ("_vieux/b.qmd", PICTURE),
    ];
    assert_eq!(found(&files, "image-alt-missing"), ["info _seul.qmd", "info _vieux/b.qmd", "warning _part.qmd"]);
}

#[test]
fn a_book_of_honkit_says_what_it_leaves_out_beside_its_configuration() {
    let files = [
        ("book.json", "{ \"root\": \"./source\" }\n"),
        (".bookignore", "# drafts\nPLAN.md\nbrouillons/\n*.tmp.md\n"),
        ("source/SUMMARY.md", "[A](a.md)\n"),
        ("source/a.md", PAGE),
        ("source/deep/PLAN.md", PAGE),
        ("source/brouillons/b.md", PAGE),
        ("source/c.tmp.md", PAGE),
    ];
    let expected = ["info source/brouillons/b.md", "info source/c.tmp.md", "info source/deep/PLAN.md", "warning source/a.md"];
    assert_eq!(skipped(&files), expected);
}

#[test]
fn what_is_said_to_programs_is_no_lesson() {
    let text = "# Titre\n\nLis `<archivo>` puis <archivo> et [écris](non.md).\n";
    let files = [
        (".opencode/commands/a.md", text),
        (".cursor/rules/a.md", text),
        ("skills/semer/SKILL.md", text),
        ("skills/semer/references/b.md", text),
        ("AGENTS.md", text),
        ("lecons/a.md", text),
    ];
    let expected = [
        "info .cursor/rules/a.md",
        "info .opencode/commands/a.md",
        "info AGENTS.md",
        "info skills/semer/SKILL.md",
        "info skills/semer/references/b.md",
        "warning lecons/a.md",
    ];
    assert_eq!(found(&files, "content-unknown-element"), expected);
    // A dead link is one all the same.
    assert!(found(&files, "link-missing-file").iter().all(|found| found.starts_with("error")));
}

#[test]
fn what_markdownlint_ignores_is_told_for_information() {
    let text = "# Titre\n\n#### Outils\n\nÉcris <nom> ici.\n\n[plan](non.md)\n";
    let files = [
        (".markdownlint-cli2.yaml", "ignores:\n  - 'blog/202[0-4]/**/*.md'\n  - ref\n"),
        ("cours/.markdownlintignore", "# programs\nvieux.md\n"),
        ("blog/2024/a/b.md", text),
        ("blog/2025/a/b.md", text),
        ("ref/a/b.md", text),
        ("docs/ref/a.md", text),
        ("cours/deep/vieux.md", text),
    ];
    let expected = [
        "info blog/2024/a/b.md",
        "info cours/deep/vieux.md",
        "info ref/a/b.md",
        "warning blog/2025/a/b.md",
        "warning docs/ref/a.md",
    ];
    assert_eq!(skipped(&files), expected);
    assert_eq!(found(&files, "content-unknown-element"), expected);
    // A dead link is one all the same.
    assert!(found(&files, "link-missing-file").iter().all(|found| found.starts_with("error")));
}

#[test]
fn what_shows_a_layout_is_filled_with_what_says_nothing() {
    let text = "# Titre\n\nLorem ipsum dolor sit amet, consectetur adipiscing elit.\n";
    let files = [("diapos/example.md", text), ("diapos/semer.md", text), ("cours/demo.md", PAGE)];
    assert_eq!(found(&files, "content-placeholder"), ["warning diapos/semer.md"]);
    assert_eq!(skipped(&files), ["warning cours/demo.md"]);
}

#[test]
fn a_tag_that_forges_show_as_text_swallows_no_others() {
    let files = [
        ("a.md", "# Titre\n\n<role>\nUn cadre (`<iframe>`) se ferme seul.\n</role>\n"),
        ("b.md", "# Titre\n\n<role>\nUn cadre (<iframe></role></iframe>) se ferme.\n"),
    ];
    assert_eq!(found(&files, "content-unknown-element"), ["warning b.md"]);
}
