//! `acquis install-hook`: a pre-commit hook that checks what the commit will hold.

use super::common::{Common, system};
use super::{Exit, Failure, Streams, files};
use crate::git::Hooks;
use crate::language::Language;
use crate::say;
use crate::text::escape::visible;
use clap::ArgMatches;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// The hook's name.
const NAME: &str = "pre-commit";

/// The name of a hook that had to give way.
const KEPT: &str = "pre-commit.before-acquis";

/// The line by which a hook is known to be acquis's own.
const MARK: &str = "# Written by acquis install-hook; acquis install-hook --uninstall removes it.";

/// What a hook of somebody else's has to do.
const LINE: &str = "acquis check --staged --base HEAD || exit 1";

/// Installs the hook, or removes it, as `options` say.
pub(super) fn run(options: &ArgMatches, common: &Common, streams: &mut Streams) -> Result<Exit, Failure> {
    let language = common.language;
    let hooks = common.repository()?.hooks();
    let path = hooks.folder.join(NAME);
    let found = Found::at(&path).map_err(|error| refused(&path, &error, language))?;
    let said = if options.get_flag("uninstall") {
        uninstall(&path, found, language)
    } else {
        install(&hooks, &path, found, options.get_flag("force"), language)
    };
    writeln!(streams.out, "{}", said?)?;
    Ok(Exit::Clean)
}

/// What stands where the hook belongs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Found {
    Nothing,
    Own,
    Other,
}

impl Found {
    fn at(path: &Path) -> io::Result<Self> {
        match fs::symlink_metadata(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Self::Nothing),
            Err(error) => Err(error),
            // Where a link leads is no file of ours.
            Ok(metadata) if !metadata.is_file() => Ok(Self::Other),
            Ok(_) => {
                let text = fs::read(path)?;
                let own = text.split(|byte| *byte == b'\n').any(|line| line == MARK.as_bytes());
                Ok(if own { Self::Own } else { Self::Other })
            }
        }
    }
}

fn install(hooks: &Hooks, path: &Path, found: Found, force: bool, language: Language) -> Result<String, Failure> {
    let shown = path.display();
    if hooks.shared && !force {
        let folder = hooks.folder.display();
        return Err(Failure::new(
            say!(language,
                fr: "Le dossier des hooks (core.hooksPath) est hors de ce dépôt\u{a0}: {folder}. Rien n'y a été écrit\u{a0}: d'autres dépôts peuvent s'en servir.",
                en: "The folder of the hooks (core.hooksPath) is outside this repository: {folder}. Nothing was written there: other repositories may use it."),
            say!(language,
                fr: "ajoutez vous-même à {shown} la ligne «\u{a0}{LINE}\u{a0}», ou forcez par --force",
                en: "add the line `{LINE}` to {shown} yourself, or insist with --force"),
        ));
    }
    if found == Found::Other && !force {
        return Err(Failure::new(
            say!(language,
                fr: "Il y a déjà un hook\u{a0}: {shown}. Il n'a pas été modifié.",
                en: "There is a hook already: {shown}. It was not changed."),
            say!(language,
                fr: "ajoutez-y la ligne «\u{a0}{LINE}\u{a0}», ou remplacez-le par --force",
                en: "add the line `{LINE}` to it, or replace it with --force"),
        ));
    }
    let kept = (found == Found::Other).then(|| path.with_file_name(KEPT));
    if let Some(kept) = &kept {
        keep(path, kept, language)?;
    }
    fs::create_dir_all(&hooks.folder).map_err(|error| refused(path, &error, language))?;
    files::whole(path, language, |out| out.write_all(script(language).as_bytes()))?;
    executable(path).map_err(|error| refused(path, &error, language))?;
    let shown = visible(&path.to_string_lossy()).into_owned();
    let done = say!(language,
        fr: "{shown} est écrit\u{a0}: git vérifiera ce que chaque commit contiendra. Pour passer outre une fois\u{a0}: git commit --no-verify",
        en: "{shown} is written: git will check what each commit will hold. To skip it once: git commit --no-verify");
    Ok(match kept {
        Some(kept) => {
            let kept = visible(&kept.to_string_lossy()).into_owned();
            say!(language,
                fr: "{done}\nL'ancien hook est gardé, mais n'est plus exécuté\u{a0}: {kept}",
                en: "{done}\nThe old hook is kept, but no longer run: {kept}")
        }
        None => done,
    })
}

/// Gives another name to a hook that has to give way; never over one that was kept before.
fn keep(path: &Path, kept: &PathBuf, language: Language) -> Result<(), Failure> {
    if kept.symlink_metadata().is_ok() {
        let shown = kept.display();
        return Err(Failure::new(
            say!(language,
                fr: "Un hook a déjà été gardé\u{a0}: {shown}. Rien n'a été modifié.",
                en: "A hook was kept already: {shown}. Nothing was changed."),
            say!(language, fr: "déplacez-le ou supprimez-le d'abord", en: "move it or remove it first"),
        ));
    }
    fs::rename(path, kept).map_err(|error| refused(path, &error, language))
}

fn uninstall(path: &Path, found: Found, language: Language) -> Result<String, Failure> {
    let shown = visible(&path.to_string_lossy()).into_owned();
    match found {
        Found::Nothing => Ok(say!(language,
            fr: "Il n'y a pas de hook à retirer\u{a0}: {shown} n'existe pas.",
            en: "There is no hook to remove: {shown} does not exist.")),
        Found::Other => Err(Failure::new(
            say!(language,
                fr: "{shown} n'a pas été écrit par acquis\u{a0}: il n'a pas été modifié.",
                en: "{shown} was not written by acquis: it was not changed."),
            say!(language,
                fr: "si vous y avez ajouté «\u{a0}{LINE}\u{a0}», retirez cette ligne",
                en: "if you have added `{LINE}` to it, remove that line"),
        )),
        Found::Own => {
            let kept = path.with_file_name(KEPT);
            let back = kept.symlink_metadata().is_ok();
            let done = if back { fs::rename(&kept, path) } else { fs::remove_file(path) };
            done.map_err(|error| refused(path, &error, language))?;
            Ok(match back {
                true => say!(language,
                    fr: "Le hook d'acquis est retiré\u{a0}; l'ancien a repris sa place\u{a0}: {shown}",
                    en: "acquis's hook is removed; the old one has taken its place again: {shown}"),
                false => say!(language, fr: "{shown} est retiré.", en: "{shown} is removed."),
            })
        }
    }
}

/// The hook. It is for `sh` as POSIX describes it, which git brings along where the system has none.
fn script(language: Language) -> String {
    let missing = say!(language,
        fr: "acquis est introuvable\u{a0}: ce commit n'a pas été vérifié. Installez acquis, ou ajoutez son dossier à PATH.",
        en: "acquis was not found: this commit was not checked. Install acquis, or add its folder to PATH.");
    let skip = say!(language,
        fr: "Pour faire ce commit malgré tout\u{a0}: git commit --no-verify",
        en: "To make this commit all the same: git commit --no-verify");
    format!(
        "#!/bin/sh
{MARK}
# What is checked is what the commit will hold, also where the files differ. What was there before it stops no commit.

# Programs with windows may not know where cargo installs.
PATH=\"$PATH:$HOME/.cargo/bin\"
if ! command -v acquis >/dev/null 2>&1; then
    printf '%s\\n' \"{missing}\" \"{skip}\" >&2
    exit 1
fi
acquis check --staged --base HEAD && exit 0
printf '%s\\n' \"{skip}\" >&2
exit 1
"
    )
}

/// Git runs no hook that may not be executed.
#[cfg(unix)]
fn executable(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(path, fs::Permissions::from_mode(0o755))
}

#[cfg(not(unix))]
fn executable(_: &Path) -> io::Result<()> {
    Ok(())
}

fn refused(path: &Path, error: &io::Error, language: Language) -> Failure {
    let (shown, reason) = (path.display(), system(error, language));
    Failure::plain(say!(language,
        fr: "{shown}\u{a0}: le hook n'a pas pu être modifié ({reason}).",
        en: "{shown}: the hook can't be changed ({reason})."))
}
