//! The anchors of headings in Hugo, of its three kinds (`autoHeadingIDType`): those of Goldmark as Hugo sets it up.
//!
//! Marks are dropped: nothing but letters, decimal digits, hyphens, underscores and blanks is kept. Links of which the text
//! is the address are left out; a heading without any text has no anchor; one of which nothing is kept is called `heading`.

use super::Renderer;
use super::text::{Pattern, replaced, without};
use crate::document::heading::{Heading, Piece, SpanKind};
use regex::Regex;
use std::borrow::Cow;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization as _;

static REMOVED: Pattern = LazyLock::new(|| Regex::new(r"[^\p{L}\p{Nd}_ -]").ok());
static NOT_ASCII: Pattern = LazyLock::new(|| Regex::new(r"[^a-zA-Z0-9_ -]").ok());
static ACCENT: Pattern = LazyLock::new(|| Regex::new(r"\p{Mn}").ok());
/// What stands for one sign; Hugo resolves no numbers there.
static ENTITY: Pattern = LazyLock::new(|| Regex::new(r"&[a-zA-Z][a-zA-Z0-9]*;").ok());
/// An address that Goldmark links.
static ADDRESS: Pattern = LazyLock::new(|| Regex::new(r"(?:https?://|www\.)\S+[^\s.,:;!?_~*'\x22)]").ok());

/// What is shown in place of typed signs (`markup.goldmark.extensions.typographer`), one for each of [`Typography::OPTIONS`]; of
/// those without, what is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typography([Option<Cow<'static, str>>; 10]);

impl Typography {
    /// The options by name. A dash comes before those that it begins with.
    pub const OPTIONS: [&'static str; 10] = [
        "emDash",
        "enDash",
        "ellipsis",
        "leftAngleQuote",
        "rightAngleQuote",
        "leftDoubleQuote",
        "rightDoubleQuote",
        "leftSingleQuote",
        "rightSingleQuote",
        "apostrophe",
    ];
    /// What is typed for the first of them; quotation marks depend on what surrounds them.
    const TYPED: [&'static str; 5] = ["---", "--", "...", "<<", ">>"];
    /// As Hugo comes.
    pub const USUAL: Self = {
        const fn shown(sign: &'static str) -> Option<Cow<'static, str>> {
            Some(Cow::Borrowed(sign))
        }
        Self([
            shown("\u{2014}"),
            shown("\u{2013}"),
            shown("\u{2026}"),
            shown("\u{ab}"),
            shown("\u{bb}"),
            shown("\u{201c}"),
            shown("\u{201d}"),
            shown("\u{2018}"),
            shown("\u{2019}"),
            shown("\u{2019}"),
        ])
    };

    /// Shows `sign`, which entities may stand for, for the option of that number.
    pub fn set(&mut self, option: usize, sign: &str) {
        if let Some(shown) = self.0.get_mut(option) {
            *shown = Some(Cow::Owned(replaced(&ENTITY, sign, "&").into_owned()));
        }
    }

    /// Adds `text` to `out`; `escaped`: a backslash stands before its first sign.
    fn add(&self, text: &str, escaped: bool, out: &mut String) {
        let mut rest = text;
        if escaped {
            let end = rest.chars().next().map_or(0, char::len_utf8);
            out.push_str(&rest[..end]);
            rest = &rest[end..];
        }
        while let Some(sign) = rest.chars().next() {
            let typed = Self::TYPED.iter().zip(&self.0).find(|(typed, shown)| shown.is_some() && rest.starts_with(**typed));
            let (length, shown) = match typed {
                Some((typed, shown)) => (typed.len(), shown.as_deref()),
                None => (sign.len_utf8(), self.quote(sign, out.chars().next_back(), rest.chars().nth(1))),
            };
            out.push_str(shown.unwrap_or(&rest[..length]));
            rest = &rest[length..];
        }
    }

    /// What is shown for a quotation mark between these two signs.
    fn quote(&self, mark: char, before: Option<char>, after: Option<char>) -> Option<&str> {
        let opens = !before.is_some_and(char::is_alphanumeric) && after.is_some_and(|after| !after.is_whitespace());
        let option = match mark {
            '"' => 6 - usize::from(opens),
            '\'' if before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric) => 9,
            '\'' => 8 - usize::from(opens),
            _ => return None,
        };
        self.0[option].as_deref()
    }
}

/// The id in the braces at the end of `heading`, whose text loses them; an empty one where they hold none.
///
/// As in Goldmark, the first braces that are attributes and that nothing follows.
pub(super) fn explicit(heading: &mut Heading<'_>) -> Option<String> {
    let start = heading.tail()?;
    let line = heading.written.get(start..heading.raw.end)?;
    let opening = line.match_indices('{').filter(|&(at, _)| !line[..at].ends_with('\\'));
    for (at, _) in opening {
        if let Some((id, rest)) = attributes(&line[at + 1..])
            && rest.trim().is_empty()
        {
            heading.cut(start + at);
            return id;
        }
    }
    None
}

/// Reads attributes up to their closing brace: the id and what follows, `None` where they are none.
fn attributes(text: &str) -> Option<(Option<String>, &str)> {
    let mut id = None;
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches([' ', '\t', ',']);
        if let Some(after) = rest.strip_prefix('}') {
            return Some((id, after));
        }
        if let Some(after) = rest.strip_prefix(['#', '.']) {
            let end = after.find(|c: char| c.is_whitespace() || c.is_ascii_punctuation() && !"_-:.".contains(c));
            let end = end.unwrap_or(after.len());
            if rest.starts_with('#') {
                id = Some(after[..end].to_owned());
            }
            rest = &after[end..];
            continue;
        }
        let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || "_:.-".contains(c))).filter(|&end| end > 0)?;
        let (name, value) = (&rest[..end], rest[end..].strip_prefix('=')?);
        let end = match value.strip_prefix('"') {
            Some(quoted) => quoted.find('"')? + 2,
            None => value.find([' ', ',', '}']).filter(|&end| end > 0)?,
        };
        if name == "id" {
            id = Some(value[..end].trim_matches('"').to_owned());
        }
        rest = &value[end..];
    }
}

/// The anchor of `heading` as a renderer of Hugo makes it.
pub(super) fn anchor(renderer: Renderer, heading: &Heading<'_>, typography: &Typography) -> String {
    let text = text(heading, typography);
    match renderer {
        Renderer::HugoBlackfriday => words(&text),
        _ => slug(&text, renderer == Renderer::HugoGithubAscii),
    }
}

/// The text that the anchor is made of.
fn text(heading: &Heading<'_>, typography: &Typography) -> String {
    let mut out = String::new();
    let mut open: Vec<SpanKind> = Vec::new();
    for piece in &heading.pieces {
        let inside = open.last().copied();
        let in_image = open.contains(&SpanKind::Image);
        match piece {
            Piece::Open(kind) => open.push(*kind),
            Piece::Close(_) => drop(open.pop()),
            _ if inside == Some(SpanKind::Autolink) => {}
            // Of an image, the texts that nothing marks.
            _ if in_image && inside != Some(SpanKind::Image) => {}
            Piece::Text { text, at } => {
                let written = heading.written.get(at.clone()).unwrap_or_default();
                let text = if written.starts_with("&#") { written } else { text };
                let escaped = heading.written.get(..at.start).is_some_and(|before| before.ends_with('\\'));
                typography.add(&without(&ADDRESS, text), escaped, &mut out);
            }
            Piece::Code(code) if !in_image => out.push_str(&unescaped(code)),
            // Of several lines, the last.
            Piece::Break { .. } => out.clear(),
            _ => {}
        }
    }
    out
}

/// Code with its most usual entities resolved, which Hugo does there too: no anchor keeps what they stand for.
fn unescaped(code: &str) -> String {
    static USUAL: Pattern = LazyLock::new(|| Regex::new(r"&(?:amp|lt|gt|quot|nbsp|copy|shy|hellip|mdash|ndash);").ok());
    replaced(&USUAL, code, "&").into_owned()
}

/// The anchor of a heading with this text of the kind `github`; with `ascii`, `github-ascii`.
fn slug(text: &str, ascii: bool) -> String {
    if text.is_empty() {
        return String::new();
    }
    let text = text.trim();
    let kept = match ascii {
        false => without(&REMOVED, &lower(text)).into_owned(),
        true => {
            let decomposed: String = text.nfd().collect();
            without(&NOT_ASCII, &without(&ACCENT, &decomposed)).to_ascii_lowercase()
        }
    };
    named(kept.replace(' ', "-"))
}

/// The anchor of a heading with this text of the kind `blackfriday`: hyphens between the words, whatever separates them.
fn words(text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    static WORD: Pattern = LazyLock::new(|| Regex::new(r"[\p{L}\p{N}]+").ok());
    let words = WORD.iter().flat_map(|pattern| pattern.find_iter(text)).map(|found| lower(found.as_str()));
    named(words.collect::<Vec<_>>().join("-"))
}

/// In lower case as Go has it: each character by itself, and becoming one.
fn lower(text: &str) -> String {
    text.chars().filter_map(|c| c.to_lowercase().next()).collect()
}

fn named(slug: String) -> String {
    if slug.is_empty() { "heading".to_owned() } else { slug }
}
