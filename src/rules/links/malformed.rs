//! `link-malformed`: an address that no browser takes as it was meant.

use crate::anchor::Renderer;
use crate::corpus::target::{Malformed, Target, unbracketed};
use crate::document::{Document, Link, LinkKind, Sign, is_address};
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
            let right = format!("{scheme}://{}", &text[length..]);
            // The URL standard has browsers pass over them (section 4.4, special authority ignore slashes state).
            let passed_over = text[..length].trim_end_matches('/').eq_ignore_ascii_case(&right[..=scheme.len()]);
            if passed_over && text[..length].ends_with("///") {
                return Some(with_fix(document, link, finding.variant("slashes").argument("right", &right).minor(true), right));
            }
            ("scheme", right)
        }
        Malformed::Www => ("www", format!("https://{text}")),
        Malformed::Mail => ("mail", format!("mailto:{text}")),
        Malformed::Brackets => {
            let inner = unbracketed(text).unwrap_or(text);
            let scheme = if inner.contains(':') { "" } else { "mailto:" };
            ("brackets", format!("{scheme}{inner}"))
        }
        Malformed::Mark(mark) => {
            let right = text.strip_suffix(mark).unwrap_or(text).to_owned();
            return Some(with_fix(document, link, finding.argument("mark", mark), right));
        }
    };
    Some(with_fix(document, link, finding.variant(variant).argument("right", &right), right))
}

/// Adds the fix if the target is written letter by letter as it is read.
fn with_fix(document: &Document, link: &Link, finding: Finding, right: String) -> Finding {
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
    let found = document.spaced(at)?;
    let written = document.source.text().get(found.target.range())?;
    let (address, linked) = (is_address(written.trim()), document.dialect.links_with_blanks());
    // In an address of the web it is a slip, in the name of a file it is meant.
    let (variant, blank) = match (address, linked) {
        (true, false) => ("space-in-address", ""),
        (true, true) => ("space-in-link", ""),
        (false, false) => ("space", "%20"),
        (false, true) => return None,
    };
    let finding = Finding::new(RULE.id, &document.source, found.span).argument("target", written);
    // `([text](https://a.org old words))`: one bracket too many at the end, and none behind the address.
    let surplus = document.source.text().get(found.span.end as usize..).is_some_and(|after| after.starts_with(')'));
    if let Some((target, words)) =
        written.trim().split_once(' ').filter(|_| address && surplus && titled(written.trim()).is_some())
    {
        let right = format!("{target}) {}", words.trim_start());
        let whole = Span::new(found.target.start as usize, found.span.end as usize);
        return Some(finding.variant("unclosed").argument("target", target).suggestion(whole, right));
    }
    if let Some(fragment) = fragment_with_blank(written).filter(|_| !address && !linked) {
        let right = written.trim().replace(fragment, &Renderer::Github.slug_of_text(fragment));
        return Some(finding.variant("space-in-anchor").argument("right", &right).suggestion(found.target, right));
    }
    if let Some(right) = titled(written.trim()).filter(|_| address) {
        return Some(finding.variant("title").argument("right", &right).suggestion(found.target, right));
    }
    Some(finding.variant(variant).suggestion(found.target, written.trim().replace(' ', blank)))
}

/// The title of a heading that stands where an anchor belongs: `a.md#Before the lesson`.
fn fragment_with_blank(written: &str) -> Option<&str> {
    let (path, fragment) = written.trim().split_once('#')?;
    (!path.contains(' ') && fragment.contains(' ') && !fragment.contains(['"', '\''])).then_some(fragment)
}

/// An address and the title that was meant by the words behind it: `https://a.org “The hive”`, `https://a.org the old hive`.
fn titled(written: &str) -> Option<String> {
    let (address, words) = written.split_once(' ')?;
    let words = words.trim();
    let inner = words.trim_matches(['“', '”', '„', '«', '»', '‘', '’', '\u{a0}', '\u{202f}', ' ']);
    let quoted = inner.len() < words.len() && !inner.is_empty();
    let is_title = quoted || inner.split_whitespace().count() > 1 && !inner.contains(['/', '=', '&', '%', '#']);
    (is_title && !inner.contains('"')).then(|| format!("{address} \"{inner}\""))
}
