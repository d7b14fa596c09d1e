//! Words in lines: how wide they are, where a line breaks.

use super::Style;
use crate::language::Language;
use crate::pipeline::Counts;
use crate::say;
use std::io::{self, Write};
use unicode_width::UnicodeWidthStr as _;

/// A number with its noun, which has two forms; French takes the first one for zero too.
pub(crate) fn count(n: usize, language: Language, fr: [&str; 2], en: [&str; 2]) -> String {
    let noun = match language {
        Language::Fr => fr[usize::from(n > 1)],
        Language::En => en[usize::from(n != 1)],
    };
    format!("{n}\u{a0}{noun}")
}

/// What is said above the findings that a contribution's own configuration and baseline leave out.
pub(crate) fn unsaid(language: Language) -> String {
    say!(language,
        fr: "Nouveaux, et passés sous silence par la configuration ou les constats connus de cette contribution",
        en: "New, and left out by this contribution's own configuration or baseline")
}

/// How many documents were checked, and of how many of them the findings are shown, where that is not all.
pub(super) fn documents(counts: Counts, language: Language) -> String {
    let all =
        count(counts.documents, language, ["document vérifié", "documents vérifiés"], ["document checked", "documents checked"]);
    match counts.shown {
        Some(shown) => {
            let shown = count(shown, language, ["montré", "montrés"], ["shown", "shown"]);
            say!(language, fr: "{all}, dont {shown}", en: "{all}, {shown}")
        }
        None => all,
    }
}

/// Columns that `text` takes on a terminal.
pub(super) fn columns(text: &str) -> usize {
    text.width()
}

/// `text` in lines of at most `width` columns, broken at spaces (never at a no-break space); a word that is wider
/// stands alone.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let wide = columns(word);
        if used > 0 && used + 1 + wide > width {
            lines.push(String::new());
            used = 0;
        }
        if let Some(line) = lines.last_mut() {
            if used > 0 {
                line.push(' ');
                used += 1;
            }
            line.push_str(word);
            used += wide;
        }
    }
    lines
}

/// Writes `text` broken to the terminal's width.
pub(super) fn paragraph(text: &str, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    match style.width {
        Some(width) => wrap(text, width).iter().try_for_each(|line| writeln!(out, "{line}")),
        None => writeln!(out, "{text}"),
    }
}

/// `text` in exactly `width` columns: filled with spaces, or cut with an ellipsis.
pub(super) fn fit(text: &str, width: usize) -> String {
    let mut out = cut(text, width);
    let used = columns(&out);
    out.extend(std::iter::repeat_n(' ', width.saturating_sub(used)));
    out
}

/// `text` in at most `width` columns, cut with an ellipsis.
pub(super) fn cut(text: &str, width: usize) -> String {
    if columns(text) <= width {
        return text.to_owned();
    }
    let mut out = String::new();
    for c in text.chars() {
        out.push(c);
        if columns(&out) + 1 > width {
            out.pop();
            break;
        }
    }
    out.push('…');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_at_spaces_and_keep_no_break_spaces() {
        assert_eq!(wrap("un deux\u{a0}! trois", 7), ["un", "deux\u{a0}!", "trois"]);
        assert_eq!(wrap("démesurément", 4), ["démesurément"]);
    }

    #[test]
    fn wide_characters_count_twice() {
        assert_eq!(cut("漢字漢字", 5), "漢字…");
        assert_eq!(fit("漢", 4), "漢  ");
    }
}
