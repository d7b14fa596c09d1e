//! Hugo's shortcodes: it takes them out before Markdown is read, and fills them in afterwards. So nothing in them ends a target
//! or a title (tried with Hugo 0.168).

use super::draft::Draft;
use super::lines::{Line, outside_code};
use memchr::{memchr, memmem};
use std::ops::Range;

/// A shortcode in a target has no more bytes than this: what is looked for is not far.
const LONGEST: usize = 1024;

/// Leaves nothing but letters in the shortcodes of targets and titles.
pub(super) fn prepare(draft: &mut Draft<'_>) {
    let bytes = draft.text.as_bytes();
    if memmem::find(bytes, b"{{<").is_none() && memmem::find(bytes, b"{{%").is_none() {
        return;
    }
    for line in outside_code(draft.lines()).filter(|line| line.written.contains("{{")) {
        targets(draft, &line);
    }
}

fn targets(draft: &mut Draft<'_>, line: &Line<'_>) {
    if let Some(at) = definition(line.written) {
        let found = shortcodes(line.written, at, |_| false).0;
        return hide(draft, line, &found);
    }
    let bytes = line.written.as_bytes();
    let (mut done, mut ticks) = (0, 0);
    for at in memmem::find_iter(bytes, b"](").map(|at| at + 2) {
        // Every byte is looked at once, however many targets begin on the line.
        if at < done {
            continue;
        }
        ticks += bytes[done..at].iter().filter(|&&byte| byte == b'`').count();
        let mut depth = 0usize;
        let (found, end) = shortcodes(line.written, at, |byte| {
            match byte {
                b'(' => depth += 1,
                b')' if depth == 0 => return true,
                b')' => depth -= 1,
                _ => {}
            }
            false
        });
        done = end;
        // What no bracket closes is no target, nor is what stands in code.
        if end < bytes.len() && ticks % 2 == 0 {
            hide(draft, line, &found);
        }
    }
}

/// Where the target begins on a line that defines a label.
fn definition(written: &str) -> Option<usize> {
    let inner = written.trim_start_matches(['>', ' ', '\t']);
    let label = inner.strip_prefix('[').filter(|label| !label.starts_with('^'))?;
    let end = memchr(b']', label.as_bytes())?;
    label[end..].starts_with("]:").then(|| written.len() - label.len() + end + 2)
}

/// The shortcodes from `at` on, up to the sign that `ends` them, and where that stands.
fn shortcodes(written: &str, mut at: usize, mut ends: impl FnMut(u8) -> bool) -> (Vec<Range<usize>>, usize) {
    let (bytes, mut found) = (written.as_bytes(), Vec::new());
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'\\' => at += 2,
            _ if ends(byte) => break,
            _ => match shortcode(&bytes[at..]) {
                Some(length) => {
                    found.push(at..at + length);
                    at += length;
                }
                None => at += 1,
            },
        }
    }
    (found, at.min(bytes.len()))
}

/// The length of the shortcode that `bytes` begin with; in `{{</* … */>}}` one is shown, and none is called.
fn shortcode(bytes: &[u8]) -> Option<usize> {
    let close: &[u8] = match bytes {
        [b'{', b'{', b'<' | b'%', b'/', b'*', ..] => return None,
        [b'{', b'{', b'<', ..] => b">}}",
        [b'{', b'{', b'%', ..] => b"%}}",
        _ => return None,
    };
    let near = bytes.get(3..bytes.len().min(LONGEST))?;
    memmem::find(near, close).map(|length| 3 + length + close.len())
}

fn hide(draft: &mut Draft<'_>, line: &Line<'_>, shortcodes: &[Range<usize>]) {
    let is_sign = |byte: u8| byte.is_ascii() && !byte.is_ascii_alphanumeric() && !matches!(byte, b'{' | b'}');
    for range in shortcodes {
        draft.hide(line.at + range.start..line.at + range.end, is_sign);
    }
}
