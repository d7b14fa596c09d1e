//! How a repository, or one of its files, is read: for people as text, for programs as JSON.

mod assemble;
mod text;
pub mod v1;
mod words;
mod yaml;

pub use assemble::Maker;
pub use text::text;
pub use v1::{Show, json, schema};
