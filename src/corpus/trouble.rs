//! What can be wrong with a link.

use super::own::UrlTrouble;

/// What is wrong with a link of a page.
#[derive(Debug)]
pub enum Trouble {
    /// No such path; where it was looked for, and what may have been meant.
    MissingFile {
        /// The path looked for, from the root of the repository.
        path: Box<str>,
        /// The target that may have been meant, written as this page would.
        nearest: Option<Box<str>>,
    },
    /// The page is there, the anchor is not.
    MissingAnchor {
        /// Path of the page; `None` for the link's own.
        page: Option<Box<str>>,
        /// The anchor looked for, decoded.
        fragment: Box<str>,
        /// The anchor that may have been meant.
        nearest: Option<Box<str>>,
        /// Where the link works all the same.
        only: Option<Only>,
        /// The path of the file that the fragment names, as a link of this page would write it.
        file: Option<Box<str>>,
    },
    /// The site of the page has no page at that address.
    MissingPage {
        /// The name of the site.
        site: Box<str>,
        /// The address, as written.
        address: Box<str>,
        /// The address that may have been meant, written as this page would.
        nearest: Option<Box<str>>,
    },
    /// It leads to this draft, which the site does not publish.
    Draft(Box<str>),
    /// The editor of the site wrote it for a page that was deleted.
    MarkedBroken,
    /// It works in one of the places where the page is read, and not in the other.
    OneSided {
        /// The path that it leads to where it works.
        path: Box<str>,
        /// Where it works.
        only: Only,
    },
    /// The anchor is there under another letter case: this one.
    AnchorCase(Box<str>),
    /// The path is there, under another letter case (or another Unicode form).
    PathCase {
        /// The path as it is, from the root of the repository.
        path: Box<str>,
        /// The target to write instead of the path.
        right: Box<str>,
        /// Whether letters differ, and not their Unicode form alone.
        case: bool,
    },
    /// It stands in the work tree, git does not have it.
    Untracked(Box<str>),
    /// Git ignores it.
    Ignored(Box<str>),
    /// It leads out of the repository.
    Outside,
    /// It passes through this symbolic link, which leads out of the repository.
    OutsideLink(Box<str>),
    /// It is the address of a file on a forge, and the repository there has no such thing.
    Url(Box<UrlTrouble>),
    /// It is written with backslashes; whether the path exists with slashes.
    Backslash(bool),
}

/// Where a link works that does not work in both places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Only {
    /// On the forge, not on the site of this name.
    Forge(Box<str>),
    /// On the site of this name, not on the forge.
    Site(Box<str>),
}
