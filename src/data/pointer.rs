//! Where in a tree something stands: JSON Pointer (RFC 6901), with `*` for every item or value.

use super::{Node, Value};

/// A pointer into trees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pointer(Vec<String>);

impl Pointer {
    /// Reads `/key/0/*`; an empty text is the whole tree. `None` if it begins otherwise.
    pub fn parse(text: &str) -> Option<Self> {
        if text.is_empty() {
            return Some(Self(Vec::new()));
        }
        let steps = text.strip_prefix('/')?.split('/');
        Some(Self(steps.map(|step| step.replace("~1", "/").replace("~0", "~")).collect()))
    }

    /// Every node of `root` that it points to, in order.
    pub fn find<'n>(&self, root: &'n Node) -> Vec<&'n Node> {
        let mut found = vec![root];
        for step in &self.0 {
            found = found.into_iter().flat_map(|node| inside(node, step)).collect();
        }
        found
    }
}

fn inside<'n>(node: &'n Node, step: &str) -> Vec<&'n Node> {
    match &node.value {
        Value::Sequence(items) if step == "*" => items.iter().collect(),
        Value::Sequence(items) => step.parse().ok().and_then(|at: usize| items.get(at)).into_iter().collect(),
        Value::Mapping(entries) if step == "*" => entries.iter().map(|entry| &entry.value).collect(),
        Value::Mapping(_) => node.get(step).into_iter().collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::parse_yaml;
    use crate::text::Span;

    #[test]
    fn pointers_lead_through_lists_and_mappings() {
        let text = "{a/b: [{c: 1}, {c: 2}, 3], d: {x: [4], y: [5]}}";
        let root = parse_yaml(text, Span::new(0, text.len())).unwrap().root;
        let found = |pointer: &str| {
            let found = Pointer::parse(pointer).unwrap();
            found.find(&root).iter().filter_map(|node| node.scalar_text()).collect::<Vec<_>>().join(" ")
        };
        for (pointer, wanted) in [("/a~1b/*/c", "1 2"), ("/a~1b/2", "3"), ("/d/*/*", "4 5"), ("/d/z", ""), ("", ""), ("/", "")] {
            assert_eq!(found(pointer), wanted, "{pointer}");
        }
        assert_eq!(Pointer::parse("a"), None);
    }
}
