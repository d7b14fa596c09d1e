//! Every renderer's anchors, against those that the renderer itself gives: `tests/data/anchors-<renderer>.json`, which
//! `tests/tools/anchors/make.mjs` makes.
#![allow(clippy::unwrap_used, reason = "what fails here fails the test")]

use acquis::anchor::{Renderer, headings};
use acquis::document::{Document, Source};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The renderers whose own program made their file: GitHub's algorithm is tested on texts, beside its code.
fn renderers() -> impl Iterator<Item = Renderer> {
    Renderer::ALL.into_iter().filter(|renderer| *renderer != Renderer::Github)
}

fn path(renderer: Renderer) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/data/anchors-{}.json", renderer.name()))
}

/// The pages of a renderer's file, with the anchors of their headings. Where a renderer refuses a page there is nothing to
/// compare.
fn pages(text: &str) -> Vec<(String, Vec<String>)> {
    let file: Value = serde_json::from_str(text).unwrap();
    let pages = file["pages"].as_array().unwrap().iter();
    let read = |page: &Value| {
        let anchors = page[1].as_array()?.iter().map(|anchor| anchor.as_str().unwrap_or_default().to_owned()).collect();
        Some((page[0].as_str().unwrap().to_owned(), anchors))
    };
    pages.filter_map(read).collect()
}

/// Pages of which a renderer makes something else, and why that is left so: (page begins so, renderers, why).
const OTHERWISE: &[(&str, &str, &str)] = &[
    ("<div>\n\n##", "odin", "what stands in an element of HTML is no Markdown there"),
    ("#Titre", "mkdocs jekyll-kramdown honkit", "headings without a blank behind their marks are text here"),
    ("####### ", "mkdocs jekyll-kramdown honkit", "as above"),
    ("<div>\n", "mkdocs jekyll honkit", "what stands in an element of HTML is no Markdown there"),
    ("<details>", "mkdocs jekyll odin honkit", "as above"),
    ("    # code", "docusaurus", "MDX has no indented code"),
    ("---\n", "mdbook exercism", "front matter is text there"),
    ("### \u{a0}\n", "odin", "a heading of nothing but a no-break space"),
    ("# ~~barré", "mystmd", "nothing is struck out there"),
    ("<h2", "mystmd", "an id of HTML gives way to one that is made there"),
    (":::", "mystmd", "a heading in a directive is its title there"),
    ("```{note}", "myst sphinx", "what stands in a fence of a directive is Markdown there, and code here"),
    ("(a)=\n(b)=", "mystmd", "of several labels, the first wins there"),
    ("Deux **mots", "hugo", "of an underlined heading of several lines, Hugo reads a part"),
    ("# H~2~O", "hugo", "single tildes strike inside words there"),
    ("# [a >>]", "hugo", "Hugo drops the blank before a quotation mark that ends a link"),
    ("# &nbsp;\n", "vitepress", "VitePress drops an entity that is alone"),
    ("# a\\&b", "vitepress", "VitePress reads an escaped ampersand as an entity"),
    ("# \u{a0}\n", "jekyll hugo", "a heading of nothing but a no-break space"),
    ("# Stream \\<", "mkdocs-pymdownx", "a blank before an escaped tag stays there"),
    ("# Texte[^1]\n\n", "mdbook", "mdBook puts the number of a footnote into the anchor"),
    ("# a[^n] b\n\n", "mdbook", "as above"),
    (
        "# Titre <!-- #ancre -->",
        "docusaurus",
        "an id where pages are plain Markdown (`format: md`), and harmless where they are not",
    ),
    ("# Texte[^1]\n\n", "docusaurus astro", "the heading of its list of footnotes"),
    ("# a[^n] b\n\n", "docusaurus astro", "as above"),
    ("# constructor", "eleventy-id-attribute", "the plugin trips over JavaScript's own names"),
    ("# Titre <a id=", "eleventy-id-attribute", "the plugin renames a heading for an id that follows"),
    ("</div>\n#", "pandoc workbench", "a heading right after HTML is part of it here"),
    ("<div>\n#", "pandoc workbench", "as above"),
    ("# Stream \\<", "honkit", "an escaped tag is one all the same there"),
    ("<h2>\n\n", "honkit", "a heading of HTML of several lines"),
    ("<h2>\n\n", "eleventy-id-attribute", "a heading of HTML whose text is a paragraph"),
];

/// What acquis gives: the anchors of the headings, and the ids on headings of HTML.
fn ours(page: &str, renderer: Renderer) -> Vec<String> {
    let document = Document::parse(Source::new("page.md", page.to_owned()));
    let mut found: Vec<_> = headings(&document, renderer).into_iter().map(|(span, named)| (span.start, named.anchor)).collect();
    let written = |start: u32| page[..start as usize].rsplit('<').next().is_some_and(|tag| tag.starts_with('h'));
    found.extend(document.ids.iter().filter(|id| written(id.span.start)).map(|id| (id.span.start, id.value.to_string())));
    found.sort();
    found.into_iter().map(|(_, anchor)| anchor).filter(|anchor| !anchor.is_empty()).collect()
}

#[test]
fn anchors_are_those_of_the_renderers() {
    let mut wrong = Vec::new();
    for renderer in renderers() {
        let pages = pages(&std::fs::read_to_string(path(renderer)).unwrap());
        assert!(pages.len() > 450, "{}", renderer.name());
        let family = |names: &str| names.split(' ').any(|name| renderer.name().starts_with(name));
        for (page, mut expected) in pages {
            let found = ours(&page, renderer);
            expected.retain(|anchor| !anchor.is_empty());
            let otherwise = OTHERWISE.iter().any(|(start, names, _)| page.starts_with(start) && family(names));
            if found != expected && !otherwise {
                wrong.push(format!("{}: {page:?}: {found:?} instead of {expected:?}", renderer.name()));
            }
        }
    }
    assert!(wrong.is_empty(), "{} differ\n{}", wrong.len(), wrong.join("\n"));
}

/// The programs, with their versions, that made a file: their algorithms change from one to the next.
fn made_by(text: &str) -> String {
    let file: Value = serde_json::from_str(text).unwrap();
    file["made_by"].as_str().unwrap().to_owned()
}

/// The files are what the renderers give today; said and skipped where the programs are not installed.
#[test]
fn the_files_are_those_of_the_renderers() {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tools/anchors/make.mjs");
    for renderer in renderers() {
        let Ok(output) = Command::new("node").arg(&script).arg(renderer.name()).output() else {
            return println!("skipped: node is not installed");
        };
        let errors = String::from_utf8_lossy(&output.stderr);
        match output.status.code() {
            Some(0) => {
                let stored = std::fs::read_to_string(path(renderer)).unwrap();
                let (theirs, ours) = (made_by(&String::from_utf8_lossy(&output.stdout)), made_by(&stored));
                if theirs != ours {
                    println!("skipped: {theirs} is installed, the file is that of {ours}");
                    continue;
                }
                assert!(stored.as_bytes() == output.stdout, "{}: run tests/tools/anchors/make.mjs again", renderer.name());
            }
            Some(3) => println!("skipped: {}", errors.trim()),
            _ => panic!("{}: {errors}", renderer.name()),
        }
    }
}

proptest::proptest! {
    /// Whatever a heading holds, every renderer has an answer, and the same one each time.
    #[test]
    fn no_heading_is_too_strange(text in "[#={}:.\\\\`*_~!<>&;()\\[\\]^/'\" a-cé\u{a0}🚀\u{301}\\r\\n>-]{0,60}") {
        for renderer in Renderer::ALL {
            for page in [format!("# {text}"), format!("> {text}\n> ---\n"), format!("{text}\n===\n{text}\n\n[^a]: b\n[c]: d")] {
                proptest::prop_assert_eq!(ours(&page, renderer), ours(&page, renderer));
            }
        }
    }
}

/// A heading may hold what steers a terminal: it is shown, not obeyed. JSON has its own escapes.
#[test]
fn hostile_headings_steer_nothing() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.md"), "# \u{1b}[31mRouge\u{1b}[0m \u{202e}titre {#x\u{202e}}\n").unwrap();
    for format in ["text", "json"] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_acquis"));
        command.current_dir(folder.path()).args(["anchors", "a.md", "--renderer", "docusaurus", "--format", format]);
        let output = command.output().unwrap();
        let shown = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.success() && shown.contains("Rouge"), "{shown}");
        assert!(!shown.contains('\u{1b}') && (format == "json" || !shown.contains('\u{202e}')), "{shown:?}");
    }
}
