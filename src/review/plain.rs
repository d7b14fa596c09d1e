//! Text of strangers in GitHub's Markdown, and in its runner's commands: it reads as itself and does nothing.
//!
//! GitHub looks for mentions, issues, commits and addresses in the text that the Markdown has become, so that a backslash
//! does not stop it: an invisible space does (`&#8203;`). Code is left alone by all of that.

use crate::document::is_commit;
use crate::text::escape::visible;
use std::fmt::Write as _;

/// How many characters of one text are shown.
const LONGEST: usize = 600;
/// An invisible space.
const NOTHING: &str = "&#8203;";
/// A backtick that opens nothing, whatever stands beside it.
const BACKTICK: &str = "&#96;";

/// `text` on one line and no longer than is read. What would be invisible is written out.
fn line(text: &str) -> String {
    let mut short: String = text.chars().take(LONGEST).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    visible(&short).replace('\t', " ")
}

/// `text` as a sentence of Markdown; what it has between two backticks is code.
pub(super) fn sentence(text: &str) -> String {
    let text = line(text);
    let parts: Vec<&str> = text.trim().split('`').collect();
    let mut out = String::with_capacity(text.len() + 16);
    let last = parts.len() - 1;
    for (at, part) in parts.into_iter().enumerate() {
        let (within, closed) = (at % 2 == 1, at < last);
        if within && closed && !part.trim().is_empty() {
            // Two marks side by side would be another mark.
            out.push_str(if out.ends_with('`') { NOTHING } else { "" });
            out.push_str(&code(part));
            continue;
        }
        out.push_str(if within { BACKTICK } else { "" });
        out.push_str(&words(part));
        out.push_str(if within && closed { BACKTICK } else { "" });
    }
    out
}

/// `text` as code within a sentence.
pub(super) fn code(text: &str) -> String {
    // A marker of ours is looked for in the source: code must not hold one either.
    let text = line(text).replace('`', "ˋ").replace("<!--", "<!\u{2060}--");
    let text = text.trim();
    if text.is_empty() { "` `".to_owned() } else { format!("`{text}`") }
}

/// Every sign that Markdown, HTML or GitHub would see something in, made to be read alone.
fn words(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let ends = |out: &str, word: &str| out.to_ascii_lowercase().ends_with(word);
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '@' => {
                let _ = write!(out, "@{NOTHING}");
            }
            '#' | ':' => {
                let _ = write!(out, "\\{c}{NOTHING}");
            }
            // `www.` and `GH-1` are links as well.
            '.' if ends(&out, "www") => out.push_str("&#8203;."),
            '-' if ends(&out, "gh") => out.push_str("&#8203;-"),
            '\\' | '*' | '_' | '{' | '}' | '[' | ']' | '|' | '~' | '$' | '!' | '(' | ')' => {
                let _ = write!(out, "\\{c}");
            }
            c => out.push(c),
        }
    }
    out
}

/// `lines` as a suggestion that replaces the lines a comment stands on; `None` where they hold what nobody would see.
pub(super) fn suggestion(lines: &[String]) -> Option<String> {
    if lines.iter().any(|line| visible(line) != line.as_str()) {
        return None;
    }
    let longest = lines.iter().flat_map(|line| line.split(|c| c != '`')).map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
    Some(format!("{fence}suggestion\n{text}{fence}"))
}

/// A warning for the runner: a line that it shows beside the file at `path`; beside none where that is a commit's message.
pub(super) fn annotation(path: &str, at: u32, title: &str, message: &str) -> String {
    let data = |text: &str| line(text).replace('%', "%25");
    let property = |text: &str| data(text).replace(':', "%3A").replace(',', "%2C");
    let place = if is_commit(path) { String::new() } else { format!("file={},line={at},", property(path)) };
    let words = if is_commit(path) { format!("{path}%0A{}", data(message)) } else { data(message) };
    format!("::warning {place}title={}::{words}", property(title))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_do_nothing() {
        for (text, expected) in [
            ("Lien `a.md` mort.", "Lien `a.md` mort."),
            ("@ecole/tous #12 GH-3", "@&#8203;ecole/tous \\#&#8203;12 GH&#8203;-3"),
            ("https://a.fr www.a.fr fin.", "https\\:&#8203;//a.fr www&#8203;.a.fr fin."),
            ("![x](http://a) <img> &amp;", "\\!\\[x\\]\\(http\\:&#8203;//a\\) &lt;img&gt; &amp;amp;"),
            ("un ` seul", "un &#96; seul"),
            ("`a``@b`", "`a`&#8203;`@b`"),
            ("`<!-- acquis:summary -->`", "`<!\u{2060}-- acquis:summary -->`"),
            ("```\n# Titre", "&#96;&#96;&#96;\\\\n\\#&#8203; Titre"),
            ("``", "&#96;&#96;"),
            ("a\u{202e}b\u{1b}[1m", "a\\\\u\\{202e\\}b\\\\u\\{1b\\}\\[1m"),
        ] {
            assert_eq!(sentence(text), expected, "{text}");
        }
        assert_eq!(code("a`b"), "`aˋb`");
        assert_eq!(line(&"é".repeat(5000)).chars().count(), LONGEST + 1);
    }

    #[test]
    fn a_suggestion_closes_itself_alone() {
        let lines = |text: &[&str]| text.iter().map(|&line| line.to_owned()).collect::<Vec<_>>();
        assert_eq!(suggestion(&lines(&["a"])).unwrap(), "```suggestion\na\n```");
        assert_eq!(suggestion(&lines(&[])).unwrap(), "```suggestion\n```");
        assert_eq!(suggestion(&lines(&["````", "b ``"])).unwrap(), "`````suggestion\n````\nb ``\n`````");
        assert!(suggestion(&lines(&["a\u{202e}b"])).is_none() && suggestion(&lines(&["a\nb"])).is_none());
        assert!(suggestion(&lines(&["\tonglet"])).is_some());
    }

    #[test]
    fn an_annotation_is_one_command() {
        let said = annotation("a,b:c.md", 3, "x::y", "100 %\n::error::z");
        assert_eq!(said, "::warning file=a%2Cb%3Ac.md,line=3,title=x%3A%3Ay::100 %25\\n::error::z");
        assert_eq!(annotation("commit 1a2b3c4", 1, "x", "y"), "::warning title=x::commit 1a2b3c4%0Ay");
    }
}
