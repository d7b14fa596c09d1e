//! Which lines a pull request's diff shows: a comment can stand nowhere else.

use std::collections::{BTreeMap, HashMap};

/// A side of a diff.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// The base's lines.
    Left,
    /// The contribution's lines.
    Right,
}

/// The lines that the diff shows, by file.
#[derive(Debug, Default)]
pub(super) struct Diff {
    files: HashMap<String, Lines>,
}

/// The lines of one file that the diff shows, each with the number of its hunk.
#[derive(Debug, Default)]
struct Lines {
    right: BTreeMap<u32, (usize, String)>,
    left: BTreeMap<u32, (usize, String)>,
}

impl Diff {
    /// Adds a file's `patch`, as GitHub's API gives it: hunks without a header before them.
    pub(super) fn add(&mut self, path: &str, patch: &str) {
        let mut lines = Lines::default();
        let (mut hunk, mut left, mut right) = (0, 0, 0);
        for line in patch.split('\n') {
            let mark = line.bytes().next();
            let text = || line.get(1..).unwrap_or_default().to_owned();
            match mark {
                Some(b'@') => match starts(line) {
                    Some(starts) => {
                        [left, right] = starts;
                        hunk += 1;
                    }
                    None => break,
                },
                Some(b'-') => {
                    lines.left.insert(left, (hunk, text()));
                    left = left.saturating_add(1);
                }
                Some(b'+' | b' ') => {
                    lines.right.insert(right, (hunk, text()));
                    right = right.saturating_add(1);
                    left = left.saturating_add(u32::from(mark == Some(b' ')));
                }
                // "No newline at end of file", or an end that was cut.
                _ => {}
            }
        }
        self.files.insert(path.to_owned(), lines);
    }

    /// The text of a line, if the diff shows it.
    pub(super) fn line(&self, path: &str, side: Side, line: u32) -> Option<&str> {
        let lines = self.files.get(path)?;
        let side = if side == Side::Left { &lines.left } else { &lines.right };
        side.get(&line).map(|(_, text)| text.as_str())
    }

    /// Whether the diff shows lines that the file has with the contribution: not so where it is removed.
    pub(super) fn has(&self, path: &str) -> bool {
        self.files.get(path).is_some_and(|lines| !lines.right.is_empty())
    }

    /// Whether the diff shows these lines of the contribution, one after the other in one hunk, with exactly this text.
    pub(super) fn shows(&self, path: &str, first: u32, texts: &[String]) -> bool {
        let Some(lines) = self.files.get(path) else { return false };
        let mut found = (0..).zip(texts).map(|(after, text)| {
            let (hunk, shown) = lines.right.get(&first.checked_add(after)?)?;
            (shown == text).then_some(hunk)
        });
        let Some(Some(hunk)) = found.next() else { return false };
        found.all(|found| found == Some(hunk))
    }
}

/// The first lines of a hunk, from `@@ -12,3 +14,5 @@`.
fn starts(line: &str) -> Option<[u32; 2]> {
    let mut words = line.split(' ').skip(1);
    let mut first = |mark| words.next()?.strip_prefix(mark)?.split(',').next()?.parse().ok();
    Some([first('-')?, first('+')?])
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATCH: &str =
        "@@ -1,3 +1,4 @@ # Titre\n un\n-deux\n+DEUX\n+et demi\n trois\n@@ -10 +11 @@\n-dix\n+DIX\n\\ No newline at end of file";

    #[test]
    fn lines_are_those_of_their_side() {
        let mut diff = Diff::default();
        diff.add("a.md", PATCH);
        let right = |line| diff.line("a.md", Side::Right, line);
        assert_eq!([1, 2, 3, 4, 5, 11].map(right), [Some("un"), Some("DEUX"), Some("et demi"), Some("trois"), None, Some("DIX")]);
        let left = |line| diff.line("a.md", Side::Left, line);
        assert_eq!([1, 2, 10, 11].map(left), [None, Some("deux"), Some("dix"), None]);
        assert_eq!(diff.line("b.md", Side::Right, 1), None);
    }

    #[test]
    fn a_range_stands_in_one_hunk_and_says_what_it_is_said_to() {
        let mut diff = Diff::default();
        diff.add("a.md", "@@ -1 +1,2 @@\n a\n+b\n@@ -2 +3 @@\n+c");
        let shows = |first, texts: &[&str]| diff.shows("a.md", first, &texts.iter().map(|&t| t.to_owned()).collect::<Vec<_>>());
        assert!(shows(1, &["a", "b"]) && shows(3, &["c"]));
        assert!(!shows(2, &["b", "c"]) && !shows(1, &["a", "x"]) && !shows(2, &["b", "c", "d"]) && !shows(1, &[]));
        assert!(!diff.shows("a.md", u32::MAX, &["a".into(), "b".into()]));
    }

    proptest::proptest! {
        #[test]
        fn no_patch_is_too_strange(patch in "(@@ -[0-9]{1,11},1 \\+[0-9]{1,11} @@|[-+ é\\\\@]x?|\\n){0,20}") {
            let mut diff = Diff::default();
            diff.add("a.md", &patch);
            diff.line("a.md", Side::Right, 1);
        }
    }
}
