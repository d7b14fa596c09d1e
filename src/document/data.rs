//! What the front matter of a document says, read when first asked for.

use super::{Document, FrontMatterFormat};
use crate::data::{Node, SyntaxError, Tree, Value, parse_toml, parse_yaml};
use crate::text::Span;

impl Document {
    /// The values of the front matter with their places; `None` if there is no front matter, or nothing closes it. An empty one
    /// has no keys. Only YAML and TOML are read.
    pub fn data(&self) -> Option<&Result<Tree, SyntaxError>> {
        let front = self.front_matter.filter(|front| front.closed)?;
        let parse: fn(&str, Span) -> Result<Tree, SyntaxError> = match front.format {
            FrontMatterFormat::Yaml => |text: &str, span| parse_yaml(text, span).map(keyless),
            FrontMatterFormat::Toml => parse_toml,
            FrontMatterFormat::Other => return None,
        };
        Some(self.data.get_or_init(|| parse(self.source.text(), front.content)))
    }

    /// The value at the top of a front matter that can be read.
    pub fn data_root(&self) -> Option<&Node> {
        self.data()?.as_ref().ok().map(|tree| &tree.root)
    }
}

/// `tree`, where nothing at all is a mapping without keys.
fn keyless(mut tree: Tree) -> Tree {
    if tree.root.value == Value::Null {
        tree.root.value = Value::Mapping(Vec::new());
    }
    tree
}
