//! Every rule, one file each, and the registry.
//!
//! A rule reads facts and pushes findings; it knows nothing of configuration files, of reports, or of other rules.
//! To add one: its file in its family's folder, its page `rules/<rule-id>.md`, and its line in the registry below.

pub mod book;
mod commits;
mod context;
pub(crate) mod fate;
mod kept;
mod meant;
mod place;
mod purpose;
mod samples;
mod shown;
pub(crate) use purpose::{Care, care};
mod sections;
mod shape;
mod weight;

pub use context::{Context, Contribution};

use crate::corpus::{Corpus, Page};
use crate::document::Document;
use crate::finding::Finding;

/// A rule: its name and its check.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Its name, also that of its page in the rule book.
    pub id: &'static str,
    /// What it looks at.
    pub check: Check,
}

/// What a rule looks at.
#[derive(Clone, Copy, Debug)]
pub enum Check {
    /// One document by itself.
    Document(fn(&Document, &Context<'_>, &mut Vec<Finding>)),
    /// One page, beside all the others.
    Page(fn(&Page, &Corpus, &Context<'_>, &mut Vec<Finding>)),
    /// All facts of a snapshot at once.
    Corpus(fn(&Corpus, &Context<'_>, &mut Vec<Finding>)),
    /// A contribution: what it changes in its base. Its findings are new by their nature.
    Contribution(fn(&Contribution<'_>, &Context<'_>, &mut Vec<Finding>)),
    /// Nothing of its own: the stage named here finds it while doing its work (a file that can't be read, a directive
    /// that silenced nothing).
    Stage(&'static str),
    /// What is asked of all that a contribution holds, beside what its base asks: found where both are compared.
    Asked,
    /// What servers answer: found by the online stage, and only where that is asked for.
    Online,
}

/// Declares the modules of the rules and their registry: one line a rule, `file => "rule-id"` being its module and name.
macro_rules! registry {
    ($($(#[$doc:meta])* $family:ident { $($rule:ident,)* })*) => {
        $(
            $(#[$doc])*
            pub mod $family {
                $(pub mod $rule;)*
            }
        )*

        /// Every rule, by family.
        pub static RULES: &[Rule] = &[$($($family::$rule::RULE,)*)*];
    };
}

registry! {
    /// Documents as files: what can't be read is said.
    documents {
        empty,
        not_utf8,
        document_nul,
        unreadable,
    }

    /// Directives: suppressions that don't do what they say.
    directives {
        malformed,
        unknown_rule,
        unused,
        without_reason,
    }

    /// Content: what a reader meets on the page besides its structure.
    content {
        broken_div,
        broken_emphasis,
        conflict_marker,
        french_typography,
        placeholder,
        table_width,
        unclosed_code,
        unknown_element,
    }

    /// Links and images: where they lead, and what they say.
    links {
        anchor_case,
        backslash,
        case_mismatch,
        empty,
        external_anchor,
        external_dead,
        external_unreachable,
        ignored,
        image_alt_missing,
        local_path,
        malformed,
        missing_anchor,
        missing_file,
        outside,
        own_url,
        sibling_absent,
        redirected,
        text,
        text_empty,
        undefined_reference,
        unused_definition,
        untracked,
    }

    /// Contributions: what a branch changes, beside what its documents say.
    contribution {
        added_without_assessment,
        binary_outside_lfs,
        checks_weakened,
        coverage_fell,
        fixup_left,
        generated_file_touched,
        line_endings_mixed,
        message,
        module_lost_assessment,
        path_not_portable,
        section_changed,
        sign_off_missing,
        suppression_added,
        too_large,
        updated_stale,
    }

    /// Front matter: what a page says of itself before its text.
    front_matter {
        duplicate_key,
        missing,
        reference,
        schema,
        syntax,
    }

    /// Modules: what is taught, and how it is assessed.
    modules {
        assessment_empty,
        assessment_near_miss,
        assessment_outside_module,
        assessment_placeholder,
        assessment_unknown_competency,
        assessment_unreadable,
        competency_duplicate_id,
        competency_without_assessment,
        exemption_unused,
        group_matches_nothing,
        module_count_wrong,
        module_duplicate,
        module_near_miss,
        module_not_announced,
        module_not_defined,
        module_without_assessment,
        module_without_competency,
        module_without_objective,
    }

    /// Headings: the structure of a page.
    headings {
        duplicate,
        emphasis,
        empty,
        first_level,
        malformed,
        missing_title,
        section_empty,
        section_level,
        section_missing,
        section_order,
        section_unknown,
        several_titles,
        skipped_level,
    }
}

/// Whether the rule of that name looks at what one file says.
pub(crate) fn is_about_text(id: &str) -> bool {
    let check = find(id).map(|rule| rule.check);
    matches!(check, Some(Check::Document(_) | Check::Page(_) | Check::Stage("pipeline")))
}

/// Whether the rule of that name looks at what is asked of all files, so that none of them is where its findings belong.
pub(crate) fn is_about_all(id: &str) -> bool {
    find(id).is_some_and(|rule| matches!(rule.check, Check::Asked))
}

/// The rule of that name.
pub fn find(id: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.id == id)
}
