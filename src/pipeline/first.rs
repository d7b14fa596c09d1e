//! Of two things that are wrong in one place, one comes first: what a picture shows is described once the picture is there. What
//! comes after it is worth knowing and no more until then.

use crate::finding::Finding;
use crate::rules::book;
use crate::text::Span;
use std::collections::{HashMap, HashSet};

/// Says of `findings` which are minor, since one of a rule that comes before theirs (`after` on its page) stands in their place.
pub(super) fn settle(findings: &mut [Finding]) {
    let later: HashSet<&'static str> =
        findings.iter().map(|finding| finding.rule).filter(|rule| !before(rule).is_empty()).collect();
    if later.is_empty() {
        return;
    }
    let first: HashSet<&str> = later.iter().flat_map(|rule| before(rule)).map(String::as_str).collect();
    let mut places: HashMap<(&str, &str), Vec<Span>> = HashMap::new();
    for finding in findings.iter().filter(|finding| first.contains(finding.rule)) {
        places.entry((finding.place.path(), finding.rule)).or_default().push(finding.place.span);
    }
    places.values_mut().for_each(|spans| spans.sort_unstable());
    let holds_one = |finding: &Finding| {
        let span = finding.place.span;
        before(finding.rule).iter().any(|rule| {
            let spans = places.get(&(finding.place.path(), rule.as_str())).map_or(&[][..], Vec::as_slice);
            let next = spans.partition_point(|other| other.start < span.start);
            spans.get(next).is_some_and(|other| span.contains(*other))
        })
    };
    let minor: Vec<usize> = (0..findings.len()).filter(|&at| holds_one(&findings[at])).collect();
    minor.into_iter().for_each(|at| findings[at].minor = true);
}

/// The rules that come before `rule`.
fn before(rule: &str) -> &'static [String] {
    book::page(rule).map_or(&[], |page| &page.after)
}
