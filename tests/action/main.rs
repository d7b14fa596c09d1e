//! The GitHub Action, run as a runner does: the step of `action.yml` in a real shell, on a clone made as
//! `actions/checkout` makes it, with the event's file. The program is a stub that writes down how it was called; where the
//! real one is needed, it is the one of this build.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "what fails here fails the test; what is skipped says so")]

#[path = "../common/mod.rs"]
mod common;

mod checked;
mod events;
mod forge;
mod program;
mod runner;
