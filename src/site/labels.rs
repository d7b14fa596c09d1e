//! Labels that stand where no Markdown is read: in reStructuredText, in notebooks, on chunks of code.

use super::files::Files;
use std::collections::HashSet;

/// How many files are looked into for labels.
const MANY: usize = 4096;

/// The labels that files of reStructuredText and notebooks below `folder` set.
pub(super) fn below(files: &Files<'_>, folder: &str) -> HashSet<Box<str>> {
    let mut found = HashSet::new();
    let all = files.below(folder).filter(|path| path.ends_with(".rst") || path.ends_with(".ipynb")).take(MANY);
    for path in all {
        for label in files.text(path).iter().flat_map(|text| of(text)) {
            found.insert(label.to_lowercase().into());
            found.insert(label.into());
        }
    }
    found
}

/// The labels in a text of reStructuredText (`.. _label:`, `:name: label`) or in a notebook (`(label)=`, `#| label: label`).
pub(super) fn of(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter_map(|line| {
        let target = line.strip_prefix(".. _").and_then(|rest| rest.strip_suffix(':'));
        let option = [":name:", ":label:"].iter().find_map(|key| line.strip_prefix(key));
        let cell = line.strip_prefix('"').map(|line| line.split(['"', '\\']).next().unwrap_or(line));
        let named = cell.and_then(|line| Some(line.strip_prefix('(')?.split_once(")=")?.0));
        let code = cell.and_then(|line| line.strip_prefix("#|")?.trim_start().strip_prefix("label:"));
        let label = target.or(option).or(named).or(code)?.trim().trim_matches('`');
        (!label.is_empty()).then_some(label)
    })
}

/// The labels of chunks in a text of R Markdown or Quarto: `{r label, echo=FALSE}`, `{r label="label"}`, `#| label: label`.
pub(super) fn of_chunks(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter_map(|line| {
        let label = match line.strip_prefix("#|").map(str::trim_start) {
            Some(option) => option.strip_prefix("label:")?,
            None => {
                let header = line.strip_prefix("```")?.trim_start_matches('`').trim_start().strip_prefix('{')?;
                let header = header.split('}').next()?;
                let (_, options) = header.split_once([' ', ','])?;
                let named =
                    options.split(',').find_map(|option| option.trim().strip_prefix("label")?.trim_start().strip_prefix('='));
                named
                    .or_else(|| options.split(',').find(|first| !first.trim().is_empty()).filter(|first| !first.contains('=')))?
            }
        };
        let label = label.trim().trim_matches(['"', '\'']);
        (!label.is_empty()).then_some(label)
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn labels_of_chunks() {
        let text = "```{r ruche, fig.cap=\"x\"}\n#| label: fig-b\n```\n```{r, label=\"c\", echo=FALSE}\n```{r echo=FALSE}\n```{python d}\n```{r}\n```r\n";
        let found: Vec<&str> = super::of_chunks(text).collect();
        assert_eq!(found, ["ruche", "fig-b", "c", "d"]);
    }
}
