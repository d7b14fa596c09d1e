//! GitHub, as far as a review needs it: one pull request that remembers what is posted to it, and stumbles when told to.

use serde_json::{Value, json};
use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

/// The token's owner.
pub(crate) const BOT: &str = "github-actions[bot]";
/// The pull request's head.
pub(crate) const HEAD: &str = "1111111111111111111111111111111111111111";
/// The merge of it that GitHub makes.
pub(crate) const MERGE: &str = "2222222222222222222222222222222222222222";

/// What is answered instead: status, header lines, body.
pub(crate) type Fault = (u16, &'static str, Value);
/// Decides on a fault: of the method, the path, and how often both were asked for before.
type Faults = Box<dyn Fn(&str, &str, usize) -> Option<Fault> + Send>;

/// One request.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) headers: String,
    pub(crate) body: Value,
}

/// What GitHub knows.
pub(crate) struct State {
    pub(crate) pull: Value,
    pub(crate) files: Vec<Value>,
    /// Lines that GitHub does not take though its patch shows them.
    pub(crate) not_taken: Vec<u64>,
    pub(crate) comments: Vec<Value>,
    pub(crate) talk: Vec<Value>,
    pub(crate) resolved: Vec<u64>,
    pub(crate) may_resolve: bool,
    /// What GraphQL calls the token's owner.
    pub(crate) viewer: &'static str,
    pub(crate) reviews: Vec<Value>,
    pub(crate) asked: Vec<Asked>,
    /// Whether a fault befalls the answer alone: what was asked is done.
    pub(crate) done_all_the_same: bool,
    pub(crate) faults: Faults,
    next: u64,
}

/// A server that stands for GitHub.
pub(crate) struct GitHub {
    address: SocketAddr,
    state: Arc<Mutex<State>>,
}

impl GitHub {
    /// With a pull request of the two files of [`files`].
    pub(crate) fn start() -> Self {
        let state = State {
            pull: json!({ "number": 7, "state": "open", "head": { "sha": HEAD }, "merge_commit_sha": MERGE,
                "base": { "repo": { "full_name": "ecole/jardin", "id": 5 } } }),
            files: files(),
            not_taken: Vec::new(),
            comments: Vec::new(),
            talk: Vec::new(),
            resolved: Vec::new(),
            may_resolve: true,
            viewer: BOT,
            reviews: Vec::new(),
            asked: Vec::new(),
            done_all_the_same: false,
            faults: Box::new(|_, _, _| None),
            next: 100,
        };
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let state = Arc::new(Mutex::new(state));
        let shared = Arc::clone(&state);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let _ = stream.set_read_timeout(Some(Duration::from_secs(10)));
                // Whoever asked may be gone.
                let _ = answer(stream, &shared);
            }
        });
        Self { address, state }
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    /// The requests that change something, since the last time this was asked.
    pub(crate) fn writes(&self) -> Vec<Asked> {
        let mut asked = std::mem::take(&mut self.state().asked);
        asked.retain(|asked| {
            asked.method != "GET" && !asked.body["query"].as_str().is_some_and(|query| query.starts_with("query"))
        });
        asked
    }

    /// The id of the comment on a line that came as the `n`th.
    pub(crate) fn state_id(&self, n: usize) -> u64 {
        self.state().comments[n]["id"].as_u64().unwrap()
    }

    /// Answers so from now on.
    pub(crate) fn stumbles(&self, faults: impl Fn(&str, &str, usize) -> Option<Fault> + Send + 'static) {
        self.state().faults = Box::new(faults);
    }
}

/// A page whose lines 1 to 4 and 20 the diff shows, and one of which it shows line 1, and the line 1 that was.
pub(crate) fn files() -> Vec<Value> {
    vec![
        json!({ "filename": "docs/a.md", "status": "modified",
            "patch": "@@ -1,3 +1,4 @@\n # A\n-ancien\n+[b](bb.md)\n+[c](cc.md)\n fin\n@@ -19 +20 @@\n-x\n+```a @tous" }),
        json!({ "filename": "docs/d.md", "status": "modified", "patch": "@@ -1 +1 @@\n-# D\n+# Dé" }),
        json!({ "filename": "image.png", "status": "added" }),
    ]
}

/// Whether the diff of [`files`] shows that line, said apart from the program's own reading of patches.
fn takes(state: &State, comment: &Value) -> bool {
    let lines: &[u64] = match (comment["path"].as_str(), comment["side"].as_str()) {
        (Some("docs/a.md"), Some("RIGHT")) => &[1, 2, 3, 4, 20],
        (Some("docs/a.md"), Some("LEFT")) => &[2, 19],
        (Some("docs/d.md"), Some("RIGHT" | "LEFT")) => &[1],
        (Some("docs/e.md"), Some("LEFT")) => &[1, 2],
        (Some("docs/long.md" | ".github/workflows/a.yml" | "a.md"), Some("RIGHT")) => return true,
        _ => &[],
    };
    let line = comment["line"].as_u64().unwrap_or_default();
    let start = comment.get("start_line").map_or(line - 1, |start| start.as_u64().unwrap());
    lines.contains(&line) && !state.not_taken.contains(&line) && start < line && !comment["body"].as_str().unwrap().is_empty()
}

fn answer(mut stream: TcpStream, state: &Mutex<State>) -> io::Result<()> {
    let Some(asked) = request(&stream)? else { return Ok(()) };
    let mut state = state.lock().unwrap();
    let path = asked.path.split('?').next().unwrap_or_default().to_owned();
    let before = state.asked.iter().filter(|other| other.method == asked.method && other.path == asked.path).count();
    let fault = (state.faults)(&asked.method, &path, before);
    state.asked.push(asked.clone());
    let (status, headers, body) = match fault {
        Some(fault) => {
            if state.done_all_the_same {
                state.done(&asked, &path);
            }
            fault
        }
        None => state.done(&asked, &path),
    };
    let body = body.to_string();
    let length = body.len();
    write!(
        stream,
        "HTTP/1.1 {status} x\r\nContent-Type: application/json\r\nContent-Length: {length}\r\nConnection: close\r\n{headers}\r\n{body}"
    )?;
    stream.flush()
}

fn request(stream: &TcpStream) -> io::Result<Option<Asked>> {
    let mut lines = BufReader::new(stream);
    let mut first = String::new();
    lines.read_line(&mut first)?;
    let mut words = first.split_whitespace().map(str::to_owned);
    let (Some(method), Some(path)) = (words.next(), words.next()) else { return Ok(None) };
    let mut headers = String::new();
    while lines.read_line(&mut headers)? > 2 {}
    let length = headers.lines().find_map(|line| line.to_ascii_lowercase().strip_prefix("content-length:")?.trim().parse().ok());
    let mut body = vec![0; length.unwrap_or(0)];
    lines.read_exact(&mut body)?;
    let body = serde_json::from_slice(&body).unwrap_or_default();
    Ok(Some(Asked { method, path, headers: headers.to_ascii_lowercase(), body }))
}

impl State {
    /// Does what was asked, and gives the answer.
    fn done(&mut self, asked: &Asked, path: &str) -> Fault {
        let ok = |body| (200, "", body);
        let parts: Vec<&str> = path.trim_matches('/').split('/').collect();
        let rest = match parts.as_slice() {
            ["repos", "ecole", "jardin", rest @ ..] => rest,
            ["graphql"] => return ok(self.graphql(&asked.body)),
            _ => return missing(),
        };
        match (asked.method.as_str(), rest) {
            ("GET", ["pulls", "7"]) => ok(self.pull.clone()),
            ("GET", ["pulls"]) if asked.path.contains("head=lea%3Ajardin") => ok(json!([self.pull])),
            ("GET", ["pulls"]) => ok(json!([])),
            ("GET", ["commits", HEAD, "pulls"]) => ok(json!([self.pull])),
            ("GET", ["git", "commits", MERGE]) => ok(json!({ "parents": [{ "sha": "f".repeat(40) }, { "sha": HEAD }] })),
            ("GET", ["pulls", "7", "files"]) => ok(page(&self.files, &asked.path)),
            ("GET", ["pulls", "7", "comments"]) => ok(page(&self.comments, &asked.path)),
            ("GET", ["issues", "7", "comments"]) => ok(page(&self.talk, &asked.path)),
            ("POST", ["pulls", "7", "reviews"]) => self.review(&asked.body),
            ("PATCH", ["pulls", "comments", id]) => change(&mut self.comments, id, &asked.body),
            ("PATCH", ["issues", "comments", id]) => change(&mut self.talk, id, &asked.body),
            ("POST", ["issues", "7", "comments"]) => {
                let comment = self.comment(BOT, asked.body["body"].as_str().unwrap());
                self.talk.push(comment.clone());
                (201, "", comment)
            }
            _ => missing(),
        }
    }

    /// A comment by somebody.
    pub(crate) fn comment(&mut self, login: &str, body: &str) -> Value {
        self.next += 1;
        let kind = if login.ends_with("[bot]") { "Bot" } else { "User" };
        json!({ "id": self.next, "user": { "login": login, "type": kind }, "body": body })
    }

    fn review(&mut self, review: &Value) -> Fault {
        let comments = review["comments"].as_array().unwrap().clone();
        let sound = review["event"] == "COMMENT" && review["commit_id"] == self.pull["head"]["sha"] && review["body"] != "";
        if !sound || !comments.iter().all(|comment| takes(self, comment)) {
            return (422, "", json!({ "message": "Unprocessable Entity", "errors": ["Line could not be resolved"] }));
        }
        for comment in comments {
            let mut posted = self.comment(BOT, comment["body"].as_str().unwrap());
            for key in ["path", "line", "side", "start_line"] {
                posted[key] = comment[key].clone();
            }
            self.comments.push(posted);
        }
        self.reviews.push(review.clone());
        (200, "", json!({ "id": 1 }))
    }

    fn graphql(&mut self, body: &Value) -> Value {
        if let Some(id) = body["variables"]["id"].as_str() {
            if !self.may_resolve {
                return json!({ "data": null, "errors": [{ "type": "FORBIDDEN", "message": "Resource not accessible by integration" }] });
            }
            self.resolved.push(id.trim_start_matches("thread-").parse().unwrap());
            return json!({ "data": { "resolveReviewThread": { "thread": { "isResolved": true } } } });
        }
        let thread = |comment: &Value| {
            let id = comment["id"].as_u64().unwrap();
            json!({ "id": format!("thread-{id}"), "isResolved": self.resolved.contains(&id), "comments": { "nodes": [{ "databaseId": id }] } })
        };
        let nodes: Vec<Value> = self.comments.iter().map(thread).collect();
        json!({ "data": { "viewer": { "login": self.viewer }, "repository": { "pullRequest": { "reviewThreads": {
            "pageInfo": { "hasNextPage": false, "endCursor": null }, "nodes": nodes } } } } })
    }
}

fn missing() -> Fault {
    (404, "", json!({ "message": "Not Found" }))
}

fn change(comments: &mut [Value], id: &str, body: &Value) -> Fault {
    match comments.iter_mut().find(|comment| comment["id"].as_u64() == id.parse().ok()) {
        Some(comment) => {
            comment["body"] = body["body"].clone();
            (200, "", comment.clone())
        }
        None => missing(),
    }
}

/// The page of a list that the address asks for.
fn page(list: &[Value], path: &str) -> Value {
    let word =
        |name: &str| path.split(['?', '&']).find_map(|part| part.strip_prefix(name)?.strip_prefix('=')?.parse::<usize>().ok());
    let (size, page) = (word("per_page").unwrap_or(30), word("page").unwrap_or(1));
    list.iter().skip(size * (page - 1)).take(size).cloned().collect()
}
