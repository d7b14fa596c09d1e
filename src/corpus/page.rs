//! What remains of a document for the rules that see all of them.

use super::trouble::Trouble;
use crate::anchor::Anchors;
use crate::data::{Mark, Marked};
use crate::document::{Directive, Document, LinkKind, References, Reread, Source};
use crate::site::{Filled, Filler, OnSite, Site, Sites, Tag, Written, tags};
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
    /// A tag of the site's generator that names one of its pages: `{% link a.md %}`, `{{< ref "a" >}}`.
    Tag,
    /// A value of the front matter that its schema marks as a link.
    FrontMatter,
    /// The path of a file that is put into the page.
    Part,
}

/// A value of the front matter that its schema marks as the path of a file.
#[derive(Debug)]
pub struct PathField {
    /// Where it is written, without quotation marks around it.
    pub span: Span,
    /// What it says.
    pub value: Box<str>,
    /// Whether it is written letter by letter as it is read.
    pub literal: bool,
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
    /// Whether attributes follow it that tell a browser what to do with it: `{target="_self"}`, `{download}`.
    pub(super) verbatim: bool,
    /// Where its target was made of a template, the parts of it.
    filled: Option<Box<Filled>>,
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
            Form::Tag if self.definition.is_some() => self.span,
            _ if self.target_span.is_empty() => self.span,
            _ => self.target_span,
        }
    }

    /// Whether the target is written letter by letter as it is read, so that parts of it can be replaced.
    pub fn is_literal(&self) -> bool {
        self.literal
    }

    /// Whether `target` may stand in place of what is written: where that is a template, with the same template around it.
    pub fn takes(&self, source: &Source, target: &str) -> bool {
        let Some(filled) = &self.filled else { return self.literal };
        let written = self.written(source);
        let (before, after) = (written.get(..filled.part.start), written.get(filled.part.end..));
        let around = before.zip(after).filter(|(before, after)| target.starts_with(before) && target.ends_with(after));
        !filled.part.is_empty() && around.is_some()
    }

    /// `target` as it is to be written where the template stands that the target was made of; `None` where it cannot be.
    pub(super) fn spelled(&self, source: &Source, target: String) -> Option<String> {
        let Some(filled) = &self.filled else { return Some(target) };
        let (start, end) = filled.around;
        let middle = target.get(start..target.len().checked_sub(end)?)?;
        let alike = target[..start] == filled.text[..start] && target.ends_with(&filled.text[filled.text.len() - end..]);
        let written = self.written(source);
        let (before, after) = (written.get(..filled.part.start)?, written.get(filled.part.end..)?);
        (alike && !filled.part.is_empty()).then(|| format!("{before}{middle}{after}"))
    }

    /// Whether the target is that of a tag and of what follows it.
    pub(super) fn is_filled(&self) -> bool {
        self.filled.is_some()
    }
}

/// What remains of a document.
#[derive(Debug)]
pub struct Page {
    /// Path and text.
    pub source: Arc<Source>,
    /// Its anchors on the forge.
    pub anchors: Anchors,
    /// What a site makes of it; `None` where no site has it.
    pub site: Option<Box<OnSite>>,
    /// Whether its front matter says its address on a site of which no file tells.
    pub(super) placed: bool,
    /// Its links, in order.
    pub links: Box<[PageLink]>,
    /// The targets of its links, one after another.
    targets: Box<str>,
    /// The paths in its front matter.
    pub fields: Box<[PathField]>,
    /// Its references that nothing in it defines, where there are such.
    pub references: Option<Box<References>>,
    /// The labels that it defines for others.
    pub shared: Box<[Box<str>]>,
    /// The texts of its headings, where all pages of its site are one document.
    pub titles: Box<[Box<str>]>,
    /// Its suppression directives.
    pub directives: Vec<Directive>,
    /// What is wrong with its links; known once the corpus is settled.
    troubles: OnceLock<Box<[(u32, Trouble)]>>,
}

impl Page {
    /// What to keep of `document`, which may belong to one of `sites`. Its source may be given back later: see
    /// [`Page::release`].
    pub fn new(document: &Document, sites: &Sites) -> Self {
        Self::with_marked(document, sites, &[])
    }

    /// The same, with the values of its front matter that are `marked` by a schema.
    pub fn with_marked(document: &Document, sites: &Sites, marked: &[Marked]) -> Self {
        let site = OnSite::of(document, sites);
        let tags = site.as_ref().and_then(|on| sites.get(Some(on.site))).map(|site| tags(document, site)).unwrap_or_default();
        // All targets at once, and behind them those that are no links of Markdown or HTML.
        let mut targets = document.targets().to_owned();
        let of = |mark: Mark| marked.iter().filter(move |marked| marked.mark == mark);
        let mut links: Vec<PageLink> = of(Mark::Link).map(|marked| front_link(document, marked, &mut targets)).collect();
        let themes = front_links(document, sites, site.as_deref());
        let themes = themes.iter().filter(|own| !links.iter().any(|known| known.span == own.span)).collect::<Vec<_>>();
        let themes: Vec<PageLink> = themes.into_iter().map(|marked| front_link(document, marked, &mut targets)).collect();
        links.extend(themes);
        let own = site.as_ref().and_then(|on| sites.get(Some(on.site)));
        let filler = own.and_then(|site| site.generator.filler(site, document));
        let merged = own.is_some_and(|site| site.generator.merges_pages());
        let kept = |link| {
            let kept = keep(document, link, filler.as_ref(), &mut targets);
            as_on_site(document, own, kept, &mut targets)
        };
        links.extend(document.links.iter().filter_map(kept));
        // A tag that is all of a link's target is that link.
        let is_target = |tag: &Tag| links.iter().any(|link| link.form == Form::Tag && tag.span.contains(link.target_span));
        let tags: Vec<Tag> = tags.into_iter().filter(|tag| !is_target(tag)).collect();
        // Without a filler, a target that a tag stands in is told by the tag.
        let in_target = |link: &PageLink| tags.iter().any(|tag| link.target_span.contains(tag.span));
        links.retain(|link| filler.is_some() || !in_target(link));
        links.extend(tags.into_iter().map(|found| tag(document, &found, &mut targets)));
        Self {
            source: Arc::clone(&document.source),
            anchors: Anchors::of(document, sites.renderer_alone(document.source.path())),
            placed: site.is_none() && document.front_matter_has("permalink"),
            site,
            links: links.into(),
            targets: targets.into(),
            fields: of(Mark::Path).map(|marked| field(document, marked)).collect(),
            references: document.references().map(Box::new),
            shared: document.shared_labels().collect(),
            titles: if merged { document.titles().collect() } else { Box::default() },
            directives: document.directives.clone(),
            troubles: OnceLock::new(),
        }
    }

    /// Gives the text back; it is read again when it is asked for.
    pub fn release(&mut self, reread: &Reread) {
        self.source = self.source.released(reread);
    }

    /// What is wrong with its links, each with the link's index; nothing before the corpus is settled.
    pub(super) fn troubles(&self) -> &[(u32, Trouble)] {
        self.troubles.get().map_or(&[], |troubles| troubles)
    }

    /// Says what is wrong with its links.
    pub(super) fn blame(&self, troubles: Box<[(u32, Trouble)]>) {
        self.troubles.get_or_init(|| troubles);
    }

    /// Forgets what was found wrong with its links: it becomes a page of another snapshot.
    pub(super) fn forget(&mut self) {
        self.troubles = OnceLock::new();
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

/// Where a value is written, quotation marks left out, and whether that is what it says.
fn unquoted(document: &Document, marked: &Marked) -> (Span, bool) {
    let written = document.source.text().get(marked.span.range()).unwrap_or_default();
    let inner = ['"', '\''].iter().find_map(|&mark| written.strip_prefix(mark)?.strip_suffix(mark));
    let span = match inner {
        Some(_) => Span { start: marked.span.start + 1, end: marked.span.end - 1 },
        None => marked.span,
    };
    (span, inner.unwrap_or(written) == marked.value)
}

fn field(document: &Document, marked: &Marked) -> PathField {
    let (span, literal) = unquoted(document, marked);
    PathField { span, literal, value: marked.value.as_str().into() }
}

/// The values of the front matter that the theme of the page's site makes links of.
fn front_links(document: &Document, sites: &Sites, on: Option<&OnSite>) -> Vec<Marked> {
    let Some(site) = on.and_then(|on| sites.get(Some(on.site))) else { return Vec::new() };
    let front = document.front_matter.filter(|front| front.closed);
    let text = front.and_then(|front| document.source.text().get(front.content.range())).unwrap_or_default();
    // Reading it costs more than looking.
    let root = if text.contains("link") { document.data_root() } else { None };
    let nodes = root.map(|root| site.generator.front_links(root)).unwrap_or_default();
    let links = nodes.into_iter().filter_map(|node| Some((node.as_str()?, node.span))).filter(|(text, _)| !text.is_empty());
    links.map(|(text, span)| Marked { mark: Mark::Link, value: site.generator.front_target(text), span }).collect()
}

fn front_link(document: &Document, marked: &Marked, targets: &mut String) -> PageLink {
    let start = targets.len();
    targets.push_str(&marked.value);
    let (target_span, literal) = unquoted(document, marked);
    let target = Span::new(start, targets.len());
    PageLink {
        span: marked.span,
        target_span,
        definition: None,
        target,
        literal,
        form: Form::FrontMatter,
        image: false,
        verbatim: false,
        filled: None,
    }
}

fn keep(document: &Document, link: &crate::document::Link, filler: Option<&Filler<'_>>, targets: &mut String) -> PageLink {
    let mut kept = plain(document, link);
    let Some(filler) = filler else { return kept };
    let written = document.source.text().get(link.target_span.range()).unwrap_or_default();
    if !written.contains("{{") && !written.contains("{%") {
        return kept;
    }
    let filled = filler(written);
    let start = targets.len();
    targets.push_str(filled.as_ref().map_or(written, |filled| &filled.text));
    kept.target = Span::new(start, targets.len());
    kept.literal = false;
    if let Some(filled) = filled {
        if filled.tag {
            let from = link.target_span.start as usize;
            kept.target_span = Span::new(from + filled.part.start, from + filled.part.end);
            kept.form = Form::Tag;
        }
        kept.filled = Some(Box::new(filled));
    }
    kept
}

/// `link` as the generator of the page reads its target and the title behind it; `None` where that leads nowhere.
fn as_on_site(document: &Document, site: Option<&Site>, mut link: PageLink, targets: &mut String) -> Option<PageLink> {
    let Some(site) = site.filter(|_| link.form == Form::Inline) else { return Some(link) };
    let title = document.source.text().get(link.target_span.end as usize..link.span.end as usize).unwrap_or_default();
    match site.generator.written(title) {
        Written::Usual => {}
        Written::Verbatim => link.verbatim = true,
        Written::Part => link.form = Form::Part,
        Written::Nowhere => return None,
    }
    let usual = targets.get(link.target.range()).and_then(|written| site.generator.usual_target(written));
    if let Some(usual) = usual {
        link.target = Span::new(targets.len(), targets.len() + usual.len());
        targets.push_str(&usual);
        link.literal = false;
    }
    Some(link)
}

/// A link as it is written.
fn plain(document: &Document, link: &crate::document::Link) -> PageLink {
    let written = document.source.text().get(link.target_span.range());
    let definition = match link.kind {
        LinkKind::Reference { definition } => document.definitions.get(definition as usize).map(|found| found.span),
        _ => None,
    };
    PageLink {
        span: link.span,
        target_span: link.target_span,
        definition,
        target: link.target,
        literal: written == Some(document.target(link)),
        form: match link.kind {
            // Nothing but the path is written.
            LinkKind::Inline if link.is_bare() => Form::Part,
            LinkKind::Inline => Form::Inline,
            LinkKind::Reference { .. } => Form::Reference,
            LinkKind::Autolink | LinkKind::Email | LinkKind::Bare | LinkKind::Wiki => Form::Address,
            LinkKind::Html { .. } => Form::Html,
        },
        image: link.image,
        verbatim: is_verbatim(document, link.span.end as usize),
        filled: None,
    }
}

/// Whether attributes at `end`, right after a link, say where it opens or that it is saved.
fn is_verbatim(document: &Document, end: usize) -> bool {
    let rest = document.source.text().get(end..).and_then(|rest| rest.strip_prefix('{'));
    let list = rest.and_then(|rest| rest.split(['}', '\n']).next());
    list.is_some_and(|list| list.split([' ', '=']).any(|word| matches!(word, "target" | "download" | ".external")))
}

fn tag(document: &Document, tag: &Tag, targets: &mut String) -> PageLink {
    let start = targets.len();
    let text = |span: Span| document.source.text().get(span.range()).unwrap_or_default();
    let (path, fragment) = text(tag.target).split_at(text(tag.target).find('#').unwrap_or(text(tag.target).len()));
    targets.push_str(path);
    if let Some(language) = tag.language {
        targets.push_str("?lang=");
        targets.push_str(text(language));
    }
    targets.push_str(fragment);
    PageLink {
        span: tag.span,
        target_span: tag.target,
        definition: None,
        target: Span::new(start, targets.len()),
        literal: tag.language.is_none(),
        form: Form::Tag,
        image: false,
        verbatim: false,
        filled: None,
    }
}
