//! `line-endings-mixed`: a document whose lines end now in one way, now in the other; or all in another way than before.

use crate::document::Source;
use crate::finding::{Edit, Finding, Fix};
use crate::git::{SnapshotKind, State};
use crate::rules::{Check, Context, Contribution, Rule};
use crate::text::Span;
use std::sync::Arc;

/// The rule.
pub const RULE: Rule = Rule { id: "line-endings-mixed", check: Check::Contribution(check) };

/// How the lines of a text end.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Endings {
    lf: usize,
    crlf: usize,
}

impl Endings {
    fn of(text: &str) -> Self {
        let crlf = memchr::memmem::find_iter(text.as_bytes(), "\r\n").count();
        Self { lf: memchr::memchr_iter(b'\n', text.as_bytes()).count() - crlf, crlf }
    }

    fn mixed(self) -> bool {
        self.lf > 0 && self.crlf > 0
    }
}

fn check(contribution: &Contribution<'_>, _: &Context<'_>, findings: &mut Vec<Finding>) {
    let moved = contribution.moved;
    for path in contribution.documents.iter().map(|entry| &entry.path).filter(|path| !is_converted(contribution, path)) {
        let Some(source) = moved.source(path) else { continue };
        let now = Endings::of(source.text());
        let before = moved.source_before(moved.changes.before(path)).map(|source| Endings::of(source.text()));
        let before = before.unwrap_or_default();
        let finding = |crlf: bool, variant| ending(&source, crlf).map(|span| finding(&source, span, crlf, variant));
        if now.mixed() && !before.mixed() {
            // Those that the file had before are the right ones; of a new one, those of most lines.
            let crlf = if before == Endings::default() { now.crlf <= now.lf } else { before.crlf == 0 };
            findings.extend(finding(crlf, None));
        } else if now.crlf > 0 && now.lf == 0 && before.crlf == 0 && before.lf > 1 {
            findings.extend(finding(true, Some("turned")));
        }
    }
}

/// Whether git changes the line endings of the file at `path` by itself, or has been told to leave them alone.
fn is_converted(contribution: &Contribution<'_>, path: &str) -> bool {
    let state = |name| contribution.attributes.state(path, name);
    let on_disk = contribution.moved.after().kind() == SnapshotKind::WorkTree;
    match (state("text"), state("eol")) {
        (Some(State::Unset), _) => true,
        (None, None) => contribution.moved.after().converts_lines(),
        _ => on_disk,
    }
}

/// The first line of `source` that ends in that way.
fn ending(source: &Source, crlf: bool) -> Option<Span> {
    let at = ends(source.text()).find(|(_, found)| *found == crlf)?.0;
    let start = source.text()[..at].rfind('\n').map_or(0, |end| end + 1);
    Some(Span::new(start, at))
}

/// Where the lines of `text` end, and whether in CR LF.
fn ends(text: &str) -> impl Iterator<Item = (usize, bool)> + '_ {
    memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| {
        let crlf = text[..at].ends_with('\r');
        (at - usize::from(crlf), crlf)
    })
}

/// A finding on the first line that ends in CR LF (`crlf`), or in LF, with the fix of all such lines.
fn finding(source: &Arc<Source>, span: Span, crlf: bool, variant: Option<&'static str>) -> Finding {
    let wrong: Vec<usize> = ends(source.text()).filter(|(_, found)| *found == crlf).map(|(at, _)| at).collect();
    let (name, other) = if crlf { ("CRLF", "LF") } else { ("LF", "CRLF") };
    let finding = Finding::new(RULE.id, source, span).argument("ending", name).argument("other", other);
    let mut finding = finding.argument("count", wrong.len()).hints(&["count"]);
    finding.variant = variant;
    let (length, text) = if crlf { (2, "\n") } else { (1, "\r\n") };
    let edit = |at| Edit { path: Arc::clone(&source.path), span: Span::new(at, at + length), text: text.to_owned() };
    finding.fix = Some(Fix { safe: true, edits: wrong.into_iter().map(edit).collect() });
    finding
}
