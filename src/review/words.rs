//! What the person at the terminal, or in the log, is told.

use super::comment::{short, summary, verdict};
use super::report::{Found, Report};
use super::{Failure, Nothing, Posted, Refused, Said, Trouble, plain};
use crate::language::Language;
use crate::report::count;
use crate::say;

/// How many annotations GitHub shows of one step.
const ANNOTATIONS: usize = 10;

impl Report {
    /// The summary as a page of Markdown: every new finding, as far as there is room.
    pub fn markdown(&self, language: Language) -> String {
        summary(self, &self.new.iter().collect::<Vec<_>>(), language)
    }
}

/// New findings as commands to the runner, the gravest first, as many as GitHub shows; then a line that says how many more.
pub fn annotations(report: &Report, language: Language) -> Vec<String> {
    let one = |found: &Found| plain::annotation(&found.path, found.start.line, &found.rule, &found.message);
    let mut lines: Vec<String> = report.new.iter().take(ANNOTATIONS).map(one).collect();
    let more = report.new.len().saturating_sub(ANNOTATIONS);
    if more > 0 {
        lines.push(say!(language,
            fr: "… et {more} de plus, dans le résumé de l'étape.",
            en: "… and {more} more, in the step's summary."));
    }
    lines
}

impl Posted {
    /// One line that says what came of it.
    pub fn words(&self, report: &Report, language: Language) -> String {
        match self {
            Self::Said(said) => said.words(report, language),
            Self::Nothing(nothing) => nothing.words(language),
            Self::Failed(Trouble(failure)) => {
                let why = failure.words(language);
                say!(language,
                    fr: "La revue n'a pas pu être publiée\u{a0}: {why}. Les constats sont dans le résumé de l'étape.",
                    en: "The review can't be posted: {why}. The findings are in the step's summary.")
            }
        }
    }
}

impl Said {
    fn words(self, report: &Report, language: Language) -> String {
        let (verdict, kept, rest) = (verdict(report, language), self.kept, self.rest);
        let comments = count(self.comments, language, ["commentaire", "commentaires"], ["comment", "comments"]);
        let struck = count(self.mended, language, ["rayé", "rayés"], ["struck", "struck"]);
        say!(language,
            fr: "Revue publiée ({verdict})\u{a0}: {comments} de plus, {kept}\u{a0}déjà là, {struck}, {rest}\u{a0}dans le résumé seul.",
            en: "Review posted ({verdict}): {comments} added, {kept}\u{a0}there already, {struck}, {rest}\u{a0}in the summary alone.")
    }
}

impl Nothing {
    fn words(&self, language: Language) -> String {
        match self {
            Self::NoPullRequest(event) => say!(language,
                fr: "Rien n'est publié\u{a0}: l'événement «\u{a0}{event}\u{a0}» ne concerne aucune demande de fusion ouverte.",
                en: "Nothing is posted: the event `{event}` is about no open pull request."),
            Self::Closed => say!(language,
                fr: "Rien n'est publié\u{a0}: la demande de fusion est fermée.",
                en: "Nothing is posted: the pull request is closed."),
            Self::Moved(head) => {
                let head = short(head);
                say!(language,
                    fr: "Rien n'est publié\u{a0}: la demande de fusion en est à {head}, dont la vérification le dira.",
                    en: "Nothing is posted: the pull request is at {head} now, and the check of that will tell.")
            }
        }
    }
}

impl Refused {
    /// What is wrong, and what to do.
    pub fn words(&self, language: Language) -> (String, String) {
        match self {
            Self::Api(api) => (
                say!(language,
                    fr: "GITHUB_API_URL\u{a0}: «\u{a0}{api}\u{a0}» n'est pas une adresse https sans mot de passe.",
                    en: "GITHUB_API_URL: `{api}` is no https address without a password."),
                say!(language, fr: "par exemple https://api.github.com", en: "such as https://api.github.com"),
            ),
            Self::Repository => (
                say!(language, fr: "GITHUB_REPOSITORY ne nomme aucun dépôt.", en: "GITHUB_REPOSITORY names no repository."),
                say!(language,
                    fr: "--post s'utilise dans un workflow de GitHub, qui donne cette variable",
                    en: "--post is for workflows of GitHub, which set this variable"),
            ),
            Self::Event => (
                say!(language,
                    fr: "Le fichier de GITHUB_EVENT_PATH n'est pas celui d'un événement GITHUB_EVENT_NAME.",
                    en: "The file of GITHUB_EVENT_PATH is not that of a GITHUB_EVENT_NAME event."),
                say!(language,
                    fr: "--post s'utilise dans un workflow de GitHub, qui donne ces variables",
                    en: "--post is for workflows of GitHub, which set these variables"),
            ),
            Self::OtherCommit { report, pull } => {
                let (report, pull) = (short(report), short(pull));
                (
                    say!(language,
                        fr: "Ce rapport porte sur le commit {report}, et la demande de fusion sur {pull}\u{a0}: rien n'est publié.",
                        en: "This report is about commit {report}, the pull request about {pull}: nothing is posted."),
                    say!(language,
                        fr: "donnez le rapport que l'exécution de cette demande de fusion a enregistré",
                        en: "give the report that this pull request's own run has saved"),
                )
            }
            Self::OtherRepository(name) => (
                say!(language,
                    fr: "La demande de fusion est celle du dépôt {name}\u{a0}: rien n'est publié.",
                    en: "The pull request is one of the repository {name}: nothing is posted."),
                say!(language, fr: "publiez depuis un workflow de ce dépôt", en: "post from a workflow of that repository"),
            ),
            Self::Several(numbers) => {
                let numbers = numbers.iter().map(|number| format!("#{number}")).collect::<Vec<_>>().join(", ");
                (
                    say!(language,
                        fr: "Plusieurs demandes de fusion ont ce commit pour tête ({numbers})\u{a0}: rien n'est publié.",
                        en: "Several pull requests have this commit as their head ({numbers}): nothing is posted."),
                    say!(language, fr: "fermez celles qui sont en trop", en: "close those that are not needed"),
                )
            }
        }
    }
}

impl Failure {
    /// A clause that says why, and what to do where that helps.
    fn words(&self, language: Language) -> String {
        match self {
            Self::NoToken => say!(language,
                fr: "GITHUB_TOKEN manque (ajoutez à l'étape «\u{a0}env: {{ GITHUB_TOKEN: \"${{{{ github.token }}}}\" }}\u{a0}»)",
                en: "there is no GITHUB_TOKEN (add to the step `env: {{ GITHUB_TOKEN: \"${{{{ github.token }}}}\" }}`)"),
            Self::Denied(401, words) => say!(language,
                fr: "GitHub ne reconnaît pas GITHUB_TOKEN (401\u{a0}: {words})",
                en: "GitHub does not know this GITHUB_TOKEN (401: {words})"),
            Self::Denied(status, words) => say!(language,
                fr: "GITHUB_TOKEN n'en a pas le droit, comme depuis un fork ou sans «\u{a0}permissions: {{ pull-requests: write }}\u{a0}» ({status}\u{a0}: {words})",
                en: "GITHUB_TOKEN may not do that, as from a fork or without `permissions: {{ pull-requests: write }}` ({status}: {words})"),
            Self::Limited(wait) => {
                let seconds = wait.as_secs();
                say!(language,
                    fr: "GitHub demande d'attendre {seconds}\u{a0}s, plus longtemps qu'il n'est raisonnable",
                    en: "GitHub asks to wait {seconds}\u{a0}s, longer than makes sense")
            }
            Self::Server(status) => say!(language,
                fr: "GitHub est en panne (HTTP {status})",
                en: "GitHub is out of order (HTTP {status})"),
            Self::Silent(failure) => failure.words(language),
            Self::Look(failure, _) => failure.words(language),
            Self::Unfit(words) => say!(language,
                fr: "GitHub n'accepte pas ce qui est envoyé (422\u{a0}: {words})",
                en: "GitHub does not take what is sent (422: {words})"),
            Self::Status(status) => say!(language,
                fr: "GitHub répond HTTP {status}",
                en: "GitHub answers HTTP {status}"),
            Self::Strange => say!(language,
                fr: "la réponse n'est pas celle de l'API de GitHub",
                en: "the answer is not that of GitHub's API"),
        }
    }
}
