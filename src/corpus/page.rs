//! What remains of a document for the rules that see all of them.

use super::anchors::Anchors;
use super::resolve::Trouble;
use crate::anchor::Renderer;
use crate::document::{Directive, Document, LinkKind, Reread, Source};
use crate::text::Span;
use std::sync::{Arc, OnceLock};

/// How a link is written, as far as the corpus cares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `[text](target)`
    Inline,
    /// By way of a definition.
    Reference,
    /// An address in angle brackets or bare in the text: always with a scheme.
    Address,
    /// An HTML attribute whose whole value is the target.
    Html,
    /// One of several targets in an HTML attribute.
    Srcset,
}

/// A link, with no more than the corpus needs.
#[derive(Debug)]
pub struct PageLink {
    /// All of it.
    pub span: Span,
    /// Where the target is written; of a reference, in its definition.
    pub target_span: Span,
    /// The whole definition, of a reference.
    pub definition: Option<Span>,
    /// Where its target stands among those of the page.
    target: Span,
    /// Whether the target is written letter by letter as the renderer reads it.
    literal: bool,
    /// How it is written.
    pub form: Form,
    /// Whether it is an image.
    pub image: bool,
}

impl PageLink {
    /// What stands at `target_span`.
    pub fn written<'a>(&self, source: &'a Source) -> &'a str {
        source.text().get(self.target_span.range()).unwrap_or_default()
    }

    /// The place to show: the target where it stands in the link, else the whole link.
    pub fn place(&self) -> Span {
        match self.form {
            Form::Reference => self.span,
            _ if self.target_span.is_empty() => self.span,
            _ => self.target_span,
        }
    }

    /// Whether the target is written letter by letter as it is read, so that parts of it can be replaced.
    pub fn is_literal(&self) -> bool {
        self.literal && self.form != Form::Srcset
    }
}

/// What remains of a document.
#[derive(Debug)]
pub struct Page {
    /// Path and text.
    pub source: Arc<Source>,
    /// Its anchors.
    pub anchors: Anchors,
    /// Its links, in order.
    pub links: Box<[PageLink]>,
    /// The targets of its links, one after another.
    targets: Box<str>,
    /// Its suppression directives.
    pub directives: Vec<Directive>,
    /// What is wrong with its links; found when first asked for.
    pub(super) troubles: OnceLock<Box<[(u32, Trouble)]>>,
}

impl Page {
    /// What to keep of `document`. Its source may be given back later: see [`Page::release`].
    pub fn new(document: &Document) -> Self {
        let mut targets = String::with_capacity(document.links.iter().map(|link| link.target.len()).sum());
        let links = document.links.iter().map(|link| keep(document, link, &mut targets)).collect();
        Self {
            source: Arc::clone(&document.source),
            anchors: Anchors::of(document, Renderer::Github),
            links,
            targets: targets.into(),
            directives: document.directives.clone(),
            troubles: OnceLock::new(),
        }
    }

    /// Gives the text back; it is read again when it is asked for.
    pub fn release(&mut self, reread: &Reread) {
        self.source = self.source.released(reread);
    }

    /// The target of `link`, one of its links, with escapes and entities resolved.
    pub fn target(&self, link: &PageLink) -> &str {
        self.targets.get(link.target.range()).unwrap_or_default()
    }

    /// Path of the file, from the root of the repository.
    pub fn path(&self) -> &str {
        self.source.path()
    }
}

fn keep(document: &Document, link: &crate::document::Link, targets: &mut String) -> PageLink {
    let start = targets.len();
    targets.push_str(&link.target);
    let written = document.source.text().get(link.target_span.range());
    let definition = match link.kind {
        LinkKind::Reference { definition } => document.definitions.get(definition as usize).map(|found| found.span),
        _ => None,
    };
    PageLink {
        span: link.span,
        target_span: link.target_span,
        definition,
        target: Span::new(start, targets.len()),
        literal: written == Some(&*link.target),
        form: match link.kind {
            LinkKind::Inline => Form::Inline,
            LinkKind::Reference { .. } => Form::Reference,
            LinkKind::Autolink | LinkKind::Email | LinkKind::Bare | LinkKind::Wiki => Form::Address,
            LinkKind::Html { attribute: "srcset" } => Form::Srcset,
            LinkKind::Html { .. } => Form::Html,
        },
        image: link.image,
    }
}
