//! `link-text-empty`: a link that shows nothing.

use crate::document::{BlockKind, Document, Link, LinkKind};
use crate::finding::Finding;
use crate::rules::purpose::Purpose;
use crate::rules::{Check, Context, Rule, kept, shown};

/// The rule.
pub const RULE: Rule = Rule { id: "link-text-empty", check: Check::Document(check) };

/// How many links before one are looked at for the image around it.
const NEAR: usize = 8;

fn check(document: &Document, _: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut empty = document.links.iter().filter(|link| !link.image && is_empty(document, link)).peekable();
    if empty.peek().is_none() {
        return;
    }
    let kept = kept::parts(document.source.text());
    // A log may be a page of a site as well, whose generator writes the text.
    let log = Purpose::of(document) == Purpose::Log;
    for link in empty.filter(|link| !kept::holds(&kept, link.span) && !is_in_image(document, link)) {
        let finding = Finding::new(RULE.id, &document.source, link.span).minor(log || is_embedded(document, link));
        let nothing = document.target(link).is_empty() && link.kind == LinkKind::Inline;
        findings.push(if nothing { finding.variant("nothing").suggestion(link.span, "") } else { finding });
    }
}

fn is_empty(document: &Document, link: &Link) -> bool {
    let target = document.target(link);
    let given = !target.is_empty() && document.dialect.gives_text(target);
    shown::is_nothing(document, link) && !given && !is_filled_in(document, link)
}

/// Whether the link stands in the alternative text of an image, which is no link, or a caption.
fn is_in_image(document: &Document, link: &Link) -> bool {
    let after = document.links.partition_point(|other| other.span.start <= link.span.start);
    document.links[..after].iter().rev().take(NEAR).any(|other| other.image && other.span.contains(link.span))
}

/// Whether the link is all of its paragraph: an application that shows the pages may put there what it leads to, as with a film.
fn is_embedded(document: &Document, link: &Link) -> bool {
    let block = link.block.map(|index| document.block(index)).filter(|block| block.kind == BlockKind::Paragraph);
    block.is_some_and(|block| {
        let written = document.source.text().get(block.span.range()).unwrap_or_default();
        written.trim().len() == link.span.range().len() && document.target(link).contains("://")
    })
}

/// Schemes that browsers and systems know.
const KNOWN: &[&str] = &["data", "file", "ftp", "geo", "http", "https", "javascript", "magnet", "mailto", "sms", "tel"];

/// Whether a generator puts a text or an anchor there: `[](xref:Garden.Hive)` and `[!code[](a.cs)]` of docfx, `[](info:hive)` of
/// javascript.info, `[](){#hive}`.
fn is_filled_in(document: &Document, link: &Link) -> bool {
    let text = document.source.text();
    let before = text.get(..link.span.start as usize).unwrap_or_default();
    let word = before.trim_end_matches(|c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ' '));
    let marked =
        text.get(link.span.end as usize..).is_some_and(|after| after.starts_with('{')) && document.target(link).is_empty();
    // A film, a sound or a page that LiaScript shows in its place: `!?[](…)`, `??[](…)`.
    is_own_reference(document.target(link)) || word.ends_with("[!") || word.ends_with('?') && before.ends_with('?') || marked
}

/// Whether `target` has a scheme of its generator's own: `xref:Garden.Hive`. What a browser opens has one of its own, or a host.
fn is_own_reference(target: &str) -> bool {
    let Some((scheme, rest)) = target.split_once(':') else { return false };
    let is_word = scheme.len() > 1 && scheme.bytes().all(|byte| byte.is_ascii_alphabetic());
    is_word && !rest.starts_with('/') && !rest.is_empty() && !KNOWN.contains(&scheme.to_ascii_lowercase().as_str())
}
