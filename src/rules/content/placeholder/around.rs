//! What stands around a phrase and tells that it holds no place: a page that was finished long ago, a section that is full, a
//! comment that nobody sees.

use super::phrases::Kind;
use crate::document::{Block, BlockKind, Document, Link};
use crate::rules::samples::{NEAR, codes, lines};
use crate::text::Span;

/// With this many words of text, a section is more than a note that it is still to be written.
const FULL: usize = 5;

/// Below this many words, a section that asks for patience is not full.
const SHORT: usize = 40;

/// How a section asks for patience.
const EXCUSES: &[&str] = &[
    "bientôt",
    "check back",
    "come back",
    "en cours",
    "encore",
    "later",
    "moment",
    "not ready",
    "prochain",
    "revenez",
    "soon",
    "stay tuned",
    "working on",
    "yet",
];

/// Words of Spanish, Portuguese and Italian, where « todo » is a word like any other, and of no language that uses it as a mark.
const ROMANCE: &[&str] = &[" como ", " del ", " della ", " el ", " em ", " los ", " não ", " para ", " uma ", " una "];

/// Whether the phrase at `plain`, which stands at `place` in the source, is all that a link shows: the title of where it leads.
pub(super) fn is_title(document: &Document, plain: Span, place: Span) -> bool {
    let text = document.source.text();
    let shows = |link: &&Link| {
        let inside = text.get(link.span.range()).unwrap_or_default().strip_prefix('[').unwrap_or_default();
        inside.strip_prefix(document.plain.get(plain).trim()).is_some_and(|rest| rest.starts_with("](") || rest.starts_with("]["))
    };
    let mut around = document.links.iter().filter(|link| !link.image && link.span.contains(place));
    around.find(shows).is_some_and(|link| !document.target(link).trim_start_matches('#').is_empty())
}

/// How many blocks of a page tell that it is being written.
const HEAD: usize = 6;

/// How a page says that it is not finished, in small letters.
const UNFINISHED: &[&str] =
    &["work in progress", "wip", "en cours de rédaction", "en construction", "brouillon", "under construction"];

/// Whether the phrase at `plain` stands in a list of a page that says at its head that it is being written: an outline.
pub(super) fn is_in_outline(document: &Document, plain: Span) -> bool {
    let Some(index) = document.block_at(plain.start) else { return false };
    let holders = std::iter::successors(Some(index), |at| document.block(*at).parent);
    let listed = holders.take(4).any(|at| document.block(at).kind == BlockKind::Item);
    let says = |block: &Block| {
        let text = document.text_of(block).to_lowercase();
        UNFINISHED.iter().any(|words| text.split_whitespace().collect::<Vec<_>>().join(" ").contains(words))
    };
    listed && document.blocks.iter().filter(|block| !block.plain.is_empty()).take(HEAD).any(says)
}

/// Whether the phrase at `plain` stands in a heading whose section says something: what is still to be done is named there.
pub(super) fn is_heading_of_text(document: &Document, plain: Span) -> bool {
    document.block_at(plain.start).is_some_and(|index| is_full(document, index))
}

/// Whether the phrase at `plain` stands in a heading above a list of tasks to tick off: these are the content.
pub(super) fn is_heading_of_tasks(document: &Document, plain: Span) -> bool {
    let Some(index) = document.block_at(plain.start) else { return false };
    let is_heading = |at: u32| matches!(document.block(at).kind, BlockKind::Heading { .. });
    let is_list = |at: u32| matches!(document.block(at).kind, BlockKind::List { .. });
    let is_task = |item: u32| {
        let written = document.source.text().get(document.block(item).span.range()).unwrap_or_default();
        let text = written.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start_matches(['-', '*', '+', '.', ')']);
        ["[ ]", "[x]", "[X]"].iter().any(|mark| text.trim_start().starts_with(mark))
    };
    let mut section = document.children(None).skip_while(|at| *at <= index).take_while(|at| !is_heading(*at));
    is_heading(index) && section.any(|at| is_list(at) && document.children(Some(at)).next().is_some_and(is_task))
}

/// Whether the section under the heading at `index` says something: a text, a list, code, a table, or parts of its own.
pub(super) fn is_full(document: &Document, index: u32) -> bool {
    let BlockKind::Heading { level: top, .. } = document.block(index).kind else { return false };
    let (mut words, mut excused) = (0, false);
    for at in document.children(None).skip_while(|at| *at <= index) {
        let block = document.block(at);
        match block.kind {
            BlockKind::Heading { level, .. } if level <= top => break,
            BlockKind::Heading { .. } | BlockKind::Code { .. } | BlockKind::Table { .. } => return true,
            BlockKind::Paragraph => {
                let text = document.text_of(block);
                words += text.split_whitespace().count();
                excused |= words < SHORT && EXCUSES.iter().any(|excuse| text.to_lowercase().contains(excuse));
            }
            BlockKind::List { .. } => {
                let inside = (at + 1..block.end).map(|inner| document.text_of(document.block(inner)));
                words += inside.map(|text| text.split_whitespace().count()).sum::<usize>();
            }
            _ => {}
        }
    }
    words >= FULL && (!excused || words >= SHORT)
}

/// Whether the section under the heading at `index` leads somewhere: « À venir » above dates and links announces events.
pub(super) fn has_links(document: &Document, index: u32) -> bool {
    let from = document.block(index).span.end;
    let next = document.blocks[index as usize + 1..].iter().find(|block| matches!(block.kind, BlockKind::Heading { .. }));
    let to = next.map_or(u32::MAX, |block| block.span.start);
    let first = document.links.partition_point(|link| link.span.start < from);
    document.links.get(first).is_some_and(|link| link.span.start < to)
}

/// Whether the place in the source ends in a comment of a template: `{# … #}`, `{% comment %}`, `{{< comment >}}`.
pub(super) fn is_in_comment(document: &Document, place: Span) -> bool {
    let place = Span { start: place.end.saturating_sub(1), end: place.end };
    let between = document.between_tags();
    let inside = between[..between.partition_point(|inside| inside.start <= place.start)].last();
    let before =
        inside.filter(|inside| inside.contains(place)).and_then(|inside| document.source.text().get(..inside.start as usize));
    before.is_some_and(|before| {
        let tag = before.rsplit('{').next().unwrap_or_default();
        tag == "#" || tag.trim_start_matches(['%', '<', '-', ' ']).starts_with("comment")
    })
}

/// Whether the page shows in code what it shows beside it: Latin to look at, and not to be replaced.
pub(super) fn is_demonstrated(document: &Document) -> bool {
    codes(document).any(|code| code.contains("orem ipsum"))
}

/// Whether `place` is a paragraph with a class of its own, as kramdown gives it (`{: .label }`): a badge beside something else.
pub(super) fn is_label(document: &Document, plain: Span, place: Span) -> bool {
    let block = document.block_at(plain.start).map(|index| document.block(index));
    let (_, next) = lines(document, place);
    let list = next.trim().strip_prefix("{:").and_then(|list| list.strip_suffix('}'));
    block.is_some_and(|block| block.kind == BlockKind::Paragraph)
        && list.is_some_and(|list| list.split_whitespace().any(|word| word.starts_with('.') || word.starts_with("class=")))
}

/// What stands right before `place` in the source.
fn before(document: &Document, place: Span) -> &str {
    let (text, end) = (document.source.text(), place.start as usize);
    let from = (end.saturating_sub(NEAR)..=end).find(|&at| text.is_char_boundary(at)).unwrap_or(end);
    text.get(from..end).unwrap_or_default()
}

/// Whether `place` is shown beside the code that makes it: what MkDocs' themes put below an example.
pub(super) fn is_result(document: &Document, place: Span) -> bool {
    let before = before(document, place);
    before.rfind("class=\"result\"").is_some_and(|at| !before[at..].contains("</div"))
}

/// Whether `place` stands in a directive of Sphinx that lists what is to be done: `:::{todo}`.
pub(super) fn is_in_todo(document: &Document, place: Span) -> bool {
    let before = before(document, place);
    let Some(at) = before.rfind("{todo}") else { return false };
    let fence = |line: &str| {
        let line = line.trim();
        line.len() >= 3 && [':', '`', '~'].iter().any(|&mark| line.chars().all(|c| c == mark))
    };
    before[..at].ends_with([':', '`', '~']) && !before[at..].lines().skip(1).any(fence)
}

/// Whether the text at `plain` is all that a cell of a table holds: the state of something (`TODO` beside `DONE`).
pub(super) fn is_cell(document: &Document, plain: Span) -> bool {
    let cell = document.block_at(plain.start).map(|index| document.block(index)).filter(|block| block.kind == BlockKind::Cell);
    cell.is_some_and(|cell| document.text_of(cell).trim().len() <= (plain.end - plain.start) as usize)
}

/// Whether the words in `plain`, a range of the plain text, are all that a field says: « **Contributor:** TBD ».
pub(super) fn is_value(document: &Document, plain: Span) -> bool {
    let Some(block) = document.block_at(plain.start).map(|index| document.block(index)) else { return false };
    let line = |text: &str| text.chars().any(char::is_alphanumeric);
    let before = document.plain.get(Span { start: block.plain.start, end: plain.start });
    let before = before.rsplit('\n').next().unwrap_or_default().trim_end();
    let after = document.plain.get(Span { start: plain.end, end: block.plain.end });
    before.ends_with(':') && line(before) && !line(after.split('\n').next().unwrap_or_default())
}

/// Whether the words in `plain` stand in brackets behind a text: they tell readers of another thing that it will come.
pub(super) fn is_aside(document: &Document, plain: Span) -> bool {
    let Some(block) = document.block_at(plain.start).map(|index| document.block(index)) else { return false };
    let says = |text: &str| text.chars().any(char::is_alphanumeric);
    let before = document.plain.get(Span { start: block.plain.start, end: plain.start });
    let bracketed = document.plain.get(plain).starts_with(['(', '[']);
    bracketed && !matches!(block.kind, BlockKind::Heading { .. }) && says(before.rsplit('\n').next().unwrap_or_default())
}

/// What the names of pages and folders say that show how Markdown is written, or what a theme makes of it.
const SYNTAX: &[&str] =
    &["cheatsheet", "examplesite", "format", "formatage", "formatting", "markdown", "style", "styleguide", "syntax", "syntaxe"];

/// Whether the file at `path` shows how texts are written: any text will do there.
pub(super) fn is_about_syntax(path: &str) -> bool {
    let path = path.to_lowercase();
    let (folders, name) = path.rsplit_once('/').unwrap_or(("", &path));
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let site = |folder: &str| folder.split(|c: char| !c.is_alphanumeric()).collect::<String>() == "examplesite";
    stem.split(|c: char| !c.is_alphanumeric()).any(|word| SYNTAX.contains(&word)) || folders.split('/').any(site)
}

/// So many items of a list are looked at.
const ITEMS: usize = 50;

/// Whether the phrase at `plain`, a range of the plain text, is one of several things that a list names: one keyword that it
/// explains beside others (`TODO : …`, `FIXME : …`), or one kind of work beside others.
pub(super) fn is_listed(document: &Document, kind: Kind, plain: Span) -> bool {
    let Some(item) = document.block_at(plain.start).and_then(|index| document.block(index).parent) else { return false };
    let Some(list) = document.block(item).parent.filter(|_| document.block(item).kind == BlockKind::Item) else { return false };
    let firsts: Vec<&str> = document
        .children(Some(list))
        .filter_map(|item| document.children(Some(item)).next())
        .take(ITEMS)
        .map(|first| document.text_of(document.block(first)))
        .collect();
    if kind == Kind::Progress {
        return firsts.len() > 1;
    }
    let words: Option<Vec<&str>> = firsts.iter().map(|text| keyword(text)).collect();
    let distinct = |words: &Vec<&str>| words.iter().enumerate().all(|(at, word)| !words[..at].contains(word));
    matches!(kind, Kind::Todo | Kind::Capitals) && words.is_some_and(|words| words.len() > 1 && distinct(&words))
}

/// The word in capitals that a text begins with, where an explanation follows.
fn keyword(text: &str) -> Option<&str> {
    let (word, rest) = text.split_once(':')?;
    let word = word.trim();
    (!word.is_empty() && !rest.trim().is_empty() && word.chars().all(char::is_uppercase)).then_some(word)
}

/// Words beside which a value is one of a plan in time.
const TIMES: &[&str] = &[
    "week",
    "day ",
    "semaine",
    "jour",
    "date",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "lundi",
    "mardi",
    "mercredi",
    "jeudi",
    "vendredi",
    "samedi",
    "dimanche",
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "janvier",
    "février",
    "avril",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

/// Whether the words in `plain`, a range of the plain text, are a value of a list or table that plans something in time: the day
/// is not known yet, or what is done on it.
pub(super) fn is_in_schedule(document: &Document, plain: Span) -> bool {
    let Some(index) = document.block_at(plain.start) else { return false };
    let block = document.block(index);
    let parent = block.parent.map(|parent| (parent, document.block(parent)));
    let inside = match parent {
        Some((_, Block { kind: BlockKind::Item, .. })) => {
            let before = document.plain.get(Span { start: block.plain.start, end: plain.start });
            before.trim_end().ends_with(':')
        }
        _ => block.kind == BlockKind::Cell,
    };
    let holder = parent.and_then(|(_, parent)| parent.parent).map(|holder| document.block(holder));
    inside
        && holder.is_some_and(|holder| {
            let (text, start, end) = (document.source.text(), holder.span.start as usize, holder.span.end as usize);
            let end = (start..=end.min(start + NEAR)).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(start);
            let written = text.get(start..end).unwrap_or_default().to_lowercase();
            TIMES.iter().any(|word| written.contains(word))
        })
}

/// What folders are called whose pages hold what learners fill in.
const EXERCISES: &[&str] = &["ejercicio", "ejercicios", "exercice", "exercices", "exercicios", "exercise", "exercises"];

/// Whether the file at `path` stands among exercises: `exercises/a.md`, `02-exercices/a.md`.
pub(super) fn is_exercise(path: &str) -> bool {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder).to_lowercase();
    folder.split(|c: char| !c.is_alphanumeric()).any(|word| EXERCISES.contains(&word))
}

/// Whether the file at `path` is one of the samples of a program's documentation (`docs/charts/examples/a.md`), or lies among
/// what a program is tried on (`tests/books/a.md`).
pub(super) fn is_example(path: &str) -> bool {
    let mut tests = path.split('/').rev().skip(2);
    if tests.any(|folder| matches!(folder, "test" | "tests")) {
        return true;
    }
    let folders = path.split('/').rev().skip(1);
    let mut above = folders.skip_while(|folder| !matches!(*folder, "example" | "examples")).skip(1);
    above.any(|folder| matches!(folder, "doc" | "docs"))
}

/// Whether « todo » is a word of the page's language.
pub(super) fn knows_todo(document: &Document) -> bool {
    let text = document.plain.text();
    ROMANCE.iter().filter(|word| text.contains(**word)).count() >= 2
}

/// Whether the file is a message of one day, which nobody goes on writing: `2018-06-27-support.md`, `blog/2022/hello.md`.
pub(super) fn is_dated(path: &str) -> bool {
    let digits = |text: &str, count: usize| text.len() >= count && text.bytes().take(count).all(|byte| byte.is_ascii_digit());
    let date = |name: &str| digits(name, 4) && name[4..].starts_with('-') && digits(&name[5..], 2) && name[7..].starts_with('-');
    let mut folders = path.split('/').rev();
    folders.next().is_some_and(date)
        || folders.clone().any(date)
        || folders.clone().any(|folder| matches!(folder, "blog" | "news" | "posts" | "_posts"))
            && folders.any(|year| year.len() == 4 && digits(year, 4))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Source;

    #[test]
    fn what_stands_in_brackets_behind_a_text_is_said_of_another_thing() {
        let aside = |text: &str| {
            let document = Document::parse(Source::new("a.md", text.to_owned()));
            let start = document.plain.text().find(['(', '[']).unwrap();
            let end = document.plain.text().find([')', ']']).unwrap() + 1;
            is_aside(&document, Span::new(start, end))
        };
        for text in ["Voir le site du rucher (en construction).", "- Module 9 : la cire (à venir)", "a\n\nb [coming soon] c"] {
            assert!(aside(text), "{text}");
        }
        for text in ["(à venir)", "Le miel.\n\n_(en construction)_", "Le miel :\n(à venir)", "## La cire (à venir)"] {
            assert!(!aside(text), "{text}");
        }
    }

    #[test]
    fn pages_about_syntax_are_known_by_their_names() {
        for path in ["docs/markdown.md", "Syntaxe.md", "style-guide.md", "exampleSite/content/a.md", "x/example-site/a.md"] {
            assert!(is_about_syntax(path), "{path}");
        }
        for path in ["docs/miel.md", "markdown/miel.md", "lifestyle.md", "exemple/a.md"] {
            assert!(!is_about_syntax(path), "{path}");
        }
    }
}
