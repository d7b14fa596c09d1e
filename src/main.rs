//! The program: arguments → run → exit code.

use acquis::cli::{self, Streams};
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args_os().collect();
    let exit = cli::run(&arguments, &mut Streams::of_process());
    ExitCode::from(exit.code())
}
