//! What every document will be, decided before one is written: links need the headings of their targets.

use std::collections::HashSet;

use crate::random::Random;
use crate::words::{self, NAMES, Tongue};

/// Documents in one folder, and folders in one track.
const PER_FOLDER: usize = 24;
const PER_TRACK: usize = PER_FOLDER * 20;

/// Bytes at each thousandth of the documents, as documentation has them: a mean near 9 KB, a median near 5 KB.
const SIZES: [(usize, usize); 9] = [
    (0, 200),
    (50, 900),
    (250, 2_600),
    (500, 5_200),
    (750, 10_000),
    (900, 19_000),
    (970, 38_000),
    (995, 60_000),
    (1_000, 80_000),
];

/// A heading and the anchor that GitHub gives it.
pub(crate) struct Heading {
    /// From 1 to 6.
    pub(crate) level: usize,
    /// As it is written.
    pub(crate) markdown: String,
    /// Its anchor, without `#`.
    pub(crate) anchor: String,
    /// Whether the modules of the document stand under it.
    pub(crate) holds_modules: bool,
}

/// One document before it is written.
pub(crate) struct Plan {
    /// From the root of the repository, with `/`.
    pub(crate) path: String,
    /// What it is written in.
    pub(crate) tongue: Tongue,
    /// How many bytes it should have.
    pub(crate) bytes: usize,
    /// Its headings, the title first.
    pub(crate) headings: Vec<Heading>,
}

/// The plan of document `number` of a repository, from its number alone.
pub(crate) fn document(number: usize) -> Plan {
    let mut random = Random::new(2 * number as u64);
    let tongue = if random.below(3) < 2 { Tongue::French } else { Tongue::English };
    let bytes = size(random.below(1_000_000));
    Plan { path: path(&mut random, number), tongue, bytes, headings: headings(&mut random, tongue, bytes) }
}

/// A document near document `number`: most links lead to a neighbour. `count` is the repository's number of documents.
pub(crate) fn neighbour(random: &mut Random, number: usize, count: usize) -> usize {
    let reach = match random.below(20) {
        0..12 => PER_FOLDER,
        12..17 => PER_TRACK,
        _ => count,
    };
    let first = number / reach * reach;
    first + random.below(reach.min(count - first))
}

/// Bytes of a document at `rank` millionths of all: between two points of [`SIZES`], along a line.
fn size(rank: usize) -> usize {
    let above = SIZES.partition_point(|&(thousandth, _)| thousandth * 1_000 <= rank);
    let ((low, least), (high, most)) = (SIZES[above - 1], SIZES[above]);
    least + (most - least) * (rank - low * 1_000) / ((high - low) * 1_000)
}

fn path(random: &mut Random, number: usize) -> String {
    let (track, stage) = (number / PER_TRACK, number % PER_TRACK / PER_FOLDER);
    let name = random.pick(NAMES);
    let file = match random.below(100) {
        // Names that need care in a link: an accent, a space.
        0..3 => format!("étape-{name}-{number}.md"),
        3..5 => format!("{name} {number}.md"),
        5 => format!("{name}-{number}.markdown"),
        _ if number.is_multiple_of(PER_FOLDER) => "README.md".to_owned(),
        _ => format!("{name}-{number}.md"),
    };
    format!("parcours-{track:03}/etape-{stage:02}/{file}")
}

fn headings(random: &mut Random, tongue: Tongue, bytes: usize) -> Vec<Heading> {
    let count = (bytes / 1_100).clamp(1, 40);
    let with_modules = random.one_in(20);
    let mut seen = HashSet::new();
    let title = words::capital(&words::task(random, tongue));
    let mut all = vec![heading(&mut seen, 1, title)];
    for position in 1..count {
        let level = if position > 1 && random.one_in(2) { 3 } else { 2 };
        let text = heading_text(random, tongue, position);
        all.push(heading(&mut seen, level, text));
    }
    if with_modules {
        let mut modules = heading(&mut seen, 2, "Modules de la formation".to_owned());
        modules.holds_modules = true;
        all.push(modules);
    }
    all
}

fn heading_text(random: &mut Random, tongue: Tongue, position: usize) -> String {
    let task = words::capital(&words::task(random, tongue));
    let thing = words::thing(random, tongue);
    let name = random.pick(NAMES);
    match (random.below(12), tongue) {
        (0, _) => format!("{position}. {task}"),
        (1, _) => format!("{task} avec `{name} --essai`"),
        (2, Tongue::French) => format!("Pourquoi {thing} ?"),
        (2, Tongue::English) => format!("Why {thing}?"),
        (3, Tongue::French) => format!("Étape {position} : {thing}"),
        (3, Tongue::English) => format!("Step {position}: {thing}"),
        (4, _) => format!("{task} & *{name}*"),
        // The second such heading of a document has `-1` in its anchor.
        (5, Tongue::French) if random.one_in(4) => "Prérequis".to_owned(),
        (5, Tongue::English) if random.one_in(4) => "Before you start".to_owned(),
        _ => format!("{task} ({name} {position})"),
    }
}

fn heading(seen: &mut HashSet<String>, level: usize, markdown: String) -> Heading {
    let slug = slug(&markdown);
    let mut anchor = slug.clone();
    let mut again = 0;
    while !seen.insert(anchor.clone()) {
        again += 1;
        anchor = format!("{slug}-{again}");
    }
    Heading { level, markdown, anchor, holds_modules: false }
}

/// GitHub's anchor for the headings made here, whose only markup is backticks and asterisks.
fn slug(markdown: &str) -> String {
    markdown
        .to_lowercase()
        .chars()
        .filter(|&letter| letter.is_alphanumeric() || matches!(letter, ' ' | '-' | '_'))
        .map(|letter| if letter == ' ' { '-' } else { letter })
        .collect()
}
