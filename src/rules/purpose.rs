//! What a file of Markdown is for: not every one is a page that teaches, and only such a page is asked for a title and for
//! an order of its headings. Told by its path, and where that does not suffice by how it begins.

mod deck;
#[cfg(test)]
mod tests;

use crate::document::{Document, Source};
use crate::text::path::stem;
use deck::is_deck;

/// What a file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// To be read as a page of its own.
    Page,
    /// To be filled in: templates of issues, of pull requests, of pages.
    Form,
    /// A text of law or of conduct, taken over as it is.
    Notice,
    /// What changed from version to version.
    Log,
    /// Written elsewhere, or by a program.
    Copy,
    /// For programs that write code.
    Instructions,
    /// Put into other pages, or shown by the forge beside what it is about.
    Part,
    /// What a program is tried on.
    Sample,
    /// Slides, of which each has a title.
    Deck,
    /// Kept, and no longer read.
    Archived,
}

impl Purpose {
    /// That of `document`.
    pub(super) fn of(document: &Document) -> Self {
        match Self::of_source(&document.source, document.front_matter_has("title")) {
            Self::Page if is_deck(document) => Self::Deck,
            purpose => purpose,
        }
    }

    /// The same by the path and the text alone; `titled`: whether the front matter has a title, as only a whole page's has.
    fn of_source(source: &Source, titled: bool) -> Self {
        let written = source.path();
        let path = written.to_lowercase();
        let folders = || path.split('/').rev().skip(1);
        if folders().any(is_of_copies) {
            return Self::Copy;
        }
        let by_name = of_name(written, titled);
        if folders().any(is_of_forms) || by_name == Some(Self::Form) {
            return Self::Form;
        }
        // `slides.example.md`
        let sample = [".example", "_expected", "-expected"].iter().any(|end| stem(&path).ends_with(end));
        if is_sample(&path) || sample || shows_a_layout(source) {
            return Self::Sample;
        }
        // `releases/3.0/3.0.1.md`
        let is_version = || stem(&path).bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'v'));
        if folders().any(|folder| folder == "releases") && is_version() {
            return Self::Log;
        }
        let by_folder = folders().find_map(|folder| of_folder(folder, titled));
        let by_text = || {
            let copy = is_written_by_a_program(source).then_some(Self::Copy);
            copy.or_else(|| is_for_agents(source).then_some(Self::Instructions))
        };
        match by_folder.or(by_name) {
            // A part, too, may be written by a program.
            known @ (None | Some(Self::Part)) => by_text().or(known).unwrap_or(Self::Page),
            Some(known) => known,
        }
    }
}

/// Whether `document` is to be read as a page of its own.
pub(super) fn is_page(document: &Document) -> bool {
    Purpose::of(document) == Purpose::Page
}

/// What of a file's text its authors look after, the least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Care {
    /// Nothing: it was written elsewhere, or by a program, is a form, whose gaps are filled in later, an archive, or says what
    /// changed once.
    Nothing,
    /// Its links alone: it is said to programs that write code, and is no lesson.
    Links,
    /// All but its wording: a text of law or of conduct, taken over as it is.
    NotWording,
    /// All of it.
    Whole,
}

/// What the authors of the repository look after of the file, by its path and its text.
pub(crate) fn care(source: &Source) -> Care {
    match Purpose::of_source(source, false) {
        Purpose::Copy | Purpose::Sample | Purpose::Form | Purpose::Archived | Purpose::Log => Care::Nothing,
        Purpose::Notice => Care::NotWording,
        Purpose::Instructions => Care::Links,
        Purpose::Page | Purpose::Part | Purpose::Deck => Care::Whole,
    }
}

const FORMS: &[&str] = &[
    "_layouts",
    "_template",
    "_templates",
    "archetypes",
    "boilerplate",
    "discussion_template",
    "issue_template",
    "issue_templates",
    "layouts",
    "merge_request_templates",
    "pull_request_template",
];

/// The last word of the name of what is copied and filled in, in other languages than English.
const MODELS: &[&str] = &["gabarit", "modele", "modèle", "plantilla", "vorlage"];

const LOGS: &[&str] = &["changelog", "changelogs", "release-notes", "release_notes", "releasenotes", "notes-de-version"];

const COPIES: &[&str] = &[
    "__site",
    "bower_components",
    "node_modules",
    "site-packages",
    "third-party",
    "third_party",
    "vendor",
    "venv",
    "versioned_docs",
];

const PARTS: &[&str] = &[
    "fragments",
    "include",
    "included",
    "includes",
    "partial",
    "partials",
    "reusables",
    "snippet",
    "snippets",
    "template",
    "templates",
];

/// Whether nobody here writes what lies in the folder.
fn is_of_copies(folder: &str) -> bool {
    COPIES.contains(&folder) || folder.starts_with("versioned_docs_") || folder.ends_with("_versioned_docs")
}

/// Whether what lies in the folder is to be filled in.
fn is_of_forms(folder: &str) -> bool {
    FORMS.contains(&folder) || folder.starts_with("template_") || folder.ends_with("_template") || folder.ends_with("-template")
}

/// Whether the folder holds what is said to programs that write code.
fn is_said_to_agents(folder: &str) -> bool {
    let names =
        "agent agents amazonq augment claude clinerules codex continue cursor gemini junie kiro opencode qwen roo trae windsurf";
    // What the skills of that name plan for them lies in a folder of its own.
    folder.trim_start_matches('.') == "superpowers"
        || folder.strip_prefix('.').is_some_and(|name| names.split(' ').any(|known| known == name))
}

/// What all files of a folder are for; `titled`: whether the front matter has a title, as only a whole page's has.
fn of_folder(folder: &str, titled: bool) -> Option<Purpose> {
    let is = |names: &[&str]| names.contains(&folder);
    if is(LOGS) || matches!(folder, ".changeset" | ".changes") {
        Some(Purpose::Log)
    } else if folder == "licenses" || folder == "licences" {
        Some(Purpose::Notice)
    } else if is_said_to_agents(folder) {
        Some(Purpose::Instructions)
    } else if matches!(
        folder.trim_start_matches(['.', '_']),
        "archive"
            | "archives"
            | "archived"
            | "attic"
            | "backup"
            | "deprecated"
            | "old"
            | "old_files"
            | "scratch"
            | "tmp"
            | "trash"
    ) || ["_backup", "-backup", "_archived", "-archived"].iter().any(|end| folder.ends_with(end))
    {
        Some(Purpose::Archived)
    } else if matches!(folder, ".github" | ".gitlab" | ".gitea" | ".forgejo") || !titled && (is(PARTS) || folder.starts_with('_'))
    {
        // The pages of a collection of Jekyll (`_episodes/`) have a title in their front matter, what it includes has none.
        Some(Purpose::Part)
    } else {
        None
    }
}

/// What the name of the file at `path` says that it is for.
fn of_name(path: &str, titled: bool) -> Option<Purpose> {
    let stem = stem(path);
    let capitals = !stem.contains(char::is_lowercase);
    let stem = stem.to_lowercase();
    let stem = stem.as_str();
    // A word of the repository itself, and not of a lesson: `HISTORY.md`, or `History.md` beside `README.md`.
    let loud = capitals || !path.contains('/');
    // `changelog-2.x`, `license-mit`: the name, and what follows a mark.
    let begins = |names: &[&str]| {
        names.iter().any(|name| stem.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with(['-', '_', '.'])))
    };
    let licence = begins(&["license", "licence", "copying", "notice", "patents", "copyright", "unlicense"]);
    let loud_log = begins(&["changes", "history", "news", "releases"]);
    let is_form = |word: &str| word == "template" || MODELS.contains(&word);
    let form = is_form(stem.trim_matches('_')) || stem.rsplit(['-', '_']).next().is_some_and(is_form);
    if form || begins(FORMS) || begins(&["pr_template"]) {
        Some(Purpose::Form)
    } else if begins(&["code_of_conduct", "code-of-conduct", "codeofconduct", "third-party", "third_party", "thirdpartynotices"])
        || (licence && (capitals || !stem.contains(['-', '_'])))
    {
        Some(Purpose::Notice)
    } else if begins(LOGS) || (loud_log && loud) {
        Some(Purpose::Log)
    } else if matches!(stem, "agents" | "claude" | "gemini" | "copilot-instructions" | "skill" if loud || stem.contains('-'))
        || [".prompt", ".instructions", ".agent", ".chatmode", "llm-prompt"].iter().any(|end| stem.ends_with(end))
    {
        Some(Purpose::Instructions)
    } else {
        let part = stem.starts_with('_') && !(titled || stem == "_index");
        (part || stem == "toc" || stem == "summary" && capitals).then_some(Purpose::Part)
    }
}

/// Folders of what a program is tried on, beside those of its tests.
const DATA: &[&str] = &[
    "cases",
    "data",
    "expected",
    "input",
    "inputs",
    "integration",
    "output",
    "outputs",
    "repos",
    "samples",
    "source",
    "sourcedirs",
    "unit",
];

/// Whether a program is tried on the file: `tests/data/a.md`, `__fixtures__/a.md`, `packages/a/tests/b/c.md`.
fn is_sample(path: &str) -> bool {
    let (mut data, mut tests) = (false, false);
    path.split('/').rev().skip(1).any(|folder| match folder {
        "__e2e__" | "__fixtures__" | "__snapshots__" | "__tests__" | "fixtures" | "test-data" | "test_data" | "testdata" => true,
        "test-suite" | "test_suite" | "testsuite" => true,
        "e2e" | "spec" | "test" | "tests" => {
            tests = true;
            data
        }
        "packages" | "crates" => tests,
        folder => {
            data |= DATA.contains(&folder)
                || folder.starts_with("test_")
                || ["fixture", "golden", "snapshot"].iter().any(|word| folder.contains(word));
            false
        }
    })
}

/// Names of what shows how a theme looks.
const SHOWN: &[&str] = &["demo", "example", "examples", "exemple", "kitchen-sink", "kitchensink", "sample", "showcase", "theme"];

/// Whether the file is called as what shows a layout, and holds the text that printers fill one with.
fn shows_a_layout(source: &Source) -> bool {
    let filling = || source.text().split_inclusive(['.', '\n']).any(|part| part.to_lowercase().contains("lorem ipsum"));
    SHOWN.contains(&stem(source.path()).to_lowercase().as_str()) && filling()
}

/// How many bytes at each end of a file tell that a program wrote it, or is to read it.
const ENDS: usize = 600;

fn head_of(text: &str) -> &str {
    (0..=ENDS.min(text.len())).rev().find_map(|end| text.get(..end)).unwrap_or_default()
}

/// Whether a quotation among its first lines speaks to agents.
fn is_for_agents(source: &Source) -> bool {
    let mut quoted = head_of(source.text()).lines().filter_map(|line| line.strip_prefix("> **For "));
    quoted.any(|line| ["agentic workers:**", "Claude:**"].iter().any(|begin| line.starts_with(begin)))
}

/// Whether its first or last lines say that a program wrote all of it, in a comment or as the tool for command lines does.
fn is_written_by_a_program(source: &Source) -> bool {
    let text = source.text();
    let holds = |text: &str, word: &str| memchr::memmem::find(text.as_bytes(), word.as_bytes()).is_some();
    // What knitr makes of a page of R.
    source.path().ends_with(".md") && holds(text, "_files/figure-html/")
        || says_at_its_end(text)
        // All that is looked for at the beginning is made of one of these words: most pages have neither.
        || ["enerated", "ENERATED", "énéré", "ÉNÉRÉ"].iter().any(|word| holds(head_of(text), word))
            && says_at_its_beginning(&head_of(text).to_lowercase())
}

fn says_at_its_end(text: &str) -> bool {
    let mut last = text.trim_end().lines().rev().take(4);
    let is_tool = |line: &str| line.trim_start_matches('#').trim_start().to_lowercase().starts_with("auto generated by ");
    // What documents an interface ends so, in tags of HTML.
    let is_interface =
        |line: &str| line.contains("Generated with gen-") && without_tags(line).trim_start().starts_with("Generated with gen-");
    last.next().is_some_and(|line| line.len() < ENDS && is_tool(line) || is_interface(line)) || last.any(is_interface)
}

fn says_at_its_beginning(head: &str) -> bool {
    says_so(head)
        || comments(head).any(|comment| {
            let made = ["generated by", "generated from", "generated file", "automatically generated", "auto-generated"];
            let made = made.iter().chain(&["autogenerated", "@generated", "is generated", "was generated"]);
            // A table of contents that a program keeps is a part of the page.
            let part = ["toc", ":start", "begin", "all-contributors", "table of contents"];
            made.into_iter().any(|words| comment.contains(words)) && !part.iter().any(|words| comment.contains(words))
        })
}

/// Whether a paragraph of `head` asks readers to leave the file alone, since a program writes it.
fn says_so(head: &str) -> bool {
    let has = |text: &str, words: &[&str]| words.iter().any(|words| text.contains(words));
    let asks = |text: &str| has(text, &["do not modify", "do not edit", "don't edit", "ne pas modifier", "ne modifiez pas"]);
    let automatic = ["automatically generated", "auto-generated", "autogenerated", "généré automatiquement"];
    let tells = |text: &str| has(text, &automatic) || has(text, &["file was generated", "file is generated"]);
    head.split("\n\n").any(|text| asks(text) && tells(text))
}

/// A line without the tags in it.
fn without_tags(line: &str) -> String {
    line.split('<')
        .enumerate()
        .map(|(at, piece)| if at == 0 { piece } else { piece.split_once('>').map_or("", |(_, text)| text) })
        .collect()
}

/// The comments of HTML, of MDX and of front matter in `head`.
fn comments(head: &str) -> impl Iterator<Item = &str> {
    let between = |open: &'static str, close: &'static str| {
        head.split(open).skip(1).map(move |rest| rest.split(close).next().unwrap_or_default())
    };
    let front = head.starts_with("---").then(|| head[3..].split("\n---").next().unwrap_or_default());
    let front = front.into_iter().flat_map(|keys| keys.lines().filter(|line| line.starts_with('#')));
    between("<!--", "-->").chain(between("{/*", "*/}")).chain(front)
}
