//! What a rule may ask besides the facts it checks.

use crate::config::{Config, Group};

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
