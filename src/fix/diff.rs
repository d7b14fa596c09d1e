//! Changes as a unified diff, as `git apply` and `patch -p1` read it.

use super::Change;
use similar::TextDiff;
use std::io::{self, Write};

/// Lines of context around a change.
const CONTEXT: usize = 3;

/// Writes the change of the file at `path` (from the root of the repository). A line feed ends a line, and it alone: a
/// carriage return is part of its line.
///
/// # Errors
/// Those of `out`.
pub fn diff(path: &str, change: &Change, out: &mut dyn Write) -> io::Result<()> {
    let before: Vec<&str> = change.before.split_inclusive('\n').collect();
    let after: Vec<&str> = change.after.split_inclusive('\n').collect();
    let diff = TextDiff::configure().newline_terminated(true).diff_slices(&before, &after);
    let (old, new) = (name("a", path), name("b", path));
    diff.unified_diff().context_radius(CONTEXT).header(&old, &new).to_writer(out)
}

/// A file's name as git writes it: in quotes where a character could end it too early, and with a tab behind it where a
/// space could.
fn name(side: &str, path: &str) -> String {
    if !path.contains(|c: char| c.is_control() || matches!(c, '"' | '\\')) {
        let tab = if path.contains(' ') { "\t" } else { "" };
        return format!("{side}/{path}{tab}");
    }
    let mut quoted = format!("\"{side}/");
    for c in path.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => {
                let mut bytes = [0; 4];
                quoted.extend(c.encode_utf8(&mut bytes).bytes().map(|byte| format!("\\{byte:03o}")));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_can_forge_no_line() {
        assert_eq!(name("a", "docs/été.md"), "a/docs/été.md");
        assert_eq!(name("a", "b c.md"), "a/b c.md\t");
        assert_eq!(name("b", "a\n+++ \"x\".md"), "\"b/a\\012+++ \\\"x\\\".md\"");
    }
}
