//! The YAML parser's errors in our words, each at the place where a person would look.

use super::offsets::Offsets;
use super::yaml::Step;
use super::{SyntaxError, SyntaxReason as Reason};
use saphyr_parser::{Event, ScalarStyle, ScanError};

/// What `error` means, after the events in `steps`.
pub(super) fn translate(error: &ScanError, offsets: &Offsets<'_>, steps: &[Step<'_>]) -> SyntaxError {
    let scene = Scene { text: offsets.text(), at: offsets.byte(error.marker().index()), steps };
    let (start, end, reason) = scene.explain(error.info());
    SyntaxError::new(offsets.span(start, end), reason)
}

/// The start of the line at which the parser stopped, if that stands between brackets and is only not indented; `text`
/// is what it read. A comment before it would swallow it, were it joined to its line.
pub(super) fn unindented(error: &ScanError, offsets: &Offsets<'_>, text: &str, steps: &[Step<'_>]) -> Option<usize> {
    let at = offsets.byte(error.marker().index());
    let scene = Scene { text, at, steps };
    let line = scene.line_start(at);
    let indented = !text[line..at].trim().is_empty() || at >= text.len();
    if indented || line == 0 || !error.info().starts_with("invalid indentation") || error.info().contains("quoted") {
        return None;
    }
    let before = text[..line].trim_end_matches(['\n', '\r']).len();
    scene.open_bracket().filter(|_| !text[scene.line_start(before)..before].contains('#')).map(|_| line)
}

/// The same between quotation marks, which something closes: the first line there that begins at the margin.
pub(super) fn unindented_in_quotes(error: &ScanError, offsets: &Offsets<'_>, text: &str) -> Option<usize> {
    if !error.info().contains("indentation in quoted") {
        return None;
    }
    let open = offsets.byte(error.marker().index());
    let quote = *text.as_bytes().get(open).filter(|byte| matches!(byte, b'"' | b'\''))?;
    let (mut line, mut at) = (None, open + 1);
    let begins = |at: usize| text.as_bytes().get(at).is_some_and(|byte| !byte.is_ascii_whitespace());
    loop {
        let byte = *text.as_bytes().get(at)?;
        let next = text.as_bytes().get(at + 1).copied();
        match byte {
            b'\\' if quote == b'"' => {
                at += 1;
                if next == Some(b'\n') && line.is_none() && begins(at + 1) {
                    line = Some(at + 1);
                }
            }
            _ if byte == quote && quote == b'\'' && next == Some(quote) => at += 1,
            _ if byte == quote => return line,
            b'\n' if line.is_none() && begins(at + 1) => line = Some(at + 1),
            _ => {}
        }
        at += 1;
    }
}

/// The text, where the parser stopped, and what it had read.
struct Scene<'s, 't> {
    text: &'t str,
    at: usize,
    steps: &'s [Step<'t>],
}

/// A range of bytes with its reason.
type Explained = (usize, usize, Reason);

impl Scene<'_, '_> {
    /// The parser's sentence decides first, what stands at the place refines it.
    fn explain(&self, info: &str) -> Explained {
        let says = |words: &[&str]| words.iter().any(|word| info.contains(word));
        if says(&["quoted scalar, found unexpected", "indentation in quoted"]) {
            return self.quote();
        }
        if says(&["escape", "hexadecimal"]) {
            return self.escape();
        }
        if says(&["recursion limit"]) {
            return self.here(Reason::TooDeep);
        }
        if says(&["unprintable", "byte order mark"]) {
            return self.here(Reason::ControlCharacter(self.next_char()));
        }
        if says(&["unknown anchor", "alias"]) {
            return self.word(Reason::UnknownAlias);
        }
        if says(&["mapping values are not allowed"]) {
            return self.colon();
        }
        if says(&["unexpected character", "entries are not allowed", "handle wasn't declared", "expected comment or line break"])
        {
            return self.here(Reason::ReservedStart(self.next_char()));
        }
        if says(&["trailing content"]) {
            // Text that begins a line goes on after a value between brackets: one of them was never closed.
            let begins = self.text[self.line_start(self.at)..self.at].trim().is_empty();
            let open = if begins { self.open_bracket() } else { None };
            return match open {
                Some((at, bracket)) => (at, at + 1, Reason::UnclosedBracket(bracket)),
                None => self.rest(Reason::TextAfterValue),
            };
        }
        if says(&["document end marker"]) {
            return self.rest(Reason::SecondDocument);
        }
        if says(&["comment intercepting"]) {
            let next = (self.line_end(self.at) + 1).min(self.text.len());
            return Scene { at: next, ..*self }.line("indentation");
        }
        let found =
            self.tab(info).or_else(|| self.bracket(info)).or_else(|| self.missing_colon(info)).or_else(|| self.after_value());
        found.unwrap_or_else(
            || if says(&["illegal placement of ':'"]) { self.here(Reason::ColonInValue) } else { self.line(info) },
        )
    }

    /// The quotation mark that nothing closes. The parser counts too far after a `%` line with wide characters:
    /// then it is the nearest one before.
    fn quote(&self) -> Explained {
        let stands_here = self.text.as_bytes().get(self.at).is_some_and(|byte| matches!(byte, b'"' | b'\''));
        let at = if stands_here { Some(self.at) } else { self.text[..self.at].rfind(['"', '\'']) };
        at.map_or_else(|| self.here(Reason::UnclosedQuote), |at| (at, at + 1, Reason::UnclosedQuote))
    }

    /// A colon in a value. Where the value goes on from an earlier line, that line or this one is what is wrong.
    fn colon(&self) -> Explained {
        let own = self.line_start(self.at);
        let value = self.steps.last().filter(|step| step.start < own && step.end > own);
        let Some(value) = value else {
            return self.here(Reason::ColonInValue);
        };
        let start = self.line_start(value.start);
        if self.text[start..value.start].trim_matches([' ', '-']).is_empty() {
            let shown = self.text[value.start..self.line_end(value.start)].trim_end();
            return (value.start, value.start + shown.len(), Reason::MissingColon(shown.to_owned()));
        }
        self.line("indentation")
    }

    fn next_char(&self) -> char {
        self.text[self.at..].chars().next().unwrap_or(' ')
    }

    fn here(&self, reason: Reason) -> Explained {
        (self.at, self.at + self.text[self.at..].chars().next().map_or(0, char::len_utf8), reason)
    }

    fn line_start(&self, at: usize) -> usize {
        self.text[..at].rfind(['\n', '\r']).map_or(0, |before| before + 1)
    }

    fn line_end(&self, at: usize) -> usize {
        self.text[at..].find(['\n', '\r']).map_or(self.text.len(), |after| at + after)
    }

    /// From here to the end of the line.
    fn rest(&self, reason: Reason) -> Explained {
        let line = &self.text[self.at..self.line_end(self.at)];
        (self.at, self.at + line.trim_end().len(), reason)
    }

    /// The word that stands here.
    fn word(&self, reason: Reason) -> Explained {
        let length = self.text[self.at..].find(|c: char| c.is_whitespace()).unwrap_or(self.text.len() - self.at);
        (self.at, self.at + length, reason)
    }

    /// The backslash that starts the escape at which the parser stopped (it points at the quote).
    fn escape(&self) -> Explained {
        let mut rest = self.text[self.at..].char_indices();
        while let Some((at, c)) = rest.next() {
            if c != '\\' {
                continue;
            }
            match rest.next() {
                Some((_, next)) if "0abt\tnvfre \"/\\N_LP\n\r".contains(next) => {}
                next => return (self.at + at, self.at + at + 1 + next.map_or(0, |(_, c)| c.len_utf8()), Reason::Escape),
            }
        }
        self.here(Reason::Escape)
    }

    /// A tab among the blanks that begin the line of the place, or one next to it.
    fn tab(&self, info: &str) -> Option<Explained> {
        let start = self.line_start(self.at);
        let before = self.line_start(start.saturating_sub(1));
        let after = info.contains("tab").then(|| self.text[self.at..].find(['\n', '\r']).map(|end| self.at + end + 1));
        [Some(start), Some(before), after.flatten()].into_iter().flatten().find_map(|start| {
            let line = &self.text[start..self.line_end(start)];
            let blank = &line[..line.len() - line.trim_start().len()];
            let tab = start + blank.find('\t')?;
            Some((tab, tab + 1, Reason::Tab))
        })
    }

    /// The innermost bracket that is open, or one that closes nothing.
    fn bracket(&self, info: &str) -> Option<Explained> {
        if let Some(open @ (']' | '}')) = self.text[self.at..].chars().next()
            && (info.contains("misplaced") || info.contains("expected node content") || self.open_bracket().is_none())
        {
            return Some((self.at, self.at + 1, Reason::StrayBracket(open)));
        }
        let (at, bracket) = self.open_bracket()?;
        Some((at, at + 1, Reason::UnclosedBracket(bracket)))
    }

    fn open_bracket(&self) -> Option<(usize, char)> {
        let mut open = Vec::new();
        for step in self.steps {
            match &step.event {
                Event::SequenceStart(..) | Event::MappingStart(..) => {
                    let bracket =
                        self.text[step.start..].chars().next().filter(|c| step.end > step.start && matches!(c, '[' | '{'));
                    open.push(bracket.map(|bracket| (step.start, bracket)));
                }
                Event::SequenceEnd | Event::MappingEnd => drop(open.pop()),
                _ => {}
            }
        }
        open.into_iter().rev().flatten().next()
    }

    /// A line that should be a key and has no colon: the parser stops after it, or begins it as a value.
    fn missing_colon(&self, info: &str) -> Option<Explained> {
        if !info.contains("simple key expect") {
            return None;
        }
        let mut start = self.line_start(self.at);
        if self.text[start..self.at.max(start)].trim().is_empty() {
            let before = self.text[..start].trim_end().len();
            start = self.line_start(before);
        }
        let line = &self.text[start..self.line_end(start)];
        let shown = line.trim();
        let at = start + (line.len() - line.trim_start().len());
        Some((at, at + shown.len(), Reason::MissingColon(shown.to_owned())))
    }

    /// Text on the line of a value that quotes or brackets have ended: `'l'apprenant'`, `[x] y`.
    fn after_value(&self) -> Option<Explained> {
        let last = self.steps.last()?;
        let ended = match &last.event {
            Event::Scalar(_, ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted, ..) => true,
            Event::SequenceEnd | Event::MappingEnd => last.end > last.start,
            _ => false,
        };
        let same_line = last.end <= self.at && !self.text[last.end..self.at].contains(['\n', '\r']);
        (ended && same_line && self.at < self.text.len()).then(|| self.rest(Reason::TextAfterValue))
    }

    /// Whatever else: the line, said to be out of line where the parser says so or where it begins deeper.
    fn line(&self, info: &str) -> Explained {
        let at = self.at.min(self.text.trim_end().len());
        let start = self.line_start(at);
        let line = &self.text[start..self.line_end(start)];
        let begins = start + (line.len() - line.trim_start().len());
        let reason = match info {
            info if info.contains("indentation")
                || info.contains("expected key")
                || info.contains("expected '-'")
                || info.contains("wrongly indented")
                || info.contains("document start") =>
            {
                Reason::Indentation
            }
            _ => Reason::Other,
        };
        (begins, start + line.trim_end().len().max(begins - start), reason)
    }
}
