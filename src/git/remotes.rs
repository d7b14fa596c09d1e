//! What a repository is called on the forges, as its remotes tell.

use std::collections::BTreeSet;

use super::Repository;

/// The name of a repository on a forge: where pages about it are found. User, password and port of an address are no part
/// of it, and so are never shown.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ForgeName {
    /// The host, in lower case: `github.com`.
    pub host: String,
    /// The path, without slashes at its ends and without `.git`: `cloud-pi-native/documentation`.
    pub path: String,
}

impl ForgeName {
    /// Reads the address of a remote: `https://host/owner/name.git`, `ssh://git@host:22/owner/name`,
    /// `git@host:owner/name.git`; `None` for anything else, a path of the disk for instance.
    pub fn from_remote(address: &str) -> Option<Self> {
        let address = address.trim();
        let (authority, path) = match address.split_once("://") {
            Some((scheme, rest)) => {
                let known = ["https", "http", "ssh", "git", "git+ssh", "ssh+git"];
                if !known.iter().any(|known| known.eq_ignore_ascii_case(scheme)) {
                    return None;
                }
                rest.split_once('/')?
            }
            // As scp writes it. One letter is a drive.
            None => address.split_once(':').filter(|(host, _)| host.len() > 1 && !host.contains(['/', '\\']))?,
        };
        let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
        Self::new(host.split(':').next()?, path)
    }

    /// Reads a name as people write it in a configuration: `owner/name`, which is on `github.com`, or an address.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.contains(':') { Self::from_remote(text) } else { Self::new("github.com", text) }
    }

    fn new(host: &str, path: &str) -> Option<Self> {
        let path = path.trim_matches('/');
        let path = path.strip_suffix(".git").unwrap_or(path).trim_end_matches('/');
        let plain = |part: &str| {
            !part.is_empty()
                && part != ".."
                && part != "."
                && !part.contains(|c: char| c.is_whitespace() || c.is_control() || "?#%\\<>\"".contains(c))
        };
        let host = host.to_ascii_lowercase();
        let host = match host.strip_prefix("www.").unwrap_or(&host) {
            // Where port 22 is closed.
            "ssh.github.com" => "github.com",
            "altssh.gitlab.com" => "gitlab.com",
            host => host,
        };
        let fine = plain(host) && path.contains('/') && path.split('/').all(plain);
        fine.then(|| Self { host: host.to_owned(), path: path.to_owned() })
    }

    /// The address of its page: `https://github.com/cloud-pi-native/documentation`.
    pub fn page(&self) -> String {
        format!("https://{}/{}", self.host, self.path)
    }

    /// Whether both name the same repository: forges do not mind letter case.
    pub fn is_same(&self, other: &Self) -> bool {
        self.host == other.host && self.path.eq_ignore_ascii_case(&other.path)
    }
}

impl Repository {
    /// Its names on the forges, from all its remotes, sorted. Of a fork, both its own and that of where it comes from.
    pub fn names(&self) -> Vec<ForgeName> {
        let Ok(remotes) = self.git.remotes() else { return Vec::new() };
        let names: BTreeSet<ForgeName> =
            (0..remotes.len()).filter_map(|at| remotes.get(at).ok().flatten()).filter_map(|name| self.remote(name)).collect();
        names.into_iter().collect()
    }

    /// Its own name on the forge: that of the remote `origin`, else the only one that the remotes tell.
    pub fn home(&self) -> Option<ForgeName> {
        self.remote("origin").or_else(|| match self.names().as_slice() {
            [only] => Some(only.clone()),
            _ => None,
        })
    }

    fn remote(&self, name: &str) -> Option<ForgeName> {
        ForgeName::from_remote(self.git.find_remote(name).ok()?.url().ok()?)
    }
}

#[cfg(test)]
mod tests {
    use super::ForgeName;
    use proptest::prelude::*;

    #[test]
    fn remotes_of_every_form() {
        for address in [
            "https://github.com/Jardin/potager.git",
            "https://github.com/Jardin/potager/",
            "https://lea:secret@www.GitHub.com:443/Jardin/potager",
            "http://github.com/Jardin/potager",
            "git@github.com:Jardin/potager.git",
            "github.com:Jardin/potager",
            "git@github.com:/Jardin/potager.git/",
            "ssh://git@github.com:22/Jardin/potager.git",
            "ssh://git@ssh.github.com:443/Jardin/potager.git",
            "git://github.com/Jardin/potager",
        ] {
            let name = ForgeName::from_remote(address).unwrap();
            assert_eq!((&*name.host, &*name.path), ("github.com", "Jardin/potager"), "{address}");
        }
        let deep = ForgeName::from_remote("https://forge.example.org/group/sub/name.git").unwrap();
        assert_eq!((&*deep.host, &*deep.path), ("forge.example.org", "group/sub/name"));
    }

    #[test]
    fn what_is_no_forge() {
        for address in [
            "",
            "/srv/git/potager.git",
            "../potager",
            "file:///srv/a/b",
            "C:\\a\\b",
            "c:/a/b",
            "https://host",
            "a:b",
            "https://host/../x",
        ] {
            assert_eq!(ForgeName::from_remote(address), None, "{address}");
        }
        assert_eq!(ForgeName::parse("jardin/potager").unwrap().host, "github.com");
        assert_eq!(ForgeName::parse("potager"), None);
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "\\PC{0,60}", around in "(https?://|ssh://|git@|)[a-z.@:/]{0,30}") {
            let _ = (ForgeName::parse(&text), ForgeName::from_remote(&text), ForgeName::parse(&around));
        }
    }
}
