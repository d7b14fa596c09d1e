//! What the front matter of a document says, read when first asked for.

use super::{Document, FrontMatterFormat};
use crate::data::{Node, SyntaxError, Tree, parse_toml, parse_yaml};

impl Document {
    /// The values of a front matter that a fence closes, with their places; `None` where there is none.
    pub fn data(&self) -> Option<&Result<Tree, SyntaxError>> {
        let front = self.front_matter.filter(|front| front.closed)?;
        Some(self.data.get_or_init(|| match front.format {
            FrontMatterFormat::Yaml => parse_yaml(self.source.text(), front.content),
            FrontMatterFormat::Toml => parse_toml(self.source.text(), front.content),
        }))
    }

    /// The value at the top of a front matter that can be read.
    pub fn data_root(&self) -> Option<&Node> {
        self.data()?.as_ref().ok().map(|tree| &tree.root)
    }
}
