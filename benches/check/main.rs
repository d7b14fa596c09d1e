//! What a full check costs, against the least that any checker of the same Markdown must do.
//!
//! ```text
//! cargo bench --bench check -- [--documents N] [--runs R] [--keep DIR] [--repository DIR] [--peers] [--hard]
//! ```
//!
//! A repository of N invented documents is generated (or one of yours is taken), then two whole processes run over it in
//! turn: the floor (this program again: list the Markdown through a git2 index, read it, drain pulldown-cmark's offset
//! iterator on all cores) and `acquis check --format json`. Printed: medians and their spread, the ratio, the peak memory
//! of both, whether the budgets are kept, and how the cost grows with the number of documents. In the largest repository
//! that was generated, up to 10,000 links are then misspelt and the check is measured against one without; and five documents are
//! changed and staged, and the verdict on them is measured against a full check. `--hard` measures instead what was made to be dear:
//! each once, and once twice as large. `ACQUIS_PROGRAM` names another program to measure than the one that cargo built.
//!
//! A benchmark is not a test: whatever it measures, it ends with 0. `cargo test --all-targets` starts it too, without the
//! `--bench` that `cargo bench` passes; it then ends at once.

mod arguments;
mod blocks;
mod contribution;
mod dead;
mod floor;
mod generate;
mod hard;
mod hard_cases;
mod measure;
mod modules;
mod page;
mod peers;
mod plan;
mod random;
mod report;
mod words;

use std::error::Error;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use arguments::Arguments;
use measure::Figures;

/// Whatever kept the benchmark from measuring: it is shown, never handled.
pub(crate) type Failure = Box<dyn Error + Send + Sync>;

fn main() -> ExitCode {
    let given: Vec<_> = std::env::args_os().collect();
    if let [_, flag, folder] = given.as_slice()
        && flag == floor::FLAG
    {
        return floor_process(Path::new(folder));
    }
    if !given.iter().any(|argument| argument == "--bench") {
        return ExitCode::SUCCESS;
    }
    let mut out = io::stdout();
    let done = arguments::parse(given).and_then(|asked| match asked {
        Some(arguments) => run(&arguments, &mut out),
        None => Ok(()),
    });
    if let Err(failure) = done {
        // Nothing is left to do when the error stream itself is closed.
        let _ = writeln!(io::stderr(), "The benchmark could not be run: {failure}");
    }
    ExitCode::SUCCESS
}

/// The hidden role: this process is the floor, and its exit code tells the parent whether it did the work.
fn floor_process(folder: &Path) -> ExitCode {
    let written = floor::drain(folder).and_then(|drained| Ok(writeln!(io::stdout(), "{}", drained.to_line())?));
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            let _ = writeln!(io::stderr(), "{failure}");
            ExitCode::FAILURE
        }
    }
}

/// Measures what was asked for and writes every figure to `out`.
fn run(arguments: &Arguments, out: &mut impl Write) -> Result<(), Failure> {
    if arguments.hard {
        return hard::measure(arguments.runs, out);
    }
    if let Some(repository) = &arguments.repository {
        let figures = one_repository(repository, arguments, out)?;
        return report::table(&[figures], out);
    }
    let temporary = tempfile::tempdir()?;
    let home = arguments.keep.as_deref().unwrap_or(temporary.path());
    let mut all = Vec::new();
    for documents in arguments.sizes() {
        let folder = home.join(format!("{documents}-documents"));
        let generated = generate::repository(&folder, documents)?;
        writeln!(out, "{generated}")?;
        all.push(one_repository(&folder, arguments, out)?);
    }
    report::table(&all, out)?;
    report::growth(&all, out)?;
    let largest = arguments.sizes().last().map(|documents| home.join(format!("{documents}-documents")));
    let Some(folder) = largest else { return Ok(()) };
    dead::measure(&folder, arguments.runs, out)?;
    contribution::measure(&folder, arguments.runs, out)
}

/// The floor, the check and, if asked, the peers over one repository.
fn one_repository(folder: &Path, arguments: &Arguments, out: &mut impl Write) -> Result<Figures, Failure> {
    let figures = measure::compare(folder, arguments.runs)?;
    report::what_check_said(&figures, out)?;
    if arguments.peers {
        peers::measure(folder, &figures, arguments.runs, out)?;
    }
    Ok(figures)
}
