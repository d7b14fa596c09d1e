//! What is asked of GitHub's API, and what of its answers is read.

use super::client::{Ask, Client, Failure};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// How many things a page holds.
const PAGE: usize = 100;
/// How many pages are read: GitHub lists no more than 3,000 files either.
const PAGES: usize = 30;

/// One pull request of one repository.
pub(super) struct Pull<'a> {
    client: &'a Client,
    repository: &'a str,
    number: u64,
}

/// What a pull request is.
#[derive(Debug, Deserialize)]
pub(super) struct Facts {
    pub(super) number: u64,
    pub(super) state: String,
    pub(super) head: Head,
    pub(super) base: Base,
    #[serde(default)]
    pub(super) merge_commit_sha: Option<String>,
}

/// A pull request's head.
#[derive(Debug, Deserialize)]
pub(super) struct Head {
    pub(super) sha: String,
}

/// A pull request's base.
#[derive(Debug, Deserialize)]
pub(super) struct Base {
    #[serde(default)]
    pub(super) repo: Option<Repo>,
}

/// A repository.
#[derive(Debug, Deserialize)]
pub(super) struct Repo {
    pub(super) full_name: String,
}

/// A changed file.
#[derive(Debug, Deserialize)]
pub(super) struct File {
    pub(super) filename: String,
    #[serde(default)]
    pub(super) patch: Option<String>,
}

/// A comment, on a line or on the whole.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Comment {
    pub(super) id: u64,
    #[serde(default)]
    pub(super) body: Option<String>,
    #[serde(default)]
    pub(super) user: Option<User>,
    /// The file of the line that it stands on.
    #[serde(default)]
    pub(super) path: Option<String>,
}

/// Who wrote it; null once they are gone.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct User {
    login: String,
    #[serde(default, rename = "type")]
    kind: String,
}

impl Comment {
    /// Whether the token's owner wrote it: GraphQL may call a program `name` that is `name[bot]` elsewhere.
    pub(super) fn is_of(&self, viewer: &str) -> bool {
        self.user
            .as_ref()
            .is_some_and(|User { login, kind }| login == viewer || (kind == "Bot" && login.strip_suffix("[bot]") == Some(viewer)))
    }
}

/// A thread of comments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Thread {
    /// By which GraphQL knows it.
    pub(super) id: String,
    /// Its first comment.
    pub(super) comment: u64,
    /// Whether it is resolved.
    pub(super) resolved: bool,
}

/// The pull requests of `repository` that may have this head.
///
/// # Errors
/// Why there is no answer.
pub(super) fn pulls_of(client: &Client, repository: &str, commit: &str, branch: Option<&str>) -> Result<Vec<Facts>, Failure> {
    if let Some(branch) = branch {
        let branch = utf8_percent_encode(branch, NON_ALPHANUMERIC);
        let pulls: Vec<Facts> = client.ask(Ask::Get, &format!("repos/{repository}/pulls?state=open&head={branch}"))?;
        if pulls.iter().any(|pull| pull.head.sha == commit) {
            return Ok(pulls);
        }
    }
    client.ask(Ask::Get, &format!("repos/{repository}/commits/{commit}/pulls"))
}

impl<'a> Pull<'a> {
    /// The pull request of that number.
    pub(super) fn new(client: &'a Client, repository: &'a str, number: u64) -> Self {
        Self { client, repository, number }
    }

    fn pulls(&self, rest: &str) -> String {
        format!("repos/{}/pulls/{}{rest}", self.repository, self.number)
    }

    /// What it is.
    pub(super) fn facts(&self) -> Result<Facts, Failure> {
        self.client.ask(Ask::Get, &self.pulls(""))
    }

    /// The parents of a commit.
    pub(super) fn parents(&self, commit: &str) -> Result<Vec<String>, Failure> {
        #[derive(Deserialize)]
        struct Commit {
            parents: Vec<Head>,
        }
        let commit: Commit = self.client.ask(Ask::Get, &format!("repos/{}/git/commits/{commit}", self.repository))?;
        Ok(commit.parents.into_iter().map(|parent| parent.sha).collect())
    }

    /// Every page of a list.
    fn all<T: DeserializeOwned>(&self, path: &str) -> Result<Vec<T>, Failure> {
        let mut all = Vec::new();
        for page in 1..=PAGES {
            let mut more: Vec<T> = self.client.ask(Ask::Get, &format!("{path}?per_page={PAGE}&page={page}"))?;
            let full = more.len() == PAGE;
            all.append(&mut more);
            if !full {
                break;
            }
        }
        Ok(all)
    }

    /// Its changed files.
    pub(super) fn files(&self) -> Result<Vec<File>, Failure> {
        self.all(&self.pulls("/files"))
    }

    /// The comments on its lines.
    pub(super) fn comments(&self) -> Result<Vec<Comment>, Failure> {
        self.all(&self.pulls("/comments"))
    }

    /// The comments on the whole.
    pub(super) fn talk(&self) -> Result<Vec<Comment>, Failure> {
        self.all(&format!("repos/{}/issues/{}/comments", self.repository, self.number))
    }

    /// Posts a review of `head` with comments on its lines; it approves nothing and asks for nothing.
    pub(super) fn review(&self, head: &str, body: &str, comments: &[Value]) -> Result<(), Failure> {
        let review = json!({ "commit_id": head, "body": body, "event": "COMMENT", "comments": comments });
        self.client.ask::<Value>(Ask::Post(&review), &self.pulls("/reviews")).map(drop)
    }

    /// Changes a comment on a line.
    pub(super) fn change(&self, comment: u64, body: &str) -> Result<(), Failure> {
        let path = format!("repos/{}/pulls/comments/{comment}", self.repository);
        self.client.ask::<Value>(Ask::Patch(&json!({ "body": body })), &path).map(drop)
    }

    /// Says something on the whole, or says it instead of the comment `old`.
    pub(super) fn say(&self, body: &str, old: Option<u64>) -> Result<(), Failure> {
        let body = json!({ "body": body });
        let issues = format!("repos/{}/issues", self.repository);
        let said = match old {
            Some(old) => self.client.ask::<Value>(Ask::Patch(&body), &format!("{issues}/comments/{old}")),
            None => self.client.ask::<Value>(Ask::Post(&body), &format!("{issues}/{}/comments", self.number)),
        };
        said.map(drop)
    }

    /// Who the token speaks for, and the threads on its lines.
    pub(super) fn threads(&self) -> Result<(String, Vec<Thread>), Failure> {
        const QUERY: &str = "query($owner: String!, $name: String!, $number: Int!, $after: String) { viewer { login } \
            repository(owner: $owner, name: $name) { pullRequest(number: $number) { reviewThreads(first: 100, after: $after) { \
            pageInfo { hasNextPage endCursor } nodes { id isResolved comments(first: 1) { nodes { databaseId } } } } } } }";
        let (owner, name) = self.repository.split_once('/').ok_or(Failure::Strange)?;
        let (mut threads, mut after) = (Vec::new(), Value::Null);
        for _ in 0..PAGES {
            let variables = json!({ "owner": owner, "name": name, "number": self.number, "after": after });
            let data = self.query(&json!({ "query": QUERY, "variables": variables }))?;
            let viewer = data["viewer"]["login"].as_str().ok_or(Failure::Strange)?;
            let list = &data["repository"]["pullRequest"]["reviewThreads"];
            threads.extend(list["nodes"].as_array().into_iter().flatten().filter_map(thread));
            after = list["pageInfo"]["endCursor"].clone();
            if list["pageInfo"]["hasNextPage"] != true || after.is_null() {
                return Ok((viewer.to_owned(), threads));
            }
        }
        Err(Failure::Strange)
    }

    /// Resolves a thread.
    pub(super) fn resolve(&self, thread: &str) -> Result<(), Failure> {
        const QUERY: &str = "mutation($id: ID!) { resolveReviewThread(input: { threadId: $id }) { thread { isResolved } } }";
        self.query(&json!({ "query": QUERY, "variables": { "id": thread } })).map(drop)
    }

    /// What a query of GraphQL gives, which says errors in a success.
    fn query(&self, query: &Value) -> Result<Value, Failure> {
        let mut answer: Value = self.client.ask(Ask::Query(query), "graphql")?;
        let Some(error) = answer["errors"].get(0) else { return Ok(answer["data"].take()) };
        let words = error["message"].as_str().unwrap_or_default().chars().take(200).collect();
        Err(match error["type"].as_str() {
            Some("RATE_LIMITED") => Failure::Limited(std::time::Duration::from_secs(3600)),
            Some("FORBIDDEN" | "NOT_FOUND" | "INSUFFICIENT_SCOPES") => Failure::Denied(403, words),
            _ => Failure::Strange,
        })
    }
}

fn thread(node: &Value) -> Option<Thread> {
    let comment = node["comments"]["nodes"][0]["databaseId"].as_u64()?;
    Some(Thread { id: node["id"].as_str()?.to_owned(), comment, resolved: node["isResolved"] == true })
}
