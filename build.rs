//! Rebuilds the program when a page of the rule book is added or taken away: `include_dir` sees changed files only.

use std::io::Write as _;

fn main() -> std::io::Result<()> {
    writeln!(std::io::stdout(), "cargo::rerun-if-changed=rules")
}
