//! The text of one file with its path: what places are measured in.

use crate::text::{LineIndex, Position, Span, spare};
use std::fmt;
use std::sync::{Arc, OnceLock};

/// Reads the text of the file at a path once more; `None` if that is not possible now.
pub type Reread = Arc<dyn Fn(&str) -> Option<String> + Send + Sync>;

/// What the path of a commit's message begins with.
const COMMIT: &str = "commit ";

/// The text of one file of a snapshot.
///
/// Of most documents nobody asks for the text once its facts are known, and all texts together are most of what a run
/// would have to keep: [`Source::released`] gives the text back, and the rare question reads the file again.
#[derive(Debug)]
pub struct Source {
    /// Path from the root of the repository, `/` between folders. Bytes that are not UTF-8 are shown as `\xNN`. Of the
    /// message of a commit: `commit ` and the short name of the commit, which [`is_commit`] tells from paths.
    pub path: Arc<str>,
    text: Text,
    /// Of the text: when it is given back, a file that changes meanwhile is not that text.
    hash: u64,
    lines: OnceLock<LineIndex>,
}

enum Text {
    Held(String),
    Released { reread: Reread, text: OnceLock<Option<String>> },
}

impl fmt::Debug for Text {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Held(text) => text.fmt(formatter),
            Self::Released { text, .. } => text.fmt(formatter),
        }
    }
}

impl Source {
    /// The text of the file at `path`.
    pub fn new(path: impl Into<Arc<str>>, text: String) -> Arc<Self> {
        Arc::new(Self { path: path.into(), hash: hash(&text), text: Text::Held(text), lines: OnceLock::new() })
    }

    /// The message of the commit of that short name: no file, and yet a text in which places can be shown.
    pub fn of_commit(short: &str, message: &str) -> Arc<Self> {
        Self::new(format!("{COMMIT}{short}"), message.to_owned())
    }

    /// The same file without its text, which `reread` gives again when it is asked for.
    pub fn released(&self, reread: &Reread) -> Arc<Self> {
        let text = Text::Released { reread: Arc::clone(reread), text: OnceLock::new() };
        Arc::new(Self { path: Arc::clone(&self.path), text, hash: self.hash, lines: OnceLock::new() })
    }

    /// The same file once more: of a text that was given back, what is read again for the copy is given back with it.
    pub fn copied(&self) -> Arc<Self> {
        match &self.text {
            Text::Held(text) => Self::new(Arc::clone(&self.path), text.clone()),
            Text::Released { reread, .. } => self.released(reread),
        }
    }

    /// Gives the buffer of the text to the next document, where nothing else holds this one.
    pub(super) fn recycle(self: Arc<Self>) {
        if let Some(Self { text: Text::Held(text), .. }) = Arc::into_inner(self) {
            spare::give(text.into_bytes());
        }
    }

    /// Path from the root of the repository.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The whole text, a byte order mark included; empty if it was given back and [is lost](Self::is_lost).
    pub fn text(&self) -> &str {
        match &self.text {
            Text::Held(text) => text,
            Text::Released { reread, text } => {
                text.get_or_init(|| reread(&self.path).filter(|text| hash(text) == self.hash)).as_deref().unwrap_or_default()
            }
        }
    }

    /// Whether the text was asked for after it had been given back, and the file had changed or vanished by then.
    pub fn is_lost(&self) -> bool {
        matches!(&self.text, Text::Released { text, .. } if text.get().is_some_and(Option::is_none))
    }

    /// How its lines end, as the first one does: with LF, CRLF or a lone CR.
    pub fn line_end(&self) -> &'static str {
        let text = self.text().as_bytes();
        match memchr::memchr2(b'\n', b'\r', text) {
            Some(at) if text[at..].starts_with(b"\r\n") => "\r\n",
            Some(at) if text[at] == b'\r' => "\r",
            _ => "\n",
        }
    }

    /// What to take out of the text so that `span` is gone: with its lines where nothing else stands on them, and with the
    /// blank line that would else be the second in a row.
    pub fn without(&self, span: Span) -> Span {
        let text = self.text();
        let (before, after) =
            (text.get(..span.range().start).unwrap_or_default(), text.get(span.range().end..).unwrap_or_default());
        let start = before.trim_end_matches([' ', '\t']);
        let ended = |rest: &str| rest.starts_with("\r\n").then_some(2).or_else(|| rest.starts_with(['\n', '\r']).then_some(1));
        let rest = after.trim_start_matches([' ', '\t']);
        let alone = start.is_empty() || start.ends_with(['\n', '\r']);
        let Some(end) = ended(rest).filter(|_| alone) else { return span };
        let mut end = text.len() - rest.len() + end;
        let blank_before = start.is_empty() || start.ends_with("\n\n") || start.ends_with("\n\r\n") || start.ends_with("\r\r");
        if let Some(blank) = text.get(end..).and_then(ended).filter(|_| blank_before) {
            end += blank;
        }
        Span::new(start.len(), end)
    }

    /// Where its lines start; found when first asked for.
    pub fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(self.text()))
    }

    /// Line and column of the byte at `offset`.
    pub fn position(&self, offset: u32) -> Position {
        self.lines().position(self.text(), offset)
    }

    /// The line (from 1) of the byte at `offset`.
    pub fn line(&self, offset: u32) -> u32 {
        self.lines().line(offset)
    }
}

/// Whether `path`, of a [`Source`], names a commit whose message is the text, and not a file.
pub fn is_commit(path: &str) -> bool {
    let name = path.strip_prefix(COMMIT);
    name.is_some_and(|name| name.len() >= 4 && name.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

fn hash(text: &str) -> u64 {
    xxhash_rust::xxh3::xxh3_64(text.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_removal_leaves_no_empty_line_behind() {
        for (text, what, left) in [
            ("a\n\n<!-- x -->\n\nb\n", "<!-- x -->", "a\n\nb\n"),
            ("a\r\n\r\n<!-- x -->\r\n\r\nb", "<!-- x -->", "a\r\n\r\nb"),
            ("a\n<!-- x -->\nb\n", "<!-- x -->", "a\nb\n"),
            ("<!-- x -->\n\nb\n", "<!-- x -->", "b\n"),
            ("a <!-- x -->\nb\n", "<!-- x -->", "a \nb\n"),
            ("[a]: b\n[c]: d\n", "[a]: b", "[c]: d\n"),
            ("[a]: b", "[a]: b", ""),
        ] {
            let start = text.find(what).unwrap();
            let gone = Source::new("a.md", text.to_owned()).without(Span::new(start, start + what.len())).range();
            assert_eq!(format!("{}{}", &text[..gone.start], &text[gone.end..]), left, "{text:?}");
        }
    }

    #[test]
    fn commits_are_told_from_files() {
        assert!(is_commit(Source::of_commit("1a2b3c4", "Sow").path()));
        assert!(["commit notes.md", "commit ", "commits/1a2b3c4", "1a2b3c4"].iter().all(|path| !is_commit(path)));
    }

    #[test]
    fn a_text_given_back_is_read_again_or_known_to_be_lost() {
        let source = Source::new("a.md", "# É\nb\n".to_owned());
        let same: Reread = Arc::new(|path| (path == "a.md").then(|| "# É\nb\n".to_owned()));
        let released = source.released(&same);
        assert!(!released.is_lost(), "nobody asked yet");
        assert_eq!((released.text(), released.position(5)), (source.text(), source.position(5)));
        assert!(!released.is_lost());
        for reread in [Arc::new(|_: &str| Some("# Autre\nb\n".to_owned())) as Reread, Arc::new(|_: &str| None)] {
            let lost = source.released(&reread);
            assert_eq!((lost.text(), lost.line(5), lost.is_lost()), ("", 1, true));
        }
    }
}
