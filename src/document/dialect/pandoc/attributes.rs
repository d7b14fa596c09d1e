//! What stands after the colons of an opening fence: one word, or an attribute list in braces, and colons.

use crate::text::Span;

/// What a fence says of its div.
#[derive(Debug, Default)]
pub(super) struct Attributes {
    pub(super) class: Option<Span>,
    pub(super) id: Option<Span>,
    pub(super) title: Option<Span>,
    /// Where the fence ends.
    pub(super) end: usize,
}

/// Attributes have no more bytes than this: what is looked for is not far.
const LONGEST: usize = 4096;

/// The attributes of the fence whose colons end at the byte `from` of `text`; `None` if it opens no div.
pub(super) fn of_fence(text: &str, from: usize) -> Option<Attributes> {
    let rest = text.get(from..)?;
    let at = from + rest.len() - rest.trim_start_matches([' ', '\t']).len();
    let rest = text.get(at..)?;
    let (mut found, after) = match listed(rest, at).filter(|_| rest.starts_with('{')) {
        Some(found) => found,
        None => word(rest, at)?,
    };
    let rest = text.get(after..)?;
    let line = &rest[..memchr::memchr2(b'\n', b'\r', rest.as_bytes()).unwrap_or(rest.len())];
    let closing = line.trim();
    found.end = after + line.trim_end().len();
    closing.bytes().all(|byte| byte == b':').then_some(found)
}

/// One word is a class.
fn word(rest: &str, at: usize) -> Option<(Attributes, usize)> {
    let length = rest.find(char::is_whitespace).unwrap_or(rest.len());
    let span = Span::new(at, at + length);
    (length > 0).then(|| (Attributes { class: Some(span), ..Attributes::default() }, at + length))
}

/// `{#id .class key=value key="a value"}`, which may go on over several lines but over no blank one.
fn listed(rest: &str, at: usize) -> Option<(Attributes, usize)> {
    let mut found = Attributes::default();
    let mut cursor = 1;
    loop {
        let left = rest.get(cursor..)?;
        let trimmed = left.trim_start();
        let gap = &left[..left.len() - trimmed.len()];
        cursor += gap.len();
        if cursor > LONGEST || gap.bytes().filter(|&byte| byte == b'\n').count() > 1 {
            return None;
        }
        if trimmed.starts_with('}') {
            return Some((found, at + cursor + 1));
        }
        let length = attribute(trimmed, at + cursor, &mut found)?;
        cursor += length;
        if !rest.get(cursor..)?.starts_with(|c: char| c.is_whitespace() || c == '}') {
            return None;
        }
    }
}

/// Reads one attribute at the start of `written`; its length.
fn attribute(written: &str, at: usize, found: &mut Attributes) -> Option<usize> {
    let name = |written: &str| written.find(|c: char| !(c.is_alphanumeric() || "-_:.".contains(c))).unwrap_or(written.len());
    let first = written.chars().next()?;
    if matches!(first, '#' | '.') {
        let length = name(&written[1..]);
        let span = Span::new(at + 1, at + 1 + length);
        let place = if first == '#' { &mut found.id } else { &mut found.class };
        place.get_or_insert(span);
        return (length > 0).then_some(1 + length);
    }
    if first == '-' {
        return Some(1);
    }
    let key = name(written);
    let value = written.get(key..)?.strip_prefix('=').filter(|_| key > 0)?;
    let (from, length) = match value.chars().next()? {
        quote @ ('"' | '\'') => (1, closing(value.get(1..)?, quote)?),
        _ => (0, value.find(|c: char| c.is_whitespace() || c == '}').unwrap_or(value.len())),
    };
    let start = at + key + 1 + from;
    if &written[..key] == "title" {
        found.title = Some(Span::new(start, start + length));
    }
    Some(key + 1 + length + 2 * from)
}

/// Where `quote` closes what begins `inner`, within as many characters as an attribute may have.
fn closing(inner: &str, quote: char) -> Option<usize> {
    let mut escaped = false;
    let mut letters = inner.char_indices().take(LONGEST);
    let found = letters.find(|&(_, c)| {
        let literal = escaped;
        escaped = c == '\\' && !literal;
        c == quote && !literal
    });
    found.map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn class(line: &str) -> Option<&str> {
        let text = format!(":::{line}\n");
        let found = of_fence(&text, 3)?;
        let class = found.class?.range();
        Some(&line[class.start - 3..class.end - 3])
    }

    /// As `pandoc -t native` (3.9) reads them.
    #[test]
    fn one_word_or_a_list_and_nothing_else() {
        for (line, expected) in [
            (" challenge", Some("challenge")),
            ("challenge", Some("challenge")),
            (" challenge :::", Some("challenge")),
            (" challenge:::", Some("challenge:::")),
            (" {.solution title=\"a } b\"} ::::", Some("solution")),
            ("{.a #b k=v .c}:::", Some("a")),
            ("{#b\n.c}", Some("c")),
            (" challenge hard", None),
            (" a :::b", None),
            (" {.a} b", None),
            (" {.a, b}", None),
            (" {.a\n\n.b}", Some("{.a")),
        ] {
            assert_eq!(class(line), expected, "{line}");
        }
    }

    #[test]
    fn a_long_text_of_any_letters_may_follow() {
        for far in 0..2 {
            let line = format!(" {{.a k=\"v\"}}\n{}{}", "x".repeat(far), "é".repeat(LONGEST));
            assert_eq!(class(&line), Some("a"));
        }
    }
}
