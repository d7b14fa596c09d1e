//! The syllabus as JSON-LD, in the words of schema.org, those of LRMI among them: for search engines and catalogues.
//!
//! A training is a `Course`, its modules are its `syllabusSections`; a `Syllabus` teaches terms, and its parts (`Quiz`, or
//! another `LearningResource`) assess them, by their names.

use super::v1::{Assessment, Group, Module, Syllabus};
use super::words;
use crate::language::Language;
use crate::report::coverage::words::kind;
use crate::report::{shown, wire};
use serde::Serialize;
use std::io::{self, Write};

/// A node of the graph. One type for all: each property stands where it is told.
#[derive(Debug, Default, Serialize)]
struct Node<'a> {
    #[serde(rename = "@context", skip_serializing_if = "Option::is_none")]
    context: Option<&'static str>,
    #[serde(rename = "@type", skip_serializing_if = "Option::is_none")]
    r#type: Option<&'static str>,
    #[serde(rename = "@id", skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    provider: Option<Box<Node<'a>>>,
    #[serde(rename = "learningResourceType", skip_serializing_if = "Vec::is_empty")]
    resource: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    teaches: Vec<Node<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    assesses: Vec<Node<'a>>,
    #[serde(rename = "syllabusSections", skip_serializing_if = "Vec::is_empty")]
    sections: Vec<Node<'a>>,
    #[serde(rename = "hasPart", skip_serializing_if = "Vec::is_empty")]
    parts: Vec<Node<'a>>,
}

/// Writes `syllabus` as JSON-LD, its few words in `language`. It may stand in a page as it is: `</script>` does not end it.
///
/// # Errors
/// Those of `out`.
pub fn jsonld(syllabus: &Syllabus, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let mut json = Vec::new();
    wire::write(&Maker { syllabus, language }.whole(), &mut json)?;
    // Outside of a JSON text's strings it does not occur.
    let safe: Vec<&[u8]> = json.split(|byte| *byte == b'<').collect();
    out.write_all(&safe.join(&b"\\u003c"[..]))
}

struct Maker<'a> {
    syllabus: &'a Syllabus,
    language: Language,
}

impl<'a> Maker<'a> {
    /// The training: with one content group that group's modules are its own, with several each makes a course of it.
    fn whole(&self) -> Node<'a> {
        let title = words::title(self.language);
        let name =
            self.syllabus.repository.as_deref().map_or_else(|| title.to_owned(), |name| format!("{title} – {}", shown(name)));
        let whole = self.course(name, self.syllabus.modules());
        let (sections, parts) = match self.syllabus.groups.as_slice() {
            [only] => (self.sections(only), Vec::new()),
            groups => (Vec::new(), groups.iter().map(|group| self.group(group)).collect()),
        };
        Node { context: Some("https://schema.org"), url: self.url(), sections, parts, ..whole }
    }

    fn group(&self, group: &'a Group) -> Node<'a> {
        let course = self.course(shown(&group.group).into_owned(), group.files.iter().flat_map(|file| &file.modules));
        Node { sections: self.sections(group), ..course }
    }

    fn course(&self, name: String, modules: impl Iterator<Item = &'a Module>) -> Node<'a> {
        let description = words::extent(modules, self.language);
        let (name, description) = (Some(name), Some(description));
        Node { r#type: Some("Course"), name, description, provider: self.provider().map(Box::new), ..Node::default() }
    }

    fn sections(&self, group: &'a Group) -> Vec<Node<'a>> {
        group.files.iter().flat_map(|file| &file.modules).map(|module| self.module(module)).collect()
    }

    fn url(&self) -> Option<&'a str> {
        self.syllabus.url.as_deref().filter(|url| url.starts_with("https://") || url.starts_with("http://"))
    }

    /// Whoever the repository belongs to.
    fn provider(&self) -> Option<Node<'a>> {
        let owner = self.url()?.trim_end_matches('/').rsplit_once('/')?.0;
        let name = self.syllabus.repository.as_deref()?.rsplit_once('/')?.0;
        Some(Node { r#type: Some("Organization"), name: Some(shown(name).into_owned()), url: Some(owner), ..Node::default() })
    }

    fn module(&self, module: &'a Module) -> Node<'a> {
        let competency = |(at, text): (usize, &'a String)| Node {
            r#type: Some("DefinedTerm"),
            id: Some(competency(module, at)),
            name: Some(shown(text).into_owned()),
            ..Node::default()
        };
        Node {
            r#type: Some("Syllabus"),
            id: Some(format!("#{}", module.id)),
            name: Some(shown(&module.title).into_owned()),
            description: module.objective.as_deref().map(|text| shown(text).into_owned()),
            teaches: module.competencies.iter().enumerate().map(competency).collect(),
            parts: module.assessments.iter().map(|one| self.assessment(one, module)).collect(),
            ..Node::default()
        }
    }

    fn assessment(&self, assessment: &'a Assessment, module: &'a Module) -> Node<'a> {
        let kinds: Vec<String> = assessment.kinds.iter().map(|name| kind(name, self.language).into_owned()).collect();
        let quiz = assessment.kinds.iter().all(|kind| kind == "quiz");
        let term = |at: &usize| Node { id: Some(competency(module, *at)), ..Node::default() };
        Node {
            r#type: Some(if quiz { "Quiz" } else { "LearningResource" }),
            name: Some(kinds.join(", ")),
            resource: kinds,
            assesses: assessment.competencies.iter().map(term).collect(),
            ..Node::default()
        }
    }
}

/// What a competency of `module` is called, so that what assesses it can say so.
fn competency(module: &Module, at: usize) -> String {
    format!("#competency-{}-{}", module.id, at + 1)
}
