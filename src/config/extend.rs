//! What a configuration builds on: shipped profiles, and files of the repository.

use super::compile::Compiler;
use super::error::{ConfigError, PatternProblem, Problem};
use super::load::{read, unknown_rules};
use super::written::{OneOrMany, Written};
use super::{ConfigFile, json_schema, merge, paths, profiles};
use crate::text::normalise;

/// How many files may extend one another in a row.
const LONGEST: usize = 32;

/// Collects what is extended, in the order in which it applies.
pub(super) struct Extending<'a> {
    /// Gives the bytes of the file at a path from the root of the repository.
    pub(super) read: &'a dyn Fn(&str) -> Option<Vec<u8>>,
    /// The folder of the configuration that extends, from which all paths start.
    pub(super) folder: &'a str,
    pub(super) known_rules: &'a [&'a str],
    /// What is being extended, so that nothing extends itself.
    open: Vec<String>,
    /// The profiles that were used.
    pub(super) profiles: Vec<String>,
    /// The files that were used.
    pub(super) files: Vec<ConfigFile>,
    /// All of them together.
    pub(super) base: Written,
}

/// Whether `name` is the path of a file, and not the name of a profile.
fn is_path(name: &str) -> bool {
    name.contains('/') || [".yaml", ".yml"].iter().any(|end| name.ends_with(end))
}

impl<'a> Extending<'a> {
    /// Nothing yet, for a configuration in `folder`.
    pub(super) fn new(read: &'a dyn Fn(&str) -> Option<Vec<u8>>, folder: &'a str, known_rules: &'a [&'a str]) -> Self {
        let (open, profiles, files) = Default::default();
        Self { read, folder, known_rules, open, profiles, files, base: Written::default() }
    }

    /// Puts what `name`, which stands in a file of the folder `from`, means on top, and what that extends below it.
    pub(super) fn add(&mut self, name: &str, from: &str) -> Result<(), Vec<Problem>> {
        if is_path(name) { self.file(name, from) } else { self.profile(name).map_err(|problem| vec![problem]) }
    }

    fn profile(&mut self, name: &str) -> Result<(), Problem> {
        if self.open.iter().any(|known| known == name) {
            return Err(Problem::ProfileCycle(name.to_owned()));
        }
        let Some(profile) = profiles::profile(name) else {
            let known: Vec<_> = profiles::profiles().iter().map(|profile| profile.name.clone()).collect();
            let did_you_mean = normalise::nearest(name, known.iter().map(String::as_str)).map(str::to_owned);
            return Err(Problem::Profile { name: name.to_owned(), did_you_mean, known });
        };
        self.open.push(name.to_owned());
        for inner in profile.written.extends.iter().flat_map(OneOrMany::as_slice) {
            self.profile(inner)?;
        }
        self.open.pop();
        self.profiles.push(name.to_owned());
        self.base = merge::onto(std::mem::take(&mut self.base), profile.written.clone());
        Ok(())
    }

    fn file(&mut self, name: &str, from: &str) -> Result<(), Vec<Problem>> {
        // A path from the root of a disk is in no repository.
        let Some(path) = paths::join(from, name).filter(|_| !name.starts_with('/')) else {
            return Err(vec![Problem::LeadsOut(name.to_owned())]);
        };
        // So long a chain is nobody's.
        if self.open.contains(&path) || self.open.len() > LONGEST {
            return Err(vec![Problem::ExtendsItself(path)]);
        }
        // What several extend is below all of them.
        if self.files.iter().any(|file| file.path == path) {
            return Ok(());
        }
        let bytes = (self.read)(&path);
        let Some(file) = bytes.and_then(|bytes| ConfigFile::new(path.as_str(), bytes).ok()) else {
            return Err(vec![Problem::ExtendsFile(path)]);
        };
        self.open.push(path);
        let (written, mut problems) = self.parse(&file);
        let folder = file.folder().to_owned();
        for inner in written.extends.iter().flat_map(OneOrMany::as_slice) {
            if let Err(inner) = self.add(inner, &folder) {
                problems.extend(inner);
            }
        }
        self.open.pop();
        self.base = merge::onto(std::mem::take(&mut self.base), written);
        self.files.push(file);
        if problems.is_empty() { Ok(()) } else { Err(problems) }
    }

    /// What is written in `file`, and what is wrong in it.
    fn parse(&self, file: &ConfigFile) -> (Written, Vec<Problem>) {
        let (tree, written, mut errors) = read(&file.text, json_schema::config());
        let root = tree.as_ref().map(|tree| &tree.root);
        errors.extend(unknown_rules(root, self.known_rules));
        let mut compiler = Compiler::new(&file.text, self.folder, root);
        compiler.config(written.clone());
        // Whoever extends it may say what a group here has not.
        let partial = |problem: &Problem| {
            use PatternProblem::{NoId, NoModule};
            matches!(problem, Problem::NoFiles(_) | Problem::Pattern(NoId | NoModule(_)))
        };
        errors.extend(compiler.errors.into_iter().filter(|error| !partial(&error.problem)));
        errors.sort_by_key(|error| error.span);
        let line = |error: &ConfigError| {
            let before = file.text.get(..error.span.start as usize).unwrap_or_default();
            before.matches('\n').count() as u32 + 1
        };
        let told = |error: ConfigError| Problem::Extended { path: file.path.clone(), line: line(&error), error: Box::new(error) };
        (written, errors.into_iter().map(told).collect())
    }
}
