//! The program: arguments → run → exit code.

use acquis::cli::{self, Streams};
use std::process::ExitCode;

/// musl's own has one lock for all threads, and a check uses every core.
#[cfg(target_env = "musl")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args_os().collect();
    let exit = cli::run(&arguments, &mut Streams::of_process());
    ExitCode::from(exit.code())
}
