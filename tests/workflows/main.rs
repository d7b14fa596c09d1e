//! The workflows, the Action's description, GitLab's job and the hooks: what their own checkers say of them, and what they
//! do when they run.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "what fails here fails the test; what is skipped says so")]

#[path = "../common/mod.rs"]
mod common;

mod checkers;
mod examples;
mod gitlab;
mod hooks;
mod pins;
mod tools;
