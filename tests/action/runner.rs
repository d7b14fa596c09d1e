//! A runner of the forge: the step of `action.yml`, its environment, and what it leaves behind.

use crate::forge::Forge;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// Writes down each call, one argument a line after `call`, and what it was not to be told; then writes the reports asked
/// for, and ends with the code that the test set.
const STUB: &str = r#"#!/usr/bin/env bash
here=HERE
{ echo call; printf '%s\n' "$@"; } >>"$here/calls"
env | grep -c '^INPUT_TOKEN=\|^GH_TOKEN=\|^GITHUB_TOKEN=' >>"$here/tokens"
for argument in "$@"; do
    case $argument in
        --output=json=*) cp "$here/report.json" "${argument#--output=json=}" ;;
        --output=markdown=*) echo '## A summary' >"${argument#--output=markdown=}" ;;
        --output=*) echo '{}' >"${argument#--output=*=}" ;;
    esac
done
exit "$(cat "$here/$1-code" 2>/dev/null || echo 0)"
"#;

const REPORT: &str = r#"{"schema": "acquis.findings/v1", "findings": [{"status": "new"}, {"status": "fixed"}, {"status": "new"},
 {"status": "existing"}], "verdict": {"coverage": {"before": {"modules": 3, "modules_assessed": 3}, "after": {"modules": 3, "modules_assessed": 2}}}}"#;

/// Where a job runs, and with what.
pub(crate) struct Runner {
    folder: TempDir,
    pub(crate) action: PathBuf,
    pub(crate) variables: BTreeMap<String, String>,
    inputs: BTreeMap<String, String>,
}

/// What a job did.
pub(crate) struct Ran {
    pub(crate) code: Option<i32>,
    pub(crate) log: String,
    /// The calls of the stub, each with its arguments.
    pub(crate) calls: Vec<Vec<String>>,
    pub(crate) outputs: BTreeMap<String, String>,
    pub(crate) summary: String,
}

impl Ran {
    /// The commit to compare with that the only check was given; empty when it was given none.
    pub(crate) fn base(&self) -> &str {
        assert_eq!((self.code, self.calls.len()), (Some(0), 1), "{}", self.log);
        self.calls[0].iter().find_map(|argument| argument.strip_prefix("--base=")).unwrap_or_default()
    }
}

/// Writes a program.
pub(crate) fn program(path: &Path, text: &str) {
    fs::write(path, text).unwrap();
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
}

impl Runner {
    /// A runner whose `acquis` is the stub, already installed.
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        for name in ["bin", "temp"] {
            fs::create_dir(folder.path().join(name)).unwrap();
        }
        let runner = Self {
            action: PathBuf::from(env!("CARGO_MANIFEST_DIR")),
            variables: BTreeMap::from([("RUNNER_OS".into(), "Linux".into()), ("RUNNER_ARCH".into(), "X64".into())]),
            inputs: BTreeMap::new(),
            folder,
        };
        fs::write(runner.path("report.json"), REPORT).unwrap();
        program(&runner.path("bin/acquis"), &runner.stub());
        runner.with("version", "installed")
    }

    /// A path in the runner's own folder, outside of what is checked.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The text of the program that writes down how it is called.
    pub(crate) fn stub(&self) -> String {
        STUB.replace("HERE", &self.folder.path().display().to_string())
    }

    /// Sets an input of the Action.
    pub(crate) fn with(mut self, input: &str, value: &str) -> Self {
        self.inputs.insert(input.to_owned(), value.to_owned());
        self
    }

    /// Sets the code that a command of the stub ends with.
    pub(crate) fn ending(self, command: &str, code: i32) -> Self {
        fs::write(self.path(&format!("{command}-code")), code.to_string()).unwrap();
        self
    }

    /// Runs the Action in the clone, for an event. `head` is the commit and the name that the forge says it is about.
    pub(crate) fn run(&self, forge: &Forge, name: &str, head: (&str, &str), event: &Value) -> Ran {
        self.run_in(&forge.clone(), forge, name, head, event)
    }

    /// The same, in a workspace that is not the clone.
    pub(crate) fn run_in(&self, workspace: &Path, forge: &Forge, name: &str, head: (&str, &str), event: &Value) -> Ran {
        fs::write(self.path("event.json"), event.to_string()).unwrap();
        for file in ["output", "step-summary", "calls", "tokens"] {
            fs::write(self.path(file), "").unwrap();
        }
        let (script, environment) = self.step();
        let output = forge
            .repository
            .command("bash")
            // What GitHub's runner does with `shell: bash`.
            .args(["--noprofile", "--norc", "-e", "-o", "pipefail", "-c", &script])
            .current_dir(workspace)
            .env_remove("CARGO_TARGET_DIR")
            .env("PATH", format!("{}:{}", self.path("bin").display(), std::env::var("PATH").unwrap()))
            .envs(environment)
            .env("GITHUB_ACTION_PATH", &self.action)
            .env("GITHUB_REPOSITORY", "someone/lessons")
            .env("GITHUB_WORKSPACE", workspace)
            .env("GITHUB_EVENT_NAME", name)
            .env("GITHUB_EVENT_PATH", self.path("event.json"))
            .env("GITHUB_SHA", head.0)
            .env("GITHUB_REF", head.1)
            .env("GITHUB_OUTPUT", self.path("output"))
            .env("GITHUB_STEP_SUMMARY", self.path("step-summary"))
            .env("RUNNER_TEMP", self.path("temp"))
            .envs(&self.variables)
            .output()
            .unwrap();
        let read = |file: &str| fs::read_to_string(self.path(file)).unwrap();
        let calls = read("calls");
        let call = |call: &str| call.lines().map(str::to_owned).collect();
        Ran {
            code: output.status.code(),
            log: format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr)),
            calls: calls.split("call\n").skip(1).map(call).collect(),
            outputs: read("output").lines().filter_map(|line| line.split_once('=')).map(own).collect(),
            summary: read("step-summary"),
        }
    }

    /// The only step of `action.yml`: its command, and its environment with what the inputs hold.
    fn step(&self) -> (String, BTreeMap<String, String>) {
        let action: Value = serde_yaml::from_str(&fs::read_to_string(self.action.join("action.yml")).unwrap()).unwrap();
        let steps = action["runs"]["steps"].as_array().unwrap();
        assert_eq!((steps.len(), &steps[0]["shell"]), (1, &Value::from("bash")));
        let value = |expression: &str| match expression {
            "${{ github.token }}" => "secret".to_owned(),
            // What a runner gives in a composite action, at its worst.
            "${{ github.action_repository }}" => String::new(),
            "${{ github.action_ref }}" => "v1".to_owned(),
            text => {
                assert!(!text.contains("${{"), "{text}: not known to this runner");
                text.to_owned()
            }
        };
        let input = |name: &str| {
            let default = action["inputs"][name]["default"].as_str().unwrap();
            self.inputs.get(name).cloned().unwrap_or_else(|| value(default))
        };
        let environment = steps[0]["env"].as_object().unwrap().iter().map(|(name, set)| {
            let set = set.as_str().unwrap();
            let of_input = set.strip_prefix("${{ inputs.").and_then(|rest| rest.strip_suffix(" }}"));
            (name.clone(), of_input.map_or_else(|| value(set), input))
        });
        (steps[0]["run"].as_str().unwrap().to_owned(), environment.collect())
    }
}

fn own(pair: (&str, &str)) -> (String, String) {
    (pair.0.to_owned(), pair.1.to_owned())
}
