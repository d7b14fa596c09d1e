//! What an author is to write so that it counts: the form that a pattern of the configuration asks for, as Markdown.

use super::sections::readable;
use crate::config::{NodeKind, Pattern};
use crate::finding::Finding;
use crate::language::Language;
use crate::say;

/// The level of a heading of which nothing says it.
const LEVEL: u8 = 2;

/// The Markdown of something that `pattern` takes, without what follows it; `None` where its words can't be read out of it.
pub(super) fn example(pattern: &Pattern, language: Language) -> Option<String> {
    let colon = if language == Language::Fr { "\u{a0}:" } else { ":" };
    let regex = pattern.matches.as_ref()?;
    let ends = match pattern.node {
        NodeKind::Heading | NodeKind::Div | NodeKind::Item => ["", colon],
        _ => [colon, ""],
    };
    let names = readable(regex);
    let written = names.iter().flat_map(|name| ends.map(|end| format!("{name}{end}")));
    let words = written.into_iter().find(|words| regex.is_match(&words.replace('\u{a0}', " ")))?;
    Some(match pattern.node {
        NodeKind::Heading => {
            let level = pattern.levels.first().copied().unwrap_or(LEVEL);
            format!("{} {words}", "#".repeat(usize::from(level)))
        }
        NodeKind::Paragraph | NodeKind::Line if pattern.strong => format!("**{words}**"),
        NodeKind::Paragraph | NodeKind::Line => words,
        NodeKind::Div => format!("::: {words}"),
        NodeKind::Item => format!("- {words}"),
        NodeKind::File | NodeKind::Folder | NodeKind::Link => return None,
    })
}

/// An assessment that `pattern` takes, and what must follow it, for the end of a sentence.
pub(super) fn assessment(pattern: &Pattern, language: Language) -> String {
    let list = match pattern.min_items {
        None => say!(language, fr: ", suivi de ce qu'il faut faire", en: ", followed by what is to be done"),
        Some(0) => String::new(),
        Some(1) => say!(language, fr: ", suivi d'une liste", en: ", followed by a list"),
        Some(least) => {
            say!(language, fr: ", suivi d'une liste d'au moins {least} éléments", en: ", followed by a list of at least {least} items")
        }
    };
    match example(pattern, language) {
        Some(example) => say!(language, fr: "«\u{a0}{example}\u{a0}»{list}", en: "“{example}”{list}"),
        None => say!(language, fr: "un bloc de validation des acquis{list}", en: "an assessment{list}"),
    }
}

/// Why `attempt` is not what `pattern` takes.
fn lack(pattern: &Pattern, attempt: &str, language: Language) -> String {
    if !pattern.matches_text(attempt) && !pattern.matches_text(&format!("{attempt}:")) {
        return other_words(language);
    }
    match (pattern.node, pattern.levels.first(), pattern.strong) {
        (NodeKind::Heading, Some(level), _) => {
            say!(language, fr: "ce n'est pas un titre de niveau {level}", en: "it is no heading of level {level}")
        }
        (NodeKind::Heading, None, _) => no_heading(language),
        (NodeKind::Paragraph | NodeKind::Line, _, true) => {
            say!(language, fr: "ce n'est pas un paragraphe en gras", en: "it is no paragraph in bold")
        }
        (NodeKind::Paragraph | NodeKind::Line, _, false) => {
            say!(language, fr: "ce n'est pas un paragraphe", en: "it is no paragraph")
        }
        (NodeKind::Div, ..) => say!(language, fr: "ce n'est pas un bloc « ::: »", en: "it is no `:::` block"),
        (NodeKind::Item, ..) => say!(language, fr: "ce n'est pas un élément de liste", en: "it is no item of a list"),
        (NodeKind::File | NodeKind::Folder | NodeKind::Link, ..) => {
            say!(language, fr: "ce n'est pas un lien", en: "it is no link")
        }
    }
}

/// `finding` with an attempt at what `pattern` takes, which stands on a line, and why it is not one.
pub(super) fn attempted(finding: Finding, pattern: &Pattern, attempt: &str, line: u32) -> Finding {
    with_attempt(finding, attempt, line, |language| lack(pattern, attempt, language))
}

/// The same where what it lacks is known.
pub(super) fn with_attempt(finding: Finding, attempt: &str, line: u32, lack: impl Fn(Language) -> String) -> Finding {
    let found = finding.advised("attempt").argument("attempt", attempt).argument("line", line);
    found.worded("lack", lack).hints(&["attempt", "line", "lack"])
}

/// That the words are not those that are asked for.
pub(super) fn other_words(language: Language) -> String {
    say!(language, fr: "ses mots ne sont pas ceux de la configuration", en: "its words are not those of the configuration")
}

/// That it is no heading.
pub(super) fn no_heading(language: Language) -> String {
    say!(language, fr: "ce n'est pas un titre", en: "it is no heading")
}
