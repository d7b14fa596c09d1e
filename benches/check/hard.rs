//! Repositories that were made to be dear: each is measured twice, the second time twice as large.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Command;

use git2::{Repository, Signature};

use crate::Failure;
use crate::hard_cases::CASES;
use crate::measure::{Series, program};
use crate::report::megabytes;

/// How long the smaller one may take, in seconds of the processor.
const SECONDS: f64 = 10.0;
/// What it may hold at once, in bytes.
const BYTES: u64 = 1 << 30;
/// How many times as much a doubled input may cost. Paths count as texts do: deep folders grow by both.
const RATIO: f64 = 2.2;
/// Of less than this, in seconds, starting a process is the most.
const LITTLE: f64 = 0.1;

/// A way to be dear.
pub(crate) struct Hard {
    pub(crate) name: &'static str,
    /// How many of what it is dear by.
    pub(crate) size: usize,
    /// The files that are committed: a path and a text each.
    pub(crate) base: fn(usize) -> Files,
    /// What a contribution makes of them, if it is one; a file without a text is removed.
    pub(crate) head: Option<fn(usize) -> Files>,
}

/// Files with their texts.
pub(crate) type Files = Vec<(String, String)>;

/// Measures each case and says whether it keeps its bounds.
pub(crate) fn measure(runs: usize, out: &mut impl Write) -> Result<(), Failure> {
    writeln!(out, "{:<34} {:>7} {:>8} {:>8} {:>6} {:>10}", "", "size", "seconds", "doubled", "ratio", "peak")?;
    for case in CASES {
        let [once, twice] = [measured(case, case.size, runs)?, measured(case, 2 * case.size, runs)?];
        let (first, second) = (seconds(&once), seconds(&twice));
        // What does not grow is not what the case is dear by.
        let grown = (input(case, 2 * case.size) / input(case, case.size)).max(2.0);
        let ratio = second / first.max(f64::EPSILON) * 2.0 / grown;
        let kept = first <= SECONDS && twice.peak().is_none_or(|peak| peak <= BYTES) && (ratio <= RATIO || second < LITTLE);
        let (name, peak, kept) = (case.name, megabytes(twice.peak()), if kept { "KEPT" } else { "EXCEEDED" });
        writeln!(out, "{name:<34} {:>7} {first:>8.2} {second:>8.2} {ratio:>6.2} {peak:>10}   {kept}", case.size)?;
    }
    Ok(())
}

/// Seconds of the processor, which a busy machine leaves as they are; those on the wall where the system does not say.
fn seconds(series: &Series) -> f64 {
    series.processor_seconds().unwrap_or(series.seconds().0)
}

/// How many bytes the paths and texts have that are checked.
fn input(case: &Hard, size: usize) -> f64 {
    let files = (case.base)(size).into_iter().chain(case.head.map(|head| head(size)).unwrap_or_default());
    files.map(|(path, text)| path.len() + text.len()).sum::<usize>() as f64
}

fn measured(case: &Hard, size: usize, runs: usize) -> Result<Series, Failure> {
    let folder = tempfile::tempdir()?;
    let repository = Repository::init(folder.path())?;
    write(folder.path(), (case.base)(size))?;
    commit(&repository)?;
    let mut command = Command::new(program());
    command.args(["check", "--format", "json"]).current_dir(folder.path());
    if let Some(head) = case.head {
        write(folder.path(), head(size))?;
        command.args(["--base", "HEAD"]);
    }
    let mut series = Series::default();
    for _ in 0..runs {
        let status = series.add(&mut command)?;
        if !matches!(status.code(), Some(0 | 1)) {
            return Err(format!("{}: {status}", case.name).into());
        }
    }
    Ok(series)
}

fn write(folder: &Path, files: Files) -> Result<(), Failure> {
    for (path, text) in files {
        let path = folder.join(path);
        if text.is_empty() {
            fs::remove_file(path)?;
            continue;
        }
        path.parent().map_or(Ok(()), fs::create_dir_all)?;
        fs::write(path, text)?;
    }
    Ok(())
}

fn commit(repository: &Repository) -> Result<(), Failure> {
    let mut index = repository.index()?;
    index.add_all(["*"], git2::IndexAddOption::DEFAULT, None)?;
    index.write()?;
    let tree = repository.find_tree(index.write_tree()?)?;
    let who = Signature::now("Bench", "bench@example.org")?;
    repository.commit(Some("HEAD"), &who, &who, "Base", &tree, &[])?;
    Ok(())
}
