//! One document being written: its text so far, the links that it still owes, what was broken on purpose.

use std::ops::AddAssign;

use crate::blocks;
use crate::modules;
use crate::plan::{self, Heading, Plan};
use crate::random::Random;
use crate::words::{self, NAMES, Tongue};

/// One link in so many leads nowhere.
const BROKEN: usize = 500;
/// Pictures that every generated repository has.
pub(crate) const PICTURES: usize = 20;

/// What was put into documents for a checker to find, or to count.
#[derive(Default, Clone, Copy)]
pub(crate) struct Planted {
    /// Bytes written.
    pub(crate) bytes: usize,
    /// Links of every kind.
    pub(crate) links: usize,
    /// Links to files that do not exist.
    pub(crate) missing_files: usize,
    /// Links to headings that do not exist.
    pub(crate) missing_anchors: usize,
    /// Modules.
    pub(crate) modules: usize,
    /// Modules without an assessment.
    pub(crate) unassessed: usize,
}

impl AddAssign for Planted {
    fn add_assign(&mut self, other: Self) {
        self.bytes += other.bytes;
        self.links += other.links;
        self.missing_files += other.missing_files;
        self.missing_anchors += other.missing_anchors;
        self.modules += other.modules;
        self.unassessed += other.unassessed;
    }
}

/// A document being written.
pub(crate) struct Page<'a> {
    /// Its own sequence.
    pub(crate) random: Random,
    /// What it is written in.
    pub(crate) tongue: Tongue,
    /// What stands in it so far.
    pub(crate) text: String,
    /// What was planted so far.
    pub(crate) planted: Planted,
    plans: &'a [Plan],
    number: usize,
    definitions: Vec<String>,
}

/// The text of document `number` of `plans`, and what was planted in it.
pub(crate) fn write(plans: &[Plan], number: usize) -> (String, Planted) {
    let plan = &plans[number];
    let mut page = Page {
        random: Random::new(2 * number as u64 + 1),
        tongue: plan.tongue,
        text: String::with_capacity(plan.bytes + 1_000),
        planted: Planted::default(),
        plans,
        number,
        definitions: Vec::new(),
    };
    if plan.bytes > 600 && page.random.one_in(2) {
        blocks::front_matter(&mut page, &plan.headings[0]);
    }
    for (position, heading) in plan.headings.iter().enumerate() {
        page.section(heading, plan.bytes * (position + 1) / plan.headings.len());
    }
    page.end();
    page.planted.bytes = page.text.len();
    (page.text, page.planted)
}

impl Page<'_> {
    /// A heading and blocks under it until the document has `until` bytes.
    fn section(&mut self, heading: &Heading, until: usize) {
        let hashes = "#".repeat(heading.level);
        self.block(&format!("{hashes} {}", heading.markdown));
        if heading.holds_modules {
            modules::write(self);
            return;
        }
        let paragraph = self.sentence();
        self.block(&paragraph);
        while self.text.len() < until {
            let room = until - self.text.len();
            blocks::any(self, room);
        }
    }

    /// Adds a block and the blank line after it.
    pub(crate) fn block(&mut self, markdown: &str) {
        self.text.push_str(markdown);
        self.text.push_str("\n\n");
    }

    /// A sentence with whatever documentation puts into sentences.
    pub(crate) fn sentence(&mut self) -> String {
        let inline = self.inline();
        words::sentence(&mut self.random, self.tongue, &inline)
    }

    /// A few words: plain, emphasised, as code, as HTML, or a link.
    pub(crate) fn inline(&mut self) -> String {
        let thing = words::thing(&mut self.random, self.tongue);
        let name = self.random.pick(NAMES);
        match self.random.below(100) {
            0..13 => self.link(thing),
            13..21 => format!("**{thing}**"),
            21..27 => format!("*{thing}*"),
            27..39 => format!("`{name} --{}`", self.random.pick(NAMES)),
            39..41 => format!("<kbd>Ctrl</kbd> + <kbd>{}</kbd>", name.len()),
            41 => format!("{thing} &amp; {name}"),
            42 => self.footnote(thing),
            _ => thing.to_owned(),
        }
    }

    fn link(&mut self, text: &str) -> String {
        self.planted.links += 1;
        match self.random.below(20) {
            0 => format!("[{text}](https://example.org/{}/)", self.random.pick(NAMES)),
            1 => format!("<https://example.org/{}>", self.random.pick(NAMES)),
            2 => {
                let destination = self.destination();
                format!("<a href=\"{destination}\">{text}</a>")
            }
            3..5 => {
                let label = format!("renvoi-{}", self.definitions.len() + 1);
                let destination = self.destination();
                self.definitions.push(format!("[{label}]: {destination}"));
                format!("[{text}][{label}]")
            }
            _ => {
                let destination = self.destination();
                format!("[{text}]({destination})")
            }
        }
    }

    /// A picture of this repository, seen from this document.
    pub(crate) fn picture(&mut self) -> String {
        let picture = self.random.below(PICTURES);
        format!("../../images/schema-{picture}.svg")
    }

    /// Where a link leads: this document, a neighbour, a heading of either; one in [`BROKEN`] nowhere.
    fn destination(&mut self) -> String {
        let own = self.random.one_in(8);
        let number = if own { self.number } else { plan::neighbour(&mut self.random, self.number, self.plans.len()) };
        let with_anchor = own || self.random.below(5) < 3;
        let broken = self.random.one_in(BROKEN);
        let target = &self.plans[number];
        let mut destination = String::new();
        if !own {
            let from = &self.plans[self.number].path;
            destination = relative(from, &target.path);
        }
        if broken && !with_anchor {
            self.planted.missing_files += 1;
            destination.push_str(".disparu.md");
        }
        if with_anchor {
            destination.push('#');
            let heading = self.random.below(target.headings.len());
            destination.push_str(&target.headings[heading].anchor);
            if broken {
                self.planted.missing_anchors += 1;
                destination.push_str("-disparu");
            }
        }
        destination
    }

    fn footnote(&mut self, text: &str) -> String {
        let label = format!("note-{}", self.definitions.len() + 1);
        let note = words::task(&mut self.random, self.tongue);
        self.definitions.push(format!("[^{label}]: {note}."));
        format!("{text}[^{label}]")
    }

    /// What references and notes owe stands at the end of a document.
    fn end(&mut self) {
        for definition in std::mem::take(&mut self.definitions) {
            self.block(&definition);
        }
        let end = self.text.trim_end().len();
        self.text.truncate(end);
        self.text.push('\n');
    }
}

/// The path from a document to another as a link writes it: every generated path has two folders.
fn relative(from: &str, to: &str) -> String {
    let mut steps_from: Vec<_> = from.split('/').collect();
    let mut steps_to: Vec<_> = to.split('/').collect();
    while steps_from.len() > 1 && steps_to.len() > 1 && steps_from[0] == steps_to[0] {
        steps_from.remove(0);
        steps_to.remove(0);
    }
    let up = "../".repeat(steps_from.len() - 1);
    format!("{up}{}", steps_to.join("/")).replace(' ', "%20")
}
