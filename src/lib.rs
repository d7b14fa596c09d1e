//! **acquis**: a linter for learning content in Git, and a report of what in it has an assessment.
//!
//! Data flows one way, in the order of these modules:
//!
//! ```text
//! git ─ snapshot ──▶ document ──▶ corpus ──▶ rules ──▶ findings ──▶ selection ──▶ report
//! ```
//!
//! [`pipeline`] is that sequence, written once; [`fix`] runs it again on texts that it fixes.

mod files;
pub mod language;
pub mod text;

pub mod data;

pub mod git;

pub mod config;
pub mod document;

pub mod anchor;
pub mod paths;

pub mod site;

pub mod corpus;
pub mod curriculum;

pub mod finding;
pub mod rules;

pub mod online;

pub mod select;

pub mod verdict;

pub mod pipeline;

pub mod fix;

pub mod cli;
pub mod report;
pub mod review;
