//! The repository's own programs that write into pages: whether they take anything from elsewhere.

use super::LARGEST;
use crate::corpus::Corpus;
use crate::text::path::{extension, file_name, folder_of, under};

/// How many files of one program are read.
const MANY: usize = 64;
/// What describes the program whose files stand in the same folder.
const MANIFESTS: &[&str] = &["Cargo.toml", "package.json", "pyproject.toml"];
/// The extensions of programs.
const ENDS: &[&str] = &["rs", "py", "js", "mjs", "cjs", "ts", "rb", "lua", "sh", "go"];
/// What asks a server, or calls another program.
const ASKS: &[&str] = &[
    "requests.",
    "urlopen",
    "urllib.request",
    "httpx",
    "aiohttp",
    "fetch(",
    "axios",
    "reqwest",
    "ureq",
    "subprocess",
    "os.system",
    "Command::new",
    "child_process",
    "curl ",
    "open-uri",
    "Net::HTTP",
    "net/http",
    "io.popen",
];

/// Whether the program at `path` is of the repository, and takes nothing from elsewhere.
pub(super) fn is_own(corpus: &Corpus, path: &str) -> bool {
    if corpus.index.get(path).is_none() {
        return false;
    }
    let prefix = under(folder_of(path), "");
    let is_part = |one: &&str| one.starts_with(&*prefix) && extension(one).is_some_and(|end| ENDS.contains(&end));
    let parts: Vec<&str> = match MANIFESTS.contains(&file_name(path)) {
        true => corpus.index.entries().filter(is_part).take(MANY).collect(),
        false => vec![path],
    };
    let asks = |path: &&str| corpus.paths.read(path, LARGEST).is_none_or(|code| ASKS.iter().any(|word| code.contains(word)));
    !parts.is_empty() && parts.len() < MANY && !parts.iter().any(asks)
}
