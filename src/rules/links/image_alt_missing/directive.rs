//! Images that a directive shows (`{figure}`, `{image}`, `:::image`), whose text is an option of it.

use crate::document::{Dialect, Document, Link, LinkKind};

/// So many lines of options are read.
const LINES: usize = 40;

/// So many directives around an image are looked at.
const NEAR: usize = 8;

/// The text of a directive's image.
pub(super) enum Text<'a> {
    Given(&'a str),
    Missing,
    /// The directive says that it is an ornament, or shows the image once more.
    NotNeeded,
}

/// Whether nothing but the path of the image is written: it is the argument of a directive.
pub(super) fn is_one(link: &Link) -> bool {
    link.image && link.kind == LinkKind::Inline && link.span == link.target_span
}

/// What the directive of `link` says of the image.
pub(super) fn text<'a>(document: &'a Document, link: &Link) -> Text<'a> {
    let (text, start, end) = (document.source.text(), link.span.start as usize, link.span.end as usize);
    if document.dialect == Dialect::Docfx {
        let before = text[..start].rsplit('\n').next().unwrap_or_default();
        let after = text[end..].split('\n').next().unwrap_or_default();
        let ornament = before.contains("lightbox=\"") && before.ends_with("lightbox=\"")
            || [before, after].iter().any(|part| part.contains("type=\"icon\""));
        let given = [before, after].into_iter().find_map(|part| part.split_once(" alt-text=\"")?.1.split('"').next());
        return match given.map(str::trim).filter(|given| !given.is_empty()) {
            _ if ornament => Text::NotNeeded,
            Some(given) => Text::Given(given),
            None => Text::Missing,
        };
    }
    match option(&text[end..]) {
        Some("") => Text::NotNeeded,
        Some(given) => Text::Given(given),
        None => Text::Missing,
    }
}

/// The value of `:alt:`, or of `alt:` in a block of YAML, among the options that `rest` begins with after its first line.
fn option(rest: &str) -> Option<&str> {
    let mut lines = rest.lines().skip(1).take(LINES).map(str::trim).peekable();
    let yaml = lines.next_if_eq(&"---").is_some();
    while let Some(line) = lines.next() {
        let option = if yaml { Some(line).filter(|line| *line != "---")? } else { line.strip_prefix(':')? };
        let Some((key, value)) = option.split_once(':') else { continue };
        if key.trim() == "alt" {
            let value = value.trim().trim_matches(['"', '\'']);
            // A longer text may begin on the next line.
            let folded = matches!(value, "" | "|" | ">" | ">-" | "|-");
            return Some(if folded {
                lines.peek().copied().filter(|next| !next.starts_with([':', '`', '~', '-'])).unwrap_or("")
            } else {
                value
            });
        }
    }
    None
}

/// Whether the directive that shows the image has lines of text as well: its caption.
pub(super) fn is_captioned(document: &Document, image: &Link) -> bool {
    if document.dialect != Dialect::Myst {
        return false;
    }
    let rest = document.source.text().get(image.span.end as usize..).unwrap_or_default();
    let after = document.divs.partition_point(|div| div.span.start < image.span.start);
    let around = || document.divs[..after].iter().rev().take(NEAR).find(|div| div.span.contains(image.span));
    if !is_one(image) && around().is_none_or(|div| &*div.class != "figure-md") {
        return false;
    }
    let mut lines = rest.lines().skip(1).take(LINES).map(str::trim).peekable();
    if lines.next_if_eq(&"---").is_some() {
        lines.by_ref().find(|line| *line == "---");
    }
    let is_option = |line: &&str| line.strip_prefix(':').is_some_and(|option| !option.starts_with(':') && option.contains(':'));
    let first = lines.find(|line| !line.is_empty() && !is_option(line)).unwrap_or_default();
    first.contains(char::is_alphabetic) && !first.starts_with(['`', '~', ':'])
}

#[cfg(test)]
mod tests {
    use super::option;

    #[test]
    fn the_text_is_found_among_the_options() {
        assert_eq!(option("\n:width: 3\n:alt: Une ruche\n```"), Some("Une ruche"));
        assert_eq!(option("\n---\nalt: \"Une: ruche\"\n---\n"), Some("Une: ruche"));
        assert_eq!(option("\n---\nalt: |\n  Une ruche\n---\n"), Some("Une ruche"));
        assert_eq!((option("\n:alt:\n```"), option("\n:width: 3\n\n:alt: x\n"), option("")), (Some(""), None, None));
    }
}
