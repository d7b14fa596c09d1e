//! `link-malformed`: an address that no browser takes as it was meant.

use crate::corpus::target::{Malformed, Target};
use crate::document::{BlockKind, Document, Link, LinkKind, MarkKind, Sign};
use crate::finding::Finding;
use crate::rules::{Check, Context, Rule, place};
use crate::text::Span;

/// How many bytes around a place are looked at: a line may be a megabyte long.
const WINDOW: usize = 1000;

/// The rule.
pub const RULE: Rule = Rule { id: "link-malformed", check: Check::Document(check) };

fn check(document: &Document, _: &Context<'_>, findings: &mut Vec<Finding>) {
    for link in &document.links {
        match link.kind {
            LinkKind::Bare => findings.extend(bare(document, link)),
            LinkKind::Email | LinkKind::Wiki | LinkKind::Autolink => {}
            _ => findings.extend(target(document, link)),
        }
    }
    for at in document.plain.places_of(Sign::Target) {
        findings.extend(space(document, at));
    }
}

fn target(document: &Document, link: &Link) -> Option<Finding> {
    let text = document.target(link);
    let read = Target::may_be_malformed(text).then(|| Target::read(text));
    let Some(Target::Malformed(how)) = read else { return None };
    let finding = place::on_document(RULE.id, document, link).argument("target", text);
    let (variant, right) = match how {
        Malformed::Scheme(length) => {
            let scheme = if text[..length].to_ascii_lowercase().contains('s') { "https" } else { "http" };
            ("scheme", format!("{scheme}://{}", &text[length..]))
        }
        Malformed::Www => ("www", format!("https://{text}")),
        Malformed::Mail => ("mail", format!("mailto:{text}")),
        Malformed::Mark(mark) => {
            let right = text.strip_suffix(mark).unwrap_or(text).to_owned();
            return Some(mended(document, link, finding.argument("mark", mark), right));
        }
    };
    Some(mended(document, link, finding.variant(variant).argument("right", &right), right))
}

/// Adds the fix if the target is written letter by letter as it is read.
fn mended(document: &Document, link: &Link, finding: Finding, right: String) -> Finding {
    let literal = document.source.text().get(link.target_span.range()) == Some(document.target(link));
    if literal { finding.suggestion(link.target_span, right) } else { finding }
}

/// A quotation mark behind an address in the text, when no quotation was opened before it on its line.
fn bare(document: &Document, link: &Link) -> Option<Finding> {
    let text = document.source.text();
    let end = link.span.end as usize;
    let mark = text.get(end..)?.chars().next().filter(|mark| matches!(mark, '"' | '”' | '»'))?;
    let before = text.get(..link.span.start as usize)?;
    let from = before.len().saturating_sub(WINDOW);
    let start = memchr::memrchr2(b'\n', b'\r', &before.as_bytes()[from..]).map_or(from, |at| from + at + 1);
    let before = before.get(start..)?;
    let opened = match mark {
        '"' => before.matches('"').count() % 2 == 1,
        '”' => before.contains('“'),
        _ => before.contains('«'),
    };
    // A quotation may also begin on an earlier line.
    let block = link.block.map(|index| document.text_of(document.block(index))).filter(|block| block.len() < 4 * WINDOW)?;
    let earlier = block.chars().filter(|&c| c == mark).count() > 1 || block.contains(['“', '«']);
    (!opened && !earlier).then(|| {
        let span = Span::new(link.span.start as usize, end + mark.len_utf8());
        let finding = Finding::new(RULE.id, &document.source, span)
            .argument("target", format!("{}{mark}", document.target(link)))
            .argument("mark", mark);
        finding.suggestion(Span::new(end, end + mark.len_utf8()), "")
    })
}

/// `[text](a file.md)`, which a blank in the target keeps from being a link; `at` is where `](` stands in the plain text.
fn space(document: &Document, at: usize) -> Option<Finding> {
    let plain = document.plain.text();
    let (bytes, from) = (plain.as_bytes(), at.saturating_sub(WINDOW));
    let end = at + 2 + memchr::memchr2(b')', b'\n', &bytes[at + 2..bytes.len().min(at + WINDOW)])?;
    let open = from + memchr::memrchr2(b'[', b'\n', &bytes[from..at]).filter(|&open| bytes[from + open] == b'[')?;
    let written = &plain[at + 2..end];
    if plain[end..].starts_with('\n')
        || open + 1 == at
        || !is_path(written)
        || plain[..open].ends_with(|c: char| c.is_alphanumeric())
    {
        return None;
    }
    let block = document.blocks.partition_point(|block| block.plain.start as usize <= open);
    let block = (0..block).rev().find(|&index| document.blocks[index].plain.range().contains(&open))?;
    if !matches!(document.blocks[block].kind, BlockKind::Paragraph | BlockKind::Heading { .. } | BlockKind::Cell) {
        return None;
    }
    let (place, target) = (document.place(Span::new(open, end + 1)), document.place(Span::new(at + 2, end)));
    let source = document.source.text().get(place.range())?;
    // An escaped bracket is meant to be one.
    let before = document.source.text().get(..place.start as usize)?;
    let escaped = source.contains('\\') || before.ends_with('\\');
    let after = document.marks.partition_point(|mark| mark.plain.start < end as u32);
    let near = &document.marks[after.saturating_sub(8)..after];
    let code = near.iter().any(|mark| mark.kind == MarkKind::Code && open < mark.plain.end as usize);
    if escaped || code || document.source.text().get(target.range()) != Some(written) {
        return None;
    }
    // In an address of the web it is a slip, in the name of a file it is meant.
    let (variant, blank) = if written.trim().starts_with("http") { ("space-in-address", "") } else { ("space", "%20") };
    let finding = Finding::new(RULE.id, &document.source, place).variant(variant).argument("target", written);
    Some(finding.suggestion(target, written.trim().replace(' ', blank)))
}

/// Whether words in parentheses are a path with blanks, and not a remark; what a template fills in (`{{ url }}`) has none.
fn is_path(written: &str) -> bool {
    let trimmed = written.trim();
    let name = trimmed.rsplit('/').next().unwrap_or_default();
    let extension = name.rsplit_once('.').map_or("", |(_, end)| end.split('#').next().unwrap_or_default());
    trimmed.contains(' ')
        && !trimmed.contains(['"', '\'', '<', '(', ',', '{', '}'])
        && (trimmed.starts_with("http://")
            || trimmed.starts_with("https://")
            || ((2..=5).contains(&extension.len()) && extension.bytes().all(|byte| byte.is_ascii_alphanumeric())))
}
