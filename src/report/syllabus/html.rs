//! The syllabus as one page for people: no network, no script. The same as JSON-LD stands in it for search engines.

use super::v1::{Module, Syllabus};
use super::{jsonld, words};
use crate::language::Language;
use crate::report::coverage::STYLE;
use crate::report::shown;
use askama::Template;
use std::borrow::Cow;
use std::io::{self, Write};

/// The whole page.
#[derive(Template)]
#[template(path = "syllabus.html")]
struct Page<'a> {
    syllabus: &'a Syllabus,
    language: Language,
    /// JSON that ends no element of the page.
    linked: String,
}

/// Writes the page in `language`.
///
/// # Errors
/// Those of `out`.
pub fn html(syllabus: &Syllabus, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let mut linked = Vec::new();
    jsonld(syllabus, language, &mut linked)?;
    let linked = String::from_utf8(linked).map_err(io::Error::other)?;
    let page = Page { syllabus, language, linked }.render().map_err(io::Error::other)?;
    out.write_all(page.as_bytes())
}

impl<'a> Page<'a> {
    fn code(&self) -> &'static str {
        self.language.code()
    }

    fn t(&self, fr: &'static str, en: &'static str) -> &'static str {
        if self.language == Language::Fr { fr } else { en }
    }

    fn shown(&self, text: &'a str) -> Cow<'a, str> {
        shown(text)
    }

    fn heading(&self) -> &'static str {
        words::title(self.language)
    }

    fn title(&self) -> String {
        match &self.syllabus.repository {
            Some(name) => format!("{} – {}", self.heading(), shown(name)),
            None => self.heading().to_owned(),
        }
    }

    /// The address of the repository's page, if it is one of the web.
    fn url(&self) -> Option<&str> {
        self.syllabus.url.as_deref().filter(|url| url.starts_with("https://") || url.starts_with("http://"))
    }

    fn extent(&self) -> String {
        words::extent(self.syllabus.modules(), self.language)
    }

    fn empty(&self) -> Option<String> {
        words::empty(self.syllabus, self.language)
    }

    fn labels(&self) -> [&'static str; 3] {
        words::labels(self.language)
    }

    fn kinds(&self, module: &Module) -> Option<String> {
        words::kinds(module, self.language)
    }
}
