//! Text of a repository shown on a terminal or in a log: what could steer either is made visible.
//!
//! A pull request chooses its own text and file names; neither may colour, hide or forge a line of ours.

use std::borrow::Cow;

/// Whether `c` could steer a terminal or hide text: controls (the line feed too), bidirectional overrides,
/// invisible separators.
pub fn steers(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2028}' | '\u{2029}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// Whether `c` behind `before` begins a command in the log of GitHub Actions, wherever in a line it stands: `##[`. The other
/// form, `::` at the start of a line, is a matter of what stands there.
pub fn commands(before: &str, c: char) -> bool {
    c == '[' && before.ends_with("##")
}

/// `text` on one line, every steering character as `\u{…}`, and `##[` parted; the tab stays.
pub fn visible(text: &str) -> Cow<'_, str> {
    escape(text, |c| c == '\t')
}

/// As [`visible`], but tabs and line endings stay: for whole sources of snippets.
pub fn visible_lines(text: &str) -> Cow<'_, str> {
    escape(text, |c| matches!(c, '\t' | '\n' | '\r'))
}

/// `text` on one line as Markdown that reads as itself wherever Markdown stands: no markup, no HTML, no link, no mention, no
/// reference to an issue (`#1`, `GH-1`), no end of a table's cell.
pub fn markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let text = visible(text);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let numbered = chars.peek().is_some_and(char::is_ascii_digit);
        match c {
            '<' | '>' | '&' => out.push_str(entity(c)),
            // As an entity it would be a mention still, and with nothing after it, it is none.
            '@' => out.push_str("@&#8203;"),
            '\t' => out.push(' '),
            // Forges look for references in the text that a reader sees: only what nobody sees parts them.
            '#' if numbered => out.push_str("\\#&#8203;"),
            '-' if numbered && ends_with(&out, "gh") => out.push_str("-&#8203;"),
            '.' if ends_with(&out, "www") => out.push_str("&#46;"),
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '#' | '|' | '~' | '$' | ':' | '!' | '(' | ')' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

/// Whether `text` ends with `end`, which is in small letters of ASCII, in any letter case.
fn ends_with(text: &str, end: &str) -> bool {
    text.len().checked_sub(end.len()).and_then(|at| text.get(at..)).is_some_and(|tail| tail.eq_ignore_ascii_case(end))
}

/// What stands for a character that begins or ends something in HTML and XML.
fn entity(c: char) -> &'static str {
    match c {
        '<' => "&lt;",
        '>' => "&gt;",
        '&' => "&amp;",
        '"' => "&quot;",
        _ => "&#39;",
    }
}

/// `text` on one line as it may stand in an element or an attribute of XML and HTML.
pub fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in visible(text).chars() {
        match c {
            '<' | '>' | '&' | '"' | '\'' => out.push_str(entity(c)),
            // No document of XML may hold them, however they are written.
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

fn escape(text: &str, keep: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.chars().any(|c| steers(c) && !keep(c)) && !text.contains("##[") {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            c if commands(&out, c) => out.extend(['\\', c]),
            c if !steers(c) || keep(c) => out.push(c),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            c => out.extend(c.escape_unicode()),
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_lose_their_power() {
        assert_eq!(visible("a\u{1b}[31mb\nc"), "a\\u{1b}[31mb\\nc");
        assert_eq!(visible("\u{202e}x\té"), "\\u{202e}x\té");
        assert_eq!(xml("<a b='\"&\u{0}\u{ffff}'>"), "&lt;a b=&#39;&quot;&amp;\\u{0}\u{fffd}&#39;&gt;");
        assert_eq!(
            markdown("www.a.fr #1 GH-2 o/r#3 @moi x-1"),
            "www&#46;a.fr \\#&#8203;1 GH-&#8203;2 o/r\\#&#8203;3 @&#8203;moi x-1"
        );
        assert_eq!(visible("##[a] #[b] ###[c]"), "##\\[a] #[b] ###\\[c]");
    }
}
