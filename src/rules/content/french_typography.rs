//! `content-french-typography`: blanks of French typography, for those who ask for it.

use crate::document::{BlockKind, Document, LinkKind, MarkKind};
use crate::finding::Finding;
use crate::language::Language;
use crate::rules::{Check, Context, Rule};
use crate::text::Span;

/// The rule.
pub const RULE: Rule = Rule { id: "content-french-typography", check: Check::Document(check) };

const NO_BREAK: char = '\u{a0}';
const NARROW: char = '\u{202f}';

fn check(document: &Document, context: &Context<'_>, findings: &mut Vec<Finding>) {
    if !is_french(document, context) {
        return;
    }
    let text = document.plain.text();
    for (at, c) in text.char_indices() {
        let found = match c {
            ':' | ';' | '!' | '?' => before_mark(text, at, c).map(|blank| (blank, c, if c == ':' { NO_BREAK } else { NARROW })),
            '»' => blank_before(text, at).map(|blank| (blank, c, NO_BREAK)),
            '«' => blank_after(text, at + c.len_utf8()).map(|blank| (blank, c, NO_BREAK)),
            '.' if is_ellipsis(text, at) => Some((Span::new(at, at + 3), c, '…')),
            _ => None,
        };
        if let Some((span, mark, wanted)) = found {
            report(document, Span::new(at, at + c.len_utf8()), span, (mark, wanted), findings);
        }
    }
}

/// What the page says of its language (`lang`, `language`), else the configuration.
fn is_french(document: &Document, context: &Context<'_>) -> bool {
    let own = document.data_root().and_then(|root| root.get("lang").or_else(|| root.get("language")));
    match own.and_then(|node| node.as_str()) {
        Some(name) => Language::parse(name) == Some(Language::Fr),
        None => context.config.language == Some(Language::Fr),
    }
}

/// The blank to replace before a mark that ends a word: `10:30`, `a:b` and `:smile:` hold none.
fn before_mark(text: &str, at: usize, mark: char) -> Option<Span> {
    let ends = text[at + 1..].chars().next().is_none_or(|c| c.is_whitespace() || matches!(c, ')' | '»' | '"' | '”'));
    let word = text[..at].rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default();
    let shortcode = mark == ':' && word.starts_with(':');
    if !ends || shortcode { None } else { blank_before(text, at) }
}

fn blank_before(text: &str, at: usize) -> Option<Span> {
    match text[..at].chars().next_back()? {
        ' ' if !text[..at].trim_end().is_empty() && !text[..at - 1].ends_with(['\n', ' ']) => Some(Span::new(at - 1, at)),
        c if c.is_alphanumeric() || matches!(c, ')' | '»' | '"' | '”' | '%' | '’') => Some(Span::at(at)),
        _ => None,
    }
}

fn blank_after(text: &str, at: usize) -> Option<Span> {
    match text[at..].chars().next()? {
        ' ' => Some(Span::new(at, at + 1)),
        c if c.is_whitespace() => None,
        _ => Some(Span::at(at)),
    }
}

/// Exactly three dots after a word.
fn is_ellipsis(text: &str, at: usize) -> bool {
    let rest = &text[at..];
    rest.starts_with("...") && !rest.starts_with("....") && text[..at].ends_with(char::is_alphabetic)
}

fn report(document: &Document, mark: Span, blank: Span, (sign, wanted): (char, char), findings: &mut Vec<Finding>) {
    let Some(index) = document.block_at(mark.start) else { return };
    let at = document.place(mark);
    let before = document.marks.partition_point(|mark| mark.span.start <= at.start);
    let code = document.marks[..before].iter().rev().take(4).any(|mark| mark.kind == MarkKind::Code && mark.span.contains(at));
    // The text of an address, or a label that leads to a definition, is no prose.
    let after = document.links.partition_point(|link| link.span.start <= at.start);
    let mut links = document.links[..after].iter().rev().take(4).filter(|link| link.span.contains(at));
    if code
        || links
            .any(|link| matches!(link.kind, LinkKind::Bare | LinkKind::Autolink | LinkKind::Email | LinkKind::Reference { .. }))
    {
        return;
    }
    let place = match (blank.is_empty(), sign) {
        (false, _) => document.place(blank),
        (true, '«') => Span { start: at.end, end: at.end },
        (true, _) => Span { start: at.start, end: at.start },
    };
    let shown = if sign == '.' { place } else { at };
    let found = Finding::new(RULE.id, &document.source, shown).argument("mark", sign);
    let found = match sign {
        '.' => found.variant("ellipsis"),
        '«' => found.variant("after"),
        _ => found,
    };
    // The blanks of a heading are part of its anchor on some sites.
    let heading = matches!(document.block(index).kind, BlockKind::Heading { .. });
    findings.push(if heading { found.suggestion(place, wanted) } else { found.safe_fix(place, wanted) });
}
