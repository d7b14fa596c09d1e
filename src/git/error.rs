//! What can go wrong with a repository or one of its files, said with its cure in both languages.

use std::io;
use std::path::PathBuf;

use crate::language::Language;
use crate::say;
use crate::text::escape::visible;

/// Why a repository or a snapshot cannot be had.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.message(Language::En))]
pub enum GitError {
    /// No repository holds the folder.
    NotARepository {
        /// The folder asked for.
        dir: PathBuf,
    },
    /// The repository belongs to another user than the one who runs the program.
    NotOwner {
        /// The root of the repository.
        dir: PathBuf,
    },
    /// The repository names its objects by SHA-256.
    ObjectFormat,
    /// The repository uses an extension that cannot be read.
    Extension {
        /// The extension's name, or the version of the format.
        name: String,
    },
    /// The index is written in a form that cannot be read.
    IndexFormat {
        /// A sparse index (folders as entries), else a split one.
        sparse: bool,
    },
    /// A work tree or an index is asked of a repository that has none.
    Bare,
    /// A revision is asked of a repository that has no commit yet.
    NoCommit {
        /// The revision asked for.
        revision: String,
    },
    /// No object has this name.
    UnknownRevision {
        /// The revision asked for.
        revision: String,
        /// Whether history is cut short, which may be why.
        shallow: bool,
    },
    /// Several objects have this name.
    AmbiguousRevision {
        /// The revision asked for.
        revision: String,
    },
    /// The object is no commit and no tag of one.
    NotACommit {
        /// The revision asked for.
        revision: String,
    },
    /// The base and the contribution have no commit in common.
    NoCommonCommit {
        /// The base asked for.
        base: String,
        /// Whether history is cut short, which may be why.
        shallow: bool,
    },
    /// The commit holds more paths than any real one.
    TooManyPaths {
        /// How many were allowed.
        limit: usize,
    },
    /// Anything else: damaged, unreadable.
    Unreadable {
        /// What was being read, a path or an object's name.
        what: String,
        /// The library's or the system's own words.
        detail: String,
    },
}

impl GitError {
    /// The sentence for people, with what to do about it.
    pub fn message(&self, language: Language) -> String {
        match self {
            Self::NotARepository { dir } => {
                let dir = shown(dir);
                say!(language,
                    fr: "{dir} n'est dans aucun dépôt Git. Lancez la commande depuis un dépôt, désignez-en un par `-C DOSSIER`, ou créez-le par `git init`.",
                    en: "{dir} is in no Git repository. Run the command inside one, name one with `-C DIR`, or create it with `git init`.")
            }
            Self::NotOwner { dir } => {
                let dir = shown(dir);
                say!(language,
                    fr: "Le dépôt {dir} appartient à un autre utilisateur. Si vous lui faites confiance : `git config --global --add safe.directory '{dir}'`.",
                    en: "The repository {dir} belongs to another user. If you trust it: `git config --global --add safe.directory '{dir}'`.")
            }
            Self::ObjectFormat => say!(language,
                fr: "Ce dépôt nomme ses objets en SHA-256, que acquis ne lit pas. Servez-vous d'un clone au format SHA-1 (`git init --object-format=sha1`).",
                en: "This repository names its objects by SHA-256, which acquis does not read. Use a clone in SHA-1 format (`git init --object-format=sha1`)."),
            Self::Extension { name } => extension(name, language),
            Self::IndexFormat { sparse: true } => say!(language,
                fr: "L'index de ce dépôt est partiel (« sparse index »), ce que acquis ne lit pas. Lancez `git sparse-checkout reapply --no-sparse-index`.",
                en: "The index of this repository is a sparse one, which acquis does not read. Run `git sparse-checkout reapply --no-sparse-index`."),
            Self::IndexFormat { sparse: false } => say!(language,
                fr: "L'index de ce dépôt est scindé (« split index »), ce que acquis ne lit pas. Lancez `git config core.splitIndex false`, puis `git update-index --no-split-index`.",
                en: "The index of this repository is a split one, which acquis does not read. Run `git config core.splitIndex false`, then `git update-index --no-split-index`."),
            Self::Bare => say!(language,
                fr: "Ce dépôt est nu : il n'a pas d'arbre de travail. Dites quel commit lire, par exemple `--rev HEAD`.",
                en: "This repository is bare: it has no work tree. Say which commit to read, for instance `--rev HEAD`."),
            Self::TooManyPaths { limit } => say!(language,
                fr: "Ce commit contient plus de {limit} chemins ou dossiers : il n'est pas lu. Désignez-en un autre par `--rev`.",
                en: "This commit holds more than {limit} paths or folders: it is not read. Name another one with `--rev`."),
            Self::Unreadable { what, detail } => {
                let (what, detail) = (visible(what), visible(detail));
                say!(language,
                    fr: "Impossible de lire {what} dans ce dépôt ({detail}). Voyez ce qu'en dit `git fsck`.",
                    en: "Cannot read {what} in this repository ({detail}). See what `git fsck` says of it.")
            }
            Self::NoCommonCommit { base, shallow } => no_common_commit(&visible(base), *shallow, language),
            Self::NoCommit { revision }
            | Self::UnknownRevision { revision, .. }
            | Self::AmbiguousRevision { revision }
            | Self::NotACommit { revision } => self.about_revision(&visible(revision), language),
        }
    }

    fn about_revision(&self, revision: &str, language: Language) -> String {
        match self {
            Self::NoCommit { .. } => say!(language,
                fr: "Ce dépôt n'a pas encore de commit sur sa branche : « {revision} » n'y désigne rien. Faites un premier commit, ou retirez la révision pour lire l'arbre de travail.",
                en: "This repository has no commit on its branch yet: `{revision}` names nothing in it. Make a first commit, or leave the revision out to read the work tree."),
            Self::UnknownRevision { shallow: true, .. } => say!(language,
                fr: "« {revision} » ne désigne rien dans ce clone, dont l'historique est tronqué. Complétez-le par `git fetch --unshallow` (GitHub Actions : `fetch-depth: 0` sous `actions/checkout`).",
                en: "`{revision}` names nothing in this clone, whose history is cut short. Complete it with `git fetch --unshallow` (GitHub Actions: `fetch-depth: 0` under `actions/checkout`)."),
            Self::AmbiguousRevision { .. } => say!(language,
                fr: "« {revision} » désigne plusieurs objets. Donnez plus de chiffres, ou le nom complet (`refs/heads/…`).",
                en: "`{revision}` names several objects. Give more digits, or the full name (`refs/heads/…`)."),
            Self::NotACommit { .. } => say!(language,
                fr: "« {revision} » n'est pas un commit. Donnez une branche, une étiquette ou un commit.",
                en: "`{revision}` is not a commit. Give a branch, a tag or a commit."),
            _ => say!(language,
                fr: "« {revision} » ne désigne aucun commit de ce dépôt. Voyez `git branch --all` et `git tag`, ou allez le chercher par `git fetch`.",
                en: "`{revision}` names no commit of this repository. See `git branch --all` and `git tag`, or get it with `git fetch`."),
        }
    }

    /// What libgit2 said while it opened a repository or read its index; `dir` is what was asked for.
    pub(super) fn opening(error: &git2::Error, dir: &std::path::Path) -> Self {
        let text = error.message();
        let after = |prefix: &str| text.find(prefix).map(|at| text[at + prefix.len()..].trim().to_owned());
        if error.code() == git2::ErrorCode::Owner {
            // The message names the folder that git wants in safe.directory; it may be above `dir`.
            let owned = text.split('\'').nth(1).map_or_else(|| dir.to_owned(), PathBuf::from);
            return Self::NotOwner { dir: owned };
        }
        if text.contains("unknown object format") {
            return Self::ObjectFormat;
        }
        if let Some(name) = after("unsupported extension name ").or_else(|| after("unsupported repository version ")) {
            return Self::Extension { name };
        }
        if let Some(signature) = after("unsupported mandatory extension: ") {
            return Self::IndexFormat { sparse: signature.contains("sdir") };
        }
        match error.code() {
            git2::ErrorCode::NotFound => Self::NotARepository { dir: dir.to_owned() },
            _ => Self::reading(shown(dir), error),
        }
    }

    pub(super) fn reading(what: impl Into<String>, error: &git2::Error) -> Self {
        Self::Unreadable { what: what.into(), detail: error.message().to_owned() }
    }
}

fn no_common_commit(base: &str, shallow: bool, language: Language) -> String {
    if shallow {
        return say!(language,
            fr: "Ce clone, dont l'historique est tronqué, ne contient pas le commit d'où la contribution est partie de « {base} ». Complétez-le par `git fetch --unshallow` (GitHub Actions : `fetch-depth: 0` sous `actions/checkout` ; GitLab : `GIT_DEPTH: 0`).",
            en: "This clone, whose history is cut short, lacks the commit where the contribution left `{base}`. Complete it with `git fetch --unshallow` (GitHub Actions: `fetch-depth: 0` under `actions/checkout`; GitLab: `GIT_DEPTH: 0`).");
    }
    say!(language,
        fr: "La contribution n'a aucun commit en commun avec « {base} ». Donnez par `--base` la branche où elle sera fusionnée.",
        en: "The contribution has no commit in common with `{base}`. Give with `--base` the branch that it will be merged into.")
}

fn extension(name: &str, language: Language) -> String {
    let name = visible(name);
    if name.eq_ignore_ascii_case("extensions.partialclone") {
        return say!(language,
            fr: "Ce clone est partiel et marqué à l'ancienne (`extensions.partialClone`), ce que acquis ne lit pas. Lancez `git config remote.origin.promisor true`, puis `git config --unset extensions.partialClone` : Git le lit toujours.",
            en: "This clone is partial and marked in the old way (`extensions.partialClone`), which acquis does not read. Run `git config remote.origin.promisor true`, then `git config --unset extensions.partialClone`: Git still reads it.");
    }
    say!(language,
        fr: "Ce dépôt se sert d'une extension de Git que acquis ne lit pas ({name}). Servez-vous d'un clone ordinaire (`git clone`).",
        en: "This repository uses an extension of Git that acquis does not read ({name}). Use an ordinary clone (`git clone`).")
}

fn shown(path: &std::path::Path) -> String {
    visible(&path.to_string_lossy()).into_owned()
}

/// Why the content of one entry cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.message(Language::En))]
pub enum ReadError {
    /// The file was there when the snapshot was listed and is no longer, or not as it was.
    Gone,
    /// The content is larger than [`super::MAX_CONTENT`].
    TooLarge {
        /// Its size in bytes.
        size: u64,
    },
    /// The system refuses.
    Unreadable {
        /// Why, as a class.
        kind: io::ErrorKind,
        /// The system's own words.
        detail: String,
    },
    /// A link, a submodule, a folder, a pipe or a device stands there: nothing that has content.
    NotAFile,
    /// A folder on the way is a symbolic link, or the path leads out of the repository: it is not followed.
    BehindLink,
    /// The object is not in the repository, or damaged.
    Object {
        /// The object's name, 40 hexadecimal digits.
        id: String,
        /// The library's own words.
        detail: String,
    },
}

impl ReadError {
    /// The sentence for people. It does not name the path, which the caller knows.
    pub fn message(&self, language: Language) -> String {
        match self {
            Self::Gone => say!(language,
                fr: "le fichier a changé ou disparu pendant la lecture ; relancez la commande",
                en: "the file changed or vanished while it was being read; run the command again"),
            Self::TooLarge { size } => {
                let (size, limit) = (size.div_ceil(1 << 20), super::MAX_CONTENT >> 20);
                say!(language,
                    fr: "le fichier pèse {size} Mio, plus que les {limit} Mio que acquis lit ; excluez-le",
                    en: "the file has {size} MiB, more than the {limit} MiB that acquis reads; exclude it")
            }
            Self::Unreadable { kind: io::ErrorKind::PermissionDenied, .. } => say!(language,
                fr: "vous n'avez pas le droit de lire ce fichier ; donnez-le-vous (`chmod u+r`)",
                en: "you are not allowed to read this file; allow it (`chmod u+r`)"),
            Self::Unreadable { detail, .. } => {
                let detail = visible(detail);
                say!(language,
                    fr: "le système refuse la lecture ({detail})",
                    en: "the system refuses to read it ({detail})")
            }
            Self::NotAFile => say!(language,
                fr: "ce n'est pas un fichier ordinaire ; rien n'en est lu",
                en: "this is not a regular file; nothing of it is read"),
            Self::BehindLink => say!(language,
                fr: "un dossier de ce chemin est un lien symbolique, ou le chemin sort du dépôt ; il n'est pas suivi",
                en: "a folder of this path is a symbolic link, or the path leads out of the repository; it is not followed"),
            Self::Object { id, detail } => {
                let detail = visible(detail);
                say!(language,
                    fr: "l'objet {id} manque au dépôt ou est endommagé ({detail}) ; dans un clone partiel, `git fetch --refetch --no-filter` va le chercher, ailleurs voyez `git fsck`",
                    en: "the object {id} is missing from the repository or damaged ({detail}); in a partial clone, `git fetch --refetch --no-filter` gets it, elsewhere see `git fsck`")
            }
        }
    }
}

impl From<&io::Error> for ReadError {
    fn from(error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Self::Gone,
            kind => Self::Unreadable { kind, detail: error.to_string() },
        }
    }
}
