//! What a rule may ask besides the facts it checks.

use crate::config::{Config, Group};
use crate::corpus::Corpus;
use crate::curriculum::Curriculum;
use crate::curriculum::compare::Pairs;
use crate::document::{Directive, Source};
use crate::git::{Attributes, Entry, Fork};
use crate::verdict::Moved;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::sync::Arc;

/// The configuration as rules see it.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The whole configuration.
    pub config: &'a Config,
    /// The path of the document that is at hand, and the content groups that it belongs to.
    document: Option<(&'a str, &'a [&'a Group])>,
}

impl<'a> Context<'a> {
    /// That of `config`.
    pub fn new(config: &'a Config) -> Self {
        Self { config, document: None }
    }

    /// The same for the rules that look at the document at `path`, of which it is known to which `groups` it belongs.
    pub fn at(config: &'a Config, path: &'a str, groups: &'a [&'a Group]) -> Self {
        Self { config, document: Some((path, groups)) }
    }

    /// The content groups that the document at `path` belongs to.
    pub fn groups(&self, path: &str) -> impl Iterator<Item = &'a Group> + use<'a> {
        let known = self.document.filter(|(known, _)| std::ptr::eq(*known, path)).map(|(_, groups)| groups);
        let found = known.is_none().then(|| self.config.groups_for(path));
        known.unwrap_or_default().iter().copied().chain(found.into_iter().flatten())
    }

    /// The content group of that name.
    pub fn group(&self, name: &str) -> Option<&'a Group> {
        self.config.groups.iter().find(|group| group.name == name)
    }

    /// The option `name` of `rule`, as the configuration gives it.
    pub fn option(&self, rule: &str, name: &str) -> Option<&'a serde_json::Value> {
        self.config.rule_option(rule, name)
    }

    /// All options of `rule`, those that are not given by their defaults. Options that can't be read are those of nobody.
    pub fn options<T: DeserializeOwned + Default>(&self, rule: &str) -> T {
        let given = self.config.rules.get(rule).map(|setting| Value::Object(setting.options.clone()));
        given.and_then(|given| serde_json::from_value(given).ok()).unwrap_or_default()
    }
}

/// A contribution as rules see it: its base, what it makes of it, and its commits.
#[derive(Clone, Copy, Debug)]
pub struct Contribution<'a> {
    /// Where it left its base, and its commits.
    pub fork: &'a Fork,
    /// Both snapshots, the paths that differ, and where lines are now.
    pub moved: &'a Moved,
    /// The documents of the base.
    pub base: &'a Corpus,
    /// The learning content of the base.
    pub before: &'a Curriculum,
    /// The learning content now.
    pub after: &'a Curriculum,
    /// Which module is which.
    pub pairs: &'a Pairs,
    /// The files that it adds or changes, as it has them, within the reach of the configuration; sorted by path.
    pub files: &'a [&'a Entry],
    /// Those of them that are documents.
    pub documents: &'a [&'a Entry],
    /// What its `.gitattributes` say.
    pub attributes: &'a Attributes,
    /// Its documents that have directives, with these.
    pub directives: &'a [(Arc<Source>, Vec<Directive>)],
}
