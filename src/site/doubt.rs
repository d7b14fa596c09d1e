//! What nobody can decide about a link, and why: data with what it reaches, never a silence.

/// Why nobody can say whether a link leads somewhere.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cause {
    /// It begins at the root of a site of which no file of the repository tells.
    NoSite,
    /// It begins at the root, and another application may show the repository; on a forge it is the path of a file.
    Elsewhere,
    /// The generator of the site is known by its configuration file alone.
    UnknownGenerator,
    /// Several generators read the folder.
    SeveralGenerators,
    /// The configuration is code, or says what is not read here; the word that shows it.
    Configuration(Box<str>),
    /// A plugin, a hook or a theme of this name may make pages, or change links.
    Plugin(Box<str>),
    /// Content comes from a module or a repository of this name.
    Module(Box<str>),
    /// Rules of the server may answer.
    Server,
    /// Git ignores what would be there: something makes it.
    Ignored,
    /// Something is called so, and the generator may give it that address.
    Named,
    /// A page has this title, and the generator may make its address of it.
    Titled,
    /// A file of this kind is usually made by the generator: a feed, a map of the site.
    Made,
    /// A script of the repository names the file: it is made, or put there, by the build.
    Script,
    /// A script of the repository writes what is called so (`*.pdf`), or writes into this folder of the site.
    Written(Box<str>),
    /// A template of this name lies where the page is looked for: a program makes the page of it.
    PageTemplate,
    /// A page of HTML shows the file, with anchors of its own.
    Shown,
    /// The page is put into others, and its links are read from there.
    Included,
    /// Something adds text to the page, and with it anchors: the mark that shows it.
    Inserted(Box<str>),
    /// The way in which anchors are made is not known: an option or a plugin changes it.
    Renderer,
    /// A template stands in the target.
    Template,
    /// The page is read on another site than the one that links to it.
    OtherSite,
    /// It leads above the root of the repository, where a site may have more.
    Above,
}

impl Cause {
    /// Whether what the repository's other links show outweighs it: not where it is about this very target.
    pub fn yields(&self) -> bool {
        match self {
            // What is made of a program, or of a template that is seen to bring text, has anchors for sure, whatever else
            // stands on its page.
            Self::Inserted(mark) => !["::: ", "{{% "].iter().any(|sure| mark.starts_with(sure)),
            Self::Ignored | Self::Script | Self::Written(_) | Self::PageTemplate | Self::Shown | Self::Titled => false,
            _ => !matches!(self, Self::Template | Self::Above | Self::OtherSite),
        }
    }
}

/// A doubt: why, and the file that is evidence of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Doubt {
    /// Why.
    pub cause: Cause,
    /// The file that shows it, from the root of the repository; `None` where it is the page itself, or its absence.
    pub evidence: Option<Box<str>>,
}

impl Doubt {
    /// Because of `cause`, of which the page itself is evidence.
    pub fn new(cause: Cause) -> Self {
        Self { cause, evidence: None }
    }

    /// Because of `cause`, which the file at `evidence` shows.
    pub fn shown_by(cause: Cause, evidence: &str) -> Self {
        Self { cause, evidence: Some(evidence.into()) }
    }
}

/// What a link asks for, by its looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Shape {
    /// A Markdown file by its name.
    Source,
    /// A page: no extension, or that of HTML.
    Page,
    /// A picture.
    Image,
    /// Another file.
    File,
    /// A place on its own page.
    FragmentHere,
    /// A place on another page.
    FragmentElsewhere,
}

/// A set of kinds of links: their shapes, relative ones apart from those that begin at the root of a site.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kinds(u16);

impl Kinds {
    /// Links to pages that begin at the root.
    pub const ROOT_PAGES: Self = Self::one(Shape::Page, true);
    /// Links to pages, however they begin.
    pub const PAGES: Self = Self::ROOT_PAGES.and(Self::one(Shape::Page, false));
    /// What a server may answer: addresses of the site that begin at its root, but for pictures and Markdown files.
    pub const ADDRESSES: Self = Self::ROOT_PAGES.and(Self::one(Shape::File, true));
    /// Whatever begins at the root.
    pub const ROOT: Self = Self::ADDRESSES.and(Self::one(Shape::Image, true)).and(Self::one(Shape::Source, true));
    /// Fragments.
    pub const FRAGMENTS: Self = Self::one(Shape::FragmentHere, false).and(Self::one(Shape::FragmentElsewhere, false));
    /// Relative files and pictures.
    pub const RELATIVE_FILES: Self = Self::one(Shape::Image, false).and(Self::one(Shape::File, false));
    /// Relative links of any kind, fragments aside.
    pub const RELATIVE: Self = Self::RELATIVE_FILES.and(Self::one(Shape::Source, false)).and(Self::one(Shape::Page, false));

    /// The links of one shape.
    pub const fn one(shape: Shape, root: bool) -> Self {
        Self(1 << (shape as u16 + if root { 8 } else { 0 }))
    }

    /// These and those.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether a link of this shape is among them.
    pub fn has(self, shape: Shape, root: bool) -> bool {
        self.0 & Self::one(shape, root).0 != 0
    }
}

/// How far a doubt reaches: no further than its evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reach {
    /// The doubt.
    pub doubt: Doubt,
    /// The kinds of links.
    pub kinds: Kinds,
    /// The addresses that it reaches begin with these parts, the fragments with these letters; empty for all of them.
    pub prefix: Box<str>,
    /// Whether it reaches only what a file of the repository is called like: what changes links makes no files.
    pub named: bool,
}

impl Reach {
    /// Whether it reaches a link of this shape, to `address`: without slashes at its ends, or a fragment.
    pub fn holds(&self, shape: Shape, root: bool, address: &str) -> bool {
        let begins = || match shape {
            Shape::FragmentHere | Shape::FragmentElsewhere => address.starts_with(&*self.prefix),
            _ => crate::text::path::below(&self.prefix, address).is_some(),
        };
        self.kinds.has(shape, root) && begins()
    }
}
