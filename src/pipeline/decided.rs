//! What an author has told another linter to let pass is decided: worth knowing and no more. `<!-- markdownlint-disable MD001 -->`
//! names the fault that a rule of ours finds; so does `MD001: false` in its configuration. A file that it ignores is not written for
//! people to read its source, and often by a program: what is said of its style is not more than worth knowing.

mod settings;

use crate::document::Source;
use crate::finding::Finding;
use crate::paths::Paths;
use crate::rules::{self, book};
use settings::Settings;
use std::collections::HashMap;
use std::sync::Arc;

/// How a comment to that linter begins, before what it does.
const MARK: &str = "<!-- markdownlint-";

/// How many bytes such a comment has at most.
const LONGEST: usize = 500;

/// How many of them one file has at most.
const MOST: usize = 500;

/// Says which of `findings` are minor because an author has decided that they may stand, in the file or for all of `paths`.
pub(super) fn settle(findings: &mut [Finding], paths: &dyn Paths) {
    let mut settings = Settings::new(paths);
    let mut read: HashMap<Arc<str>, Vec<Comment>> = HashMap::new();
    for finding in findings.iter_mut().filter(|finding| !finding.minor) {
        let Some(page) = book::page(finding.rule) else { continue };
        let source = &finding.place.source;
        let is_style = !page.markdownlint.is_empty() || page.about != book::About::Target && rules::is_about_text(finding.rule);
        if is_style && settings.ignore(source.path()) {
            finding.minor = true;
        }
        if page.markdownlint.is_empty() || finding.minor {
            continue;
        }
        let comments = read.entry(Arc::clone(&source.path)).or_insert_with(|| comments(source));
        finding.minor = settings.turn_off(source, &page.markdownlint)
            || !comments.is_empty() && is_allowed(comments, finding.place.start().line, &page.markdownlint);
    }
}

/// A comment to that linter.
struct Comment {
    line: u32,
    /// What it does, and the names of what it does that with; none: with all.
    words: String,
}

/// The comments of `source` to that linter, in order.
fn comments(source: &Source) -> Vec<Comment> {
    let text = source.text();
    let found = memchr::memmem::find_iter(text.as_bytes(), MARK.as_bytes()).take(MOST).filter_map(|start| {
        let rest = &text.as_bytes()[start + MARK.len()..];
        let end = rest.iter().take(LONGEST).position(|byte| *byte == b'>')?;
        let words = String::from_utf8_lossy(&rest[..end]).to_ascii_lowercase().replace("--", " ");
        Some(Comment { line: source.position(start as u32).line, words })
    });
    found.collect()
}

/// Whether one of `comments` lets one of `names` pass on `line`.
fn is_allowed(comments: &[Comment], line: u32, names: &[String]) -> bool {
    let mut allowed = false;
    for comment in comments {
        let mut words = comment.words.split_ascii_whitespace();
        let does = words.next().unwrap_or_default();
        let mut named = words.peekable();
        if named.peek().is_some() && !named.any(|word| names.iter().any(|name| name == word)) {
            continue;
        }
        match does {
            "disable-file" => return true,
            "disable-line" if comment.line == line => return true,
            "disable-next-line" if comment.line + 1 == line => return true,
            "disable" if comment.line < line => allowed = true,
            "enable" if comment.line < line => allowed = false,
            _ => {}
        }
    }
    allowed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_allow_what_they_name() {
        let allowed = |before: &str, after: &str| {
            let source = Source::new("a.md", format!("{before}# A\n{after}"));
            let line = source.position(before.len() as u32).line;
            is_allowed(&comments(&source), line, &["md001".to_owned(), "heading-increment".to_owned()])
        };
        for (before, after) in [
            ("<!-- markdownlint-disable heading-increment -->\n\ntext\n\n", ""),
            ("<!-- markdownlint-disable MD013 MD001-->\n", ""),
            ("<!-- markdownlint-disable -->\n", ""),
            ("<!-- markdownlint-disable-next-line MD001 -->\n", ""),
            ("", "\n<!-- markdownlint-disable-file MD001 -->\n"),
        ] {
            assert!(allowed(before, after), "{before}{after}");
        }
        for (before, after) in [
            ("", ""),
            ("<!-- markdownlint-disable MD013 -->\n", ""),
            ("<!-- markdownlint-disable MD001 -->\n<!-- markdownlint-enable MD001 -->\n", ""),
            ("<!-- markdownlint-disable-next-line MD001 -->\n\n", ""),
            ("", "<!-- markdownlint-disable MD001 -->\n"),
        ] {
            assert!(!allowed(before, after), "{before}{after}");
        }
    }
}
