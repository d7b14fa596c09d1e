//! `acquis coverage merge`.

use super::Wanted;
use crate::cli::common::{Common, system};
use crate::cli::{Exit, Failure, Streams};
use crate::language::Language;
use crate::report::Style;
use crate::report::coverage::CHART;
use crate::report::coverage::v1::{Coverage, MergeError, Part, merge};
use crate::say;
use clap::ArgMatches;
use rayon::prelude::*;
use std::fs;
use std::path::{Path, PathBuf};

/// Makes one report of many.
pub(super) fn run(options: &ArgMatches, common: &Common, streams: &mut Streams) -> Result<Exit, Failure> {
    let wanted = Wanted::new(options, common)?;
    let language = common.language;
    if wanted.outputs.has(CHART) {
        return Err(Failure::new(
            say!(language,
                fr: "Le format svg dessine l'évolution, et un rapport de plusieurs dépôts n'en a pas.",
                en: "The format svg draws the coverage over time, which a report of many repositories does not have."),
            say!(language,
                fr: "faites-le dans chaque dépôt\u{a0}: acquis coverage --history --format svg",
                en: "make it in each repository: acquis coverage --history --format svg"),
        ));
    }
    let mut files = Vec::new();
    for path in options.get_many::<PathBuf>("reports").into_iter().flatten() {
        files.extend(reports(path, language)?);
    }
    let parts = files.par_iter().map(|path| part(path, language)).collect::<Result<Vec<_>, _>>()?;
    let coverage = merge(parts).map_err(|error| told(&error, language))?;
    let shown = Style { language, colour: common.colour, width: streams.width, quiet: common.quiet, ..Style::default() };
    let filed = Style { language, all: true, ..Style::default() };
    wanted.write(&coverage, (shown, filed), common, streams)
}

/// The report at `path`, or all those in the folder there, by name.
fn reports(path: &Path, language: Language) -> Result<Vec<PathBuf>, Failure> {
    crate::files::waits_for_nothing(path).map_err(|error| unreadable(path, &error, language))?;
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let json = |path: &PathBuf| path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
    let entries = fs::read_dir(path).map_err(|error| unreadable(path, &error, language))?;
    let mut found: Vec<PathBuf> = entries.filter_map(Result::ok).map(|entry| entry.path()).filter(json).collect();
    found.sort();
    if found.is_empty() {
        let path = path.display();
        return Err(Failure::new(
            say!(language, fr: "{path} ne contient aucun rapport (*.json).", en: "{path} holds no report (*.json)."),
            say!(language,
                fr: "faites-en un dans chaque dépôt\u{a0}: acquis coverage --format json > rapport.json",
                en: "make one in each repository: acquis coverage --format json > report.json"),
        ));
    }
    Ok(found)
}

fn part(path: &Path, language: Language) -> Result<Part, Failure> {
    let bytes = crate::files::read(path).map_err(|error| unreadable(path, &error, language))?;
    let coverage: Coverage = serde_json::from_slice(&bytes).map_err(|error| {
        let (path, line, column) = (path.display(), error.line(), error.column());
        Failure::new(
            say!(language,
                fr: "{path}:{line}:{column}\u{a0}: ce n'est pas un rapport de couverture en JSON.",
                en: "{path}:{line}:{column}: this is no report of coverage in JSON."),
            say!(language,
                fr: "refaites-le\u{a0}: acquis coverage --format json > {path}",
                en: "make it anew: acquis coverage --format json > {path}"),
        )
    })?;
    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    Ok(Part { file: path.display().to_string(), name, coverage })
}

fn unreadable(path: &Path, error: &std::io::Error, language: Language) -> Failure {
    let (path, reason) = (path.display(), system(error, language));
    Failure::plain(say!(language,
        fr: "Le rapport {path} n'a pas pu être lu\u{a0}: {reason}.",
        en: "The report {path} can't be read: {reason}."))
}

fn told(error: &MergeError, language: Language) -> Failure {
    match error {
        MergeError::Format { file, schema } => Failure::new(
            say!(language,
                fr: "{file}\u{a0}: le format «\u{a0}{schema}\u{a0}» n'est pas celui d'un rapport de couverture.",
                en: "{file}: the format `{schema}` is not that of a report of coverage."),
            say!(language,
                fr: "il faut un fichier écrit par acquis coverage --format json",
                en: "it takes a file that acquis coverage --format json wrote"),
        ),
        MergeError::Index { file, module } => Failure::new(
            say!(language,
                fr: "{file}\u{a0}: le module «\u{a0}{module}\u{a0}» renvoie à un dépôt que le rapport n'a pas.",
                en: "{file}: the module `{module}` names a repository that the report has not."),
            say!(language,
                fr: "le fichier a été modifié\u{a0}: refaites-le avec acquis coverage --format json",
                en: "the file was changed: make it anew with acquis coverage --format json"),
        ),
        MergeError::Twice { name, first, second } => Failure::new(
            say!(language,
                fr: "{first} et {second} sont deux rapports du même dépôt, {name}\u{a0}: ses modules compteraient deux fois.",
                en: "{first} and {second} are two reports of the same repository, {name}: its modules would count twice."),
            say!(language, fr: "n'en donnez qu'un", en: "give only one of them"),
        ),
    }
}
