//! The anchors of headings in MyST: the slugs of MyST-Parser (`myst_heading_anchors`), the ids of docutils, which Sphinx writes
//! into pages, and those of mystmd, MyST's own engine.

use super::text::{Pattern, replaced, without};
use crate::document::heading::{Heading, Piece, SpanKind};
use regex::Regex;
use std::borrow::Cow;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization as _;

/// The name of a role before the code that it is given: ``{term}`mot` ``.
static ROLE: Pattern = LazyLock::new(|| Regex::new(r"\{([A-Za-z][A-Za-z0-9:_.+-]*)\}\z").ok());
static FOOTNOTE: Pattern = LazyLock::new(|| Regex::new(r"\[\^([^\]\s]+)\]").ok());
/// Words that `@` makes a citation of, in mystmd.
static CITED: Pattern = LazyLock::new(|| Regex::new(r"\A@[\p{L}\p{N}_][\p{L}\p{N}_:.#$%&+?<>~/-]*").ok());
static MATHS: Pattern = LazyLock::new(|| Regex::new(r"\$([^\s$](?:[^$]*[^\s$])?)\$").ok());
static LABEL: Pattern = LazyLock::new(|| Regex::new(r"\A {0,3}\(([^()\s][^()]*)\)=[ \t]*\z").ok());
/// What Python's `\w`, the hyphen and the blank leave out.
static REMOVED: Pattern = LazyLock::new(|| Regex::new(r"[^\p{L}\p{N}_ -]").ok());
static NOT_OF_ID: Pattern = LazyLock::new(|| Regex::new(r"[^a-z0-9]+").ok());
static ENDS_OF_ID: Pattern = LazyLock::new(|| Regex::new(r"\A[-0-9]+|-+\z").ok());
static QUOTES: Pattern = LazyLock::new(|| Regex::new(r#"['‘’"“”]+"#).ok());
static NOT_OF_HTML_ID: Pattern = LazyLock::new(|| Regex::new(r"[^a-z0-9]+").ok());

/// Letters that docutils writes with others, beside those that decompose.
const WRITTEN: &[(char, &str)] = &[
    ('ß', "sz"),
    ('æ', "ae"),
    ('œ', "oe"),
    ('\u{238}', "db"),
    ('\u{239}', "qp"),
    ('ø', "o"),
    ('đ', "d"),
    ('ħ', "h"),
    ('ı', "i"),
    ('ł', "l"),
    ('ŧ', "t"),
    ('\u{180}', "b"),
    ('\u{183}', "b"),
    ('\u{188}', "c"),
    ('\u{18c}', "d"),
    ('\u{192}', "f"),
    ('\u{199}', "k"),
    ('\u{19a}', "l"),
    ('\u{19e}', "n"),
    ('\u{1a5}', "p"),
    ('\u{1ab}', "t"),
    ('\u{1ad}', "t"),
    ('\u{1b4}', "y"),
    ('\u{1b6}', "z"),
    ('\u{1e5}', "g"),
    ('\u{225}', "z"),
    ('\u{234}', "l"),
    ('\u{235}', "n"),
    ('\u{236}', "t"),
    ('\u{237}', "j"),
    ('\u{23c}', "c"),
    ('\u{23f}', "s"),
    ('\u{240}', "z"),
    ('\u{247}', "e"),
    ('\u{249}', "j"),
    ('\u{24b}', "q"),
    ('\u{24d}', "r"),
    ('\u{24f}', "y"),
];

/// Which of the three reads a heading.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Engine {
    /// MyST-Parser, for its slugs: roles, footnotes and line ends are no text.
    Parser,
    /// docutils: roles are their text, and footnotes their number.
    Docutils,
    /// mystmd: roles are their text, comments too, and no footnote is.
    Mystmd,
}

/// The text that the anchor is made of.
pub(super) fn text(heading: &Heading<'_>, engine: Engine) -> String {
    let mut out = String::with_capacity(heading.written.len());
    let mut images = 0;
    // The name of the role that the code right after it is given to.
    let mut role = None;
    for (at, piece) in heading.pieces.iter().enumerate() {
        let before_code = matches!(heading.pieces.get(at + 1), Some(Piece::Code(_)));
        match piece {
            Piece::Open(SpanKind::Image) => images += 1,
            Piece::Close(SpanKind::Image) => images -= 1,
            _ if images > 0 => {}
            Piece::Text { text, .. } => {
                let text = footnotes(text, engine);
                role =
                    ROLE.as_ref().filter(|_| before_code).and_then(|role| role.captures(&text)).map(|found| found[1].to_owned());
                let named = role.as_ref().map_or(0, |name| name.len() + 2);
                let text = &text[..text.len() - named];
                out.push_str(&if engine == Engine::Mystmd { mystmd(text) } else { text.into() });
                continue;
            }
            Piece::Code(code) => match role.as_deref() {
                Some(_) if engine == Engine::Parser => {}
                Some(role) => out.push_str(given(role, code)),
                None => out.push_str(code),
            },
            Piece::Footnote(label) if engine == Engine::Docutils && is_number(label) => out.push_str(label),
            Piece::Html(html) if engine == Engine::Mystmd => {
                out.push_str(html.strip_prefix("<!--").and_then(|rest| rest.strip_suffix("-->")).unwrap_or_default());
            }
            Piece::Break { hard } if engine != Engine::Parser && !hard => out.push(' '),
            _ => {}
        }
        role = None;
    }
    out
}

/// `text` without the marks of mathematics and without a citation at its start.
fn mystmd(text: &str) -> Cow<'_, str> {
    match text.starts_with('@') {
        true => Cow::Owned(replaced(&MATHS, &without(&CITED, text), "$1").into_owned()),
        false => replaced(&MATHS, text, "$1"),
    }
}

/// `text` with what stands for footnotes that no definition answers.
fn footnotes(text: &str, engine: Engine) -> Cow<'_, str> {
    match FOOTNOTE.as_ref().filter(|_| engine != Engine::Mystmd && text.contains("[^")) {
        Some(footnote) => footnote.replace_all(text, |found: &regex::Captures<'_>| {
            if engine == Engine::Docutils && is_number(&found[1]) { found[1].to_owned() } else { String::new() }
        }),
        None => Cow::Borrowed(text),
    }
}

fn is_number(label: &str) -> bool {
    label.bytes().all(|byte| byte.is_ascii_digit())
}

/// What a role shows of what it is given: the text before a target, or before what an abbreviation stands for.
fn given<'c>(role: &str, code: &'c str) -> &'c str {
    let end = match role {
        "abbr" | "abbreviation" => code.find(" ("),
        _ => code.find('<').filter(|&at| at > 0 && code.ends_with('>')),
    };
    end.map_or(code, |end| code[..end].trim_end())
}

/// The slug of MyST-Parser for a heading with this text; empty: it has none.
pub(super) fn slug(text: &str) -> String {
    without(&REMOVED, &text.to_lowercase()).replace(' ', "-")
}

/// The id of docutils for a heading with this text; empty where it is nothing but a number.
pub(super) fn id(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for c in text.to_lowercase().chars() {
        // White space that is not of ASCII parts words all the same.
        let c = if c.is_whitespace() { ' ' } else { c };
        match WRITTEN.iter().find(|(letter, _)| !c.is_ascii() && *letter == c) {
            Some((_, letters)) => written.push_str(letters),
            None => written.push(c),
        }
    }
    let ascii: String = written.nfkd().filter(char::is_ascii).collect();
    without(&ENDS_OF_ID, &replaced(&NOT_OF_ID, &ascii, "-")).into_owned()
}

/// The id of mystmd for a heading, or a label, with this text; empty: it has none.
pub(super) fn html_id(text: &str) -> String {
    let text = without(&QUOTES, text);
    let lower = text.trim().to_lowercase();
    if lower.is_empty() {
        return String::new();
    }
    let hyphens = replaced(&NOT_OF_HTML_ID, &lower, "-");
    let prefix = if hyphens.starts_with(|c: char| c == '-' || c.is_ascii_digit()) { "id-" } else { "" };
    format!("{prefix}{}", hyphens.trim_start_matches('-')).trim_end_matches('-').to_owned()
}

/// The label that the author gives to `heading` on a line before it: the id of mystmd.
pub(super) fn label(heading: &Heading<'_>) -> Option<String> {
    let [near, far] = heading.before;
    let line = near.filter(|line| !line.trim().is_empty()).or(far)?;
    let found = LABEL.as_ref()?.captures(line)?;
    found.get(1).map(|label| html_id(label.as_str()))
}
