//! The examples of a page: fenced blocks whose info string says what must be found in them.
//!
//! `markdown fail 3:1 [PATH:3:1 …] [path=PATH]` and `markdown pass` are examples; `LANGUAGE file PATH`,
//! `LANGUAGE was PATH` (in an earlier commit alone), `LANGUAGE link PATH` (a symbolic link; its text is the target),
//! `LANGUAGE untracked PATH`, `LANGUAGE unstaged PATH` (on the disk alone: what is staged is looked at then, and not the work
//! tree), `LANGUAGE committed PATH` (which not every disk could hold: the commit is looked at then) and `yaml config` before one are its repository's other files. With `LANGUAGE base [PATH]` (a
//! file as the base has it; without a path the document itself), `yaml base-config` and `text message` (of its commit), the
//! example is a contribution, and everything else is what it makes of its base. In all of them `␍` stands for the carriage
//! return and `␀` for the byte 0, which no page can hold.

use super::{BookError, Page, fences};

/// An example of a page.
#[derive(Clone, Debug, Default)]
pub struct Example {
    /// The line of the page's body on which it starts, from 1.
    pub line: u32,
    /// The path of its document.
    pub path: String,
    /// Its document.
    pub text: String,
    /// Where the rule must find something, in order; empty for one that passes.
    pub expected: Vec<Expected>,
    /// Other files of its repository: path and text.
    pub files: Vec<(String, String)>,
    /// Files of an earlier commit, which are no longer there.
    pub was: Vec<(String, String)>,
    /// Symbolic links: path and target.
    pub links: Vec<(String, String)>,
    /// Other files that git does not track.
    pub untracked: Vec<(String, String)>,
    /// The same where the next commit is looked at, which does not have them.
    pub unstaged: Vec<(String, String)>,
    /// Other files, of its commit alone.
    pub committed: Vec<(String, String)>,
    /// Its configuration.
    pub config: Option<String>,
    /// Of a contribution: the files of its base; a path is empty for the document itself.
    pub base: Vec<(String, String)>,
    /// Of a contribution: the configuration of its base, where that is another one.
    pub base_config: Option<String>,
    /// Of a contribution: the message of its commit.
    pub message: Option<String>,
}

/// Where a finding must start.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Expected {
    /// The file.
    pub path: String,
    /// The line, from 1.
    pub line: u32,
    /// The column, from 1, in characters.
    pub column: u32,
}

impl Example {
    /// Whether it is a contribution, to be compared with its base.
    pub fn contributes(&self) -> bool {
        !self.base.is_empty() || self.base_config.is_some() || self.message.is_some()
    }

    /// Whether nothing may be found in it.
    pub fn passes(&self) -> bool {
        self.expected.is_empty()
    }
}

/// The examples of `page`, in order.
///
/// # Errors
/// When the first line of a block under « Examples » is none of the above, or a failing example says no place.
pub fn examples(page: &Page) -> Result<Vec<Example>, BookError> {
    let document = page.document();
    let section = document.headings().find(|(_, level, block)| *level == 2 && document.text_of(block) == "Examples");
    let from = section.map_or(u32::MAX, |(.., block)| document.source.line(block.span.start));
    let mut found = Vec::new();
    let mut next = Example::default();
    for (line, info, text) in fences(&document).filter(|(line, ..)| *line > from) {
        let error = |reason: &str| BookError::Example { page: page.id.clone(), line, reason: reason.to_owned() };
        let text = text.replace('␍', "\r").replace('␀', "\0");
        let words: Vec<&str> = info.split_ascii_whitespace().collect();
        match words.as_slice() {
            // A path may hold blanks.
            [_, "file", path @ ..] if !path.is_empty() => next.files.push((path.join(" "), text)),
            [_, "was", path @ ..] if !path.is_empty() => next.was.push((path.join(" "), text)),
            [_, "link", path @ ..] if !path.is_empty() => next.links.push((path.join(" "), text.trim_end().to_owned())),
            [_, "untracked", path @ ..] if !path.is_empty() => next.untracked.push((path.join(" "), text)),
            [_, "unstaged", path @ ..] if !path.is_empty() => next.unstaged.push((path.join(" "), text)),
            [_, "committed", path @ ..] if !path.is_empty() => next.committed.push((path.join(" "), text)),
            [_, "base", path @ ..] => next.base.push((path.join(" "), text)),
            ["yaml", "base-config"] => next.base_config = Some(text),
            ["text", "message"] => next.message = Some(text.trim_end().to_owned()),
            ["yaml", "config"] => next.config = Some(text),
            [_, verdict @ ("fail" | "pass"), rest @ ..] => {
                let mut example = std::mem::take(&mut next);
                example.line = line;
                example.text = text;
                read_words(&mut example, rest).ok_or_else(|| error("a place is LINE:COLUMN or PATH:LINE:COLUMN"))?;
                if example.passes() == (*verdict == "fail") {
                    return Err(error("a failing example says where, a passing one does not"));
                }
                found.push(example);
            }
            _ => {
                return Err(error(
                    "neither fail, pass, file, was, link, untracked, unstaged, committed, config, base, base-config nor message",
                ));
            }
        }
    }
    Ok(found)
}

/// Reads places and `path=`; `None` when a word is neither.
fn read_words(example: &mut Example, words: &[&str]) -> Option<()> {
    let path = words.iter().find_map(|word| word.strip_prefix("path="));
    path.unwrap_or("page.md").clone_into(&mut example.path);
    for word in words.iter().filter(|word| !word.starts_with("path=")) {
        let mut parts = word.rsplitn(3, ':');
        let column = parts.next()?.parse().ok()?;
        let line = parts.next()?.parse().ok()?;
        let path = parts.next().unwrap_or(&example.path).to_owned();
        example.expected.push(Expected { path, line, column });
    }
    example.expected.sort();
    Some(())
}
