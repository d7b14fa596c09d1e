//! Where the parts of links stand in the source, and addresses that stand in the text without any marks.

use super::dialect::Shown;
use super::{Block, BlockKind, Document, Link, LinkKind, Mark, MarkKind, Plain, Sign, Undefined};
use crate::text::Span;
use pulldown_cmark::{BrokenLink, LinkType};

/// A link whose text is being read.
pub(super) struct Opened {
    pub(super) kind: LinkKind,
    pub(super) image: bool,
    pub(super) block: u32,
    pub(super) span: Span,
    /// Its target as a range of all targets.
    pub(super) target: Span,
    /// Where the target is written, where the parser says so.
    pub(super) target_span: Option<Span>,
    /// Where its text begins in [`Plain`].
    pub(super) plain: u32,
    pub(super) alternative: String,
    pub(super) has_alternative: bool,
}

impl Opened {
    /// The whole link, now that its text ends at `end` of [`Plain`].
    pub(super) fn close(self, target_span: Span, end: u32) -> Link {
        Link {
            kind: self.kind,
            image: self.image,
            block: Some(self.block),
            span: self.span,
            target: self.target,
            target_span,
            plain: Span { start: self.plain, end },
            alternative: self.has_alternative.then(|| self.alternative.into()),
        }
    }
}

impl Document {
    /// The target of `link`, one of its links, as the renderer reads it: escapes and entities resolved, percent-encoding kept.
    pub fn target(&self, link: &Link) -> &str {
        self.targets.get(link.target.range()).unwrap_or_default()
    }

    /// The targets of all links, one after another.
    pub(crate) fn targets(&self) -> &str {
        &self.targets
    }
}

impl Link {
    /// Whether nothing of it is written but the path of a file that the page brings, or a label.
    pub(crate) fn is_bare(&self) -> bool {
        self.kind == LinkKind::Inline && !self.image && self.span == self.target_span
    }
}

/// Adds `target` to all `targets`; where it stands there.
pub(super) fn remember(targets: &mut String, target: &str) -> Span {
    let start = targets.len();
    targets.push_str(target);
    Span::new(start, targets.len())
}

/// `target`, a piece of the `text` that was parsed, as it stands in what the author has `written`: a dialect may have changed it.
pub(super) fn as_written<'t>(text: &str, written: &'t str, target: &'t str) -> &'t str {
    if std::ptr::eq(text, written) {
        return target;
    }
    piece(text, target).and_then(|place| written.get(place.range())).unwrap_or(target)
}

/// A link to a file, an image or a label, of which nothing but its path or name is written, at `place` of `text`.
pub(super) fn path(text: &str, place: Span, shown: Shown, targets: &mut String) -> Link {
    let path = text.get(place.range()).unwrap_or_default();
    let target = match shown {
        // As docutils compares names.
        Shown::Label => remember(targets, &format!("#{}", fold_label(path))),
        Shown::File | Shown::Picture => remember(targets, path),
    };
    Link {
        kind: LinkKind::Inline,
        image: shown == Shown::Picture,
        block: None,
        span: place,
        target,
        target_span: place,
        plain: Span::default(),
        alternative: Some(path.into()),
    }
}

/// Where `part` stands in `text`, if it is a piece of it and no copy.
pub(super) fn piece(text: &str, part: &str) -> Option<Span> {
    let start = (part.as_ptr() as usize).checked_sub(text.as_ptr() as usize)?;
    (!part.is_empty() && start + part.len() <= text.len()).then(|| Span::new(start, start + part.len()))
}

/// A reference that no definition answers, if it was surely meant as one.
///
/// `[word]` alone is too often plain text, a check box or a placeholder; a footnote's mark is no link.
pub(super) fn undefined(link: &BrokenLink<'_>, body: usize) -> Option<Undefined> {
    let meant = matches!(
        link.link_type,
        LinkType::Reference | LinkType::ReferenceUnknown | LinkType::Collapsed | LinkType::CollapsedUnknown
    );
    (meant && !link.reference.starts_with('^') && !link.reference.trim().is_empty()).then(|| Undefined {
        label: (&*link.reference).into(),
        span: Span::new(link.span.start + body, link.span.end + body),
        image: false,
    })
}

/// A label as references and definitions are matched: blanks folded, letter case ignored.
pub(super) fn fold_label(label: &str) -> String {
    crate::text::normalise::plain(label).to_lowercase()
}

/// Whether the heading in `span` is underlined.
pub(super) fn is_setext(text: &str, span: Span) -> bool {
    !text.get(span.range()).is_some_and(|heading| heading.starts_with('#'))
}

/// The target in a reference definition `[label]: target "title"`.
pub(super) fn definition_target(text: &str, definition: Span) -> Span {
    let written = text.get(definition.range()).unwrap_or_default();
    let start = closing_bracket(written).map_or(0, |at| at + 1);
    let start = start + usize::from(written[start..].starts_with(':'));
    destination(written, start, definition.start as usize)
}

/// The target in `[text](target "title")` or `![text](target)`.
pub(super) fn inline_target(text: &str, link: Span) -> Span {
    let written = text.get(link.range()).unwrap_or_default();
    match closing_bracket(written) {
        Some(at) if written[at + 1..].starts_with('(') => destination(written, at + 2, link.start as usize),
        _ => link,
    }
}

/// The byte of the bracket that closes the first one of `written`; code and escapes hide brackets.
fn closing_bracket(written: &str) -> Option<usize> {
    let bytes = written.as_bytes();
    let (mut depth, mut at) = (0usize, 0);
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            b'[' => depth += 1,
            b']' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(at);
                }
            }
            b'`' => {
                let ticks = bytes[at..].iter().take_while(|&&byte| byte == b'`').count();
                let after = at + ticks;
                let close = memchr::memmem::find(&bytes[after..], &bytes[at..after]);
                at = close.map_or(after, |close| after + close + ticks) - 1;
            }
            _ => {}
        }
        at += 1;
    }
    None
}

/// A link destination that begins at `from` of `written`, itself at `offset` of the file.
fn destination(written: &str, from: usize, offset: usize) -> Span {
    let rest = &written[from..];
    let start = from + rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\r', '>']).len();
    let rest = &written[start..];
    if let Some(inner) = rest.strip_prefix('<') {
        let end = inner.find('>').unwrap_or(inner.len());
        return Span::new(offset + start + 1, offset + start + 1 + end);
    }
    // By bytes: what ends a destination is ASCII.
    let plain = rest.bytes().position(|byte| matches!(byte, b'(' | b')' | b'\\') || byte.is_ascii_whitespace());
    if let Some(end) = plain.filter(|&end| !matches!(rest.as_bytes()[end], b'(' | b'\\')) {
        return Span::new(offset + start, offset + start + end);
    }
    let (mut depth, mut escaped) = (0i32, false);
    let end = rest.bytes().position(|byte| {
        let literal = escaped;
        escaped = byte == b'\\' && !literal;
        match byte {
            _ if literal => false,
            b'(' => {
                depth += 1;
                false
            }
            b')' => {
                depth -= 1;
                depth < 0
            }
            byte => byte.is_ascii_whitespace(),
        }
    });
    let end = end.unwrap_or(rest.len());
    Span::new(offset + start, offset + start + end)
}

/// Adds the addresses (`https://…`, `www.…`) that stand in the text without marks, as GitHub links them.
pub(super) fn bare(blocks: &[Block], plain: &Plain, marks: &[Mark], links: &mut Vec<Link>, targets: &mut String) {
    let known = links.len();
    let addresses = apart(plain, Sign::Scheme, address);
    let mut hosts = apart(plain, Sign::Www, host);
    let inside = |host: &Span| {
        let after = addresses.partition_point(|address| address.start <= host.start);
        after > 0 && host.start < addresses[after - 1].end
    };
    hosts.retain(|host| !inside(host));
    for (found, scheme) in addresses.iter().map(|found| (*found, "")).chain(hosts.into_iter().map(|found| (found, "http://"))) {
        let code = |mark: &Mark| mark.kind == MarkKind::Code && mark.plain.start < found.end && found.start < mark.plain.end;
        let linked = |link: &Link| link.plain.start <= found.start && found.end <= link.plain.end;
        let after = marks.partition_point(|mark| mark.plain.start < found.end);
        let links_after = links[..known].partition_point(|link| link.plain.start <= found.start);
        if marks[after.saturating_sub(8)..after].iter().any(code)
            || links[links_after.saturating_sub(8)..links_after].iter().any(linked)
        {
            continue;
        }
        let block = blocks.partition_point(|block| block.plain.start <= found.start);
        let block = (0..block).rev().find(|&index| blocks[index].plain.contains(found));
        if block
            .is_none_or(|index| !matches!(blocks[index].kind, BlockKind::Paragraph | BlockKind::Heading { .. } | BlockKind::Cell))
        {
            continue;
        }
        let span = plain.source_span(found);
        let target = Span { start: remember(targets, scheme).start, end: remember(targets, plain.get(found)).end };
        links.push(Link {
            kind: LinkKind::Bare,
            image: false,
            block: block.map(|index| index as u32),
            span,
            target,
            target_span: span,
            plain: found,
            alternative: None,
        });
    }
}

/// What `read` makes of the places of `sign`; one that stands in what was found before is a part of it.
fn apart(plain: &Plain, sign: Sign, read: fn(&str, usize) -> Option<Span>) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    for at in plain.places_of(sign) {
        if found.last().is_none_or(|last| last.end as usize <= at) {
            found.extend(read(plain.text(), at));
        }
    }
    found
}

/// The longest name of a host, in characters (RFC 1035).
const LONGEST_NAME: usize = 253;

/// The address around the `://` at `at`: its end is found as GitHub's autolink extension does.
fn address(text: &str, at: usize) -> Option<Span> {
    let before = &text[..at];
    let scheme = before.len() - before.trim_end_matches(|c: char| c.is_ascii_alphabetic()).len();
    let start = at - scheme;
    if !matches!(before[start..].to_ascii_lowercase().as_str(), "http" | "https")
        || before[..start].ends_with(|c: char| c.is_alphanumeric())
    {
        return None;
    }
    let end = at + 3 + written(&text[at + 3..]);
    (end > at + 3).then(|| Span::new(start, end))
}

/// The address without a scheme whose `www.` stands at `at`: GitHub takes it for one where it begins a word and has a
/// further dot.
fn host(text: &str, at: usize) -> Option<Span> {
    if text[..at].ends_with(|c: char| !c.is_whitespace() && !matches!(c, '*' | '_' | '~' | '(')) {
        return None;
    }
    let rest = &text[at + 4..];
    let of_name = |(_, c): &(usize, char)| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    let name = rest.char_indices().take(LONGEST_NAME).take_while(of_name).last();
    let labels = rest[..name.map_or(0, |(last, c)| last + c.len_utf8())].trim_end_matches('.');
    let sound = labels.contains('.') && labels.split('.').all(|label| !label.is_empty());
    sound.then(|| Span::new(at, at + 4 + written(rest)))
}

/// How many bytes of `rest`, which follows a scheme or `www.`, belong to the address.
fn written(rest: &str) -> usize {
    let end = rest.find(|c: char| c.is_whitespace() || c.is_control() || c == '<').unwrap_or(rest.len());
    let mut host_and_path = &rest[..end];
    // Counted once: what is cut off at the end may be a million brackets.
    let (opened, mut closed) = (host_and_path.matches('(').count(), host_and_path.matches(')').count());
    let square = host_and_path.find('[');
    loop {
        let trimmed =
            host_and_path.trim_end_matches(['?', '!', '.', ',', ':', '*', '_', '~', '\'', '"', ';', '»', '”', '’', '…', '|']);
        host_and_path = match trimmed.as_bytes().last() {
            Some(b')') if closed > opened => {
                closed -= 1;
                &trimmed[..trimmed.len() - 1]
            }
            Some(b']') if square.is_none() => &trimmed[..trimmed.len() - 1],
            _ => {
                host_and_path = trimmed;
                break;
            }
        };
    }
    host_and_path.len()
}
