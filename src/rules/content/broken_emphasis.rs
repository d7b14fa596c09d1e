//! `content-broken-emphasis`: marks of bold that stay visible because they don't open or close.

mod runs;

use crate::document::{BlockKind, Document, Mark, MarkKind};
use crate::finding::Finding;
use crate::rules::{Check, Context, Rule};
use crate::text::Span;
use runs::Run;

/// How many neighbours are looked at: enough for any text, and a file of nothing but marks costs no more than its length.
const NEAR: usize = 16;

/// The rule.
pub const RULE: Rule = Rule { id: "content-broken-emphasis", check: Check::Document(check) };

fn check(document: &Document, _: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut runs = runs::literal(document);
    runs::drop_rendered(document, &mut runs);
    if runs.is_empty() {
        return beside_emphasis(document, findings);
    }
    // « PDMA** » in a text and « ** PDMA : … » below it are a note and its mark.
    let refers = |run: &Run| !run.blank_before && run.previous.is_some_and(|c| c.is_alphanumeric() || c == ')');
    let explains = |at: usize| runs[at].starts_line && (runs[at].blank_after || is_alone(&runs, at));
    let notes = runs.iter().any(refers) && (0..runs.len()).any(explains);
    for (at, run) in runs.iter().enumerate() {
        let partner =
            runs[at + 1..].iter().take_while(|other| other.block == run.block).take(NEAR).find(|other| other.mark == run.mark);
        if let Some(close) = partner.filter(|close| is_pair(document, run, close)) {
            findings.push(pair(document, run, close));
        } else if runs[..at].last().filter(|other| other.block == run.block).is_none_or(|open| !is_pair(document, open, run)) {
            let held = partner.filter(|close| close.blank_before).map(|close| close.span);
            findings.extend(single(document, run, held, notes));
        }
    }
    beside_emphasis(document, findings);
}

/// Whether no other run stands in the same block; a block's runs are neighbours.
fn is_alone(runs: &[Run], at: usize) -> bool {
    let same = |other: Option<&Run>| other.is_some_and(|other| other.block == runs[at].block);
    !same(at.checked_sub(1).and_then(|before| runs.get(before))) && !same(runs.get(at + 1))
}

fn finding(document: &Document, span: Span) -> Finding {
    let mark = document.source.text().get(span.range()).unwrap_or_default();
    Finding::new(RULE.id, &document.source, span).argument("mark", mark)
}

/// Two marks around words that an author meant as one pair: an outer side touches the text's edge or a blank, and
/// at least one inner side does not let the mark work.
fn is_pair(document: &Document, open: &Run, close: &Run) -> bool {
    let inner = &document.source.text()[open.span.end as usize..close.span.start as usize];
    let words = inner.trim();
    // Operands of a power and patterns of paths are no words.
    let prose = words.chars().any(char::is_alphabetic) && !words.contains(['\n', '/', '=', '`', '<']);
    let opens = open.blank_before && (!open.blank_after || open.starts_line);
    let closes = !close.blank_before || !close.blank_after || close.ends_line || open.starts_line;
    let broken = open.blank_after || close.blank_before || !close.blank_after;
    // `__get` and `__set` are names.
    let names = close.blank_before && !close.blank_after;
    prose && opens && closes && broken && (open.mark.starts_with('*') || words.contains(' ') && !names)
}

fn pair(document: &Document, open: &Run, close: &Run) -> Finding {
    let inner = &document.source.text()[open.span.end as usize..close.span.start as usize];
    let whole = Span { start: open.span.start, end: close.span.end };
    let at = if open.blank_after || !close.blank_before { open.span } else { close.span };
    let other = if at == open.span { close.span } else { open.span };
    let found = finding(document, at).related(&document.source, other, "partner");
    if !open.blank_after && !close.blank_before {
        return found.variant("touching");
    }
    let before = &inner[..inner.len() - inner.trim_start().len()];
    let after = &inner[inner.trim_end().len()..];
    // The blanks move outside, except where one stands there already.
    let (before, after) =
        (if open.starts_line || open.blank_before { "" } else { before }, if close.blank_after { "" } else { after });
    let mark = open.mark;
    found.variant("blank").suggestion(whole, format!("{before}{mark}{}{mark}{after}", inner.trim()))
}

/// One mark without a partner; `held`: the next one that is seen as well and that a blank keeps from closing.
fn single(document: &Document, run: &Run, held: Option<Span>, notes: bool) -> Option<Finding> {
    if run.mark != "**" || notes || is_signature(document, run) {
        return None;
    }
    let opens = run.blank_before && !run.blank_after && run.next.is_some_and(|c| c.is_alphabetic() || c == '«') && !run.is_code();
    // Right after a word it may refer to a note; after a quotation mark or a full stop it can't.
    let closes = !run.blank_before && run.previous.is_some_and(|c| matches!(c, '"' | '»' | '”' | '.' | '!' | '?' | ':' | ','));
    if !opens && !(closes && (run.blank_after || !run.next.is_some_and(|c| matches!(c, '/' | '*')))) {
        return None;
    }
    let before = document.marks.partition_point(|mark| mark.span.start < run.span.start);
    let strong =
        document.marks[..before].iter().rev().take(NEAR).find(|mark| mark.kind == MarkKind::Strong && mark.block == run.block);
    let found = finding(document, run.span).variant(if opens { "unclosed" } else { "unopened" });
    Some(match (strong, held.or_else(|| after_a_blank(document, run))) {
        (Some(strong), _) if closes => found.related(&document.source, strong.span, "before"),
        (_, Some(next)) if opens => found.advised("held").related(&document.source, next, "held"),
        _ => found,
    })
}

/// Whether it is that of Python's `*args, **kwargs`.
fn is_signature(document: &Document, run: &Run) -> bool {
    let before = &document.source.text()[..run.span.start as usize];
    before
        .trim_end()
        .strip_suffix(',')
        .is_some_and(|rest| rest.rsplit([' ', '(']).next().is_some_and(|word| word.starts_with('*')))
}

/// The mark of the next bold text in the block of `run`, if a blank before it made it open and not close.
fn after_a_blank(document: &Document, run: &Run) -> Option<Span> {
    let after = document.marks.partition_point(|mark| mark.span.start < run.span.end);
    let strong = |mark: &&Mark| mark.kind == MarkKind::Strong && mark.block == run.block;
    let next = document.marks[after..].iter().take(NEAR).find(strong)?;
    let start = next.span.start as usize;
    let blank = document.source.text().get(..start)?.ends_with(char::is_whitespace);
    blank.then(|| Span::new(start, start + run.mark.len()))
}

/// `**word*` and `*word**`: one asterisk of the three or four is missing.
fn beside_emphasis(document: &Document, findings: &mut Vec<Finding>) {
    let stray = document.marks.iter().filter(|mark| mark.kind == MarkKind::Stray && mark.span.len() == 1);
    let stray = stray.filter(|mark| document.source.text().as_bytes().get(mark.span.start as usize) == Some(&b'*'));
    let stray: Vec<&Mark> = stray.collect();
    // « prix* » in a text or a table and « *hors taxes » in italics below it are a note and its mark.
    let refers = |mark: &&Mark| is_behind_a_word(document, mark.span);
    let notes = stray.iter().any(refers);
    for stray in stray {
        let starts = stray.plain.start == document.block(stray.block).plain.start;
        if notes && starts {
            continue;
        }
        let text = matches!(document.block(stray.block).kind, BlockKind::Paragraph | BlockKind::Heading { .. } | BlockKind::Cell);
        if !text || document.is_between_tags(stray.span) {
            continue;
        }
        let after = document.marks.partition_point(|mark| mark.span.start < stray.span.end);
        let next = document.marks.get(after).filter(|mark| mark.kind == MarkKind::Emphasis && mark.span.start == stray.span.end);
        if let Some(next) = next {
            let missing = Span { start: next.span.end, end: next.span.end };
            let found = finding(document, stray.span).variant("uneven").related(&document.source, next.span, "partner");
            findings.push(found.suggestion(missing, "*"));
        }
    }
}

/// Whether the mark at `span` follows a word, and a blank or the end of a cell or line follows it.
fn is_behind_a_word(document: &Document, span: Span) -> bool {
    let text = document.source.text();
    let before = text[..span.start as usize].chars().next_back();
    let after = text[span.end as usize..].chars().next();
    before.is_some_and(|c| c.is_alphanumeric() || matches!(c, ')' | ':' | '*'))
        && after.is_none_or(|c| c.is_whitespace() || c == '|')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::document::Source;

    fn variants(text: &str) -> Vec<Option<&'static str>> {
        let document = Document::parse(Source::new("a.md", text.to_owned()));
        let (config, mut findings) = (Config::default(), Vec::new());
        check(&document, &Context::new(&config), &mut findings);
        findings.into_iter().map(|finding| finding.variant).collect()
    }

    #[test]
    fn a_blank_before_the_next_mark_is_named() {
        assert_eq!(variants("**Le four **chauffe** vite.\n"), [Some("held")]);
        assert_eq!(variants("**Le four/la cave **.\n"), [Some("held")]);
        assert_eq!(variants("**Le four chauffe vite.\n"), [Some("unclosed")]);
        assert_eq!(variants("**Le four chauffe.\n\nLe **tour** tourne.\n"), [Some("unclosed")]);
        assert_eq!(variants("Le four chauffe.** Puis le tour.\n"), [Some("unopened")]);
    }
}
