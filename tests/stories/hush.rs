//! How a contribution asks less of its pages without touching a link.

use crate::Files;
use crate::model::Random;

#[derive(Clone, Copy, Debug)]
pub(crate) enum Hush {
    /// A rule is turned off.
    RuleOff,
    /// A rule is taken more lightly than before.
    RuleLowered,
    /// A folder that has no pages yet is left out.
    Excluded,
    /// A rule is turned off for a folder.
    OffForPaths,
    /// Modules of a folder are exempt.
    Exempted,
    /// A rule is silenced in one page.
    Silenced,
    /// The configuration that asked for more is gone.
    ConfigurationGone,
}

const CONFIGURATION: &str = ".acquis.yaml";
const BEFORE: &str = "language: fr\nrules:\n  heading-empty: error\n";
const MODULES: &str = "content:\n  - name: cours\n    files: [\"cours/**/*.md\"]\n    module: { node: file }\n    assessment: { node: heading, match: ^Quiz }\n";

impl Hush {
    /// That of the story of `seed`, one in five.
    pub(crate) fn new(seed: u64) -> Option<Self> {
        // Other numbers than those of the story itself, which stays what it is without it.
        let mut random = Random(!seed);
        let all = [
            Self::RuleOff,
            Self::RuleLowered,
            Self::Excluded,
            Self::OffForPaths,
            Self::Exempted,
            Self::Silenced,
            Self::ConfigurationGone,
        ];
        random.once_in(5).then(|| *random.pick(&all))
    }

    /// Asks less on the side of the contribution.
    pub(crate) fn ask_less(self, [base, head]: &mut [Files; 2]) {
        if matches!(self, Self::Silenced) {
            if let Some((_, text)) = head.iter_mut().next() {
                let end = if text.contains('\r') { "\r\n" } else { "\n" };
                text.push_str(&format!("{end}{end}<!-- acquis-disable heading-empty: on verra -->{end}"));
            }
            return;
        }
        let before = if matches!(self, Self::Exempted) { format!("{BEFORE}{MODULES}") } else { BEFORE.to_owned() };
        let after = match self {
            Self::OffForPaths => {
                format!("{BEFORE}overrides:\n  - {{ files: \"docs/brouillons/**\", rules: {{ heading-empty: off }} }}\n")
            }
            Self::Exempted => {
                format!("{before}    exempt: [{{ files: \"cours/**/intro.md\", reason: on verra }}]\n")
            }
            Self::RuleOff => BEFORE.replace("heading-empty: error", "heading-empty: off"),
            Self::RuleLowered => BEFORE.replace("error", "info"),
            Self::Excluded => format!("{BEFORE}exclude: [\"docs/brouillons/**\"]\n"),
            Self::Silenced | Self::ConfigurationGone => {
                base.insert(CONFIGURATION.into(), before);
                return;
            }
        };
        base.insert(CONFIGURATION.into(), before);
        head.insert(CONFIGURATION.into(), after);
    }
}
