//! The repository as its own witness: what most links of a class show about those that nobody could decide.
//!
//! Links fall into classes: their site, whether they begin at a root, their shape, and, where they do, the first part of their
//! path. Where most links of a class are answered, the others are dead; where next to none is, the class is served from
//! elsewhere. Only links that a doubt reaches are asked about.

use super::page::Page;
use super::spelled::{self, Open};
use super::stand::{DeadLink, Standing, Wrong, stand};
use super::target::Target;
use super::{Corpus, PageLink, suggest};
use crate::site::{Cause, Doubt, Shape, link_shape};
use crate::text::path::{below, decoded};
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap};

// Measured on 47 public repositories of 20 generators and of none, over the classes that a doubt reaches: of 191 classes of at
// least eight links, 126 are answered at 90 % or more (31,873 links), 51 at 10 % or less (7,161), 14 between (2,046), which
// stay undecided; 264 smaller classes have 642 links.

/// The share of a class, in percent, from which what is not answered in it is dead.
pub(super) const HIGH: u32 = 90;
/// The share up to which a class is served from elsewhere.
const LOW: u32 = 10;
/// How many links a class must have to show anything.
pub(super) const ENOUGH: u32 = 8;
/// How many links that begin with one name, none of them answered, show that the name is served from elsewhere.
const SERVED: u32 = 3;

/// Links that are answered by the same thing, if at all.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Class {
    /// The number of the site whose pages have them.
    pub site: Option<u32>,
    /// What they ask for.
    pub shape: Shape,
    /// Whether they begin at a root.
    pub root: bool,
    /// The first part of their path, where they do.
    pub first: Box<str>,
    /// What the page has of its own that makes one doubt: links of pages that are put into others, fragments of pages that text
    /// is added to.
    pub own: Own,
}

/// A doubt that is about single pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Own {
    /// None.
    No,
    /// The page is put into others.
    Included,
    /// Text is added to the page.
    Inserted,
    /// The target is a template.
    Template,
}

/// How many links of a class are answered, of how many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// Those that are answered.
    pub answered: u32,
    /// All of them.
    pub all: u32,
}

impl Share {
    fn add(&mut self, other: Self) {
        self.answered += other.answered;
        self.all += other.all;
    }

    /// Whether most are answered, of enough.
    pub fn is_high(self) -> bool {
        self.all >= ENOUGH && self.answered * 100 >= HIGH * self.all
    }

    /// Whether next to none is, of enough.
    pub fn is_low(self) -> bool {
        self.all >= ENOUGH && self.answered * 100 <= LOW * self.all
    }
}

/// Links of one class that could not be decided, for one reason.
#[derive(Clone, Debug)]
pub struct Unchecked {
    /// Their class.
    pub class: Class,
    /// Why.
    pub doubt: Doubt,
    /// How many links of the class are answered.
    pub share: Share,
    /// All of them: the index of the page and of the link in it, in order.
    pub links: Vec<(u32, u32)>,
}

/// What the links of one page are, before the witness has been heard.
#[derive(Default)]
struct Heard<'c> {
    /// The links that something is wrong with.
    dead: Vec<DeadLink<'c>>,
    /// Those that nothing answers, though something could.
    unsure: Vec<Unsure<'c>>,
    /// Of each class that a doubt reaches, how many links are answered.
    shares: BTreeMap<Class, Share>,
}

/// A link that nobody can decide alone.
struct Unsure<'c> {
    link: DeadLink<'c>,
    class: Class,
    doubt: Doubt,
}

impl<'c> Unsure<'c> {
    /// The place that it asks for, where that is what nobody knows.
    fn open(&self) -> Option<Open<'_>> {
        let Wrong::Anchor(to, fragment) = self.link.wrong else { return None };
        Some(Open { to, fragment, cause: &self.doubt.cause })
    }

    /// Whether the page has an anchor of the same letters: what makes its anchors in another way may well write it so.
    fn is_another_spelling(&self, spellings: &mut spelled::Spellings<'c>) -> bool {
        let Wrong::Anchor(to, fragment) = self.link.wrong else { return false };
        self.doubt.cause == Cause::Renderer && spellings.has(to, fragment)
    }

    /// Whether a component of the page that it leads to may bring the place from anywhere.
    fn is_written_elsewhere(&self, corpus: &Corpus, writers: &mut spelled::Writers<'c>) -> bool {
        let Wrong::Anchor(to, _) = self.link.wrong else { return false };
        matches!(self.doubt.cause, Cause::Inserted(_)) && writers.are_on(corpus, to)
    }
}

/// Looks at every link, hears the repository about those that nobody can decide, and says what is wrong with each that is
/// dead. What could not be decided is given back, the larger classes first.
pub(super) fn settle(corpus: &Corpus) -> Vec<Unchecked> {
    let mut heard: Vec<Heard<'_>> = corpus.pages.par_iter().map(|page| hear(corpus, page)).collect();
    let shares = Shares::of(&heard);
    let (mut writers, mut spellings) = (spelled::Writers::default(), spelled::Spellings::default());
    for page in &mut heard {
        page.bury(|one| {
            let said = shares.is_dead(&one.class, &one.doubt) && !one.is_another_spelling(&mut spellings);
            said && !one.is_written_elsewhere(corpus, &mut writers)
        });
    }
    let places: Vec<Open<'_>> = heard.iter().flat_map(|page| &page.unsure).filter_map(Unsure::open).collect();
    let mut impossible = spelled::impossible(corpus, &places).into_iter();
    let mut groups: HashMap<(Class, Doubt), Vec<(u32, u32)>> = HashMap::new();
    let mut dead = Vec::with_capacity(heard.len());
    for (at, mut page) in (0..).zip(heard) {
        page.bury(|one| one.open().is_some() && impossible.next() == Some(true));
        for one in page.unsure {
            groups.entry((one.class, one.doubt)).or_default().push((at, one.link.at));
        }
        dead.push(page.dead);
    }
    corpus.pages.par_iter().zip(dead).for_each(|(page, dead)| page.blame(suggest::troubles(corpus, page, dead)));
    let mut unchecked: Vec<Unchecked> =
        groups.into_iter().map(|((class, doubt), links)| Unchecked { share: shares.own(&class), class, doubt, links }).collect();
    unchecked.sort_by(|a, b| (b.links.len(), &a.class, &a.doubt).cmp(&(a.links.len(), &b.class, &b.doubt)));
    unchecked
}

/// How many links are answered, of each class.
struct Shares {
    own: HashMap<Class, Share>,
    /// The same, whatever the first part of the path.
    whole: HashMap<Class, Share>,
    /// The same without the names that are served from elsewhere.
    here: HashMap<Class, Share>,
    /// How many these names are.
    elsewhere: HashMap<Class, u32>,
}

impl Shares {
    fn of(heard: &[Heard<'_>]) -> Self {
        let mut shares = Self { own: HashMap::new(), whole: HashMap::new(), here: HashMap::new(), elsewhere: HashMap::new() };
        for (class, share) in heard.iter().flat_map(|heard| &heard.shares) {
            shares.own.entry(class.clone()).or_default().add(*share);
        }
        for (class, share) in &shares.own {
            shares.whole.entry(class.whole()).or_default().add(*share);
            if share.answered == 0 && share.all >= SERVED {
                *shares.elsewhere.entry(class.whole()).or_default() += 1;
            } else {
                shares.here.entry(class.whole()).or_default().add(*share);
            }
        }
        shares
    }

    fn own(&self, class: &Class) -> Share {
        self.own.get(class).copied().unwrap_or_default()
    }

    /// Whether links of `class` that nothing answers are dead, whatever the doubt says.
    fn is_dead(&self, class: &Class, doubt: &Doubt) -> bool {
        let of = |shares: &HashMap<Class, Share>| shares.get(&class.whole()).copied().unwrap_or_default();
        let own = self.own(class);
        if !doubt.cause.yields() {
            return false;
        }
        // A forge would show it: dead, unless next to none of its like is there.
        if doubt.cause == Cause::Elsewhere {
            return !own.is_low() && !of(&self.whole).is_low();
        }
        if own.all >= ENOUGH || class.first.is_empty() {
            return own.is_high();
        }
        // Nothing under this name is answered, more than once: it is no misspelling. Neither is one of many such names.
        let elsewhere = self.elsewhere.get(&class.whole()).copied().unwrap_or_default();
        (own.answered > 0 || own.all < SERVED && elsewhere < SERVED) && of(&self.here).is_high()
    }
}

impl<'c> Heard<'c> {
    /// Counts among the dead those that nobody could decide alone, and that are so.
    fn bury(&mut self, mut is_dead: impl FnMut(&Unsure<'c>) -> bool) {
        let (dead, unsure) = std::mem::take(&mut self.unsure).into_iter().partition(|one| is_dead(one));
        self.unsure = unsure;
        let dead: Vec<Unsure<'c>> = dead;
        if !dead.is_empty() {
            self.dead.extend(dead.into_iter().map(|one| one.link));
            self.dead.sort_unstable_by_key(|link| link.at);
        }
    }
}

fn hear<'c>(corpus: &'c Corpus, page: &'c Page) -> Heard<'c> {
    let mut heard = Heard::default();
    let mut buffer = String::with_capacity(128);
    for (at, link) in (0..).zip(&page.links) {
        let standing = stand(corpus, page, link, &mut buffer);
        let class = match &standing {
            Standing::Fine { to } => doubted(corpus, page, link, *to),
            Standing::Unsure(doubt, ..) => Some(Class::of(corpus, page, link, &doubt.cause)),
            Standing::Wrong(_) => doubted(corpus, page, link, None),
        };
        let answered = matches!(standing, Standing::Fine { .. });
        if let Some(class) = &class {
            let share = Share { answered: answered.into(), all: 1 };
            match heard.shares.get_mut(class) {
                Some(known) => known.add(share),
                None => drop(heard.shares.insert(class.clone(), share)),
            }
        }
        let dead = |wrong| DeadLink { at, wrong, path: buffer.as_str().into() };
        match (standing, class) {
            (Standing::Fine { .. }, _) => {}
            (Standing::Unsure(doubt, wrong), Some(class)) => heard.unsure.push(Unsure { link: dead(wrong), class, doubt }),
            (Standing::Unsure(_, wrong) | Standing::Wrong(wrong), _) => heard.dead.push(dead(wrong)),
        }
    }
    heard
}

/// The class of a decided link, where a doubt reaches others of it. `to`: the page whose fragment it asked for.
fn doubted(corpus: &Corpus, page: &Page, link: &PageLink, to: Option<&Page>) -> Option<Class> {
    let site = corpus.site_of(page);
    if let Some(to) = to {
        let site = site?;
        let shape = if std::ptr::eq(page, to) { Shape::FragmentHere } else { Shape::FragmentElsewhere };
        let inserted = to.site.as_ref().is_some_and(|on| on.inserted.is_some());
        let own = if inserted { Own::Inserted } else { Own::No };
        let number = page.site.as_ref().map(|on| on.site);
        let class = Class { site: number, shape, root: false, first: Box::default(), own };
        return (inserted || !site.anchors || site.doubts_any(shape, false)).then_some(class);
    }
    let (path, root) = match Target::read(page.target(link)) {
        Target::Relative(address) => (address.path, false),
        Target::Absolute(address) => (address.path, true),
        _ => return None,
    };
    let shape = link_shape(&decoded(path), link.image);
    let included = !root && page.site.as_ref().is_some_and(|on| on.included);
    let reached = included || site.map_or(root, |site| site.doubts_any(shape, root));
    reached.then(|| Class::of(corpus, page, link, if included { &Cause::Included } else { &Cause::NoSite }))
}

impl Class {
    /// That of `link` of `page`, about which there is a doubt because of `cause`.
    fn of(corpus: &Corpus, page: &Page, link: &PageLink, cause: &Cause) -> Self {
        let site = page.site.as_ref().map(|on| on.site);
        let class = |shape, own| Self { site, shape, root: false, first: Box::default(), own };
        match cause {
            Cause::Template => return class(Shape::Page, Own::Template),
            Cause::Inserted(_) => return class(Shape::FragmentHere, Own::Inserted),
            _ => {}
        }
        let (path, root) = match Target::read(page.target(link)) {
            Target::Relative(address) => (decoded(address.path), false),
            Target::Absolute(address) => (decoded(address.path), true),
            Target::Fragment(_) => return class(Shape::FragmentHere, Own::No),
            _ => return class(Shape::Page, Own::No),
        };
        let shape = link_shape(&path, link.image);
        let own = if *cause == Cause::Included { Own::Included } else { Own::No };
        let base = corpus.site_of(page).map_or("", |site| &site.base);
        let based = below(base, &path).unwrap_or(&path);
        let first = if root { based.split('/').find(|part| !part.is_empty()).unwrap_or_default() } else { "" };
        Self { site, shape, root, first: first.into(), own }
    }

    /// The same without the first part of the path.
    fn whole(&self) -> Self {
        Self { first: Box::default(), ..self.clone() }
    }
}
