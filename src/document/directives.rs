//! Suppression directives in HTML comments.
//!
//! `<!-- acquis-disable-next-line rule-id: reason -->`, and so for `acquis-disable`, `acquis-enable` and
//! `acquis-disable-file`; several rules are separated by commas.

use crate::text::Span;

/// What a directive does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DirectiveKind {
    /// Silences the rules on the line after the comment (blank lines and further comments are passed over).
    DisableNextLine,
    /// Silences the rules from here on.
    Disable,
    /// Ends an `acquis-disable`.
    Enable,
    /// Silences the rules in the whole file.
    DisableFile,
    /// A word of ours that is none of these: `acquis-disabel`.
    Unknown,
}

/// A directive.
#[derive(Clone, Debug)]
pub struct Directive {
    /// What it does.
    pub kind: DirectiveKind,
    /// Its first word, as written.
    pub word: Box<str>,
    /// The rules it names, with their places.
    pub rules: Vec<(Box<str>, Span)>,
    /// Why; `None` where nothing is said.
    pub reason: Option<Box<str>>,
    /// The whole comment.
    pub span: Span,
}

/// The directive in a comment whose inner text is in `inner`, if it is one.
pub(super) fn read(text: &str, inner: Span, comment: Span) -> Option<Directive> {
    let written = text.get(inner.range())?;
    let trimmed = written.trim_start();
    if !trimmed.starts_with("acquis-") {
        return None;
    }
    let start = inner.start as usize + written.len() - trimmed.len();
    let trimmed = trimmed.trim_end();
    let end = trimmed.find(|c: char| c.is_whitespace() || c == ':').unwrap_or(trimmed.len());
    let word = &trimmed[..end];
    let kind = match word {
        "acquis-disable-next-line" => DirectiveKind::DisableNextLine,
        "acquis-disable" => DirectiveKind::Disable,
        "acquis-enable" => DirectiveKind::Enable,
        "acquis-disable-file" => DirectiveKind::DisableFile,
        _ => DirectiveKind::Unknown,
    };
    let (names, reason) = trimmed[end..].split_once(':').unwrap_or((&trimmed[end..], ""));
    let mut rules = Vec::new();
    let mut at = start + end;
    for name in names.split([',', ' ', '\t', '\n', '\r']) {
        if !name.is_empty() {
            rules.push((name.into(), Span::new(at, at + name.len())));
        }
        at += name.len() + 1;
    }
    let reason = reason.trim();
    Some(Directive { kind, word: word.into(), rules, reason: (!reason.is_empty()).then(|| reason.into()), span: comment })
}
