//! A repository of invented documents, the same on every machine for the same number of them.

use std::fmt::{self, Display};
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use git2::{IndexAddOption, Repository, RepositoryInitOptions, Signature, Time};
use rayon::prelude::*;

use crate::Failure;
use crate::page::{self, PICTURES, Planted};
use crate::plan::{self, Plan};
use crate::report::grouped;

/// Raised with every change of what is generated: figures of two recipes are not to be compared.
const RECIPE: u32 = 1;

/// A repository that stands ready, and how it came to be.
pub(crate) struct Generated {
    message: String,
    /// How long generation took; `None` for a repository that was there already.
    took: Option<Duration>,
}

impl Display for Generated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let how = self.took.map_or_else(|| "used again".to_owned(), |took| format!("made in {:.1} s", took.as_secs_f64()));
        write!(f, "\n{} ({how})", self.message.trim_end().replace("\n\n", "\n"))
    }
}

/// Makes a repository of so many documents in `folder`, or takes the one that an earlier run left there.
pub(crate) fn repository(folder: &Path, documents: usize) -> Result<Generated, Failure> {
    let title = format!("Generated: {} documents, recipe {RECIPE}", grouped(documents as u64));
    if folder.exists() {
        return again(folder, &title);
    }
    let start = Instant::now();
    let repository = Repository::init_opts(folder, RepositoryInitOptions::new().mkpath(true).external_template(false))?;
    let plans: Vec<Plan> = (0..documents).into_par_iter().map(plan::document).collect();
    pictures(folder)?;
    let planted = write_all(folder, &plans)?;
    let message = format!("{title}\n\n{}\n", contents(&planted));
    commit(&repository, &message)?;
    Ok(Generated { message, took: Some(start.elapsed()) })
}

/// The commit is the last thing made, so that its message proves a whole repository.
fn again(folder: &Path, title: &str) -> Result<Generated, Failure> {
    let repository = Repository::open(folder)?;
    let commit = repository.head()?.peel_to_commit()?;
    let message = commit.message().unwrap_or_default().to_owned();
    if message.lines().next() != Some(title) {
        return Err(format!("{} holds something else than \"{title}\": remove it", folder.display()).into());
    }
    Ok(Generated { message, took: None })
}

fn contents(planted: &Planted) -> String {
    let number = |count: usize| grouped(count as u64);
    format!(
        "{} links; planted: {} links to missing files, {} to missing headings, {} of {} modules without assessment",
        number(planted.links),
        number(planted.missing_files),
        number(planted.missing_anchors),
        number(planted.unassessed),
        number(planted.modules),
    )
}

fn write_all(folder: &Path, plans: &[Plan]) -> Result<Planted, Failure> {
    for plan in plans {
        if let Some(parent) = Path::new(&plan.path).parent() {
            fs::create_dir_all(folder.join(parent))?;
        }
    }
    (0..plans.len())
        .into_par_iter()
        .map(|number| {
            let (text, planted) = page::write(plans, number);
            fs::write(folder.join(&plans[number].path), text)?;
            Ok(planted)
        })
        .try_reduce(Planted::default, |mut sum, one| {
            sum += one;
            Ok(sum)
        })
}

fn pictures(folder: &Path) -> Result<(), Failure> {
    let images = folder.join("images");
    fs::create_dir_all(&images)?;
    for number in 0..PICTURES {
        let svg = format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><circle r=\"{number}\"/></svg>\n");
        fs::write(images.join(format!("schema-{number}.svg")), svg)?;
    }
    Ok(())
}

/// Everything into the index and one commit, with a fixed author and date.
fn commit(repository: &Repository, message: &str) -> Result<(), Failure> {
    let mut index = repository.index()?;
    index.add_all(["*"], IndexAddOption::DEFAULT, None)?;
    index.write()?;
    let tree = repository.find_tree(index.write_tree()?)?;
    let author = Signature::new("benchmark", "benchmark@example.org", &Time::new(1_700_000_000, 0))?;
    repository.commit(Some("HEAD"), &author, &author, message, &tree, &[])?;
    Ok(())
}
