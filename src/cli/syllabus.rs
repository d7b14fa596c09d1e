//! `acquis syllabus`.

use super::common::{Common, system};
use super::coverage::coverage;
use super::outputs::{Outputs, format_names};
use super::{Exit, Failure, Streams};
use crate::fix::{Change, diff};
use crate::git::{At, Repository};
use crate::language::Language;
use crate::pipeline::Outcome;
use crate::report::coverage::no_module;
use crate::report::syllabus::{FORMATS, Format, Syllabus};
use crate::say;
use crate::text::escape::visible;
use clap::ArgMatches;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// The names of the formats.
pub(super) const FORMAT_NAMES: [&str; FORMATS.len()] = format_names!(FORMATS);

/// How many lines of a difference are shown.
const SHOWN: usize = 24;

/// Writes the syllabus, or says whether a copy of it is up to date.
pub(super) fn run(options: &ArgMatches, common: &Common, streams: &mut Streams) -> Result<Exit, Failure> {
    let outputs = Outputs::new(options, &FORMAT_NAMES, common.language)?;
    let copy = options.get_one::<PathBuf>("check").map(|path| Copy::read(path, common.language)).transpose()?;
    let at = options.get_one::<String>("rev").map_or(At::WorkTree, |revision| At::Revision(revision.clone()));
    let repository = common.repository()?;
    let (outcome, _) = common.check(&repository, at, streams)?;
    let syllabus = syllabus(&repository, &outcome);
    if syllabus.groups.is_empty() {
        writeln!(streams.err, "{}", no_module(outcome.language))?;
    }
    match copy {
        Some(copy) => copy.compare(&syllabus, common, outcome.language, streams),
        None => {
            outputs.write(common, streams, |name, _, out| {
                let format = FORMATS.iter().find(|format| format.name == name).unwrap_or(&FORMATS[0]);
                (format.write)(&syllabus, outcome.language, out)
            })?;
            Ok(Exit::Clean)
        }
    }
}

/// The syllabus of what was read. The name that the configuration gives the repository comes first: in a fork, too, a copy
/// holds the same.
fn syllabus(repository: &Repository, outcome: &Outcome) -> Syllabus {
    let syllabus = Syllabus::new(&coverage(repository, outcome));
    match outcome.config.names.first() {
        Some(name) => syllabus.of_repository(name.path.clone(), name.page()),
        None => syllabus,
    }
}

/// A file that is to hold the syllabus.
struct Copy<'a> {
    path: &'a Path,
    format: &'static Format,
    text: String,
}

impl<'a> Copy<'a> {
    fn read(path: &'a Path, language: Language) -> Result<Self, Failure> {
        let shown = path.display();
        let end = path.extension().unwrap_or_default();
        let Some(format) = FORMATS.iter().find(|format| end.eq_ignore_ascii_case(format.extension)) else {
            return Err(Failure::plain(say!(language,
                fr: "--check {shown}\u{a0}: le nom doit finir par .md, .html, .json ou .jsonld, qui dit le format.",
                en: "--check {shown}: the name must end in .md, .html, .json or .jsonld, which tells the format.")));
        };
        let bytes = crate::files::read(path).map_err(|error| {
            let reason = system(&error, language);
            let renew = renew(path, format, None);
            Failure::new(
                say!(language,
                    fr: "--check {shown}\u{a0}: ce fichier n'a pas pu être lu ({reason}).",
                    en: "--check {shown}: this file can't be read ({reason})."),
                say!(language, fr: "pour l'écrire\u{a0}: {renew}", en: "to write it: {renew}"),
            )
        })?;
        // Git may have given a checkout the line endings of its system.
        let text = String::from_utf8_lossy(&bytes).replace("\r\n", "\n");
        Ok(Self { path, format, text })
    }

    /// Says whether it is what would be written. The language of a copy is its own: unless one is asked for, either will do.
    fn compare(self, syllabus: &Syllabus, common: &Common, likely: Language, streams: &mut Streams) -> Result<Exit, Failure> {
        let others = [Language::Fr, Language::En].into_iter().filter(|language| *language != likely && common.asked().is_none());
        let mut nearest: Option<(Language, String)> = None;
        for language in std::iter::once(likely).chain(others) {
            let mut made = Vec::new();
            (self.format.write)(syllabus, language, &mut made)?;
            let made = String::from_utf8_lossy(&made).into_owned();
            if made == self.text {
                return Ok(Exit::Clean);
            }
            let difference = self.difference(made)?;
            if nearest.as_ref().is_none_or(|(_, known)| difference.len() < known.len()) {
                nearest = Some((language, difference));
            }
        }
        let (of, difference) = nearest.unwrap_or_default();
        self.tell(of, &difference, likely, streams)?;
        Ok(Exit::Findings)
    }

    /// What differs from what would be written, `made`.
    fn difference(&self, made: String) -> Result<String, Failure> {
        let mut out = Vec::new();
        let change = Change { before: self.text.clone(), after: made, fixes: 0 };
        diff(&self.path.to_string_lossy(), &change, &mut out)?;
        Ok(String::from_utf8_lossy(&out).into_owned())
    }

    fn tell(&self, of: Language, difference: &str, language: Language, streams: &mut Streams) -> Result<(), Failure> {
        let (shown, renew) = (visible(&self.path.to_string_lossy()).into_owned(), renew(self.path, self.format, Some(of)));
        writeln!(
            streams.out,
            "{}",
            say!(language,
                fr: "{shown} n'est plus à jour. Pour le récrire\u{a0}: {renew}",
                en: "{shown} is out of date. To write it anew: {renew}")
        )?;
        writeln!(streams.out)?;
        let lines: Vec<&str> = difference.lines().collect();
        lines.iter().take(SHOWN).try_for_each(|line| writeln!(streams.out, "{}", visible(line)))?;
        if let Some(more) = lines.len().checked_sub(SHOWN).filter(|more| *more > 0) {
            writeln!(streams.out, "{}", say!(language, fr: "… et {more} lignes de plus", en: "… and {more} more lines"))?;
        }
        Ok(())
    }
}

/// The command that writes a copy anew.
fn renew(path: &Path, format: &Format, language: Option<Language>) -> String {
    let path = path.to_string_lossy();
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '-' | '_' | '\\' | ':');
    let output = format!("{}={path}", format.name);
    let output = if path.chars().all(plain) { output } else { format!("'{}'", output.replace('\'', r"'\''")) };
    let language = language.map(|language| format!(" --language {}", language.code())).unwrap_or_default();
    visible(&format!("acquis syllabus{language} --output {output}")).into_owned()
}
