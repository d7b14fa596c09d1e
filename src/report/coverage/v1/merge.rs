//! One report of many: what an organisation's repositories have, together.

use super::{Coverage, Figures, Module, NAME, Repository};
use std::collections::HashMap;

/// A report to merge.
#[derive(Clone, Debug)]
pub struct Part {
    /// The file that it was read from, as it was named.
    pub file: String,
    /// What its repository is called where it does not say itself.
    pub name: String,
    /// The report.
    pub coverage: Coverage,
}

/// Why reports can't be merged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MergeError {
    /// The file is no report of this format.
    Format {
        /// The file.
        file: String,
        /// The format that it names.
        schema: String,
    },
    /// A module names a repository that the report has not.
    Index {
        /// The file.
        file: String,
        /// The module's title.
        module: String,
    },
    /// Two reports tell of the same repository: its modules would count twice.
    Twice {
        /// What it is called.
        name: String,
        /// The first file.
        first: String,
        /// The second.
        second: String,
    },
}

/// Makes one report of `parts`, the repositories by name. Figures, names and what is missing are computed anew: what the parts
/// say of them is not believed. What they say of their history or of a base is left out.
///
/// # Errors
/// When a part is no report of coverage, or a repository is there twice.
pub fn merge(parts: Vec<Part>) -> Result<Coverage, MergeError> {
    let mut all: Vec<(Repository, Vec<Module>)> = Vec::new();
    let mut files: HashMap<String, String> = HashMap::new();
    for part in parts {
        let file = part.file.clone();
        for (repository, modules) in split(part)? {
            let name = repository.name.clone().unwrap_or_default();
            if let Some(first) = files.insert(name.to_lowercase(), file.clone()) {
                return Err(MergeError::Twice { name, first, second: file });
            }
            all.push((repository, modules));
        }
    }
    all.sort_by(|(a, _), (b, _)| a.name.cmp(&b.name));
    let (mut repositories, mut modules) = (Vec::with_capacity(all.len()), Vec::new());
    for (at, (repository, mut own)) in all.into_iter().enumerate() {
        own.iter_mut().for_each(|module| module.repository = at);
        own.sort_by(|a, b| (&a.path, a.line).cmp(&(&b.path, b.line)));
        repositories.push(repository);
        modules.append(&mut own);
    }
    Ok(Coverage::assemble(repositories, modules))
}

/// The repositories of a report, each with its modules.
fn split(part: Part) -> Result<Vec<(Repository, Vec<Module>)>, MergeError> {
    let Part { file, name, coverage } = part;
    if coverage.schema != NAME {
        return Err(MergeError::Format { file, schema: coverage.schema });
    }
    let mut repositories = coverage.repositories;
    if repositories.is_empty() {
        repositories.push(Repository {
            name: None,
            url: None,
            files: None,
            snapshot: coverage.snapshot,
            profiles: Vec::new(),
            tool: coverage.tool,
            summary: Figures::default(),
        });
    }
    let mut all: Vec<(Repository, Vec<Module>)> = repositories.into_iter().map(|repository| (repository, Vec::new())).collect();
    for (repository, _) in &mut all {
        repository.name.get_or_insert_with(|| name.clone());
    }
    for module in coverage.modules {
        match all.get_mut(module.repository) {
            Some((_, modules)) => modules.push(module),
            None => return Err(MergeError::Index { file, module: module.title }),
        }
    }
    Ok(all)
}
