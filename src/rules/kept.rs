//! The parts of a page that a program keeps, between two comments by which it finds them again: tables of contributors, of
//! contents, of sponsors. Nobody fixes by hand what a program writes again.

use crate::text::Span;

/// Words in comments that speak to other linters and formatters, and of parts that people write.
const OTHERS: &[&str] =
    &["acquis", "cspell", "disable", "enable", "format", "ignore", "lint", "prettier", "region", "spell", "vale"];

/// The parts of `text` that a program keeps, in order.
pub(super) fn parts(text: &str) -> Vec<Span> {
    let mut open: Vec<(String, usize)> = Vec::new();
    let mut found = Vec::new();
    for start in memchr::memmem::find_iter(text.as_bytes(), "<!--") {
        let Some(inner) = text.get(start + 4..).and_then(|rest| rest.split_once("-->")).map(|(inner, _)| inner) else { break };
        match mark(inner) {
            Some((true, name)) => open.push((name, start)),
            Some((false, name)) => {
                if let Some(at) = open.iter().rposition(|(known, _)| *known == name) {
                    found.push(Span::new(open[at].1, start));
                    open.truncate(at);
                }
            }
            None => {}
        }
        // No page has more: a file of nothing but such comments must not cost more than its length.
        if open.len() > 50 {
            break;
        }
    }
    found.sort();
    found
}

/// Whether `span` stands in one of `parts`.
pub(super) fn holds(parts: &[Span], span: Span) -> bool {
    parts.iter().any(|part| part.contains(span))
}

/// Whether a comment begins (`true`) or ends such a part, and the part's name.
fn mark(comment: &str) -> Option<(bool, String)> {
    let words: Vec<String> =
        comment.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).take(6).map(str::to_lowercase).collect();
    let at = words.iter().position(|word| matches!(word.as_str(), "start" | "begin" | "end"))?;
    if words.iter().any(|word| OTHERS.iter().any(|other| word.contains(other))) {
        return None;
    }
    let name = if at > 0 { &words[..at] } else { &words[1..words.len().min(3)] };
    (!name.is_empty()).then(|| (words[at] != "end", name.join(" ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_stand_between_comments_of_one_name() {
        for (begin, end) in [
            ("ALL-CONTRIBUTORS-LIST:START - Do not remove or modify this section", "ALL-CONTRIBUTORS-LIST:END"),
            ("START doctoc generated TOC please keep comment here", "END doctoc generated TOC please keep comment here"),
            ("readme: contributors -start", "readme: contributors -end"),
            ("BEGIN_TF_DOCS", "END_TF_DOCS"),
        ] {
            let text = format!("a\n\n<!-- {begin} -->\n<!-- prettier-ignore-start -->\n| a |\n<!-- {end} -->\n\nb\n");
            let parts = parts(&text);
            let inside = text.find("| a |").map(|at| Span::new(at, at + 5)).unwrap_or_default();
            assert!(holds(&parts, inside), "{begin}");
            assert!(!holds(&parts, Span::new(0, 1)), "{begin}");
        }
        for text in
            ["<!-- prettier-ignore-start -->a<!-- prettier-ignore-end -->", "<!-- start here -->a<!-- the end -->", "<!-- a"]
        {
            assert!(parts(text).is_empty(), "{text}");
        }
    }
}
