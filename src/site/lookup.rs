//! What a generator may ask of a snapshot, and nothing more: a test answers it with a list of paths.

use super::{OnSite, Site};
use crate::paths::Found;

/// The paths and pages of a snapshot, as a generator sees them. Paths are given from the root of the repository.
pub trait Lookup {
    /// What stands at `path`, symbolic links followed; the empty path is the root.
    fn get(&self, path: &str) -> Option<Found<'_>>;
    /// What stands at `path`, letter case and Unicode form aside; no symbolic link is followed.
    fn folded(&self, path: &str) -> Option<Found<'_>>;
    /// The files called `name` in any folder, letter case aside; at most 64.
    fn named<'a>(&'a self, name: &str) -> Box<dyn Iterator<Item = &'a str> + 'a>;
    /// The files directly in `folder`; at most 4,000.
    fn siblings<'a>(&'a self, folder: &str) -> Box<dyn Iterator<Item = &'a str> + 'a>;
    /// Every file, sorted.
    fn entries<'a>(&'a self) -> Box<dyn Iterator<Item = &'a str> + 'a>;
    /// Whether git ignores `path`, at which nothing stands.
    fn is_ignored(&self, path: &str) -> bool;
    /// Whether a page of `site` has the label `name`, which holds in the whole site.
    fn has_label(&self, site: &Site, name: &str) -> bool;
    /// Whether a site has the file at `path` among its pages.
    fn has_site(&self, path: &str) -> bool;
    /// Calls `see` with each page of `site`: its number, its path, what it says of its own address.
    fn pages(&self, site: &Site, see: &mut dyn FnMut(u32, &str, &OnSite));
    /// What the page at `path` says of its own address.
    fn on_site(&self, path: &str) -> Option<&OnSite>;
    /// The path of the page of that number.
    fn page_path(&self, number: u32) -> Option<&str>;
}
