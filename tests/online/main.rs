//! External links, visited through the binary on a server of this machine that misbehaves.
#![allow(clippy::unwrap_used, reason = "what fails here fails the test")]

#[path = "../common/mod.rs"]
mod common;
#[path = "../common/server.rs"]
mod server;

mod bounds;
mod kept;
mod said;

use common::TestRepository;
use serde_json::Value;
use server::{Asked, Server};
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Command, Output};
use std::time::{Duration, Instant};

/// A repository with links, and a folder for the cache.
struct Site {
    repository: TestRepository,
}

impl Site {
    /// One page with a link to each of `addresses`, visited without pauses, one second an answer.
    fn new(addresses: &[String]) -> Self {
        Self::configured(addresses, "online: { delay: 0.02, timeout: 1 }\n")
    }

    fn configured(addresses: &[String], configuration: &str) -> Self {
        let repository = TestRepository::new();
        let links = addresses.iter().map(|address| format!("- [page]({address})\n"));
        repository.write("a.md", format!("# Liens\n\n{}", links.collect::<String>()));
        repository.write(".acquis.yaml", configuration);
        Self { repository }
    }

    fn cache(&self) -> PathBuf {
        self.repository.beside("cache")
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_acquis"));
        command.current_dir(self.repository.path()).args(arguments).env_clear().env("LC_ALL", "C");
        command.env("HOME", self.repository.path()).env("ACQUIS_CACHE_DIR", self.cache());
        command
    }

    /// `acquis links` that may visit this machine.
    fn visit(&self) -> Report {
        self.visit_with(&["links", "--allow-private", "127.0.0.1", "--format", "json"])
    }

    fn visit_with(&self, arguments: &[&str]) -> Report {
        Report::of(&self.command(arguments).output().unwrap())
    }
}

/// What was reported.
struct Report {
    json: Value,
    errors: String,
    code: i32,
}

impl Report {
    fn of(output: &Output) -> Self {
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        let json = serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {errors}"));
        Self { json, errors, code: output.status.code().unwrap() }
    }

    fn findings(&self) -> &[Value] {
        self.json["findings"].as_array().unwrap()
    }

    /// Rule and message of the finding in that line.
    fn at(&self, line: usize) -> Option<(&str, &str)> {
        let finding = self.findings().iter().find(|finding| finding["start"]["line"] == line)?;
        Some((finding["rule"].as_str().unwrap(), finding["message"].as_str().unwrap()))
    }

    /// The figure of that name.
    fn count(&self, name: &str) -> u64 {
        self.json["summary"]["external_links"][name].as_u64().unwrap()
    }

    /// Asserts what stands in each line from the third: the rule and a part of the message, or nothing.
    fn is(&self, expected: &[Option<(&str, &str)>]) {
        for (at, expected) in expected.iter().enumerate() {
            let found = self.at(at + 3);
            match (expected, found) {
                (None, None) => {}
                (Some((rule, part)), Some((id, message))) if *rule == id && message.contains(part) => {}
                _ => panic!("line {}: expected {expected:?}, found {found:?}\n{}", at + 3, self.errors),
            }
        }
        for finding in self.findings() {
            let words = format!("{}{}", finding["message"], finding["help"]);
            assert!(!words.contains('{'), "an argument is missing: {words}");
        }
    }
}

const DEAD: &str = "link-external-dead";
const SILENT: &str = "link-external-unreachable";
const MOVED: &str = "link-redirected";

/// A page for each of `paths`.
fn pages(server: &Server, paths: &[&str]) -> Vec<String> {
    paths.iter().map(|path| server.url(path)).collect()
}
