//! What is asked of GitHub is what GitHub's published description of its API says, and so is what is read of its answers:
//! `tests/tools/github/` has a mock made from that description. It is installed where npm is there; else that is said.

use crate::{Job, TOKEN, found, report, three};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// The mock; it stops when it is dropped.
struct Mock {
    process: Child,
    url: String,
}

impl Drop for Mock {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Mock {
    /// Installs and starts it; the reason where that can't be.
    fn start() -> Result<Self, String> {
        let tools = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tools/github");
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("github-mock");
        std::fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
        for name in ["package.json", "describe.mjs"] {
            std::fs::copy(tools.join(name), folder.join(name)).map_err(|error| error.to_string())?;
        }
        install(&folder)?;
        run(Command::new("node").arg("describe.mjs").current_dir(&folder))?;
        let port = std::net::TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).unwrap().port();
        let prism = folder.join("node_modules/@stoplight/prism-cli/dist/index.js");
        let process = Command::new("node")
            .arg(prism)
            .args(["mock", "description.json", "--host", "127.0.0.1", "--port", &port.to_string()])
            .current_dir(&folder)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| error.to_string())?;
        let mock = Self { process, url: format!("http://127.0.0.1:{port}") };
        let until = Instant::now() + Duration::from_secs(60);
        while std::net::TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(Instant::now() < until, "the mock does not start");
            std::thread::sleep(Duration::from_millis(100));
        }
        Ok(mock)
    }

    /// Its answer: status and body.
    fn ask(&self, method: &str, path: &str, body: &Value) -> (u16, Value) {
        let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).proxy(None).build().into();
        let url = format!("{}{path}", self.url);
        // The description knows answers by their general type alone, not by GitHub's own name for it.
        let headers = [("Accept", "application/json"), ("Authorization", "Bearer x")];
        let mut response = match method {
            "GET" => headers.iter().fold(agent.get(&url), |request, (name, value)| request.header(*name, *value)).call(),
            _ => {
                let request = if method == "PATCH" { agent.patch(&url) } else { agent.post(&url) };
                let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
                request.header("Content-Type", "application/json").send(body.to_string())
            }
        }
        .unwrap();
        let text = response.body_mut().read_to_string().unwrap();
        (response.status().as_u16(), serde_json::from_str(&text).unwrap_or_default())
    }
}

/// Installs what `package.json` names, once.
fn install(folder: &Path) -> Result<(), String> {
    let wanted = std::fs::read_to_string(folder.join("package.json")).unwrap();
    let done = folder.join("installed.json");
    if std::fs::read_to_string(&done).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    run(Command::new("npm")
        .args(["install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock"])
        .current_dir(folder))?;
    std::fs::write(done, wanted).map_err(|error| error.to_string())
}

fn run(command: &mut Command) -> Result<(), String> {
    let program = PathBuf::from(command.get_program());
    let output = command.output().map_err(|error| format!("{}: {error}", program.display()))?;
    let errors = String::from_utf8_lossy(&output.stderr);
    if output.status.success() {
        Ok(())
    } else {
        Err(format!("{}: {}", program.display(), errors.lines().last().unwrap_or_default()))
    }
}

/// Every kind of request: from a first review to the end of a finding, and a search for the pull request.
fn requests() -> Vec<crate::github::Asked> {
    let mut job = Job::new();
    job.post(&report(&three()));
    let mut asked = job.github.state().asked.clone();
    job.event = "workflow_run";
    job.event_is(&json!({ "repository": { "id": 5 }, "workflow_run": { "event": "pull_request", "head_sha": crate::github::HEAD,
        "head_branch": "x/y", "head_repository": { "owner": { "login": "é" } }, "pull_requests": [] } }));
    let mut merged = report(&three()[1..]);
    merged["verdict"]["head"] = json!("2".repeat(40));
    job.github.state().pull["merge_commit_sha"] = json!(null);
    job.github.state().asked.clear();
    job.post(&merged);
    asked.extend(job.github.state().asked.clone());
    asked
}

#[test]
fn requests_and_answers_are_those_of_the_published_description() {
    let mock = match Mock::start() {
        Ok(mock) => mock,
        Err(why) => return println!("skipped: the mock of GitHub's API can't be installed ({why})"),
    };
    let asked: Vec<_> = requests().into_iter().filter(|asked| asked.path != "/graphql").collect();
    let mut kinds: Vec<String> = Vec::new();
    for asked in &asked {
        let (status, answer) = mock.ask(&asked.method, &asked.path, &asked.body);
        assert!((200..300).contains(&status), "{} {}: {status} {answer}\n{}", asked.method, asked.path, asked.body);
        let kind =
            format!("{} {}", asked.method, asked.path.split('?').next().unwrap().replace(|c: char| c.is_ascii_digit(), ""));
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    assert_eq!(kinds.len(), 11, "{kinds:#?}");
    // It refuses what is wrong, or all of this would prove nothing.
    for wrong in [json!({ "body": 3 }), json!({ "body": "x", "bodies": "x" })] {
        assert_eq!(mock.ask("POST", "/repos/a/b/pulls/1/reviews", &wrong).0, 422, "{wrong}");
    }
    reads_the_examples(&mock);
}

/// A review of the pull request that the description gives as its example.
fn reads_the_examples(mock: &Mock) {
    let example = |path: &str| mock.ask("GET", path, &Value::Null).1;
    let pull = example("/repos/ecole/jardin/pulls/7");
    let file = example("/repos/ecole/jardin/pulls/7/files?per_page=100&page=1")[0].clone();
    let (head, name) = (pull["head"]["sha"].as_str().unwrap(), file["filename"].as_str().unwrap());
    assert!(file["patch"].as_str().unwrap().starts_with("@@ -"), "{file}");
    let repository = pull["base"]["repo"]["full_name"].as_str().unwrap().to_owned();
    let answers: Vec<(String, Value)> = ["", "/files", "/comments"]
        .iter()
        .map(|rest| (format!("/repos/ecole/jardin/pulls/7{rest}"), example(&format!("/repos/ecole/jardin/pulls/7{rest}"))))
        .chain([("/repos/ecole/jardin/issues/7/comments".to_owned(), example("/repos/ecole/jardin/issues/7/comments"))])
        .map(|(path, answer)| (path.replace("ecole/jardin", &repository), answer))
        .collect();
    let mut job = Job::new();
    job.github.stumbles(move |method, path, _| {
        let found = answers.iter().find(|(known, _)| method == "GET" && known == path);
        let made = (method == "POST" && path != "/graphql").then(|| (201, "", json!({ "id": 1 })));
        found.map(|(_, answer)| (200, "", answer.clone())).or(made)
    });
    job.variables = vec![("GITHUB_REPOSITORY", repository), ("GITHUB_TOKEN", TOKEN.to_owned())];
    job.event_is(&json!({ "pull_request": { "number": 7, "head": { "sha": head } } }));
    let mut report = report(&[found(1, name, 132, "")]);
    report["findings"][0].as_object_mut().unwrap().remove("excerpt");
    report["verdict"]["head"] = json!(head);
    let ended = job.post(&report);
    assert!(ended.err.starts_with("Review posted (1\u{a0}new finding"), "{}", ended.err);
    // The example's patch is the head of a hunk without its lines.
    let writes = job.github.writes();
    assert!(writes.len() == 1 && writes[0].path.ends_with("/comments"), "{writes:?}");
}
