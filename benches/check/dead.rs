//! What dead links cost: near names and history are looked up for each of them.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use git2::Repository;

use crate::Failure;
use crate::measure::{Series, program};
use crate::report::{grouped, milliseconds, ratio};

/// How many links are misspelt, if the repository has as many.
const LINKS: usize = 10_000;
/// How many of one document.
const EACH: usize = 4;
/// With them a check may cost so many times what it costs without.
const RATIO: f64 = 1.3;

/// A document as it is, and with misspelt links.
struct Document {
    path: PathBuf,
    sound: String,
    misspelt: String,
}

/// Measures both over the repository at `folder`, in turn, and leaves it as it was.
pub(crate) fn measure(folder: &Path, runs: usize, out: &mut impl Write) -> Result<(), Failure> {
    let (documents, links) = misspelt(folder)?;
    let mut command = Command::new(program());
    command.args(["check", "--format", "json"]).current_dir(folder);
    let (mut sound, mut dead) = (Series::default(), Series::default());
    for _ in 0..runs {
        sound.add(&mut command)?;
        let written = documents.iter().try_for_each(|document| fs::write(&document.path, &document.misspelt));
        let run = written.and_then(|()| dead.add(&mut command));
        documents.iter().try_for_each(|document| fs::write(&document.path, &document.sound))?;
        run?;
    }
    let ratio = ratio(&dead, &sound);
    writeln!(
        out,
        "\ndead links: {} more of them, {} ms against {} ms: {ratio:.2}, at most {RATIO}: {}",
        grouped(links as u64),
        milliseconds(&dead),
        milliseconds(&sound),
        if ratio <= RATIO { "KEPT" } else { "EXCEEDED" },
    )?;
    Ok(())
}

/// The documents that have links to others, and how many of these are misspelt.
fn misspelt(folder: &Path) -> Result<(Vec<Document>, usize), Failure> {
    let index = Repository::open(folder)?.index()?;
    let names = index.iter().filter_map(|entry| String::from_utf8(entry.path).ok()).filter(|name| name.ends_with(".md"));
    let (mut documents, mut links) = (Vec::new(), 0);
    for path in names.map(|name| folder.join(name)) {
        let sound = fs::read_to_string(&path)?;
        let found: Vec<usize> = sound.match_indices(".md)").map(|(at, _)| at).take(EACH.min(LINKS - links)).collect();
        if found.is_empty() {
            continue;
        }
        let mut misspelt = sound.clone();
        found.iter().rev().for_each(|&at| misspelt.insert(at, 'q'));
        links += found.len();
        documents.push(Document { path, sound, misspelt });
    }
    Ok((documents, links))
}
