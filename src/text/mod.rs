//! Text as bytes, lines and characters: positions, normalisation before matching, escaping for terminals.
//!
//! It must not know what Markdown is.

pub mod answers;
pub mod escape;
pub mod hashed;
pub mod names;
pub(crate) mod needles;
pub mod normalise;
pub mod path;
pub mod position;
pub(crate) mod spare;
mod spoken;

pub use position::{LineIndex, Position, Span};
pub use spoken::spoken;
