//! The commands and their options, in both languages.

mod baseline;
mod coverage;
mod fix;
mod history;
mod install_hook;
mod links;
mod review;
mod select;
mod show;
mod syllabus;

use super::completions;
use crate::anchor::Renderer;
use crate::language::Language;
use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, Command, ValueHint};

/// Picks between two words.
#[derive(Clone, Copy)]
struct Words(Language);

impl Words {
    fn of(self, fr: &'static str, en: &'static str) -> &'static str {
        match self.0 {
            Language::Fr => fr,
            Language::En => en,
        }
    }
}

/// The whole command line in `language`: help texts, headings, names of values.
pub fn command(language: Language) -> Command {
    let w = Words(language);
    let about = w.of(
        "Vérifie des contenus de formation en Markdown : structure, liens, validation des acquis de chaque module.",
        "Checks learning content in Markdown: structure, links, an assessment for every module.",
    );
    let after = w.of(
        "Sans commande, « acquis » vérifie le dépôt courant, comme « acquis check ».\n\
         Code de sortie : 0 rien à signaler, 1 des constats, 2 le travail n'a pas pu être fait.",
        "Without a command, `acquis` checks the current repository, as `acquis check` does.\n\
         Exit code: 0 nothing to report, 1 findings, 2 the work could not be done.",
    );
    let mut command = Command::new("acquis").version(env!("CARGO_PKG_VERSION")).args(everywhere(w)).arg(
        Arg::new("version")
            .long("version")
            .short('V')
            .action(ArgAction::Version)
            .help(w.of("Affiche la version", "Prints the version"))
            .help_heading(w.of("Options générales", "General options")),
    );
    for subcommand in [
        check(w),
        links::links(w),
        review::review(w),
        coverage::coverage(w),
        syllabus::syllabus(w),
        show::show(w),
        anchors(w),
        explain(w),
        rules(w),
        init(w),
        baseline::baseline(w),
        install_hook::install_hook(w),
        schema(w),
        completions_of(w),
        help(w),
    ] {
        command = command.subcommand(dressed(subcommand, w));
    }
    let heading = w.of("Options générales\u{a0}", "General options");
    dressed(command.about(about).after_help(after), w).mut_arg("help", |help| help.help_heading(heading))
}

/// What every command has: its headings in the language, and a `--help` that speaks it.
fn dressed(command: Command, w: Words) -> Command {
    let template = w.of(
        "{about-with-newline}\nUtilisation : {usage}\n\n{all-args}{after-help}",
        "{about-with-newline}\nUsage: {usage}\n\n{all-args}{after-help}",
    );
    let help = Arg::new("help")
        .long("help")
        .short('h')
        .action(ArgAction::Help)
        .help(w.of("Affiche cette aide", "Prints this help"))
        .help_heading("Options");
    let command = command
        .help_template(template)
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .disable_version_flag(true)
        .subcommand_help_heading(w.of("Commandes\u{a0}", "Commands"))
        .subcommand_value_name(w.of("COMMANDE", "COMMAND"))
        .arg(help);
    command.mut_args(|arg| {
        // clap writes the colon itself; French wants a no-break space before it.
        match (w.0, arg.get_help_heading().map(str::to_owned)) {
            (Language::Fr, Some(heading)) if !heading.ends_with('\u{a0}') => arg.help_heading(format!("{heading}\u{a0}")),
            _ => arg,
        }
    })
}

/// An option with a value.
fn option(name: &'static str, value: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).value_name(value).help(help).help_heading("Options")
}

/// An option that names a file.
fn file(name: &'static str, w: Words, help: &'static str) -> Arg {
    option(name, w.of("FICHIER", "FILE"), help)
        .value_hint(ValueHint::FilePath)
        .value_parser(clap::value_parser!(std::path::PathBuf))
}

/// An option that is there or not.
fn flag(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue).help(help).help_heading("Options")
}

/// An option that takes one of a few words; `default` says what it is where it is not given.
fn choice(name: &'static str, w: Words, values: &[&'static str], default: &str, help: &str) -> Arg {
    let words = values.join(", ");
    let default = match default {
        "" => String::new(),
        default => format!("{}{default}", w.of("\u{a0}; par défaut ", "; default ")),
    };
    Arg::new(name)
        .long(name)
        .value_name(w.of("VALEUR", "VALUE"))
        .value_parser(PossibleValuesParser::new(values.iter().copied()))
        .hide_possible_values(true)
        .help(format!("{help} [{words}{default}]"))
        .help_heading("Options")
}

/// The options that every command takes.
fn everywhere(w: Words) -> Vec<Arg> {
    let folder = w.of("DOSSIER", "DIR");
    let args = vec![
        Arg::new("directory")
            .short('C')
            .value_name(folder)
            .value_hint(ValueHint::DirPath)
            .value_parser(clap::value_parser!(std::path::PathBuf))
            .help(w.of("Travaille comme si l'on était dans ce dossier", "Works as if started in this folder")),
        file("config", w, w.of("Configuration à lire au lieu de .acquis.yaml", "Configuration to read instead of .acquis.yaml")),
        option(
            "profile",
            w.of("NOM", "NAME"),
            w.of(
                "Profil à appliquer (une configuration fournie, pour un type de dépôt)",
                "Profile to apply (a shipped configuration, for one kind of repository)",
            ),
        )
        .add(completions::profile_names()),
        choice("language", w, &["fr", "en"], "", w.of("Langue des messages", "Language of the messages")),
        choice("color", w, &["auto", "always", "never"], "auto", w.of("Couleurs", "Colours")),
        option(
            "threads",
            w.of("NOMBRE", "NUMBER"),
            w.of("Fils d'exécution [par défaut : tous les cœurs]", "Threads [default: every core]"),
        ),
        flag(
            "quiet",
            w.of("N'affiche que les constats, sans résumé ni progression", "Shows findings only, no summary, no progress"),
        )
        .short('q'),
    ];
    let heading = w.of("Options générales", "General options");
    args.into_iter().map(|arg| arg.global(true).help_heading(heading)).collect()
}

fn check(w: Words) -> Command {
    let about = w.of("Vérifie les documents et dit ce qui est à corriger", "Checks the documents and says what to fix");
    links::online(select::options(check_arguments(Command::new("check").about(about), w), w), w)
}

/// What is checked, and how it is reported.
fn check_arguments(command: Command, w: Words) -> Command {
    let command = command
        .arg(
            Arg::new("paths")
                .value_name(w.of("CHEMINS", "PATHS"))
                .action(ArgAction::Append)
                .num_args(0..)
                .value_parser(clap::value_parser!(std::path::PathBuf))
                .value_hint(ValueHint::AnyPath)
                .help(w.of(
                    "Fichiers ou dossiers dont les constats sont montrés [par défaut : tout le dépôt]",
                    "Files or folders whose findings are shown [default: the whole repository]",
                ))
                .help_heading("Arguments"),
        )
        .arg(
            flag(
                "staged",
                w.of("Vérifie ce que le prochain commit contiendra (git add)", "Checks what the next commit will hold (git add)"),
            )
            .conflicts_with("rev"),
        )
        .arg(revision(w))
        .arg(base(w))
        .arg(choice("format", w, &super::check::FORMAT_NAMES, "text", w.of("Format de la sortie", "Format of the output")))
        .arg(output(
            w,
            w.of(
                "Écrit aussi un rapport dans un fichier, par exemple json=constats.json ; plusieurs fois possible",
                "Also writes a report to a file, such as json=findings.json; may be given several times",
            ),
        ))
        .arg(choice(
            "fail-on",
            w,
            &["error", "warning", "info"],
            w.of("celle de la configuration, sinon error", "that of the configuration, else error"),
            w.of("Gravité à partir de laquelle le code de sortie est 1", "Severity from which the exit code is 1"),
        ))
        .arg(choice(
            "show",
            w,
            &["error", "warning", "info"],
            w.of("warning, dans la limite d'un écran", "warning, as many as fit a screen"),
            w.of(
                "Gravité à partir de laquelle les constats sont listés, tous, au lieu d'être comptés par règle",
                "Severity from which findings are listed, all of them, and not counted by rule",
            ),
        ))
        .arg(flag(
            "all",
            w.of(
                "Montre chaque constat, informations comprises, un par un, et (--base) ceux qui étaient déjà là",
                "Shows every finding one by one, infos too, and (--base) those that were there already",
            ),
        ));
    let command = baseline::known(command, w);
    fix::options(command, w)
}

fn revision(w: Words) -> Arg {
    option(
        "rev",
        w.of("RÉVISION", "REV"),
        w.of(
            "Lit un commit (branche, étiquette, HEAD~3…) au lieu des fichiers",
            "Reads a commit (branch, tag, HEAD~3…) instead of the files",
        ),
    )
    .add(completions::revisions())
}

fn base(w: Words) -> Arg {
    option(
        "base",
        w.of("RÉVISION", "REV"),
        w.of(
            "Ne signale que ce que la contribution change par rapport à cette branche",
            "Reports only what the contribution changes, compared with this branch",
        ),
    )
    .add(completions::revisions())
}

fn output(w: Words, help: &'static str) -> Arg {
    option("output", w.of("FORMAT=FICHIER", "FORMAT=FILE"), help)
        .action(ArgAction::Append)
        .value_parser(clap::value_parser!(std::ffi::OsString))
}

fn anchors(w: Words) -> Command {
    let names = Renderer::ALL.map(Renderer::name);
    Command::new("anchors")
        .about(w.of(
            "Dit l'ancre de chaque titre d'un fichier, selon ce qui en fait des pages",
            "Says what each heading of a file is called in links, by what makes pages of it",
        ))
        .arg(
            Arg::new("file")
                .value_name(w.of("FICHIER", "FILE"))
                .required(true)
                .value_parser(clap::value_parser!(std::path::PathBuf))
                .value_hint(ValueHint::FilePath)
                .help(w.of("Fichier Markdown", "Markdown file"))
                .help_heading("Arguments"),
        )
        .arg(choice("renderer", w, &names, "github", w.of("Moteur de rendu", "Renderer")))
        .arg(choice("format", w, &["text", "json"], "text", w.of("Format de la sortie", "Format of the output")))
}

fn explain(w: Words) -> Command {
    Command::new("explain")
        .about(w.of(
            "Explique une règle : ce qu'elle vérifie, pourquoi, avec des exemples",
            "Explains a rule: what it checks, why, with examples",
        ))
        .arg(
            Arg::new("rule")
                .value_name(w.of("RÈGLE", "RULE"))
                .required(true)
                .help(w.of("Nom de la règle, tel que « acquis check » l'affiche", "Name of the rule, as `acquis check` shows it"))
                .add(completions::rule_names(w.0))
                .help_heading("Arguments"),
        )
        .arg(choice("format", w, &["text", "json"], "text", w.of("Format de la sortie", "Format of the output")))
}

fn rules(w: Words) -> Command {
    Command::new("rules").about(w.of("Liste les règles", "Lists the rules")).arg(choice(
        "format",
        w,
        &["text", "json"],
        "text",
        w.of("Format de la sortie", "Format of the output"),
    ))
}

fn init(w: Words) -> Command {
    Command::new("init")
        .about(w.of(
            "Écrit un fichier .acquis.yaml commenté, adapté au dépôt",
            "Writes a commented .acquis.yaml file that suits the repository",
        ))
        .arg(
            Arg::new("yes")
                .long("yes")
                .short('y')
                .action(ArgAction::SetTrue)
                .help(w.of("Écrit sans demander", "Writes without asking")),
        )
}

fn schema(w: Words) -> Command {
    let names = super::schema::NAMES;
    Command::new("schema").about(w.of("Affiche un schéma JSON fourni", "Prints a shipped JSON Schema")).arg(
        Arg::new("name")
            .value_name(w.of("NOM", "NAME"))
            .required(true)
            .value_parser(PossibleValuesParser::new(names))
            .hide_possible_values(true)
            .help(format!("{} [{}]", w.of("Nom du schéma", "Name of the schema"), names.join(", ")))
            .help_heading("Arguments"),
    )
}

fn completions_of(w: Words) -> Command {
    let shells = completions::NAMES;
    Command::new("completions")
        .about(w.of("Affiche le script de complétion d'un shell", "Prints a shell's completion script"))
        .arg(
            Arg::new("shell")
                .value_name("SHELL")
                .required(true)
                .value_parser(PossibleValuesParser::new(shells))
                .hide_possible_values(true)
                .help(format!("Shell [{}]", shells.join(", ")))
                .help_heading("Arguments"),
        )
}

fn help(w: Words) -> Command {
    Command::new("help").about(w.of("Affiche l'aide d'une commande", "Prints the help of a command")).arg(
        Arg::new("command")
            .value_name(w.of("COMMANDE", "COMMAND"))
            .num_args(0..)
            .help(w.of("La commande [par défaut : acquis]", "The command [default: acquis]"))
            .help_heading("Arguments"),
    )
}
