//! Every document of a snapshot: the facts that remain once each has been checked by itself.

use crate::curriculum::Module;
use crate::document::{Definition, Directive, Link, Source};
use std::sync::Arc;

/// What remains of a document for the rules that see all of them.
#[derive(Debug)]
pub struct Page {
    /// Path and text.
    pub source: Arc<Source>,
    /// Its links.
    pub links: Vec<Link>,
    /// Its reference definitions.
    pub definitions: Vec<Definition>,
    /// Its suppression directives.
    pub directives: Vec<Directive>,
    /// The modules it defines.
    pub modules: Vec<Module>,
}

/// Every document of a snapshot.
#[derive(Debug)]
pub struct Corpus {
    /// The documents, sorted by path.
    pub pages: Vec<Page>,
}
