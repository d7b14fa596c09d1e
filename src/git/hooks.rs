//! Where git looks for the hooks of a repository.

use super::Repository;
use std::path::{Path, PathBuf};

/// The folder of a repository's hooks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hooks {
    /// The folder; it may not be there yet.
    pub folder: PathBuf,
    /// Whether other repositories may have their hooks there too: it is neither in this one's work tree nor in its git folder.
    pub shared: bool,
}

impl Repository {
    /// The folder of the hooks: that of `core.hooksPath`, else `hooks` in the git folder that all work trees share.
    pub fn hooks(&self) -> Hooks {
        let own = self.git.commondir();
        let configured = self.git.config().and_then(|config| config.get_path("core.hooksPath")).ok();
        let folder = match configured.filter(|path| !path.as_os_str().is_empty()) {
            // A relative one starts where hooks run.
            Some(path) => self.workdir().unwrap_or(own).join(path),
            None => own.join("hooks"),
        };
        let real = |path: &Path| path.ancestors().find_map(|path| path.canonicalize().ok());
        let inside = |root: &Path| root.canonicalize().is_ok_and(|root| real(&folder).is_some_and(|real| real.starts_with(root)));
        let shared = !inside(own) && !self.workdir().is_some_and(inside);
        Hooks { folder, shared }
    }
}
