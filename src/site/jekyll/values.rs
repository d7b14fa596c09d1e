//! What Jekyll's variables and filters say, as far as its configuration and a page's front matter tell.

use super::Settings;
use crate::data::{Node, Value};
use crate::document::Document;
use crate::site::Site;
use crate::site::liquid::{self, OWN, Values};
use crate::site::named::{Named, Set};
use crate::text::path::below;
use std::rc::Rc;

/// How many assignments one value is followed through.
const DEPTH: usize = 4;

/// What is known while one page is filled in.
pub(super) struct Known<'a> {
    pub(super) site: &'a Site,
    pub(super) settings: &'a Settings,
    pub(super) document: &'a Document,
    /// Whether it is put into other pages, whose variables nobody knows.
    pub(super) included: bool,
    pub(super) depth: usize,
    /// What is said of the variables of the file that is put in, where one is read.
    pub(super) parameters: Option<Parameters>,
    /// The variables that the page sets.
    pub(super) named: Rc<Named<'a>>,
}

/// What a tag says of the variables of the file that it puts in: their names, and what they hold where that is known.
pub(super) type Parameters = Vec<(String, Option<String>)>;

/// What Jekyll itself knows of every page.
const BUILT_IN: &[&str] = &[
    "content",
    "title",
    "excerpt",
    "url",
    "date",
    "id",
    "categories",
    "tags",
    "collection",
    "path",
    "relative_path",
    "name",
    "dir",
    "slug",
    "next",
    "previous",
    "draft",
    "output",
    "ext",
    "layout",
    "type",
    "permalink",
];

impl Values for Known<'_> {
    fn value(&self, name: &str) -> Option<String> {
        let mut keys = name.split('.');
        match (keys.next()?, keys.collect::<Vec<_>>().as_slice()) {
            ("site", ["url"]) => Some(self.settings.url().to_owned()),
            ("site", ["baseurl"]) => Some(self.settings.baseurl().to_owned()),
            ("site", keys) => scalar(&self.settings.config, keys),
            ("page", _) if self.included => None,
            ("page", ["url"]) => Some(OWN.to_owned()),
            ("page", keys) => {
                let own = self.document.data_root().and_then(|root| scalar(root, keys));
                let said = own.or_else(|| self.settings.default(self.site, self.document.source.path(), keys));
                // What nobody sets is nothing.
                let unset = keys.len() == 1 && self.settings.is_plain && !BUILT_IN.contains(&keys[0]);
                said.or_else(|| unset.then(String::new))
            }
            ("include", [key]) => {
                let found = self.parameters.as_ref()?.iter().find(|(known, _)| known == key);
                found.map_or(Some(String::new()), |(_, value)| value.clone())
            }
            (name, []) if !name.is_empty() => self.assigned(name),
            _ => None,
        }
    }

    fn filter(&self, name: &str, input: &str, arguments: &[String]) -> Option<String> {
        if !arguments.is_empty() || !matches!(name, "relative_url" | "absolute_url") || input.contains("://") {
            return None;
        }
        let slash = if input.is_empty() || input.starts_with('/') { "" } else { "/" };
        let based = format!("{}{slash}{input}", self.settings.baseurl().trim_end_matches('/'));
        Some(if name == "absolute_url" { format!("{}{based}", self.settings.url()) } else { based })
    }

    fn home(&self) -> (&str, &str) {
        (self.settings.url(), self.settings.baseurl())
    }
}

impl Known<'_> {
    /// What the only assignment of `name` in the page says.
    fn assigned(&self, name: &str) -> Option<String> {
        let Some(Set::To(expression)) = self.named.get(name).filter(|_| self.depth < DEPTH) else { return None };
        let deeper = Known { depth: self.depth + 1, parameters: None, named: Rc::clone(&self.named), ..*self };
        liquid::evaluate(expression, &deeper).map(|(value, _)| value)
    }
}

/// The text under a path of keys.
pub(super) fn scalar(node: &Node, keys: &[&str]) -> Option<String> {
    let node = keys.iter().try_fold(node, |node, key| node.get(key))?;
    node.scalar_text().filter(|_| !matches!(node.value, Value::Mapping(_) | Value::Sequence(_)))
}

impl Settings {
    /// The address of the site.
    fn url(&self) -> &str {
        self.config.get("url").and_then(Node::as_str).unwrap_or_default()
    }

    /// The path under which it is published.
    fn baseurl(&self) -> &str {
        self.config.get("baseurl").and_then(Node::as_str).unwrap_or_default()
    }

    /// What the configuration says of the front matter of pages such as that at `path`, where they do not say it.
    pub(super) fn default(&self, site: &Site, path: &str, keys: &[&str]) -> Option<String> {
        let inside = site.inside(path)?;
        let kind = if inside.split('/').any(|part| part == "_posts") {
            "posts"
        } else {
            inside.strip_prefix('_').and_then(|rest| Some(rest.split_once('/')?.0)).unwrap_or("pages")
        };
        let defaults = self.config.get("defaults").map(Node::items).unwrap_or_default();
        let mut best: Option<(usize, String)> = None;
        for entry in defaults {
            let scope = entry.get("scope");
            let text = |key| scope.and_then(|scope| scope.get(key)).and_then(Node::as_str).unwrap_or_default();
            let (folder, of) = (text("path").trim_matches('/'), text("type"));
            if below(folder, inside).is_none() || !of.is_empty() && of != kind {
                continue;
            }
            let Some(value) = entry.get("values").and_then(|values| scalar(values, keys)) else { continue };
            // A longer path outweighs a shorter one, and a later entry an earlier one.
            if best.as_ref().is_none_or(|(length, _)| folder.len() >= *length) {
                best = Some((folder.len(), value));
            }
        }
        best.map(|(_, value)| value)
    }
}
