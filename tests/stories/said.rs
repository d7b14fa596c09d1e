//! What acquis says of a story: the numbers of the faults that are new and fixed.

use crate::common::TestRepository;
use acquis::finding::Finding;
use acquis::git::{At, Repository};
use acquis::language::Language;
use acquis::pipeline::{self, Base, Request};
use acquis::select::ledger::Status;
use git2::{Oid, Signature, Time};
use std::collections::BTreeMap;

/// The numbers, each as many times as it is said.
#[derive(Clone, Debug, Default)]
pub(crate) struct Said {
    pub(crate) new: Vec<u32>,
    pub(crate) fixed: Vec<u32>,
    /// How many times it is said that less is checked than before.
    pub(crate) less: usize,
}

/// A repository that stories are put into, one after another.
pub(crate) struct Tester {
    repository: TestRepository,
    git: git2::Repository,
}

impl Tester {
    pub(crate) fn new() -> Self {
        let repository = TestRepository::new();
        let git = git2::Repository::open(repository.path()).unwrap();
        Self { repository, git }
    }

    /// What is said of a contribution that makes `head` of `base`; an error where it can't be judged.
    pub(crate) fn verdict(&mut self, base: &BTreeMap<String, String>, head: &BTreeMap<String, String>) -> Result<Said, String> {
        let base = self.commit(base, None);
        let head = self.commit(head, Some(base));
        let mut request = Request::new(At::Revision(head.to_string()), Language::En);
        request.base = Some(Base { name: base.to_string(), all: false });
        request.look_back = false;
        let opened = Repository::discover(self.repository.path()).unwrap();
        let outcome = pipeline::check(&opened, &request).map_err(|error| format!("{error:?}"))?;
        let mut said = Said::default();
        for reported in outcome.findings() {
            said.less += usize::from(["checks-weakened", "suppression-added"].contains(&reported.finding.rule));
            let Some(fault) = number(&reported.finding) else { continue };
            match reported.status {
                Status::New => said.new.push(fault),
                Status::Fixed => said.fixed.push(fault),
                Status::Existing => {}
            }
        }
        Ok(said)
    }

    fn commit(&self, files: &BTreeMap<String, String>, parent: Option<Oid>) -> Oid {
        let mut index = git2::Index::new().unwrap();
        for (path, text) in files {
            let id = self.git.blob(text.as_bytes()).unwrap();
            let (mode, path) = (0o100_644, path.as_bytes().to_vec());
            let zero = git2::IndexTime::new(0, 0);
            let (ctime, mtime, flags) = (zero, zero, 0);
            let entry = git2::IndexEntry {
                id,
                mode,
                path,
                ctime,
                mtime,
                flags,
                dev: 0,
                ino: 0,
                uid: 0,
                gid: 0,
                file_size: 0,
                flags_extended: 0,
            };
            index.add(&entry).unwrap();
        }
        let tree = self.git.find_tree(index.write_tree_to(&self.git).unwrap()).unwrap();
        let who = Signature::new("Test", "test@example.org", &Time::new(1_700_000_000, 0)).unwrap();
        let parent = parent.map(|id| self.git.find_commit(id).unwrap());
        self.git.commit(None, &who, &who, "Raconter", &tree, &parent.iter().collect::<Vec<_>>()).unwrap()
    }
}

/// The number of the fault that `finding` is about, which stands in the target that is dead.
fn number(finding: &Finding) -> Option<u32> {
    let cause = finding.related.iter().find(|related| related.label.is_empty()).map(|related| &related.place);
    let text = cause.unwrap_or(&finding.place).text();
    let (_, rest) = text.split_once("zq")?;
    rest.split_once('z')?.0.parse().ok()
}
