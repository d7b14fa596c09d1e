//! Other checkers of Markdown, as far as this machine has them.

use std::io::{self, ErrorKind, Write};
use std::path::Path;
use std::process::Command;

use crate::Failure;
use crate::measure::{Figures, Series};
use crate::report::{megabytes, milliseconds, ratio};

/// Programs and the arguments that make them check the current folder, without their caches and without the network.
const PEERS: [(&str, &[&str]); 4] = [
    ("mado", &["check", "."]),
    ("lychee", &["--offline", "--no-progress", "--include-fragments", "."]),
    ("rumdl", &["check", "--no-cache", "."]),
    ("markdownlint-cli2", &["**/*.md"]),
];

/// Measures every peer over the repository, and says which are absent.
pub(crate) fn measure(folder: &Path, figures: &Figures, runs: usize, out: &mut impl Write) -> Result<(), Failure> {
    for (program, arguments) in PEERS {
        match series(folder, program, arguments, runs) {
            Ok((series, status)) => writeln!(
                out,
                "{program}: {} ms, {:.1} times the floor, peak {}, {status}",
                milliseconds(&series),
                ratio(&series, &figures.floor),
                megabytes(series.peak()),
            )?,
            Err(absent) if absent.kind() == ErrorKind::NotFound => {
                writeln!(out, "{program}: not on the PATH, skipped")?;
            }
            Err(other) => writeln!(out, "{program}: could not be run: {other}")?,
        }
    }
    Ok(())
}

fn series(folder: &Path, program: &str, arguments: &[&str], runs: usize) -> io::Result<(Series, std::process::ExitStatus)> {
    let mut command = Command::new(program);
    command.args(arguments).current_dir(folder);
    let mut series = Series::default();
    let mut status = Series::default().add(&mut command)?;
    for _ in 0..runs {
        status = series.add(&mut command)?;
    }
    Ok((series, status))
}
