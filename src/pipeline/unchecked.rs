//! The links that could not be decided, by class and cause: what a reader must know was not looked at.

use crate::corpus::{Class, Corpus, Share};
use crate::document::Source;
use crate::site::Doubt;
use crate::text::Span;
use std::sync::Arc;

/// Links of one class that could not be decided, for one reason.
#[derive(Clone, Debug)]
pub struct Unchecked {
    /// How people are told of the site whose pages have them; `None` where no site has.
    pub site: Option<String>,
    /// What the links have in common.
    pub class: Class,
    /// Why they could not be decided.
    pub doubt: Doubt,
    /// How many links of the class are answered, of all of them.
    pub share: Share,
    /// The links, by path and place; never empty.
    pub links: Vec<UncheckedLink>,
}

/// One link that could not be decided.
#[derive(Clone, Debug)]
pub struct UncheckedLink {
    /// The document that it stands in.
    pub source: Arc<Source>,
    /// Where it stands.
    pub span: Span,
    /// Its target, with escapes and entities resolved.
    pub target: Box<str>,
}

/// The links of `corpus` that could not be decided, the largest classes first.
pub(super) fn of(corpus: &Corpus) -> Vec<Unchecked> {
    let link = |&(page, link): &(u32, u32)| {
        let page = corpus.page(page)?;
        let link = page.links.get(link as usize)?;
        Some(UncheckedLink { source: Arc::clone(&page.source), span: link.place(), target: page.target(link).into() })
    };
    let group = |found: &crate::corpus::Unchecked| Unchecked {
        site: corpus.sites.get(found.class.site).map(|site| site.name()),
        class: found.class.clone(),
        doubt: found.doubt.clone(),
        share: found.share,
        links: found.links.iter().filter_map(link).collect(),
    };
    corpus.settle().iter().map(group).collect()
}
