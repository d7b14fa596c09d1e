//! How the renderer of a page reads Markdown: its dialect, one file each.
//!
//! What CommonMark does not know is written into a copy of the text as something that it knows and that is parsed alike: the
//! body of an admonition as that of an item, a fence as a heading. Every other byte keeps its place, so that all places are
//! those of the text itself.

mod docfx;
mod draft;
mod elements;
mod hugo;
mod kramdown;
mod lines;
mod liquid;
mod maths;
mod mdbook;
mod mdx;
mod myst;
mod pandoc;
mod python_markdown;

#[cfg(test)]
mod tests;

use super::{Div, FenceFault, HtmlId, Tab};
use crate::text::Span;
use draft::Draft;
pub(super) use elements::BLOCKS;
pub(crate) use mdbook::{Included, included as mdbook_included, taken as mdbook_taken};
use std::ops::Range;

/// How Markdown is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Dialect {
    /// CommonMark with GitHub's additions; also where nobody knows what renders a page. Lines of colons are taken for fences
    /// of divs wherever some renderer would.
    #[default]
    Gfm,
    /// Python-Markdown with the extensions that MkDocs' themes come with: `!!! note`, `??? note`, `=== "Tab"`.
    PythonMarkdown,
    /// The same with `pymdownx.betterem`, which reads emphasis as CommonMark does.
    Betterem,
    /// Pandoc's Markdown: Quarto, R Markdown, bookdown, the Workbench of the Carpentries.
    Pandoc,
    /// MyST: Sphinx, Jupyter Book, mystmd.
    Myst,
    /// docfx's Markdown.
    Docfx,
    /// MDX: Markdown with components.
    Mdx,
    /// CommonMark under mdBook, with directives that bring files.
    Mdbook,
    /// GitHub's, with Liquid or Nunjucks: Eleventy.
    Liquid,
    /// GitHub's, with shortcodes: Hugo.
    Hugo,
    /// kramdown under Jekyll, with Liquid.
    Kramdown {
        /// With GitHub's additions.
        github: bool,
        /// What stands between the tags of a block is Markdown wherever no attribute says so (`parse_block_html`).
        html: bool,
    },
    /// The Markdown of GitBook and HonKit, with their blocks between tags.
    Gitbook,
}

/// What a dialect shows by nothing but a path or a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shown {
    /// A file, or a page.
    File,
    /// A picture.
    Picture,
    /// What a label names, wherever it stands.
    Label,
}

/// What something of the copy stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum StandIn {
    /// An item: the body of an admonition or a tab.
    Container,
    /// A heading: the line of a marker or of a fence, and a title, if one stands on it.
    Line,
}

/// What a dialect makes of a text before it is parsed.
#[derive(Debug, Default)]
pub(super) struct Prepared {
    /// What is parsed in the text's stead, as long as it; `None`: the text itself.
    pub(super) text: Option<String>,
    /// What in it stands for something else, in order.
    pub(super) stand_ins: Vec<(u32, StandIn)>,
    /// Tags of HTML that are taken out of it.
    pub(super) tags: Vec<Span>,
    /// What looks like HTML in these and is a text of a program.
    pub(super) texts_in_tags: Vec<Range<usize>>,
    /// Where the paths of files and the labels stand that the page shows though they are no links of Markdown.
    pub(super) paths: Vec<(Span, Shown)>,
    /// Names that are given to blocks.
    pub(super) ids: Vec<HtmlId>,
    /// The labels of tabs.
    pub(super) tabs: Vec<Tab>,
    /// The divs; `None`: they are not looked for here.
    pub(super) divs: Option<Vec<Div>>,
    /// What looks like a fence and is none.
    pub(super) fence_faults: Vec<FenceFault>,
}

impl Dialect {
    /// Whether a link to `target` without a text of its own shows something all the same: the title of what it leads to.
    pub fn gives_text(self, target: &str) -> bool {
        match self {
            // Some of its readers ask the hosts of sources for their titles.
            Self::Myst => {
                !["http:", "https:", "mailto:"].iter().any(|scheme| target.starts_with(scheme))
                    || ["://doi.org/", "://github.com/", ".wikipedia.org/", "://ror.org/"]
                        .iter()
                        .any(|host| target.contains(host))
            }
            Self::Docfx => target.starts_with("xref:"),
            _ => false,
        }
    }

    /// Whether an entry of the list of chapters at `path` that leads nowhere announces one that is not written yet.
    pub fn announces(self, path: &str) -> bool {
        matches!(self, Self::Mdbook | Self::Gitbook) && crate::text::path::file_name(path) == "SUMMARY.md"
    }

    /// Whether two asterisks right before a word and two more, further on in the same block, make bold text whatever else
    /// touches them; `blank`: one stands before the latter. CommonMark looks at both sides of each. Old parsers of GitBook's do
    /// so, new ones perhaps not.
    pub fn emboldens(self, blank: bool) -> bool {
        match self {
            Self::Pandoc => true,
            Self::PythonMarkdown | Self::Kramdown { .. } | Self::Gitbook => !blank,
            _ => false,
        }
    }

    /// Whether hashes make a heading without a space after them (or may: see [`Self::emboldens`]); `first`: they begin a block.
    pub fn needs_no_space(self, first: bool) -> bool {
        match self {
            Self::PythonMarkdown | Self::Betterem | Self::Gitbook => true,
            Self::Kramdown { github: false, .. } => first,
            _ => false,
        }
    }

    /// Whether blanks in the target of a link leave it one: `[text](a file.md)` (tried with Pandoc 3, Python-Markdown 3,
    /// kramdown 2 and kramed, which HonKit reads with).
    pub fn links_with_blanks(self) -> bool {
        matches!(self, Self::Pandoc | Self::PythonMarkdown | Self::Betterem | Self::Kramdown { .. } | Self::Gitbook)
    }

    /// Whether code between fences is none unless a fence closes it.
    pub(super) fn closes_code(self) -> bool {
        matches!(self, Self::Pandoc | Self::PythonMarkdown | Self::Betterem | Self::Kramdown { .. } | Self::Gitbook)
    }

    /// Whether the text of a heading is a label that leads to it: `[Harvest]`, `[this][Harvest]` (tried with Pandoc 3).
    pub(super) fn refers_to_headings(self) -> bool {
        self == Self::Pandoc
    }

    /// Whether a tag begins a block of HTML wherever CommonMark says so.
    pub(super) fn sees_all_html(self) -> bool {
        !matches!(self, Self::PythonMarkdown | Self::Betterem)
    }

    /// Whether a table has as many columns as its widest row (tried with kramdown 2.4), and not as its header.
    pub fn shows_all_cells(self) -> bool {
        matches!(self, Self::Kramdown { .. })
    }

    /// Whether a `|` in code cuts no cell of a table.
    pub fn keeps_code_in_cells(self) -> bool {
        matches!(self, Self::Docfx | Self::Pandoc | Self::PythonMarkdown | Self::Betterem | Self::Kramdown { .. })
    }

    /// Whether a `|` in a formula (`\\(|x|\\)`) cuts no cell of a table (tried with pandoc and rmarkdown's format).
    pub fn keeps_formulas_in_cells(self) -> bool {
        self == Self::Pandoc
    }

    /// Whether `row`, a line below a table, ends it: an expression of MDX does.
    pub fn ends_table(self, row: &str) -> bool {
        self == Self::Mdx && row.trim_start().starts_with('{')
    }

    /// Whether some renderer of it reads definitions (`: text` below a term), which are no paragraphs.
    pub fn may_define(self) -> bool {
        matches!(self, Self::Myst | Self::Pandoc | Self::PythonMarkdown | Self::Betterem | Self::Hugo | Self::Kramdown { .. })
    }

    /// The part of `target` that names a file or a place.
    pub(super) fn place_of(self, target: &str) -> &str {
        match self {
            // The rest says which of its tabs to open.
            Self::Docfx => target.split("#tab/").next().unwrap_or_default(),
            _ => target,
        }
    }

    /// Prepares `text`, whose body begins at the byte `body`.
    pub(super) fn prepare(self, text: &str, body: usize) -> Prepared {
        let mut draft = Draft::new(text, body);
        match self {
            Self::Gfm => {}
            Self::PythonMarkdown | Self::Betterem => python_markdown::prepare(&mut draft),
            Self::Pandoc => pandoc::prepare(&mut draft),
            Self::Myst => myst::prepare(&mut draft),
            Self::Docfx => docfx::prepare(&mut draft),
            Self::Mdx => mdx::prepare(&mut draft),
            Self::Mdbook => mdbook::prepare(&mut draft),
            Self::Liquid => liquid::prepare(&mut draft, liquid::Left::Nothing),
            Self::Hugo => hugo::prepare(&mut draft),
            Self::Kramdown { html, .. } => kramdown::prepare(&mut draft, html),
            Self::Gitbook => liquid::prepare(&mut draft, liquid::Left::Border),
        }
        maths::prepare(&mut draft, self);
        draft.finish()
    }
}
