//! The syllabus as Markdown: a page for the forge, or of the training's own site.

use super::v1::{Group, Module, Syllabus};
use super::words;
use crate::document::GENERATED;
use crate::language::Language;
use crate::text::escape::markdown as escaped;
use std::io::{self, Write};

/// Writes the syllabus as Markdown in `language`. Its first line tells acquis, and people, that it is a copy.
///
/// # Errors
/// Those of `out`.
pub fn markdown(syllabus: &Syllabus, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let code = language.code();
    writeln!(out, "{GENERATED} acquis syllabus --language {code} --output markdown=FILE -->\n")?;
    writeln!(out, "# {}\n", words::title(language))?;
    if let Some(nothing) = words::empty(syllabus, language) {
        return writeln!(out, "{nothing}");
    }
    writeln!(out, "{}", words::extent(syllabus.modules(), language))?;
    let page = Page { language, grouped: syllabus.groups.len() > 1, filed: syllabus.shares_files() };
    syllabus.groups.iter().try_for_each(|group| page.group(group, out))
}

/// How the page is laid out.
struct Page {
    language: Language,
    /// Whether groups have headings.
    grouped: bool,
    /// Whether files have.
    filed: bool,
}

impl Page {
    fn group(&self, group: &Group, out: &mut dyn Write) -> io::Result<()> {
        if self.grouped {
            writeln!(out, "\n## {}", escaped(&group.group))?;
        }
        for file in &group.files {
            let path = escaped(&file.path);
            if self.filed {
                writeln!(out, "\n{} {path}", self.heading(usize::from(self.grouped)))?;
            }
            for module in &file.modules {
                self.module(module, out)?;
                if !self.filed {
                    writeln!(out, "\n{path}")?;
                }
            }
        }
        Ok(())
    }

    /// The mark of a heading that is so many levels below those of the page's parts.
    fn heading(&self, below: usize) -> &'static str {
        ["##", "###", "####"].get(below).copied().unwrap_or("####")
    }

    fn module(&self, module: &Module, out: &mut dyn Write) -> io::Result<()> {
        let [objective, competencies, assessment] = words::labels(self.language);
        let mark = self.heading(usize::from(self.grouped) + usize::from(self.filed));
        writeln!(out, "\n{mark} {}", escaped(&module.title))?;
        if let Some(text) = &module.objective {
            writeln!(out, "\n**{objective}** {}", escaped(text))?;
        }
        if !module.competencies.is_empty() {
            writeln!(out, "\n**{competencies}**\n")?;
            module.competencies.iter().try_for_each(|text| writeln!(out, "- {}", item(text)))?;
        }
        match words::kinds(module, self.language) {
            Some(kinds) => writeln!(out, "\n**{assessment}** {}", escaped(&kinds)),
            None => Ok(()),
        }
    }
}

/// `text` as the whole of a list's item: at the start of a line more is markup than within it.
fn item(text: &str) -> String {
    let text = escaped(text.trim_start());
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    match text.as_bytes().get(digits) {
        Some(b'-' | b'+' | b'=') if digits == 0 => format!("\\{text}"),
        Some(b'.') if digits > 0 => format!("{}\\{}", &text[..digits], &text[digits..]),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_is_no_list_of_its_own() {
        for (text, written) in
            [("- a", "\\- a"), ("12. a", "12\\. a"), ("1) a", "1\\) a"), ("=1+1", "\\=1+1"), ("+ a", "\\+ a"), ("a. b", "a. b")]
        {
            assert_eq!(item(text), written);
        }
    }
}
