//! What the verdict on a contribution costs, against a full check of the same work tree.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use git2::Repository;

use crate::Failure;
use crate::measure::{Series, program};
use crate::report::{megabytes, milliseconds, ratio};

/// How many documents the contribution changes.
const CHANGED: usize = 5;
/// A verdict, or a check of what is staged, may cost so many full checks.
const RATIO: f64 = 1.2;

/// The commands, the full check first.
const COMMANDS: [(&str, &[&str]); 4] = [
    ("check", &[]),
    ("check --base HEAD", &["--base", "HEAD"]),
    ("check --staged", &["--staged"]),
    ("check --staged --base HEAD", &["--staged", "--base", "HEAD"]),
];

/// Documents that are changed and staged until this is dropped.
struct Contribution {
    repository: Repository,
    texts: Vec<(PathBuf, Vec<u8>)>,
}

impl Contribution {
    /// Adds a line to documents spread over the repository at `folder`.
    fn new(folder: &Path) -> Result<Self, Failure> {
        let repository = Repository::open(folder)?;
        let paths: Vec<PathBuf> = {
            let index = repository.index()?;
            let names = index.iter().filter_map(|entry| String::from_utf8(entry.path).ok());
            let documents: Vec<PathBuf> = names.filter(|name| name.ends_with(".md")).map(PathBuf::from).collect();
            let step = (documents.len() / CHANGED).max(1);
            documents.into_iter().step_by(step).take(CHANGED).collect()
        };
        let read = |path: PathBuf| Ok((path.clone(), fs::read(folder.join(path))?));
        let texts = paths.into_iter().map(read).collect::<Result<Vec<_>, Failure>>()?;
        let contribution = Self { repository, texts };
        contribution.stage(folder, b"\nOne line more.\n")?;
        Ok(contribution)
    }

    /// Writes the documents with `more` at their end, and stages them.
    fn stage(&self, folder: &Path, more: &[u8]) -> Result<(), Failure> {
        let mut index = self.repository.index()?;
        for (path, text) in &self.texts {
            fs::write(folder.join(path), [text, more].concat())?;
            index.add_path(path)?;
        }
        Ok(index.write()?)
    }
}

impl Drop for Contribution {
    fn drop(&mut self) {
        let folder = self.repository.workdir().map(Path::to_owned);
        let _ = folder.map(|folder| self.stage(&folder, b""));
    }
}

/// Measures the verdict in the generated repository at `folder`, and what a check of what is staged costs.
pub(crate) fn measure(folder: &Path, runs: usize, out: &mut impl Write) -> Result<(), Failure> {
    let folder = fs::canonicalize(folder)?;
    let contribution = Contribution::new(&folder)?;
    let mut commands = COMMANDS.map(|(_, arguments)| {
        let mut command = Command::new(program());
        command.arg("check").args(arguments).current_dir(&folder);
        command
    });
    let mut all: [Series; COMMANDS.len()] = Default::default();
    for round in 0..=runs {
        for (command, series) in commands.iter_mut().zip(&mut all) {
            // The first round fills the file cache.
            if round == 0 {
                Series::default().add(command)?
            } else {
                series.add(command)?
            };
        }
    }
    drop(contribution);
    writeln!(
        out,
        "\n{:<28} {:>23} {:>7} {:>10} {:>10}   {CHANGED} documents changed",
        "", "ms (range)", "ratio", "CPU ratio", "peak"
    )?;
    let [full, ..] = &all;
    for ((name, _), series) in COMMANDS.iter().zip(&all) {
        let times = ratio(series, full);
        let processor = series.processor_seconds().zip(full.processor_seconds());
        let processor = processor.map_or_else(|| "unknown".to_owned(), |(own, full)| format!("{:.2}", own / full));
        let kept = if times <= RATIO { "KEPT" } else { "EXCEEDED" };
        writeln!(
            out,
            "{name:<28} {:>23} {times:>7.2} {processor:>10} {:>10}   at most {RATIO}: {kept}",
            milliseconds(series),
            megabytes(series.peak())
        )?;
    }
    Ok(())
}
