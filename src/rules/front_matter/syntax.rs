//! `front-matter-syntax`: front matter that can't be read.

use crate::data::{SyntaxError, SyntaxReason, parse_yaml};
use crate::document::{Dialect, Document};
use crate::finding::Finding;
use crate::rules::place::of_syntax;
use crate::rules::purpose::Purpose;
use crate::rules::{Check, Context, Rule};
use crate::text::Span;

/// The rule.
pub const RULE: Rule = Rule { id: "front-matter-syntax", check: Check::Document(check) };

fn check(document: &Document, _: &Context<'_>, findings: &mut Vec<Finding>) {
    let found = match document.front_matter {
        None => late(document),
        Some(front) if !front.closed => {
            let finding = Finding::new(RULE.id, &document.source, front.open).variant("unclosed");
            Some(finding.minor(is_all_data(document, front.open)))
        }
        Some(front) => match document.data() {
            Some(Err(error)) if !is_filled_in(document, front.content, error) => {
                Some(of_syntax(RULE.id, &document.source, error))
            }
            _ => None,
        },
    };
    findings.extend(found);
}

/// Whether all that follows the opening fence is data: most readers of front matter take it so, though not every one.
fn is_all_data(document: &Document, open: Span) -> bool {
    let (text, from) = (document.source.text(), open.end as usize);
    let tree = parse_yaml(text, Span::new(from, text.len()));
    tree.is_ok_and(|tree| !tree.root.entries().is_empty())
}

/// Whether it is no data yet: a template writes it (`title: {{ name }}`), or docfx puts the page's text at `*content`.
fn is_filled_in(document: &Document, content: Span, error: &SyntaxError) -> bool {
    let text = document.source.text();
    let written = text.get(content.range()).unwrap_or_default();
    let at = (error.span.start.clamp(content.start, content.end) - content.start) as usize;
    // Its predefined anchor, alone or in a list: `example: [*content]`.
    let of_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
    let alias = written.get(at..).and_then(|rest| rest.strip_prefix("*content"));
    let content = error.reason == SyntaxReason::UnknownAlias && alias.is_some_and(|rest| !rest.starts_with(of_name));
    let line = written.get(..at).map_or(0, |before| before.rfind('\n').map_or(0, |end| end + 1));
    let line = written.get(line..).and_then(|rest| rest.lines().next()).unwrap_or_default();
    let form = Purpose::of(document) == Purpose::Form && written.contains("{{");
    form || content || ["{{", "{%", "<%"].iter().any(|mark| line.contains(mark))
}

/// A front matter below something else: every renderer shows it as text.
fn late(document: &Document) -> Option<Finding> {
    let late = document.late_front_matter()?;
    let text = document.source.text();
    let begin = text.len() - text.trim_start_matches('\u{feff}').len();
    let (before, block) = (text.get(begin..late.whole.start as usize)?, text.get(late.whole.range())?);
    // Hugo passes over blank lines, and so does Astro, whose content stands in that folder. Jekyll copies such a file as it is.
    let blank = before.trim().is_empty();
    let astro = document.source.path().contains("src/content/");
    let strict = !astro && matches!(document.dialect, Dialect::Kramdown { .. } | Dialect::Mdx);
    let end = if block.ends_with(['\n', '\r']) { "" } else { "\n" };
    let moved = format!("{block}{end}{}", before.trim_start()).replace("\r\n", "\n").replace('\r', "\n");
    let found = Finding::new(RULE.id, &document.source, late.open).variant("late");
    let found = found.argument("line", document.source.line(late.open.start));
    Some(found.minor(blank && !strict).suggestion(Span { start: begin as u32, end: late.whole.end }, moved))
}
