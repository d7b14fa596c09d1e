//! What a page says in one language, and how arguments get into it.

use serde::Deserialize;
use std::collections::BTreeMap;

/// The words of a rule in one language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// What the rule reports, as a title.
    pub title: String,
    /// The main message, with its `{arguments}`.
    pub message: String,
    /// What to do next, with its `{arguments}`.
    pub help: Option<String>,
    /// Other messages, for findings that ask for one of them.
    #[serde(default)]
    pub variants: BTreeMap<String, Variant>,
    /// What words related places.
    #[serde(default)]
    pub labels: BTreeMap<String, String>,
}

/// Another message of a rule.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Variant {
    /// The message, with its `{arguments}`.
    pub message: String,
    /// What to do next; the rule's main help line where it is left out.
    pub help: Option<String>,
}

impl Words {
    /// The message of that variant (`None`, or a name that the page does not know: the main one) with its arguments.
    ///
    /// Arguments are given as they are: whoever shows the message escapes it for its medium.
    pub fn message(&self, variant: Option<&str>, arguments: &[(&'static str, String)]) -> String {
        fill(self.variant(variant).map_or(&self.message, |variant| &variant.message), arguments)
    }

    /// The help line of that variant, or else of the rule, with its arguments; `None` where the page gives none.
    pub fn help(&self, variant: Option<&str>, arguments: &[(&'static str, String)]) -> Option<String> {
        let own = self.variant(variant).and_then(|variant| variant.help.as_deref());
        own.or(self.help.as_deref()).map(|help| fill(help, arguments))
    }

    /// The words for a related place: the label of that name with the finding's arguments; the name itself where the
    /// page does not know it.
    pub fn label(&self, name: &str, arguments: &[(&'static str, String)]) -> String {
        self.labels.get(name).map_or_else(|| name.to_owned(), |label| fill(label, arguments))
    }

    fn variant(&self, name: Option<&str>) -> Option<&Variant> {
        name.and_then(|name| self.variants.get(name))
    }

    /// Every template: the title, the messages, the help lines, the labels.
    pub fn templates(&self) -> impl Iterator<Item = &str> {
        let variants = self.variants.values().flat_map(|variant| [Some(&variant.message), variant.help.as_ref()]);
        [Some(&self.title), Some(&self.message), self.help.as_ref()]
            .into_iter()
            .chain(variants)
            .chain(self.labels.values().map(Some))
            .flatten()
            .map(String::as_str)
    }
}

/// Puts the arguments in place of their `{names}`, in one pass: braces in an argument stay what they are.
fn fill(template: &str, arguments: &[(&'static str, String)]) -> String {
    let mut out = String::with_capacity(template.len() + 32);
    let mut from = 0;
    for (start, end, name) in find_placeholders(template) {
        if let Some((_, value)) = arguments.iter().find(|(key, _)| *key == name) {
            out.push_str(&template[from..start]);
            out.push_str(value);
            from = end;
        }
    }
    out.push_str(&template[from..]);
    out
}

/// The names of the arguments that `template` asks for, in order.
pub fn placeholders(template: &str) -> impl Iterator<Item = &str> {
    find_placeholders(template).map(|(.., name)| name)
}

/// Where each `{name}` starts and ends. Other braces (`{#id}`, `{% … %}`) are text.
fn find_placeholders(template: &str) -> impl Iterator<Item = (usize, usize, &str)> {
    template.match_indices('{').filter_map(|(start, _)| {
        let length = template[start..].find('}')?;
        let name = &template[start + 1..start + length];
        let plain = !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
        plain.then_some((start, start + length + 1, name))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_not_expanded_again() {
        let arguments = [("a", "{b}".to_owned()), ("b", "2".to_owned())];
        assert_eq!(fill("{a}-{b}-{c}-{#id}", &arguments), "{b}-2-{c}-{#id}");
    }

    #[test]
    fn a_variant_without_help_takes_the_main_one() {
        let words: Words =
            serde_yaml::from_str("{title: t, message: m, help: 'h {n}', variants: {near: {message: 'v {n}'}}}").unwrap();
        let arguments = [("n", "1".to_owned())];
        assert_eq!(words.message(Some("near"), &arguments), "v 1");
        assert_eq!(words.help(Some("near"), &arguments).as_deref(), Some("h 1"));
        assert_eq!(words.message(Some("unknown"), &arguments), "m");
    }
}
