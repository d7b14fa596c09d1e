//! The lines of a text as a dialect looks at them.

use std::ops::Range;

/// A line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    /// What is written from its first byte that is no blank to its last; empty for a blank line.
    pub(super) written: &'a str,
    /// Where that begins in the text.
    pub(super) at: usize,
    /// The column of that, tabs to every fourth.
    pub(super) indent: usize,
}

impl Line<'_> {
    /// Where what is written stands in the text.
    pub(super) fn range(&self) -> Range<usize> {
        self.at..self.at + self.written.len()
    }

    pub(super) fn is_blank(&self) -> bool {
        self.written.is_empty()
    }
}

/// The lines of a text, from some byte on.
#[derive(Clone)]
pub(super) struct Lines<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Lines<'a> {
    pub(super) fn new(text: &'a str, at: usize) -> Self {
        Self { text, at }
    }
}

impl<'a> Iterator for Lines<'a> {
    type Item = Line<'a>;

    fn next(&mut self) -> Option<Line<'a>> {
        let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?;
        let bytes = rest.as_bytes();
        let end = memchr::memchr2(b'\n', b'\r', bytes).unwrap_or(rest.len());
        let (mut first, mut indent) = (0, 0);
        while first < end {
            match bytes[first] {
                b' ' => indent += 1,
                b'\t' => indent = indent / 4 * 4 + 4,
                _ => break,
            }
            first += 1;
        }
        let written = rest[first..end].trim_end_matches([' ', '\t']);
        let line = Line { written, at: self.at + first, indent };
        self.at += end + 1 + usize::from(bytes[end..].starts_with(b"\r\n"));
        Some(line)
    }
}

/// A fence of code.
pub(super) struct Code {
    mark: u8,
    length: usize,
}

impl Code {
    /// The one that a line opens.
    pub(super) fn opened_by(written: &str) -> Option<Self> {
        let mark = *written.as_bytes().first().filter(|byte| matches!(byte, b'`' | b'~'))?;
        let length = written.bytes().take_while(|&byte| byte == mark).count();
        let plain = mark == b'~' || !written[length..].contains('`');
        (length >= 3 && plain).then_some(Self { mark, length })
    }

    pub(super) fn is_closed_by(&self, written: &str) -> bool {
        written.len() >= self.length && written.bytes().all(|byte| byte == self.mark)
    }
}

/// Those of `lines` that stand outside of fenced code, its fences aside.
pub(super) fn outside_code<'a>(lines: impl Iterator<Item = Line<'a>>) -> impl Iterator<Item = Line<'a>> {
    let mut code: Option<Code> = None;
    lines.filter(move |line| {
        let inside = code.is_some();
        code = match code.take() {
            Some(open) => Some(open).filter(|open| !open.is_closed_by(line.written)),
            None => Code::opened_by(line.written),
        };
        !inside && code.is_none()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_code_are_left_out() {
        let lines: Vec<&str> =
            outside_code(Lines::new("a\n```sh\nb\n~~~\n````\nc\n~~~\nd", 0)).map(|line| line.written).collect();
        assert_eq!(lines, ["a", "c"]);
    }

    #[test]
    fn lines_of_every_ending() {
        let text = "a \r\n\r\n \tb\r  é\n\n";
        let lines: Vec<_> = Lines::new(text, 0).map(|line| (line.written, line.at, line.indent)).collect();
        assert_eq!(lines, [("a", 0, 0), ("", 4, 0), ("b", 8, 4), ("é", 12, 2), ("", 15, 0)]);
    }
}
