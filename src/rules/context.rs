//! What a rule may ask besides the facts it checks.

use crate::config::{Config, Group};
use crate::curriculum::Curriculum;
use crate::curriculum::compare::Pairs;
use crate::document::{Directive, Source};
use crate::git::Fork;
use crate::verdict::Moved;
use std::sync::Arc;

/// The configuration as rules see it.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The whole configuration.
    pub config: &'a Config,
}

impl<'a> Context<'a> {
    /// The content groups that the document at `path` belongs to.
    pub fn groups(&self, path: &str) -> impl Iterator<Item = &'a Group> + use<'a> {
        self.config.groups_for(path)
    }

    /// The content group of that name.
    pub fn group(&self, name: &str) -> Option<&'a Group> {
        self.config.groups.iter().find(|group| group.name == name)
    }

    /// The option `name` of `rule`, as the configuration gives it.
    pub fn option(&self, rule: &str, name: &str) -> Option<&'a serde_json::Value> {
        self.config.rule_option(rule, name)
    }
}

/// A contribution as rules see it: its base, what it makes of it, and its commits.
#[derive(Clone, Copy, Debug)]
pub struct Contribution<'a> {
    /// Where it left its base, and its commits.
    pub fork: &'a Fork,
    /// Both snapshots, the paths that differ, and where lines are now.
    pub moved: &'a Moved,
    /// The learning content of the base.
    pub before: &'a Curriculum,
    /// The learning content now.
    pub after: &'a Curriculum,
    /// Which module is which.
    pub pairs: &'a Pairs,
    /// The documents that it touches, with their directives.
    pub directives: &'a [(Arc<Source>, Vec<Directive>)],
}
